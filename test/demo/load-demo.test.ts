import { demoMunicipalities } from '../../seeds/demo-municipalities';
import { loadDemo } from '../../src/demo/load-demo';
import { UnitOfWork } from '../../src/kernel/unit-of-work';
import { FollowUpReportRepository, standingOf } from '../../src/modules/follow-up';
import {
  AUDIT_REPORT,
  asAuditSource,
  auditSourceOf,
  type ToldReport,
} from '../modules/audit-recommendation/audit-facts';
import { comesOut, source as kommunkompassen } from '../modules/evaluation/kommunkompassen';
import { comesOut as questionOf, source as recruitment } from '../modules/question/recruitment';
import { type Api, createApi } from '../support/api';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { asSource, SEVEN_COLUMNS, type SevenColumns, source } from '../support/seven-columns';

const loadedAt = new Date('2026-11-20T12:00:00Z');
const today = '2026-11-20';

let database: TestDatabase;
let alingsas: Api;
let exempelkoping: Api;

async function apisOf({ application }: TestDatabase): Promise<Api[]> {
  return Promise.all(demoMunicipalities.map(({ id }) => createApi(application, id, today)));
}

beforeAll(async () => {
  database = await createTestDatabase();
  await loadDemo(database.application, loadedAt);
  [alingsas, exempelkoping] = (await apisOf(database)) as [Api, Api];
}, 30_000);
afterAll(() => database.drop());

interface Listed {
  readonly controlPlans: { readonly edges: readonly { readonly node: Plan }[] };
}
interface Plan {
  readonly id: string;
  readonly year: number;
  readonly revision: number;
  readonly state: string;
  readonly flags: readonly string[];
  readonly board: { readonly code: string };
  readonly items: readonly { readonly kind: string; readonly riskValue: number | null }[];
  readonly kindStatements: readonly { readonly statement: string }[];
}

const PLANS = `{
  controlPlans(first: 50, orderBy: [{ field: YEAR, direction: ASC }]) {
    edges {
      node {
        id year revision state flags board { code } kindStatements { kind statement }
        items {
          number kind title riskValue score { band { word } } plannedControls { methods definition { title } }
          plannedActions { definition { text } } results { executionStatus assessment { level { word } } }
        }
        decision { metOn paragraph points { text state } }
      }
    }
  }
}`;
const REPORTS = `{
  followUpReports(first: 50, orderBy: [{ field: AS_OF, direction: ASC }]) {
    totalCount
    edges {
      node {
        year occasion revision state flags asOf board { code } counts { rows deviations overdueActions }
        rows { item { title } executionStatus assessment { level { word } } actions { text state } }
      }
    }
  }
}`;

const plansOf = async (api: Api): Promise<Plan[]> =>
  (await api.ask<Listed>(PLANS)).controlPlans.edges.map(({ node }) => node);

describe('Alingsås', () => {
  it('has the published follow-up, cell by cell, submitted and not decided', async () => {
    const answer = await alingsas.ask<SevenColumns>(SEVEN_COLUMNS, { board: 'KS', year: 2025 });

    expect(asSource(answer)).toEqual(source);
    const { followUpReport } = await alingsas.ask<{ followUpReport: object }>(
      '{ followUpReport(board: "KS", year: 2025, occasion: INTERIM) { state submittedOn decision { id } } }',
    );
    expect(followUpReport).toEqual({ state: 'SUBMITTED', submittedOn: null, decision: null });
  });

  it('stores what the source lacks as unknown', async () => {
    const { yearlyControlPlan, riskMatrix } = await alingsas.ask<Record<string, object>>(`{
      yearlyControlPlan(board: "KS", year: 2025) {
        state flags proposedOn decision { body metOn paragraph diaryNumber points { text } }
        scheme { method cells { value } }
      }
      riskMatrix(year: 2025) { unplaced unknown otherScheme total cells { count } }
    }`);

    expect(yearlyControlPlan).toEqual({
      state: 'ADOPTED',
      flags: ['DECISION_INCOMPLETE', 'KIND_NOT_STATED', 'RISK_VALUE_UNKNOWN'],
      proposedOn: null,
      decision: { body: null, metOn: null, paragraph: null, diaryNumber: null, points: [] },
      scheme: { method: 'MANUAL', cells: [] },
    });
    expect(riskMatrix).toEqual({ unplaced: 6, unknown: 1, otherScheme: 0, total: 7, cells: [] });
  });

  it('has Kommunkompassen 2022 without loss, and a population whose figure is unknown', async () => {
    const unknown = { population: 'all evaluations since 2020', value: null };

    expect(await comesOut(alingsas)).toEqual({
      ...kommunkompassen,
      benchmarks: [...kommunkompassen.benchmarks, unknown],
    });
  });

  it('has the interpellation about recruiting managers without loss', async () => {
    expect(await questionOf(alingsas)).toEqual(recruitment);
  });
});

