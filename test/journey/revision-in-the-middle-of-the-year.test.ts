import type { Actor } from '../../src/kernel/authorisation';
import type { Api } from '../support/api';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createMunicipality } from '../support/municipality';

/** A board that changes its mind in June: what was done before goes on, and nothing is lost. */

interface Versioned {
  readonly id: string;
  readonly version: number;
}
interface Item extends Versioned {
  readonly stableId: string;
  readonly plannedControls: readonly { readonly id: string }[];
}

let database: TestDatabase;
let api: Api;
let [controller, secretary]: Actor[] = [];
let plan: Versioned;
let item: Item;
let result: Versioned;
let report: Versioned;

const as = (actor: Actor | undefined): Actor => actor as Actor;
const does = <Payload>(actor: Actor | undefined, name: string, input: object, fields?: string) =>
  api.does<Payload>(as(actor), name, input, fields);

async function adopt(id: string, version: number): Promise<Versioned> {
  const proposed = await does<{ controlPlan: Versioned }>(
    controller,
    'proposeControlPlan',
    { planId: id, expectedVersion: version },
    'controlPlan { id version }',
  );
  const { controlPlan } = await does<{ controlPlan: Versioned }>(
    secretary,
    'adoptControlPlan',
    {
      planId: id,
      expectedVersion: proposed.controlPlan.version,
      decision: { paragraph: '§ 1', diaryNumber: 'KS 2026-1', metOn: '2025-12-01' },
    },
    'controlPlan { id version }',
  );
  return controlPlan;
}

async function reviseAndAdopt(): Promise<void> {
  const { controlPlan } = await does<{ controlPlan: Versioned }>(
    controller,
    'reviseControlPlan',
    { planId: plan.id, expectedVersion: plan.version },
    'controlPlan { id version }',
  );
  plan = await adopt(controlPlan.id, controlPlan.version);
}

beforeAll(async () => {
  database = await createTestDatabase();
  const municipality = await createMunicipality(database, '2025-12-01');
  api = municipality.api;
  controller = api.actorWith('CONTROLLER');
  secretary = api.actorWith('BOARD_SECRETARY');
  await does(controller, 'establishScoringScheme', {
    ...{ name: 'Hand', method: 'MANUAL', likelihoodName: 'S', consequenceName: 'K' },
    ...{ planName: 'Plan', followUpName: 'Uppföljning' },
    ...{ likelihoodLevels: [], consequenceLevels: [], bands: [], cells: [] },
    assessmentLevels: [
      { code: 'GREEN', rank: 1, word: 'Bra', symbol: '●', colour: '#2E7D32' },
      { code: 'RED', rank: 2, word: 'Dåligt', symbol: '■', colour: '#C62828' },
    ],
  });
  const { control } = await does<{ control: Versioned }>(
    controller,
    'createControl',
    { board: 'KS', title: 'Attest', methods: ['SAMPLE'] },
    'control { id version }',
  );
  const { controlPlan } = await does<{ controlPlan: Versioned }>(
    controller,
    'draftControlPlan',
    { board: 'KS', year: 2026 },
    'controlPlan { id version }',
  );
  const added = await does<{ planItem: Item; controlPlan: Versioned }>(
    controller,
    'addPlanItem',
    {
      planId: controlPlan.id,
      expectedVersion: controlPlan.version,
      kind: 'OWN_CONTROL',
      title: 'Löner',
      controls: [{ controlId: control.id }],
    },
    'planItem { id version stableId plannedControls { id } } controlPlan { id version }',
  );
  item = added.planItem;
  plan = await adopt(controlPlan.id, added.controlPlan.version);
});
afterAll(() => database.drop());

it('spring: a control begins, an action is promised for the year end, and a report is begun', async () => {
  api.itIs('2026-04-01');
  const { action } = await does<{ action: Versioned }>(
    controller,
    'raiseAction',
    { board: 'KS', kind: 'CORRECTIVE', text: 'Utbilda chefer', reportedAt: 'YEAR_END' },
    'action { id version }',
  );
  const recorded = await does<{ controlResult: Versioned }>(
    controller,
    'recordResult',
    {
      planItemId: item.id,
      plannedControlIds: item.plannedControls.map(({ id }) => id),
      executionStatus: 'IN_PROGRESS',
      actionIds: [action.id],
    },
    'controlResult { id version }',
  );
  result = recorded.controlResult;
  const drafted = await does<{ followUpReport: Versioned }>(
    controller,
    'draftFollowUpReport',
    { board: 'KS', year: 2026, occasion: 'INTERIM', asOf: '2026-08-31' },
    'followUpReport { id version }',
  );
  report = drafted.followUpReport;
});

