import type { EntityManager } from 'typeorm';
import { unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import {
  createBoard,
  establishLights,
  type Item,
  movePlan,
  type Plan,
  planOf,
  raise,
  record,
  refusalOf,
  revisePlan,
  type Versioned,
} from '../follow-up/year';
import { does } from '../risk/register';
import { asRole, everythingStored, latestAct } from './plan';

const FROZEN = 'IK001';
const CHECK = '23514';
const FOREIGN = '23503';
const today = '2025-12-16';
const conflict = (type: string, en: unknown) => ({ type, rule: { sv: expect.any(String), en } });

let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  [here, elsewhere] = [await createMunicipality(database), await createMunicipality(database)];
  await establishLights(here);
  await establishLights(elsewhere);
});
afterAll(() => database.drop());

/** A plan in force for 2025 and a draft for 2026, of a board of their own. */
async function years(
  drafts: Parameters<typeof planOf>[1] = [{ title: 'Kassan' }],
  options: Parameters<typeof planOf>[2] = {},
): Promise<{ now: Plan; next: Plan }> {
  const board = await createBoard(here);
  const now = await planOf(here, drafts, { board });
  const next = await planOf(here, [{ title: 'Kassan' }], {
    ...{ board, year: 2026, upTo: null, ...options },
  });
  return { now, next };
}

interface Told {
  readonly id: string;
  readonly version: number;
  readonly settlement: string;
  readonly carriedOverTo: object | null;
}
const END =
  'id stableId version settlement carriedOverTo { motive carriedBy carriedOn toItem { id } }';
const itemOf = async (id: string, fields = END) =>
  (
    await here.api.ask<{ planItem: Told }>(`query ($id: ID!) { planItem(id: $id) { ${fields} } }`, {
      id,
    })
  ).planItem;
const openNumbers = async ({ id }: { id: string }) => {
  const query = 'query ($id: ID!) { controlPlan(id: $id) { openItems { number } } }';
  const { controlPlan } = await here.api.ask<{ controlPlan: { openItems: { number: number }[] } }>(
    query,
    { id },
  );
  return controlPlan.openItems.map(({ number }) => number);
};
const carry = (from: { id: string }, to: { id: string }, values: object = {}) =>
  here.api.attempt<{ planItem: Told; toPlanItem: Told }>(
    here.api.actorWith('CONTROLLER'),
    'carryOverPlanItem',
    { planItemId: from.id, expectedVersion: 1, toPlanItemId: to.id, ...values },
    `planItem { ${END} } toPlanItem { id version plannedActions { definition { text } } }`,
  );
const withdraw = (item: { id: string; version: number }) =>
  here.api.attempt<{ planItem: Told }>(
    here.api.actorWith('CONTROLLER'),
    'withdrawCarryOver',
    { planItemId: item.id, expectedVersion: item.version },
    `planItem { ${END} }`,
  );
const close = async ({ id }: { id: string }) => {
  const { controlPlan } = await here.api.ask<{ controlPlan: Versioned }>(
    'query ($id: ID!) { controlPlan(id: $id) { id version } }',
    { id },
  );
  const input = { planId: id, expectedVersion: controlPlan.version };
  return here.api.attempt(here.api.actorWith('CONTROLLER'), 'closeControlPlan', input);
};
const detailsOf = ({ errors }: { errors: readonly { extensions?: Record<string, unknown> }[] }) =>
  errors[0]?.extensions?.details;

const inserted = `INSERT INTO carry_over (municipality_id, from_stable_id, from_item_id, to_item_id,
    to_stable_id, carried_by, carried_on)
  SELECT its.municipality_id, its.stable_id, its.id, other.id, other.stable_id, 'test', '2025-12-01'
  FROM plan_item its, plan_item other WHERE its.id = $1 AND other.id = $2`;

