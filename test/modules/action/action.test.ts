import type { Actor } from '../../../src/kernel/authorisation';
import { valuesOf } from '../../../src/kernel/enumeration';
import {
  ActionKind,
  ActionState,
  isOverdue,
} from '../../../src/modules/action/domain/action-state';
import { type Api, unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';

const today = '2025-12-16';
let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;
let api: Api;

beforeAll(async () => {
  database = await createTestDatabase();
  [here, elsewhere] = [await createMunicipality(database), await createMunicipality(database)];
  api = here.api;
});
afterAll(() => database.drop());

const performer = (boardId: string | null = null) => api.actorWith('CONTROL_PERFORMER', boardId);

interface Action {
  readonly id: string;
  readonly version: number;
  readonly state: ActionState;
}
/** What an answer tells about bad input. */
interface Details {
  readonly fields?: readonly { readonly field: string }[];
}

const everything = `action {
  id version kind text ownerRole raisedOn dueOn dueText reportedAt state doneOn cancelledReason
  effect effectCheckedOn effectNote board { code } ownerAdministration { name }
}`;

const raiseIn = async (of: TestMunicipality, values: object = {}): Promise<Action> => {
  const input = { board: 'KS', kind: 'DIRECT', text: 'Utbilda', ...values };
  const actor = of.api.actorWith('CONTROLLER');
  return (await of.api.does<{ action: Action }>(actor, 'raiseAction', input, everything)).action;
};
const raise = (values?: object): Promise<Action> => raiseIn(here, values);

/** Does something to an action at the version that it has. */
async function move(mutation: string, { id, version }: Action, values: object = {}) {
  const input = { actionId: id, expectedVersion: version, ...values };
  return (await api.does<{ action: Action }>(performer(), mutation, input, everything)).action;
}

async function attempt(mutation: string, actionId: string, values: object, actor = performer()) {
  const { errors, codes } = await api.attempt(actor, mutation, {
    actionId,
    expectedVersion: 1,
    ...values,
  });
  return { codes, details: errors[0]?.extensions?.details };
}

async function stored(id: string): Promise<Record<string, unknown>> {
  const [row] = await database.owner.query(
    `SELECT *, due_on::text, (SELECT array_agg(act ORDER BY seq) FROM audit_event
       WHERE record_key = action.id::text) AS acts FROM action WHERE id = $1`,
    [id],
  );
  return row;
}

async function createAdministration(of: TestMunicipality, name: string, boards: string[]) {
  const payload = await of.api.does<{ administration: { id: string } }>(
    of.api.actorWith('ADMINISTRATOR'),
    'createAdministration',
    { name, boards },
    'administration { id }',
  );
  return payload.administration.id;
}

/** The mutations that change an action, with what each needs. */
const changes = [
  ['updateAction', { text: 'Annat' }],
  ['startAction', {}],
  ['completeAction', {}],
  ['cancelAction', { reason: 'Behövs inte' }],
  ['reopenAction', {}],
  ['checkActionEffect', { effect: 'ACHIEVED' }],
] as const;

describe('raising', () => {
  it('keeps what was given, also an owner who works for another board', async () => {
    const ownerAdministrationId = await createAdministration(here, 'Skolkontoret', ['BUN']);
    const values = {
      kind: 'CORRECTIVE',
      text: 'Rätta\nregistret',
      ownerRole: 'Skolchef',
      raisedOn: '2025-09-01',
      dueOn: '2026-03-31',
      dueText: 'under våren',
      reportedAt: 'INTERIM',
    };

    const action = await raise({ ...values, board: here.ks, ownerAdministrationId });

    expect(action).toEqual({
      ...values,
      id: action.id,
      version: 1,
      state: 'PLANNED',
      doneOn: null,
      cancelledReason: null,
      effect: null,
      effectCheckedOn: null,
      effectNote: null,
      board: { code: 'KS' },
      ownerAdministration: { name: 'Skolkontoret' },
    });
    expect(await stored(action.id)).toMatchObject({ acts: ['ACTION_RAISED'] });
  });

  it('counts from today, and knows no owner and no day, unless said otherwise', async () => {
    expect(await raise()).toMatchObject({
      raisedOn: today,
      dueOn: null,
      dueText: null,
      ownerRole: null,
      ownerAdministration: null,
    });
  });

  it('is done at once when the statement is that nothing is needed', async () => {
    expect(await raise({ kind: 'NONE_REQUIRED', dueOn: '2020-01-01' })).toMatchObject({
      state: 'DONE',
      doneOn: null,
    });
  });

  it('is refused with every fault at once', async () => {
    const input = { board: 'KS', kind: 'DIRECT', text: ' ', raisedOn: '2025-12-17' };
    const { errors } = await api.attempt(performer(), 'raiseAction', {
      ...input,
      dueText: 'x'.repeat(201),
    });

    const { fields = [] } = (errors[0]?.extensions?.details ?? {}) as Details;
    expect(fields.map(({ field }) => field).sort()).toEqual(['dueText', 'raisedOn', 'text']);
  });

  it.each([
    ['an unknown board', { board: 'XX' }],
    ['an unknown board id', { board: unknownId() }],
    ['an unknown administration', { ownerAdministrationId: unknownId() }],
  ])('is refused for %s', async (_case, values) => {
    const input = { board: 'KS', kind: 'DIRECT', text: 'Utbilda', ...values };

    expect((await api.attempt(performer(), 'raiseAction', input)).codes).toEqual(['NOT_FOUND']);
  });
});

describe('a change', () => {
  it('leaves what it does not name, and clears what is null', async () => {
    const before = await raise({ dueOn: '2026-01-31', dueText: 'snart', ownerRole: 'Chef' });

    const after = await move('updateAction', before, {
      dueOn: null,
      text: 'Öva',
      reportedAt: 'YEAR_END',
    });

    expect(after).toEqual({
      ...before,
      version: 2,
      dueOn: null,
      text: 'Öva',
      reportedAt: 'YEAR_END',
    });
    expect(await move('updateAction', after)).toEqual({ ...after, version: 3 });
  });

  it('cannot take the text away', async () => {
    const { id } = await raise();

    expect(await attempt('updateAction', id, { text: null })).toMatchObject({
      codes: ['BAD_USER_INPUT'],
      details: { field: 'text' },
    });
  });

  it.each(changes)(
    '%s is refused at another version, and of two at once',
    async (mutation, values) => {
      const planned = await raise();
      const isEnd = mutation === 'reopenAction' || mutation === 'checkActionEffect';
      const action = isEnd ? await move('completeAction', planned) : planned;
      const input = { ...values, expectedVersion: action.version };

      expect((await attempt(mutation, action.id, { ...values, expectedVersion: 7 })).codes).toEqual(
        ['STALE_VERSION'],
      );
      const both = await Promise.all([1, 2].map(() => attempt(mutation, action.id, input)));
      expect(both.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
      expect(await stored(action.id)).toMatchObject({ version: action.version + 1 });
    },
  );
});

describe('the life of an action', () => {
  it('goes from planned over done to an effect, and again when there was none', async () => {
    let action = await move('startAction', await raise());
    expect(action).toMatchObject({ state: 'IN_PROGRESS', version: 2 });
    action = await move('completeAction', action, { doneOn: '2025-12-01' });
    expect(action).toMatchObject({ state: 'DONE', doneOn: '2025-12-01' });
    action = await move('checkActionEffect', action, {
      effect: 'NOT_ACHIEVED',
      checkedOn: '2025-12-10',
      note: 'Felen är kvar',
    });
    expect(action).toMatchObject({ effect: 'NOT_ACHIEVED', effectNote: 'Felen är kvar' });
    const reopened = await move('reopenAction', action);

    expect(reopened).toEqual({
      ...action,
      version: 5,
      state: 'IN_PROGRESS',
      doneOn: null,
      effect: null,
      effectCheckedOn: null,
      effectNote: null,
    });
    expect(await stored(action.id)).toMatchObject({
      acts: [
        'ACTION_RAISED',
        'ACTION_STARTED',
        'ACTION_COMPLETED',
        'ACTION_EFFECT_CHECKED',
        'ACTION_REOPENED',
      ],
    });
  });

  it('is done today unless somebody says, perhaps on a day that nobody knows', async () => {
    expect(await move('completeAction', await raise())).toMatchObject({ doneOn: today });
    const done = await move('completeAction', await raise(), { doneOn: null });
    expect(done).toMatchObject({ state: 'DONE', doneOn: null });

    const checked = await move('checkActionEffect', done, { effect: 'PARTLY_ACHIEVED' });
    expect(checked).toMatchObject({ effectCheckedOn: today, effectNote: null });
  });

  it('may end with a reason, and go on after all', async () => {
    const cancelled = await move('cancelAction', await raise(), { reason: 'Systemet byts ut' });
    expect(cancelled).toMatchObject({ state: 'CANCELLED', cancelledReason: 'Systemet byts ut' });

    expect(await move('reopenAction', cancelled)).toMatchObject({
      state: 'IN_PROGRESS',
      cancelledReason: null,
    });
  });

  it.each([
    ['completeAction', { doneOn: '2025-12-17' }, 'doneOn'],
    ['cancelAction', { reason: ' ' }, 'reason'],
  ])('%s with %j is refused, and nothing changes', async (mutation, values, field) => {
    const { id } = await raise();

    const { codes, details } = await attempt(mutation, id, values);

    expect([codes, details]).toMatchObject([['BAD_USER_INPUT'], { field }]);
    expect(await stored(id)).toMatchObject({ state: 'PLANNED', version: 1 });
  });

  it('refuses a move that the state does not allow, and tells which it does', async () => {
    const { id } = await raise();

    expect(await attempt('reopenAction', id, {})).toEqual({
      codes: ['ILLEGAL_MOVE'],
      details: { state: 'PLANNED', move: 'reopen', allowed: ['start', 'complete', 'cancel'] },
    });
    expect(await attempt('checkActionEffect', id, { effect: 'ACHIEVED' })).toMatchObject({
      codes: ['ILLEGAL_MOVE'],
    });
    expect(await stored(id)).toMatchObject({ state: 'PLANNED', effect: null, version: 1 });
  });
});

describe('rights', () => {
  const refused: [string, () => Actor][] = [
    ['another board’s performer', () => performer(here.bun)],
    ['another board’s controller', () => api.actorWith('CONTROLLER', here.bun)],
    ['an administrator', () => api.actorWith('ADMINISTRATOR')],
    ['an auditor', () => api.actorWith('AUDITOR')],
  ];

  it.each(refused)('stop %s, and nothing changes', async (_case, actor) => {
    const { id } = await raise();

    for (const [mutation, values] of changes) {
      expect([mutation, (await attempt(mutation, id, values, actor())).codes]).toEqual([
        mutation,
        ['FORBIDDEN'],
      ]);
    }
    const input = { board: 'KS', kind: 'DIRECT', text: 'Otillåten' };
    expect((await api.attempt(actor(), 'raiseAction', input)).codes).toEqual(['FORBIDDEN']);

    expect(await stored(id)).toMatchObject({
      version: 1,
      text: 'Utbilda',
      acts: ['ACTION_RAISED'],
    });
    const [{ count }] = await database.owner.query(
      `SELECT count(*)::int FROM action WHERE text = 'Otillåten'`,
    );
    expect(count).toBe(0);
  });

  it('let a board’s own performer do everything', async () => {
    const { id } = await raise({ board: 'BUN' });

    expect((await attempt('startAction', id, {}, performer(here.bun))).codes).toEqual([]);
  });

  it('end at the border of the municipality', async () => {
    const mine = await raise();
    const theirs = await createAdministration(elsewhere, 'Kontoret', ['KS']);
    const stranger = elsewhere.api.actorWith('CONTROLLER');

    for (const [mutation, values] of changes) {
      const input = { actionId: mine.id, expectedVersion: 1, ...values };
      const { codes } = await elsewhere.api.attempt(stranger, mutation, input);
      expect([mutation, codes]).toEqual([mutation, ['NOT_FOUND']]);
    }
    expect(
      await elsewhere.api.ask('query ($id: ID!) { action(id: $id) { id } }', { id: mine.id }),
    ).toEqual({ action: null });
    const owned = { ownerAdministrationId: theirs };
    expect((await attempt('updateAction', mine.id, owned)).codes).toEqual(['NOT_FOUND']);
    expect(await stored(mine.id)).toMatchObject({ version: 1, owner_administration_id: null });
  });
});

describe('the list', () => {
  interface Answer {
    readonly actions: {
      readonly totalCount: number;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      readonly edges: readonly { readonly node: { readonly id: string; readonly text: string } }[];
    };
  }
  let of: TestMunicipality;
  let all: Record<string, Action>;

  const list = async (variables: object): Promise<Answer['actions']> => {
    const { actions } = await of.api.ask<Answer>(
      `query ($filter: ActionFilterInput, $orderBy: [ActionOrder!], $first: Int = 100, $after: String) {
        actions(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
          totalCount pageInfo { hasNextPage endCursor } edges { node { id text } }
        }
      }`,
      { ...variables },
    );
    return actions;
  };
  const texts = async (variables: object): Promise<string[]> =>
    (await list(variables)).edges.map(({ node }) => node.text);

  beforeAll(async () => {
    of = await createMunicipality(database, today);
    const add = (text: string, values: object) => raiseIn(of, { text, ...values });
    all = {
      may: await add('maj', { dueOn: '2026-05-01', raisedOn: '2025-01-02' }),
      late: await add('sen', { dueOn: '2025-12-15', kind: 'CORRECTIVE', board: 'BUN' }),
      unknown: await add('okänd', { reportedAt: 'INTERIM', raisedOn: '2025-01-01' }),
      worded: await add('hösten', { dueText: 'under hösten', kind: 'IMPROVEMENT' }),
      none: await add('inget', { kind: 'NONE_REQUIRED', dueOn: '2025-01-01' }),
    };
  });

  it('goes by due day, with those that have none last, either way', async () => {
    const ascending = await texts({});
    expect(ascending.slice(0, 3)).toEqual(['inget', 'sen', 'maj']);
    expect(ascending.slice(3).sort()).toEqual(['hösten', 'okänd']);

    const down = await texts({ orderBy: [{ field: 'DUE_ON', direction: 'DESC' }] });
    expect(down.slice(0, 3)).toEqual(['maj', 'sen', 'inget']);
    expect(down.slice(3)).toEqual(ascending.slice(3).reverse());
  });

  it.each([
    [[{ field: 'DUE_ON', direction: 'ASC' }]],
    [[{ field: 'DUE_ON', direction: 'DESC' }]],
    [
      [
        { field: 'STATE', direction: 'DESC' },
        { field: 'RAISED_ON', direction: 'ASC' },
      ],
    ],
  ])('has the same rows in the same order page by page: %j', async (orderBy) => {
    const expected = await texts({ orderBy });
    const paged: string[] = [];
    let after: string | null = null;
    do {
      const { edges, pageInfo, totalCount } = await list({ orderBy, first: 2, after });
      expect(totalCount).toBe(5);
      paged.push(...edges.map(({ node }) => node.text));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);

    expect(paged).toEqual(expected);
  });

  it.each([
    [{ board: 'BUN' }, ['sen']],
    [{ states: ['DONE'] }, ['inget']],
    [{ states: [] }, []],
    [{ kinds: ['CORRECTIVE', 'IMPROVEMENT'] }, ['hösten', 'sen']],
    [{ reportedAt: 'INTERIM' }, ['okänd']],
    [{ isOverdue: true }, ['sen']],
    [{ isOverdue: false }, ['hösten', 'inget', 'maj', 'okänd']],
    [{ isOverdue: true, board: 'KS' }, []],
    [{ isOverdue: null, board: null, kinds: null }, ['hösten', 'inget', 'maj', 'okänd', 'sen']],
  ])('narrowed to %j', async (filter, expected) => {
    const { edges, totalCount } = await list({ filter });

    expect(edges.map(({ node }) => node.text).sort()).toEqual(expected);
    expect(totalCount).toBe(expected.length);
  });

  it('shows what is late by the day it is in Sweden', async () => {
    const isLate = async () => (await texts({ filter: { isOverdue: true } })).includes('maj');

    of.api.itIs('2026-05-01');
    expect(await isLate()).toBe(false);
    of.api.itIs('2026-05-02');
    expect(await isLate()).toBe(true);
    of.api.itIs(today);
  });

  it('calls overdue what the rule calls overdue, for every kind, state and day', async () => {
    const one = await createMunicipality(database, today);
    const days = ['2025-12-15', today, '2025-12-17', null];
    const cases = valuesOf(ActionKind)
      .flatMap((kind) =>
        valuesOf(ActionState).flatMap((state) => days.map((dueOn) => ({ kind, state, dueOn }))),
      )
      .filter(({ kind, state }) => kind !== 'NONE_REQUIRED' || state === 'DONE');
    await database.owner.transaction(async (manager) => {
      await manager.query(
        `SELECT set_config('app.actor', 't', true), set_config('app.act', 'T', true)`,
      );
      for (const { kind, state, dueOn } of cases) {
        await manager.query(
          `INSERT INTO action (municipality_id, id, board_id, kind, text, raised_on, due_on, due_text,
             state, cancelled_reason, version)
           VALUES ($1, gen_random_uuid(), $2, $3, $4, '2025-01-01', $5, 'i höst', $6, $7, 1)`,
          [
            ...[one.municipalityId, one.ks, kind, JSON.stringify({ kind, state, dueOn }), dueOn],
            ...[state, state === 'CANCELLED' ? 'x' : null],
          ],
        );
      }
    });
    const bySql = async (isLate: boolean): Promise<string[]> => {
      const { actions } = await one.api.ask<Answer>(
        `{ actions(first: 100, filter: { isOverdue: ${isLate} }) { edges { node { text } } } }`,
      );
      return actions.edges.map(({ node }) => node.text).sort();
    };
    const byRule = (isLate: boolean): string[] =>
      cases
        .filter((each) => isOverdue(each, today) === isLate)
        .map((each) => JSON.stringify(each))
        .sort();

    expect(await bySql(true)).toEqual(byRule(true));
    expect(await bySql(false)).toEqual(byRule(false));
  });

  it('QRY-6 asks the database once, whatever is asked for', async () => {
    const query = '{ actions { edges { node { board { code } ownerAdministration { name } } } } }';

    expect(await database.queriesOf(() => api.ask(query))).toHaveLength(1);
  });

  it('of an unknown board is an error, and an unknown id finds nothing', async () => {
    const query = '{ actions(filter: { board: "XX" }) { totalCount } }';

    expect((await api.run(performer(), query)).codes).toEqual(['NOT_FOUND']);
    expect(await of.api.ask(`{ action(id: "${unknownId()}") { id } }`)).toEqual({ action: null });
    expect(await of.api.ask(`{ action(id: "${all.may?.id}") { text } }`)).toEqual({
      action: { text: 'maj' },
    });
  });
});