it('June: the board adopts revision 2, and what was begun can still be finished and assessed', async () => {
  api.itIs('2026-06-15');
  await reviseAndAdopt();

  const corrected = await does<{ controlResult: Versioned }>(
    controller,
    'correctResult',
    { resultId: result.id, expectedVersion: result.version, executionStatus: 'COMPLETED' },
    'controlResult { id version }',
  );
  const assessed = await does<{ controlResult: Versioned & { assessment: object } }>(
    controller,
    'assessResult',
    {
      resultId: result.id,
      expectedVersion: corrected.controlResult.version,
      levelCode: 'RED',
      motive: 'Fel i var femte',
    },
    'controlResult { id version assessment { level { code } flags } }',
  );
  result = assessed.controlResult;

  expect(assessed.controlResult.assessment).toEqual({ level: { code: 'RED' }, flags: [] });
});

it('a light that was a mistake is withdrawn and given anew', async () => {
  const { controlResult } = await does<{ controlResult: Versioned & { assessment: null } }>(
    controller,
    'withdrawAssessment',
    { resultId: result.id, expectedVersion: result.version },
    'controlResult { id version assessment { motive } }',
  );
  expect(controlResult.assessment).toBeNull();

  const { codes } = await api.attempt(as(controller), 'withdrawAssessment', {
    resultId: result.id,
    expectedVersion: result.version,
  });
  expect(codes).toEqual(['STALE_VERSION']);
  await does(controller, 'assessResult', {
    resultId: result.id,
    expectedVersion: controlResult.version,
    levelCode: 'GREEN',
  });
});

it('the report that was begun on revision 1 is submitted on revision 2, with the earlier result', async () => {
  api.itIs('2026-09-01');
  const { followUpReport } = await does<{ followUpReport: object }>(
    controller,
    'submitFollowUpReport',
    { reportId: report.id, expectedVersion: report.version },
    `followUpReport {
      plan { revision }
      rows { item { title } executionStatus assessment { level { code } } actions { text } }
    }`,
  );

  expect(followUpReport).toEqual({
    plan: { revision: 2 },
    rows: [
      {
        item: { title: 'Löner' },
        executionStatus: 'COMPLETED',
        assessment: { level: { code: 'GREEN' } },
        actions: [{ text: 'Utbilda chefer' }],
      },
    ],
  });
});

it('a result that was recorded twice is taken back; what lies before the board keeps its own', async () => {
  const { yearlyControlPlan } = await api.ask<{ yearlyControlPlan: { items: [Item] } }>(
    '{ yearlyControlPlan(board: "KS", year: 2026) { items { id plannedControls { id } } } }',
  );
  const [{ id, plannedControls }] = yearlyControlPlan.items;
  const { controlResult } = await does<{ controlResult: Versioned }>(
    controller,
    'recordResult',
    {
      planItemId: id,
      plannedControlIds: plannedControls.map((planned) => planned.id),
      executionStatus: 'NOT_PERFORMED',
      notPerformedReason: 'Fel post',
      deviations: [{ text: 'Hör inte hit' }],
    },
    'controlResult { id version }',
  );
  const withdrawal = { resultId: controlResult.id, expectedVersion: controlResult.version };
  await does(controller, 'withdrawResult', withdrawal, 'deletedResultId');

  const { codes } = await api.attempt(as(controller), 'withdrawResult', withdrawal);
  expect(codes).toEqual(['NOT_FOUND']);
  const traces = await database.owner.query<{ table_name: string }[]>(
    `SELECT table_name FROM audit_event WHERE act = 'RESULT_WITHDRAWN' ORDER BY seq`,
  );
  expect(traces.map((trace) => trace.table_name)).toEqual([
    'result_planned_control',
    'deviation',
    'control_result',
  ]);
});

it('a report is sent back with a reason, which is gone when it lies before the board again', async () => {
  const remitted = await does<{ followUpReport: Versioned & { remitReason: string } }>(
    secretary,
    'remitFollowUpReport',
    { reportId: report.id, expectedVersion: report.version + 1, reason: 'Sammanfattning saknas' },
    'followUpReport { id version remitReason }',
  );
  expect(remitted.followUpReport.remitReason).toBe('Sammanfattning saknas');

  const { followUpReport } = await does<{ followUpReport: Versioned & { remitReason: null } }>(
    controller,
    'submitFollowUpReport',
    { reportId: report.id, expectedVersion: remitted.followUpReport.version },
    'followUpReport { id version remitReason }',
  );
  expect(followUpReport.remitReason).toBeNull();
  report = { ...followUpReport, version: followUpReport.version - 1 };
});

