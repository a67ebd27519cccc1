import followUp from '../../seeds/alingsas-2025-follow-up.json';
import type { Actor } from '../../src/kernel/authorisation';
import { type Api, createApi } from '../support/api';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createMunicipality } from '../support/municipality';
import { asSource, SEVEN_COLUMNS, type SevenColumns, source } from '../support/seven-columns';

/**
 * The year 2025 of the executive board of Alingsås, told from beginning to end through the API. What
 * the board had before it on 31 August is real and comes from the published follow-up. All days of
 * decisions, and everything after 31 August, are invented here.
 */

interface Versioned {
  readonly id: string;
  readonly version: number;
}
interface Item extends Versioned {
  readonly plannedControls: readonly { readonly id: string }[];
}

let database: TestDatabase;
let api: Api;
let [controller, performer, secretary]: Actor[] = [];
let plan: Versioned;
let report: Versioned;
const items: Item[] = [];
const results: Versioned[] = [];

const of = (actor: Actor | undefined): Actor => actor as Actor;
const does = <Payload>(actor: Actor | undefined, name: string, input: object, fields?: string) =>
  api.does<Payload>(of(actor), name, input, fields);
const askColumns = (revision: number | null = null) =>
  api.ask<SevenColumns>(SEVEN_COLUMNS, { board: 'KS', year: 2025, revision });

beforeAll(async () => {
  database = await createTestDatabase();
  const municipality = await createMunicipality(database, '2024-10-01');
  api = await createApi(database.application, municipality.municipalityId, '2024-10-01');
  controller = api.actorWith('CONTROLLER');
  performer = api.actorWith('CONTROL_PERFORMER', municipality.ks);
  secretary = api.actorWith('BOARD_SECRETARY', municipality.ks);
  const input = { name: 'Kommunledningskontoret', boards: ['KS'] };
  await does(api.actorWith('ADMINISTRATOR'), 'createAdministration', input);
});
afterAll(() => database.drop());

it('autumn 2024: the municipality settles its scheme, values by hand and three lights', async () => {
  const light = (code: string, rank: number, word: string, symbol: string, colour: string) => ({
    ...{ code, rank, word, symbol, colour },
  });
  await does(controller, 'establishScoringScheme', {
    name: 'Värden för hand',
    method: 'MANUAL',
    likelihoodName: 'Sannolikhet',
    consequenceName: 'Konsekvens',
    planName: 'Internkontrollplan',
    followUpName: 'Uppföljning av internkontroll',
    likelihoodLevels: [],
    consequenceLevels: [],
    bands: [],
    cells: [],
    assessmentLevels: [
      light('GREEN', 1, 'Tillräcklig', '●', '#2E7D32'),
      light('YELLOW', 2, 'Behöver förbättras', '▲', '#F9A825'),
      light('RED', 3, 'Otillräcklig', '■', '#C62828'),
    ],
  });
});

it('the controller registers seven risks with nine controls, and drafts the plan', async () => {
  const drafted = await does<{ controlPlan: Versioned }>(
    controller,
    'draftControlPlan',
    { board: 'KS', year: 2025 },
    'controlPlan { id version }',
  );
  plan = drafted.controlPlan;

  for (const row of followUp.rows) {
    const { risk } = await does<{ risk: Versioned }>(
      controller,
      'createRisk',
      { board: 'KS', title: row.title, description: row.description },
      'risk { id version }',
    );
    if (row.riskValue !== null) {
      await does(controller, 'assessRisk', {
        riskId: risk.id,
        expectedVersion: risk.version,
        kind: 'CURRENT',
        year: 2025,
        value: row.riskValue,
      });
    }
    const controls: { controlId: string }[] = [];
    for (const { method, text } of row.controls) {
      const { control } = await does<{ control: Versioned }>(
        controller,
        'createControl',
        { board: 'KS', title: text, methods: [method] },
        'control { id version }',
      );
      await does(controller, 'linkControlToRisk', { controlId: control.id, riskId: risk.id });
      controls.push({ controlId: control.id });
    }
    const added = await does<{ planItem: Item; controlPlan: Versioned }>(
      controller,
      'addPlanItem',
      {
        planId: plan.id,
        expectedVersion: plan.version,
        kind: 'OWN_CONTROL',
        riskId: risk.id,
        controls,
      },
      'planItem { id version plannedControls { id } } controlPlan { id version }',
    );
    items.push(added.planItem);
    plan = added.controlPlan;
  }

  expect(items.map(({ plannedControls }) => plannedControls.length)).toEqual([1, 1, 2, 1, 1, 1, 2]);
});

