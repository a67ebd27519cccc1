import { createTestDatabase, type TestDatabase } from '../support/database';
import { createMunicipality, type TestMunicipality } from '../support/municipality';

let database: TestDatabase;
let here: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database);
});
afterAll(() => database.drop());

const does = <Payload>(mutation: string, input: object, fields: string): Promise<Payload> =>
  here.api.does(here.api.actorWith('CONTROLLER'), mutation, input, fields);

let goals = 0;
async function kept(text: string): Promise<string | null> {
  goals += 1;
  const input = { number: `${goals}`, text };
  const fields = 'councilGoal { id }';
  type Created = { councilGoal: { id: string } };
  const { councilGoal } = await does<Created>('createCouncilGoal', input, fields);
  const { councilGoal: read } = await here.api.ask<{ councilGoal: { text: string } }>(
    `{ councilGoal(id: "${councilGoal.id}") { text } }`,
  );
  return read.text;
}

describe('a text comes back code point by code point', () => {
  it.each([
    ['Swedish letters', 'Å ä ö Åäö é ü'],
    ['decomposed, and not composed on the way', 'A\u030a a\u0308 o\u0308'],
    ['from right to left', 'שלום \u202eabc\u202c مرحبا'],
    ['joined emoji', '👩‍👩‍👧‍👦 🇸🇪 🧑🏽‍💻 ❤️'],
    ['separators of lines', 'a\u2028b\u2029c\r\n\td'],
    ['what is no character, and the mark of byte order', '\ufeffa\ufffe\uffff\u{10ffff}'],
    ['blanks around', ' \u00a0a\u2003 '],
    ['what means something elsewhere', `\\ % _ ' " $1 {{x}} <b> &amp; \\u0000 -- /*`],
    ['20 000 of two UTF-16 units each', '🧾'.repeat(20_000)],
  ])('INP-2 %s', async (_case, text) => {
    expect(await kept(text)).toBe(text);
  });

  it('INP-2 no text is normalised, so that the two forms of a letter are two names', async () => {
    const forms = ['Åkeri', 'A\u030akeri'];
    for (const name of forms) await does('createProcess', { kind: 'PROCESS', name }, '__typename');
    const { processes } = await here.api.ask<Listed>('{ processes { edges { node { name } } } }');

    expect(processes.edges.map(({ node }) => node.name).sort()).toEqual([...forms].sort());
  });
});

interface Listed {
  readonly processes: { readonly edges: readonly { readonly node: { readonly name: string } }[] };
}

it.each([
  ['name', 'createProcess', { kind: 'PROCESS' }, 200],
  ['number', 'createCouncilGoal', { text: 'Mål' }, 20],
  ['text', 'createCouncilGoal', { number: 'Långt' }, 20_000],
])(
  'INP-1 a %s in %s is bounded in code points, and never cut off',
  async (field, mutation, rest, most) => {
    const controller = here.api.actorWith('CONTROLLER');
    const attempt = (length: number) =>
      here.api.attempt(controller, mutation, { ...rest, [field]: '😀'.repeat(length) });
    const { codes, errors } = await attempt(most + 1);

    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(errors[0]?.extensions?.details).toMatchObject({
      field,
      rule: { sv: `är längre än ${most} tecken`, en: `is longer than ${most} characters` },
    });
    expect((await attempt(most)).codes).toEqual([]);
  },
);

