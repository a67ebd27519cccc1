import type { ApolloServer } from '@apollo/server';
import { type GraphQLSchema, getIntrospectionQuery, parse } from 'graphql';
import { exampleOperation } from '../../../src/demo/example-operation';
import type { Actor } from '../../../src/kernel/authorisation';
import { operationLimits } from '../../../src/kernel/graphql/operation-limits';
import { sizeOfOperation } from '../../../src/kernel/graphql/operation-size';
import { PageSizes, type Variables } from '../../../src/kernel/graphql/page-size';
import { createRequestContext, type RequestContext } from '../../../src/kernel/request-context';
import { buildApiSchema } from '../../../src/schema';
import { createServer } from '../../../src/server';

let schema: GraphQLSchema;
let server: ApolloServer<RequestContext>;
beforeAll(async () => {
  schema = await buildApiSchema();
  server = await createServer();
});

/** The errors of an operation for somebody without any rights, in a request without a database. */
async function errorsOf(
  query: string,
  variables: Variables = {},
  of = server,
  grants: Actor['grants'] = [],
) {
  const somebody = { subject: 'somebody', municipalityId: 'm', grants };
  const contextValue = createRequestContext(undefined as never, somebody, undefined as never);
  const { body } = await of.executeOperation({ query, variables }, { contextValue });
  return body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
}
const codesOf = async (query: string, variables?: Variables, of?: typeof server) =>
  (await errorsOf(query, variables, of)).map(({ extensions }) => extensions?.code);

function sizeOf(query: string, variables: Variables = {}) {
  const document = parse(query);
  const operation = document.definitions.find((each) => each.kind === 'OperationDefinition');
  if (!operation) throw new Error('There is no operation');
  return sizeOfOperation(schema, document, operation, new PageSizes(operation, variables));
}

const repeated = (count: number, each: (index: number) => string): string =>
  Array.from({ length: count }, (_each, index) => each(index)).join(' ');

/** Fields in each other: `levels` is even and at least 2. */
const deep = (levels: number): string =>
  levels === 2 ? 'controls { id }' : `controls { risks { ${deep(levels - 2)} } }`;
const doubling = (count: number, content: string): string =>
  `{ ...F0 } ${repeated(count, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)}
   fragment F${count} on Query { ${content} }`;

