import { demoMunicipalities } from '../../seeds/demo-municipalities';
import { readConfig } from '../../src/config';
import { createDemoIssuer, demoPersons } from '../../src/demo';
import { alingsas as alingsasSeed } from '../../src/demo/alingsas';
import { loadMunicipality } from '../../src/demo/load-municipality';
import { loadPersons } from '../../src/demo/load-persons';
import { frontRoutes } from '../../src/front/front-routes';
import { type RunningHttpServer, startHttpServer } from '../../src/http';
import type { Actor, Role } from '../../src/kernel/authorisation';
import { createClock } from '../../src/kernel/clock';
import {
  createIssuerKeys,
  createRegisterAuthenticator,
  createTokenVerifier,
  type TokenVerifier,
} from '../../src/modules/identity';
import { createServer } from '../../src/server';
import { localPath } from '../../src/sign-in/local-path';
import { type Api, createApi } from '../support/api';
import { BrowserSession } from '../support/browser-session';
import { createTestDatabase, type TestDatabase } from '../support/database';
import {
  audience,
  client,
  type IdentityProvider,
  startIdentityProvider,
} from '../support/identity-provider';

jest.setTimeout(30_000);

const clock = createClock();
const faults: unknown[] = [];
const running: RunningHttpServer[] = [];
let database: TestDatabase;
let alingsas: Api;
let administrator: Actor;
let apollo: Awaited<ReturnType<typeof createServer>>;

beforeAll(async () => {
  database = await createTestDatabase();
  const [ids] = demoMunicipalities;
  if (!ids) throw new Error('There is no demo municipality');
  await loadMunicipality(database.application, ids, alingsasSeed, new Date());
  await loadPersons(database.application, ids);
  alingsas = await createApi(database.application, ids.id, '2026-11-20');
  administrator = alingsas.actorWith('ADMINISTRATOR');
  apollo = await createServer((_id, cause) => faults.push(cause));
  await apollo.start();
});
afterAll(async () => {
  await Promise.all(running.map((server) => server.stop()));
  await apollo.stop();
  await database.drop();
});
afterEach(() => expect(faults.splice(0)).toEqual([]));

/** The service on a port of its own, as `main` starts it, for the tokens of one issuer. */
async function serve(
  environment: Record<string, string>,
  verifier: TokenVerifier,
  demoTokens: Readonly<Record<string, string>> | null,
) {
  // The provider has to know where the service is before the service knows it.
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const config = readConfig({ ...environment, PUBLIC_URL: url });
  const { application: dataSource } = database;
  const authenticator = createRegisterAuthenticator(dataSource, verifier, clock);
  const stop = async () => undefined;
  const backend = { dataSource, authenticator, verifier, demoTokens, stop };
  const log = (_id: string, cause: unknown) => faults.push(cause);
  const routes = frontRoutes({ config, backend, apollo, clock, log });
  const isReady = async () => true;
  const portIsChosen = true;
  const http = await startHttpServer({
    host: '127.0.0.1',
    port,
    portIsChosen,
    routes,
    isReady,
    log,
  });
  running.push(http);
  return url;
}

async function freePort(): Promise<number> {
  const probe = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    portIsChosen: false,
    routes: [],
    isReady: async () => true,
    log: () => undefined,
  });
  await probe.stop();
  return probe.port;
}

const whoAmI = '{ municipality { code } }';

const codeOf = async (answer: Response): Promise<unknown> => {
  const { data, errors } = (await answer.json()) as {
    data?: { municipality: { code: string } };
    errors?: { extensions: { code: string } }[];
  };
  return data?.municipality.code ?? errors?.[0]?.extensions.code;
};