describe('among titles', () => {
  const titles = [
    'AO',
    'ÅÖ',
    '100 % _ \\ klart',
    'Va',
    'Vb',
    'Wa',
    'X',
    'Y',
    'Z',
    'Å',
    'Ä',
    'Ö',
    'ö',
  ];
  let there: TestMunicipality;
  beforeAll(async () => {
    there = await createMunicipality(database);
    const controller = there.api.actorWith('CONTROLLER');
    for (const title of [...titles].reverse())
      await there.api.does(controller, 'createControl', { title });
  });

  const found = async (search: string | null, order = '[]'): Promise<string[]> => {
    const query = `query ($search: String) {
      controls(first: 100, filter: { search: $search }, orderBy: ${order}) { edges { node { title } } } }`;
    type Found = { controls: { edges: { node: { title: string } }[] } };
    const { controls } = await there.api.ask<Found>(query, { search });
    return controls.edges.map(({ node }) => node.title);
  };

  it('INP-2 the order is Swedish: w after v as a letter of its own, and å, ä, ö after z', async () => {
    const sorted = await found(null, '[{ field: TITLE, direction: ASC }]');

    expect(sorted).toEqual([
      '100 % _ \\ klart',
      'AO',
      ...['Va', 'Vb', 'Wa', 'X', 'Y', 'Z', 'Å', 'ÅÖ', 'Ä', 'ö', 'Ö'],
    ]);
  });

  it.each([
    ['%', ['100 % _ \\ klart']],
    ['_', ['100 % _ \\ klart']],
    ['\\', ['100 % _ \\ klart']],
    ['% _ \\', ['100 % _ \\ klart']],
    ['%%', []],
    ['V_', []],
    ['AO', ['AO']],
    ['åö', ['ÅÖ']],
  ])('INP-3 a search for %s is for these very letters', async (search, expected) => {
    expect(await found(search)).toEqual(expected);
  });

  it.each([null, '', ' \u00a0\u2003'])('INP-3 a blank search, %j, is none', async (search) => {
    expect(await found(search)).toHaveLength(titles.length);
  });
});

it('INP-4 an id in capitals is the same id, wherever it stands', async () => {
  type Created = { control: { id: string }; risk: { id: string } };
  const control = { title: 'Stickprov' };
  const { id } = (await does<Created>('createControl', control, 'control { id }')).control;
  const risk = { board: here.ks.toUpperCase(), title: 'Jäv' };
  const { id: riskId } = (await does<Created>('createRisk', risk, 'risk { id }')).risk;
  const link = { controlId: id.toUpperCase(), riskId: riskId.toUpperCase() };
  const linked = await does('linkControlToRisk', link, 'control { id risks { id } }');
  const literal = await here.api.ask(`{ control(id: "${id.toUpperCase()}") { id } }`);

  expect(linked).toEqual({ control: { id, risks: [{ id: riskId }] } });
  expect(literal).toEqual({ control: { id } });
});

describe('INP-4 a whole number', () => {
  const ask = (query: string, variables = {}) =>
    here.api.run(here.api.actorWith('AUDITOR'), query, variables);

  it.each([
    2 ** 31,
    -(2 ** 31) - 1,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    JSON.parse('1e400'),
    '2025',
    true,
    [2025, 2026],
    {},
  ])('is not %p', async (year) => {
    const query = 'query ($year: Int!) { riskMatrix(year: $year) { total } }';

    expect((await ask(query, { year })).codes).toEqual(['BAD_USER_INPUT']);
  });

  it.each(['2147483648', '1e400', '2025.0', '0x7e9', 'NaN', '02025', '"2025"', '+1'])(
    'is not written %s',
    async (literal) => {
      const { codes } = await ask(`{ riskMatrix(year: ${literal}) { total } }`);

      expect(codes).toEqual([expect.stringMatching(/^GRAPHQL_(PARSE|VALIDATION)_FAILED$/)]);
    },
  );

  it.each([-(2 ** 31), -1, 0, 1899, 2201, 2 ** 31 - 1])('is no year: %p', async (year) => {
    const answer = await ask('query ($year: Int!) { riskMatrix(year: $year) { total } }', { year });

    expect(answer.codes).toEqual(['BAD_USER_INPUT']);
  });
});

it.each(['no-such-scope', 'constructor', '__proto__', 'toString', 'audit-trail:read', ''])(
  'INP-8 the scope %j, which no system can have, is bad input',
  async (scope) => {
    const input = { name: 'System', scopes: ['register:read', scope], expiresOn: '2026-01-01' };
    const administrator = here.api.actorWith('ADMINISTRATOR');
    const { codes, errors } = await here.api.attempt(administrator, 'createApiToken', input);

    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(errors[0]?.extensions?.details).toMatchObject({ field: 'scopes' });
  },
);

it('INP-1 a list of more than a thousand entries is refused before anything is looked up', async () => {
  const input = { name: 'Kontor', boards: Array.from({ length: 1_001 }, () => 'KS') };
  const administrator = here.api.actorWith('ADMINISTRATOR');
  let details: unknown;
  const queries = await database.queriesOf(async () => {
    const { errors } = await here.api.attempt(administrator, 'createAdministration', input);
    details = errors[0]?.extensions?.details;
  });

  expect(details).toMatchObject({ field: 'boards', rule: { en: 'has more than 1000 entries' } });
  expect(queries).toEqual([]);
});
