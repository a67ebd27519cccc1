import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Actor } from '../../../src/kernel/authorisation';
import { createClock } from '../../../src/kernel/clock';
import {
  type Authenticator,
  confirmed,
  createRegisterAuthenticator,
  createTokenVerifier,
  establishMunicipality,
  NotKnownHere,
} from '../../../src/modules/identity';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';

const ISSUER = 'https://login.example';
const AUDIENCE = 'urn:internkontroll';
const TODAY = new Date().toISOString().slice(0, 10);
const daysFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;
let authenticator: Authenticator;
let tokenOf: (subject: string, roles?: readonly string[]) => Promise<string>;

beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database, TODAY);
  elsewhere = await createMunicipality(database, TODAY);
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256' }] });
  const clock = createClock();
  const options = { issuer: ISSUER, audience: AUDIENCE, rolesClaim: 'roles', keys, clock };
  authenticator = createRegisterAuthenticator(
    database.application,
    createTokenVerifier(options),
    clock,
  );
  tokenOf = (subject, roles = []) =>
    new SignJWT({ client_id: 'pages', roles })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(subject)
      .setJti(subject)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
});
afterAll(() => database.drop());

/** Who a request by the token would be answered as. */
const actorBy = (token: string) => confirmed(() => authenticator.byToken(token));
const actorOfSession = (value: string) => confirmed(() => authenticator.bySession(value));

const administrator = (of = here): Actor => of.api.actorWith('ADMINISTRATOR');
const subjectFields = 'subject { id version blockedAt grants { id role scopes board { code } } }';
interface Subject {
  readonly id: string;
  readonly version: number;
  readonly blockedAt: string | null;
  readonly grants: readonly {
    readonly id: string;
    readonly role: string;
    readonly scopes: readonly string[];
    readonly board: { readonly code: string } | null;
  }[];
}

async function does(mutation: string, input: object, of = here): Promise<Subject> {
  const payload = await of.api.does<{ subject: Subject }>(
    administrator(of),
    mutation,
    input,
    subjectFields,
  );
  return payload.subject;
}
/** What a token of the issuer says. */
const verified = (subject: string) => ({
  ...{
    issuer: ISSUER,
    subject,
    clientId: 'pages',
    appRoles: [],
    expiresAt: new Date(Date.now() + 60_000),
  },
});
const atBrowser = () => ({ requestId: randomUUID(), source: '192.0.2.1' });

let count = 0;
async function registered(of = here): Promise<Subject & { readonly sub: string }> {
  const sub = `person-${++count}`;
  const input = { issuer: ISSUER, subject: sub, name: 'Controller' };
  return { ...(await does('registerSubject', input, of)), sub };
}
const grant = ({ id, version }: Subject, values: object, of = here): Promise<Subject> =>
  does('grantRole', { subjectId: id, expectedVersion: version, ...values }, of);

async function eventsOf(kind: string): Promise<{ actor: string; detail: object }[]> {
  return database.owner.query(
    `SELECT actor, detail FROM security_event WHERE municipality_id = $1 AND kind = $2 ORDER BY id`,
    [here.municipalityId, kind],
  );
}

