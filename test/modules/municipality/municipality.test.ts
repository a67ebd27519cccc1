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
      'SELECT act, actor, table_name FROM audit_event WHERE record_id = $1',
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

  it('goals come by their number', async () => {
    for (const number of ['2', '1.1']) {
      await api.does(api.actorWith('CONTROLLER'), 'createCouncilGoal', {
        number,
        text: 'Trygghet',
      });
    }

    expect(await api.ask('{ councilGoals { number text } }')).toEqual({
      councilGoals: [
        { number: '1.1', text: 'Trygghet' },
        { number: '2', text: 'Trygghet' },
      ],
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
      name: '\u0000',
      kind: 'BOARD',
    });

    expect(errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'code', fields: [{ field: 'code' }, { field: 'name' }] },
    });
  });

  it('an administration for a board of another municipality is refused as a whole', async () => {
    const before = await counts(here);

    for (const board of [elsewhere.ks, unknownId(), 'XX', 'KS\u0000']) {
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

describe('reading', () => {
  it('is about one’s own municipality', async () => {
    expect(await api.ask('{ municipality { code name } }')).toEqual({
      municipality: { code: here.municipalityId, name: 'Provköping' },
    });
    for (const board of [elsewhere.ks, unknownId(), 'XX', 'a\u0000', '']) {
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

  it('asks for the administrations of all of them at once', async () => {
    const query = '{ boards { edges { node { administrations { name } } } } }';

    expect(await database.queriesOf(() => of.api.ask(query))).toHaveLength(2);
  });
});