interface AuditReports<Node> {
  readonly auditReports: { readonly edges: readonly { readonly node: Node }[] };
}
const AUDITS = `{ auditReports { edges { node { id ...source } } } } ${AUDIT_REPORT}`;
const auditsOf = async (api: Api): Promise<ToldReport[]> =>
  (await api.ask<AuditReports<ToldReport>>(AUDITS)).auditReports.edges.map(({ node }) => node);

describe('what the auditors recommended', () => {
  it('Alingsås comes out as it went in, with what the executive board answered', async () => {
    const [report, ...others] = (await auditsOf(alingsas)) as [ToldReport];

    expect(others).toEqual([]);
    expect(asAuditSource(report, 'Alingsås kommun')).toEqual(auditSourceOf('Alingsås kommun'));
    const { decision } = report.recommendations[0]?.responses[0]?.answer ?? {};
    expect([report.issuedOn, decision]).toMatchObject([
      null,
      { body: 'Kommunstyrelsen', diaryNumber: '2025.018 KS', annexes: [], proposalOn: null },
    ]);
  });

  it('Exempelköping is overdue, unanswered, referred, re-tested and being prepared', async () => {
    const query = `query ($filter: AuditRecommendationFilterInput) {
      auditRecommendations(filter: $filter) { edges { node { number report { subject } } } } }`;
    type Listed = { auditRecommendations: { edges: { node: { number: number } }[] } };
    const numbers = async (filter: object) => {
      const { auditRecommendations } = await exempelkoping.ask<Listed>(query, { filter });
      return auditRecommendations.edges.map(({ node }) => node.number);
    };

    expect(await numbers({ board: 'BUN' })).toEqual([1, 2, 3, 4]);
    expect(await numbers({ board: 'BUN', isOverdue: true })).toEqual([2]);
    expect(await numbers({ board: 'BUN', isUnanswered: true })).toEqual([4]);
    expect(await numbers({ board: 'SN' })).toEqual([3]);
    expect(await numbers({ lastRetest: 'REMEDIED' })).toEqual([1]);
    expect(await numbers({ board: 'KS', isUnanswered: true })).toEqual([1, 2]);
  });
});