describe('a subject', () => {
  it('AUT-4 holds a role from the next request on, and no longer than it is granted', async () => {
    const subject = await registered();
    const token = await tokenOf(subject.sub);
    expect(await actorBy(token)).toMatchObject({ grants: [] });

    const granted = await grant(subject, { role: 'BOARD_SECRETARY', board: 'KS' });
    expect(await actorBy(token)).toEqual({
      subject: subject.sub,
      client: 'pages',
      municipalityId: here.municipalityId,
      grants: [{ role: 'BOARD_SECRETARY', boardId: here.ks, scopes: [] }],
    });

    const [held] = granted.grants;
    const { id: subjectId, version: expectedVersion } = granted;
    await does('withdrawRole', { subjectId, expectedVersion, grantId: held?.id });
    expect(await actorBy(token)).toMatchObject({ grants: [] });
  });

  it('AUT-4 that nobody knows is refused, and nothing is made', async () => {
    const before = await database.owner.query('SELECT count(*) FROM subject');

    await expect(actorBy(await tokenOf('stranger'))).rejects.toBeInstanceOf(NotKnownHere);
    expect(await database.owner.query('SELECT count(*) FROM subject')).toEqual(before);
  });

  it('AUT-4 that is blocked is out at once, whatever roles it has, until it is let in again', async () => {
    const subject = await grant(await registered(), { role: 'CONTROLLER' });
    const token = await tokenOf(subject.id === '' ? '' : `person-${count}`);
    const { id: subjectId, version: expectedVersion } = subject;

    const blocked = await does('blockSubject', { subjectId, expectedVersion, reason: 'Slutat' });
    expect(blocked.blockedAt).toEqual(expect.any(String));
    await expect(actorBy(token)).rejects.toBeInstanceOf(NotKnownHere);

    await does('unblockSubject', { subjectId, expectedVersion: blocked.version });
    expect(await actorBy(token)).toMatchObject({ grants: [{ role: 'CONTROLLER' }] });
  });

  it('AUT-4 that is blocked has no session any more, also when it is let in again', async () => {
    const subject = await registered();
    const { sub, id: subjectId, version: expectedVersion } = subject;
    const session = await authenticator.startSession(verified(sub), atBrowser());
    const other = await registered();
    const others = await authenticator.startSession(verified(other.sub), atBrowser());
    expect(await actorOfSession(session)).toMatchObject({ subject: sub });

    const { version } = await does('blockSubject', { subjectId, expectedVersion });
    await does('unblockSubject', { subjectId, expectedVersion: version });
    expect(await actorOfSession(session)).toBeNull();
    expect(await actorOfSession(others)).toMatchObject({ subject: other.sub });
  });

  it('AUT-6 that signs in, tries to while it is blocked, or signs out leaves who, when, where and what', async () => {
    const { sub, id: subjectId, version: expectedVersion } = await registered();
    const [first, second, third] = [atBrowser(), atBrowser(), atBrowser()];
    const session = await authenticator.startSession(verified(sub), first);
    await authenticator.endSession(session, second);
    await does('blockSubject', { subjectId, expectedVersion });
    const refused = authenticator.startSession(verified(sub), third);
    await expect(refused).rejects.toBeInstanceOf(NotKnownHere);

    const events = await database.owner.query(
      `SELECT kind, client, source, request_id AS "requestId",
         clock_timestamp() - happened_at < interval '1 minute' AS "isNow"
       FROM security_event WHERE municipality_id = $1 AND actor = $2 ORDER BY id`,
      [here.municipalityId, sub],
    );
    const seen = { client: 'pages', isNow: true };
    expect(events).toEqual([
      { kind: 'SIGNED_IN', ...first, ...seen },
      { kind: 'SIGNED_OUT', ...second, ...seen },
      { kind: 'SIGN_IN_REFUSED', ...third, ...seen },
    ]);
  });

  it('AUT-4 has sessions of eight hours at most, whoever makes them', async () => {
    const session = (hours: string) =>
      database.owner.query(
        `INSERT INTO sign_in_session VALUES
           ($1, gen_random_uuid(), uuid_send(gen_random_uuid()), 'i', 's', 'c', '{}', now(), now() + $2::interval)`,
        [here.municipalityId, hours],
      );
    await expect(session('8 hours 1 second')).rejects.toThrow('sign_in_session_expiry_check');
    await session('8 hours');
  });

  it('AZ-9 is not whoever asks: nobody changes their own access', async () => {
    const { subject: sub } = administrator();
    const input = { issuer: ISSUER, subject: sub, name: 'Administratör' };
    const own = await does('registerSubject', input);
    const { id: subjectId, version: expectedVersion } = own;
    const colleague = { ...administrator(), subject: 'colleague' };
    const granted = await here.api.does<{ subject: Subject }>(
      colleague,
      'grantRole',
      { subjectId, expectedVersion, role: 'ADMINISTRATOR' },
      subjectFields,
    );
    const change = { subjectId, expectedVersion: granted.subject.version };
    const attempts: [string, object][] = [
      ['grantRole', { ...change, role: 'AUDITOR' }],
      ['withdrawRole', { ...change, grantId: granted.subject.grants[0]?.id }],
      ['blockSubject', change],
      ['unblockSubject', change],
    ];

    for (const [mutation, values] of attempts) {
      const { errors } = await here.api.attempt(administrator(), mutation, values);
      expect([mutation, errors[0]?.extensions]).toEqual([
        mutation,
        expect.objectContaining({
          code: 'FORBIDDEN',
          userMessage: {
            sv: expect.stringContaining('ingen ändrar sin egen åtkomst'),
            en: expect.stringContaining('nobody changes their own access'),
          },
        }),
      ]);
    }
    const { name } = input;
    const renamed = await does('updateSubject', { ...change, name: `${name} 2` });
    expect(renamed).toMatchObject({ blockedAt: null, grants: [{ role: 'ADMINISTRATOR' }] });
  });

  it('belongs to one municipality', async () => {
    const { sub } = await registered();
    const input = { issuer: ISSUER, subject: sub, name: 'Controller' };

    const { codes } = await elsewhere.api.attempt(
      administrator(elsewhere),
      'registerSubject',
      input,
    );
    expect(codes).toEqual(['CONFLICT']);
    expect(await actorBy(await tokenOf(sub))).toMatchObject({
      municipalityId: here.municipalityId,
    });
  });

  it('CON-1 whose roles somebody changed is not changed by whoever has not seen it', async () => {
    const subject = await registered();
    await grant(subject, { role: 'AUDITOR' });

    const input = { subjectId: subject.id, expectedVersion: subject.version, role: 'CONTROLLER' };
    const { codes } = await here.api.attempt(administrator(), 'grantRole', input);
    expect(codes).toEqual(['STALE_VERSION']);
  });

  it('holds no role twice, and only integration clients have scopes', async () => {
    const subject = await grant(await registered(), { role: 'AUDITOR' });
    const input = { subjectId: subject.id, expectedVersion: subject.version };

    const attempts = [
      { ...input, role: 'AUDITOR' },
      { ...input, role: 'AUDITOR', scopes: ['register:read'] },
      { ...input, role: 'INTEGRATION_CLIENT', scopes: ['control-plan:adopt'] },
      { ...input, role: 'INTEGRATION_CLIENT', scopes: [] },
    ];
    const codes = [];
    for (const attempt of attempts) {
      codes.push(...(await here.api.attempt(administrator(), 'grantRole', attempt)).codes);
    }
    expect(codes).toEqual(['CONFLICT', 'BAD_USER_INPUT', 'BAD_USER_INPUT', 'BAD_USER_INPUT']);
    const client = await grant(subject, { role: 'INTEGRATION_CLIENT', scopes: ['result:record'] });
    expect(client.grants).toEqual([
      expect.objectContaining({ role: 'AUDITOR', scopes: [], board: null }),
      expect.objectContaining({ role: 'INTEGRATION_CLIENT', scopes: ['result:record'] }),
    ]);
  });

  it('AUT-6 leaves security events, apart from the audit trail', async () => {
    const subject = await grant(await registered(), { role: 'BOARD_MEMBER', board: 'BUN' });

    expect((await eventsOf('ROLE_GRANTED')).at(-1)).toEqual({
      actor: 'test-administrator',
      detail: { subjectId: subject.id, role: 'BOARD_MEMBER', boardId: here.bun },
    });
    expect((await eventsOf('SUBJECT_REGISTERED')).at(-1)).toMatchObject({
      detail: { subjectId: subject.id },
    });
  });

  it('is listed and shown to administrators and auditors alone', async () => {
    const { id } = await registered();
    const query = 'query ($id: ID!) { subject(id: $id) { name } subjects { totalCount } }';

    for (const role of ['ADMINISTRATOR', 'AUDITOR'] as const) {
      const { errors } = await here.api.run(here.api.actorWith(role), query, { id });
      expect(errors).toEqual([]);
    }
    const { codes } = await here.api.run(here.api.actorWith('CONTROLLER'), query, { id });
    expect(codes).toEqual(['FORBIDDEN']);
    const { data } = await elsewhere.api.run(
      administrator(elsewhere),
      'query ($id: ID!) { subject(id: $id) { name } }',
      { id },
    );
    expect(data).toEqual({ subject: null });
  });
});

