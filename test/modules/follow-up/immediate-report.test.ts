import { type Actor, Role } from '../../../src/kernel/authorisation';
import { valuesOf } from '../../../src/kernel/enumeration';
import { type Api, unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { does } from '../risk/register';
import {
  decision,
  establishLights,
  movePlan,
  type Plan,
  planOf,
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
  await establishLights(here);
});
afterAll(() => database.drop());

interface Report extends Versioned {
  readonly number: number;
  readonly revision: number;
  readonly asOf: string;
  readonly state: string;
  readonly sensitivity: string;
  readonly flags: readonly string[];
  readonly item: { readonly id: string; readonly title: string } | null;
  readonly rows: readonly {
    readonly item: { readonly title: string };
    readonly results: readonly { readonly text: string | null }[];
  }[];
}
const fields = `id version number revision occasion asOf state sensitivity flags summary
  round { id } item { id title } rows { item { title } results { text } }`;

async function raised(planItemId: string | undefined, values: object = {}): Promise<Report> {
  type Payload = { followUpReport: Report };
  const input = { planItemId, summary: 'Det brann', ...values };
  const answer = `followUpReport { ${fields} }`;
  return (await does<Payload>(here, 'raiseImmediateReport', input, answer)).followUpReport;
}
type Move = 'submit' | 'decide' | 'revise' | 'update' | 'withdraw';
async function move({ id, version }: Versioned, to: Move, values: object = {}): Promise<Report> {
  type Payload = { followUpReport: Report };
  const input = { reportId: id, expectedVersion: version, ...(to === 'decide' && { decision }) };
  const actor = api.actorWith(to === 'decide' ? 'BOARD_SECRETARY' : 'CONTROLLER');
  const answer = `followUpReport { ${fields} }`;
  const mutation = `${to}FollowUpReport`;
  return (await api.does<Payload>(actor, mutation, { ...input, ...values }, answer)).followUpReport;
}
async function refusal(input: object, actor: Actor = api.actorWith('CONTROLLER')) {
  const { errors, codes } = await api.attempt(actor, 'raiseImmediateReport', input);
  return { code: codes[0], ...(errors[0]?.extensions?.details as object) };
}
const count = async (): Promise<number> => {
  const [row] = await database.owner.query('SELECT count(*)::int AS rows FROM follow_up_report');
  return row.rows;
};
const byId = async ({ id }: { id: string }): Promise<Report> => {
  const query = `query ($id: ID!) { followUpReportById(id: $id) { ${fields} } }`;
  return (await api.ask<{ followUpReportById: Report }>(query, { id })).followUpReportById;
};
const titles = ({ rows }: Report) => rows.map(({ item }) => item.title);

const three = [
  { title: 'Attest', controls: ['Fakturor'] },
  { title: 'Brand', controls: ['Larm', 'Dörrar'] },
  { title: 'Stöld', controls: ['Lås'] },
];

/** The plan in force without one of its items, which it had until now. */
async function without(plan: Plan, index: number): Promise<Plan> {
  const next = await revisePlan(here, plan);
  const removed = { planItemId: next.items[index]?.id, expectedVersion: 1 };
  const { controlPlan } = await does<{ controlPlan: Plan }>(
    here,
    'removePlanItem',
    removed,
    'controlPlan { id version }',
  );
  return movePlan(here, await movePlan(here, controlPlan, 'propose'), 'adopt');
}

