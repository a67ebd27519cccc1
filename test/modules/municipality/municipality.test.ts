import { type Api, unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';

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

const administrator = () => api.actorWith('ADMINISTRATOR');

/** Mutations that add to the organisation, each with its input and who may. */
const additions = [
  ['createBoard', { code: 'MN', name: 'Miljönämnden', kind: 'BOARD' }, 'ADMINISTRATOR'],
  ['createAdministration', { name: 'Miljökontoret', boards: ['KS'] }, 'ADMINISTRATOR'],
  ['createCouncilGoal', { number: '9', text: 'Giftfri vardag' }, 'CONTROLLER'],
] as const;

/** How many rows the municipality has of what can be added here. */
async function counts({ municipalityId }: TestMunicipality): Promise<object> {
  const [row] = await database.owner.query(
    `SELECT (SELECT count(*)::int FROM board WHERE municipality_id = $1) AS boards,
            (SELECT count(*)::int FROM administration WHERE municipality_id = $1) AS administrations,
            (SELECT count(*)::int FROM council_goal WHERE municipality_id = $1) AS goals`,
    [municipalityId],
  );
  return row;
}

describe('adding', () => {
  it('a body keeps what was given', async () => {
    const values = {
      code: 'ÄLDRE',
      name: 'Äldrenämnden',
      kind: 'BOARD',
      validFrom: '2019-01-01',
      validTo: null,
    };
    const fields = 'code name kind validFrom validTo version administrations { name }';

    const { board } = await api.does<{ board: { id: string } }>(
      administrator(),
      'createBoard',
      values,
      `board { id ${fields} }`,
    );

    expect(board).toEqual({ ...values, id: board.id, version: 1, administrations: [] });
    const query = `query ($codeOrId: String!) { board(board: $codeOrId) { ${fields} } }`;
    for (const codeOrId of [board.id, 'ÄLDRE']) {
      expect(await api.ask(query, { codeOrId })).toEqual({
        board: { ...values, version: 1, administrations: [] },
      });
    }
    const [event] = await database.owner.query(
      'SELECT act, actor, table_name FROM audit_event WHERE record_key = $1',
      [board.id],
    );
    expect(event).toEqual({
      act: 'BOARD_CREATED',
      actor: 'test-administrator',
      table_name: 'board',
    });
  });

  it('an administration works for each board that is named, said twice or not', async () => {
    const of = await createMunicipality(database);
    const add = (name: string, boards: string[]) =>
      of.api.does(of.api.actorWith('ADMINISTRATOR'), 'createAdministration', { name, boards });
    await add('Östra kontoret', ['KS', of.bun, 'BUN']);
    await add('Ånga och el', ['BUN']);
    await add('Kansliet', ['KS', 'BUN']);

    const named = (code: string, ...names: string[]) => ({
      node: { code, administrations: names.map((name) => ({ name })) },
    });
    expect(
      await of.api.ask('{ boards { edges { node { code administrations { name } } } } }'),
    ).toEqual({
      boards: {
        edges: [
          named('BUN', 'Kansliet', 'Ånga och el', 'Östra kontoret'),
          named('KS', 'Kansliet', 'Östra kontoret'),
        ],
      },
    });
  });

  it('goals come by their number, as people count', async () => {
    const of = await createMunicipality(database);
    for (const number of ['10', '2', '1.10', 'Ö', 'A2', '1.9', '1', 'A10', '2.1']) {
      const input = { number, text: 'Trygghet' };
      await of.api.does(of.api.actorWith('CONTROLLER'), 'createCouncilGoal', input);
    }

    const numbers = ['1', '1.9', '1.10', '2', '2.1', '10', 'A2', 'A10', 'Ö'];
    expect(await of.api.ask('{ councilGoals { number text version } }')).toEqual({
      councilGoals: numbers.map((number) => ({ number, text: 'Trygghet', version: 1 })),
    });
  });

  it.each([
    ['createBoard', { code: 'KS', name: 'Igen', kind: 'BOARD' }, 'Board'],
    ['createAdministration', { name: 'Dubbelkontoret', boards: [] }, 'Administration'],
    ['createCouncilGoal', { number: '7', text: 'Igen' }, 'CouncilGoal'],
  ])('%s is refused in both languages when the key is taken', async (mutation, input, type) => {
    const actor = mutation === 'createCouncilGoal' ? api.actorWith('CONTROLLER') : administrator();
    if (type !== 'Board') await api.does(actor, mutation, input);
    const before = await counts(here);

    const { errors, codes } = await api.attempt(actor, mutation, input);

    expect(codes).toEqual(['CONFLICT']);
    expect(errors[0]?.extensions).toMatchObject({
      details: {
        type,
        rule: {
          sv: 'en annan post har redan samma nyckel',
          en: 'another record has the same key',
        },
      },
      userMessage: {
        sv: expect.stringContaining('samma nyckel'),
        en: expect.stringContaining('same key'),
      },
    });
    expect(errors[0]?.message).not.toMatch(/duplicate|constraint|_key/);
    expect(await counts(here)).toEqual(before);
  });

  it('the same code or name is free in another municipality', async () => {
    const stranger = elsewhere.api.actorWith('ADMINISTRATOR');
    const twice = { code: 'SN', name: 'Socialnämnden', kind: 'BOARD' };

    await api.does(administrator(), 'createBoard', twice);
    await elsewhere.api.does(stranger, 'createBoard', twice);
  });

  it('tells every fault at once', async () => {
    const { errors } = await api.attempt(administrator(), 'createBoard', {
      code: 'x'.repeat(21),
      name: 'a\nb',
      kind: 'BOARD',
    });

    expect(errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'code', fields: [{ field: 'code' }, { field: 'name' }] },
    });
  });

  it.each([
    ['a code with a blank', { code: 'M N' }, 'code'],
    ['a code that ends with one that does not break', { code: 'MN\u00a0' }, 'code'],
    [
      'a body that ends before it begins',
      { validFrom: '2025-01-02', validTo: '2025-01-01' },
      'validTo',
    ],
  ])('refuses %s', async (_wrong, values, field) => {
    const before = await counts(here);
    const input = { code: 'NY', name: 'Ny nämnd', kind: 'BOARD', ...values };

    const { errors } = await api.attempt(administrator(), 'createBoard', input);

    expect(errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { fields: [{ field }] },
    });
    expect(await counts(here)).toEqual(before);
  });

  it('an administration for a board of another municipality is refused as a whole', async () => {
    const before = await counts(here);

    for (const board of [elsewhere.ks, unknownId(), 'XX']) {
      const input = { name: 'Halvkontoret', boards: ['KS', board] };
      const { codes } = await api.attempt(administrator(), 'createAdministration', input);
      expect(codes).toEqual(['NOT_FOUND']);
    }

    expect(await counts(here)).toEqual(before);
  });

  it.each(additions)('%s is for one role only', async (mutation, input, role) => {
    const before = await counts(here);
    for (const other of ['ADMINISTRATOR', 'CONTROLLER', 'BOARD_SECRETARY', 'AUDITOR'] as const) {
      if (other === role) continue;
      const { codes } = await api.attempt(api.actorWith(other), mutation, input);
      expect([other, codes]).toEqual([other, ['FORBIDDEN']]);
    }
    expect(await counts(here)).toEqual(before);

    expect((await api.attempt(api.actorWith(role), mutation, input)).codes).toEqual([]);
  });
});

