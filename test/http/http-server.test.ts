import { createServer, request as httpRequest } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import {
  connectionLimits,
  type GraphqlOptions,
  graphqlRoutes,
  type HttpRequest,
  type HttpServerOptions,
  RequestRefused,
  type RunningHttpServer,
  startHttpServer,
} from '../../src/http';

interface Caller {
  readonly name: string;
}

const apollo = new ApolloServer<Caller>({
  typeDefs: `
    type Query { hello: String!, slow: String! }
    type Mutation { change: String! }
  `,
  resolvers: {
    Query: {
      hello: (_root, _args, { name }) => `hej ${name}`,
      slow: () => sleep(300, 'done'),
    },
    Mutation: { change: () => 'changed' },
  },
  plugins: [ApolloServerPluginLandingPageDisabled()],
  stopOnTerminationSignals: false,
});
beforeAll(() => apollo.start());
afterAll(() => apollo.stop());

const playground = {
  startFor: async () => ({ title: 'T', examples: [], signedInAs: null }),
};
const graphqlOptions: GraphqlOptions<Caller> = {
  apollo,
  createContext: async ({ headers }) => {
    if (headers.authorization === 'Bearer broken') throw new TypeError('no such column "secret"');
    if (headers.authorization === 'Bearer good') return { name: 'Åsa' };
    const texts = { sv: 'Du är inte inloggad.', en: 'You are not signed in.' };
    const challenge = { 'www-authenticate': 'Bearer error="invalid_token"' };
    throw new RequestRefused(401, 'UNAUTHENTICATED', texts, challenge);
  },
  playground: null,
};

const log = jest.fn();
const running: RunningHttpServer[] = [];
beforeEach(() => log.mockClear());
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function start(options: Partial<HttpServerOptions> = {}, graphql = graphqlOptions) {
  const server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    portIsChosen: false,
    routes: graphqlRoutes(graphql),
    isReady: async () => true,
    log,
    ...options,
  });
  running.push(server);
  return server;
}

const good = { authorization: 'Bearer good' };
const json = { ...good, 'content-type': 'application/json' };
const ask = (query: string) => JSON.stringify({ query });
const post = (
  { url }: RunningHttpServer,
  body: string | Buffer,
  headers: Record<string, string> = json,
) => fetch(`${url}/graphql`, { method: 'POST', body, headers });

/** Sends raw text on a connection of its own and gives all that comes back until it is closed. */
function exchange({ port }: RunningHttpServer, ...parts: string[]): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => {
      for (const part of parts) socket.write(part);
    });
    socket.on('data', (data) => {
      received += data;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(received));
  });
}

const onEveryAnswer = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
};
const headersOf = ({ headers }: Response) => Object.fromEntries(headers);

describe('an operation', () => {
  it('TRA-1 TRA-6 is answered by POST, and says which request it was', async () => {
    const answer = await post(await start(), ask('{ hello }'));

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ data: { hello: 'hej Åsa' } });
    expect(headersOf(answer)).toMatchObject({
      ...onEveryAnswer,
      'content-type': 'application/json; charset=utf-8',
    });
    expect(headersOf(answer)).not.toHaveProperty('x-powered-by');
    expect(headersOf(answer)).not.toHaveProperty('server');
  });

  it.each(['application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
    'TRA-1 may come as %s',
    async (type) => {
      const answer = await post(await start(), ask('{ hello }'), { ...good, 'content-type': type });

      expect(answer.status).toBe(200);
    },
  );

  it('TRA-4 is answered by GET when no form of another page can have sent it', async () => {
    const address = `${(await start()).url}/graphql?query=${encodeURIComponent('{ hello }')}`;

    const withoutPreflight = await fetch(address, { headers: good });
    const withPreflight = await fetch(address, {
      headers: { ...good, 'apollo-require-preflight': '1' },
    });

    expect(withoutPreflight.status).toBe(400);
    expect(await withPreflight.json()).toEqual({ data: { hello: 'hej Åsa' } });
  });

  it('TRA-4 does not change anything by GET', async () => {
    const { url } = await start();
    const headers = { ...good, 'apollo-require-preflight': '1' };

    const answer = await fetch(`${url}/graphql?query=mutation{change}`, { headers });

    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });

  it('TRA-2 may be exactly as long as the limit', async () => {
    const body = ask('{ hello }').padEnd(200 * 1024);

    expect((await post(await start(), body)).status).toBe(200);
  });
});