it('the board adopts the plan; what is unknown is flagged, and the content is frozen', async () => {
  api.itIs('2024-11-20');
  const proposed = await does<{ controlPlan: Versioned }>(
    controller,
    'proposeControlPlan',
    { planId: plan.id, expectedVersion: plan.version },
    'controlPlan { id version }',
  );
  api.itIs('2024-12-16');
  const { controlPlan } = await does<{
    controlPlan: Versioned & { state: string; flags: string[] };
  }>(
    secretary,
    'adoptControlPlan',
    { planId: plan.id, expectedVersion: proposed.controlPlan.version, decision: {} },
    'controlPlan { id version state flags }',
  );
  plan = controlPlan;

  expect(controlPlan.state).toBe('ADOPTED');
  expect(controlPlan.flags).toEqual([
    'DECISION_INCOMPLETE',
    'KIND_NOT_STATED',
    'RISK_VALUE_UNKNOWN',
  ]);
  const { codes } = await api.attempt(of(controller), 'changePlanItem', {
    planItemId: items[0]?.id,
    expectedVersion: items[0]?.version,
    note: 'Ändrat i efterhand',
  });
  expect(codes).toEqual(['FROZEN']);
});

it('31 August: results are recorded, with the lights that were printed and the actions', async () => {
  api.itIs('2025-08-31');
  for (const [index, row] of followUp.rows.entries()) {
    const actionIds: string[] = [];
    for (const { kind, text, ownerRole, due, ...action } of row.actions) {
      const reportedAt = 'reportedAt' in action ? action.reportedAt : null;
      const { action: raised } = await does<{ action: Versioned }>(
        performer,
        'raiseAction',
        { board: 'KS', kind, text, ownerRole, dueText: due, reportedAt },
        'action { id version }',
      );
      actionIds.push(raised.id);
    }
    const { controlResult } = await does<{ controlResult: Versioned }>(
      performer,
      'recordResult',
      {
        planItemId: items[index]?.id,
        plannedControlIds: items[index]?.plannedControls.map(({ id }) => id),
        executionStatus: row.execution,
        text: row.result,
        performedOtherwise: row.methodPerformed ?? null,
        actionIds,
      },
      'controlResult { id version }',
    );
    results.push(
      row.symbolPrinted
        ? (
            await does<{ controlResult: Versioned }>(
              controller,
              'assessResult',
              {
                resultId: controlResult.id,
                expectedVersion: controlResult.version,
                levelCode: null,
              },
              'controlResult { id version }',
            )
          ).controlResult
        : controlResult,
    );
  }
});

it('the interim follow-up is, cell by cell, the one that was published', async () => {
  api.itIs('2025-09-05');
  const drafted = await does<{ followUpReport: Versioned }>(
    controller,
    'draftFollowUpReport',
    { board: 'KS', year: 2025, occasion: 'INTERIM', asOf: '2025-08-31' },
    'followUpReport { id version }',
  );
  const { followUpReport } = await does<{ followUpReport: Versioned }>(
    controller,
    'submitFollowUpReport',
    { reportId: drafted.followUpReport.id, expectedVersion: drafted.followUpReport.version },
    'followUpReport { id version }',
  );
  report = followUpReport;

  expect(asSource(await askColumns())).toEqual(source);
});

it('autumn (invented): the board decides; later results do not reach the decided report', async () => {
  api.itIs('2025-10-06');
  const { followUpReport } = await does<{ followUpReport: { state: string; flags: string[] } }>(
    secretary,
    'decideFollowUpReport',
    {
      reportId: report.id,
      expectedVersion: report.version,
      decision: {
        body: 'Kommunstyrelsen',
        metOn: '2025-10-06',
        paragraph: '§ 201',
        diaryNumber: '2025.901 KS',
        points: [
          { text: 'Uppföljningen godkänns.' },
          {
            text: 'Riskvärdet för upphandlingsstödet ska fastställas.',
            assignedRole: 'Kommundirektören',
            dueOn: '2025-12-31',
          },
        ],
        preparation: [{ body: 'Arbetsutskottet', preparedOn: '2025-09-24', paragraph: '§ 150' }],
        forwardedTo: ['Kommunrevisionen'],
      },
    },
    'followUpReport { state flags }',
  );
  expect(followUpReport).toEqual({ state: 'DECIDED', flags: ['JUDGEMENT_MISSING'] });

  api.itIs('2025-12-15');
  for (const [index, row] of followUp.rows.entries()) {
    if (row.execution !== 'IN_PROGRESS') continue;
    const { controlResult } = await does<{ controlResult: Versioned }>(
      performer,
      'recordResult',
      {
        planItemId: items[index]?.id,
        plannedControlIds: items[index]?.plannedControls.map(({ id }) => id),
        executionStatus: 'COMPLETED',
        text: 'Granskningen är klar.',
        population: 400,
        sample: 40,
        deviatingCases: 2,
        deviations: [{ text: 'Attesten kom för sent.', severity: 'MINOR' }],
      },
      'controlResult { id version }',
    );
    await does(controller, 'assessResult', {
      resultId: controlResult.id,
      expectedVersion: controlResult.version,
      levelCode: 'YELLOW',
      motive: 'Två av fyrtio attester kom för sent.',
    });
  }

  expect(asSource(await askColumns())).toEqual(source);
});

