import { occasionInAddress } from '../documents/sources/address';
import { occasionWords } from '../documents/words';
import { html, type Markup } from '../html';
import type { FollowUpOccasion } from '../modules/municipality/domain/follow-up-occasion';
import { documentLinks, type LinkOptions } from './document-links';
import { late, stateOf } from './standing';
import type { BoardInYear, ReportOfBoard, Round, StartPage } from './start-page';
import { missing, reportStates, submissions } from './words';

/** An occasion of the year, and how each body stands at it. */
export interface FollowUpColumn {
  readonly title: string;
  /** The last day to report; null when the municipality has set none. */
  readonly dueOn: string | null;
  cellOf(board: BoardInYear): Markup;
}

/** The rounds that the municipality has set, and what else there are reports for. */
export function followUpColumns(page: StartPage, options: LinkOptions): FollowUpColumn[] {
  const { rounds, reports } = page;
  const inRounds = rounds.map(({ occasion }) => occasion);
  const others = reports
    .map(({ occasion }) => occasion)
    .filter((occasion) => occasion !== 'IMMEDIATE' && !inRounds.includes(occasion));
  return [
    ...rounds.map((round) => ofRound(round, page.year, options)),
    ...[...new Set(others)].map((occasion) => withoutRound(occasion, page, options)),
  ];
}

function ofRound(
  { occasion, name, dueOn, boards }: Round,
  year: number,
  options: LinkOptions,
): FollowUpColumn {
  const { language } = options;
  const cellOf = (board: BoardInYear): Markup => {
    const standing = boards.find((each) => each.board.id === board.id);
    if (!standing) return stateOf(missing.report, language);
    const { submission, report, daysLate, hasPlanInForce } = standing;
    const isPlanMissing = report === null && !hasPlanInForce;
    const word = isPlanMissing ? missing.planToReport : submissions[submission];
    const links = report ? linksTo(board, year, occasion, name, options) : '';
    return html`${stateOf(word, language)}${late(daysLate, language)}${links}`;
  };
  return { title: name, dueOn, cellOf };
}

function withoutRound(
  occasion: FollowUpOccasion,
  { reports, year }: StartPage,
  options: LinkOptions,
): FollowUpColumn {
  const { language } = options;
  const title = withCapital(occasionWords[occasion][language]);
  const cellOf = (board: BoardInYear): Markup => {
    const report = reportOf(reports, board, occasion);
    if (!report) return stateOf(missing.report, language);
    const links = linksTo(board, year, occasion, title, options);
    return html`${stateOf(reportStates[report.state], language)}${links}`;
  };
  return { title, dueOn: null, cellOf };
}

const linksTo = (
  { code, name }: BoardInYear,
  year: number,
  occasion: FollowUpOccasion,
  title: string,
  options: LinkOptions,
): Markup =>
  documentLinks(
    followUpPath(year, code, occasionInAddress(occasion)),
    `${title} ${year}, ${name}`,
    options,
  );

const withCapital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

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
