import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { GraphQLError } from 'graphql';
import { serverAudits } from 'graphql-http';
import {
  graphqlRoutes,
  RequestRefused,
  type RunningHttpServer,
  startHttpServer,
} from '../../src/http';
import type { Actor } from '../../src/kernel/authorisation';
import { createClock } from '../../src/kernel/clock';
import { formatError } from '../../src/kernel/graphql/format-error';
import { statusPlugin } from '../../src/kernel/graphql/status-plugin';
import { createRequestContext, type RequestContext } from '../../src/kernel/request-context';
import { transportMessages } from '../../src/kernel/transport-codes';
import { createServer } from '../../src/server';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createMunicipality, type TestMunicipality } from '../support/municipality';

let database: TestDatabase;
let here: TestMunicipality;
let apollo: ApolloServer<RequestContext>;
let http: RunningHttpServer;
const log = jest.fn();
const origin = 'https://ledning.example';

beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database);
  apollo = await createServer(log);
  await apollo.start();
  const controller: Actor = here.api.actorWith('CONTROLLER');
  const routes = graphqlRoutes({
    apollo,
    playground: null,
    corsOrigins: [origin],
    createContext: async ({ id, headers }) => {
      if (headers.authorization === 'Bearer good') {
        return createRequestContext(database.application, controller, createClock(), {
          requestId: id,
        });
      }
      throw new RequestRefused(401, 'UNAUTHENTICATED', transportMessages.UNAUTHENTICATED, {
        'www-authenticate': 'Bearer error="invalid_token"',
      });
    },
  });
  const isReady = async () => true;
  http = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    portIsChosen: false,
    routes,
    isReady,
    log,
  });
});
afterAll(async () => {
  await http.stop();
  await apollo.stop();
  await database.drop();
});
beforeEach(() => log.mockClear());

const good = { authorization: 'Bearer good' };
const json = { ...good, 'content-type': 'application/json' };

/** Sends a body as it is, or as JSON. */
const post = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${http.url}/graphql`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const get = (search: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${http.url}/graphql?${search}`, { headers: { ...good, ...headers } });

interface ErrorAnswer {
  readonly errors: { message: string; extensions: Record<string, unknown> }[];
}
const errorIn = async (answer: Response) => ((await answer.json()) as ErrorAnswer).errors[0];

describe('TRA-1 the audit of graphql-http', () => {
  const audits = serverAudits({
    url: () => `${http.url}/graphql`,
    fetchFn: (address: string, init: RequestInit = {}) =>
      fetch(address, {
        ...init,
        headers: { ...init.headers, ...good, 'apollo-require-preflight': 'true' },
      }),
  });

  it('has its sixty audits', () => expect(audits.length).toBeGreaterThan(60));

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });
});