describe('a refusal', () => {
  const refusals: [string, number, string, string | Buffer, Record<string, string>][] = [
    [
      'an unknown caller',
      401,
      'UNAUTHENTICATED',
      ask('{ hello }'),
      { 'content-type': json['content-type'] },
    ],
    ['a body over the limit', 413, 'BAD_REQUEST', ask('{ hello }').padEnd(200 * 1024 + 1), json],
    ['a compressed body', 415, 'BAD_REQUEST', '', { ...json, 'content-encoding': 'gzip' }],
    [
      'a form',
      415,
      'BAD_REQUEST',
      'query={hello}',
      { ...good, 'content-type': 'application/x-www-form-urlencoded' },
    ],
    ['plain text', 415, 'BAD_REQUEST', ask('{ hello }'), { ...good, 'content-type': 'text/plain' }],
    [
      'another charset',
      415,
      'BAD_REQUEST',
      ask('{ hello }'),
      { ...good, 'content-type': 'application/json; charset=latin1' },
    ],
    ...[
      ...['multipart/form-data; boundary=x', 'text/json', 'application/graphql', '', 'odd'],
      ...['application/json, text/plain', 'application/json; a=b', 'application/json-patch+json'],
    ].map((type): (typeof refusals)[number] => [
      `the content type "${type}"`,
      415,
      'BAD_REQUEST',
      ask('{ hello }'),
      { ...good, 'content-type': type },
    ]),
    ['malformed UTF-8', 400, 'BAD_REQUEST', Buffer.from(ask('{ hello } # å'), 'latin1'), json],
    ['malformed JSON', 400, 'BAD_REQUEST', '{"query":', json],
  ];

  it.each(refusals)(
    'TRA-2 TRA-3 CSR-1 of %s has status %i and code %s',
    async (_case, status, code, body, headers) => {
      const answer = await post(await start(), body, headers);

      expect(answer.status).toBe(status);
      expect(headersOf(answer)).toMatchObject({
        ...onEveryAnswer,
        'content-type': 'application/json; charset=utf-8',
      });
      expect(await answer.json()).toEqual({
        errors: [
          {
            message: expect.any(String),
            extensions: {
              code,
              details: {},
              userMessage: { sv: expect.any(String), en: expect.any(String) },
              requestId: answer.headers.get('x-request-id'),
            },
          },
        ],
      });
      expect(log).not.toHaveBeenCalled();
    },
  );

  it.each([
    ['an unknown caller', 401, 'Bearer unknown', 1_000],
    ['a length over the limit', 413, 'Bearer good', 200 * 1024 + 1],
  ])(
    'TRA-2 AUT-1 of %s comes before the body is read',
    async (_case, status, authorization, length) => {
      const head = `POST /graphql HTTP/1.1\r\nHost: a\r\nAuthorization: ${authorization}\r\n`;
      const begun = Date.now();

      const received = await exchange(
        await start(),
        `${head}Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n{`,
      );

      expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(received.includes('www-authenticate: Bearer error="invalid_token"')).toBe(
        status === 401,
      );
      expect(Date.now() - begun).toBeLessThan(4_000);
    },
  );

  it('TRA-2 of a body without end comes while it is sent, and then the connection is cut', async () => {
    const { port } = await start();
    const begun = Date.now();

    const { status, sent } = await new Promise<{ status?: number; sent: number }>((resolve) => {
      let status: number | undefined;
      let sent = 0;
      const asked = httpRequest({
        port,
        host: '127.0.0.1',
        path: '/graphql',
        method: 'POST',
        headers: { ...json, 'transfer-encoding': 'chunked' },
      });
      const drip = setInterval(() => {
        asked.write(' '.repeat(50_000));
        sent += 50_000;
      }, 10);
      asked.on('response', (response) => {
        status = response.statusCode;
        response.resume();
        response.on('error', () => {});
      });
      asked.on('error', () => {});
      asked.on('close', () => {
        clearInterval(drip);
        resolve({ status, sent });
      });
    });

    expect(status).toBe(413);
    expect(sent).toBeGreaterThan(200 * 1024);
    expect(Date.now() - begun).toBeLessThan(4_000);
  });

  it('ERR-1 tells nothing of a fault of ours, but logs it under the number that the caller sees', async () => {
    const answer = await post(await start(), ask('{ hello }'), {
      ...json,
      authorization: 'Bearer broken',
    });
    const text = await answer.text();

    expect(answer.status).toBe(500);
    expect(text).toContain('INTERNAL_SERVER_ERROR');
    expect(text).not.toContain('secret');
    expect(log).toHaveBeenCalledWith(answer.headers.get('x-request-id'), expect.any(TypeError));
  });
});