describe('carrying over', () => {
  it('says where an open item goes on, by whom and when; several may go on together', async () => {
    const { now, next } = await years([{ title: 'Kassan' }, { title: 'Gåvor' }]);
    const [first, second] = now.items;
    expect(await openNumbers(now)).toEqual([1, 2]);

    const motive = 'Systemet byts först i vår.';
    const { data } = await carry(first, next.items[0], { motive, carriedOn: '2025-12-01' });
    await carry(second as Item, next.items[0]);

    const carriedOverTo = { motive, carriedBy: 'test-controller', carriedOn: '2025-12-01' };
    expect(data?.planItem).toMatchObject({ settlement: 'CARRIED_OVER', version: 2, carriedOverTo });
    expect(await openNumbers(now)).toEqual([]);
    expect(
      await itemOf(next.items[0].id, 'carriedOverFrom { carriedOn motive fromItem { title } }'),
    ).toEqual({
      carriedOverFrom: [
        { carriedOn: '2025-12-01', motive, fromItem: { title: 'Kassan' } },
        { carriedOn: today, motive: null, fromItem: { title: 'Gåvor' } },
      ],
    });
    expect((await latestAct(database, here)).map(({ act, table }) => [act, table])).toEqual([
      ['PLAN_ITEM_CARRIED_OVER', 'carry_over'],
      ['PLAN_ITEM_CARRIED_OVER', 'plan_item'],
      ['PLAN_ITEM_CARRIED_OVER', 'plan_item'],
      ['PLAN_ITEM_CARRIED_OVER', 'control_plan'],
    ]);
  });

  it('goes to the board that the other one was merged into, and to no other', async () => {
    const board = await createBoard(here);
    const now = await planOf(here, [{ title: 'Kassan' }], { board });
    const next = await planOf(here, [{ title: 'Kassan' }], {
      ...{ board: 'BUN', year: 2026, upTo: null },
    });
    const before = await carry(now.items[0], next.items[0]);
    expect(before.codes).toEqual(['BAD_USER_INPUT']);

    await here.api.does(here.api.actorWith('ADMINISTRATOR'), 'mergeBoards', {
      ...{ predecessors: [board], successor: 'BUN', mergedOn: '2026-01-01' },
    });
    const { data, codes } = await carry(now.items[0], next.items[0]);
    expect([codes, data?.planItem.settlement]).toEqual([[], 'CARRIED_OVER']);
  });

  it('is refused where it has nothing to do, and nothing is written', async () => {
    const { now, next } = await years([{ title: 'Kassan' }, { title: 'Gåvor' }, { title: 'Klar' }]);
    const [item, sibling, done] = now.items as unknown as Item[];
    await record(here, done as Item);
    const other = (await years()).next;
    const board = now.board.id;
    const later = await planOf(here, [{ title: 'Kassan' }], { board, year: 2027, upTo: null });
    const foreign = await planOf(elsewhere);
    const cases = [
      [item, sibling, 'is an item of the same plan'],
      [item, other.items[0], 'is an item of another board’s plan'],
      [item, later.items[0], 'must be an item of the plan for 2026'],
    ] as const;
    const before = await everythingStored(database, here);

    for (const [from, to, en] of cases) {
      const answer = await carry(from as Item, to as Item);
      const fields = [{ field: 'toPlanItemId', rule: { sv: expect.any(String), en } }];
      expect([en, answer.codes]).toEqual([en, ['BAD_USER_INPUT']]);
      expect(detailsOf(answer)).toMatchObject({ fields });
    }
    const settled = await carry(done as Item, next.items[0]);
    expect([settled.codes, detailsOf(settled)]).toEqual([
      ['CONFLICT'],
      conflict('PlanItem', expect.stringContaining('is settled already')),
    ]);
    const others = [
      [await carry(item as Item, foreign.items[0]), 'NOT_FOUND'],
      [await carry({ id: unknownId() }, next.items[0]), 'NOT_FOUND'],
      [await carry(item as Item, next.items[0], { expectedVersion: 2 }), 'STALE_VERSION'],
      [await carry(item as Item, next.items[0], { carriedOn: '2025-12-17' }), 'BAD_USER_INPUT'],
      [await carry(next.items[0], later.items[0]), 'ILLEGAL_MOVE'],
      [await withdraw({ id: item?.id ?? '', version: 1 }), 'NOT_FOUND'],
    ] as const;
    expect(others.map(([{ codes }]) => codes)).toEqual(others.map(([, code]) => [code]));
    expect(await everythingStored(database, here)).toEqual(before);
  });

  it('goes only to what somebody will do, and that is done as long as it stands', async () => {
    const { now, next } = await years([{ title: 'Kassan' }, { title: 'Gåvor' }], { upTo: null });
    const [item, other] = now.items as unknown as [Item, Item];
    const common = await does<{ planItem: Versioned }>(
      here,
      'addPlanItem',
      { planId: next.id, expectedVersion: next.version, kind: 'COMMON_CONTROL', title: 'Behörig' },
      'planItem { id version }',
    );
    const standing = await does<{ planItem: Versioned }>(
      here,
      'addPlanItem',
      {
        ...{ planId: next.id, expectedVersion: next.version + 1, title: 'Attest' },
        kind: 'STANDING_CONTROL',
      },
      'planItem { id version }',
    );
    const state = (target: Versioned, reason: string | null) =>
      here.api.attempt<{ planItem: Versioned }>(
        here.api.actorWith('CONTROLLER'),
        'stateNotApplicable',
        { planItemId: target.id, expectedVersion: target.version, reason },
        'planItem { id version }',
      );
    const test = (target: Versioned, isTested: boolean) =>
      here.api.attempt<{ planItem: Versioned }>(
        here.api.actorWith('CONTROLLER'),
        'changePlanItem',
        { planItemId: target.id, expectedVersion: target.version, isTested },
        'planItem { id version }',
      );
    const refusedTo = async (target: { id: string }, en: string) => {
      const answer = await carry(item, target);
      expect([answer.codes, detailsOf(answer)]).toEqual([
        ['CONFLICT'],
        conflict('PlanItem', expect.stringContaining(en)),
      ]);
      const both = [database.application, database.owner].map((source) =>
        refusalOf(source, here, inserted, [item.id, target.id]),
      );
      expect(await Promise.all(both)).toEqual([CHECK, CHECK]);
    };
    const unfit = [
      (await state(common.planItem, 'Gäller inte oss')).data?.planItem,
      (await test(standing.planItem, false)).data?.planItem,
    ] as [Versioned, Versioned];
    for (const target of unfit) await refusedTo(target, 'no result is expected');
    const fit = [
      (await state(unfit[0], null)).data?.planItem,
      (await test(unfit[1], true)).data?.planItem,
    ] as [Versioned, Versioned];
    await carry(item, fit[0]);
    await carry(other, fit[1]);
    const carriedTo = fit.map(({ id, version }) => ({ id, version: version + 1 }));
    for (const answer of [
      await state(carriedTo[0] as Versioned, 'Gäller inte oss'),
      await test(carriedTo[1] as Versioned, false),
    ]) {
      expect([answer.codes, detailsOf(answer)]).toEqual([
        ['CONFLICT'],
        conflict('PlanItem', expect.stringContaining('is carried over to it')),
      ]);
    }
    for (const source of [database.application, database.owner]) {
      for (const [sql, id] of [
        [`UPDATE plan_item SET not_applicable_reason = 'x' WHERE id = $1`, fit[0].id],
        ['UPDATE plan_item SET is_tested = FALSE WHERE id = $1', fit[1].id],
      ] as const) {
        expect(await refusalOf(source, here, sql, [id])).toBe(CHECK);
      }
    }

    const again = await planOf(here, [{ title: 'Kassan' }], { board: await createBoard(here) });
    const after = await planOf(here, [{ title: 'Klar' }], { board: again.board.id, year: 2026 });
    await record(here, after.items[0]);
    const carryAgain = () => carry(again.items[0], after.items[0]);
    expect(detailsOf(await carryAgain())).toEqual(
      conflict('PlanItem', expect.stringContaining('is settled itself')),
    );
    expect((await close(after)).codes).toEqual([]);
    const closed = await carryAgain();
    expect([closed.codes, detailsOf(closed)]).toMatchObject([
      ['BAD_USER_INPUT'],
      { fields: [{ field: 'toPlanItemId', rule: { en: 'is an item of a plan that is closed' } }] },
    ]);
    expect(
      await refusalOf(database.owner, here, inserted, [again.items[0].id, after.items[0].id]),
    ).toBe(CHECK);
  });

  it('is not for another board’s officer, nor for whoever only reads', async () => {
    const { now, next } = await years();
    const input = {
      planItemId: now.items[0].id,
      expectedVersion: 1,
      toPlanItemId: next.items[0].id,
    };
    for (const actor of [
      here.api.actorWith('CONTROLLER', here.bun),
      here.api.actorWith('AUDITOR'),
    ]) {
      const { codes } = await here.api.attempt(actor, 'carryOverPlanItem', input);
      expect(codes).toEqual(['FORBIDDEN']);
    }
    expect(await openNumbers(now)).toEqual([1]);
  });

  it('is taken back until the year is closed, and keeps what it goes to from going', async () => {
    const { now, next } = await years();
    const { data } = await carry(now.items[0], next.items[0]);
    const rule = expect.stringContaining('is carried over to it');
    const there = await itemOf(next.items[0].id, 'id version plan { id version }');
    const { plan } = there as unknown as { plan: Versioned };

    for (const [mutation, input, type] of [
      ['removePlanItem', { planItemId: there.id, expectedVersion: there.version }, 'PlanItem'],
      ['withdrawControlPlan', { planId: plan.id, expectedVersion: plan.version }, 'ControlPlan'],
    ] as const) {
      const controller = here.api.actorWith('CONTROLLER');
      const answer = await here.api.attempt(controller, mutation, input);
      expect([answer.codes, detailsOf(answer)]).toEqual([['CONFLICT'], conflict(type, rule)]);
    }
    const back = await withdraw(data?.planItem as Told);
    expect(back.data?.planItem).toMatchObject({ settlement: 'OPEN', carriedOverTo: null });
    await does(here, 'removePlanItem', { planItemId: there.id, expectedVersion: there.version });

    const others = await years();
    const carried = (await carry(others.now.items[0], others.next.items[0])).data?.planItem as Told;
    expect((await close(others.now)).codes).toEqual([]);
    expect((await withdraw(carried)).codes).toEqual(['ILLEGAL_MOVE']);
  });

  it('holds over revisions of both plans, and the last day of a leap year is in time', async () => {
    const { now, next } = await years([{ title: 'Kassan' }], { upTo: 'adopt' });
    await carry(now.items[0], next.items[0]);
    expect((await close(now)).codes).toEqual([]);

    const closed = await itemOf(now.items[0].id, 'plan { id version revision year }');
    const { plan } = closed as unknown as { plan: Plan };
    let again = await revisePlan(here, plan);
    for (const step of ['propose', 'adopt'] as const) again = await movePlan(here, again, step);
    let nextAgain = await revisePlan(here, { ...next, ...(await versionOf(next)) });
    for (const step of ['propose', 'adopt'] as const)
      nextAgain = await movePlan(here, nextAgain, step);

    const current = await itemOf(again.items[0].id);
    expect(current).toMatchObject({
      settlement: 'CARRIED_OVER',
      carriedOverTo: { toItem: { id: nextAgain.items[0].id } },
    });
    expect((await withdraw(current)).data?.planItem).toMatchObject({ settlement: 'OPEN' });

    here.api.itIs('2028-12-31');
    const board = await createBoard(here);
    const leap = await planOf(here, [{ title: 'Kassan' }], { board, year: 2028 });
    const after = await planOf(here, [{ title: 'Kassan' }], { board, year: 2029, upTo: null });
    const { data } = await carry(leap.items[0], after.items[0], { carriedOn: '2028-02-29' });
    here.api.itIs(today);
    expect(data?.planItem.carriedOverTo).toMatchObject({ carriedOn: '2028-02-29' });
  });

  const versionOf = async ({ id }: { id: string }) =>
    (
      await here.api.ask<{ controlPlan: Versioned }>(
        'query ($id: ID!) { controlPlan(id: $id) { version } }',
        { id },
      )
    ).controlPlan;
});

