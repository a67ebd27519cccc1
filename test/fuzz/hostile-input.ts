import { randomUUID } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { Client } from 'pg';
import { AUDITOR_ROLE } from '../../migrations/support/tables';
import { demoMunicipalities } from '../../seeds/demo-municipalities';
import { readConfig } from '../../src/config';
import { createDemoIssuer } from '../../src/demo/issuer';
import { loadDemo } from '../../src/demo/load-demo';
import { demoPersons } from '../../src/demo/persons';
import { frontRoutes } from '../../src/front/front-routes';
import { type RunningHttpServer, startHttpServer } from '../../src/http';
import { mayEver, type Permission, type Role } from '../../src/kernel/authorisation';
import { createClock } from '../../src/kernel/clock';
import { errorCodes } from '../../src/kernel/errors';
import { transportMessages } from '../../src/kernel/transport-codes';
import { createRegisterAuthenticator } from '../../src/modules/identity';
import { permissionOf } from '../../src/operations';
import { buildApiSchema } from '../../src/schema';
import { createServer } from '../../src/server';
import { verifyAuditTrail } from '../../src/verification';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { Dice } from './dice';
import { HostileOperations, type KnownRecord } from './hostile-operations';
import { type HostileRequest, hostileRequest } from './hostile-requests';

/** How many requests are under way at a time. */
const AT_ONCE = 8;
/** How long an answer may take, in milliseconds, on a machine that does other things too. */
const PATIENCE = 9_000;

/**
 * The service as main.ts composes it, with the demonstration's municipalities and persons, and a way to
 * send hostile requests to it as persons of the first one.
 */
export async function startTarget() {
  const database = await createTestDatabase();
  await loadDemo(database.application);
  const [own, foreign] = demoMunicipalities;
  if (!own || !foreign) throw new Error('The demonstration has two municipalities');

  const clock = createClock();
  const faults: string[] = [];
  const log = (requestId: string, cause: unknown): void => {
    faults.push(`${requestId}: ${(cause as Error).stack}`);
  };
  const { verifier, tokens } = await createDemoIssuer(clock);
  const dataSource = database.application;
  const authenticator = createRegisterAuthenticator(dataSource, verifier, clock);
  const config = readConfig({ PLAYGROUND: 'on' });
  const apollo = await createServer(log);
  await apollo.start();
  const stop = async (): Promise<void> => {};
  const backend = { dataSource, authenticator, verifier, demoTokens: tokens, stop };
  const http = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    portIsChosen: false,
    hasOnlyLocalNames: true,
    routes: frontRoutes({ config, backend, apollo, clock, log }),
    answerMilliseconds: config.limits.answerMilliseconds,
    isReady: async () => true,
    log,
  });

  const catalogue = await namesInside(database);
  const before = await digestOf(database, foreign.id);
  const senders = demoPersons
    .filter(({ municipality }) => municipality.code === own.code)
    .map(({ name, grant }) => ({
      token: tokens[name] ?? '',
      may: (operation: string) => isFor(grant.role, operation),
    }));
  const operations = new HostileOperations(await buildApiSchema(), await recordsIn(database));
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const seen: Seen = { refused: new Set(), codes: {}, statuses: {} };

  /** Sends as many requests as told, and checks each answer. */
  const attack = async (seed: number, count: number): Promise<void> => {
    let next = 0;
    const send = async (): Promise<void> => {
      while (next < count) {
        const index = next;
        next += 1;
        const request = hostileRequest(new Dice(seed + index), operations, senders);
        await exchange(http, agent, request)
          .then((answer) => check(answer, request, catalogue, seen))
          .catch((error: Error) => {
            const { method, path, body } = request;
            const sent = `${method} ${path} ${body.toString().slice(0, 3_000)}`;
            next = count;
            throw new Error(`FUZZ_SEED=${seed}, request ${index}: ${error.message}\n${sent}`, {
              cause: error,
            });
          });
        if (faults.length > 0) next = count;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, send));
  };

  /** What must hold when all is over. */
  const aftermath = async () => ({
    faults,
    seen,
    foreignIsSame: (await digestOf(database, foreign.id)) === before,
    changedByRefused: await changedBy(database, seen.refused),
    trail: await verifiedTrail(database),
  });

  const end = async (): Promise<void> => {
    agent.destroy();
    await http.stop();
    await apollo.stop();
    await database.drop();
  };
  return { attack, aftermath, end };
}