it('a report of a day that has not come cannot be laid before the board', async () => {
  const { followUpReport } = await does<{ followUpReport: Versioned }>(
    controller,
    'draftFollowUpReport',
    { board: 'KS', year: 2026, occasion: 'TERTIAL_3', asOf: '2026-12-31' },
    'followUpReport { id version }',
  );
  const { codes, errors } = await api.attempt(as(controller), 'submitFollowUpReport', {
    reportId: followUpReport.id,
    expectedVersion: followUpReport.version,
  });

  expect(codes).toEqual(['BAD_USER_INPUT']);
  expect(errors[0]?.extensions?.details).toMatchObject({ field: 'asOf' });
});

it('an unwanted draft of a plan or a report is withdrawn, and the next one can begin', async () => {
  const { controlPlan } = await does<{ controlPlan: Versioned & { possibleMoves: string[] } }>(
    controller,
    'reviseControlPlan',
    { planId: plan.id, expectedVersion: plan.version },
    'controlPlan { id version possibleMoves }',
  );
  expect(controlPlan.possibleMoves).toEqual(['propose', 'withdraw']);
  const input = { planId: controlPlan.id, expectedVersion: controlPlan.version };
  await does(controller, 'withdrawControlPlan', input, 'deletedControlPlanId');

  const { yearlyControlPlan } = await api.ask<{ yearlyControlPlan: object }>(
    '{ yearlyControlPlan(board: "KS", year: 2026) { revision state items { title } } }',
  );
  expect(yearlyControlPlan).toEqual({
    revision: 2,
    state: 'ADOPTED',
    items: [{ title: 'Löner' }],
  });
  await reviseAndAdopt();

  for (const act of ['withdrawControlPlan', 'withdrawFollowUpReport'] as const) {
    const target =
      act === 'withdrawControlPlan'
        ? { planId: plan.id, expectedVersion: plan.version }
        : { reportId: report.id, expectedVersion: report.version + 1 };
    const { codes } = await api.attempt(as(controller), act, target);
    expect([act, codes]).toEqual([act, ['ILLEGAL_MOVE']]);
  }
  for (const _once of ['first', 'again']) {
    const { followUpReport } = await does<{ followUpReport: Versioned }>(
      controller,
      'draftFollowUpReport',
      { board: 'KS', year: 2026, occasion: 'YEAR_END', asOf: '2026-12-31' },
      'followUpReport { id version }',
    );
    const draft = { reportId: followUpReport.id, expectedVersion: followUpReport.version };
    await does(controller, 'withdrawFollowUpReport', draft, 'deletedFollowUpReportId');
  }
});

it('year end: the promised action is told until it is done, although a new result replaced the old', async () => {
  api.itIs('2026-12-31');
  const { yearlyControlPlan } = await api.ask<{ yearlyControlPlan: { items: [Item] } }>(`{
    yearlyControlPlan(board: "KS", year: 2026) {
      items { id version stableId plannedControls { id } results { id } }
    }
  }`);
  const [current] = yearlyControlPlan.items;
  expect(current).toMatchObject({ stableId: item.stableId, results: [{ id: result.id }] });
  await does(controller, 'recordResult', {
    planItemId: current.id,
    plannedControlIds: current.plannedControls.map(({ id }) => id),
    executionStatus: 'COMPLETED',
    text: 'Inga fel längre.',
  });
  await does(controller, 'draftFollowUpReport', {
    ...{ board: 'KS', year: 2026, occasion: 'YEAR_END', asOf: '2026-12-31' },
  });
  const actions = async () => {
    const { followUpReport } = await api.ask<{
      followUpReport: { rows: { results: object[]; actions: { text: string; state: string }[] }[] };
    }>(`{ followUpReport(board: "KS", year: 2026, occasion: YEAR_END) {
      rows { results { text } actions { text state } }
    } }`);
    return followUpReport.rows;
  };

  expect(await actions()).toEqual([
    {
      results: [{ text: 'Inga fel längre.' }],
      actions: [{ text: 'Utbilda chefer', state: 'PLANNED' }],
    },
  ]);

  const { actions: open } = await api.ask<{ actions: { edges: [{ node: Versioned }] } }>(
    '{ actions { edges { node { id version } } } }',
  );
  const { id: actionId, version: expectedVersion } = open.edges[0].node;
  await does(controller, 'completeAction', { actionId, expectedVersion });
  expect((await actions())[0]?.actions).toEqual([]);
});
