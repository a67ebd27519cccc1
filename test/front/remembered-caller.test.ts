import type { ApolloServer } from '@apollo/server';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { asCaller } from '../../src/front/as-caller';
import { contextOfCaller } from '../../src/front/caller';
import { graphqlRoutes, type RunningHttpServer, startHttpServer } from '../../src/http';
import { createClock } from '../../src/kernel/clock';
import type { RequestContext } from '../../src/kernel/request-context';
import { createRegisterAuthenticator, createTokenVerifier } from '../../src/modules/identity';
import { createServer } from '../../src/server';
import { createSessionCookie } from '../../src/sign-in';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createMunicipality, type TestMunicipality } from '../support/municipality';

const issuer = 'https://login.example';
const audience = 'urn:internkontroll';

let database: TestDatabase;
let here: TestMunicipality;
let apollo: ApolloServer<RequestContext>;
let http: RunningHttpServer;
let tokenOf: (subject: string) => Promise<string>;
let secondsLater = 0;
let meanwhile = async (): Promise<void> => undefined;
const log = jest.fn();
beforeEach(() => {
  secondsLater = 0;
  log.mockClear();
});

beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database);
  apollo = await createServer(log);
  await apollo.start();
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256' }] });
  const clock = createClock(() => new Date(Date.now() + secondsLater * 1000));
  const verifier = createTokenVerifier({ issuer, audience, rolesClaim: 'roles', keys, clock });
  const { application: dataSource } = database;
  const createContext = contextOfCaller({
    authenticator: createRegisterAuthenticator(dataSource, verifier, clock),
    ...{ sessionCookie: createSessionCookie(null), publicUrl: null, dataSource, clock },
  });
  const mayAnswer = ({ unitOfWork }: RequestContext) => unitOfWork.mayAnswer();
  const answer = asCaller(createContext);
  /** Reads twice, as whoever makes a document does, while others may change who may do what. */
  const roles = async ({ actor, unitOfWork }: RequestContext) => {
    await unitOfWork.read(async () => undefined);
    await meanwhile();
    await unitOfWork.read(async () => undefined);
    return { status: 200, body: actor.grants.map(({ role }) => role).join(' ') };
  };
  http = await startHttpServer({
    ...{ host: '127.0.0.1', port: 0, portIsChosen: false, isReady: async () => true, log },
    routes: [
      ...graphqlRoutes({ apollo, playground: null, createContext, mayAnswer }),
      { methods: ['GET'], path: '/roles', handle: (request) => answer(request, roles) },
    ],
  });
  tokenOf = (subject) =>
    new SignJWT({ client_id: 'pages' })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
});
afterAll(async () => {
  await http.stop();
  await apollo.stop();
  await database.drop();
});

/** What another process does to the register. */
async function elsewhere(sql: string, parameters: unknown[] = []): Promise<void> {
  await database.owner.transaction(async (manager) => {
    await manager.query(
      `SELECT set_config('app.actor', 'test', true), set_config('app.act', 'TEST_PREPARED', true)`,
    );
    await manager.query(sql, parameters);
  });
}
const block = 'UPDATE subject SET blocked_at = now() WHERE subject = $1';
const grant = `INSERT INTO subject_grant (municipality_id, id, subject_id, role, scopes)
  SELECT municipality_id, gen_random_uuid(), id, $2, '{}' FROM subject WHERE subject = $1`;
const withdraw = `DELETE FROM subject_grant USING subject
  WHERE subject_id = subject.id AND subject.subject = $1`;

let count = 0;
/** Somebody who holds a role, and what they get. */
async function somebody(role: string) {
  const subject = `person-${++count}`;
  await elsewhere(
    `INSERT INTO subject (municipality_id, id, issuer, subject, name, version)
     VALUES ($1, gen_random_uuid(), $2, $3, 'Name', 1)`,
    [here.municipalityId, issuer, subject],
  );
  await elsewhere(grant, [subject, role]);
  const token = await tokenOf(subject);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const ask = async (query: string) => {
    const body = JSON.stringify({ query });
    const answer = await fetch(`${http.url}/graphql`, { method: 'POST', headers, body });
    const { data, errors = [] } = (await answer.json()) as {
      data?: Record<string, unknown>;
      errors?: { extensions: { code: string } }[];
    };
    const codes = errors.map(({ extensions }) => extensions.code);
    return { status: answer.status, data, codes };
  };
  const get = async (path: string) => {
    const answer = await fetch(http.url + path, { headers });
    return { status: answer.status, text: await answer.text() };
  };
  return { subject, ask, get };
}
const boards = '{ boards { totalCount } }';
const add = (name: string) =>
  `createProcess(input: { name: "${name}", kind: PROCESS }) { __typename }`;

/** Processes whose names begin so. */
const added = async (name: string): Promise<number> => {
  const rows = await database.owner.query(`SELECT FROM process WHERE name LIKE $1 || '%'`, [name]);
  return rows.length;
};