describe('the cost', () => {
  it('QRY-1 counts a field once, and as often as the lists that it is in are long', () => {
    expect(sizeOf('{ municipality { id name } }').cost).toBe(3);
    expect(sizeOf('{ risk(id: "1") { id controls { id title } } }').cost).toBe(2 + 1 + 3 * 2);
    expect(sizeOf('{ councilGoals { id } }').cost).toBe(1 + 50);
    expect(sizeOf('{ __schema { types { name } } }').cost).toBe(2 + 5);
  });

  it.each([
    ['as a literal', 'query { risks(first: 7)', {}, 7],
    ['as a variable', 'query ($n: Int) { risks(first: $n)', { n: 8 }, 8],
    ['as the default of a variable', 'query ($n: Int = 9) { risks(first: $n)', {}, 9],
    ['left out', 'query { risks', {}, 25],
    ['null', 'query ($n: Int = 9) { risks(first: $n)', { n: null }, 25],
    ['beyond what the list allows', 'query { risks(first: 2000000000)', {}, 100],
    ['below what the list allows', 'query { risks(first: -5)', {}, 1],
    ['a variable beyond that', 'query ($n: Int) { risks(first: $n)', { n: 2_000_000_000 }, 100],
    ['a variable below that', 'query ($n: Int) { risks(first: $n)', { n: -2_000_000_000 }, 1],
  ])('QRY-1 multiplies a page by `first`: %s', (_case, start, variables, first) => {
    const query = `${start} { totalCount pageInfo { endCursor } edges { node { id title } } } }`;

    expect(sizeOf(query, variables).cost).toBe(1 + 1 + 2 + 1 + first * 3);
  });

  it('QRY-1 is the same through fragments, which count as often as they are spread', () => {
    const plain = '{ risks(first: 3) { edges { node { id controls { title } } } } }';
    const spread = `{ ...Q } fragment Q on Query { risks(first: 3) { ...C } }
      fragment C on RiskConnection { edges { node { ... on Risk { id controls { title } } } } }`;

    expect(sizeOf(spread)).toEqual(sizeOf(plain));
    expect(sizeOf(`${spread.replace('...Q', '...Q ...Q')}`).cost).toBe(2 * sizeOf(plain).cost);
  });

  it('QRY-1 of a fragment follows the page that it is spread in', () => {
    const pages = (of: string) => `{ ...Q } fragment Q on Query {
      a: risks(first: 3) { ${of} } b: risks(first: 50) { ${of} } }`;
    const content = 'edges { node { id } }';
    const spread = `${pages('...C')} fragment C on RiskConnection { ${content} }`;

    expect(sizeOf(spread).cost).toBe(sizeOf(pages(content)).cost);
  });

  it('QRY-1 counts directives of operations, fragments and spreads too', () => {
    const query =
      'query @a { ...F @a ... @a { __typename @a } } fragment F on Query @a { __typename }';

    expect(sizeOf(query).directives).toBe(5);
  });

  it('QRY-2 of fragments that double each other is known at once, however many there are', () => {
    expect(sizeOf(doubling(24, '__typename')).cost).toBe(2 ** 24);
    expect(sizeOf(doubling(24, 'a: __typename @skip(if: false)'))).toMatchObject({
      aliases: 2 ** 24,
      directives: 2 ** 24,
      rootFields: 2 ** 24,
    });
    expect(sizeOf(doubling(100, '__typename')).cost).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('QRY-3 of a fragment that spreads itself has an end', () => {
    expect(sizeOf('{ ...F } fragment F on Query { __typename ...F }').cost).toBe(1);
  });
});

describe('a limit', () => {
  const inSchema = (content: string): string => `{ __schema { ${content} } }`;
  const limits: [keyof typeof operationLimits, (size: number) => string][] = [
    ['tokens', (size) => inSchema('__typename '.repeat(size - 5))],
    ['operations', (size) => repeated(size, (n) => `query Q${n} { __typename }`)],
    [
      'depth',
      (size) =>
        `{ risk(id: "1") { ${size % 2 ? 'id ' : ''} ${deep(size - 1 - (size % 2 ? 0 : 1))} } }`,
    ],
    ['aliases', (size) => inSchema(repeated(size, (n) => `a${n}: __typename`))],
    ['directives', (size) => inSchema('__typename @skip(if: false) '.repeat(size))],
    ['rootFields', (size) => `{ ${'__typename '.repeat(size)} }`],
  ];

  it.each(limits)(
    'QRY-1 lets as many %s through as it says, and not one more',
    async (limit, of) => {
      const maximum = operationLimits[limit];
      const inside = await codesOf(of(maximum));
      const [error, ...others] = await errorsOf(of(maximum + 1));

      expect(inside).not.toContain('QUERY_TOO_COMPLEX');
      expect(others).toEqual([]);
      expect(error).toMatchObject({
        message: `The operation is too large: ${limit} is ${maximum + 1}, at most ${maximum}. Divide it.`,
        extensions: {
          code: 'QUERY_TOO_COMPLEX',
          details: { limit, maximum, actual: maximum + 1 },
          userMessage: {
            sv: `Frågan är för stor: ${limit} är ${maximum + 1}, högst ${maximum}. Dela upp den.`,
          },
          requestId: expect.any(String),
        },
      });
    },
  );

  it('QRY-1 of the cost tells what was asked, with the page sizes of the variables', async () => {
    const query = `query ($n: Int) { risks(first: $n) { edges { node {
      controls { risks { controls { risks { controls { id code title } } } } } } } } }`;
    const details = (await errorsOf(query, { n: 100 }))[0]?.extensions?.details;

    expect(await codesOf(query, { n: 10 })).toEqual(['FORBIDDEN']);
    expect(details).toEqual({
      limit: 'cost',
      maximum: operationLimits.cost,
      actual: sizeOf(query, { n: 100 }).cost,
    });
  });

  it('QRY-1 holds anew for each page size, and rights for each caller, of an operation asked before', async () => {
    const query = `query ($m: Int = 100, $n: Int) { risks(first: $m) { edges { node { controls {
      risks { controls { risks { controls { id code } } } } } } } } other: risks(first: $n) { edges { node { id } } } }`;
    const auditor: Actor['grants'] = [{ role: 'AUDITOR', boardId: null }];
    const resolving = await createServer(() => undefined, { schema, compiles: false });
    const asked = async (variables: Variables, grants: Actor['grants'] = []) =>
      (await errorsOf(query, variables, resolving, grants))[0]?.extensions?.code;

    expect(await asked({ m: 1, n: 1 }, auditor)).toBe('INTERNAL_SERVER_ERROR');
    expect(await asked({ m: 1, n: 1 })).toBe('FORBIDDEN');
    expect(await asked({ m: 100, n: 1 })).toBe('QUERY_TOO_COMPLEX');
    expect(await asked({ n: 1 })).toBe('QUERY_TOO_COMPLEX');
    expect(await asked({ m: 1, n: 100 })).toBe('FORBIDDEN');
  });

  it('QRY-1 can be set by the operator', async () => {
    const strict = await createServer(undefined, { limits: { ...operationLimits, cost: 2 } });

    expect(await codesOf('{ __schema { __typename } }', {}, strict)).toEqual([]);
    const refused = await codesOf('{ __schema { description __typename } }', {}, strict);
    expect(refused).toEqual(['QUERY_TOO_COMPLEX']);
  });

  it('QRY-1 leaves room for what we ask ourselves, half as much again', () => {
    const everything = `{ yearlyControlPlan(board: "KS", year: 2025) { id items { title
      risk { title } score { band { word } } plannedControls { definition { title } }
      plannedActions { definition { text } }
      registerRisk { assessments { score { band { word } } } controls { planItems { title } } }
      results { text deviations { text } units { unit } evidence { title } actions { text }
        assessment { level { word } } plannedControls { definition { title } } } } } }`;
    const operations = [exampleOperation, everything, getIntrospectionQuery({ oneOf: true })];

    for (const size of operations.map((each) => sizeOf(each))) {
      expect(size.depth * 1.5).toBeLessThanOrEqual(operationLimits.depth);
      expect(size.cost * 1.5).toBeLessThanOrEqual(operationLimits.cost);
      expect(size.aliases * 1.5).toBeLessThanOrEqual(operationLimits.aliases);
    }
  });
});

describe('a hostile document', () => {
  it.each([
    ['30 000 levels', '{a'.repeat(30_000), 'tokens'],
    ['20 000 times the same field', `{ ${'__typename '.repeat(20_000)} }`, 'tokens'],
    [
      'a type in 20 000 lists',
      `query ($a: ${'['.repeat(20_000)}Int${']'.repeat(20_000)}) { __typename }`,
      'tokens',
    ],
    ['a value in 20 000 lists', `{ risk(id: ${'['.repeat(20_000)}) { id } }`, 'tokens'],
    ['fragments that make 2^24 fields', doubling(24, '__typename'), 'cost'],
    [
      'fragments that make 2^24 records',
      `{ risk(id: "1") { ...R0 } }
       ${repeated(24, (n) => `fragment R${n} on Risk { ...R${n + 1} ...R${n + 1} }`)}
       fragment R24 on Risk { title }`,
      'cost',
    ],
  ])('QRY-2 of %s is refused', async (_case, query, limit) => {
    expect((await errorsOf(query))[0]?.extensions).toMatchObject({
      code: 'QUERY_TOO_COMPLEX',
      details: { limit },
    });
  });

  it.each([
    ['spreads itself', '{ ...A } fragment A on Query { ...A }'],
    ['goes round', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
    ['is wrong', `{ ${'nothing '.repeat(900)} }`],
    [
      'asks the schema in circles',
      '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }',
    ],
  ])('QRY-3 whose content %s does not fit the schema', async (_case, query) => {
    const codes = await codesOf(query);

    expect(new Set(codes)).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
    expect(codes.length).toBeLessThanOrEqual(operationLimits.faults);
  });

  it('QRY-1 does not get more than five faults of its own told', async () => {
    const query = `{ ${'municipality { nothing } '.repeat(9)} }`;

    expect(await codesOf(query)).toHaveLength(operationLimits.faults);
  });

  it('QRY-3 that subscribes is a bad request', async () => {
    expect(await codesOf('subscription { x }')).toEqual(['BAD_REQUEST']);
    expect(await codesOf('subscription { __typename }')).toEqual(['BAD_REQUEST']);
  });

  it.each([
    ['no operation', 'fragment F on Query { __typename }', ['GRAPHQL_VALIDATION_FAILED']],
    ['nothing', '', ['BAD_REQUEST']],
    ['only a remark', '# hej', ['GRAPHQL_PARSE_FAILED']],
  ])('with %s is no fault of ours', async (_case, query, codes) => {
    expect(await codesOf(query)).toEqual(codes);
  });

  it('QRY-1 does not get more than five faults of its variables told', async () => {
    const query = 'mutation ($i: RaiseActionInput!) { raiseAction(input: $i) { __typename } }';
    const wrong = Object.fromEntries(Array.from({ length: 60 }, (_each, n) => [`field${n}`, 1]));
    const grants = [{ role: 'CONTROLLER', boardId: null }] as const;
    const [error, ...others] = await errorsOf(query, { i: wrong }, server, grants);

    expect(others).toEqual([]);
    expect(error?.extensions?.details).toMatchObject({
      field: 'board',
      fields: ['board', 'kind', 'text', 'field0', 'variables'].map((field) => ({ field })),
    });
  });
});

describe('the schema', () => {
  it('QRY-4 is told in full, though it is fifteen levels deep', async () => {
    expect(
      await codesOf(getIntrospectionQuery({ oneOf: true, inputValueDeprecation: true })),
    ).toEqual([]);
  });

  it('QRY-4 is not told where that is switched off', async () => {
    const silent = await createServer(undefined, { introspection: false });
    const codes = await codesOf('{ __schema { __typename } }', {}, silent);

    expect(new Set(codes)).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
    expect(await codesOf('{ __typename }', {}, silent)).toEqual([]);
  });

  it('QRY-4 is not told by the way: no error guesses what was meant', async () => {
    const text = JSON.stringify(await errorsOf('{ riskk(id: 1) { titel } }'));

    expect(text).toContain('riskk');
    expect(text).not.toContain('Did you mean');
  });

  it('QRY-4 comes without measurements of ours', async () => {
    const nobody = { subject: 'somebody', municipalityId: 'm', grants: [] };
    const contextValue = createRequestContext(undefined as never, nobody, undefined as never);
    const { body } = await server.executeOperation({ query: '{ __typename }' }, { contextValue });

    expect(body.kind === 'single' && Object.keys(body.singleResult)).not.toContain('extensions');
  });
});
