import { html, type Markup } from '../html';
import { documentLinks, type LinkOptions } from './document-links';
import { followUpColumns } from './follow-up-columns';
import { late, stateOf } from './standing';
import type { BoardInYear, PlanOfBoard, StartPage } from './start-page';
import { missing, planStates, words } from './words';

/** Every body with its plan and its follow-ups: how they stand, and where they are. */
export function boardTable(page: StartPage, options: LinkOptions): Markup {
  const { language } = options;
  const columns = followUpColumns(page, options);
  const planTitle = words.plan[language];
  return html`<table role="table">
<caption>${words.boards[language]} ${String(page.year)}</caption>
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">${words.board[language]}</th>
<th role="columnheader" scope="col">${planTitle}</th>
${columns.map(
  ({ title, dueOn }) => html`<th role="columnheader" scope="col">${title}${
    dueOn === null ? '' : html` <small>${words.due[language]} ${dueOn}</small>`
  }</th>
`,
)}</tr></thead>
<tbody role="rowgroup">
${page.boards.map(
  (board) => html`<tr role="row">
<th role="rowheader" scope="row">${board.name}</th>
<td role="cell" data-column="${planTitle}">${planCell(board, page.year, options)}</td>
${columns.map(
  ({ title, cellOf }) => html`<td role="cell" data-column="${title}">${cellOf(board)}</td>
`,
)}</tr>
`,
)}</tbody>
</table>`;
}

/** The plan in force, and the one that is to follow it; late is the first of them. */
function planCell(
  { code, name, plan, preparedPlan, planDaysLate }: BoardInYear,
  year: number,
  options: LinkOptions,
): Markup {
  const { language } = options;
  const lateness = late(planDaysLate, language);
  const path = `/reports/control-plan/${year}/${encodeURIComponent(code)}`;
  const about = `${words.plan[language]} ${year}, ${name}`;
  const linked = ({ state, revision }: PlanOfBoard, isNext: boolean): Markup => {
    const number = `${words.revision[language]} ${revision}`;
    const links = isNext
      ? documentLinks(path, `${about}, ${number}`, options, revision)
      : documentLinks(path, about, options);
    return html`${stateOf(planStates[state], language)}${
      revision > 1 ? html`<span class="quiet">${number}</span>` : ''
    }${isNext ? '' : lateness}${links}`;
  };
  if (plan === null && preparedPlan === null) {
    return html`${stateOf(missing.plan, language)}${lateness}`;
  }
  return html`${plan ? linked(plan, false) : ''}${
    preparedPlan ? linked(preparedPlan, plan !== null) : ''
  }`;
}