describe('an operation that is refused as a whole', () => {
  const refused: [string, string, object][] = [
    ['GRAPHQL_PARSE_FAILED', 'as no GraphQL', { query: '{' }],
    ['GRAPHQL_VALIDATION_FAILED', 'as not in the schema', { query: '{ nothing }' }],
    ['QUERY_TOO_COMPLEX', 'as too large', { query: `{ ${'__typename '.repeat(11)} }` }],
    ['QUERY_TOO_COMPLEX', 'as too long', { query: `{ ${'__typename '.repeat(1_000)} }` }],
    [
      'BAD_USER_INPUT',
      'for a value of a wrong kind',
      { query: 'query ($y: Int!) { riskMatrix(year: $y) { total } }', variables: { y: 'i år' } },
    ],
  ];

  it.each(refused)('TRA-1 with %s, %s, has 200 as JSON and else 400', async (code, _how, body) => {
    const asJson = await post(body, { accept: 'application/json' });
    const asResponse = await post(body, { accept: 'application/graphql-response+json' });

    expect([asJson.status, asResponse.status]).toEqual([200, 400]);
    expect(asResponse.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
    for (const answer of [asJson, asResponse]) {
      expect(await errorIn(answer)).toMatchObject({
        extensions: { code, requestId: answer.headers.get('x-request-id') },
      });
    }
  });

  it.each([
    ['no query', {}],
    ['a number as query', { query: 1 }],
    ['a list of operations', [{ query: '{ __typename }' }]],
    ['a text', '"{ __typename }"'],
    ['null', 'null'],
    ['a number of variables', { query: '{ __typename }', variables: 1 }],
    ['a stored operation', { extensions: { persistedQuery: { version: 1, sha256Hash: 'ab' } } }],
    [
      'an operation to be stored',
      { query: '{ __typename }', extensions: { persistedQuery: { version: 1, sha256Hash: 'ab' } } },
    ],
    ['an operation of another name', { query: 'query A { __typename }', operationName: 'B' }],
    ['a subscription', { query: 'subscription { x }' }],
  ])('QRY-3 QRY-8 ERR-3 for being %s is a bad request, and says which', async (_case, body) => {
    const answer = await post(body);

    expect(answer.status).toBe(400);
    expect(await errorIn(answer)).toEqual({
      message: expect.any(String),
      extensions: {
        code: 'BAD_REQUEST',
        details: {},
        userMessage: { sv: 'Anropet är felaktigt.', en: 'The request is not valid.' },
        requestId: answer.headers.get('x-request-id'),
      },
    });
    expect(log).not.toHaveBeenCalled();
  });

  it('TRA-1 in no media type that we have is refused before it has changed anything', async () => {
    const query = `mutation { createProcess(input: { name: "Lön", kind: PROCESS }) { __typename } }`;

    const answer = await post({ query }, { accept: 'text/csv' });
    const processes = await post({ query: '{ processes { totalCount } }' });

    expect(answer.status).toBe(406);
    expect((await errorIn(answer))?.extensions.code).toBe('BAD_REQUEST');
    expect(await processes.json()).toEqual({ data: { processes: { totalCount: 0 } } });
  });

  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['application/*;q=0.1', 'application/json'],
    ['application/graphql-response+json', 'application/graphql-response+json'],
    [
      'application/graphql-response+json, application/json;q=0.9',
      'application/graphql-response+json',
    ],
    ['application/json, application/graphql-response+json', 'application/json'],
    ['application/json;q=0, */*', 'application/graphql-response+json'],
    ['APPLICATION/GRAPHQL-RESPONSE+JSON;q=x, text/html, */*;q=0.1', 'application/json'],
  ])('TRA-1 accept: %s is answered as %s', async (accept, type) => {
    const answer = await post({ query: '{ __typename }' }, accept ? { accept } : {});

    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      `${type}; charset=utf-8`,
    ]);
  });
});

describe('what cannot be done just now', () => {
  const busy = new ApolloServer({
    typeDefs: 'type Query { busy: Int, strict: Int!, name: String }',
    resolvers: {
      Query: {
        busy: () => Promise.reject(unavailable()),
        strict: () => Promise.reject(unavailable()),
        name: () => 'KS',
      },
    },
    formatError,
    plugins: [statusPlugin(), ApolloServerPluginLandingPageDisabled()],
    stopOnTerminationSignals: false,
  });
  const unavailable = () =>
    new GraphQLError('Busy', { extensions: { code: 'SERVICE_UNAVAILABLE' } });
  let server: RunningHttpServer;
  beforeAll(async () => {
    await busy.start();
    const routes = graphqlRoutes({
      apollo: busy,
      createContext: async () => ({}),
      playground: null,
    });
    const isReady = async () => true;
    server = await startHttpServer({
      ...{ host: '127.0.0.1', port: 0, portIsChosen: false, routes, isReady, log },
    });
  });
  afterAll(async () => {
    await server.stop();
    await busy.stop();
  });

  it.each([
    ['{ name busy }', { name: 'KS', busy: null }],
    ['{ name strict }', null],
  ])('QRY-5 has 503 and says when to try again: %s', async (query, data) => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const answer = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ query }),
      });

      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
      expect(await answer.json()).toMatchObject({
        data,
        errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE', details: {} } }],
      });
    }
  });
});

