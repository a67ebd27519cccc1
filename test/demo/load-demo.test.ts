import { readFileSync } from 'node:fs';
import path from 'node:path';
import { demoMunicipalities } from '../../seeds/demo-municipalities';
import { exampleOperation } from '../../src/demo/example-operation';
import { loadDemo } from '../../src/demo/load-demo';
import { type Ask, sources } from '../../src/documents';
import { examples, readStartingPoint } from '../../src/examples';
import type { Actor } from '../../src/kernel/authorisation';
import { UnitOfWork } from '../../src/kernel/unit-of-work';
import { FollowUpReportRepository, standingOf } from '../../src/modules/follow-up';
import { readStartPage } from '../../src/start-page/read-start-page';
import { startPageBody } from '../../src/start-page/start-page-body';
import {
  AUDIT_REPORT,
  asAuditSource,
  auditSourceOf,
  type ToldReport,
} from '../modules/audit-recommendation/audit-facts';
import { comesOut, source as kommunkompassen } from '../modules/evaluation/kommunkompassen';
import {
  comesOut as questionOf,
  source as recruitment,
  standingControlsOf,
} from '../modules/question/recruitment';
import { type Api, createApi } from '../support/api';
import { comparedCopies } from '../support/current-assessments';
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
    expect(await standingControlsOf(alingsas)).toEqual(recruitment.standingControls);
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

  it('relies on standing controls, tested and not, and cites its rules as they were then', async () => {
    type Answer = { controls: object; was: object; is: object; draft: object };
    const cited = `{ governingDocuments {
      isValidInYear definition { decidedOn validTo } document { validTo replacedBy { decidedOn } } } }`;
    const { controls, was, is, draft } = await exempelkoping.ask<Answer>(`{
      controls(filter: { board: "KS", isStanding: true }) { edges { node {
        title inPlaceSince lastTestedOn planItems { isTested plan { year } }
      } } }
      was: yearlyControlPlan(board: "BUN", year: 2025) ${cited}
      is: yearlyControlPlan(board: "BUN", year: 2026) ${cited}
      draft: yearlyControlPlan(board: "KFN", year: 2027) ${cited}
    }`);

    const years = [2026, 2025, 2024];
    expect(controls).toEqual({
      edges: [
        {
          node: {
            ...{ title: 'Två personer godkänner varje bankfil', inPlaceSince: 2017 },
            lastTestedOn: '2026-08-28',
            planItems: years.map((year) => ({ isTested: year !== 2025, plan: { year } })),
          },
        },
      ],
    });
    const guidelines = {
      ...{ isValidInYear: true, definition: { decidedOn: '2023-09-12', validTo: null } },
      document: { validTo: null, replacedBy: null },
    };
    const replaced = { validTo: '2025-06-30', replacedBy: { decidedOn: '2025-06-16' } };
    const old = { decidedOn: '2019-06-17', validTo: null };
    expect(was).toEqual({
      governingDocuments: [
        { isValidInYear: true, definition: old, document: replaced },
        guidelines,
      ],
    });
    expect(is).toEqual({
      governingDocuments: [
        {
          ...{ isValidInYear: true, definition: { decidedOn: '2025-06-16', validTo: null } },
          document: { validTo: null, replacedBy: null },
        },
        guidelines,
      ],
    });
    const now = { ...old, validTo: '2025-06-30' };
    expect(draft).toEqual({
      governingDocuments: [
        { isValidInYear: false, definition: now, document: replaced },
        guidelines,
      ],
    });
  });

  it('has a board that was merged: what was open is with the successor, and the rest stayed', async () => {
    type Told = { boardMergers: object; audits: { edges: { node: { responses: object[] } }[] } };
    const { boardMergers, audits, ...board } = await exempelkoping.ask<Told>(`{
      before: board(board: "BN") { validTo successor { code } predecessors { code } }
      boardMergers { edges { node {
        mergedOn successor { code } predecessors { code } decision { paragraph boardMerger { mergedOn } }
      } } }
      boardTransfers(filter: { fromBoard: "BN", toBoard: "KFN" }) { edges { node {
        action { state board { code } } control { code board { code } } risk { board { code } }
        auditResponse { board { code } answer { dueOn } } takenOverAs { board { code } isOverdue }
      } } }
      plan: yearlyControlPlan(board: "BN", year: 2025) { state items { title } }
      audits: auditRecommendations(filter: { board: "BN" }) { edges { node {
        number responses { board { code } state isUnanswered answer { disposition decision { paragraph } } }
      } } }
    }`);
    const KFN = { board: { code: 'KFN' } };
    const moved = { action: null, control: null, risk: null, auditResponse: null };
    const decided = (disposition: string) => ({ disposition, decision: { paragraph: 'BN § 49' } });
    const former = { board: { code: 'BN' }, isUnanswered: false };

    expect(board).toMatchObject({
      before: { validTo: '2025-12-31', successor: { code: 'KFN' }, predecessors: [] },
      boardTransfers: {
        edges: expect.arrayContaining([
          { node: { ...moved, action: { state: 'IN_PROGRESS', ...KFN }, takenOverAs: null } },
          { node: { ...moved, control: { code: 'BN1', ...KFN }, takenOverAs: null } },
          { node: { ...moved, risk: KFN, takenOverAs: null } },
          {
            node: {
              ...{ ...moved, takenOverAs: { ...KFN, isOverdue: true } },
              auditResponse: { board: { code: 'BN' }, answer: { dueOn: '2026-10-30' } },
            },
          },
        ]),
      },
      plan: {
        state: 'CLOSED',
        items: [
          { title: 'Uppgifter om låntagare sprids' },
          { title: expect.stringContaining('filialen') },
          { title: 'Direktupphandlingar över 100 000 kronor' },
        ],
      },
    });
    expect(boardMergers).toEqual({
      edges: [
        {
          node: {
            ...{ mergedOn: '2026-01-01', successor: { code: 'KFN' } },
            predecessors: [{ code: 'BN' }],
            decision: { paragraph: 'KF § 84', boardMerger: { mergedOn: '2026-01-01' } },
          },
        },
      ],
    });
    expect(audits.edges.map(({ node }) => node)).toEqual([
      {
        number: 1,
        responses: [
          { ...former, state: 'TAKEN_OVER', answer: decided('ACCEPTED') },
          {
            ...{ ...KFN, state: 'OPEN', isUnanswered: true },
            answer: { disposition: 'ACCEPTED', decision: null },
          },
        ],
      },
      { number: 2, responses: [{ ...former, state: 'DONE', answer: decided('ALREADY_DONE') }] },
    ]);
  });

  it('has common controls of three years: who has them, for whom they do not apply, who lacks them', async () => {
    const { before, later } = await exempelkoping.ask<{ before: object[]; later: object[] }>(`{
      before: commonControls(year: 2025) { ...rolledUp }
      later: commonControls(year: 2026) { ...rolledUp }
    } fragment rolledUp on CommonControl {
      definition { code } decision { paragraph }
      figures { items expected performed notPerformed sample deviatingCases }
      missing { code } boards { board { code } state }
    }`);
    const told = (each: object) => {
      const { boards, ...common } = each as {
        boards: { board: { code: string }; state: string }[];
      };
      const codes = (state: string) =>
        boards.flatMap((at) => (at.state === state ? at.board.code : [])).sort();
      return { ...common, notApplicable: codes('NOT_APPLICABLE'), coming: codes('IN_PREPARATION') };
    };

    expect(before.map(told)).toEqual([
      {
        ...{ definition: { code: 'GK 3' }, decision: { paragraph: '§ 166' } },
        figures: {
          ...{ items: 11, expected: 10, performed: 9, notPerformed: 1 },
          ...{ sample: 73, deviatingCases: 15 },
        },
        ...{ missing: [], notApplicable: ['VN'], coming: [] },
      },
    ]);
    expect(later.map(told)).toMatchObject([
      {
        ...{ definition: { code: 'GK 2' }, notApplicable: ['VN'], coming: ['MBN'] },
        missing: [{ code: 'EBAB' }, { code: 'MBN' }],
      },
      {
        ...{ definition: { code: 'GK 4' }, notApplicable: [], coming: ['MBN'] },
        missing: [{ code: 'MBN' }],
      },
    ]);
  });

  it('has eight boards and two companies today', async () => {
    const { boards } = await exempelkoping.ask<{
      boards: { edges: { node: { code: string; kind: string } }[] };
    }>(`{ boards(filter: { existsOn: "${today}" }) { edges { node { code kind } } } }`);
    const kinds = boards.edges.map(({ node }) => node.kind);

    expect(kinds.filter((kind) => kind === 'COMPANY')).toHaveLength(2);
    expect(kinds.filter((kind) => kind !== 'COMPANY')).toHaveLength(8);
  });

  it('has plans of 2024 to 2027 in every state, kind and statement, with every flag that comes of the plan itself', async () => {
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

  it('has rounds of follow-up, with who is late, and a report at once on one row', async () => {
    const answer = await exempelkoping.ask<{ rounds: object; atOnce: object }>(`{
      rounds: followUpRounds(year: 2026) {
        name asOf dueOn
        boards(isLate: true) { board { code } submission submittedOn daysLate hasPlanInForce }
      }
      atOnce: followUpReport(board: "SN", year: 2025, occasion: IMMEDIATE, number: 1) {
        state flags round { name } item { title } rows { item { title } executionStatus }
      }
    }`);

    const missing = { submittedOn: null, daysLate: 63, hasPlanInForce: true };
    expect(answer.rounds).toEqual([
      {
        ...{ name: 'Delårsbokslut augusti', asOf: '2026-08-31', dueOn: '2026-09-18' },
        boards: [
          ['EBAB', { ...missing, submission: 'NOT_BEGUN', hasPlanInForce: false }],
          ['EEAB', { ...missing, submission: 'NOT_BEGUN' }],
          ['KFN', { ...missing, submission: 'BEING_PREPARED' }],
          ['MBN', { ...missing, submission: 'NOT_BEGUN', hasPlanInForce: false }],
          ['ÄN', { ...missing, submission: 'SUBMITTED', submittedOn: '2026-11-12', daysLate: 55 }],
        ].map(([code, values]) => ({ board: { code }, ...(values as object) })),
      },
      { name: 'Årsbokslut', asOf: '2026-12-31', dueOn: '2027-02-12', boards: [] },
    ]);
    const item = { title: 'Obehöriga läser i akter' };
    expect(answer.atOnce).toEqual({
      ...{ state: 'DECIDED', flags: [], round: null, item },
      rows: [{ item, executionStatus: 'IN_PROGRESS' }],
    });
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

describe('the risk assessment rounds of Exempelköping', () => {
  interface Round {
    readonly state: string;
    readonly candidates: readonly { readonly kind: string; readonly settlement: string | null }[];
    readonly risks: readonly {
      readonly risk: { readonly title: string };
      readonly verdict: string;
      readonly proposal: string;
      readonly goesIntoPlan: boolean | null;
      readonly override: { readonly reason: string } | null;
    }[];
    readonly coverage: { readonly neverAssessedRisks: readonly object[] };
  }
  const roundOf = async (board: string): Promise<Round> => {
    const query = `query ($filter: RiskAssessmentRoundFilterInput) {
      riskAssessmentRounds(filter: $filter) { edges { node {
        state candidates { kind settlement } coverage { neverAssessedRisks { id } }
        risks { risk { title } verdict proposal goesIntoPlan override { reason } }
      } } } }`;
    type Listed = { riskAssessmentRounds: { edges: [{ node: Round }] } };
    const listed = await exempelkoping.ask<Listed>(query, { filter: { board } });
    return listed.riskAssessmentRounds.edges[0].node;
  };

  it('one is closed: what was proposed stands in its plan, but for one override', async () => {
    const { state, risks, candidates } = await roundOf('SN');

    expect([state, candidates.some(({ settlement }) => settlement === null)]).toEqual([
      ...['CLOSED', false],
    ]);
    expect(risks.map(({ verdict }) => verdict)).toEqual(Array(7).fill('REASSESSED'));
    const query = '{ yearlyControlPlan(board: "SN", year: 2026) { items { kind title } } }';
    type Planned = { yearlyControlPlan: { items: { kind: string; title: string }[] } };
    const { yearlyControlPlan } = await exempelkoping.ask<Planned>(query);
    const planned = yearlyControlPlan.items.map(({ title }) => title);
    for (const { risk, goesIntoPlan } of risks) {
      expect([risk.title, planned.includes(risk.title)]).toEqual([risk.title, goesIntoPlan]);
    }
    expect(risks.filter(({ override }) => override)).toMatchObject([
      { risk: { title: 'Hot mot medarbetare anmäls inte' }, proposal: 'INCLUDED' },
    ]);
  });

  it('one is open: deviations, actions and what the auditors wait for, with something left to do', async () => {
    const { state, risks, candidates } = await roundOf('BUN');

    expect(state).toBe('OPEN');
    const kinds = new Set(candidates.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['ACTION', 'AUDIT_RESPONSE', 'DEVIATION']);
    expect(candidates.filter(({ settlement }) => settlement === null).length).toBeGreaterThan(2);
    const verdicts = risks.map(({ verdict, proposal }) => `${verdict} ${proposal}`).sort();
    expect(verdicts).toEqual([
      'CONFIRMED INCLUDED',
      'NOT_YET NOT_INCLUDED',
      'REASSESSED INCLUDED',
      'REASSESSED INCLUDED',
      'REASSESSED INCLUDED',
      'REASSESSED UNDECIDABLE',
    ]);
  });
});

it('loading again changes nothing', async () => {
  const events = () => database.owner.query('SELECT count(*) FROM audit_event');
  const before = await events();

  await loadDemo(database.application, new Date('2027-01-01T12:00:00Z'));

  expect(await events()).toEqual(before);
});

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

it('each risk has what its latest assessment says', async () => {
  const { risks, assessed, unlike } = await comparedCopies(database.owner);

  expect(unlike).toEqual([]);
  expect(assessed).toBeGreaterThan(20);
  expect(risks).toBeGreaterThan(assessed);
});

const askAs =
  (api: Api, actor: Actor): Ask =>
  async (query, variables) =>
    (await api.run(actor, query, { ...variables })).data as never;
const boardIdOf = async (code: string): Promise<string> => {
  const query = 'query ($code: String!) { board(board: $code) { id } }';
  return (await exempelkoping.ask<{ board: { id: string } }>(query, { code })).board.id;
};

describe('the examples of the playground', () => {
  const answersOf = async (api: Api, actor: Actor) => {
    const start = await readStartingPoint(askAs(api, actor), today);
    const answers = await Promise.all(
      examples(start).map(async ({ operation, variables }) => {
        const { data, errors } = await api.run<Record<string, unknown>>(
          actor,
          operation,
          variables,
        );
        expect(errors).toEqual([]);
        return Object.values(data)[0];
      }),
    );
    return { start, answers };
  };

  it('begin with the year that there is a plan for, and find something everywhere', async () => {
    const inAlingsas = await answersOf(alingsas, alingsas.actorWith('CONTROLLER'));
    const { start, answers } = await answersOf(exempelkoping, exempelkoping.actorWith('AUDITOR'));

    const interim = { board: 'KS', occasion: 'INTERIM' };
    expect(inAlingsas.start).toEqual({ ...interim, year: 2025, from: 2024, reportYear: 2025 });
    expect(JSON.stringify(inAlingsas.answers[0])).toContain('Välfärdsbrottslighet');
    expect(JSON.stringify(inAlingsas.answers[1])).toContain('Välfärdsbrottslighet');
    expect(start).toEqual({ ...interim, year: 2026, from: 2025, reportYear: 2026 });
    expect(answers).toEqual([
      expect.objectContaining({ year: 2026, state: 'ADOPTED' }),
      expect.objectContaining({ asOf: '2026-08-31' }),
      expect.objectContaining({
        totalCount: expect.any(Number),
        edges: expect.arrayContaining([expect.anything()]),
      }),
      expect.arrayContaining([expect.objectContaining({ name: 'Delårsbokslut augusti' })]),
      expect.objectContaining({ rows: expect.arrayContaining([expect.anything()]) }),
      expect.objectContaining({
        cells: expect.arrayContaining([expect.objectContaining({ count: expect.any(Number) })]),
      }),
      expect.objectContaining({ edges: expect.arrayContaining([expect.anything()]) }),
      expect.objectContaining({ asOf: '2026-08-31' }),
    ]);
  });

  it('are about the board of whoever has one, and stay within what that one sees', async () => {
    const performer = exempelkoping.actorWith('CONTROL_PERFORMER', await boardIdOf('SN'));
    const { start, answers } = await answersOf(exempelkoping, performer);

    expect(start).toMatchObject({ board: 'SN', year: 2026 });
    expect(answers[0]).toMatchObject({ board: { name: 'Socialnämnden' } });
    expect(JSON.stringify(answers[4])).not.toContain('Tekniska nämnden');
  });
});

describe('the start page', () => {
  const visit = {
    formats: ['pdf', 'html', 'csv'],
    language: 'sv' as const,
    signedInAs: 'Åsa <b>',
    hasPlayground: true,
  };
  const pageOf = async (api: Api, year: number | null, actor = api.actorWith('BOARD_MEMBER')) => {
    const page = await readStartPage(askAs(api, actor), { year, language: 'sv', today });
    return { page, text: startPageBody(page, visit).text };
  };
  /** The row of a body in the table, without its markup. */
  const rowOf = (text: string, name: string): string => {
    const row = text.split(/<\/?tr\b[^>]*>/).find((each) => each.includes(`scope="row">${name}<`));
    return (row ?? '')
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim();
  };

  it('tells of everybody in this year who has a plan, who has reported, and who is late', async () => {
    const { page, text } = await pageOf(exempelkoping, null);

    expect(page).toMatchObject({ year: 2026, years: [2024, 2025, 2026, 2027], isFallback: false });
    const notYet = '– Inte påbörjad';
    const formats = 'PDF Webb';
    expect(rowOf(text, 'Äldrenämnden')).toBe(
      `Äldrenämnden ● Antagen 27 dagar sen ${formats} ◐ Inlämnad 55 dagar sen ${formats} ${notYet}`,
    );
    expect(rowOf(text, 'Exempelköpings Bostäder AB')).toBe(
      'Exempelköpings Bostäder AB – Plan saknas 324 dagar sen ' +
        '– Ingen plan att följa upp 63 dagar sen – Ingen plan att följa upp',
    );
    expect(rowOf(text, 'Miljö- och byggnadsnämnden')).toContain('◐ Ligger hos nämnden');
    expect(text).toContain('href="/reports/control-plan/2026/%C3%84N.pdf"');
    expect(text).toContain('href="/reports/follow-up/2026/%C3%84N/interim.html"');
    expect(text).toContain('href="/reports/recommendations/all.csv"');
    expect(text).toContain('Inloggad som <strong>Åsa &#60;b&#62;</strong>');
    const before = await pageOf(exempelkoping, 2025);
    expect(before.text).toContain('href="/reports/follow-up/2025/SN/immediate-1.pdf"');
  });

  it('tells of the year before when nothing is planned yet, and says so', async () => {
    const { page, text } = await pageOf(alingsas, null);

    expect(page).toMatchObject({ year: 2025, thisYear: 2026, isFallback: true });
    expect(text).toContain('Ingen plan finns än för 2026. Här är 2025.');
    expect(rowOf(text, 'Kommunstyrelsen')).toBe(
      'Kommunstyrelsen ● Antagen PDF Webb ◐ Inlämnad PDF Webb',
    );
    expect((await pageOf(alingsas, 2026)).page).toMatchObject({ year: 2026, isFallback: false });
  });

  it('links a plan that is revised beside the one in force', async () => {
    const { page } = await pageOf(exempelkoping, 2026);
    const boards = page.boards.map((board) => ({
      ...board,
      preparedPlan: { revision: 3, state: 'DRAFT' as const },
    }));

    const { text } = startPageBody({ ...page, boards }, { ...visit, language: 'en' });

    expect(rowOf(text, 'Barn- och utbildningsnämnden')).toContain(
      '● Adopted revision 2 PDF Web ○ Draft revision 3 PDF Web',
    );
    expect(text).toContain('/reports/control-plan/2026/BUN.pdf?revision=3&#38;lang=en');
  });

  it('leaves out whose plans the caller does not see, rather than say that they have none', async () => {
    const performer = exempelkoping.actorWith('CONTROL_PERFORMER', await boardIdOf('SN'));
    const { page, text } = await pageOf(exempelkoping, 2026, performer);

    expect(page.boards.map(({ code }) => code)).toEqual(['SN']);
    expect(text).not.toContain('Tekniska nämnden');
  });
});

describe('README', () => {
  const readme = readFileSync(path.join(__dirname, '../../README.md'), 'utf8');
  const examples = [...readme.matchAll(/```graphql\n(.*?)```\s+```json\n(.*?)```/gs)].map(
    ([, operation = '', answer = '']) =>
      [/(\w+) [({]/.exec(operation)?.[1] ?? '', operation, answer] as const,
  );
  /** Those that the README asks in the second municipality. */
  const inExempelkoping = ['Supervision'];

  it('has examples', () => expect(examples.length).toBeGreaterThan(2));

  it.each(examples)('says of %s what is answered', async (name, operation, answer) => {
    const api = inExempelkoping.includes(name) ? exempelkoping : alingsas;
    const { data, errors } = await api.run(api.actorWith('CONTROLLER'), operation);
    const told = JSON.parse(answer);

    if ('errors' in told) {
      const [{ message, extensions }] = errors as [(typeof errors)[number]];
      const { requestId, ...rest } = extensions ?? {};
      expect(requestId).toBeDefined();
      expect({ message, extensions: rest }).toEqual(told.errors[0]);
    } else {
      expect(errors).toEqual([]);
      expect(JSON.parse(JSON.stringify(data))).toEqual(told.data);
    }
  });

  it('begins the playground with a query that answers', async () => {
    type Answer = { yearlyControlPlan: { items: unknown[] } };
    const { yearlyControlPlan } = await alingsas.ask<Answer>(exampleOperation);
    expect(yearlyControlPlan.items).toHaveLength(7);
  });
});

describe('the documents about several bodies', () => {
  const documentOf = async (api: Api, path: string, name: string, year = '2025') => {
    const source = sources.find((each) => each.path === path);
    const asked = { parameters: { year, name }, revision: null, language: 'sv', today } as const;
    const report = await source?.read(askAs(api, api.actorWith('AUDITOR')), asked);
    if (!report) throw new Error(`There is no ${path} ${name}`);
    const { columns, rows } = report.data;
    const told = rows.map((row) =>
      Object.fromEntries(row.map((value, index) => [columns[index]?.name, value])),
    );
    return { report, told };
  };

  it('tell the council of each of them, also of who has not reported', async () => {
    const path = '/reports/supervision/:year';
    const { report, told } = await documentOf(exempelkoping, path, 'year-end');

    expect(report).toMatchObject({ isDraft: false, diaryNumber: 'KS 2026/118' });
    expect(told).toHaveLength(11);
    expect(told[1]).toMatchObject({
      bodyCode: 'BN',
      submission: 'Inte påbörjad',
      reportDaysLate: 38,
    });
    expect(told.at(-1)).toMatchObject({ bodyCode: 'ÄN', planDaysLate: 44, light1GREEN: 4 });
  });

  it('list each risk once, also one of unknown value', async () => {
    const { told } = await documentOf(exempelkoping, '/reports/risks/:year', 'all');
    const path = '/reports/risks/:year';
    const ofKommunstyrelsen = await documentOf(alingsas, path, 'KS');

    const numbers = told.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).toHaveLength(60);
    const values = ofKommunstyrelsen.told.map(({ riskValue }) => riskValue);
    expect([values.length, values.filter((value) => value === null).length]).toEqual([7, 1]);
  });

  it('list what the auditors recommended to whom, and what they got for an answer', async () => {
    const path = '/reports/recommendations';
    const [all, social] = await Promise.all(
      ['all', 'SN'].map((name) => documentOf(exempelkoping, path, name)),
    );

    expect(all?.told).toHaveLength(11);
    expect(all?.told.filter(({ isUnanswered }) => isUnanswered === 'Ja')).toHaveLength(6);
    expect(social?.told).toMatchObject([
      { number: 3, body: 'Socialnämnden', receivedFrom: 'Barn- och utbildningsnämnden' },
    ]);
  });
});
