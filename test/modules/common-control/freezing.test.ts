import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { establishLights, refusalOf } from '../follow-up/year';
import { does } from '../risk/register';
import {
  adopt,
  type CommonPlan,
  decide,
  draftFor,
  go,
  itemOf,
  planOfBoard,
  shared,
  withdraw,
} from './common';

const FROZEN = 'IK001';
const NO_RIGHT = '42501';
const CHECK = '23514';
const year = 2026;

let database: TestDatabase;
let of: TestMunicipality;
let common: { readonly id: string };
let controlId: string;
let draft: CommonPlan;
let adopted: CommonPlan;
beforeAll(async () => {
  database = await createTestDatabase();
  of = await createMunicipality(database);
  await establishLights(of);
  controlId = await shared(of, 'Attest');
  common = await decide(of, year, controlId);
  draft = await draftFor(of, 'BUN', year);
  adopted = await adopt(of, await draftFor(of, 'KS', year));
});
afterAll(() => database.drop());

/** What the database says to the application, and to its owner, when constraints are looked at last. */
const tried = (...sql: string[]) =>
  refusalOf(database.application, of, [...sql, 'SET CONSTRAINTS ALL IMMEDIATE'], []);
const triedByOwner = (...sql: string[]) =>
  refusalOf(database.owner, of, [...sql, 'SET CONSTRAINTS ALL IMMEDIATE'], []);
const both = async (...sql: string[]) => [await tried(...sql), await triedByOwner(...sql)];
const where = () => `id = '${common.id}'`;

describe('a common control', () => {
  it.each([
    ['its year', `year = year + 1`],
    ['its number', `number = number + 1`],
    ['what is controlled', `control_id = gen_random_uuid()`],
    ['the control as it was', `definition = '{}'`],
    ['whom it concerns', `kinds = '{COMPANY}'`],
    ['its decision', `decision_id = gen_random_uuid()`],
    ['when it was frozen', `frozen_at = now()`],
  ])('keeps %s', async (_what, change) => {
    const sql = `UPDATE common_control SET ${change} WHERE ${where()}`;

    expect(await both(sql)).toEqual([FROZEN, FROZEN]);
  });

  it('is never taken away', async () => {
    const sql = `DELETE FROM common_control WHERE ${where()}`;

    expect(await both(sql)).toEqual([NO_RIGHT, FROZEN]);
  });

  it('is withdrawn by a decision of the executive board that stands, once', async () => {
    const other = await decide(of, year, await shared(of, 'Bisyssla'), ['FEDERATION']);
    await withdraw(of, [other.id]);
    const withdrawn = (id: string, decisionId: string) =>
      `UPDATE common_control SET withdrawal_decision_id = ${decisionId} WHERE id = '${id}'`;
    const decision = (board: string, frozenAt: string) =>
      `INSERT INTO decision (municipality_id, id, board_id, notes, annexes, forwarded_to, frozen_at)
       VALUES ('${of.municipalityId}', '${of.bun}', '${board}', '{}', '{}', '{}', ${frozenAt})`;
    const made = `'${of.bun}'`;

    expect(await both(withdrawn(other.id, 'NULL'))).toEqual([FROZEN, FROZEN]);
    expect(await both(decision(of.ks, 'now()'), withdrawn(other.id, made))).toEqual([
      FROZEN,
      FROZEN,
    ]);
    expect(await both(decision(of.ks, 'NULL'), withdrawn(common.id, made))).toEqual([CHECK, CHECK]);
    expect(await both(decision(of.bun, 'now()'), withdrawn(common.id, made))).toEqual([
      CHECK,
      CHECK,
    ]);
    expect(await both(decision(of.ks, 'now()'), withdrawn(common.id, made))).toEqual([null, null]);
  });

  it('is about a control that stays common: no board gets it', async () => {
    expect(
      await both(`UPDATE control SET board_id = '${of.bun}' WHERE id = '${controlId}'`),
    ).toEqual([CHECK, CHECK]);
    const own = `INSERT INTO common_control
      SELECT municipality_id, gen_random_uuid(), year + 1, 1, $1, kinds, definition, decision_id, NULL, now()
      FROM common_control WHERE ${where()}`;
    const ofBoard = await shared(of, 'Egen', { board: 'BUN' });

    expect(await tried(own.replace('$1', `'${ofBoard}'`))).toBe(CHECK);
    expect(await tried(own.replace('$1', `'${controlId}'`))).toBeNull();
  });
});