describe('Exempelköping', () => {
  it('has a question without an answer, and one that was decided on', async () => {
    const { questions } = await exempelkoping.ask<{ questions: object }>(`{
      questions { edges { node {
        kind isAnswered answeredOn decision { paragraph question { diaryNumber } }
        statedControls { number controls { statedControls { number } } }
      } } }
    }`);

    const undecided = { isAnswered: false, answeredOn: null, decision: null, statedControls: [] };
    expect(questions).toEqual({
      edges: [
        { node: { kind: 'SIMPLE_QUESTION', ...undecided } },
        {
          node: {
            ...{ kind: 'CITIZENS_PROPOSAL', isAnswered: true, answeredOn: '2026-05-18' },
            decision: { paragraph: '§ 74', question: { diaryNumber: 'KS 2026/112' } },
            statedControls: [
              { number: 1, controls: [{ statedControls: [{ number: 1 }] }] },
              { number: 2, controls: [] },
            ],
          },
        },
      ],
    });
  });

  it('has an evaluation made twice, and what came of the latter', async () => {
    const { evaluations } = await exempelkoping.ask<{ evaluations: object }>(`{
      evaluations { edges { node {
        period isFirst total benchmarks { difference }
        points { kind risks { title } actions { kind } }
      } } }
    }`);

    const nothing = { risks: [], actions: [] };
    expect(evaluations).toEqual({
      edges: [
        {
          node: {
            ...{ period: '2025-10', isFirst: false, total: 168 },
            benchmarks: [{ difference: -6.5 }, { difference: 7 }],
            points: [
              { kind: 'STRENGTH', ...nothing },
              {
                kind: 'IMPROVEMENT',
                risks: [{ title: expect.stringContaining('irektupphandling') }],
                actions: [{ kind: 'CORRECTIVE' }],
              },
              { kind: 'RECOMMENDATION', ...nothing },
            ],
          },
        },
        { node: { period: '2021', isFirst: true, total: 141, benchmarks: [], points: [] } },
      ],
    });
  });

  it('has eight boards and two companies', async () => {
    const { boards } = await exempelkoping.ask<{
      boards: { edges: { node: { code: string; kind: string } }[] };
    }>('{ boards { edges { node { code kind } } } }');
    const kinds = boards.edges.map(({ node }) => node.kind);

    expect(kinds.filter((kind) => kind === 'COMPANY')).toHaveLength(2);
    expect(kinds.filter((kind) => kind !== 'COMPANY')).toHaveLength(8);
  });

  it('has plans of 2024 to 2027 in every state, with every flag, kind and statement', async () => {
    const plans = await plansOf(exempelkoping);
    const seen = <Value>(values: readonly Value[]) => [...new Set(values)].sort();

    expect(seen(plans.map(({ year }) => year))).toEqual([2024, 2025, 2026, 2027]);
    expect(seen(plans.map(({ state }) => state))).toEqual(
      ['ADOPTED', 'CLOSED', 'DRAFT', 'PROPOSED', 'SUPERSEDED'].sort(),
    );
    expect(seen(plans.flatMap(({ flags }) => flags))).toHaveLength(4);
    expect(seen(plans.flatMap(({ items }) => items.map(({ kind }) => kind)))).toHaveLength(4);
    expect(
      seen(plans.flatMap((plan) => plan.kindStatements.map(({ statement }) => statement))),
    ).toEqual(['HAS_ITEMS', 'NONE', 'NOT_STATED']);
    expect(plans.filter(({ year, state }) => year === 2027 && state !== 'DRAFT')).toHaveLength(1);
  });

  it('carries open items over from each year to the next, and leaves nothing open in a closed one', async () => {
    interface Ended {
      readonly state: string;
      readonly year: number;
      readonly openItems: readonly object[];
      readonly items: readonly {
        readonly carriedOverTo: { readonly toItem: { readonly plan: { readonly year: number } } };
        readonly isUnchanged: boolean | null;
      }[];
      readonly drift: { readonly items: readonly object[] } | null;
    }
    const query = `{ controlPlans(first: 50) { edges { node {
      year state openItems { number } drift { items { item { number } fields { field } } }
      items { isUnchanged carriedOverTo { toItem { plan { year } } } } } } } }`;
    const { controlPlans } = await exempelkoping.ask<{
      controlPlans: { edges: { node: Ended }[] };
    }>(query);
    const plans = controlPlans.edges.map(({ node }) => node);
    const hops = plans.flatMap(({ year, items }) =>
      items.flatMap(({ carriedOverTo: to }) => (to ? [`${year} to ${to.toItem.plan.year}`] : [])),
    );

    expect([...new Set(hops)].sort()).toEqual(['2024 to 2025', '2025 to 2026', '2026 to 2027']);
    const open = (state: string) =>
      plans.filter((each) => each.state === state && each.openItems.length > 0);
    expect([open('CLOSED').length, open('ADOPTED').length > 0]).toEqual([0, true]);
    const drafts = plans.filter(({ year }) => year === 2027).flatMap(({ items }) => items);
    expect(new Set(drafts.map(({ isUnchanged }) => isUnchanged))).toEqual(
      new Set([true, false, null]),
    );
    expect(plans.filter(({ state, drift }) => state === 'DRAFT' && drift !== null)).toEqual([]);
  });

  it('has reports of every state, with deviations, lights and overdue actions', async () => {
    interface Report {
      readonly state: string;
      readonly counts: { readonly deviations: number; readonly overdueActions: number };
    }
    const { followUpReports } = await exempelkoping.ask<{
      followUpReports: { totalCount: number; edges: { node: Report }[] };
    }>(REPORTS);
    const reports = followUpReports.edges.map(({ node }) => node);

    expect(reports).toHaveLength(followUpReports.totalCount);
    expect([...new Set(reports.map(({ state }) => state))].sort()).toEqual(
      ['DECIDED', 'DRAFT', 'SUBMITTED', 'SUPERSEDED'].sort(),
    );
    expect(reports.some(({ counts }) => counts.deviations > 0)).toBe(true);
    expect(reports.some(({ counts }) => counts.overdueActions > 0)).toBe(true);
  });

  it('places every risk of a year once, under the scheme of that year', async () => {
    interface Matrix {
      readonly scheme: { readonly number: number };
      readonly cells: readonly { readonly count: number }[];
      readonly unplaced: number;
      readonly otherScheme: number;
      readonly unknown: number;
      readonly total: number;
    }
    const { before, after } = await exempelkoping.ask<{ before: Matrix; after: Matrix }>(`{
      before: riskMatrix(year: 2025) { ...places } after: riskMatrix(year: 2026) { ...places }
    } fragment places on RiskMatrix {
      scheme { number } cells { count } unplaced otherScheme unknown total
    }`);

    expect([before.scheme.number, after.scheme.number]).toEqual([1, 2]);
    for (const { cells, unplaced, otherScheme, unknown, total } of [before, after]) {
      const inCells = cells.reduce((sum, { count }) => sum + count, 0);
      expect(inCells).toBeGreaterThan(20);
      expect(inCells + unplaced + otherScheme + unknown).toBe(total);
    }
  });
});