describe('a path', () => {
  it.each([
    ...['/', '/graphql/', '/documents/%E5', '//graphql', '/graphql/../healthz'],
    ...['/.env', '/.git/config', '/metrics', '/package.json', '/graphql/playground/boot.js'],
  ])('TRA-8 TRA-9 that is unknown, such as %s, is a problem', async (path) => {
    const server = await start();

    const received = await exchange(
      server,
      `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    );
    const [head = '', body = ''] = received.split('\r\n\r\n');

    expect(head).toMatch(/^HTTP\/1.1 404 /);
    expect(head).toContain('content-type: application/problem+json; charset=utf-8');
    expect(JSON.parse(body)).toMatchObject({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: expect.any(String),
      instance: /x-request-id: (\S+)/.exec(head)?.[1],
    });
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'TRACE'])(
    'TRA-4 does not have the method %s',
    async (method) => {
      const server = await start();

      const received = await exchange(
        server,
        `${method} /graphql HTTP/1.1\r\nHost: a\r\nX-Echo: echo-me\r\nConnection: close\r\n\r\n`,
      );

      expect(received).toMatch(/^HTTP\/1.1 405 /);
      expect(received).toContain('allow: GET, POST, HEAD, OPTIONS\r\n');
      expect(received).toContain('"title":"Method Not Allowed"');
      expect(received).not.toContain('echo-me');
    },
  );

  it('TRA-4 CSR-2 names its methods to OPTIONS, and opens to no other origin', async () => {
    const { url } = await start();

    const answer = await fetch(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://example.org' },
    });

    expect(answer.status).toBe(204);
    expect(answer.headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('TRA-4 answers HEAD like GET, without the body', async () => {
    const { url } = await start();

    const answer = await fetch(`${url}/healthz`, { method: 'HEAD' });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe('18');
    expect(await answer.text()).toBe('');
  });

  it('hands its parameters decoded to the route, which may answer with a stream', async () => {
    const { url } = await start({
      routes: [
        {
          methods: ['GET'],
          path: '/boards/:board/plan.txt',
          handle: ({ parameters, search }) => ({
            status: 200,
            headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private' },
            body: Readable.from([`${parameters.board}`, search]),
          }),
        },
      ],
    });

    const answer = await fetch(`${url}/boards/milj%C3%B6%2Fbygg/plan.txt?year=2026`);
    const head = await fetch(`${url}/boards/a/plan.txt`, { method: 'HEAD' });
    const other = await fetch(`${url}/boards/a/planXtxt`);

    expect(await answer.text()).toBe('miljö/bygg?year=2026');
    expect(answer.headers.get('cache-control')).toBe('private');
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(other.status).toBe(404);
  });
});

describe('what is not proper HTTP', () => {
  const head = `POST /graphql HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer good\r\nContent-Type: application/json\r\n`;

  it.each([
    ['noise', 400, 'noise\r\n\r\n'],
    [
      'two lengths',
      400,
      'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    ],
    [
      'a length and chunks',
      400,
      'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
    ],
    ...[
      ['no host', 'GET /healthz HTTP/1.1\r\n\r\n'],
      ['two hosts', 'GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
      ['a folded header', 'GET /healthz HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\r\n\r\n'],
      ['a space before the colon', 'GET /healthz HTTP/1.1\r\nHost : a\r\n\r\n'],
      ['a NUL in a header', 'GET /healthz HTTP/1.1\r\nHost: a\r\nX-A: b\0c\r\n\r\n'],
      ['the same length twice', `${head}Content-Length: 1\r\nContent-Length: 1\r\n\r\n{`],
      ['a list of lengths', `${head}Content-Length: 1, 1\r\n\r\n{`],
      ['a length below zero', `${head}Content-Length: -1\r\n\r\n`],
      ['another transfer coding', `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
      ['chunks that are not last', `${head}Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n`],
      ['a chunk of no length', `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n`],
      [
        'a chunk that is too long',
        `${head}Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n`,
      ],
    ].map(([name = '', text = '']): [string, number, string] => [name, 400, text]),
    [
      'headers over 16 KB',
      431,
      `GET /healthz HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`,
    ],
  ])('TRA-5 TRA-2 such as %s, gets status %i and is closed', async (_case, status, text) => {
    const received = await exchange(await start(), text);

    expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(received.toLowerCase()).toContain('connection: close');
    expect(received.match(/^HTTP/gm)).toHaveLength(1);
    const [, body = ''] = received.split('\r\n\r\n');
    const requestId = /x-request-id: (\S+)/.exec(received)?.[1];
    expect(requestId).toBeDefined();
    expect(body).toContain(requestId);
    expect(log).not.toHaveBeenCalled();
  });

  it('TRA-8 is told as a problem with the id of the request', async () => {
    const received = await exchange(await start(), 'noise\r\n\r\n');
    const [head = '', body = ''] = received.split('\r\n\r\n');

    expect(head).toContain('content-type: application/problem+json; charset=utf-8');
    expect(JSON.parse(body)).toEqual({
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: expect.any(String),
      instance: /x-request-id: (\S+)/.exec(head)?.[1],
    });
  });

  const impatient = { headersTimeout: 200, requestTimeout: 300, connectionsCheckingInterval: 50 };

  it.each([
    ['headers', 'GET /healthz HTTP/1.1\r\nHost: a\r\n'],
    [
      'a body',
      'POST /graphql HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer good\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    ],
  ])(
    'TRA-7 such as %s without end from 300 clients, is closed with 408 while others are served',
    async (_case, text) => {
      const server = await start({ limits: impatient });

      const slow = Promise.all(Array.from({ length: 300 }, () => exchange(server, text)));
      const answer = await fetch(`${server.url}/healthz`);

      expect(answer.status).toBe(200);
      for (const received of await slow) expect(received).toMatch(/^HTTP\/1.1 408 /);
      expect(log).not.toHaveBeenCalled();
    },
  );

  it('TRA-7 beyond the most connections are not taken', async () => {
    const server = await start({ limits: { maxConnections: 1 } });
    const first = connect(server.port, '127.0.0.1');
    await new Promise((resolve) => first.once('connect', resolve));

    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
    first.destroy();
  });

  it('TRA-7 is given little time', () => {
    expect(connectionLimits).toEqual({
      headersTimeout: 10_000,
      requestTimeout: 15_000,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 5_000,
      maxHeaderSize: 16_384,
      maxConnections: 4_000,
    });
  });
});

describe('an answer that takes too long', () => {
  it('QRY-5 is given up with 503, and says when to try again', async () => {
    const answer = await post(await start({ answerMilliseconds: 100 }), ask('{ slow }'));

    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await answer.json()).toEqual({
      errors: [
        {
          message: 'The service cannot answer just now. Try again in a moment.',
          extensions: {
            code: 'SERVICE_UNAVAILABLE',
            details: {},
            userMessage: {
              sv: 'Tjänsten hinner inte svara just nu. Försök igen om en stund.',
              en: 'The service cannot answer just now. Try again in a moment.',
            },
            requestId: answer.headers.get('x-request-id'),
          },
        },
      ],
    });
    expect(log).not.toHaveBeenCalled();
  });

  /** A route that waits for ever, and the signal that it was given. */
  function waitingRoute() {
    const signals: AbortSignal[] = [];
    const handle = ({ signal }: HttpRequest) => {
      signals.push(signal);
      return new Promise<never>(() => {});
    };
    return { signals, routes: [{ methods: ['GET'], path: '/waiting', handle }] };
  }

  it('QRY-5 is told to whoever works on it', async () => {
    const { signals, routes } = waitingRoute();
    const { url } = await start({ routes, answerMilliseconds: 50 });

    const answer = await fetch(`${url}/waiting`);

    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('QRY-5 ends also when the client has gone', async () => {
    const { signals, routes } = waitingRoute();
    const { url } = await start({ routes });
    const client = new AbortController();

    const answer = fetch(`${url}/waiting`, { signal: client.signal }).catch(() => 'gone');
    while (signals.length === 0) await sleep(5);
    const before = signals[0]?.aborted;
    client.abort();
    while (!signals[0]?.aborted) await sleep(5);

    expect([before, await answer]).toEqual([false, 'gone']);
    expect(log).not.toHaveBeenCalled();
  });

  it('QRY-5 does not count the time in which the answer is sent', async () => {
    const signals: AbortSignal[] = [];
    const handle = ({ signal }: HttpRequest) => {
      signals.push(signal);
      const parts = async function* () {
        yield 'first ';
        await sleep(150);
        yield 'last';
      };
      return { status: 200, body: Readable.from(parts()) };
    };
    const routes = [{ methods: ['GET'], path: '/long', handle }];
    const { url } = await start({ routes, answerMilliseconds: 50 });

    expect(await (await fetch(`${url}/long`)).text()).toBe('first last');
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });

  it('TRA-7 because its request is sent slowly, is the fault of the client', async () => {
    const server = await start({ answerMilliseconds: 100 });
    const head = 'POST /graphql HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer good\r\n';

    const received = await exchange(
      server,
      `${head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    );

    expect(received).toMatch(/^HTTP\/1.1 408 /);
    expect(received).toContain('BAD_REQUEST');
  });

  it('ERR-4 and fails after that, does not end the process', async () => {
    const unhandled = jest.fn();
    process.on('unhandledRejection', unhandled);
    const handle = () => sleep(100).then(() => Promise.reject(new Error('late')));
    const routes = [{ methods: ['GET'], path: '/late', handle }];
    const { url } = await start({ routes, answerMilliseconds: 20 });

    expect((await fetch(`${url}/late`)).status).toBe(503);
    await sleep(150);
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

describe('health', () => {
  it.each([
    ['it is', async () => true, 200, 'ready'],
    ['it is not', async () => false, 503, 'not ready'],
    ['it cannot be told', () => Promise.reject(new Error('no database')), 503, 'not ready'],
  ])('says whether the service is ready: %s', async (_case, isReady, status, word) => {
    const { url } = await start({ isReady });

    const ready = await fetch(`${url}/readyz`);
    const alive = await fetch(`${url}/healthz`);

    expect([ready.status, await ready.json()]).toEqual([status, { status: word }]);
    expect([alive.status, await alive.json()]).toEqual([200, { status: 'alive' }]);
    expect(headersOf(ready)).toMatchObject(onEveryAnswer);
  });
});

describe('a port that is taken', () => {
  const occupant = createServer();
  beforeAll(() => new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve)));
  afterAll(() => occupant.close());
  const taken = () => (occupant.address() as AddressInfo).port;

  it('is replaced when nobody chose it', async () => {
    const server = await start({ port: taken() });

    expect(server.port).not.toBe(taken());
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  it('is reported by name when it was chosen', async () => {
    await expect(start({ port: taken(), portIsChosen: true })).rejects.toThrow(
      `PORT=${taken()} is already in use`,
    );
  });
});

describe('stopping', () => {
  it('finishes what is under way, takes nothing new, and does not wait for the idle', async () => {
    const server = await start();
    const silent = connect(server.port, '127.0.0.1');
    await fetch(`${server.url}/healthz`);
    const underWay = post(server, ask('{ slow }'));
    await sleep(100);

    const begun = Date.now();
    const stopped = Promise.all([server.stop(), server.stop()]);
    const late = await fetch(`${server.url}/healthz`).catch(() => 'refused');
    const answer = await underWay;
    await stopped;

    expect(await answer.json()).toEqual({ data: { slow: 'done' } });
    expect(answer.headers.get('connection')).toBe('close');
    expect(late).toBe('refused');
    expect(Date.now() - begun).toBeLessThan(2_000);
    silent.destroy();
  });

  it('is announced by /readyz while the lame duck still answers', async () => {
    const server = await start({ lameDuckMilliseconds: 300 });

    const stopped = server.stop();
    const ready = await fetch(`${server.url}/readyz`);
    const answer = await post(server, ask('{ hello }'));
    await stopped;

    expect(ready.status).toBe(503);
    expect(answer.status).toBe(200);
    await expect(fetch(`${server.url}/readyz`)).rejects.toThrow();
  });

  it('cuts what takes too long', async () => {
    const routes = [
      { methods: ['GET'], path: '/never', handle: () => new Promise<never>(() => {}) },
    ];
    const server = await start({ routes, drainMilliseconds: 200 });
    const underWay = fetch(`${server.url}/never`).catch(() => 'cut');
    await sleep(100);

    await server.stop();

    expect(await underWay).toBe('cut');
  });
});

describe('a browser that opens /graphql', () => {
  const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
  const options = {
    startFor: async () => ({
      title: 'A & B',
      examples: [{ operation: '{ hello } # </script>', variables: {} }],
      signedInAs: 'Åsa & <Bo>',
    }),
  };

  it('TRA-9 finds no page when the playground is off', async () => {
    const { url } = await start();

    expect((await fetch(`${url}/graphql`, { headers: browser })).status).toBe(404);
    expect((await fetch(`${url}/graphql/playground/boot.js`)).status).toBe(404);
  });

  it('TRA-9 finds the playground when it is on, whose page loads nothing from elsewhere', async () => {
    const { url } = await start({}, { ...graphqlOptions, playground: options });

    const page = await fetch(`${url}/graphql`, { headers: browser });
    const html = await page.text();

    expect(headersOf(page)).toMatchObject({
      ...onEveryAnswer,
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'same-origin',
      'content-security-policy': expect.stringContaining("default-src 'none'; script-src 'self';"),
    });
    expect(html).toContain('<html lang="sv">');
    expect(html).toContain('<title>A &amp; B</title>');
    expect(html).toContain('{ hello } # \\u003c/script>');
    expect(html).toContain('Inloggad som <strong>Åsa &amp; &lt;Bo&gt;</strong>');
    expect(html).not.toMatch(/(src|href)="(?!\/graphql\/|\/")/);
  });

  it('may keep the parts of the page, which are named by what they contain', async () => {
    const { url } = await start({}, { ...graphqlOptions, playground });
    const html = await (await fetch(`${url}/graphql`, { headers: browser })).text();
    const addresses = [...html.matchAll(/\/graphql\/playground\/[^"]+/g)].map(
      ([path]) => url + path,
    );

    const parts = await Promise.all(addresses.map((address) => fetch(address)));
    const etag = parts[0]?.headers.get('etag') ?? '';
    const again = await fetch(`${addresses[0]}`, { headers: { 'if-none-match': etag } });

    expect(parts).toHaveLength(7);
    for (const part of parts) {
      expect(part.status).toBe(200);
      expect(headersOf(part)).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': expect.stringMatching(
          /^(text\/(javascript|css)|image\/svg\+xml); charset=utf-8$/,
        ),
        'x-content-type-options': 'nosniff',
        etag: expect.stringMatching(/^"[\w-]{16}"$/),
      });
    }
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await fetch(`${url}/graphql/playground/passwd`)).status).toBe(404);
  });

  it('does not stand in the way of programs', async () => {
    const server = await start({}, { ...graphqlOptions, playground });

    expect((await post(server, ask('{ hello }'))).status).toBe(200);
    expect((await fetch(`${server.url}/graphql`)).status).toBe(401);
  });
});