describe('In the demonstration', () => {
  let url: string;
  let tokens: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const issuer = await createDemoIssuer(clock);
    tokens = issuer.tokens;
    url = await serve({}, issuer.verifier, tokens);
  });
  const signIn = async (person: string, to = '/graphql'): Promise<BrowserSession> => {
    const browser = new BrowserSession();
    const answer = await browser.submit(`${url}/sign-in`, { person, to });
    expect([answer.status, answer.url]).toEqual([200, url + to]);
    return browser;
  };

  it.each(['/', '/graphql'])('a browser that opens %s is led to the persons', async (path) => {
    const browser = new BrowserSession();
    const first = await browser.look(url + path);
    expect([first.status, first.headers.get('location')]).toEqual([
      303,
      `/sign-in?to=${encodeURIComponent(path)}`,
    ]);

    const answer = await browser.open(url + path);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain('<html lang="sv">');
    expect(page).toContain(`<input type="hidden" name="to" value="${path}">`);
    const persons = [...page.matchAll(/name="person" value="(\w+)"/g)].map(([, name]) => name);
    const people = demoPersons.filter(({ grant }) => grant.role !== 'INTEGRATION_CLIENT');
    expect(persons.sort()).toEqual(people.map(({ name }) => name).sort());
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringMatching(/^default-src 'none'; .*form-action 'self'/),
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
  });

  it('one signs in as a person of a municipality, and goes on to where one was going', async () => {
    const browser = await signIn('alingsas_board_secretary');
    expect(await codeOf(await browser.ask(`${url}/graphql`, whoAmI))).toBe('alingsas');
    const page = await (await browser.open(`${url}/`)).text();
    expect(page).toContain('Inloggad som <strong>Nämndsekreterare, Alingsås</strong>');
  });

  it('no page holds a token, and no script can read the cookie', async () => {
    const browser = new BrowserSession();
    const form = { method: 'POST', redirect: 'manual' as const };
    const answer = await fetch(`${url}/sign-in`, {
      ...form,
      headers: { origin: url },
      body: new URLSearchParams({ person: 'alingsas_controller', to: '/graphql' }),
    });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^internkontroll-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const chosen = await browser.submit(`${url}/sign-in`, { person: 'alingsas_controller' });
    const pages = [
      await chosen.text(),
      await (await browser.open(`${url}/sign-in`)).text(),
      await (await browser.open(`${url}/graphql`)).text(),
    ];
    for (const page of pages) {
      for (const token of Object.values(tokens)) expect(page).not.toContain(token);
      expect(page).not.toMatch(/ey[\w-]{10,}\./);
      expect(page).not.toContain(browser.cookieFor(url).split('=')[1]);
    }
  });

  it('signing out ends the session at the server too', async () => {
    const browser = await signIn('alingsas_auditor');
    const cookie = browser.cookieFor(url);
    const goodbye = await browser.submit(`${url}/sign-out`, {});
    expect(await goodbye.text()).toContain('Du är utloggad');
    expect(browser.cookieFor(url)).toBe('');

    const again = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { cookie, origin: url, 'content-type': 'application/json' },
      body: JSON.stringify({ query: whoAmI }),
    });
    expect(again.status).toBe(401);
    expect((await browser.look(`${url}/graphql`)).status).toBe(303);
  });

  it('each sign-in is another session, and ends the one before in the same browser', async () => {
    const browser = await signIn('alingsas_auditor');
    const before = browser.cookieFor(url);
    await browser.submit(`${url}/sign-in`, { person: 'alingsas_controller', to: '/graphql' });
    expect(browser.cookieFor(url)).not.toBe(before);
    const headers = { cookie: before, origin: url, 'content-type': 'application/json' };
    const body = JSON.stringify({ query: whoAmI });
    expect((await fetch(`${url}/graphql`, { method: 'POST', headers, body })).status).toBe(401);
  });

  it.each([
    ['nobody', { person: 'alingsas_mayor' }, 400],
    ['a program, which is no person', { person: 'alingsas_integration_client' }, 400],
    ['a name of every object', { person: '__proto__' }, 400],
    ['no field', {}, 400],
  ])('%s cannot be chosen', async (_case, fields, status) => {
    const answer = await new BrowserSession().submit(`${url}/sign-in`, fields as never);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await answer.text()).toContain('Försök igen');
  });

  it.each(['/sign-in', '/sign-out'])(
    'CSR-2 a form of another site at %s is refused, and signs nobody in or out',
    async (path) => {
      const browser = await signIn('alingsas_controller');
      for (const origin of ['https://evil.example', 'null', undefined]) {
        const answer = await fetch(url + path, {
          method: 'POST',
          headers: { ...(origin && { origin }), cookie: browser.cookieFor(url) },
          body: new URLSearchParams({ person: 'alingsas_auditor' }),
          redirect: 'manual',
        });
        expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
        const heading = path === '/sign-in' ? 'Inloggningen' : 'Utloggningen';
        expect(await answer.text()).toContain(`<h1>${heading} gick inte</h1>`);
      }
      expect(await codeOf(await browser.ask(`${url}/graphql`, whoAmI))).toBe('alingsas');
    },
  );

  it('CSR-2 another site cannot ask with the cookie, and nothing is changed', async () => {
    const browser = await signIn('alingsas_controller');
    const change =
      'mutation { createCouncilGoal(input: { number: "9998", text: "a" }) { __typename } }';
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const answer = await browser.ask(`${url}/graphql`, change, foreign);
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'FORBIDDEN']);
    const goals = await browser.ask(`${url}/graphql`, '{ councilGoals { number } }');
    const text = await goals.text();
    expect(text).toContain('"councilGoals"');
    expect(text).not.toContain('9998');
  });

  it('AUT-2 AUT-7 whoever has no good token is told so before the document is read', async () => {
    const [head, payload, signature] = (tokens.alingsas_controller ?? '').split('.');
    const asAdministrator = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString());
    asAdministrator.sub = 'demo:alingsas:administrator';
    const changed = Buffer.from(JSON.stringify(asAdministrator)).toString('base64url');
    const unsigned = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    const another = await createDemoIssuer(clock);
    const headers: (string | undefined)[] = [
      undefined,
      '',
      'null',
      'Bearer null',
      'Bearer',
      'Basic YTpi',
      `Bearer ${head}.${changed}.${signature}`,
      `Bearer ${unsigned}.${payload}.`,
      `Bearer ${another.tokens.alingsas_controller}`,
      `Bearer ${tokens.alingsas_controller}x`,
      `Bearer ${'a'.repeat(9_000)}`,
      'Bearer \u00e5\u00e4',
    ];
    for (const authorization of headers) {
      for (const query of ['{ __typename }', '{ __schema { types { name } } }', '{{{']) {
        const answer = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(authorization !== undefined && { authorization }),
          },
          body: JSON.stringify({ query }),
        });
        expect([
          answer.status,
          answer.headers.get('www-authenticate'),
          await codeOf(answer),
        ]).toEqual([401, 'Bearer error="invalid_token"', 'UNAUTHENTICATED']);
      }
    }
  });

  it('a token of the built-in issuer is good for a week, and checked like any other', async () => {
    const begun = Date.now();
    let time = begun;
    const issuer = await createDemoIssuer(createClock(() => new Date(time)));
    const token = issuer.tokens.alingsas_controller ?? '';
    const day = 86_400_000;

    time = begun + 6.9 * day;
    expect(await issuer.verifier.verify(token)).toEqual({
      issuer: 'urn:internkontroll:demo',
      subject: 'demo:alingsas:controller',
      expiresAt: expect.any(Date),
      clientId: 'demo',
      appRoles: [],
    });
    time = begun + 7.1 * day;
    expect(await issuer.verifier.verify(token)).toBeNull();
  });
});