describe('a fault of ours', () => {
  beforeAll(() => database.owner.query('ALTER TABLE council_goal RENAME TO hidden_goal'));
  afterAll(() => database.owner.query('ALTER TABLE hidden_goal RENAME TO council_goal'));

  it('ERR-1 is told without its insides, which the log has under the same id', async () => {
    const answer = await post({ query: '{ municipality { name } councilGoals { id } }' });
    const text = await answer.text();
    const requestId = answer.headers.get('x-request-id');

    expect(JSON.parse(text)).toEqual({
      data: null,
      errors: [
        {
          message: 'Internal server error',
          path: ['councilGoals'],
          locations: [expect.anything()],
          extensions: {
            code: 'INTERNAL_SERVER_ERROR',
            details: {},
            userMessage: {
              sv: 'Något gick fel hos oss. Uppge ärendets requestId.',
              en: 'Something went wrong on our side. Tell us the requestId.',
            },
            requestId,
          },
        },
      ],
    });
    expect(text).not.toMatch(/council_goal|hidden|relation|select|typeorm|stack|\.[jt]s|127\.0/i);
    expect(log).toHaveBeenCalledWith(
      requestId,
      expect.objectContaining({ message: expect.stringContaining('council_goal') }),
    );
  });

  it('ERR-4 of a field that fails after the answer is there ends nothing', async () => {
    const unhandled = jest.fn();
    process.on('unhandledRejection', unhandled);
    const fields = Array.from({ length: 9 }, (_each, n) => `g${n}: councilGoals { id }`);

    await post({ query: `{ ${fields.join(' ')} }` });
    const after = await post({ query: '{ __typename }' });
    process.off('unhandledRejection', unhandled);

    expect(after.status).toBe(200);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe('by GET', () => {
  const preflight = { 'apollo-require-preflight': '1' };
  const query = `query=${encodeURIComponent('{ __typename }')}`;

  it.each([
    ['apollo-require-preflight', '1', 200],
    ['x-apollo-operation-name', 'Q', 200],
    ['x-apollo-operation-name', '', 400],
    ['x-other', '1', 400],
  ])('TRA-4 CSR-1 %s: "%s" is answered with %i', async (name, value, status) => {
    const answer = await get(query, { [name]: value });

    expect(answer.status).toBe(status);
    if (status === 400) {
      expect((await errorIn(answer))?.extensions).toMatchObject({
        code: 'BAD_REQUEST',
        requestId: answer.headers.get('x-request-id'),
      });
    }
  });

  it.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['odd', 415],
    ['application/json', 200],
  ])('TRA-4 with the content type %s is answered with %i', async (type, status) => {
    expect((await get(query, { ...preflight, 'content-type': type })).status).toBe(status);
  });

  it('TRA-4 changes nothing', async () => {
    const mutation =
      'mutation { createProcess(input: { name: "Lön", kind: PROCESS }) { __typename } }';
    const answer = await get(`query=${encodeURIComponent(mutation)}`, preflight);
    const processes = await post({ query: '{ processes { totalCount } }' });

    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await processes.json()).toEqual({ data: { processes: { totalCount: 0 } } });
  });

  it('TRA-4 QRY-3 does not subscribe either', async () => {
    expect((await get(`query=${encodeURIComponent('subscription { x }')}`, preflight)).status).toBe(
      405,
    );
  });
});

describe('from a page of another origin', () => {
  const preflightFrom = (from: string): Promise<Response> =>
    fetch(`${http.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: from, 'access-control-request-method': 'POST' },
    });
  const corsIn = ({ headers }: Response) =>
    Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

  it('CSR-2 that is on the list, a browser learns what it may send, for ten minutes', async () => {
    const answer = await preflightFrom(origin);

    expect([answer.status, answer.headers.get('vary')]).toEqual([204, 'Origin']);
    expect(corsIn(answer)).toEqual({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': expect.stringMatching(
        /^authorization, content-type, idempotency-key, apollo-require-preflight, /,
      ),
      'access-control-expose-headers': expect.stringContaining('x-request-id'),
      'access-control-max-age': '600',
    });
  });

  it('CSR-2 that is on the list, answers and refusals can be read; cookies are not asked for', async () => {
    const cases: Record<string, string>[] = [
      {},
      { authorization: 'Bearer bad' },
      { 'content-type': 'text/plain' },
    ];
    for (const headers of cases) {
      const answer = await post({ query: '{ __typename }' }, { origin, ...headers });

      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    }
  });

  it.each([
    'null',
    'http://ledning.example',
    'https://ledning.example.evil.example',
    'https://evil-ledning.example',
    'https://ledning.example:8443',
    'https://LEDNING.example',
    'https://sub.ledning.example',
    'https://ledning.example, https://evil.example',
  ])('CSR-2 such as %s, which is not on the list, nothing is opened', async (from) => {
    const answers = [
      await preflightFrom(from),
      await post({ query: '{ __typename }' }, { origin: from }),
    ];

    expect(answers.map(corsIn)).toEqual([{}, {}]);
    expect(answers.map(({ headers }) => headers.get('vary'))).toEqual(['Origin', 'Origin']);
  });

  it('CSR-2 that is on the list, only the API is opened', async () => {
    const answer = await fetch(`${http.url}/healthz`, { headers: { origin } });

    expect(corsIn(answer)).toEqual({});
  });
});

describe('values of the caller', () => {
  it('INP-6 called __proto__ change nothing of ours', async () => {
    const query = 'mutation ($i: CreateProcessInput!) { createProcess(input: $i) { __typename } }';
    const pollution =
      '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}';
    const answers = [
      await post(`{"query": ${JSON.stringify(query)}, "variables": {"i": ${pollution}}}`),
      await post(
        `{"query": "{ __typename }", "extensions": ${pollution}, "__proto__": {"polluted": 1}}`,
      ),
      await post(`{"query": "{ __typename }", "variables": ${pollution}}`),
    ];

    expect((await errorIn(answers[0] as Response))?.extensions.code).toBe('BAD_USER_INPUT');
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(Object('').polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(log).not.toHaveBeenCalled();
  });
});

describe('an answer that the client has already', () => {
  const ask = (query: string, headers: Record<string, string> = {}) =>
    fetch(`${http.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { authorization: 'Bearer good', 'apollo-require-preflight': '1', ...headers },
    });
  const boards = '{ boards { edges { node { name } } } }';

  it('is 304 and empty by GET, until it is another', async () => {
    const first = await ask(boards);
    const etag = first.headers.get('etag') ?? '';
    const again = await ask(boards, { 'if-none-match': `"other", W/${etag}` });
    await here.api.does(here.api.actorWith('ADMINISTRATOR'), 'createBoard', {
      ...{ code: 'SN', name: 'Socialnämnden', kind: 'BOARD' },
    });
    const changed = await ask(boards, { 'if-none-match': etag });

    expect(etag).toMatch(/^"[\w-]{43}"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
    expect(await changed.text()).toContain('Socialnämnden');
  });

  it('is whole by POST, and has no tag when it is an error', async () => {
    const posted = await post({ query: boards });
    const wrong = await ask('{ board(board: "XX") { name } }');

    expect([posted.status, posted.headers.get('etag')]).toEqual([200, null]);
    expect(wrong.headers.get('etag')).toBeNull();
    expect(wrong.headers.get('cache-control')).toBe('no-store');
  });
});