describe('a report on one row', () => {
  it('is told at once as of today, also in a year with rounds, and tells that row alone', async () => {
    const round = { year: 2026, occasion: 'YEAR_END', name: 'Årsbokslut' };
    const days = { asOf: '2026-12-31', dueOn: '2027-01-31' };
    await does(here, 'configureFollowUpRound', { ...round, ...days });
    const plan = await planOf(here, three, { year: 2026 });
    const [, fire] = plan.items;
    if (fire) await record(here, fire, { text: 'Rök i källaren', resultOn: '2026-01-31' });

    const report = await raised(fire?.id);

    expect(report).toEqual({
      ...{ id: report.id, version: 1, number: 1, revision: 1, occasion: 'IMMEDIATE', asOf: today },
      ...{ state: 'DRAFT', sensitivity: 'INTERNAL', flags: [], summary: 'Det brann' },
      ...{ round: null, item: { id: fire?.id, title: 'Brand' } },
      rows: [{ item: { title: 'Brand' }, results: [{ text: 'Rök i källaren' }] }],
    });
    const [event] = await database.owner.query(
      `SELECT act FROM audit_event WHERE record_key = $1`,
      [report.id],
    );
    expect(event).toEqual({ act: 'IMMEDIATE_REPORT_RAISED' });
    expect((await raised(fire?.id, { asOf: '2026-01-30' })).rows[0]?.results).toEqual([]);
  });

  it('is as secret as the row unless it is said', async () => {
    const { items } = await planOf(here, [{ title: 'Läckan', sensitivity: 'SECRET' }]);

    expect(await raised(items[0].id)).toMatchObject({ sensitivity: 'SECRET' });
    expect(await raised(items[0].id, { sensitivity: 'OPEN' })).toMatchObject({
      sensitivity: 'OPEN',
    });
  });

  it('goes over to the plan in force with its row, and stays where the row last was', async () => {
    const plan = await planOf(here, three);
    const drafted = await raised(plan.items[1]?.id);
    const decided = await move(await move(await raised(plan.items[1]?.id), 'submit'), 'decide');

    const second = await without(plan, 0);
    const followed = await move(drafted, 'update', { summary: 'Det brann igen' });
    const revised = await move(decided, 'revise');

    const itsRow = second.items.find(({ stableId }) => stableId === plan.items[1]?.stableId);
    expect(itsRow?.id).not.toBe(plan.items[1]?.id);
    for (const report of [followed, revised]) {
      expect(report).toMatchObject({ item: { id: itsRow?.id }, rows: [{}] });
    }
    expect(await byId(decided)).toMatchObject({ item: { id: plan.items[1]?.id } });

    await without(second, 0);
    const submitted = await move(revised, 'submit');
    expect(submitted).toMatchObject({ number: 2, revision: 2, item: { id: itsRow?.id } });
    expect(titles(submitted)).toEqual(['Brand']);
    expect(await move(submitted, 'decide')).toMatchObject({ state: 'DECIDED', flags: [] });
    expect((await byId(decided)).state).toBe('SUPERSEDED');
  });

  it('that two raise at once becomes two', async () => {
    const { items } = await planOf(here, three);

    const both = await Promise.all([raised(items[0].id), raised(items[1]?.id)]);

    expect(both.map(({ number }) => number).sort()).toEqual([1, 2]);
  });
});

describe('finding reports on rows', () => {
  let plan: Plan;
  let reports: Report[];
  beforeAll(async () => {
    plan = await planOf(here, three);
    reports = [];
    for (const [index, day] of ['2026-02-01', '2026-02-02', '2026-02-03'].entries()) {
      api.itIs(day);
      reports.push(await move(await raised(plan.items[index % 2]?.id), 'submit'));
    }
    api.itIs(today);
    await raised(plan.items[0].id);
    const rest = { board: plan.board.id, year: 2025, occasion: 'TERTIAL_1', asOf: '2025-04-30' };
    await does(here, 'draftFollowUpReport', rest);
  });

  it('goes by their number, the latest when nothing is said', async () => {
    const ask = async (number: string) => {
      const about = `board: "${plan.board.id}", year: 2025, occasion: IMMEDIATE`;
      const query = `{ followUpReport(${about} ${number}) { number } }`;
      return (await api.ask<{ followUpReport: object | null }>(query)).followUpReport;
    };

    for (const number of [1, 2, 3, 4]) expect(await ask(`number: ${number}`)).toEqual({ number });
    expect(await ask('')).toEqual({ number: 4 });
    expect(await ask('number: 5')).toBeNull();
    expect(await ask('number: 1, revision: 1')).toEqual({ number: 1 });
    expect(await ask('number: 1, revision: 2')).toBeNull();
  });

  it('goes by the row, the occasion and the day of submission', async () => {
    const numbers = async (filter: object) => {
      const query = `query ($filter: FollowUpReportFilterInput) {
        followUpReports(filter: $filter) { edges { node { number occasion } } } }`;
      type Answer = { followUpReports: { edges: { node: Report }[] } };
      const all = { filter: { board: plan.board.id, ...filter } };
      const { followUpReports } = await api.ask<Answer>(query, all);
      return followUpReports.edges.map(({ node }) => node.number).sort();
    };
    const [first, second, third] = plan.items.map(({ id }) => id);

    expect(await numbers({ planItemId: first })).toEqual([1, 3, 4]);
    expect(await numbers({ planItemId: second })).toEqual([2]);
    expect(await numbers({ planItemId: third })).toEqual([]);
    expect(await numbers({ planItemId: first, states: ['DRAFT'] })).toEqual([4]);
    expect(await numbers({ occasion: 'IMMEDIATE' })).toEqual([1, 2, 3, 4]);
    expect(await numbers({ occasion: 'TERTIAL_1' })).toEqual([1]);
    expect(await numbers({ submittedFrom: '2026-02-02' })).toEqual([2, 3]);
    expect(await numbers({ submittedTo: '2026-02-02' })).toEqual([1, 2]);
    expect(await numbers({ submittedFrom: '2026-02-02', submittedTo: '2026-02-02' })).toEqual([2]);
    const nothing = { planItemId: null, submittedFrom: null, submittedTo: null };
    expect(await numbers(nothing)).toEqual([1, 1, 2, 3, 4]);
    const next = await revisePlan(here, plan);
    expect(await numbers({ planItemId: next.items[0].id })).toEqual([1, 3, 4]);
    const query = `{ followUpReports(filter: { planItemId: "${unknownId()}" }) { totalCount } }`;
    expect((await api.run(api.actorWith('AUDITOR'), query)).codes).toEqual(['NOT_FOUND']);
  });

  it('takes the same few questions for 2 and for 20 of them', async () => {
    const query = `query ($board: String) { followUpReports(first: 30, filter: { board: $board }) {
      edges { node { ${fields} } } } }`;
    for (const size of [2, 6]) {
      const { items, board } = await planOf(here, three);
      for (let index = 0; index < size; index += 1) await raised(items[index % 3]?.id);

      const queries = await database.queriesOf(async () => {
        type Answer = { followUpReports: { edges: { node: Report }[] } };
        const { followUpReports } = await api.ask<Answer>(query, { board: board.id });
        expect(followUpReports.edges).toHaveLength(size);
        for (const { node } of followUpReports.edges) expect(node.rows).toHaveLength(1);
      });

      expect([size, queries.length]).toEqual([size, 6]);
    }
  });
});