describe('With an identity provider', () => {
  let provider: IdentityProvider;
  let url: string;
  beforeAll(async () => {
    provider = await startIdentityProvider();
    const { issuer } = provider;
    const environment = {
      OIDC_ISSUER: issuer,
      OIDC_AUDIENCE: audience,
      OIDC_CLIENT_ID: client.clientId,
      OIDC_CLIENT_SECRET: client.clientSecret,
    };
    const keys = createIssuerKeys(issuer, clock, (cause) => faults.push(cause));
    const verifier = createTokenVerifier({ issuer, audience, rolesClaim: 'roles', keys, clock });
    url = await serve(environment, verifier, null);
    await register('anna', 'BOARD_MEMBER');
    await register(client.clientId, 'INTEGRATION_CLIENT');
    await provider.allow(`${url}/sign-in/callback`);
  });
  afterAll(() => provider.end());
  beforeEach(() => provider.signsIn('anna'));

  const register = async (
    subject: string,
    role: Role,
  ): Promise<{ id: string; version: number }> => {
    const input = { issuer: provider.issuer, subject, name: subject };
    const added = await alingsas.does<{ subject: { id: string; version: number } }>(
      administrator,
      'registerSubject',
      input,
      'subject { id version }',
    );
    const { id: subjectId, version: expectedVersion } = added.subject;
    const granted = await alingsas.does<typeof added>(
      administrator,
      'grantRole',
      { subjectId, expectedVersion, role },
      'subject { id version }',
    );
    return granted.subject;
  };

  it('AUT-2 AUT-3 a program asks with the token of its client credentials', async () => {
    const ask = (token: string) =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: whoAmI }),
      });
    expect(await codeOf(await ask(await provider.tokenOfClient()))).toBe('alingsas');
  });

  it('AUT-2 AUT-3 a browser that opens a page comes back to it signed in, by code and PKCE', async () => {
    const browser = new BrowserSession();
    const first = await browser.look(`${url}/sign-in?to=%2Fgraphql`);
    const address = new URL(first.headers.get('location') ?? '');
    expect(address.origin).toBe(provider.issuer);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: client.clientId,
      redirect_uri: `${url}/sign-in/callback`,
      resource: audience,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(first.headers.get('set-cookie')).toMatch(
      /^internkontroll-sign-in=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/,
    );

    const answer = await browser.open(`${url}/graphql`);
    const page = await answer.text();
    expect([answer.status, answer.url]).toEqual([200, `${url}/graphql`]);
    expect(page).toContain('Inloggad som <strong>anna</strong>');
    expect(page).not.toMatch(/ey[\w-]{10,}\./);
    expect(browser.cookieFor(url)).toMatch(/^internkontroll-session=[\w-]{43}$/);
    expect(await codeOf(await browser.ask(`${url}/graphql`, whoAmI))).toBe('alingsas');
  });

  it('AUT-2 an ID token of the provider, though well signed, is refused', async () => {
    const idToken = await provider.idTokenOf('anna');
    expect(idToken.split('.')).toHaveLength(3);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${idToken}` };
    const body = JSON.stringify({ query: whoAmI });
    expect((await fetch(`${url}/graphql`, { method: 'POST', headers, body })).status).toBe(401);
  });

  it('somebody whom the provider knows but nobody here does gets no session', async () => {
    await provider.signsIn('stranger');
    const browser = new BrowserSession();
    const answer = await browser.open(`${url}/graphql`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      403,
      'text/html; charset=utf-8',
    ]);
    expect(browser.cookieFor(url)).not.toContain('internkontroll-session');
  });

  it('AUT-4 a role of the provider that is mapped here lets in; whoever is shut out is out at once', async () => {
    const mapping = {
      issuer: provider.issuer,
      appRole: 'internkontroll-controller',
      role: 'AUDITOR',
    };
    const { id: subjectId, version } = await register('carl', 'AUDITOR');
    await alingsas.does(administrator, 'mapAppRole', mapping);
    const [known, mapped] = [new BrowserSession(), new BrowserSession()];
    await provider.signsIn('carl');
    await known.open(`${url}/graphql`);
    await provider.signsIn('somebody-with-the-role');
    await mapped.open(`${url}/graphql`);
    for (const browser of [known, mapped]) {
      expect(await codeOf(await browser.ask(`${url}/graphql`, whoAmI))).toBe('alingsas');
    }

    const block = { subjectId, expectedVersion: version };
    await alingsas.does(administrator, 'blockSubject', block);
    const refused = await known.ask(`${url}/graphql`, whoAmI);
    expect([refused.status, await codeOf(refused)]).toEqual([401, 'UNAUTHENTICATED']);
    expect((await known.look(`${url}/graphql`)).status).toBe(303);
    await provider.signsIn('carl');
    const again = await known.open(`${url}/graphql`);
    expect([again.status, await again.text()]).toEqual([403, expect.stringContaining('avstängd')]);
    expect(await codeOf(await mapped.ask(`${url}/graphql`, whoAmI))).toBe('alingsas');
  });

  it('AUT-6 whoever asks for what they may not is told of with where they are', async () => {
    const browser = new BrowserSession();
    await browser.open(`${url}/graphql`);
    const change = 'mutation { createProcess(input: { kind: PROCESS, name: "a" }) { __typename } }';
    const answer = await browser.ask(`${url}/graphql`, change);
    expect(await codeOf(answer)).toBe('FORBIDDEN');

    const events = await database.owner.query(
      `SELECT kind, actor, source FROM security_event
       WHERE actor = 'anna' ORDER BY happened_at DESC LIMIT 2`,
    );
    expect(events).toEqual(
      ['ACCESS_DENIED', 'SIGNED_IN'].map((kind) => ({ kind, actor: 'anna', source: '127.0.0.1' })),
    );
  });

  it('a session is good only with the issuer that it began with', async () => {
    const browser = new BrowserSession();
    await browser.open(`${url}/graphql`);
    const { verifier } = await createDemoIssuer(clock);
    const after = createRegisterAuthenticator(database.application, verifier, clock);
    const value = browser.cookieFor(url).split('=')[1] ?? '';
    expect(value).toHaveLength(43);
    expect(await after.bySession(value)).toBeNull();
  });

  it('a sign-in that is broken off is told, and can be tried again', async () => {
    await provider.signsIn(null);
    const answer = await new BrowserSession().open(`${url}/graphql`);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('href="/sign-in"');
  });

  it.each([
    ['nothing at all', async () => ['', '']],
    ['a code that somebody else got', async () => ['?code=stolen&state=stolen', 'own']],
    ['what is no cookie of ours', async () => ['?code=a&state=b', 'internkontroll-sign-in=e30']],
  ])('the way back with %s signs nobody in', async (_case, given) => {
    const [search = '', cookie = ''] = await given();
    const browser = new BrowserSession();
    if (cookie === 'own') await browser.look(`${url}/sign-in`);
    const headers = { cookie: cookie === 'own' ? browser.cookieFor(url) : cookie };
    const answer = await fetch(`${url}/sign-in/callback${search}`, { headers, redirect: 'manual' });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([400, null]);
    faults.splice(0);
  });

  it('a code that is brought back by another browser signs nobody in', async () => {
    const victim = new BrowserSession();
    const attacker = new BrowserSession();
    const way = await attacker.look(`${url}/sign-in`);
    const back = await provider.wayBack(way.headers.get('location') ?? '');
    await victim.look(`${url}/sign-in`);
    const answer = await victim.open(back);
    expect(answer.status).toBe(400);
    expect(victim.cookieFor(url)).not.toContain('internkontroll-session');
    faults.splice(0);
  });

  it('AUT-3 the service is there when the provider is not, and says so on its page', async () => {
    const late = await startIdentityProvider();
    const { issuer } = late;
    const keys = createIssuerKeys(issuer, clock, () => undefined);
    const verifier = createTokenVerifier({ issuer, audience, rolesClaim: 'roles', keys, clock });
    const token = await late.tokenOfClient();
    await late.stop();
    const environment = {
      OIDC_ISSUER: issuer,
      OIDC_AUDIENCE: audience,
      OIDC_CLIENT_ID: client.clientId,
      OIDC_CLIENT_SECRET: client.clientSecret,
    };
    const lateUrl = await serve(environment, verifier, null);

    const page = await new BrowserSession().open(`${lateUrl}/graphql`);
    expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('svarar inte')]);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const body = JSON.stringify({ query: whoAmI });
    const answer = await fetch(`${lateUrl}/graphql`, { method: 'POST', headers, body });
    expect([answer.status, answer.headers.get('retry-after'), await codeOf(answer)]).toEqual([
      503,
      '1',
      'SERVICE_UNAVAILABLE',
    ]);
    expect(JSON.stringify(faults.splice(0).map(String))).not.toContain(client.clientSecret);
    await late.end();
  });
});

describe('Where to go on after signing in', () => {
  it.each(['/', '/graphql', '/plans?year=2025', '/a/b%20c', '/å'])('can be %s', (path) => {
    expect(decodeURI(localPath(path))).toBe(decodeURI(path));
  });

  it.each([
    null,
    '',
    'graphql',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/./\\evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'javascript:alert(1)',
    ' //evil.example',
    '/%0d%0aSet-Cookie:a=b'.replace('%0d%0a', '\r\n//'),
  ])('cannot be %j', (text) => {
    expect(localPath(text)).not.toMatch(/^(\/\/|\/?\\|[^/])|evil/);
    expect(localPath(text)).not.toMatch(/[\r\n\\]/);
  });
});