it('year end (invented): the finished controls have their lights, and the board closes the year', async () => {
  api.itIs('2026-02-02');
  const drafted = await does<{ followUpReport: Versioned }>(
    controller,
    'draftFollowUpReport',
    {
      board: 'KS',
      year: 2025,
      occasion: 'YEAR_END',
      asOf: '2025-12-31',
      judgement: 'PARTLY_SUFFICIENT',
      judgementMotive: 'Löneattesten behöver bli snabbare.',
    },
    'followUpReport { id version }',
  );
  const submitted = await does<{ followUpReport: Versioned }>(
    controller,
    'submitFollowUpReport',
    { reportId: drafted.followUpReport.id, expectedVersion: drafted.followUpReport.version },
    'followUpReport { id version }',
  );
  await does(secretary, 'decideFollowUpReport', {
    reportId: submitted.followUpReport.id,
    expectedVersion: submitted.followUpReport.version,
    decision: { metOn: '2026-02-02', paragraph: '§ 12', diaryNumber: '2026.031 KS' },
  });
  await does(controller, 'closeControlPlan', { planId: plan.id, expectedVersion: plan.version });

  const { followUpReport, yearlyControlPlan } = await api.ask<Record<string, unknown>>(`{
    followUpReport(board: "KS", year: 2025, occasion: YEAR_END) {
      state flags
      counts {
        rows unassessed unknownLevel deviations
        executions { status count } lights { level { word symbol } count }
      }
      rows { executionStatus assessment { level { code } } actions { kind reportedAt state } }
    }
    yearlyControlPlan(board: "KS", year: 2025) { state closedOn possibleMoves }
  }`);

  expect(yearlyControlPlan).toEqual({
    state: 'CLOSED',
    closedOn: '2026-02-02',
    possibleMoves: ['revise'],
  });
  expect(followUpReport).toMatchObject({
    state: 'DECIDED',
    flags: [],
    counts: {
      rows: 7,
      unassessed: 1,
      unknownLevel: 4,
      deviations: 2,
      lights: [
        { level: { word: 'Tillräcklig', symbol: '●' }, count: 0 },
        { level: { word: 'Behöver förbättras', symbol: '▲' }, count: 2 },
        { level: { word: 'Otillräcklig', symbol: '■' }, count: 0 },
      ],
    },
    rows: followUp.rows.map((row) => ({
      // What was promised for the year end is told there, although a new result has replaced the old.
      actions: row.actions
        .filter(({ kind }) => kind !== 'NONE_REQUIRED' || row.execution !== 'IN_PROGRESS')
        .map(({ kind }) => ({ kind, state: kind === 'NONE_REQUIRED' ? 'DONE' : 'PLANNED' })),
      executionStatus: row.execution === 'IN_PROGRESS' ? 'COMPLETED' : row.execution,
      assessment:
        row.execution === 'IN_PROGRESS'
          ? { level: { code: 'YELLOW' } }
          : row.symbolPrinted
            ? { level: null }
            : null,
    })),
  });
});

it('every step has left its trace, with who did it', async () => {
  const acts = await database.owner.query<{ act: string; actor: string }[]>(
    `SELECT act, min(actor) AS actor FROM audit_event WHERE act <> 'TEST_PREPARED'
     GROUP BY act ORDER BY min(seq)`,
  );

  expect(acts.map(({ act, actor }) => `${act} ${actor}`)).toEqual([
    'ADMINISTRATION_CREATED test-administrator',
    'SCORING_SCHEME_ESTABLISHED test-controller',
    'CONTROL_PLAN_DRAFTED test-controller',
    'RISK_CREATED test-controller',
    'RISK_ASSESSED test-controller',
    'CONTROL_CREATED test-controller',
    'CONTROL_RISK_LINKED test-controller',
    'PLAN_ITEM_ADDED test-controller',
    'CONTROL_PLAN_PROPOSED test-controller',
    'CONTROL_PLAN_ADOPTED test-board_secretary',
    'ACTION_RAISED test-control_performer',
    'RESULT_RECORDED test-control_performer',
    'RESULT_ASSESSED test-controller',
    'FOLLOW_UP_REPORT_DRAFTED test-controller',
    'FOLLOW_UP_REPORT_SUBMITTED test-controller',
    'FOLLOW_UP_REPORT_DECIDED test-board_secretary',
    'CONTROL_PLAN_CLOSED test-controller',
  ]);
});