describe('a role of the issuer', () => {
  const map = (of: TestMunicipality, values: object) =>
    of.api.does<{ appRoleGrant: { id: string } }>(
      administrator(of),
      'mapAppRole',
      { issuer: ISSUER, ...values },
      'appRoleGrant { id }',
    );

  it('AUT-4 that is mapped lets its holders in, beside the roles that they are granted', async () => {
    const { appRoleGrant } = await map(here, { appRole: 'Läsare', role: 'BOARD_MEMBER' });
    const token = await tokenOf('mapped', ['Läsare', 'Annat']);
    expect(await actorBy(token)).toMatchObject({
      subject: 'mapped',
      municipalityId: here.municipalityId,
      grants: [{ role: 'BOARD_MEMBER', boardId: null }],
    });
    const { sub } = await grant(await registered(), { role: 'AUDITOR' }).then((subject) => ({
      ...subject,
      sub: `person-${count}`,
    }));
    const both = await actorBy(await tokenOf(sub, ['Läsare']));
    expect(both?.grants.map(({ role }) => role).sort()).toEqual(['AUDITOR', 'BOARD_MEMBER']);

    const input = { appRoleGrantId: appRoleGrant.id };
    await here.api.does(administrator(), 'unmapAppRole', input);
    await expect(actorBy(token)).rejects.toBeInstanceOf(NotKnownHere);
  });

  it('AUT-4 does not let in somebody who is blocked', async () => {
    await map(here, { appRole: 'Kontroll', role: 'CONTROLLER' });
    const { id: subjectId, version: expectedVersion, sub } = await registered();
    await does('blockSubject', { subjectId, expectedVersion });

    await expect(actorBy(await tokenOf(sub, ['Kontroll']))).rejects.toBeInstanceOf(NotKnownHere);
  });

  it('AZ-2 that one municipality maps, another cannot, and locks nobody out, until it is given back', async () => {
    const role = { issuer: ISSUER, appRole: 'Delad', role: 'AUDITOR' };
    const first = await map(here, role);
    const second = await map(here, { ...role, role: 'CONTROLLER' });
    const theirs = () => elsewhere.api.attempt(administrator(elsewhere), 'mapAppRole', role);

    const { codes, errors } = await theirs();
    expect(codes).toEqual(['CONFLICT']);
    expect(errors[0]?.extensions?.userMessage).toMatchObject({
      sv: expect.stringContaining('en annan kommun använder redan den rollen'),
    });
    expect(await actorBy(await tokenOf('shared', ['Delad']))).toMatchObject({
      municipalityId: here.municipalityId,
    });

    await here.api.does(administrator(), 'unmapAppRole', { appRoleGrantId: first.appRoleGrant.id });
    expect((await theirs()).codes).toEqual(['CONFLICT']);
    await here.api.does(administrator(), 'unmapAppRole', {
      appRoleGrantId: second.appRoleGrant.id,
    });
    expect((await theirs()).codes).toEqual([]);
    expect(await actorBy(await tokenOf('shared', ['Delad']))).toMatchObject({
      municipalityId: elsewhere.municipalityId,
    });
  });

  it('AZ-2 keeps its holders where it is mapped, whoever registers or blocks them elsewhere', async () => {
    await map(here, { appRole: 'Hemma', role: 'AUDITOR' });
    const subject = await registered(elsewhere);
    const token = await tokenOf(subject.sub, ['Hemma']);
    const atHome = { municipalityId: here.municipalityId, grants: [{ role: 'AUDITOR' }] };
    const granted = await grant(subject, { role: 'CONTROLLER' }, elsewhere);
    expect(await actorBy(token)).toMatchObject(atHome);

    const { id: subjectId, version: expectedVersion } = granted;
    await does('blockSubject', { subjectId, expectedVersion }, elsewhere);
    expect(await actorBy(token)).toMatchObject(atHome);
  });

  it('AZ-2 of each of two municipalities in one token lets nobody in', async () => {
    await map(here, { appRole: 'Ena', role: 'AUDITOR' });
    await map(elsewhere, { appRole: 'Andra', role: 'AUDITOR' });
    const { sub } = await registered();

    for (const subject of ['both', sub]) {
      const token = await tokenOf(subject, ['Ena', 'Andra']);
      await expect(actorBy(token)).rejects.toBeInstanceOf(NotKnownHere);
    }
  });
});

