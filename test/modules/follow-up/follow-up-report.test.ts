import { type Actor, Role } from '../../../src/kernel/authorisation';
import { valuesOf } from '../../../src/kernel/enumeration';
import { type Api, unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { settle } from '../control-plan/plan';
import { createRisk, does, given } from '../risk/register';
import {
  assess,
  createBoard,
  decision,
  establishLights,
  type ItemDraft,
  movePlan,
  type Plan,
  planOf,
  raise,
  record,
  refusalOf,
  revisePlan,
  type Versioned,
} from './year';

const today = '2026-02-01';
let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;
let api: Api;

beforeAll(async () => {
  database = await createTestDatabase();
  [here, elsewhere] = [
    await createMunicipality(database, today),
    await createMunicipality(database, today),
  ];
  api = here.api;
  await Promise.all([here, elsewhere].map(establishLights));
});
afterAll(() => database.drop());

interface Report extends Versioned {
  readonly state: string;
  readonly number: number;
  readonly revision: number;
  readonly board: { readonly id: string };
}
interface Row {
  readonly executionStatus: string;
  readonly assessment: object | null;
  readonly results: readonly { readonly text: string | null }[];
  readonly actions: readonly {
    readonly text: string;
    readonly state: string;
    readonly doneOn: string | null;
  }[];
  readonly item: { readonly title: string };
}

const core = `id version state number revision year occasion asOf summary judgement judgementMotive
  submittedBy submittedOn flags possibleMoves board { id } plan { id } decision { paragraph }`;

/** What a report tells of the year, without its own state. */
const telling = `asOf rows {
    executionStatus assessment { level { code word symbol colour } flags }
    results {
      id version resultOn executionStatus notPerformedReason text performedMethods population sample
      deviatingCases deviations { id text severity } units { unit sample } evidence { title url }
      assessment { level { code } motive assessedOn flags } plannedControls { definition { title } }
      actions { text state doneOn }
    }
    actions { kind text ownerRole dueOn dueText reportedAt state doneOn }
    item { number title }
  }
  counts {
    rows executions { status count } lights { level { code } count } unassessed unknownLevel
    deviations actions openActions overdueActions
  }
  byProcess { name worst { code } total ongoing notPerformed missing unknown }
  byCategory { name worst { code } total ongoing notPerformed missing unknown }`;

const controller = () => api.actorWith('CONTROLLER');
const secretary = () => api.actorWith('BOARD_SECRETARY');

const draftInput = ({ board, year }: Pick<Plan, 'board' | 'year'>, values: object = {}) => ({
  ...{ board: board.id, year, occasion: 'INTERIM', asOf: '2025-08-31' },
  ...values,
});

async function draft(plan: Plan, values: object = {}): Promise<Report> {
  const payload = await api.does<{ followUpReport: Report }>(
    controller(),
    'draftFollowUpReport',
    draftInput(plan, values),
    `followUpReport { ${core} }`,
  );
  return payload.followUpReport;
}

type Move = 'submit' | 'remit' | 'decide' | 'revise' | 'update' | 'withdraw';
const mutationOf = (move: Move) => `${move}FollowUpReport`;
const inputOf = ({ id, version }: Versioned, move: Move, values: object = {}) => ({
  ...{ reportId: id, expectedVersion: version, ...(move === 'decide' && { decision }) },
  ...values,
});

/** Moves or changes a report at the version that it has. */
async function move(report: Versioned, to: Move, values: object = {}): Promise<Report> {
  const payload = await api.does<{ followUpReport: Report }>(
    to === 'decide' ? secretary() : controller(),
    mutationOf(to),
    inputOf(report, to, values),
    `followUpReport { ${core} }`,
  );
  return payload.followUpReport;
}

/** A report in a state of its own: submitted, decided or superseded. */
async function reportIn(state: string, plan?: Plan, values: object = {}): Promise<Report> {
  const begun = await draft(plan ?? (await planOf(here)), values);
  if (state === 'DRAFT') return begun;
  const submitted = await move(begun, 'submit');
  if (state === 'SUBMITTED') return submitted;
  const decided = await move(submitted, 'decide');
  if (state === 'DECIDED') return decided;
  await move(await move(await move(decided, 'revise'), 'submit'), 'decide');
  return byId<Report>(decided, core);
}

async function byId<Data>({ id }: { id: string }, fields: string): Promise<Data> {
  const query = `query ($id: ID!) { followUpReportById(id: $id) { ${fields} } }`;
  return (await api.ask<{ followUpReportById: Data }>(query, { id })).followUpReportById;
}
/** All that a report tells, byte by byte. */
const told = async (report: Versioned) => JSON.stringify(await byId<object>(report, telling));
const rowsOf = async (report: Versioned) =>
  (await byId<{ rows: [Row, ...Row[]] }>(report, telling)).rows;

async function attempt(mutation: string, input: object, actor: Actor = controller()) {
  const { errors, codes } = await api.attempt(actor, mutation, input);
  return { codes, details: errors[0]?.extensions?.details, message: errors[0]?.message };
}

/** What the database has of a report, its rows, and what was ever done to it. */
async function stored({ id }: { id: string }): Promise<Record<string, unknown>> {
  const [row] = await database.owner.query(
    `SELECT *, (SELECT count(*)::int FROM follow_up_row WHERE report_id = report.id) AS rows,
       (SELECT jsonb_agg(content ORDER BY item_id) FROM follow_up_row
        WHERE report_id = report.id) AS contents,
       (SELECT array_agg(act ORDER BY seq) FROM audit_event WHERE record_key = report.id::text) AS acts
     FROM follow_up_report report WHERE id = $1`,
    [id],
  );
  return row;
}

async function count(table: string): Promise<number> {
  const [{ rows }] = await database.owner.query(`SELECT count(*)::int AS rows FROM ${table}`);
  return rows;
}

const twoControls: ItemDraft[] = [{ title: 'Jäv', controls: ['Enkät', 'Register'] }];

/** Records a result of some of the controls of the first item of a plan. */
function recordOn({ items: [item] }: Plan, positions: number[], values: object) {
  const plannedControlIds = positions.map((position) => item.plannedControls[position]?.id);
  return record(here, item, { ...values, plannedControlIds });
}

describe('a draft', () => {
  it('has one row for each row of the plan, in its order, also when nothing is reported', async () => {
    const { id } = await raise(here, 'Skriv en rutin', { kind: 'DIRECT', raisedOn: '2025-01-01' });
    const plan = await planOf(here, [
      { title: 'Öppenhet', controls: ['Enkät'] },
      { title: 'Gåvor', kind: 'DIRECT_ACTION', actionIds: [id] },
      { title: 'Attest', controls: ['Fakturor', 'Utlägg'] },
    ]);

    const report = await draft(plan, { summary: 'Lugnt\når', judgement: 'SUFFICIENT' });

    expect(report).toEqual({
      ...{ id: report.id, version: 1, state: 'DRAFT', number: 1, revision: 1, year: plan.year },
      ...{ occasion: 'INTERIM', asOf: '2025-08-31', summary: 'Lugnt\når' },
      ...{ judgement: 'SUFFICIENT', judgementMotive: null, submittedBy: null, submittedOn: null },
      ...{
        flags: [],
        possibleMoves: ['submit', 'withdraw'],
        board: plan.board,
        plan: { id: plan.id },
      },
      decision: null,
    });
    const nothing = { executionStatus: 'NOT_STARTED', assessment: null, results: [] };
    expect(await rowsOf(report)).toMatchObject([
      { ...nothing, actions: [], item: { number: 1, title: 'Öppenhet' } },
      { ...nothing, actions: [{ text: 'Skriv en rutin' }], item: { number: 2, title: 'Gåvor' } },
      { ...nothing, actions: [], item: { number: 3, title: 'Attest' } },
    ]);
  });

  it('tells of each control the latest result as of its day, whichever was recorded last', async () => {
    const plan = await planOf(here, twoControls);
    await recordOn(plan, [0], { text: 'höst', resultOn: '2025-09-01' });
    await recordOn(plan, [1], { text: 'juni', resultOn: '2025-06-30' });
    await recordOn(plan, [0, 1], { text: 'vår', resultOn: '2025-03-01' });
    let report = await draft(plan);
    const textsOn = async (asOf: string) => {
      report = await move(report, 'update', { asOf });
      const [{ results }] = await rowsOf(report);
      return results.map(({ text }) => text);
    };

    expect(await textsOn('2025-02-28')).toEqual([]);
    expect(await textsOn('2025-03-01')).toEqual(['vår']);
    expect(await textsOn('2025-06-29')).toEqual(['vår']);
    expect(await textsOn('2025-06-30')).toEqual(['vår', 'juni']);
    expect(await textsOn('2025-08-31')).toEqual(['vår', 'juni']);
    const yearEnd = await draft(plan, { occasion: 'YEAR_END', asOf: '2025-12-31' });
    const [{ results }] = await rowsOf(yearEnd);
    expect(results.map(({ text }) => text)).toEqual(['höst', 'juni']);
  });

  it('tells of two results of one day the one that was recorded last', async () => {
    const plan = await planOf(here);
    for (const day of ['02', '06', '03', '05', '04']) {
      api.itIs(`2026-02-${day}`);
      await recordOn(plan, [0], { resultOn: '2025-06-30', text: day });
    }
    api.itIs(today);

    expect(await rowsOf(await draft(plan))).toMatchObject([{ results: [{ text: '06' }] }]);
  });

  it('tells of a direct action the latest of its results', async () => {
    const plan = await planOf(here, [{ title: 'Gåvor', kind: 'DIRECT_ACTION' }]);
    await recordOn(plan, [], { executionStatus: 'IN_PROGRESS', resultOn: '2025-03-01' });
    await recordOn(plan, [], { text: 'Rutinen finns', resultOn: '2025-05-01' });

    expect(await rowsOf(await draft(plan))).toMatchObject([
      { executionStatus: 'COMPLETED', results: [{ text: 'Rutinen finns' }] },
    ]);
  });

  it('has a row as far as all of its controls, and lit as its worst known light', async () => {
    const plan = await planOf(here, twoControls);
    const report = await draft(plan);
    const first = await recordOn(plan, [0], { resultOn: '2025-03-01' });
    const row = async () => (await rowsOf(report))[0];

    expect(await row()).toMatchObject({ executionStatus: 'IN_PROGRESS', assessment: null });
    await assess(here, first, 'GREEN');
    expect(await row()).toMatchObject({
      executionStatus: 'IN_PROGRESS',
      assessment: { level: { code: 'GREEN' }, flags: [] },
    });
    const second = await recordOn(plan, [1], { resultOn: '2025-03-01' });
    expect(await row()).toMatchObject({
      executionStatus: 'COMPLETED',
      assessment: { level: { code: 'GREEN' }, flags: [] },
    });
    const lit = await assess(here, second, null, 'Går inte att läsa');
    expect(await row()).toMatchObject({
      assessment: { level: { code: 'GREEN' }, flags: ['LEVEL_UNKNOWN'] },
    });
    await assess(here, lit, 'RED');
    expect(await row()).toMatchObject({
      assessment: { level: { code: 'RED', word: 'red' }, flags: ['MOTIVE_MISSING'] },
    });
  });

  it('tells an unknown light as a light', async () => {
    const plan = await planOf(here);
    await assess(here, await recordOn(plan, [0], { resultOn: '2025-03-01' }), null);

    expect(await rowsOf(await draft(plan))).toMatchObject([
      { assessment: { level: null, flags: ['LEVEL_UNKNOWN', 'MOTIVE_MISSING'] } },
    ]);
  });

  it('tells actions as they were on its day, each once on a row', async () => {
    const change = (mutation: string, { id, version }: Versioned, values: object = {}) =>
      does<{ action: Versioned }>(
        here,
        mutation,
        { actionId: id, expectedVersion: version, ...values },
        'action { id version }',
      );
    const actionOf = async (text: string, raisedOn = '2025-05-01') =>
      raise(here, text, { raisedOn });
    const done = async (text: string, doneOn: string | null) => {
      const action = await actionOf(text);
      await change('completeAction', action, { doneOn });
      return action;
    };
    const startedOn = async (text: string, day: string) => {
      api.itIs(day);
      const { action } = await change('startAction', await actionOf(text));
      api.itIs(today);
      return action;
    };
    const startedAndDone = await startedOn('påbörjad, gjord efteråt', '2025-08-31');
    await change('completeAction', startedAndDone, { doneOn: '2025-09-01' });
    const cancelled = await startedOn('påbörjad, inställd efteråt', '2025-08-31');
    await change('cancelAction', cancelled, { reason: 'Behövs inte' });
    const [planned, both] = [await actionOf('i planen'), await actionOf('i båda')];
    const late = await actionOf('i planen, för sent', '2025-09-01');
    const inPlan = [planned, both, late].map(({ id }) => id);
    const plan = await planOf(here, [{ ...twoControls[0], actionIds: inPlan }]);
    const actions = [
      ...[both, startedAndDone, cancelled],
      await actionOf('samma dag', '2025-08-31'),
      await actionOf('för sent', '2025-09-01'),
      await done('gjord samma dag', '2025-08-31'),
      await done('gjord efteråt', '2025-09-01'),
      await done('gjord någon gång', null),
      await startedOn('påbörjad efteråt', '2025-09-01'),
    ];
    const actionIds = actions.map(({ id }) => id);
    await recordOn(plan, [0], { actionIds, resultOn: '2025-05-01' });
    await recordOn(plan, [1], { actionIds: actionIds.slice(0, 2), resultOn: '2025-05-01' });

    const [row] = await rowsOf(await draft(plan));

    const told = row.actions.map(({ text, state, doneOn }) => [text, state, doneOn]);
    expect(told.toSorted()).toEqual([
      ['gjord efteråt', 'PLANNED', null],
      ['gjord någon gång', 'DONE', null],
      ['gjord samma dag', 'DONE', '2025-08-31'],
      ['i båda', 'PLANNED', null],
      ['i planen', 'PLANNED', null],
      ['påbörjad efteråt', 'PLANNED', null],
      ['påbörjad, gjord efteråt', 'IN_PROGRESS', null],
      ['påbörjad, inställd efteråt', 'IN_PROGRESS', null],
      ['samma dag', 'PLANNED', null],
    ]);
  });

  it('still tells an open action of a result that was replaced, until it is done', async () => {
    const action = await raise(here, 'Lever kvar', { raisedOn: '2025-01-01' });
    const done = await raise(here, 'Redan gjord', { raisedOn: '2025-01-01' });
    const completed = { actionId: done.id, expectedVersion: 1, doneOn: '2025-03-15' };
    await does(here, 'completeAction', completed);
    const plan = await planOf(here);
    const actionIds = [action.id, done.id];
    await recordOn(plan, [0], { text: 'vår', resultOn: '2025-03-01', actionIds });
    await recordOn(plan, [0], { text: 'sommar', resultOn: '2025-06-01' });

    const [{ results, actions }] = await rowsOf(await draft(plan));

    expect(results.map(({ text }) => text)).toEqual(['sommar']);
    expect(actions.map(({ text }) => text)).toEqual(['Lever kvar']);
  });

  it('counts and rolls up what its rows tell', async () => {
    const process = {
      inkop: await given.process(here, 'Inköp'),
      arenden: await given.process(here, 'Ärenden'),
      atkomst: await given.process(here, 'Åtkomst'),
    };
    const categoryId = await given.category(here, 'Ekonomi');
    const board = await createBoard(here);
    const riskOf = async (title: string, processId: string, values: object = {}) =>
      (await createRisk(here, { board, title, processId, ...values })).id;
    const drafts: ItemDraft[] = [
      { riskId: await riskOf('Mutor', process.arenden, { categoryId }), controls: ['Register'] },
      { riskId: await riskOf('Jäv', process.inkop, { categoryId }), controls: ['Enkät'] },
      { processId: process.inkop, controls: ['Fakturor'] },
      { processId: process.atkomst, controls: ['Konton'] },
      { title: 'Utan process', controls: ['Något'] },
      { title: 'Också utan', controls: ['Annat'] },
    ];
    const plan = await planOf(here, drafts, { board });
    const [mutor, jav, fakturor, konton, utan] = plan.items;
    const resultOn = '2025-05-01';
    const late = await raise(here, 'Sen', { raisedOn: resultOn, dueOn: '2025-08-30' });
    const due = await raise(here, 'I dag', { raisedOn: resultOn, dueOn: '2025-08-31' });
    const none = await raise(here, 'Inga', { raisedOn: resultOn, kind: 'NONE_REQUIRED' });
    const lit = async (
      item: Plan['items'][number] | undefined,
      code: string,
      values: object = {},
    ) =>
      item && assess(here, await record(here, item, { resultOn, ...values }), code, 'Se rapporten');
    await lit(mutor, 'YELLOW', {
      actionIds: [late.id],
      deviations: [{ text: 'a' }, { text: 'b' }],
    });
    await lit(jav, 'RED', { actionIds: [late.id, due.id, none.id], deviations: [{ text: 'c' }] });
    await lit(fakturor, 'YELLOW');
    if (konton) await record(here, konton, { resultOn });
    const notPerformed = { executionStatus: 'NOT_PERFORMED', notPerformedReason: 'Vakans' };
    if (utan) await record(here, utan, { resultOn, ...notPerformed });

    const answer = await byId(await draft(plan), telling.slice(telling.indexOf('counts')));

    const nothing = { worst: null, total: 1, ongoing: 0, notPerformed: 0, missing: 0, unknown: 0 };
    expect(answer).toEqual({
      counts: {
        rows: 6,
        executions: [
          { status: 'NOT_STARTED', count: 1 },
          { status: 'IN_PROGRESS', count: 0 },
          { status: 'COMPLETED', count: 4 },
          { status: 'COMPLETED_BY_OTHER_MEANS', count: 0 },
          { status: 'NOT_PERFORMED', count: 1 },
        ],
        lights: [
          { level: { code: 'GREEN' }, count: 0 },
          { level: { code: 'YELLOW' }, count: 2 },
          { level: { code: 'RED' }, count: 1 },
        ],
        ...{ unassessed: 1, unknownLevel: 0, deviations: 3 },
        ...{ actions: 2, openActions: 2, overdueActions: 1 },
      },
      byProcess: [
        { ...nothing, name: 'Inköp', worst: { code: 'RED' }, total: 2 },
        { ...nothing, name: 'Åtkomst', missing: 1 },
        { ...nothing, name: 'Ärenden', worst: { code: 'YELLOW' } },
        { ...nothing, name: null, total: 2, ongoing: 1, notPerformed: 1 },
      ],
      byCategory: [
        { ...nothing, name: 'Ekonomi', worst: { code: 'RED' }, total: 2 },
        {
          ...{ ...nothing, name: null, worst: { code: 'YELLOW' }, total: 4 },
          ...{ ongoing: 1, notPerformed: 1, missing: 1 },
        },
      ],
    });
  });

  it('is changed field by field', async () => {
    const before = await reportIn('DRAFT', undefined, { summary: 'Gott', judgement: 'SUFFICIENT' });

    const after = await move(before, 'update', { summary: null, judgementMotive: 'Få fel' });

    expect(after).toEqual({ ...before, version: 2, summary: null, judgementMotive: 'Få fel' });
    const values = { asOf: null, judgement: null, summary: ' ' };
    expect(await move(after, 'update', values)).toEqual({ ...after, version: 3, judgement: null });
    expect(await stored(before)).toMatchObject({
      acts: ['FOLLOW_UP_REPORT_DRAFTED', 'FOLLOW_UP_REPORT_UPDATED', 'FOLLOW_UP_REPORT_UPDATED'],
    });
  });

  it.each(['2024-12-31', '2027-01-01'])('is not told as of %s, far from its year', async (asOf) => {
    const report = await reportIn('DRAFT');
    const before = await stored(report);

    const { codes, details } = await attempt(
      'updateFollowUpReport',
      inputOf(report, 'update', { asOf }),
    );

    expect([codes, details]).toMatchObject([['BAD_USER_INPUT'], { field: 'asOf' }]);
    expect(await stored(report)).toEqual(before);
    expect(await move(report, 'update', { asOf: '2026-12-31' })).toMatchObject({ version: 2 });
  });

  it.each<Move>(['update', 'submit'])(
    'goes over to the plan in force at the next %s',
    async (to) => {
      const plan = await planOf(here);
      const report = await draft(plan);
      const next = await revisePlan(here, plan);
      const item = { kind: 'OWN_CONTROL', title: 'Tillkommer' };
      const { controlPlan } = await does<{ controlPlan: Plan }>(
        here,
        'addPlanItem',
        { ...item, planId: next.id, expectedVersion: next.version },
        'controlPlan { id version }',
      );
      const inForce = await movePlan(here, await movePlan(here, controlPlan, 'propose'), 'adopt');
      expect(await rowsOf(report)).toHaveLength(1);

      const moved = await move(report, to);

      expect(moved).toMatchObject({ version: 2, plan: { id: inForce.id } });
      expect((await rowsOf(moved)).map(({ item }) => item.title)).toEqual(['Attest', 'Tillkommer']);
    },
  );

  it('can be withdrawn, and leaves nothing but its trace', async () => {
    const plan = await planOf(here);
    const report = await move(await reportIn('SUBMITTED', plan), 'remit');

    const payload = await api.does(
      controller(),
      'withdrawFollowUpReport',
      inputOf(report, 'withdraw'),
      'deletedFollowUpReportId',
    );

    expect(payload).toEqual({ deletedFollowUpReportId: report.id });
    expect(await byId(report, 'id')).toBeNull();
    const acts = await database.owner.query(
      'SELECT act FROM audit_event WHERE record_key = $1 ORDER BY seq DESC LIMIT 1',
      [report.id],
    );
    expect(acts).toEqual([{ act: 'FOLLOW_UP_REPORT_WITHDRAWN' }]);
    const decided = await reportIn('DECIDED', plan);
    const revision = await move(decided, 'revise');
    await api.does(controller(), 'withdrawFollowUpReport', inputOf(revision, 'withdraw'));
    expect(await byId(decided, 'state possibleMoves')).toEqual({
      ...{ state: 'DECIDED', possibleMoves: ['revise'] },
    });
    expect(await move(decided, 'revise')).toMatchObject({ revision: 2 });
  });
});

describe('beginning a report', () => {
  const begin = async (plan: Parameters<typeof draftInput>[0], values?: object) => {
    const before = await count('follow_up_report');
    const { codes, message } = await attempt('draftFollowUpReport', draftInput(plan, values));
    expect([codes.length, await count('follow_up_report')]).toEqual([1, before]);
    return [codes[0], message];
  };
  const conflict = (words: string) => ['CONFLICT', expect.stringContaining(words)];

  it('needs a plan in force', async () => {
    const noPlan = conflict('no adopted plan');

    const plan = await planOf(here);
    expect(await begin({ ...plan, year: 2026 }, { asOf: '2026-08-31' })).toEqual(noPlan);
    expect(await begin(await planOf(here, undefined, { upTo: null }))).toEqual(noPlan);
    expect(await begin(await planOf(here, undefined, { upTo: 'propose' }))).toEqual(noPlan);
    expect(await begin(plan, { board: await createBoard(here) })).toEqual(noPlan);
    expect(await draft(await planOf(here, undefined, { upTo: 'close' }))).toMatchObject({
      state: 'DRAFT',
    });
  });

  it('is done once for an occasion, and after a decision by a revision', async () => {
    const plan = await planOf(here);
    let report = await draft(plan);

    expect(await begin(plan)).toEqual(conflict('already being prepared'));
    report = await move(report, 'submit');
    expect(await begin(plan)).toEqual(conflict('already being prepared'));
    report = await move(report, 'decide');
    expect(await begin(plan)).toEqual(conflict('revise that one'));
    await move(report, 'revise');
    expect(await begin(plan)).toEqual(conflict('revise that one'));
    expect(await attempt('reviseFollowUpReport', inputOf(report, 'revise'))).toMatchObject({
      codes: ['CONFLICT'],
      message: expect.stringContaining('already being prepared'),
    });
    expect(await draft(plan, { occasion: 'TERTIAL_2' })).toMatchObject({ number: 1 });
  });

  it('that two do at once has one winner', async () => {
    const plan = await planOf(here);
    const before = await count('follow_up_report');
    const both = [1, 2].map(() => attempt('draftFollowUpReport', draftInput(plan)));

    const codes = (await Promise.all(both)).flatMap((answer) => answer.codes);

    expect(codes).toEqual(['CONFLICT']);
    expect(await count('follow_up_report')).toBe(before + 1);
  });

  it('is done as often as something is serious, and the latest is found first', async () => {
    const plan = await planOf(here);
    const immediate = { occasion: 'IMMEDIATE' };
    const first = await reportIn('DECIDED', plan, { ...immediate, summary: 'Brand' });
    const second = await draft(plan, { ...immediate, summary: 'Stöld' });
    const revised = await move(first, 'revise');

    expect([first, second, revised].map(({ number, revision }) => [number, revision])).toEqual([
      [1, 1],
      [2, 1],
      [1, 2],
    ]);
    const find = (revision: string) =>
      api.ask(
        `{ followUpReport(board: "${plan.board.id}", year: 2025, occasion: IMMEDIATE ${revision}) { id } }`,
      );
    expect(await find('')).toEqual({ followUpReport: { id: second.id } });
    expect(await find(', revision: 1')).toEqual({ followUpReport: { id: second.id } });
    expect(await find(', revision: 2')).toEqual({ followUpReport: null });
  });

  it.each([
    ['an unknown board', { board: 'XX' }, 'NOT_FOUND'],
    ['a year that no plan can have', { year: 1899 }, 'BAD_USER_INPUT'],
    ['a day before its year', { asOf: '2024-12-31' }, 'BAD_USER_INPUT'],
    ['a day long after its year', { asOf: '2027-01-01' }, 'BAD_USER_INPUT'],
    ['a summary with control characters', { summary: 'a\u0000b' }, 'BAD_USER_INPUT'],
    ['a motive that never ends', { judgementMotive: 'x'.repeat(20_001) }, 'BAD_USER_INPUT'],
  ])('is refused with %s', async (_case, values, code) => {
    const [answered] = await begin(await planOf(here), values);

    expect(answered).toBe(code);
  });
});

/** A plan with a lit result and an action, which a test can change afterwards. */
async function eventfulPlan() {
  const action = await raise(here, 'Utbilda', { raisedOn: '2025-01-01', dueOn: '2025-12-31' });
  const plan = await planOf(here, [...twoControls, { title: 'Gåvor', kind: 'DIRECT_ACTION' }]);
  const values = { resultOn: '2025-05-01', text: 'Två fel', sample: 20, deviatingCases: 2 };
  const parts = { deviations: [{ text: 'Saknad bilaga' }], units: [{ unit: 'Skolan', sample: 5 }] };
  const result = await recordOn(plan, [0, 1], { ...values, ...parts, actionIds: [action.id] });
  return { plan, action, result: await assess(here, result, 'YELLOW', 'Två av tjugo') };
}

/** Changes everything that a report on the plan is made of. */
async function changeEverything({
  plan,
  action,
  result,
}: Awaited<ReturnType<typeof eventfulPlan>>) {
  const change = { resultId: result.id, expectedVersion: result.version, text: 'Inga fel' };
  const { controlResult } = await does<{ controlResult: Versioned }>(
    here,
    'correctResult',
    { ...change, deviations: [], units: [], sample: null, deviatingCases: null },
    'controlResult { id version }',
  );
  await assess(here, controlResult, 'GREEN');
  await recordOn(plan, [1], { resultOn: '2025-06-01', text: 'Tillagt' });
  const changed = { actionId: action.id, expectedVersion: action.version, text: 'Öva' };
  await does(here, 'updateAction', changed);
  const done = { actionId: action.id, expectedVersion: action.version + 1, doneOn: '2025-07-01' };
  await does(here, 'completeAction', done);
}

describe('a report before the board', () => {
  it('stands still byte by byte, whatever happens in the register', async () => {
    const year = await eventfulPlan();
    const begun = await draft(year.plan);
    const before = await told(begun);

    const report = await move(begun, 'submit');
    await changeEverything(year);

    expect(report).toMatchObject({
      ...{ state: 'SUBMITTED', version: 2, submittedBy: 'test-controller', submittedOn: today },
      possibleMoves: ['remit', 'decide'],
    });
    expect(await told(report)).toBe(before);
    expect(before).toContain('Två av tjugo');
  });

  it('follows the register again when it is sent back', async () => {
    const year = await eventfulPlan();
    const submitted = await reportIn('SUBMITTED', year.plan);
    const before = await told(submitted);
    await changeEverything(year);

    const remitted = await move(submitted, 'remit');

    expect(remitted).toMatchObject({ state: 'DRAFT', submittedBy: null, submittedOn: null });
    const after = await told(remitted);
    expect(after).not.toBe(before);
    expect(await rowsOf(remitted)).toMatchObject([
      {
        assessment: { level: { code: 'GREEN' } },
        results: [{ text: 'Inga fel', deviations: [] }, { text: 'Tillagt' }],
        actions: [{ text: 'Öva', state: 'DONE' }],
      },
      { executionStatus: 'NOT_STARTED' },
    ]);
    expect(await stored(remitted)).toMatchObject({ rows: 0 });
    const again = await move(await move(remitted, 'update', { summary: 'Bättre' }), 'submit');
    expect(await told(again)).toBe(after);
    expect(await stored(again)).toMatchObject({
      rows: 2,
      acts: ['DRAFTED', 'SUBMITTED', 'REMITTED', 'UPDATED', 'SUBMITTED'].map(
        (act) => `FOLLOW_UP_REPORT_${act}`,
      ),
    });
  });
});

describe('the board’s decision', () => {
  it('is kept with the report, which stays as it is for ever', async () => {
    const year = await eventfulPlan();
    const submitted = await reportIn('SUBMITTED', year.plan, { judgement: 'PARTLY_SUFFICIENT' });
    const before = await told(submitted);

    const decided = await move(submitted, 'decide');
    await changeEverything(year);
    await settle(here, year.plan);
    await movePlan(here, year.plan, 'close');

    expect(decided).toEqual({
      ...{ ...submitted, version: 3, state: 'DECIDED', flags: [], possibleMoves: ['revise'] },
      decision: { paragraph: '§ 7' },
    });
    expect(await byId(decided, core)).toEqual(decided);
    expect(await told(decided)).toBe(before);
    expect((await stored(decided)).acts).toEqual(
      ['DRAFTED', 'SUBMITTED', 'DECIDED'].map((act) => `FOLLOW_UP_REPORT_${act}`),
    );
  });

  it('may be incomplete, and is flagged then', async () => {
    const submitted = await reportIn('SUBMITTED');

    const decided = await move(submitted, 'decide', { decision: { body: 'Kommunstyrelsen' } });

    expect(decided).toMatchObject({
      flags: ['DECISION_INCOMPLETE', 'JUDGEMENT_MISSING'],
      decision: { paragraph: null },
    });
  });

  it.each([
    ['a meeting to come', { metOn: '2026-02-02' }, 'decision.metOn'],
    ['a point without words', { points: [{ text: '' }] }, 'decision.points.0.text'],
  ])('is refused with %s, and nothing changes', async (_case, values, field) => {
    const report = await reportIn('SUBMITTED');
    const before = [await stored(report), await count('decision')];

    const input = inputOf(report, 'decide', { decision: { ...decision, ...values } });
    const { codes, details } = await attempt('decideFollowUpReport', input, secretary());

    expect([codes, details]).toMatchObject([['BAD_USER_INPUT'], { field }]);
    expect([await stored(report), await count('decision')]).toEqual(before);
  });

  it('that two record at once is recorded once', async () => {
    const report = await reportIn('SUBMITTED');
    const before = await count('decision');
    const both = ['§ 1', '§ 2'].map((paragraph) =>
      attempt(
        'decideFollowUpReport',
        inputOf(report, 'decide', { decision: { ...decision, paragraph } }),
        secretary(),
      ),
    );

    const codes = (await Promise.all(both)).flatMap((answer) => answer.codes);

    expect(codes).toEqual(['STALE_VERSION']);
    expect(await count('decision')).toBe(before + 1);
    expect(await stored(report)).toMatchObject({ state: 'DECIDED', version: 3 });
  });
});

describe('a revision', () => {
  it('begins with the words of the decided report, which holds until the board decides', async () => {
    const year = await eventfulPlan();
    const words = { summary: 'Gott år', judgement: 'SUFFICIENT', judgementMotive: 'Få fel' };
    const first = await reportIn('DECIDED', year.plan, words);
    const before = await told(first);
    await changeEverything(year);
    const find = async (revision: string) => {
      const { board } = year.plan;
      const query = `followUpReport(board: "${board.id}", year: 2025, occasion: INTERIM ${revision})`;
      const answer = await api.ask<{ followUpReport: object }>(
        `{ ${query} { revision state ${telling} } }`,
      );
      const { revision: number, state, ...rest } = answer.followUpReport as Report;
      return [number, state, JSON.stringify(rest)];
    };

    const second = await move(first, 'revise');
    const after = await told(second);
    expect(second).toMatchObject({
      ...{ ...words, state: 'DRAFT', version: 1, number: 1, revision: 2, asOf: '2025-08-31' },
      ...{ flags: [], submittedOn: null, decision: null },
    });
    expect(after).not.toBe(before);
    expect(await find('')).toEqual([1, 'DECIDED', before]);
    expect(await find(', revision: 2')).toEqual([2, 'DRAFT', after]);
    expect((await stored(second)).acts).toEqual(['FOLLOW_UP_REPORT_REVISED']);

    await move(await move(second, 'submit'), 'decide');
    expect(await find('')).toEqual([2, 'DECIDED', after]);
    expect(await find(', revision: 2')).toEqual([2, 'DECIDED', after]);
    expect(await find(', revision: 1')).toEqual([1, 'SUPERSEDED', before]);
    expect(await byId(first, 'possibleMoves decision { paragraph }')).toEqual({
      ...{ possibleMoves: [], decision: { paragraph: '§ 7' } },
    });
  });

  it('is about the plan in force, with the results of the revision before', async () => {
    const plan = await planOf(here, [
      ...twoControls,
      { title: 'Utgår', controls: ['Onödig'] },
      { title: 'Består', controls: ['Nyttig'] },
    ]);
    const result = await recordOn(plan, [1, 0], { resultOn: '2025-05-01', text: 'Gällde då' });
    const report = await reportIn('DECIDED', plan);
    const before = await told(report);
    const next = await revisePlan(here, plan);
    const removed = { planItemId: next.items[1]?.id, expectedVersion: 1 };
    const { controlPlan } = await does<{ controlPlan: Plan }>(
      here,
      'removePlanItem',
      removed,
      'controlPlan { id version }',
    );
    const inForce = await movePlan(here, await movePlan(here, controlPlan, 'propose'), 'adopt');

    const revised = await move(report, 'revise');

    expect(revised).toMatchObject({ plan: { id: inForce.id } });
    const [jav, ...others] = await rowsOf(revised);
    expect(jav).toMatchObject({
      executionStatus: 'COMPLETED',
      results: [
        {
          id: result.id,
          plannedControls: ['Enkät', 'Register'].map((title) => ({ definition: { title } })),
        },
      ],
    });
    expect(others.map(({ item, results }) => [item.title, results])).toEqual([['Består', []]]);
    await recordOn(inForce, [1], { resultOn: '2025-06-01', text: 'Gäller nu' });
    const [{ results }] = await rowsOf(revised);
    expect(results.map(({ text }) => text)).toEqual(['Gällde då', 'Gäller nu']);
    expect(await told(report)).toBe(before);
  });
});

describe('a move that the state does not allow', () => {
  const allowed: Record<string, readonly Move[]> = {
    DRAFT: ['update', 'submit', 'withdraw'],
    SUBMITTED: ['remit', 'decide'],
    DECIDED: ['revise'],
    SUPERSEDED: [],
  };
  const all: readonly Move[] = ['update', 'submit', 'remit', 'decide', 'revise', 'withdraw'];

  it.each(Object.keys(allowed))('of a %s report is refused, and nothing changes', async (state) => {
    const report = await reportIn(state);
    const before = await stored(report);

    for (const each of all.filter((other) => !allowed[state]?.includes(other))) {
      const actor = each === 'decide' ? secretary() : controller();
      const { codes } = await attempt(mutationOf(each), inputOf(report, each), actor);
      const isFrozen = each === 'update' && state !== 'SUBMITTED';
      expect([each, codes]).toEqual([each, [isFrozen ? 'FROZEN' : 'ILLEGAL_MOVE']]);
    }
    expect(await stored(report)).toEqual(before);
  });

  it.each(
    Object.entries(allowed).flatMap(([state, some]) => some.map((each) => [each, state] as const)),
  )('%s of a %s report is refused at another version', async (each, state) => {
    const report = await reportIn(state);
    const before = await stored(report);

    for (const difference of [-1, 1]) {
      const expectedVersion = report.version + difference;
      const { codes, details } = await attempt(
        mutationOf(each),
        inputOf(report, each, { expectedVersion }),
        each === 'decide' ? secretary() : controller(),
      );
      const versions = { expected: expectedVersion, actual: report.version };
      expect([codes, details]).toEqual([['STALE_VERSION'], versions]);
    }
    expect(await stored(report)).toEqual(before);
  });
});

describe('the database, whoever asks,', () => {
  const roles = ['application', 'owner'] as const;
  const columnsOf = async (table: string): Promise<string[]> => {
    const rows = await database.owner.query<{ column_name: string }[]>(
      'SELECT column_name FROM information_schema.columns WHERE table_name = $1 ORDER BY 1',
      [table],
    );
    return rows.map(({ column_name }) => column_name);
  };
  const full = { summary: 'Gott', judgement: 'SUFFICIENT', judgementMotive: 'Få fel' };
  let decided: Report;
  let superseded: Report;
  let open: Report;
  beforeAll(async () => {
    [decided, superseded] = [
      await reportIn('DECIDED', undefined, full),
      await reportIn('SUPERSEDED', undefined, full),
    ];
    open = await reportIn('SUBMITTED');
  });

  describe.each(roles)('as the %s', (role) => {
    const refusal = (sql: string | string[], ...parameters: unknown[]) =>
      refusalOf(database[role], here, sql, parameters);

    it('refuses to change any column of a frozen report, but counts its versions', async () => {
      const columns = await columnsOf('follow_up_report');
      const refusals = async ({ id }: Report, others: readonly string[], along = '') => {
        const found: [string, string | null][] = [];
        for (const column of others) {
          const values = { reason: `'Nytt'`, item: 'gen_random_uuid()' };
          const [kind] = /reason$|^item/.exec(column) ?? [];
          const value = values[kind as keyof typeof values] ?? 'NULL';
          const sql = `UPDATE follow_up_report SET ${along} ${column} = ${value} WHERE id = $1`;
          found.push([column, await refusal(sql, id)]);
        }
        return found;
      };
      const withoutVersion = columns.filter((column) => column !== 'version');
      const content = withoutVersion.filter((column) => column !== 'state');
      const frozen = (some: readonly string[]) => some.map((column) => [column, 'IK001']);

      expect(await refusals(decided, withoutVersion)).toEqual(frozen(withoutVersion));
      expect(await refusals(superseded, withoutVersion)).toEqual(frozen(withoutVersion));
      const superseding = `state = 'SUPERSEDED',`;
      expect(await refusals(decided, content, superseding)).toEqual(frozen(content));
      const counting = 'UPDATE follow_up_report SET version = version + 1 WHERE id = $1';
      expect(await refusal(counting, decided.id)).toBeNull();
    });

    it.each([
      `state = 'DRAFT', frozen_at = NULL, decision_id = NULL`,
      `state = 'SUBMITTED', frozen_at = NULL, decision_id = NULL`,
      `state = 'DRAFT'`,
      `state = 'SUBMITTED'`,
      `state = 'SUPERSEDED', summary = 'Nytt'`,
      'frozen_at = now()',
      `flags = '{JUDGEMENT_MISSING}'`,
      `as_of = as_of + 1`,
    ])('refuses %s on what the board decided', async (set) => {
      const sql = `UPDATE follow_up_report SET ${set} WHERE id = $1`;

      expect(await refusal(sql, decided.id)).toBe('IK001');
    });

    it('lets a decided report be superseded, but never come back', async () => {
      const sql = 'UPDATE follow_up_report SET state = $2, version = version + 1 WHERE id = $1';

      expect(await refusal(sql, decided.id, 'SUPERSEDED')).toBeNull();
      for (const state of ['DECIDED', 'SUBMITTED', 'DRAFT']) {
        expect(await refusal(sql, superseded.id, state)).toBe('IK001');
      }
    });

    it('refuses to take a report away', async () => {
      const sql = 'DELETE FROM follow_up_report WHERE id = $1';

      expect(await refusal(sql, decided.id)).toBe('IK001');
      expect(await refusal(sql, superseded.id)).toBe('IK001');
    });

    it('refuses to change any column of a row, also while the report is open', async () => {
      const columns = await columnsOf('follow_up_row');
      const tried: [string, string | null][] = [];
      for (const { id } of [open, decided]) {
        for (const column of columns) {
          const sql = `UPDATE follow_up_row SET ${column} = NULL WHERE report_id = $1`;
          tried.push([column, await refusal(sql, id)]);
        }
      }

      const code = role === 'owner' ? 'IK001' : '42501';
      expect(tried).toEqual([...columns, ...columns].map((column) => [column, code]));
    });

    it('refuses to add a row to what the board decided, and to take one away', async () => {
      const copy = `INSERT INTO follow_up_row SELECT municipality_id, $2, item_id, content
        FROM follow_up_row WHERE report_id = $1`;
      const take = 'DELETE FROM follow_up_row WHERE report_id = $1';

      expect([
        await refusal(take, decided.id),
        await refusal(take, superseded.id),
        await refusal(copy, open.id, decided.id),
        await refusal(copy, open.id, superseded.id),
      ]).toEqual(Array(4).fill('IK001'));
      expect(await refusal(take, open.id)).toBeNull();
    });

    it('lets no report be decided that would still follow the register', async () => {
      const decide = `UPDATE follow_up_report SET state = 'DECIDED', frozen_at = now(),
        decision_id = (SELECT decision_id FROM follow_up_report WHERE id = $2) WHERE id = $1`;
      const dropRows = 'DELETE FROM follow_up_row WHERE report_id = $1 AND report_id <> $2';
      const begun = await reportIn('DRAFT');

      expect(await refusal(decide, open.id, decided.id)).toBeNull();
      expect(await refusal([dropRows, decide], open.id, decided.id)).toBe('23514');
      expect(await refusal(decide, begun.id, decided.id)).toBe('23514');
    });
  });

  it('lets nobody empty a table, nor the application put a guard aside', async () => {
    for (const sql of [
      'TRUNCATE follow_up_row',
      'TRUNCATE follow_up_report CASCADE',
      'ALTER TABLE follow_up_row DISABLE TRIGGER ALL',
      'DROP TRIGGER follow_up_report_frozen ON follow_up_report',
      `SET session_replication_role = 'replica'`,
    ]) {
      expect([sql, await refusalOf(database.application, here, sql, [])]).toEqual([sql, '42501']);
    }
    for (const table of ['follow_up_row', 'follow_up_report CASCADE']) {
      expect(await refusalOf(database.owner, here, `TRUNCATE ${table}`, [])).toBe('IK001');
    }
  });
});

describe('rights', () => {
  const all = valuesOf(Role);

  it.each<[Move, string, readonly Role[]]>([
    ['update', 'DRAFT', ['CONTROLLER']],
    ['submit', 'DRAFT', ['CONTROLLER']],
    ['withdraw', 'DRAFT', ['CONTROLLER']],
    ['remit', 'SUBMITTED', ['CONTROLLER', 'BOARD_SECRETARY']],
    ['decide', 'SUBMITTED', ['BOARD_SECRETARY']],
    ['revise', 'DECIDED', ['CONTROLLER']],
  ])('let nobody else %s a %s report than %j', async (each, state, roles) => {
    const report = await reportIn(state);
    const before = [await stored(report), await count('follow_up_report'), await count('decision')];
    const others = all.filter((role) => !roles.includes(role));
    const codesOf = async (actor: Actor) =>
      (await attempt(mutationOf(each), inputOf(report, each), actor)).codes;

    for (const role of others) {
      expect([role, await codesOf(api.actorWith(role))]).toEqual([role, ['FORBIDDEN']]);
    }
    for (const role of roles) {
      const actor = api.actorWith(role, here.bun);
      expect([role, 'BUN', await codesOf(actor)]).toEqual([role, 'BUN', ['FORBIDDEN']]);
    }
    const stranger = elsewhere.api.actorWith(roles[0] ?? 'CONTROLLER');
    expect(
      (await elsewhere.api.attempt(stranger, mutationOf(each), inputOf(report, each))).codes,
    ).toEqual(['NOT_FOUND']);
    expect([
      await stored(report),
      await count('follow_up_report'),
      await count('decision'),
    ]).toEqual(before);
    for (const role of roles.slice(0, 1)) {
      expect([role, await codesOf(api.actorWith(role, report.board.id))]).toEqual([role, []]);
    }
  });

  it('let nobody but the board’s controller begin a report', async () => {
    const plan = await planOf(here);
    const before = await count('follow_up_report');
    const codesOf = async (actor: Actor) =>
      (await attempt('draftFollowUpReport', draftInput(plan), actor)).codes;

    for (const role of all.filter((other) => other !== 'CONTROLLER')) {
      expect([role, await codesOf(api.actorWith(role))]).toEqual([role, ['FORBIDDEN']]);
    }
    expect(await codesOf(api.actorWith('CONTROLLER', here.bun))).toEqual(['FORBIDDEN']);
    const theirs = draftInput(plan, { board: elsewhere.ks });
    expect((await attempt('draftFollowUpReport', theirs)).codes).toEqual(['NOT_FOUND']);
    expect(await count('follow_up_report')).toBe(before);
    expect(await codesOf(api.actorWith('CONTROLLER', plan.board.id))).toEqual([]);
  });

  it('let the board’s secretary send a report back', async () => {
    const report = await reportIn('SUBMITTED');
    const own = api.actorWith('BOARD_SECRETARY', report.board.id);

    const { codes } = await attempt('remitFollowUpReport', inputOf(report, 'remit'), own);

    expect(codes).toEqual([]);
    expect(await stored(report)).toMatchObject({ state: 'DRAFT' });
  });
});

describe('finding reports', () => {
  const find = `query ($board: String!, $year: Int!, $occasion: FollowUpOccasion!, $revision: Int) {
    followUpReport(board: $board, year: $year, occasion: $occasion, revision: $revision) { id } }`;
  const year = 2020;

  it('goes by the code of the board or its id', async () => {
    const plan = await planOf(here, undefined, { board: 'BUN' });
    const { id } = await draft(plan, { board: here.bun });
    const asked = { year: plan.year, occasion: 'INTERIM' };

    for (const board of ['BUN', here.bun]) {
      expect(await api.ask(find, { ...asked, board })).toEqual({ followUpReport: { id } });
    }
    const nowhere = { followUpReport: null };
    expect(await api.ask(find, { ...asked, board: 'KS' })).toEqual(nowhere);
    expect(await api.ask(find, { ...asked, board: 'BUN', occasion: 'YEAR_END' })).toEqual(nowhere);
    expect(await api.ask(find, { ...asked, board: 'BUN', revision: 2 })).toEqual(nowhere);
    expect(await api.ask(find, { ...asked, board: 'BUN', year })).toEqual(nowhere);
  });

  it('answers that there is no such board', async () => {
    for (const board of ['XX', unknownId(), elsewhere.ks]) {
      const variables = { board, year, occasion: 'INTERIM' };
      const { codes } = await api.run(api.actorWith('AUDITOR'), find, variables);
      expect([board, codes]).toEqual([board, ['NOT_FOUND']]);
    }
  });

  it('ends at the border of the municipality', async () => {
    const report = await reportIn('DECIDED');
    const query = 'query ($id: ID!) { followUpReportById(id: $id) { id } }';

    expect(await api.ask(query, { id: report.id })).toEqual({
      followUpReportById: { id: report.id },
    });
    expect(await elsewhere.api.ask(query, { id: report.id })).toEqual({ followUpReportById: null });
    expect(await api.ask(query, { id: unknownId() })).toEqual({ followUpReportById: null });
    const list = '{ followUpReports { totalCount } }';
    expect(await elsewhere.api.ask(list)).toEqual({ followUpReports: { totalCount: 0 } });
  });
});

describe('the list', () => {
  let of: TestMunicipality;
  const list = async (variables: object) => {
    const { followUpReports } = await of.api.ask<{
      followUpReports: { totalCount: number; edges: { node: { summary: string } }[] };
    }>(
      `query ($filter: FollowUpReportFilterInput, $orderBy: [FollowUpReportOrder!]) {
        followUpReports(filter: $filter, orderBy: $orderBy) {
          totalCount edges { node { summary } }
        }
      }`,
      { ...variables },
    );
    const summaries = followUpReports.edges.map(({ node }) => node.summary);
    expect(followUpReports.totalCount).toBe(summaries.length);
    return summaries;
  };

  beforeAll(async () => {
    of = await createMunicipality(database, today);
    await establishLights(of);
    await planOf(of, undefined, { board: 'KS' });
    await planOf(of, undefined, { board: 'BUN', year: 2026 });
    for (const values of [
      { summary: 'slut', board: 'KS', year: 2025, occasion: 'YEAR_END', asOf: '2025-12-31' },
      { summary: 'delår', board: 'KS', year: 2025, occasion: 'INTERIM', asOf: '2025-08-31' },
      { summary: 'skola', board: 'BUN', year: 2026, occasion: 'INTERIM', asOf: '2026-01-31' },
    ]) {
      const { followUpReport } = await does<{ followUpReport: Report }>(
        of,
        'draftFollowUpReport',
        values,
        'followUpReport { id version }',
      );
      const input = inputOf(followUpReport, 'submit');
      if (values.summary === 'delår') await does(of, 'submitFollowUpReport', input);
    }
  });

  it.each<[string, () => object, string[]]>([
    ['nothing', () => ({}), ['skola', 'slut', 'delår']],
    ['the code of a board', () => ({ board: 'KS' }), ['slut', 'delår']],
    ['the id of a board', () => ({ board: of.bun }), ['skola']],
    ['a year', () => ({ year: 2025 }), ['slut', 'delår']],
    ['an occasion', () => ({ occasion: 'INTERIM' }), ['skola', 'delår']],
    ['states', () => ({ states: ['SUBMITTED', 'DECIDED'] }), ['delår']],
    ['no states at all', () => ({ states: [] }), []],
    ['everything', () => ({ ...everything(), states: ['SUBMITTED'] }), ['delår']],
    ['everything, with nothing left', () => ({ ...everything(), states: ['DRAFT'] }), []],
    ['conditions that are null', () => none, ['skola', 'slut', 'delår']],
  ])('can be narrowed by %s, the latest day first', async (_case, filter, expected) => {
    expect(await list({ filter: filter() })).toEqual(expected);
  });
  const everything = () => ({ board: 'KS', year: 2025, occasion: 'INTERIM' });
  const none = { board: null, year: null, occasion: null, states: null };

  it('can be sorted by day and year', async () => {
    const by = (field: string, direction: string) => ({ field, direction });

    expect(await list({ orderBy: [by('AS_OF', 'ASC')] })).toEqual(['delår', 'slut', 'skola']);
    expect(await list({ orderBy: [by('YEAR', 'DESC'), by('AS_OF', 'ASC')] })).toEqual([
      ...['skola', 'delår', 'slut'],
    ]);
  });

  it('of an unknown board is an error', async () => {
    const query = '{ followUpReports(filter: { board: "XX" }) { totalCount } }';

    expect((await of.api.run(of.api.actorWith('AUDITOR'), query)).codes).toEqual(['NOT_FOUND']);
  });
});

describe('how often the database is asked', () => {
  const deep = `${core} ${telling} decision { points { text } }
    plan { scheme { name } items { plannedControls { registerControl { code } } } }
    rows {
      item { plannedControls { definition { title } } plannedActions { action { text } }
             registerRisk { title } results { id } }
      results { planItem { title } plannedControls { id } actions { action { state } } }
      actions { action { board { name } } }
    }`;

  /** A plan with so many items, each with a risk, a control, an action and a lit result. */
  async function busyPlan(size: number): Promise<Plan> {
    const board = await createBoard(here);
    const drafts: ItemDraft[] = [];
    const raisedOn = '2025-05-01';
    for (let index = 0; index < size; index += 1) {
      const [risk, action] = [
        await createRisk(here, { board }),
        await raise(here, 'Utbilda', { raisedOn }),
      ];
      drafts.push({ riskId: risk.id, controls: [`Kontroll ${index}`], actionIds: [action.id] });
    }
    const plan = await planOf(here, drafts, { board });
    for (const item of plan.items) {
      const action = await raise(here, 'Rätta', { raisedOn });
      const values = { resultOn: raisedOn, actionIds: [action.id] };
      await assess(here, await record(here, item, values), 'RED');
    }
    return plan;
  }

  it.each([
    ['DRAFT', 19],
    ['DECIDED', 20],
  ])(
    'does not depend on how many rows a %s report has',
    async (state, expected) => {
      for (const size of [2, 6]) {
        const plan = await busyPlan(size);
        await reportIn(state, plan);
        let answer: { followUpReport: { rows: Row[] } } | undefined;
        const query = `{ followUpReport(board: "${plan.board.id}", year: 2025, occasion: INTERIM) { ${deep} } }`;

        const queries = await database.queriesOf(async () => {
          answer = await api.ask(query);
        });

        const rows = answer?.followUpReport.rows ?? [];
        expect(rows).toHaveLength(size);
        for (const row of rows) {
          expect(row).toMatchObject({ results: [{ actions: [{ text: 'Rätta' }] }] });
        }
        expect([size, queries.length]).toEqual([size, expected]);
      }
    },
    20_000,
  );

  it('QRY-6 does not depend on how many reports a list has', async () => {
    const query = `query ($board: String!) { followUpReports(first: 6, filter: { board: $board }) {
      edges { node { ${core} ${telling} } } } }`;
    const plan = await busyPlan(2);
    const askAll = async (size: number): Promise<number> => {
      const queries = await database.queriesOf(async () => {
        const answer = await api.ask<{ followUpReports: { edges: { node: { rows: Row[] } }[] } }>(
          query,
          { board: plan.board.id },
        );
        const { edges } = answer.followUpReports;
        expect(edges).toHaveLength(size);
        for (const { node } of edges) expect(node.rows).toHaveLength(2);
      });
      return queries.length;
    };
    await reportIn('DRAFT', plan);
    await reportIn('DECIDED', plan, { occasion: 'TERTIAL_1' });
    const ofTwo = await askAll(2);

    for (const occasion of ['TERTIAL_2', 'TERTIAL_3', 'IMMEDIATE', 'HALF_YEAR']) {
      await reportIn(occasion.startsWith('T') ? 'DRAFT' : 'DECIDED', plan, { occasion });
    }

    expect(await askAll(6)).toBe(ofTwo);
    expect(ofTwo).toBe(13);
  });
});