describe('what is refused', () => {
  let plan: Plan;
  beforeAll(async () => {
    plan = await planOf(here, three);
  });
  const fault = (field: string, sv: string, en: string) => ({
    ...{ code: 'BAD_USER_INPUT', fields: [{ field, rule: { sv, en } }] },
  });

  it.each([
    ['no words', { summary: ' ' }, fault('summary', 'får inte vara tomt', 'must not be empty')],
    [
      'a day that has not come',
      { asOf: '2026-02-02' },
      fault('asOf', 'ligger efter i dag', 'is after today'),
    ],
    [
      'a day before its year',
      { asOf: '2024-12-31' },
      fault('asOf', 'ska ligga i 2025 eller 2026', 'must be a day of 2025 or 2026'),
    ],
    ['a row of no plan', { planItemId: unknownId() }, { code: 'NOT_FOUND', type: 'PlanItem' }],
  ])('with %s', async (_case, values, expected) => {
    const before = await count();

    const input = { planItemId: plan.items[0].id, summary: 'Det brann', ...values };

    expect(await refusal(input)).toMatchObject(expected);
    expect(await count()).toBe(before);
  });

  it('on a row that no plan in force has', async () => {
    const drafted = await planOf(here, three, { upTo: null });
    const gone = await planOf(here, three);
    await without(gone, 1);
    const before = await count();
    const input = ({ items }: Plan) => ({ planItemId: items[1]?.id, summary: 'Det brann' });

    expect(await refusal(input(drafted))).toEqual({
      ...{ code: 'CONFLICT', type: 'FollowUpReport' },
      rule: {
        sv: 'nämnden har ingen antagen plan för året',
        en: 'the board has no adopted plan for the year',
      },
    });
    expect(await refusal(input(gone))).toEqual({
      ...{ code: 'CONFLICT', type: 'FollowUpReport' },
      rule: {
        sv: 'raden finns inte i den plan som gäller',
        en: 'the plan in force does not have the row',
      },
    });
    expect(await count()).toBe(before);
  });

  it('to everybody but the controller of the board', async () => {
    const input = { planItemId: plan.items[0].id, summary: 'Det brann' };
    const others = valuesOf(Role).filter((role) => role !== 'CONTROLLER');
    const before = await count();

    for (const actor of [
      ...others.map((role) => api.actorWith(role)),
      api.actorWith('CONTROLLER', here.bun),
    ]) {
      const refused = [actor.grants, await refusal(input, actor)];
      expect(refused).toMatchObject([actor.grants, { code: 'FORBIDDEN' }]);
    }
    const stranger = elsewhere.api.actorWith('CONTROLLER');
    const { codes } = await elsewhere.api.attempt(stranger, 'raiseImmediateReport', input);
    expect(codes).toEqual(['NOT_FOUND']);
    expect(await count()).toBe(before);
    const own = api.actorWith('CONTROLLER', plan.board.id);
    expect(await refusal(input, own)).toEqual({ code: undefined });
  });
});