describe('open actions follow', () => {
  const raised = { raisedOn: '2025-03-01' };

  it('into a draft, each once, and what is done stays behind', async () => {
    const [planned, found, done] = [
      await raise(here, 'Planerad', raised),
      await raise(here, 'Upptäckt', { raisedOn: '2025-04-01' }),
      await raise(here, 'Gjord', raised),
    ];
    await does(here, 'completeAction', { actionId: done.id, expectedVersion: done.version });
    const board = await createBoard(here);
    const [now, next] = [
      await planOf(here, [{ title: 'Kassan', actionIds: [planned.id, done.id] }], { board }),
      await planOf(here, [{ title: 'Kassan', actionIds: [planned.id] }], {
        ...{ board, year: 2026, upTo: null },
      }),
    ];
    const actionIds = [found.id, planned.id];
    await record(here, now.items[0], { executionStatus: 'IN_PROGRESS', actionIds });
    const { data } = await carry(now.items[0], next.items[0]);

    expect(data?.toPlanItem).toMatchObject({
      version: 2,
      plannedActions: [{ definition: { text: 'Planerad' } }, { definition: { text: 'Upptäckt' } }],
    });
  });

  it('from what is performed, or is not to be, which stays so; what has none left is settled', async () => {
    const open = await raise(here, 'Rätta', raised);
    const { now, next } = await years([{ title: 'Klar' }, { title: 'Inställd' }, { title: 'Ny' }]);
    const [done, cancelled, carried] = now.items as unknown as [Item, Item, Item];
    const actionIds = [open.id];
    await record(here, done, { actionIds });
    const reason = { executionStatus: 'NOT_PERFORMED', notPerformedReason: 'Vakans' };
    await record(here, cancelled, { ...reason, actionIds });

    const { data } = await carry(done, next.items[0]);
    const toItem = { id: next.items[0].id };
    expect(data).toMatchObject({
      planItem: { settlement: 'DONE', carriedOverTo: { toItem } },
      toPlanItem: { plannedActions: [{ definition: { text: 'Rätta' } }] },
    });
    const again = await carry(done, next.items[0], { expectedVersion: 2 });
    expect([again.codes, detailsOf(again)]).toEqual([
      ['CONFLICT'],
      conflict('PlanItem', expect.stringContaining('is carried over already')),
    ]);
    const other = await carry(cancelled, next.items[0]);
    expect(other.data?.planItem).toMatchObject({ settlement: 'NOT_PERFORMED' });
    await carry(carried, next.items[0]);
    await record(here, carried, reason);
    expect(await itemOf(carried.id)).toMatchObject({
      ...{ settlement: 'NOT_PERFORMED', carriedOverTo: { toItem } },
    });

    const back = await withdraw(data?.planItem as Told);
    await does(here, 'completeAction', { actionId: open.id, expectedVersion: open.version });
    const settled = await carry(done, next.items[0], {
      expectedVersion: back.data?.planItem.version,
    });
    expect([settled.codes, detailsOf(settled)]).toEqual([
      ['CONFLICT'],
      conflict('PlanItem', expect.stringContaining('is settled already and has no open actions')),
    ]);
  });

  it('into the follow-up of a plan that stands still, over two years', async () => {
    const action = await raise(here, 'Lång', raised);
    const board = await createBoard(here);
    const item = [{ title: 'Kassan' }];
    const first = await planOf(here, [{ title: 'Kassan', actionIds: [action.id] }], { board });
    const second = await planOf(here, item, { board, year: 2026 });
    const third = await planOf(here, item, { board, year: 2027 });
    await carry(first.items[0], second.items[0]);
    here.api.itIs('2027-02-01');
    await carry(second.items[0], third.items[0]);
    const told = async (occasion: string, asOf: string) => {
      const input = { board, year: 2027, occasion, asOf };
      type Payload = { followUpReport: { rows: { actions: { text: string }[] }[] } };
      const fields = 'followUpReport { rows { actions { text } } }';
      const { followUpReport } = await does<Payload>(here, 'draftFollowUpReport', input, fields);
      return followUpReport.rows.flatMap(({ actions }) => actions.map(({ text }) => text));
    };
    here.api.itIs('2027-08-31');

    expect(await told('INTERIM', '2027-01-31')).toEqual([]);
    expect(await told('YEAR_END', '2027-08-31')).toEqual(['Lång']);
    here.api.itIs(today);
  });
});