it('loading again changes nothing', async () => {
  const events = () => database.owner.query('SELECT count(*) FROM audit_event');
  const before = await events();

  await loadDemo(database.application, new Date('2027-01-01T12:00:00Z'));

  expect(await events()).toEqual(before);
});

it('another load answers the same, ids too', async () => {
  const other = await createTestDatabase();
  try {
    await loadDemo(other.application, loadedAt);
    const [, there] = (await apisOf(other)) as [Api, Api];

    expect(await there.ask(PLANS)).toEqual(await exempelkoping.ask(PLANS));
    expect(await there.ask(REPORTS)).toEqual(await exempelkoping.ask(REPORTS));
    expect(await there.ask(AUDITS)).toEqual(await exempelkoping.ask(AUDITS));
  } finally {
    await other.drop();
  }
}, 30_000);

it('the database says of every item on the day of every report what the report says', async () => {
  const reports = await database.owner.query<{ id: string; planId: string; asOf: string }[]>(
    `SELECT id, plan_id AS "planId", as_of::text AS "asOf" FROM follow_up_report
     WHERE municipality_id = $1 AND occasion <> 'IMMEDIATE'`,
    [exempelkoping.municipalityId],
  );
  expect(reports.length).toBeGreaterThan(10);
  const { municipalityId } = exempelkoping;
  const unitOfWork = new UnitOfWork(
    database.application,
    { municipalityId },
    { subject: 'test', requestId: '' },
  );
  const said = await unitOfWork.read(async (tx) => {
    const rows = await new FollowUpReportRepository(tx).liveRowsOf(reports.map(({ id }) => id));
    const compared = [];
    for (const { id, planId, asOf } of reports) {
      compared.push({ rows: rows.get(id) ?? [], standing: await standingOf(tx, [planId], asOf) });
    }
    return compared;
  });

  for (const { rows, standing } of said) {
    const byItem = new Map(standing.map((item) => [item.itemId, item]));
    expect(standing).toHaveLength(rows.length);
    for (const { itemId, executionStatus, assessment, results } of rows) {
      const known = results.filter(
        ({ sample, deviatingCases }) => sample !== null && deviatingCases !== null,
      );
      const sum = (field: 'sample' | 'deviatingCases') =>
        known.length === 0
          ? null
          : known.reduce((total, result) => total + (result[field] ?? 0), 0);
      expect(byItem.get(itemId)).toMatchObject({
        executionStatus,
        isAssessed: assessment !== null,
        levelCode: assessment?.level?.code ?? null,
        sample: sum('sample'),
        deviatingCases: sum('deviatingCases'),
      });
    }
  }
});