describe('changing', () => {
  let of: TestMunicipality;
  let records: Record<Change, string>;
  const prepare = async () => {
    of = await createMunicipality(database);
    records = {
      updateBoard: await add('createBoard', given.updateBoard, 'board'),
      updateAdministration: await add(
        'createAdministration',
        given.updateAdministration,
        'administration',
      ),
      updateCouncilGoal: await add('createCouncilGoal', given.updateCouncilGoal, 'councilGoal'),
    };
    await add('createAdministration', { name: 'Kansliet', boards: [] }, 'administration');
    await add('createCouncilGoal', { number: '4', text: 'Trygghet' }, 'councilGoal');
  };

  /** What each mutation changes, as it was made; one value to change; and who may. */
  const given = {
    updateBoard: {
      ...{ code: 'MN', name: 'Miljönämnden', kind: 'BOARD' },
      ...{ validFrom: '2019-01-01', validTo: '2026-12-31' },
    },
    updateAdministration: { name: 'Miljökontoret', boards: ['MN', 'KS'] },
    updateCouncilGoal: { number: '3', text: 'Giftfri vardag' },
  };
  type Change = keyof typeof given;
  const changes = [
    ['updateBoard', 'boardId', { name: 'Bygg- och miljönämnden' }, 'ADMINISTRATOR'],
    ['updateAdministration', 'administrationId', { boards: ['BUN'] }, 'ADMINISTRATOR'],
    ['updateCouncilGoal', 'councilGoalId', { text: 'Giftfritt' }, 'CONTROLLER'],
  ] as const;
  const everything = {
    updateBoard: 'board { code name kind validFrom validTo version }',
    updateAdministration: 'administration { name version }',
    updateCouncilGoal: 'councilGoal { number text version }',
  };

  const actorFor = (mutation: string) =>
    of.api.actorWith(/Goal/.test(mutation) ? 'CONTROLLER' : 'ADMINISTRATOR');

  async function add(mutation: string, input: object, record: string): Promise<string> {
    const actor = actorFor(mutation);
    const payload = await of.api.does<Record<string, { id: string }>>(
      actor,
      mutation,
      input,
      `${record} { id }`,
    );
    return payload[record]?.id ?? '';
  }

  /** The input of a mutation for the record of the test, at its first version. */
  function inputOf(mutation: Change, values: object): object {
    const idField = changes.find(([name]) => name === mutation)?.[1] ?? '';
    return { [idField]: records[mutation], expectedVersion: 1, ...values };
  }

  function attempt(mutation: Change, values: object, actor = actorFor(mutation)) {
    return of.api.attempt(actor, mutation, inputOf(mutation, values), everything[mutation]);
  }

  /** Every row that can be changed here, and how many audit events there are. */
  async function stored(): Promise<object> {
    const tables = ['board', 'administration', 'board_administration', 'council_goal'];
    const rows = tables.map((table) =>
      database.owner.query(
        `SELECT ${table}::text AS row FROM ${table} WHERE municipality_id = $1 ORDER BY 1`,
        [of.municipalityId],
      ),
    );
    const events = database.owner.query(
      'SELECT count(*)::int FROM audit_event WHERE municipality_id = $1',
      [of.municipalityId],
    );
    return Promise.all([...rows, events]);
  }

  /** The tables that an act touched, and how. */
  async function traceOf(act: string): Promise<string[]> {
    const events = await database.owner.query<{ event: string }[]>(
      `SELECT concat_ws(' ', table_name, CASE WHEN before IS NULL THEN 'added'
         WHEN after IS NULL THEN 'removed' ELSE 'changed' END) AS event
       FROM audit_event WHERE municipality_id = $1 AND act = $2 ORDER BY seq`,
      [of.municipalityId, act],
    );
    return events.map(({ event }) => event);
  }

  async function boardsServed(): Promise<string> {
    const query = '{ boards { edges { node { code administrations { name } } } } }';
    const { boards } = await of.api.ask<{
      boards: { edges: { node: { code: string; administrations: object[] } }[] };
    }>(query);
    const served = boards.edges.filter(({ node }) => node.administrations.length > 0);
    return served.map(({ node }) => node.code).join(' ');
  }

  describe('what is there', () => {
    beforeEach(prepare);

    it('a body takes what is given, keeps what is left out and clears what is null', async () => {
      const first = await attempt('updateBoard', { code: 'BMN', name: 'Bygg', kind: 'COMMITTEE' });
      const second = await attempt('updateBoard', { expectedVersion: 2, validTo: null });

      const board = { ...given.updateBoard, code: 'BMN', name: 'Bygg', kind: 'COMMITTEE' };
      expect(first.data).toEqual({ board: { ...board, version: 2 } });
      expect(second.data).toEqual({ board: { ...board, validTo: null, version: 3 } });
      expect(await of.api.ask('{ board(board: "BMN") { name } }')).toEqual({
        board: { name: 'Bygg' },
      });
      expect(await traceOf('BOARD_UPDATED')).toEqual(['board changed', 'board changed']);
    });

    it('an administration works for exactly the boards that are named, by code or id', async () => {
      const { data } = await attempt('updateAdministration', { boards: ['BUN', of.ks, 'KS'] });

      expect(data).toEqual({ administration: { name: 'Miljökontoret', version: 2 } });
      expect(await boardsServed()).toBe('BUN KS');
      // What stays is not written again.
      expect(await traceOf('ADMINISTRATION_UPDATED')).toEqual([
        'administration changed',
        'board_administration removed',
        'board_administration added',
      ]);
    });

    it('an administration keeps its boards when they are left out, and null means none', async () => {
      const renamed = await attempt('updateAdministration', { name: 'Stadsmiljö' });
      expect(renamed.data).toEqual({ administration: { name: 'Stadsmiljö', version: 2 } });
      expect(await boardsServed()).toBe('KS MN');

      for (const [expectedVersion, boards] of [
        [2, null],
        [3, []],
      ]) {
        expect((await attempt('updateAdministration', { expectedVersion, boards })).codes).toEqual(
          [],
        );
        expect(await boardsServed()).toBe('');
      }
    });

    it('a goal is numbered and worded anew', async () => {
      const numbered = await attempt('updateCouncilGoal', { number: '3.1' });
      const worded = await attempt('updateCouncilGoal', {
        expectedVersion: 2,
        text: 'Rent\nvatten',
      });

      expect(numbered.data).toEqual({
        councilGoal: { number: '3.1', text: 'Giftfri vardag', version: 2 },
      });
      expect(worded.data).toEqual({
        councilGoal: { number: '3.1', text: 'Rent\nvatten', version: 3 },
      });
      expect(await traceOf('COUNCIL_GOAL_UPDATED')).toHaveLength(2);
    });

    it.each([
      [{ validFrom: '2026-12-31' }],
      [{ validTo: '2019-01-01' }],
      [{ validFrom: '2030-01-01', validTo: '2030-01-01' }],
      [{ validFrom: null, validTo: '2018-12-31' }],
      [{ validFrom: '2030-01-01', validTo: null }],
    ])('a body may exist %j', async (days) => {
      const { data } = await attempt('updateBoard', days);

      expect(data).toMatchObject({ board: days });
    });

    it('the database itself refuses a body that ends before it begins', async () => {
      const sql = `UPDATE board SET valid_to = '2018-12-31' WHERE id = $1`;

      await expect(database.owner.query(sql, [records.updateBoard])).rejects.toThrow(
        'board_valid_check',
      );
    });

    it.each(changes)(
      '%s is refused for a version that is no longer',
      async (mutation, _id, values) => {
        const both = await Promise.all([attempt(mutation, values), attempt(mutation, values)]);
        expect(both.flatMap(({ codes }) => codes)).toEqual(['STALE_VERSION']);
        const before = await stored();

        const { codes, errors } = await attempt(mutation, values);

        expect(codes).toEqual(['STALE_VERSION']);
        expect(errors[0]?.extensions).toMatchObject({ details: { expected: 1, actual: 2 } });
        expect(await stored()).toEqual(before);
      },
    );
  });

  describe('in vain', () => {
    beforeAll(prepare);

    it.each([
      ['updateBoard', { code: null, name: ' ', kind: null }, ['code', 'name', 'kind']],
      ['updateBoard', { code: 'B MN' }, ['code']],
      ['updateBoard', { code: 'x'.repeat(21), name: 'a\nb' }, ['code', 'name']],
      ['updateBoard', { validFrom: '2027-01-01' }, ['validTo']],
      ['updateBoard', { validTo: '2018-12-31' }, ['validTo']],
      [
        'updateBoard',
        { validFrom: '2020-01-02', validTo: '2020-01-01', code: '' },
        ['code', 'validTo'],
      ],
      ['updateAdministration', { name: null, boards: [] }, ['name']],
      ['updateAdministration', { name: 'a\nb' }, ['name']],
      ['updateCouncilGoal', { number: null, text: null }, ['number', 'text']],
      ['updateCouncilGoal', { number: 'x'.repeat(21), text: ' ' }, ['number', 'text']],
    ] as const)('%s refuses %j and changes nothing', async (mutation, values, fields) => {
      const before = await stored();

      const { errors } = await attempt(mutation, values);

      expect(errors[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        details: { fields: fields.map((field) => ({ field })) },
      });
      expect(await stored()).toEqual(before);
    });

    it.each([
      ['updateBoard', { code: 'KS' }],
      ['updateAdministration', { name: 'Kansliet' }],
      ['updateCouncilGoal', { number: '4' }],
    ] as const)('%s is refused when %j is taken', async (mutation, values) => {
      const before = await stored();

      expect((await attempt(mutation, values)).codes).toEqual(['CONFLICT']);
      expect(await stored()).toEqual(before);
    });

    it.each(changes)(
      '%s is for one role, held for all boards',
      async (mutation, _id, values, role) => {
        const before = await stored();
        const others = ['ADMINISTRATOR', 'CONTROLLER', 'BOARD_SECRETARY', 'AUDITOR'] as const;
        const refused = others
          .filter((each) => each !== role)
          .map((each) => of.api.actorWith(each));

        for (const actor of [...refused, of.api.actorWith(role, of.ks)]) {
          const { codes } = await attempt(mutation, values, actor);
          expect([actor.subject, codes]).toEqual([actor.subject, ['FORBIDDEN']]);
        }

        expect(await stored()).toEqual(before);
      },
    );

    it.each(changes)(
      '%s finds nothing of another municipality',
      async (mutation, idField, values) => {
        const before = await stored();
        const stranger = elsewhere.api.actorWith(
          /Goal/.test(mutation) ? 'CONTROLLER' : 'ADMINISTRATOR',
        );
        const input = inputOf(mutation, values);

        expect((await elsewhere.api.attempt(stranger, mutation, input)).codes).toEqual([
          'NOT_FOUND',
        ]);
        expect((await attempt(mutation, { ...values, [idField]: unknownId() })).codes).toEqual([
          'NOT_FOUND',
        ]);
        expect(await stored()).toEqual(before);
      },
    );

    it('an administration cannot work for a board of another municipality', async () => {
      const before = await stored();

      for (const board of [elsewhere.ks, unknownId(), 'XX']) {
        const values = { name: 'Halvkontoret', boards: ['BUN', board] };
        expect((await attempt('updateAdministration', values)).codes).toEqual(['NOT_FOUND']);
      }

      expect(await stored()).toEqual(before);
    });
  });
});

