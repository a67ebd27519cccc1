import { inkOn } from '../../figures/contrast';
import type { Figure } from '../../figures/figure';
import { rectangle } from '../../figures/shapes';
import { drawSymbol } from '../../figures/symbol';
import { html, Markup } from '../../html';
import { frameWords } from '../frame-words';
import type { Block, Fact, Language, Section } from '../report';
import type { Cell, Mark, Table } from '../table';

/** A section of a report as markup. */
export function sectionMarkup({ heading, blocks }: Section, language: Language): Markup {
  return html`<section>
<h2>${heading}</h2>
${blocks.map((block) => blockMarkup(block, language))}
</section>
`;
}

function blockMarkup(block: Block, language: Language): Markup {
  switch (block.kind) {
    case 'PARAGRAPHS':
      return html`${paragraphs(block.paragraphs)}`;
    case 'LIST': {
      const items = block.items.map((item) => html`<li>${item}</li>`);
      return block.isNumbered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
    case 'FACTS':
      return factsMarkup(block.facts);
    case 'TABLE':
      return tableMarkup(block.table);
    case 'FIGURE':
      return figureMarkup(block.figure, language);
  }
}

/** Names and what they say. */
export const factsMarkup = (facts: readonly Fact[]): Markup =>
  html`<dl>${facts.map(({ label, text }) => html`<dt>${label}</dt><dd>${text}</dd>`)}</dl>`;

const paragraphs = (texts: readonly string[]): Markup[] =>
  texts.map((text) => html`<p>${text}</p>`);

/** The words behind a picture open on demand; the picture itself tells them to whoever reads by ear. */
function figureMarkup({ title, description, svg, table }: Figure, language: Language): Markup {
  return html`<figure>
<div class="picture" role="region" aria-label="${title}" tabindex="0">${new Markup(svg)}</div>
<details><summary>${frameWords.figureInWords[language]}: ${title}</summary>
<p>${description}</p>
${table ? tableMarkup(table) : ''}
</details>
</figure>
`;
}

/** The roles are said because on a narrow screen a wide table is shown as cards, which hides what it is. */
function tableMarkup(table: Table): Markup {
  const isCards = table.columns.length > 3;
  const total = table.columns.reduce((sum, { width }) => sum + width, 0);
  const columns = table.columns.map(
    ({ width }) => html`<col width="${String(Math.round((1000 * width) / total) / 10)}%">`,
  );
  const titles = table.columns.map(
    ({ title, isNumber }) =>
      html`<th scope="col" role="columnheader"${numberClass(isNumber)}>${title}</th>`,
  );
  const rows = table.rows.map(
    (
      cells,
    ) => html`<tr role="row">${cells.map((cell, index) => cellMarkup(cell, table, index))}</tr>
`,
  );
  return html`<table role="table"${new Markup(isCards ? ' class="wide"' : '')}>
<caption>${table.caption}</caption>
<colgroup>${isCards ? columns : []}</colgroup>
<thead role="rowgroup"><tr role="row">${titles}</tr></thead>
<tbody role="rowgroup">
${rows}</tbody>
</table>
`;
}

const numberClass = (isNumber = false): Markup => new Markup(isNumber ? ' class="number"' : '');

function cellMarkup(cell: Cell, { columns }: Table, index: number): Markup {
  const { title = '', isNumber } = columns[index] ?? {};
  const mark = cell.mark ? [html`<p class="mark">${markMarkup(cell.mark)}</p>`] : [];
  const text = cell.isMissing
    ? cell.paragraphs.map((each) => html`<p class="missing">${each}</p>`)
    : paragraphs(cell.paragraphs);
  const isPlainNumber = isNumber && !cell.mark && !cell.isMissing;
  return html`<td role="cell" data-title="${title}"${numberClass(isPlainNumber)}>${[...mark, ...text]}</td>`;
}

/** The symbol is drawn, since a policy without exceptions lets no other colours in, and printers leave them out. */
function markMarkup({ symbol, word, colour }: Mark): Markup {
  const box = rectangle({ x: 0, y: 0, width: 20, height: 20, fill: colour });
  const sign = drawSymbol(symbol, 4, 15, 15, inkOn(colour));
  return html`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">${new Markup(box + sign)}</svg>${word}`;
}