const permissionsBy: Readonly<Record<string, Permission | null>> = permissionOf;

function isFor(role: Role, operation: string): boolean {
  const permission = permissionsBy[operation];
  return !permission || mayEver(role, permission);
}

/** What answers have said so far. */
interface Seen {
  /** Requests that were refused as a whole, by their ids. */
  readonly refused: Set<string>;
  readonly codes: Record<string, number>;
  readonly statuses: Record<string, number>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly requestId: string;
  readonly text: string;
}

function exchange(
  { port }: RunningHttpServer,
  agent: Agent,
  request: HostileRequest,
): Promise<Answer> {
  const { method, path, headers, body } = request;
  return new Promise((resolve, reject) => {
    const options = { port, host: '127.0.0.1', method, path, agent, timeout: PATIENCE };
    const length = body.length > 0 ? { 'content-length': body.length } : {};
    const sent = httpRequest({ ...options, headers: { ...headers, ...length } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      response.on('error', reject).on('end', () => {
        const { 'content-type': type = '', 'x-request-id': requestId = '' } = response.headers;
        resolve({ status: response.statusCode ?? 0, type, requestId: String(requestId), text });
      });
    });
    sent.on('timeout', () => sent.destroy(new Error(`No answer within ${PATIENCE} ms`)));
    sent.on('error', reject);
    sent.end(body);
  });
}

const closedList = new Set<unknown>([...errorCodes, ...Object.keys(transportMessages)]);
const never = ['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE'];

interface SentError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly details: object;
    readonly userMessage: { readonly sv: string; readonly en: string };
    readonly requestId: string;
  };
}

/** @throws Error saying what is wrong with the answer. */
function check(
  answer: Answer,
  request: HostileRequest,
  inside: readonly string[],
  seen: Seen,
): void {
  const { status, type, requestId, text } = answer;
  const insist = (isSo: boolean, what: string): void => {
    if (!isSo) throw new Error(`${what}\n${status} ${type} ${text.slice(0, 2_000)}`);
  };
  seen.statuses[status] = (seen.statuses[status] ?? 0) + 1;
  insist(status >= 200 && status < 500, 'The status is none of a client');
  insist(/^[0-9a-f-]{36}$/.test(requestId), 'There is no request id');
  if (text === '' || request.method === 'HEAD') return;

  const isJson = /json/.test(type);
  const body = isJson ? JSON.parse(text) : {};
  const errors: readonly SentError[] = body.errors ?? [];
  const told = isJson && 'data' in body ? JSON.stringify(errors) : text;
  const leak = insides.exec(told)?.[0] ?? inside.find((name) => told.includes(name));
  insist(leak === undefined || sentIn(request).includes(leak), `It tells ${leak}`);

  if (/problem\+json/.test(type)) {
    insist(
      ['type', 'title', 'status', 'detail', 'instance'].every((name) => name in body),
      'It is no problem',
    );
    return;
  }
  for (const { message, extensions } of errors) {
    const { code, details, userMessage } = extensions ?? {};
    seen.codes[code] = (seen.codes[code] ?? 0) + 1;
    insist(closedList.has(code) && !never.includes(code), `The code is ${code}`);
    insist(typeof message === 'string' && message !== '', 'It has no message');
    insist(typeof details === 'object' && details !== null, 'It has no details');
    insist(Boolean(userMessage?.sv && userMessage?.en), 'It has no words for the user');
    insist(extensions.requestId === requestId, 'It names another request');
  }
  // Each of several mutations stands by itself, and an error further in comes after its change.
  const hasNothing = Object.values(body.data ?? {}).every((value) => value === null);
  const isOfRoot = ({ path = [] }: SentError) => path.length <= 1;
  if (errors.length > 0 && hasNothing && errors.every(isOfRoot)) seen.refused.add(requestId);
}

/** The words of a request, in its body or its address, which an answer may repeat. */
function sentIn({ body, path }: HostileRequest): string {
  const parameters = new URLSearchParams(path.slice(path.indexOf('?') + 1));
  return [body, ...parameters.values()].join(' ');
}