describe('reading', () => {
  it('is about one’s own municipality', async () => {
    expect(await api.ask('{ municipality { code name } }')).toEqual({
      municipality: { code: here.municipalityId, name: 'Provköping' },
    });
    for (const board of [elsewhere.ks, unknownId(), 'XX', '']) {
      const query = 'query ($board: String!) { board(board: $board) { name } }';
      const { codes } = await api.run(api.actorWith('AUDITOR'), query, { board });
      expect([board, codes]).toEqual([board, ['NOT_FOUND']]);
    }
  });

  it('needs a grant of any kind', async () => {
    const nobody = { ...api.actorWith('AUDITOR'), grants: [] };

    for (const query of ['{ municipality { name } }', '{ boards { totalCount } }']) {
      expect((await api.run(nobody, query)).codes).toEqual(['FORBIDDEN']);
    }
  });
});

describe('the list of boards', () => {
  let of: TestMunicipality;
  beforeAll(async () => {
    of = await createMunicipality(database);
    const add = (code: string, name: string, values: object = {}) =>
      of.api.does(of.api.actorWith('ADMINISTRATOR'), 'createBoard', {
        ...{ code, name, kind: 'BOARD' },
        ...values,
      });
    await add('ÖN', 'Överförmyndarnämnden', { validFrom: '2020-01-01' });
    await add('AB', 'Aktiebolaget', { kind: 'COMPANY' });
    await add('ÄN', 'Äldrenämnden', { validFrom: '2019-01-01', validTo: '2022-12-31' });
    await add('ÅN', 'Åkerinämnden', { validTo: '2018-12-31' });
    await add('ZN', 'Zoonämnden', { validFrom: '2027-01-01' });
  });

  const codesOf = async (list: string): Promise<string> => {
    const { boards } = await of.api.ask<{ boards: { edges: { node: { code: string } }[] } }>(
      `{ boards(${list}) { edges { node { code } } } }`,
    );
    return boards.edges.map(({ node }) => node.code).join(' ');
  };

  it.each([
    ['first: 25', 'AB BUN KS ZN ÅN ÄN ÖN'],
    ['orderBy: [{ field: NAME, direction: DESC }]', 'ÖN ÄN ÅN ZN KS BUN AB'],
    ['filter: { kinds: [COMPANY, EXECUTIVE_BOARD] }', 'AB KS'],
    ['filter: { kinds: [] }', ''],
    ['filter: { existsOn: "2018-12-31" }', 'AB BUN KS ÅN'],
    ['filter: { existsOn: "2019-01-01" }', 'AB BUN KS ÄN'],
    ['filter: { existsOn: "2022-12-31" }', 'AB BUN KS ÄN ÖN'],
    ['filter: { existsOn: "2023-01-01", kinds: [BOARD] }', 'BUN ÖN'],
    ['filter: { existsOn: null, kinds: null }', 'AB BUN KS ZN ÅN ÄN ÖN'],
  ])('%s: %s', async (list, expected) => {
    expect(await codesOf(list)).toBe(expected);
  });

  it('QRY-6 asks for the administrations of all of them at once', async () => {
    const query = '{ boards { edges { node { administrations { name } } } } }';

    expect(await database.queriesOf(() => of.api.ask(query))).toHaveLength(1);
  });
});