describe('closing', () => {
  it('takes that each item is done, not performed with a reason, carried over, or not expected', async () => {
    const done = await raise(here, 'Gjord');
    const open = await raise(here, 'Ogjord');
    const { now, next } = await years([
      { title: 'Öppen' },
      { title: 'Klar', controls: ['En', 'Två'] },
      { title: 'Inställd' },
      { title: 'Vidare' },
      { title: 'Genast', kind: 'DIRECT_ACTION', actionIds: [done.id] },
      { title: 'Snart', kind: 'DIRECT_ACTION', actionIds: [open.id] },
      { title: 'Ingen', kind: 'DIRECT_ACTION' },
    ]);
    const items = now.items as unknown as Item[];
    const [, finished, cancelled, onwards] = items as [never, ...Item[]];
    const half = { plannedControlIds: [finished?.plannedControls[0]?.id] };
    await record(here, finished as Item, half);
    const reason = { executionStatus: 'NOT_PERFORMED', notPerformedReason: 'Vakans' };
    await record(here, cancelled as Item, reason);
    await carry(onwards as Item, next.items[0]);
    await does(here, 'completeAction', { actionId: done.id, expectedVersion: done.version });

    const settlements = () =>
      Promise.all(items.map(async ({ id }) => (await itemOf(id)).settlement));
    expect(await settlements()).toEqual([
      ...['OPEN', 'OPEN', 'NOT_PERFORMED', 'CARRIED_OVER', 'ACTIONS_DONE', 'OPEN', 'OPEN'],
    ]);
    const refused = await close(now);
    expect([refused.codes, detailsOf(refused)]).toEqual([
      ['CONFLICT'],
      {
        type: 'ControlPlan',
        rule: {
          sv: expect.stringContaining('öppna poster (4), nummer 1, 2, 6, 7;'),
          en: expect.stringContaining('open items (4), number 1, 2, 6, 7;'),
        },
      },
    ]);
    const closing = `UPDATE control_plan SET state = 'CLOSED', closed_on = '2025-12-31' WHERE id = $1`;
    expect(await refusalOf(database.application, here, closing, [now.id])).toBe(CHECK);
    expect(await refusalOf(database.owner, here, closing, [now.id])).toBe(CHECK);

    const figures = async () => {
      const counted = 'items performed notPerformed ongoing carriedOver notExpected unassessed';
      const query = `query ($id: ID!) { controlPlan(id: $id) { figures { ${counted} } } }`;
      return (await here.api.ask<{ controlPlan: object }>(query, { id: now.id })).controlPlan;
    };
    const counted = { items: 7, notPerformed: 1, notExpected: 0 };
    expect(await figures()).toEqual({
      figures: { ...counted, performed: 1, ongoing: 4, carriedOver: 1, unassessed: 0 },
    });
    await record(here, finished as Item);
    for (const index of [0, 5, 6]) await carry(items[index] as Item, next.items[0]);
    expect((await close(now)).codes).toEqual([]);
    expect(await figures()).toEqual({
      figures: { ...counted, performed: 2, ongoing: 0, carriedOver: 4, unassessed: 1 },
    });
  });

  it('leaves nothing open, though an action is taken up again', async () => {
    const { id: actionId, version } = await raise(here, 'Gjord');
    const actionIds = [actionId];
    const { now } = await years([{ title: 'Genast', kind: 'DIRECT_ACTION', actionIds }]);
    await does(here, 'completeAction', { actionId, expectedVersion: version });
    expect((await close(now)).codes).toEqual([]);

    await does(here, 'reopenAction', { actionId, expectedVersion: version + 1 });

    expect(await openNumbers(now)).toEqual([]);
    expect((await itemOf(now.items[0].id)).settlement).toBe('ACTIONS_DONE');
    const revision = await revisePlan(here, { ...now, version: now.version + 1 });
    const { id } = await movePlan(here, await movePlan(here, revision, 'propose'), 'adopt');
    expect(await openNumbers({ id })).toEqual([1]);
  });

  it('is not for a plan that a statement hides half-way', async () => {
    const { now } = await years();
    const hidden = `UPDATE control_plan SET state = 'CLOSED', closed_on = CASE WHEN
      set_config('app.boards', '{${here.bun}}', true) <> '' THEN '2025-12-31'::date END
      WHERE id = $1`;

    expect(await refusalOf(database.application, here, hidden, [now.id])).toBe(CHECK);
  });

  it('does not pass by a result that is being recorded, nor the other way round', async () => {
    const { now } = await years();
    const [item] = now.items;
    await record(here, item);
    const held = asRole(database.owner, here, async (manager: EntityManager) => {
      await manager.query('SELECT FROM control_plan WHERE id = $1 FOR UPDATE', [now.id]);
      await manager.query(
        `UPDATE control_plan SET state = 'CLOSED', closed_on = '2025-12-31' WHERE id = $1`,
        [now.id],
      );
      const recording = here.api.attempt(here.api.actorWith('CONTROLLER'), 'recordResult', {
        ...{ planItemId: item.id, plannedControlIds: [], executionStatus: 'IN_PROGRESS' },
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { recording };
    });

    expect((await (await held).recording).codes).toEqual(['ILLEGAL_MOVE']);
  });
});

describe('by direct SQL, as the role of the application and as the owner', () => {
  const both = async (sql: string, parameters: readonly unknown[]) => [
    await refusalOf(database.application, here, sql, parameters),
    await refusalOf(database.owner, here, sql, parameters),
  ];

  it('nothing is carried over to where it does not belong', async () => {
    const { now, next } = await years([{ title: 'Kassan' }, { title: 'Gåvor' }]);
    const other = (await years()).next;
    const board = now.board.id;
    const later = await planOf(here, [{ title: 'Kassan' }], { board, year: 2027, upTo: null });
    const [from, sibling] = now.items as unknown as [Item, Item];

    for (const [to, refusal] of [
      [next.items[0], null],
      [sibling, CHECK],
      [other.items[0], CHECK],
      [later.items[0], CHECK],
    ] as const) {
      expect(await both(inserted, [from.id, to.id])).toEqual([refusal, refusal]);
    }
    expect(await both(inserted, [next.items[0].id, later.items[0].id])).toEqual([CHECK, CHECK]);
  });

  it('what stands of a closed plan is neither changed, taken away nor added to', async () => {
    const { now, next } = await years([{ title: 'Kassan' }, { title: 'Klar' }]);
    const [item, done] = now.items as unknown as Item[];
    await record(here, done as Item);
    await carry(item as Item, next.items[0]);
    const mine = [item?.stableId];
    const change = `UPDATE carry_over SET motive = 'x' WHERE from_stable_id = $1`;
    const remove = 'DELETE FROM carry_over WHERE from_stable_id = $1';
    expect(await both(remove, mine)).toEqual([null, null]);
    expect(await both(change, mine)).toEqual(['42501', FROZEN]);
    await close(now);

    expect(await both(remove, mine)).toEqual([FROZEN, FROZEN]);
    expect(await both(inserted, [done?.id, next.items[0].id])).toEqual([FROZEN, FROZEN]);
    const hidden = `DELETE FROM carry_over WHERE from_stable_id = $1
      AND set_config('app.boards', '{${here.bun}}', true) <> ''`;
    await asRole(database.application, here, async (manager) => {
      await manager.query('SAVEPOINT before');
      await manager.query(hidden, mine).catch(() => manager.query('ROLLBACK TO before'));
      await manager.query(`SELECT set_config('app.boards', '', true)`);
      expect(
        await manager.query('SELECT FROM carry_over WHERE from_stable_id = $1', mine),
      ).toHaveLength(1);
    });
    // What it goes to stays, and stays where it is, though it is a draft.
    const to = [next.items[0].id];
    for (const [sql, refusal] of [
      [`UPDATE plan_item SET stable_id = gen_random_uuid() WHERE id = $1`, FROZEN],
      [`UPDATE plan_item SET plan_id = '${now.id}' WHERE id = $1`, FROZEN],
      [
        `UPDATE control_plan SET year = 2031 FROM plan_item WHERE control_plan.id = plan_id
          AND plan_item.id = $1`,
        FROZEN,
      ],
      [
        `UPDATE control_plan SET board_id = '${here.ks}' FROM plan_item
          WHERE control_plan.id = plan_id AND plan_item.id = $1`,
        FROZEN,
      ],
      ['DELETE FROM plan_item WHERE id = $1', FOREIGN],
    ] as const) {
      const withoutParts = sql.startsWith('DELETE')
        ? ['DELETE FROM planned_control WHERE item_id = $1', sql]
        : sql;
      expect([sql, await refusalOf(database.application, here, withoutParts, to)]).toEqual([
        sql,
        refusal,
      ]);
    }
  });

  it('an item continues only one that a board decided on, in the year before, and for good', async () => {
    const { now, next } = await years();
    const other = (await years()).now;
    const board = now.board.id;
    const drafted = await planOf(here, [{ title: 'Kassan' }], { board, year: 2027, upTo: null });
    const taken = await planOf(here, [{ title: 'Kassan' }], { board: other.board.id, year: 2027 });
    const previous = (id: string, previousId: string) =>
      both('UPDATE plan_item SET previous_item_id = $2 WHERE id = $1', [id, previousId]);

    expect(await previous(next.items[0].id, now.items[0].id)).toEqual([null, null]);
    expect(await previous(next.items[0].id, other.items[0].id)).toEqual([CHECK, CHECK]);
    expect(await previous(next.items[0].id, next.items[0].id)).toEqual([CHECK, CHECK]);
    expect(await previous(drafted.items[0].id, now.items[0].id)).toEqual([CHECK, CHECK]);
    expect(await previous(drafted.items[0].id, next.items[0].id)).toEqual([CHECK, CHECK]);

    expect(await previous(taken.items[0].id, now.items[0].id)).toEqual([FROZEN, FROZEN]);
  });
});

it('AZ-10 why an item is carried over is as secret as the item, and so it stays', async () => {
  const { now, next } = await years([{ title: 'Hot', sensitivity: 'SECRET' }]);
  await carry(now.items[0], next.items[0], { motive: 'Polisen utreder' });
  const query = `query ($id: ID!) { planItem(id: $id) {
    carriedOverFrom { motive isMasked sensitivity fromItem { title } } } }`;
  const asked = async (role: 'AUDITOR' | 'BOARD_MEMBER') => {
    const actor =
      role === 'AUDITOR' ? here.api.actorWith(role) : here.api.actorWith(role, here.bun);
    const { data } = await here.api.run<{ planItem: object }>(actor, query, {
      id: next.items[0].id,
    });
    return data.planItem;
  };
  const told = (motive: string | null, title: string | null, isMasked: boolean) => ({
    carriedOverFrom: [{ motive, isMasked, sensitivity: 'SECRET', fromItem: { title } }],
  });

  expect(await asked('AUDITOR')).toEqual(told('Polisen utreder', 'Hot', false));
  expect(await asked('BOARD_MEMBER')).toEqual(told(null, null, true));
});

it('asks as often for six items as for two', async () => {
  const query = `query ($id: ID!) { controlPlan(id: $id) {
    items { settlement carriedOverTo { motive toItem { title } } carriedOverFrom { fromItem { title } } }
    openItems { number } } }`;
  const statements = async (count: number) => {
    const items = Array.from({ length: count }, (_, index) => ({ title: `Nr ${index}` }));
    const { now, next } = await years(items);
    await carry(now.items[0], next.items[0]);
    await carry(now.items[1] as Item, next.items[0]);
    return database.queriesOf(() => here.api.ask(query, { id: now.id }));
  };
  const [two, six] = [await statements(2), await statements(6)];

  expect([two.length, six.length]).toEqual([8, 8]);
});
