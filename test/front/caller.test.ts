import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../ormconfig';
import { contextOfCaller } from '../../src/front/caller';
import { createRefusedCallers } from '../../src/front/refused-callers';
import { type HttpRequest, RequestRefused } from '../../src/http';
import type { Actor } from '../../src/kernel/authorisation';
import { createClock } from '../../src/kernel/clock';
import { DomainError } from '../../src/kernel/errors';
import { Standing } from '../../src/kernel/standing';
import { type Caller, NotKnownHere } from '../../src/modules/identity';
import { createSessionCookie } from '../../src/sign-in';

const program: Actor = { subject: 'program', municipalityId: randomUUID(), grants: [] };
const person: Actor = { subject: 'person', municipalityId: randomUUID(), grants: [] };
/** Nobody's access changes here. */
const asNow = (actor: Actor): Caller => {
  const register = { isCurrent: async () => true, lookUpAgain: async () => null };
  return { actor, standing: new Standing({ actor, stamp: randomUUID() }, register) };
};
const goodToken = 'good-token_~+/.==';
const asked: string[] = [];

const callerAt = (
  publicUrl: string | null,
  refusedCallers = createRefusedCallers(() => undefined),
) =>
  contextOfCaller({
    refusedCallers,
    authenticator: {
      byToken: async (token) => {
        asked.push(token);
        if (token === 'unknown') throw new NotKnownHere();
        if (token === 'later') throw new DomainError('SERVICE_UNAVAILABLE', {});
        return token === goodToken ? asNow(program) : null;
      },
      bySession: async (value) => {
        asked.push(value);
        return value === 'good-session' ? asNow(person) : null;
      },
      startSession: () => Promise.reject(new Error('Nobody signs in here.')),
      endSession: () => Promise.reject(new Error('Nobody signs out here.')),
    },
    sessionCookie: createSessionCookie(publicUrl),
    publicUrl,
    dataSource: new DataSource(dataSourceOptions('postgres://never@connected/to')),
    clock: createClock(),
  });
const createContext = callerAt(null);
const createContextAtHome = callerAt('https://intern.example');
beforeEach(() => asked.splice(0));

const requestWith = (headers: HttpRequest['headers'], search = ''): HttpRequest => ({
  id: randomUUID(),
  method: 'POST',
  isHead: false,
  path: '/graphql',
  search,
  headers,
  parameters: {},
  source: '127.0.0.1',
  signal: new AbortController().signal,
  readBody: () => Promise.reject(new Error('The body was read.')),
});
const unauthenticated = {
  status: 401,
  code: 'UNAUTHENTICATED',
  headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
};

it('CON-2 the header Idempotency-Key is what the caller calls the mutation', async () => {
  const headers = { authorization: `Bearer ${goodToken}` };
  const named = await createContext(
    requestWith({ ...headers, 'idempotency-key': 'a-key-of-ours' }),
  );
  const nameless = await createContext(requestWith(headers));

  expect([named.idempotencyKey, nameless.idempotencyKey]).toEqual(['a-key-of-ours', undefined]);
});

describe('A bearer token', () => {
  it.each(['Bearer', 'bearer', 'BEARER', 'Bearer '])('after "%s" is enough', async (scheme) => {
    const request = requestWith({ authorization: `${scheme} ${goodToken}` });
    const context = await createContext(request);
    expect(context.actor).toBe(program);
    expect(context.requestId).toBe(request.id);
  });

  it.each([
    ['nothing', undefined],
    ['an empty header', ''],
    ['a scheme only', 'Bearer'],
    ['an empty token', 'Bearer '],
    ['null', 'null'],
    ['the token null', 'Bearer null'],
    ['another scheme', `Basic ${goodToken}`],
    ['no scheme', goodToken],
    ['a wrong token', 'Bearer wrong'],
    ['two tokens', `Bearer ${goodToken}, Bearer ${goodToken}`],
    ['a token beyond ASCII', 'Bearer gööd'],
    ['a token with a zero character', `Bearer ${goodToken}\0`],
    ['a header over 8 KB', `Bearer ${'a'.repeat(8 * 1024)}`],
  ])(
    'AUT-1 AUT-7 with %s there is a 401, and the body is not read',
    async (_case, authorization) => {
      await expect(
        createContext(requestWith(authorization ? { authorization } : {})),
      ).rejects.toMatchObject(unauthenticated);
    },
  );

  it('AUT-7 what is no token at all, or too long, is not looked up', async () => {
    for (const authorization of ['Bearer a b', `Bearer ${'a'.repeat(8 * 1024)}`]) {
      await expect(
        createContext(requestWith(authorization ? { authorization } : {})),
      ).rejects.toThrow();
    }
    expect(asked).toEqual([]);
  });

  it('of somebody unknown is a 403; while keys cannot be had there is a 503 to try again after', async () => {
    await expect(
      createContext(requestWith({ authorization: 'Bearer unknown' })),
    ).rejects.toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
      userMessage: { sv: expect.stringContaining('Fråga kommunens administratör') },
    });
    await expect(
      createContext(requestWith({ authorization: 'Bearer later' })),
    ).rejects.toMatchObject({
      status: 503,
      code: 'SERVICE_UNAVAILABLE',
      headers: { 'retry-after': '1' },
    });
  });

  it.each([
    ['the address', {}, `?access_token=${goodToken}`],
    ['a cookie', { cookie: `access_token=${goodToken}`, origin: 'http://127.0.0.1:4000' }, ''],
    [
      'the cookie of a session',
      { cookie: `internkontroll-session=${goodToken}`, origin: 'http://127.0.0.1:4000' },
      '',
    ],
  ])('AUT-5 in %s is ignored', async (_case, headers, search) => {
    const request = requestWith({ host: '127.0.0.1:4000', ...headers }, search);
    await expect(createContext(request)).rejects.toMatchObject(unauthenticated);
  });

  it('CSR-2 stands alone, whatever cookie comes with it', async () => {
    const own = { host: 'localhost:4000', origin: 'http://localhost:4000' };
    const cookie = 'internkontroll-session=good-session';
    const both = { ...own, cookie, authorization: `Bearer ${goodToken}` };
    const { actor } = await createContext(requestWith({ ...both, origin: 'https://evil.example' }));
    expect(actor).toBe(program);
    for (const authorization of ['Bearer wrong', '', 'null']) {
      await expect(createContext(requestWith({ ...both, authorization }))).rejects.toMatchObject(
        unauthenticated,
      );
    }
    expect(asked).not.toContain('good-session');
  });
});

