import { createTestDatabase, type TestDatabase } from '../support/database';
import { createMunicipality, type TestMunicipality } from '../support/municipality';

let database: TestDatabase;
let here: TestMunicipality;

beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database);
  for (const [code, name] of ['Alfa', 'alfa', 'Ändå', 'Zeta', 'Åsa'].entries()) {
    const input = { code: `${code}`, name, kind: 'COMMITTEE' };
    await here.api.does(here.api.actorWith('ADMINISTRATOR'), 'createBoard', input);
  }
});
afterAll(() => database.drop());

interface Boards {
  readonly totalCount?: number;
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly name: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
type Order = readonly { readonly field: string; readonly direction: string }[];

const query = (fields: string) => `
  query ($first: Int, $after: String, $orderBy: [BoardOrder!], $filter: BoardFilterInput) {
    boards(first: $first, after: $after, orderBy: $orderBy, filter: $filter) { ${fields} }
  }`;
const page = `edges { cursor node { name } } pageInfo { hasNextPage endCursor }`;

async function boards(variables: object, { api } = here, fields = page): Promise<Boards> {
  const { boards } = await api.ask<{ boards: Boards }>(query(fields), { first: 100, ...variables });
  return boards;
}
const namesOf = ({ edges }: Boards): string[] => edges.map(({ node }) => node.name);

const byName: Order = [{ field: 'NAME', direction: 'ASC' }];
const downByName: Order = [{ field: 'NAME', direction: 'DESC' }];
const byCode: Order = [{ field: 'CODE', direction: 'ASC' }];

it.each([[1], [2], [3], [7], [100]])(
  'QRY-7 pages of %p make up the whole list, in any order',
  async (first) => {
    for (const orderBy of [byName, downByName, byCode, [...downByName, ...byCode], [], null]) {
      const whole = await boards({ orderBy });
      const names: string[] = [];
      let after: string | null = null;
      for (let hasNextPage = true; hasNextPage; ) {
        const next: Boards = await boards({ orderBy, first, after });
        names.push(...namesOf(next));
        expect(next.pageInfo.endCursor).toBe(next.edges.at(-1)?.cursor);
        ({ hasNextPage, endCursor: after } = next.pageInfo);
      }

      expect(names).toHaveLength(7);
      expect(names).toEqual(namesOf(whole));
      expect(whole.pageInfo.hasNextPage).toBe(false);
    }
  },
);

it('INP-2 sorts the Swedish way', async () => {
  expect(namesOf(await boards({ filter: { kinds: ['COMMITTEE'] } }))).toEqual([
    'alfa',
    'Alfa',
    'Zeta',
    'Åsa',
    'Ändå',
  ]);
});

it('QRY-7 goes on without gaps when others write, and a page can be empty', async () => {
  const of = await createMunicipality(database);
  const add = (code: string) =>
    of.api.does(of.api.actorWith('ADMINISTRATOR'), 'createBoard', {
      code,
      name: code,
      kind: 'BOARD',
    });
  const first = await boards({ first: 1, orderBy: byCode }, of);
  await add('AAA');
  await add('CCC');

  const next = await boards({ orderBy: byCode, after: first.pageInfo.endCursor }, of);
  expect(namesOf(first)).toEqual(['Barn- och utbildningsnämnden']);
  expect(namesOf(next)).toEqual(['CCC', 'Kommunstyrelsen']);

  const { pageInfo, edges } = await boards({ orderBy: byCode, after: next.pageInfo.endCursor }, of);
  expect([edges, pageInfo]).toEqual([[], { hasNextPage: false, endCursor: null }]);
});

describe('totalCount', () => {
  it('is the number of all that the filter leaves, on every page', async () => {
    const { edges } = await boards({ first: 2 });
    const after = edges[1]?.cursor;

    expect(await boards({ first: 2, after }, here, 'totalCount')).toEqual({ totalCount: 7 });
    const filter = { kinds: ['COMMITTEE'] };
    expect(await boards({ filter }, here, 'totalCount')).toEqual({ totalCount: 5 });
  });

  it('is counted only when somebody wants to know', async () => {
    const without = await database.queriesOf(() => boards({}));
    const withCount = await database.queriesOf(() => boards({}, here, `${page} totalCount`));

    const counts = /count\(\*\) FROM board/;
    expect([without.length, withCount.length]).toEqual([1, 1]);
    expect(without[0]).not.toMatch(counts);
    expect(withCount[0]).toMatch(counts);
  });
});

describe('what is refused', () => {
  const refused = async (variables: object, { api } = here) => {
    const { errors } = await api.run(api.actorWith('AUDITOR'), query(page), {
      first: 5,
      ...variables,
    });
    return errors.map(({ extensions }) => {
      const { field } = (extensions?.details ?? {}) as { field?: string };
      return [extensions?.code, field];
    });
  };
  const notACursor = [['BAD_USER_INPUT', 'after']];
  const cursorOf = async (variables: object): Promise<string> =>
    (await boards({ first: 1, ...variables })).pageInfo.endCursor ?? '';
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const decode = (cursor: string): unknown[] =>
    JSON.parse(Buffer.from(cursor, 'base64url').toString());

  it.each([[0], [-1], [101]])('QRY-1 a page of %p', async (first) => {
    expect(await refused({ first })).toEqual([['BAD_USER_INPUT', 'first']]);
  });

  it.each(['x', '🧾', '\u0000', encode(null), encode({}), encode([]), encode(['board'])])(
    'QRY-7 the cursor %j',
    async (after) => {
      expect(await refused({ after })).toEqual(notACursor);
    },
  );

  it('QRY-7 a cursor of another order, of another list or of another municipality', async () => {
    const after = await cursorOf({ orderBy: byName });
    const elsewhere = await createMunicipality(database);
    const { processes } = await (async () => {
      const { api } = here;
      const input = { kind: 'PROCESS', name: 'Inköp' };
      await api.does(api.actorWith('CONTROLLER'), 'createProcess', input);
      return api.ask<{ processes: Boards }>('{ processes { pageInfo { endCursor } } }');
    })();

    expect(await refused({ after, orderBy: byName })).toEqual([]);
    expect(await refused({ after, orderBy: downByName })).toEqual(notACursor);
    expect(await refused({ after, orderBy: byCode })).toEqual(notACursor);
    expect(await refused({ after: processes.pageInfo.endCursor })).toEqual(notACursor);
    expect(await refused({ after }, elsewhere)).toEqual(notACursor);
  });

  it.each([
    ['too few values', (values: unknown[]) => values.slice(0, -1)],
    ['too many values', (values: unknown[]) => [...values, 'x']],
    ['an id that is none', (values: unknown[]) => [...values.slice(0, -1), 'x']],
    ['a number for a text', (values: unknown[]) => [values[0], 7, values[2]]],
    ['an object for a text', (values: unknown[]) => [values[0], {}, values[2]]],
    ['a character that no text has', (values: unknown[]) => [values[0], '\u0000', values[2]]],
  ])('QRY-7 a cursor with %s', async (_case, tamper) => {
    const after = encode(tamper(decode(await cursorOf({}))));

    expect(await refused({ after })).toEqual(notACursor);
  });
});

it('holds 25 when nobody says how many, also by an explicit null', async () => {
  const { errors } = await here.api.run(
    here.api.actorWith('AUDITOR'),
    'query ($first: Int) { boards(first: $first) { totalCount } }',
    { first: null },
  );

  expect(errors).toEqual([]);
});

it('INP-7 refuses to sort by a field twice, which also bounds how much can be asked', async () => {
  const { codes, errors } = await here.api.run(here.api.actorWith('AUDITOR'), query(page), {
    orderBy: Array.from({ length: 1800 }, () => byName[0]),
  });

  expect(codes).toEqual(['BAD_USER_INPUT']);
  expect(errors[0]?.extensions?.details).toMatchObject({ field: 'orderBy' });
});