describe.each(['application', 'owner'] as const)('the database, as the %s,', (role) => {
  let plan: Plan;
  let decided: [Report, Report];
  let open: Report;
  beforeAll(async () => {
    plan = await planOf(here, three);
    const submitted = async (index: number) => move(await raised(plan.items[index]?.id), 'submit');
    decided = [await move(await submitted(0), 'decide'), await move(await submitted(1), 'decide')];
    open = await submitted(2);
  });
  const refused = (sql: string | string[], ...parameters: unknown[]) =>
    refusalOf(database[role], here, sql, parameters);

  it('keeps the rows of two reports on two rows as they are', async () => {
    const [first, second] = decided;
    const insert = `INSERT INTO follow_up_row SELECT municipality_id, $2, item_id, content
      FROM follow_up_row WHERE report_id = $1`;
    const take = 'DELETE FROM follow_up_row WHERE report_id = $1';
    const change = `UPDATE follow_up_row SET content = '{}' WHERE report_id = $1`;

    expect([titles(first), titles(second)]).toEqual([['Attest'], ['Brand']]);
    expect(await refused(insert, second.id, first.id)).toBe('IK001');
    expect(await refused(insert, first.id, second.id)).toBe('IK001');
    for (const { id } of decided) {
      expect(await refused(take, id)).toBe('IK001');
      expect(await refused(change, id)).toBe(role === 'owner' ? 'IK001' : '42501');
      const move = `UPDATE follow_up_report SET (item_id, item_stable_id) =
        (SELECT id, stable_id FROM plan_item WHERE id = $2) WHERE id = $1`;
      expect(await refused(move, id, plan.items[2]?.id)).toBe('IK001');
      const widen =
        'UPDATE follow_up_report SET item_id = NULL, item_stable_id = NULL WHERE id = $1';
      expect(await refused(widen, id)).toBe('IK001');
    }
  });

  it('lets no report be decided with other rows than its own', async () => {
    const decide = `UPDATE follow_up_report SET state = 'DECIDED', frozen_at = now(),
      decision_id = (SELECT decision_id FROM follow_up_report WHERE id = $2) WHERE id = $1`;
    const take = 'DELETE FROM follow_up_row WHERE report_id = $1 AND report_id <> $2';
    const add = `INSERT INTO follow_up_row SELECT municipality_id, $1, item_id, content
      FROM follow_up_row WHERE report_id = $2`;
    const about = (item: string) => `UPDATE follow_up_report SET (item_id, item_stable_id) =
      (SELECT ${item} FROM follow_up_report WHERE id = $2) WHERE id = $1`;
    const ids = [open.id, decided[0].id];

    expect(await refused(decide, ...ids)).toBeNull();
    expect(await refused([take, decide], ...ids)).toBe('23514');
    expect(await refused([add, decide], ...ids)).toBe('23514');
    expect(await refused([about('item_id, item_stable_id'), decide], ...ids)).toBe('23514');
    expect(await refused([about('NULL::uuid, NULL::uuid'), decide], ...ids)).toBe('23514');
  });

  it('lets no report be on a row of another plan, on half a row, or on a row at another occasion', async () => {
    const other = await planOf(here);
    const change = (set: string) =>
      refused(`UPDATE follow_up_report SET ${set} WHERE id = $1`, open.id);
    const item = `'${other.items[0].id}'`;

    expect(await change(`item_id = ${item}, item_stable_id = '${other.items[0].stableId}'`)).toBe(
      '23503',
    );
    expect(await change(`item_id = '${plan.items[0].id}'`)).toBe('23503');
    expect(await change('item_stable_id = NULL')).toBe('23514');
    expect(await change('item_id = NULL')).toBe('23514');
    expect(await change(`occasion = 'INTERIM', number = 1`)).toBe('23514');
  });
});
