import { createHmac, generateKeyPairSync, KeyObject, sign, type webcrypto } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWTHeaderParameters,
  SignJWT,
} from 'jose';
import { createClock } from '../../../src/kernel/clock';
import { createIssuerKeys, createTokenVerifier } from '../../../src/modules/identity';
import {
  audience,
  type IdentityProvider,
  startIdentityProvider,
} from '../../support/identity-provider';

const issuer = 'https://login.example';
const now = new Date('2026-11-20T12:00:00Z');
const seconds = now.getTime() / 1000;
const clock = createClock(() => now);
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;

const pairs = new Map<
  string,
  { privateKey: webcrypto.CryptoKey; publicKey: webcrypto.CryptoKey }
>();
let verify: (token: string) => Promise<unknown>;

beforeAll(async () => {
  const keys = [];
  for (const alg of algorithms) {
    const pair = await generateKeyPair(alg, { extractable: true });
    pairs.set(alg, pair);
    keys.push({ ...(await exportJWK(pair.publicKey)), kid: alg, alg, use: 'sig' });
  }
  const options = {
    issuer,
    audience,
    rolesClaim: 'roles',
    keys: createLocalJWKSet({ keys }),
    clock,
  };
  ({ verify } = createTokenVerifier(options));
});

const keyOf = (alg: string): webcrypto.CryptoKey => {
  const pair = pairs.get(alg);
  if (!pair) throw new Error(`There is no key for ${alg}`);
  return pair.privateKey;
};

const claims = {
  iss: issuer,
  aud: audience,
  sub: 'anna',
  client_id: 'pages',
  iat: seconds,
  nbf: seconds,
  exp: seconds + 3600,
  jti: 'one',
};
type Claims = Record<string, unknown>;

/** A token that is good save for what is named here; `undefined` leaves a claim or header out. */
const tokenWith = (
  changed: Claims,
  header: Record<string, unknown> = {},
  key: webcrypto.CryptoKey | KeyObject = keyOf('ES256'),
): Promise<string> => {
  const all = { alg: 'ES256', kid: 'ES256', typ: 'at+jwt', ...header };
  return new SignJWT({ ...claims, ...changed })
    .setProtectedHeader(all as JWTHeaderParameters)
    .sign(key, { crit: { b64: true, 'http://example/rule': true } });
};

const base64url = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A token of which everything can be chosen, also what no library would sign. */
const raw = (header: unknown, payload: unknown, signature: (text: string) => Buffer): string => {
  const text = `${base64url(header)}.${base64url(payload)}`;
  return `${text}.${signature(text).toString('base64url')}`;
};
const byOwnKey = (text: string): Buffer =>
  sign('sha256', Buffer.from(text), {
    key: KeyObject.from(keyOf('ES256')),
    dsaEncoding: 'ieee-p1363',
  });
const byHmacOf = (secret: string | Buffer) => (text: string) =>
  createHmac('sha256', secret).update(text).digest();

const parts = async () => (await tokenWith({})).split('.') as [string, string, string];
const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const weak = generateKeyPairSync('rsa', { modulusLength: 2048 });

describe('A good access token', () => {
  it.each(algorithms)('AUT-2 may be signed with %s, and says who it speaks for', async (alg) => {
    const token = await tokenWith(
      { roles: ['controller', 7, 'auditor'], scope: 'plans:read  plans:write' },
      { alg, kid: alg },
      keyOf(alg),
    );

    expect(await verify(token)).toEqual({
      issuer,
      subject: 'anna',
      clientId: 'pages',
      appRoles: ['controller', 'auditor'],
      expiresAt: new Date((seconds + 3660) * 1000),
    });
  });

  it.each<[string, Claims, Record<string, unknown>]>([
    ['with its type in full', {}, { typ: 'application/at+jwt' }],
    ['with its type in capitals', {}, { typ: 'AT+JWT' }],
    ['for several services', { aud: ['https://other.example', audience] }, {}],
    ['a minute over its time', { exp: seconds - 59 }, {}],
    ['a minute before its time', { nbf: seconds + 60, iat: seconds + 60 }, {}],
    ['without a time before which it is not good', { nbf: undefined }, {}],
    ['with roles that are no list', { roles: 'controller' }, {}],
    ['with a subject of 255 characters', { sub: 'a'.repeat(255) }, {}],
  ])('AUT-2 is good %s', async (_case, changed, header) => {
    expect(await verify(await tokenWith(changed, header))).toMatchObject({ clientId: 'pages' });
  });
});