describe('The cookie of a session', () => {
  const cookie = 'other=1; internkontroll-session=good-session; more=2';
  const host = 'localhost:4000';

  it.each([
    ['the same origin', { origin: 'http://localhost:4000' }],
    ['a browser that says so', { 'sec-fetch-site': 'same-origin' }],
    ['both', { origin: 'http://localhost:4000', 'sec-fetch-site': 'same-origin' }],
  ])('CSR-2 is accepted from %s', async (_case, headers) => {
    const { actor } = await createContext(requestWith({ host, cookie, ...headers }));
    expect(actor).toBe(person);
  });

  it.each([
    ['nowhere', {}],
    ['null', { origin: 'null' }],
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://localhost:4001' }],
    ['another protocol', { origin: 'https://localhost:4000' }],
    ['a name that ends like ours', { origin: 'http://evil-localhost:4000' }],
    ['a name that begins like ours', { origin: 'http://localhost:4000.evil.example' }],
    ['a sister site', { 'sec-fetch-site': 'same-site' }],
    ['a foreign site', { 'sec-fetch-site': 'cross-site' }],
    ['an address that somebody typed', { 'sec-fetch-site': 'none' }],
    [
      'our name, though the browser says otherwise',
      {
        origin: 'http://localhost:4000',
        'sec-fetch-site': 'cross-site',
      },
    ],
    [
      'a foreign name, though the browser says otherwise',
      {
        origin: 'https://evil.example',
        'sec-fetch-site': 'same-origin',
      },
    ],
  ])('CSR-2 is refused from %s, before it is looked up', async (_case, headers) => {
    await expect(createContext(requestWith({ host, cookie, ...headers }))).rejects.toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    });
    expect(asked).toEqual([]);
  });

  it('CSR-2 over TLS has the prefix __Host-, and comes from the public address, whatever Host says', async () => {
    const behindProxy = { host: '10.0.0.7:4000', origin: 'https://intern.example' };
    const prefixed = { cookie: '__Host-internkontroll-session=good-session' };
    const { actor } = await createContextAtHome(requestWith({ ...behindProxy, ...prefixed }));
    expect(actor).toBe(person);

    await expect(
      createContextAtHome(requestWith({ ...behindProxy, cookie })),
    ).rejects.toMatchObject(unauthenticated);
    await expect(
      createContextAtHome(
        requestWith({ ...prefixed, host: 'evil.example', origin: 'https://evil.example' }),
      ),
    ).rejects.toMatchObject({ status: 403 });
  });

  it('AUT-1 that has ended, or never began, is a 401', async () => {
    for (const value of ['wrong', '', '%00']) {
      const headers = { host, 'sec-fetch-site': 'same-origin' };
      await expect(
        createContext(requestWith({ ...headers, cookie: `internkontroll-session=${value}` })),
      ).rejects.toMatchObject(unauthenticated);
    }
  });
});

describe('Callers who are not let in', () => {
  it('AUT-6 are told of once a minute and source, and not for having tried nothing', async () => {
    const told: object[] = [];
    const refusedCallers = createRefusedCallers((event, facts) => told.push({ event, ...facts }));
    const knock = callerAt(null, refusedCallers);
    for (const authorization of [
      'Bearer bad',
      'Bearer worse',
      'Bearer unknown',
      'Bearer later',
      undefined,
    ]) {
      await expect(
        knock(requestWith(authorization ? { authorization } : {})),
      ).rejects.toBeInstanceOf(RequestRefused);
    }
    expect(told).toEqual([]);

    refusedCallers.tell();
    expect(told).toEqual([
      { event: 'Callers were refused', source: '127.0.0.1', code: 'UNAUTHENTICATED', count: 2 },
      { event: 'Callers were refused', source: '127.0.0.1', code: 'FORBIDDEN', count: 1 },
    ]);
  });
});
