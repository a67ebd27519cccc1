import type { Ask } from '../documents';

/** What somebody probably asks for first, as variables of examples. */
export interface StartingPoint {
  /** The code of a board. */
  readonly board: string;
  readonly year: number;
  /** The year before, for comparisons. */
  readonly from: number;
  /** The occasion of the latest follow-up of the board. */
  readonly occasion: string;
  /** The year of that follow-up. */
  readonly reportYear: number;
}

interface Boards {
  readonly viewer: { readonly grants: readonly { readonly boardId: string | null }[] };
  readonly boards: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly code: string } }[];
  };
}
const BOARDS = `query BoardsToBeginWith {
  viewer { grants { boardId } }
  boards(first: 1, filter: { kinds: [EXECUTIVE_BOARD] }) { edges { node { id code } } }
}`;

interface Latest {
  readonly board: { readonly code: string };
  readonly plans: { readonly edges: readonly { readonly node: { readonly year: number } }[] };
  readonly reports: {
    readonly edges: readonly {
      readonly node: { readonly year: number; readonly occasion: string };
    }[];
  };
}
/** Ten are enough to find one that is not of next year, or reported at once. */
const LATEST = `query LatestOfBoard($board: String!) {
  board(board: $board) { code }
  plans: controlPlans(
    first: 10, filter: { board: $board }, orderBy: [{ field: YEAR, direction: DESC }]
  ) { edges { node { year } } }
  reports: followUpReports(
    first: 10, filter: { board: $board }, orderBy: [{ field: AS_OF, direction: DESC }]
  ) { edges { node { year occasion } } }
}`;

/** Where to begin when nothing is known of who asks. */
export function unknownStartingPoint(today: string): StartingPoint {
  const year = Number(today.slice(0, 4));
  return { board: 'KS', year, from: year - 1, occasion: 'INTERIM', reportYear: year };
}

/** The board of whoever asks, or the executive board; its plan of this year, or the latest before; its latest follow-up. */
export async function readStartingPoint(ask: Ask, today: string): Promise<StartingPoint> {
  const unknown = unknownStartingPoint(today);
  const { viewer, boards } = await ask<Boards>(BOARDS);
  const ownBoard = viewer.grants.find(({ boardId }) => boardId !== null)?.boardId;
  const id = ownBoard ?? boards.edges[0]?.node.id;
  if (id === undefined) return unknown;
  const { board, plans, reports } = await ask<Latest>(LATEST, { board: id });
  const plan = plans.edges.find(({ node }) => node.year <= unknown.year)?.node;
  const report = reports.edges.find(({ node }) => node.occasion !== 'IMMEDIATE')?.node;
  const year = plan?.year ?? unknown.year;
  return {
    board: board.code,
    year,
    from: year - 1,
    occasion: report?.occasion ?? unknown.occasion,
    reportYear: report?.year ?? year,
  };
}