it('AUT-2 the forger of these tests signs well, so that only what is wrong is refused', async () => {
  const token = raw({ alg: 'ES256', kid: 'ES256', typ: 'at+jwt' }, claims, byOwnKey);
  expect(await verify(token)).toMatchObject({ subject: 'anna' });
});

describe('A forged token', () => {
  const forged: [string, () => Promise<string> | string][] = [
    ['without a signature', async () => `${(await parts()).slice(0, 2).join('.')}.`],
    [
      'with the algorithm none',
      () => raw({ alg: 'none', typ: 'at+jwt' }, claims, () => Buffer.alloc(0)),
    ],
    [
      'with the algorithm None',
      () => raw({ alg: 'None', typ: 'at+jwt' }, claims, () => Buffer.alloc(0)),
    ],
    [
      'signed with HS256 by the public key',
      async () => {
        const jwk = await exportJWK(pairs.get('ES256')?.publicKey ?? foreign.publicKey);
        const header = { alg: 'HS256', kid: 'ES256', typ: 'at+jwt' };
        return raw(header, claims, byHmacOf(JSON.stringify(jwk)));
      },
    ],
    [
      'signed with HS256 by nothing',
      () => raw({ alg: 'HS256', typ: 'at+jwt' }, claims, byHmacOf('')),
    ],
    ['signed by another key', () => tokenWith({}, {}, foreign.privateKey)],
    ['signed by a key of another kind', () => tokenWith({}, { alg: 'RS256' }, weak.privateKey)],
    ['whose key is unknown', () => tokenWith({}, { kid: 'unknown' })],
    ['with the algorithm of another key', () => tokenWith({}, { alg: 'RS256' }, keyOf('RS256'))],
    ['with an algorithm beyond the list', () => tokenWith({}, { alg: 'RS512' }, weak.privateKey)],
    [
      'whose claims were changed',
      async () => {
        const [header, , signature] = await parts();
        return `${header}.${base64url({ ...claims, sub: 'someone-else' })}.${signature}`;
      },
    ],
    [
      'whose signature was changed',
      async () => {
        const [header, payload, signature] = await parts();
        const [first = ''] = signature;
        return `${header}.${payload}.${first === 'A' ? 'B' : 'A'}${signature.slice(1)}`;
      },
    ],
    [
      'that brings its key along (jwk)',
      async () => {
        const jwk = await exportJWK(foreign.publicKey);
        return tokenWith({}, { jwk, kid: undefined }, foreign.privateKey);
      },
    ],
    ['that names where its key is (jku)', () => tokenWith({}, { jku: `${issuer}/keys` })],
    ['that names a certificate (x5u)', () => tokenWith({}, { x5u: `${issuer}/certificate` })],
    ['that brings a certificate along (x5c)', () => tokenWith({}, { x5c: ['MIIB'] })],
    [
      'with a rule that nobody here knows (crit)',
      () => tokenWith({}, { crit: ['http://example/rule'], 'http://example/rule': 1 }),
    ],
    ['of the type of an ID token', () => tokenWith({ nonce: 'n' }, { typ: 'JWT' })],
    ['without a type', () => tokenWith({}, { typ: undefined })],
    ['of the type of a sign-out', () => tokenWith({}, { typ: 'logout+jwt' })],
    ['of another issuer', () => tokenWith({ iss: 'https://evil.example' })],
    ['whose issuer has one slash more', () => tokenWith({ iss: `${issuer}/` })],
    ['whose issuer begins like ours', () => tokenWith({ iss: `${issuer}.evil.example` })],
    ['without an issuer', () => tokenWith({ iss: undefined })],
    ['for another service', () => tokenWith({ aud: 'https://other.example' })],
    ['for a service whose name begins like ours', () => tokenWith({ aud: `${audience}/v2` })],
    ['for several services, none of them ours', () => tokenWith({ aud: ['a', 'b'] })],
    ['for nobody', () => tokenWith({ aud: undefined })],
    ['that ended 61 seconds ago', () => tokenWith({ exp: seconds - 61 })],
    ['that never ends', () => tokenWith({ exp: undefined })],
    [
      'whose end is a text',
      () =>
        raw(
          { alg: 'ES256', kid: 'ES256', typ: 'at+jwt' },
          { ...claims, exp: '9999999999' },
          byOwnKey,
        ),
    ],
    ['that begins in 61 seconds', () => tokenWith({ nbf: seconds + 61 })],
    ['that was issued in the future', () => tokenWith({ iat: seconds + 61 })],
    ['without the time when it was issued', () => tokenWith({ iat: undefined })],
    ['that speaks for nobody', () => tokenWith({ sub: undefined })],
    ['whose subject is empty', () => tokenWith({ sub: '' })],
    ['whose subject is a list', () => tokenWith({ sub: ['anna'] as never })],
    ['whose subject is too long', () => tokenWith({ sub: 'a'.repeat(256) })],
    ['whose subject has a line break', () => tokenWith({ sub: 'anna\nadmin' })],
    ['without a client', () => tokenWith({ client_id: undefined })],
    ['whose client is a number', () => tokenWith({ client_id: 7 })],
    [
      'whose claims are a list',
      () => raw({ alg: 'ES256', kid: 'ES256', typ: 'at+jwt' }, [claims], byOwnKey),
    ],
    [
      'whose claims are no JSON',
      () => raw({ alg: 'ES256', kid: 'ES256', typ: 'at+jwt' }, '{', byOwnKey),
    ],
    ['whose header is no JSON', () => raw('{', claims, byOwnKey)],
    ['that is encrypted', () => 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA'],
    ['of one part', () => 'abc'],
    ['of no parts', () => '..'],
  ];

  it.each(forged)('AUT-2 %s is refused', async (_case, forge) => {
    expect(await verify(await forge())).toBeNull();
  });
});

describe('The keys of an issuer', () => {
  let provider: IdentityProvider;
  let time: number;
  const failures: unknown[] = [];
  beforeAll(async () => {
    provider = await startIdentityProvider();
  });
  afterAll(() => provider.end());
  beforeEach(() => {
    time = Date.now();
    failures.splice(0);
  });

  /** A verifier as the service makes it, which has asked for no keys yet. */
  const freshVerifier = () => {
    const ownClock = createClock(() => new Date(time));
    const keys = createIssuerKeys(provider.issuer, ownClock, (cause) => failures.push(cause));
    const options = {
      issuer: provider.issuer,
      audience,
      rolesClaim: 'roles',
      keys,
      clock: ownClock,
    };
    return createTokenVerifier(options);
  };
  const timesAskedWhile = async (work: () => Promise<unknown>): Promise<number> => {
    const before = Number(await provider.timesAsked());
    await work();
    return Number(await provider.timesAsked()) - before;
  };

  it('AUT-3 are found by discovery, and asked for once for many tokens', async () => {
    const verifier = freshVerifier();
    const token = await provider.tokenOfClient();

    const asked = await timesAskedWhile(async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => verifier.verify(token)));
      answers.push(await verifier.verify(token));
      for (const answer of answers) {
        expect(answer).toEqual({
          issuer: provider.issuer,
          subject: 'internkontroll-pages',
          clientId: 'internkontroll-pages',
          appRoles: ['internkontroll-controller'],
          expiresAt: expect.any(Date),
        });
      }
    });

    expect(asked).toBe(1);
  });

  it('AUT-3 may be changed without a restart, and are asked for anew after 10 minutes', async () => {
    const verifier = freshVerifier();
    const before = await provider.tokenOfClient();
    expect(await verifier.verify(before)).not.toBeNull();

    await provider.rotate();
    const after = await provider.tokenOfClient();
    expect(await verifier.verify(before)).not.toBeNull();
    time += 30_000;
    expect(await verifier.verify(after)).not.toBeNull();
    expect(await verifier.verify(before)).toBeNull();

    await provider.rotate();
    time += 10 * 60_000 + 1;
    // Whoever comes first is let in by the keys known so far, and has them asked for meanwhile.
    expect(await verifier.verify(after)).not.toBeNull();
    while (await verifier.verify(after)) await sleep(10);
  });

  it('AUT-3 are asked for at most once in 30 seconds, however many unknown keys are named', async () => {
    const verifier = freshVerifier();
    await verifier.verify(await provider.tokenOfClient());
    const unknown = await tokenWith({}, { kid: 'unknown' });

    const asked = await timesAskedWhile(async () => {
      time += 29_999;
      for (let count = 0; count < 5; count += 1) expect(await verifier.verify(unknown)).toBeNull();
    });
    const askedLater = await timesAskedWhile(async () => {
      time += 1;
      for (let count = 0; count < 5; count += 1) expect(await verifier.verify(unknown)).toBeNull();
    });

    expect([asked, askedLater]).toEqual([0, 1]);
  });

  it('AUT-3 that are known make nobody wait, though old, while the provider does not answer', async () => {
    const jwk = await exportJWK(pairs.get('ES256')?.publicKey ?? foreign.publicKey);
    let hangs = false;
    const hanging = createServer(({ url }, response) => {
      if (hangs) return;
      const keys = { keys: [{ ...jwk, kid: 'ES256', alg: 'ES256' }] };
      const about = { issuer: own, jwks_uri: `${own}/keys` };
      response.end(JSON.stringify(url === '/keys' ? keys : about));
    });
    await once(hanging.listen(0, '127.0.0.1'), 'listening');
    const own = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`;
    let ownTime = now.getTime();
    const ownClock = createClock(() => new Date(ownTime));
    const keys = createIssuerKeys(own, ownClock, (cause) => failures.push(cause));
    const options = { issuer: own, audience, rolesClaim: 'roles', keys, clock: ownClock };
    const verifier = createTokenVerifier(options);
    const token = await tokenWith({ iss: own, exp: seconds + 3600 });
    expect(await verifier.verify(token)).not.toBeNull();

    hangs = true;
    ownTime += 11 * 60_000;
    const began = performance.now();
    for (let count = 0; count < 5; count += 1) expect(await verifier.verify(token)).not.toBeNull();
    expect(performance.now() - began).toBeLessThan(1_000);

    hanging.closeAllConnections();
    hanging.close();
    while (failures.length === 0) await sleep(10);
  });

  it('AUT-3 that are known go on working while the provider is down, and are had when it is back', async () => {
    const token = await provider.tokenOfClient();
    const verifier = freshVerifier();
    await verifier.verify(token);
    const unknown = await tokenWith({}, { kid: 'unknown' });
    const late = freshVerifier();

    await provider.stop();
    time += 20 * 60_000;
    expect(await verifier.verify(token)).not.toBeNull();
    expect(await verifier.verify(unknown)).toBeNull();
    expect(failures).toHaveLength(1);
    await expect(late.verify(token)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await expect(late.verify(token)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(failures).toHaveLength(2);

    await provider.start();
    time += 1_000;
    expect(await late.verify(token)).not.toBeNull();
  });
});
