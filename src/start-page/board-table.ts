import type { Language } from '../documents';
import { html, type Markup } from '../html';
import { documentLinks, inAddress, type LinkOptions } from './document-links';
import type { BoardInYear, PlanOfBoard, ReportOfBoard, StartPage } from './start-page';
import {
  missing,
  occasions,
  planStates,
  reportStates,
  type StateWord,
  submissions,
  words,
} from './words';

/** An occasion of the year, and how each body stands at it. */
interface Column {
  readonly occasion: string;
  readonly title: string;
  readonly dueOn: string | null;
  cellOf(board: BoardInYear): Markup;
}

/** Every body with its plan and its follow-ups: how they stand, and where they are. */
export function boardTable(page: StartPage, options: LinkOptions): Markup {
  const { language } = options;
  const columns = columnsOf(page, options);
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

/** How something stands: a sign for the eye, and the word. */
export const stateOf = (word: StateWord, language: Language): Markup =>
  html`<span class="state"><i aria-hidden="true">${word.sign}</i>${word[language]}</span>`;

function planCell(board: BoardInYear, year: number, options: LinkOptions): Markup {
  const { language } = options;
  const path = `/reports/control-plan/${year}/${encodeURIComponent(board.code)}`;
  const about = `${words.plan[language]} ${year}, ${board.name}`;
  const linked = ({ state, revision }: PlanOfBoard, isNext: boolean): Markup => {
    const number = `${words.revision[language]} ${revision}`;
    const title = isNext ? `${about}, ${number}` : about;
    return html`${stateOf(planStates[state], language)}${
      revision > 1 ? html`<span class="quiet">${number}</span>` : ''
    }${documentLinks(path, title, options, isNext ? revision : null)}`;
  };
  const { plan, preparedPlan } = board;
  const none = plan || preparedPlan ? '' : stateOf(missing.plan, language);
  const inForce = plan ? linked(plan, false) : '';
  const next = preparedPlan ? linked(preparedPlan, plan !== null) : '';
  const lateness = late(board.planDaysLate, language);
  return html`${none}${inForce}${plan ? lateness : ''}${next}${plan ? '' : lateness}`;
}

/** The rounds that the municipality has set, and what else there are reports for. */
function columnsOf({ rounds, reports, year }: StartPage, options: LinkOptions): Column[] {
  const { language } = options;
  const linksOf = (board: BoardInYear, occasion: string, title: string): Markup =>
    documentLinks(
      followUpPath(year, board.code, inAddress(occasion)),
      `${title}, ${board.name}`,
      options,
    );
  const ofRounds = rounds.map(({ occasion, name, dueOn, boards }) => ({
    occasion,
    title: name,
    dueOn,
    cellOf: (board: BoardInYear) => {
      const standing = boards.find((each) => each.board.id === board.id);
      if (!standing) return stateOf(missing.report, language);
      const { submission, report, daysLate, hasPlanInForce } = standing;
      const isPlanMissing = report === null && !hasPlanInForce;
      const word = isPlanMissing ? missing.planToReport : submissions[submission];
      return html`${stateOf(word, language)}${late(daysLate, language)}${
        report ? linksOf(board, occasion, name) : ''
      }`;
    },
  }));
  const others = reports
    .map(({ occasion }) => occasion)
    .filter(
      (occasion) => occasion in occasions && !rounds.some((round) => round.occasion === occasion),
    );
  const withoutRound = [...new Set(others)].map((occasion) => {
    const title = occasions[occasion]?.[language] ?? occasion;
    return {
      occasion,
      title,
      dueOn: null,
      cellOf: (board: BoardInYear) => {
        const report = reportOf(reports, board, occasion);
        if (!report) return stateOf(missing.report, language);
        return html`${stateOf(reportStates[report.state], language)}${linksOf(board, occasion, title)}`;
      },
    };
  });
  return [...ofRounds, ...withoutRound];
}

/** Where the follow-up of a body is, without its format. */
export const followUpPath = (year: number, code: string, occasion: string): string =>
  `/reports/follow-up/${year}/${encodeURIComponent(code)}/${occasion}`;

/** The decided report of an occasion, else the one that is being prepared. */
function reportOf(
  reports: readonly ReportOfBoard[],
  { id }: BoardInYear,
  occasion: string,
): ReportOfBoard | undefined {
  const own = reports.filter((report) => report.board.id === id && report.occasion === occasion);
  return own.find(({ state }) => state === 'DECIDED') ?? own[0];
}

function late(days: number | null, language: Language): Markup | string {
  if (days === null || days <= 0) return '';
  const inSwedish = days === 1 ? '1 dag sen' : `${days} dagar sen`;
  const inEnglish = days === 1 ? '1 day late' : `${days} days late`;
  return html`<span class="late">${language === 'sv' ? inSwedish : inEnglish}</span>`;
}