describe('an API token', () => {
  interface Created {
    readonly token: string;
    readonly apiToken: { readonly id: string; readonly prefix: string; readonly version: number };
  }
  const values = { name: 'Ekonomisystemet', scopes: ['register:read'], expiresOn: daysFromNow(30) };
  const create = (input: object = values): Promise<Created> =>
    here.api.does(administrator(), 'createApiToken', input, 'token apiToken { id prefix version }');

  it('AUT-5 is shown once, kept as a hash, and good for its scopes and boards', async () => {
    const { token, apiToken } = await create({ ...values, boards: ['KS'] });

    expect(token).toMatch(/^ik_[A-Za-z\d]{8}_[\w-]{43}$/);
    expect(token.startsWith(`${apiToken.prefix}_`)).toBe(true);
    expect(await actorBy(token)).toEqual({
      subject: apiToken.prefix,
      client: apiToken.prefix,
      onBehalfOf: 'test-administrator',
      municipalityId: here.municipalityId,
      grants: [{ role: 'INTEGRATION_CLIENT', boardId: here.ks, scopes: ['register:read'] }],
    });
    const secret = token.slice(apiToken.prefix.length + 1);
    for (const table of ['api_token', 'audit_event', 'security_event', 'idempotency_key']) {
      const rows = await database.owner.query(
        `SELECT 1 FROM ${table} WHERE strpos(${table}::text, $1) > 0`,
        [secret],
      );
      expect([table, rows]).toEqual([table, []]);
    }
  });

  it('AUT-5 is limited to each of its boards once, which are looked up in one query', async () => {
    const boards = ['BUN', 'KS', here.ks, 'BUN'];
    const made: Created[] = [];
    const queries = await database.queriesOf(async () => {
      made.push(await create({ ...values, boards }));
    });
    expect(queries.filter((query) => /FROM "board"/.test(query))).toHaveLength(1);
    const { grants } = (await actorBy(made[0]?.token ?? '')) ?? {};
    expect(grants?.map(({ boardId }) => boardId).sort()).toEqual([here.bun, here.ks].sort());

    for (const board of ['Ankeborg', elsewhere.ks]) {
      const input = { ...values, boards: ['KS', board] };
      const { errors } = await here.api.attempt(administrator(), 'createApiToken', input);
      expect(errors[0]?.extensions).toMatchObject({
        code: 'NOT_FOUND',
        details: { type: 'Board', id: board },
      });
    }
  });

  it('AUT-5 tells when it was last used, to the minute', async () => {
    const { token, apiToken } = await create();
    const query = 'query ($id: ID!) { apiToken(id: $id) { lastUsedAt boards { code } } }';
    const used = async () =>
      (await here.api.run<{ apiToken: object }>(administrator(), query, { id: apiToken.id })).data
        .apiToken;
    expect(await used()).toEqual({ lastUsedAt: null, boards: [] });

    await actorBy(token);
    expect(await used()).toEqual({
      lastUsedAt: expect.stringMatching(/:00\.000Z$/),
      boards: [],
    });
  });

  it('AUT-5 that is revoked, unknown, changed or expired is not good', async () => {
    const { token, apiToken } = await create();
    const revocation = { apiTokenId: apiToken.id, expectedVersion: apiToken.version };
    await here.api.does(administrator(), 'revokeApiToken', revocation);
    const other = await create();
    const late = await create();
    await database.owner.query(
      `SELECT set_config('app.actor', 'test', false), set_config('app.act', 'TESTED', false)`,
    );
    await database.owner.transaction(async (manager) => {
      await manager.query(
        `SELECT set_config('app.actor', 'test', true), set_config('app.act', 'TESTED', true)`,
      );
      await manager.query(
        `UPDATE api_token SET created_at = now() - interval '2 days',
           expires_at = now() - interval '1 day' WHERE id = $1`,
        [late.apiToken.id],
      );
    });

    for (const bad of [token, `${other.token}x`, 'ik_', late.token]) {
      expect(await actorBy(bad)).toBeNull();
    }
    expect((await eventsOf('API_TOKEN_REVOKED')).at(-1)).toMatchObject({
      detail: { apiTokenId: apiToken.id },
    });
    const again = { ...revocation, expectedVersion: apiToken.version + 1 };
    const { codes } = await here.api.attempt(administrator(), 'revokeApiToken', again);
    expect(codes).toEqual(['ILLEGAL_MOVE']);
  });

  it.each([
    ['lasts more than a year', { expiresOn: daysFromNow(367) }, 'expiresOn'],
    ['has ended before it begins', { expiresOn: daysFromNow(-2) }, 'expiresOn'],
    ['carries what systems cannot have', { scopes: ['control-plan:adopt'] }, 'scopes'],
    ['reads secrets', { scopes: ['register:read', 'secret:read'] }, 'scopes'],
    ['carries nothing', { scopes: [] }, 'scopes'],
    ['has no name', { name: ' ' }, 'name'],
    ['is for more than 100 boards', { boards: Array.from({ length: 101 }, () => 'KS') }, 'boards'],
  ])('AUT-5 that %s is refused', async (_case, changes, field) => {
    const input = { ...values, ...changes };
    const { errors } = await here.api.attempt(administrator(), 'createApiToken', input);

    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: { field } });
  });

  it('AUT-5 that lasts a whole year is good', async () => {
    const { token } = await create({ ...values, expiresOn: daysFromNow(364) });

    expect(await actorBy(token)).not.toBeNull();
  });

  it('CON-2 sent again under its key is the same token, which is not told again', async () => {
    const input = { ...values, idempotencyKey: 'one-token-please' };
    const first = await create(input);
    const second = await create(input);

    expect(second.apiToken).toEqual(first.apiToken);
    expect(second.token).toBeNull();
    const secret = first.token.slice(first.apiToken.prefix.length + 1);
    const kept = await database.owner.query(
      `SELECT 1 FROM idempotency_key WHERE strpos(answer::text, $1) > 0`,
      [secret],
    );
    expect(kept).toEqual([]);
  });
});

