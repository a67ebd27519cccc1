import type { Ask, Language } from '../documents';
import { readBodyAsked } from '../documents/sources/body-asked';
import type { Figure } from '../figures/figure';
import { figureSources } from '../figures/figure-sources';
import type {
  BoardReference,
  PlanOfBoard,
  ReportOfBoard,
  Round,
  StartPage,
  SupervisionOfRound,
} from './start-page';

/** How many of a kind are asked for; whoever has more is told so. */
const MOST = 100;

interface Nodes<Node> {
  readonly edges: readonly { readonly node: Node }[];
}
interface Listed<Node> extends Nodes<Node> {
  readonly pageInfo: { readonly hasNextPage: boolean };
}
interface Years {
  readonly municipality: { readonly name: string };
  readonly earliest: Nodes<{ readonly year: number }>;
  readonly latest: Nodes<{ readonly year: number }>;
}
const YEARS = `query YearsOfStartPage {
  municipality { name }
  earliest: controlPlans(first: 1, orderBy: [{ field: YEAR, direction: ASC }]) { ...years }
  latest: controlPlans(first: 1, orderBy: [{ field: YEAR, direction: DESC }]) { ...years }
}
fragment years on ControlPlanConnection { edges { node { year } } }`;

interface Year {
  readonly comparison: {
    readonly rows: readonly {
      readonly board: BoardReference;
      readonly daysLate: number | null;
      readonly plan: PlanOfBoard | null;
    }[];
  };
  readonly prepared: Listed<PlanOfBoard & { readonly board: { readonly id: string } }>;
  readonly followUpRounds: readonly Round[];
  readonly followUpReports: Listed<ReportOfBoard>;
  readonly supervisionReports: Nodes<SupervisionOfRound>;
  readonly overdueActions: { readonly totalCount: number };
  readonly unanswered: { readonly totalCount: number };
}
const YEAR = `query StartPage($year: Int!) {
  comparison(from: $year, to: $year) {
    rows { daysLate board { id code name } plan { revision state } }
  }
  prepared: controlPlans(first: ${MOST}, filter: { year: $year, states: [DRAFT, PROPOSED] }) {
    edges { node { revision state board { id } } }
    pageInfo { hasNextPage }
  }
  followUpRounds(year: $year) {
    occasion name dueOn
    boards { submission daysLate hasPlanInForce board { id } report { revision } }
  }
  followUpReports(
    first: ${MOST}
    filter: { year: $year, states: [DRAFT, SUBMITTED, DECIDED] }
    orderBy: [{ field: AS_OF, direction: DESC }]
  ) {
    edges { node { occasion number asOf state board { id code name } } }
    pageInfo { hasNextPage }
  }
  supervisionReports(first: ${MOST}, filter: { year: $year, states: [DRAFT, SUBMITTED, DECIDED] }) {
    edges { node { state round { occasion name } } }
  }
  overdueActions: actions(filter: { isOverdue: true }) { totalCount }
  unanswered: auditRecommendations(filter: { isUnanswered: true }) { totalCount }
}`;

/** What somebody wants to see. */
export interface Wish {
  /** Null for this year, or when nothing is planned for it yet, the latest one with a plan. */
  readonly year: number | null;
  readonly language: Language;
  /** In Sweden, as `YYYY-MM-DD`. */
  readonly today: string;
}

/** Asks the API for everything that the start page tells. */
export async function readStartPage(
  ask: Ask,
  { year: chosen, language, today }: Wish,
): Promise<StartPage> {
  const thisYear = Number(today.slice(0, 4));
  const { municipality, earliest, latest } = await ask<Years>(YEARS);
  const first = earliest.edges[0]?.node.year ?? thisYear;
  const last = latest.edges[0]?.node.year ?? thisYear;
  const year = chosen ?? Math.min(thisYear, last);
  const [answer, figures] = await Promise.all([
    ask<Year>(YEAR, { year }),
    drawFigures(ask, { year, language, today }),
  ]);
  return {
    municipality: municipality.name,
    year,
    thisYear,
    years: yearsBetween(Math.min(first, thisYear), Math.max(last, thisYear)),
    isFallback: chosen === null && year !== thisYear,
    boards: answer.comparison.rows.map(({ board, daysLate, plan }) => ({
      ...board,
      planDaysLate: daysLate,
      plan,
      preparedPlan: nodesOf(answer.prepared).find((each) => each.board.id === board.id) ?? null,
    })),
    rounds: answer.followUpRounds,
    reports: nodesOf(answer.followUpReports),
    supervision: nodesOf(answer.supervisionReports),
    figures,
    overdueActions: answer.overdueActions.totalCount,
    unansweredRecommendations: answer.unanswered.totalCount,
    isCutOff: [answer.prepared, answer.followUpReports].some(
      ({ pageInfo }) => pageInfo.hasNextPage,
    ),
  };
}

/** The pictures of all bodies together, in the order of the page. */
async function drawFigures(
  ask: Ask,
  { year, language, today }: { year: number; language: Language; today: string },
): Promise<Figure[]> {
  const body = await readBodyAsked(ask, 'all', language);
  const { lights, trend, deviations, 'risk-matrix': matrix } = figureSources;
  const inOrder = [lights, matrix, deviations, trend];
  return Promise.all(inOrder.map((draw) => draw(ask, { year, body, language, today })));
}

const nodesOf = <Node>({ edges }: Nodes<Node>): Node[] => edges.map(({ node }) => node);

const yearsBetween = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_each, index) => first + index);
