import type { Language } from '../documents';
import { occasionInAddress } from '../documents/sources/address';
import { planTable } from '../exchange/plan-columns';
import { resultTable } from '../exchange/result-columns';
import { riskTable } from '../exchange/risk-columns';
import { html, Markup } from '../html';
import { boardTable } from './board-table';
import { documentLinks, type LinkOptions } from './document-links';
import { followUpPath } from './follow-up-columns';
import { stateOf } from './standing';
import type { StartPage } from './start-page';
import { reportStates, words } from './words';

/** For whom the page is made, and what it may link to. */
export interface Visit extends LinkOptions {
  /** What to call whoever has signed in at the browser; null for who brought a token. */
  readonly signedInAs: string | null;
  readonly hasPlayground: boolean;
}

/** What people read on the page; programs have the other formats, too. */
const READING_FORMATS = ['html', 'pdf', 'docx', 'xlsx'];

const importTables = [riskTable, planTable, resultTable];

/** The start page as markup, from what it tells. */
export function startPageBody(page: StartPage, visit: Visit): Markup {
  const { language, signedInAs } = visit;
  const formats = visit.formats.filter((format) => READING_FORMATS.includes(format));
  return html`${signedInAs === null ? '' : visitorBar(signedInAs, language)}
<p class="kicker">${page.municipality}</p>
<h1>${words.internalControl[language]} ${String(page.year)}</h1>
${navigation(page, language)}
${page.isFallback ? fallbackNote(page, language) : ''}
${sums(page, language)}
${
  page.boards.length > 0
    ? boardTable(page, { formats, language })
    : html`<p>${words.nobody[language]}</p>`
}
${page.isCutOff ? html`<p class="note">${words.cutOff[language]}</p>` : ''}
${immediateReports(page, { formats, language })}
<h2>${words.documents[language]}</h2>
${wholeMunicipality(page, visit)}
<h2>${words.figures[language]}</h2>
${figures(page, language)}
${importing(language)}
${visit.hasPlayground ? asking(language) : ''}`;
}

const visitorBar = (name: string, language: Language): Markup => html`<div id="visitor">
<span>${words.signedInAs[language]} <strong>${name}</strong></span>
<form method="post" action="/sign-out"><button>${words.signOut[language]}</button></form>
</div>`;

function navigation({ year, years }: StartPage, language: Language): Markup {
  const other = language === 'sv' ? 'en' : 'sv';
  return html`<nav aria-label="${words.year[language]}">
<ul>${years.map(
    (each) =>
      html`<li><a href="${address(each, language)}"${
        each === year ? html` aria-current="page"` : ''
      }>${String(each)}</a></li>`,
  )}</ul>
<a href="${address(year, other)}" lang="${other}" hreflang="${other}">${words.otherLanguage[language]}</a>
</nav>`;
}

const address = (year: number, language: Language): string =>
  `/?year=${year}${language === 'sv' ? '' : `&lang=${language}`}`;

const fallbackNote = ({ year, thisYear }: StartPage, language: Language): Markup =>
  html`<p class="note">${
    language === 'sv'
      ? `Ingen plan finns än för ${thisYear}. Här är ${year}.`
      : `There is no plan for ${thisYear} yet. This is ${year}.`
  }</p>`;

function sums(page: StartPage, language: Language): Markup {
  const { boards, overdueActions, unansweredRecommendations } = page;
  const adopted = boards.filter(({ plan }) => plan !== null).length;
  const told: [sum: string, sv: string, en: string][] = [
    [
      `${adopted} ${language === 'sv' ? 'av' : 'of'} ${boards.length}`,
      'har en antagen plan',
      'have adopted a plan',
    ],
    [String(overdueActions), 'försenade åtgärder i dag', 'overdue actions today'],
    [
      String(unansweredRecommendations),
      'rekommendationer från revisorerna väntar på svar',
      'recommendations of the auditors wait for an answer',
    ],
  ];
  return html`<ul class="sums">${told.map(
    ([sum, sv, en]) => html`<li><strong>${sum}</strong> ${language === 'sv' ? sv : en}</li>`,
  )}</ul>`;
}

function immediateReports({ reports, year }: StartPage, options: LinkOptions): Markup | string {
  const { language } = options;
  const immediate = reports.filter(({ occasion }) => occasion === 'IMMEDIATE');
  if (immediate.length === 0) return '';
  return html`<h2>${words.immediate[language]}</h2>
<dl>${immediate.map(({ board, number, asOf, state }) => {
    const title = `${words.immediateReport[language]} ${number}, ${board.name}`;
    const links = documentLinks(
      followUpPath(year, board.code, `immediate-${number}`),
      title,
      options,
    );
    return html`<dt>${board.name}</dt>
<dd>${stateOf(reportStates[state], language)}<span class="quiet">${words.asOf[language]} ${asOf}</span>${links}</dd>
`;
  })}</dl>`;
}

/** What is about every body: supervision, risks and recommendations. */
function wholeMunicipality({ supervision, year }: StartPage, options: LinkOptions): Markup {
  const { language } = options;
  const documents = [
    ...supervision.map(({ round, state }) => ({
      title: `${words.supervision[language]}, ${round.name}`,
      state: html`${stateOf(reportStates[state], language)}`,
      path: `/reports/supervision/${year}/${occasionInAddress(round.occasion)}`,
    })),
    { title: `${words.risks[language]} ${year}`, state: '', path: `/reports/risks/${year}/all` },
    { title: words.recommendations[language], state: '', path: '/reports/recommendations/all' },
  ];
  return html`<dl>${documents.map(
    ({ title, state, path }) => html`<dt>${title}</dt>
<dd>${state}${documentLinks(path, title, options)}</dd>
`,
  )}</dl>`;
}

function figures({ figures, year }: StartPage, language: Language): Markup {
  const search = language === 'sv' ? '' : `?lang=${language}`;
  return html`<div class="figures">${figures.map(
    ({ name, title, description, svg }) => html`<figure>
<div class="picture" role="region" aria-label="${title}" tabindex="0">${new Markup(svg)}</div>
<details><summary>${words.inWords[language]}<span class="unseen">: ${title}</span></summary>
<p>${description}</p>
<p><a href="/figures/${name}/${String(year)}/all.svg${search}">${words.asFile[language]}<span class="unseen">: ${title}</span></a></p>
</details>
</figure>
`,
  )}</div>`;
}

const importing = (language: Language): Markup => html`<h2>${words.importing[language]}</h2>
<p>${words.templates[language]}</p>
<p class="links">${importTables.map(({ name, title }) => {
  const search = language === 'sv' ? '' : `?lang=${language}`;
  return html`<a href="/imports/${name}/template.xlsx${search}">${title[language]}</a> `;
})}</p>`;

const asking = (language: Language): Markup => html`<h2>${words.asking[language]}</h2>
<p><a class="button" href="/graphql">${words.playground[language]}</a></p>`;