describe('in a plan', () => {
  const item = () => itemOf(draft, common).id;
  const parts = () => `DELETE FROM planned_control WHERE item_id = '${item()}'`;
  const gone = () => `DELETE FROM plan_item WHERE id = '${item()}'`;

  it('its item goes with the whole draft, and not by itself', async () => {
    const whole = `DELETE FROM control_plan WHERE id = '${draft.id}'`;

    expect(await both(parts(), gone())).toEqual([CHECK, CHECK]);
    expect(await both(parts(), gone(), whole)).toEqual([null, null]);
  });

  it('whoever names other boards, or another municipality, before the end hides nothing', async () => {
    const boards = `SELECT set_config('app.boards', '{${of.ks}}', true)`;
    const elsewhere = `SELECT set_config('app.municipality', '${of.ks}', true)`;

    expect(await tried(parts(), gone(), boards)).toBe(CHECK);
    expect(await tried(parts(), gone(), elsewhere)).toBe(NO_RIGHT);
  });

  it.each([
    ['becomes something else', `common_control_id = NULL`],
    ['becomes another kind', `common_control_id = NULL, kind = 'OWN_CONTROL'`],
  ])('its item never %s', async (_what, change) => {
    const sql = `UPDATE plan_item SET ${change} WHERE id = '${item()}'`;

    expect(await both(parts(), sql)).toEqual([CHECK, CHECK]);
  });

  it('is there once, of the plan’s own year, and only as a common control', async () => {
    const next = await decide(of, year + 1, controlId);
    const another = (id: string, kind = 'COMMON_CONTROL') =>
      `INSERT INTO plan_item (municipality_id, id, plan_id, stable_id, number, kind, title,
         common_control_id, version)
       VALUES ('${of.municipalityId}', gen_random_uuid(), '${draft.id}', gen_random_uuid(), 99,
         '${kind}', 'Attest', '${id}', 1)`;

    expect(await both(another(common.id))).toEqual(['23505', '23505']);
    expect(await both(another(next.id))).toEqual([CHECK, CHECK]);
    expect(await both(another(common.id, 'OWN_CONTROL'))).toEqual([CHECK, CHECK]);
  });

  it('no plan is proposed without it, or without its control', async () => {
    const propose = `UPDATE control_plan SET state = 'PROPOSED' WHERE id = '${draft.id}'`;

    expect(await both(propose)).toEqual([null, null]);
    expect(await both(parts(), propose)).toEqual([CHECK, CHECK]);
    expect(await both(parts(), gone(), propose)).toEqual([CHECK, CHECK]);
  });

  const become = (kind: string) => `UPDATE board SET kind = '${kind}' WHERE id = '${of.bun}'`;
  const now = 'SET CONSTRAINTS ALL IMMEDIATE';

  it('its item keeps its control, also while the body is of a kind that it does not concern', async () => {
    expect(await both(parts())).toEqual([CHECK, CHECK]);
    expect(await both(become('COMMITTEE'), parts(), now, become('BOARD'))).toEqual([CHECK, CHECK]);
    const kept = 'CREATE TEMP TABLE kept AS SELECT * FROM planned_control';
    const back = `INSERT INTO planned_control SELECT * FROM kept WHERE item_id = '${item()}'`;
    expect(await both(kept, parts(), back)).toEqual([null, null]);
  });

  it('lies before the board with it, and is not adopted without', async () => {
    const { id } = await go(of, 'propose', draft);
    const [{ id: decisionId }] = await database.owner.query(
      'SELECT decision_id AS id FROM control_plan WHERE id = $1',
      [adopted.id],
    );
    const adopt = `UPDATE control_plan SET state = 'ADOPTED', frozen_at = now(),
      decision_id = '${decisionId}' WHERE id = '${id}'`;

    expect(await both(adopt)).toEqual([null, null]);
    expect(await both(parts(), adopt)).toEqual([FROZEN, FROZEN]);
    expect(await both(parts(), gone(), adopt)).toEqual([FROZEN, FROZEN]);
    expect(await both(become('COMMITTEE'), parts(), gone(), now, become('BOARD'), adopt)).toEqual([
      FROZEN,
      FROZEN,
    ]);
    draft = await go(of, 'remit', await planOfBoard(of, 'BUN', year));
  });

  it('is frozen with it: what it is, and whether it applies', async () => {
    const { id } = itemOf(adopted, common);
    const changes = [`common_control_id = NULL`, `not_applicable_reason = 'Nej'`, `title = 'Ny'`];

    for (const change of changes) {
      const sql = `UPDATE plan_item SET ${change} WHERE id = '${id}'`;
      expect([change, await both(sql)]).toEqual([change, [FROZEN, FROZEN]]);
    }
    expect(await both(`DELETE FROM planned_control WHERE item_id = '${id}'`)).toEqual([
      FROZEN,
      FROZEN,
    ]);
    await does(of, 'updateControl', { controlId, expectedVersion: 1, title: 'Nytt' });
    expect(await planOfBoard(of, 'KS', year)).toEqual(adopted);
  });

  it('has no result where it does not apply', async () => {
    const board = { code: 'NY', name: 'Nya nämnden', kind: 'BOARD' };
    await of.api.does(of.api.actorWith('ADMINISTRATOR'), 'createBoard', board);
    const plan = await draftFor(of, board.code, year);
    const { id, version, stableId } = itemOf(plan, common);
    const reason = { planItemId: id, expectedVersion: version, reason: 'Inga fakturor' };
    await does(of, 'stateNotApplicable', reason);
    await go(of, 'adopt', await go(of, 'propose', { ...plan, version: plan.version + 1 }));

    const sql = `INSERT INTO control_result (municipality_id, id, item_id, item_stable_id, result_on,
        execution_status, performed_methods, is_assessed, assessment_flags, recorded_by, recorded_at,
        outcome_by, version)
      VALUES ('${of.municipalityId}', gen_random_uuid(), '${id}', '${stableId}', '2026-05-01',
        'COMPLETED', '{}', false, '{}', 'x', now(), '{x}', 1)`;
    const { id: applies, stableId: same } = itemOf(adopted, common);

    expect(await both(sql)).toEqual([CHECK, CHECK]);
    expect(await tried(sql.replace(id, applies).replace(stableId, same))).toBeNull();
  });
});