it('AUT-4 is looked up once in five seconds, and confirmed by what it asks for', async () => {
  const { ask } = await somebody('AUDITOR');
  const first = await database.queriesOf(() => ask(boards));
  const second = await database.queriesOf(() => ask(boards));
  const nothing = await database.queriesOf(() => ask('{ __typename }'));
  secondsLater = 6;
  const later = await database.queriesOf(() => ask(boards));

  const identifying = (queries: string[]) => queries.filter((sql) => /identify_/.test(sql)).length;
  expect([first, second, nothing, later].map(identifying)).toEqual([1, 0, 0, 1]);
  expect(second).toHaveLength(first.length - 1);
  expect(nothing).toEqual([expect.stringContaining('access_stamp')]);
});

it.each([boards, '{ __typename }', '{ __schema { queryType { name } } }', '{ nonsense }'])(
  'AUT-4 that is blocked by another process gets no answer any more: %s',
  async (query) => {
    const { subject, ask } = await somebody('AUDITOR');
    await ask(query);
    await elsewhere(block, [subject]);

    expect(await ask(query)).toMatchObject({ status: 403, codes: ['FORBIDDEN'], data: undefined });
    expect(log).not.toHaveBeenCalled();
  },
);

it('AUT-4 may at once do what another process grants, and not what it withdraws', async () => {
  const { subject, ask } = await somebody('BOARD_MEMBER');
  const name = 'Granted';
  expect(await ask(`mutation { ${add(name)} }`)).toMatchObject({ codes: ['FORBIDDEN'] });

  await elsewhere(grant, [subject, 'CONTROLLER']);
  expect(await ask(`mutation { ${add(name)} }`)).toMatchObject({ status: 200, codes: [] });
  expect(await added(name)).toBe(1);

  await elsewhere(withdraw, [subject]);
  expect(await ask(`mutation { ${add(name)} }`)).toMatchObject({ codes: ['FORBIDDEN'] });
  expect(await added(name)).toBe(1);
  expect(log).not.toHaveBeenCalled();
});

it('AUT-2 is not remembered for longer than its token holds', async () => {
  const { ask } = await somebody('AUDITOR');
  secondsLater = 3600 + 58;
  expect(await ask(boards)).toMatchObject({ status: 200, codes: [] });

  secondsLater += 3;
  expect(await ask(boards)).toMatchObject({ status: 401, codes: ['UNAUTHENTICATED'] });
});

describe('in the middle of a request', () => {
  /** Has the first mutation's own commit change access. */
  async function whenAdding(name: string, change: string, subject: string): Promise<void> {
    await database.owner.query(
      `CREATE FUNCTION change_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
       BEGIN ${change.replaceAll('$1', `'${subject}'`)}; RETURN NULL; END $$;
       CREATE TRIGGER change_access AFTER INSERT ON process
         FOR EACH ROW WHEN (NEW.name = '${name}') EXECUTE FUNCTION change_access()`,
    );
  }
  afterEach(() => database.owner.query('DROP FUNCTION change_access CASCADE'));
  const both = (name: string) => `mutation { one: ${add(name)} other: ${add(`${name} again`)} }`;

  it('AUT-4 that is blocked after a mutation does nothing more, and is told', async () => {
    const { subject, ask } = await somebody('CONTROLLER');
    await whenAdding('Blocked', block, subject);

    const { data, codes } = await ask(both('Blocked'));

    expect(codes).toEqual(['UNAUTHENTICATED']);
    expect(data).toEqual({ one: { __typename: 'CreateProcessPayload' }, other: null });
    expect(await added('Blocked')).toBe(1);
  });

  it('AUT-4 goes on when it is the access of somebody else that changes', async () => {
    const { ask } = await somebody('CONTROLLER');
    const { subject } = await somebody('CONTROLLER');
    await whenAdding('Unharmed', block, subject);

    expect(await ask(both('Unharmed'))).toMatchObject({ status: 200, codes: [] });
    expect(await added('Unharmed')).toBe(2);
  });
});

describe('AUT-4 a page or document that takes several questions', () => {
  it('is made anew for who the caller has become meanwhile', async () => {
    const { subject, get } = await somebody('AUDITOR');
    let changes = 0;
    meanwhile = async () => {
      changes += 1;
      if (changes === 1) await elsewhere(grant, [subject, 'CONTROLLER']);
    };

    expect(await get('/roles')).toEqual({ status: 200, text: 'AUDITOR CONTROLLER' });
    expect(changes).toBe(2);
  });

  it('is not for somebody who is blocked meanwhile', async () => {
    const { subject, get } = await somebody('AUDITOR');
    meanwhile = () => elsewhere(block, [subject]);

    expect((await get('/roles')).status).toBe(403);
  });
});