/** What only a fault of ours would tell. */
const insides =
  /\b(QueryFailedError|EntityNotFoundError|TypeError|ReferenceError|RangeError|SyntaxError|GraphQLError|DomainError|ECONN\w+)\b|\n\s+at |node_modules|\/(src|dist|tmp)\/|\.[jt]s:\d|\b(typeorm|type-graphql|apollo-server|@apollo|postgres|pg_\w+)\b|\b(SELECT|INSERT INTO|DELETE FROM) \w|\bUPDATE \S+ SET\b|violates|duplicate key|at or near|127\.0\.0\.1:\d|localhost:\d{4}/i;

/** Names of tables, constraints, indexes and columns that are not words of the API. */
async function namesInside({ owner }: TestDatabase): Promise<string[]> {
  const rows: { name: string }[] = await owner.query(`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION SELECT attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
      WHERE relnamespace = 'public'::regnamespace AND attnum > 0`);
  return rows.map(({ name }) => name).filter((name) => name.includes('_'));
}

/** Tables with rows of municipalities. */
async function tenantTables({ owner }: TestDatabase): Promise<string[]> {
  const rows: { name: string }[] = await owner.query(`
    SELECT relname AS name FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attname = 'municipality_id'
    ORDER BY relname`);
  return rows.map(({ name }) => name);
}

/** One text for all that a municipality has, which is another when a single byte is. */
async function digestOf(database: TestDatabase, municipalityId: string): Promise<string> {
  const digests: string[] = [];
  for (const table of await tenantTables(database)) {
    const [row] = await database.owner.query(
      `SELECT count(*) || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS digest
       FROM ${table} t WHERE municipality_id = $1`,
      [municipalityId],
    );
    digests.push(`${table} ${row.digest}`);
  }
  return digests.join('\n');
}

/** Records of both municipalities, but for whoever acts: nobody is to lock the attackers out. */
async function recordsIn(database: TestDatabase): Promise<KnownRecord[]> {
  const columns: { table: string; names: string[] }[] = await database.owner.query(`
    SELECT relname AS table, array_agg(attname::text) AS names FROM pg_class
    JOIN pg_attribute ON attrelid = pg_class.oid WHERE relkind = 'r' AND attnum > 0
      AND relnamespace = 'public'::regnamespace GROUP BY relname ORDER BY relname`);
  const records: KnownRecord[] = [];
  for (const { table, names } of columns) {
    const isActor = /^(subject|subject_grant)$/.test(table);
    if (isActor || !names.includes('id') || !names.includes('municipality_id')) continue;
    const version = names.includes('version') ? 'version' : 'NULL::int AS version';
    for (const { id } of demoMunicipalities) {
      const rows: { id: string; version: number | null }[] = await database.owner.query(
        `SELECT id::text, ${version} FROM ${table} WHERE municipality_id = $1 ORDER BY id LIMIT 30`,
        [id],
      );
      records.push(...rows.map((row) => ({ table, ...row })));
    }
  }
  return [...records, { table: 'unknown', id: randomUUID(), version: null }];
}

/** The acts of requests in the audit trail, where there should be none. */
async function changedBy(
  { owner }: TestDatabase,
  requests: ReadonlySet<string>,
): Promise<unknown[]> {
  return owner.query('SELECT act, request_id FROM audit_event WHERE request_id::text = ANY($1)', [
    [...requests],
  ]);
}

/** As the command line verifies it: every chain, and every record against its events. */
async function verifiedTrail({ name, owner }: TestDatabase) {
  const login = `auditor_${randomUUID().replaceAll('-', '')}`;
  await owner.query(`CREATE ROLE ${login} LOGIN PASSWORD 'x' IN ROLE ${AUDITOR_ROLE}`);
  const url = new URL(process.env.TEST_OWNER_URL ?? '');
  const client = new Client({
    connectionString: Object.assign(url, { pathname: name, username: login, password: 'x' }).href,
  });
  await client.connect();
  try {
    return await verifyAuditTrail(client, { municipality: null, from: null, checkpoint: null });
  } finally {
    await client.end();
    await owner.query(`DROP OWNED BY ${login}; DROP ROLE ${login}`);
  }
}