describe('the viewer', () => {
  it('is told who it is and what it may do', async () => {
    const query = '{ viewer { subject grants { role boardId scopes } permissions } }';
    const { data } = await here.api.run(here.api.actorWith('BOARD_SECRETARY', here.ks), query);

    expect(data).toEqual({
      viewer: {
        subject: 'test-board_secretary',
        grants: [{ role: 'BOARD_SECRETARY', boardId: here.ks, scopes: [] }],
        permissions: [
          ...['register:read', 'secret:read', 'common-control:decide'],
          ...['control-plan:remit', 'control-plan:adopt'],
          ...['follow-up-report:remit', 'follow-up-report:decide'],
          ...['supervision:remit', 'supervision:decide'],
          ...['audit-recommendation:answer', 'audit-recommendation:decide', 'assignment:complete'],
        ],
      },
    });
  });
});

describe('a municipality', () => {
  it('is established by the operator with an administrator who can sign in', async () => {
    const values = {
      ...{ code: 'nykoping', name: 'Nyköpings kommun', issuer: ISSUER },
      ...{ subject: 'first', administrator: 'Kanslichef' },
    };
    const municipalityId = await establishMunicipality(database.application, values, ISSUER);

    expect(await actorBy(await tokenOf('first'))).toMatchObject({
      municipalityId,
      grants: [{ role: 'ADMINISTRATOR', boardId: null }],
    });
    const again = establishMunicipality(
      database.application,
      { ...values, subject: 'second' },
      ISSUER,
    );
    await expect(again).rejects.toMatchObject({ code: 'CONFLICT' });
    const taken = establishMunicipality(database.application, { ...values, code: 'annan' }, ISSUER);
    await expect(taken).rejects.toMatchObject({ code: 'CONFLICT' });
    const bad = establishMunicipality(
      database.application,
      { ...values, code: 'a b', name: '' },
      ISSUER,
    );
    await expect(bad).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('is not established for an issuer whose tokens nobody would accept', async () => {
    const values = { code: 'trosa', name: 'Trosa kommun', subject: 'one', administrator: 'Chef' };
    const attempts: [string, string | null][] = [
      ['https://login.example/', ISSUER],
      ['https://other.example', ISSUER],
      ['login.example', null],
      ['ftp://login.example', null],
      ['urn:', null],
      ['', null],
    ];
    for (const [issuer, configured] of attempts) {
      const attempt = establishMunicipality(
        database.application,
        { ...values, issuer },
        configured,
      );
      await expect(attempt).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        details: { faults: [expect.objectContaining({ field: 'issuer' })] },
      });
    }
    await establishMunicipality(
      database.application,
      { ...values, issuer: 'urn:internkontroll:demo' },
      null,
    );
  });
});
