import { randomUUID } from 'node:crypto';
import { type GraphQLSchema, getNamedType, isLeafType, isObjectType } from 'graphql';
import type { Actor } from '../../src/kernel/authorisation';
import { createClock } from '../../src/kernel/clock';
import { createRequestContext } from '../../src/kernel/request-context';
import { buildApiSchema } from '../../src/schema';
import { createServer } from '../../src/server';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { fingerprint } from '../support/fingerprint';
import { createMunicipality, type TestMunicipality } from '../support/municipality';
import { everybody, everyInput, everyName, type Input, mutationOf } from './every-mutation';

let database: TestDatabase;
let schema: GraphQLSchema;
let of: TestMunicipality;
let inputs: Readonly<Record<string, Input>>;
beforeAll(async () => {
  [database, schema] = await Promise.all([createTestDatabase(), buildApiSchema()]);
  of = await createMunicipality(database);
  inputs = await everyInput(of);
}, 120_000);
afterAll(() => database.drop());

/** What is new, a link, a mapping, or the end of what never changes; the contract tests hold that only these have no version. */
const unversioned =
  /^(create|register|establish|raiseAction|raiseImmediate|draft|record|link|unlink|map|unmap|open|collect|mergeBoards$|moveOpenItems$|(decide|withdraw)Common)|\/anew$/;

const freshKey = (): string => randomUUID();

/** What a mutation answers with, and of each record in it everything that is no other record. */
function fieldsOf(mutation: string): string {
  const payload = getNamedType(schema.getMutationType()?.getFields()[mutation]?.type as never);
  if (!isObjectType(payload)) throw new Error(`There is no ${mutation}`);
  const selections = Object.values(payload.getFields()).map(({ name, type }) => {
    const record = getNamedType(type);
    if (!isObjectType(record)) return name;
    const own = Object.values(record.getFields()).filter(
      (each) => isLeafType(getNamedType(each.type)) && each.args.length === 0,
    );
    return `${name} { ${own.map((each) => each.name).join(' ')} }`;
  });
  return selections.join(' ');
}

const attempt = (mutation: string, input: Input, actor: Actor = everybody(of)) =>
  of.api.attempt<Record<string, { id: string }>>(actor, mutation, input, fieldsOf(mutation));

const versioned = everyName.filter((name) => !unversioned.test(name));

describe('a version that the record has not got', () => {
  it.each(versioned)('CON-1 is refused by %s, and nothing changes', async (name) => {
    const before = await fingerprint(database.owner);
    const expected = Number(inputs[name]?.expectedVersion);

    const { errors } = await attempt(mutationOf(name), {
      ...{ ...inputs[name], expectedVersion: expected + 7 },
    });

    expect(errors.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'STALE_VERSION', details: { expected: expected + 7, actual: expected } },
    ]);
    expect(await fingerprint(database.owner)).toEqual(before);
  });
});

/** Everything that is stored, but for who read a secret: that is noted each time that it is told. */
async function changes(): Promise<object> {
  const records = await fingerprint(database.owner);
  const events = await database.owner.query<object[]>(
    `SELECT id, kind, detail FROM security_event WHERE kind <> 'SECRET_READ' ORDER BY id`,
  );
  return { events, records };
}

describe('the same key with the same input', () => {
  it.each(everyName)('CON-2 lets %s take effect once, and answers twice alike', async (name) => {
    const input = { ...inputs[name], idempotencyKey: freshKey() };
    const mutation = mutationOf(name);
    const first = await attempt(mutation, input);
    expect(first.errors).toEqual([]);
    const done = await changes();

    const second = await attempt(mutation, input);

    expect(second.errors).toEqual([]);
    // The token of a system is shown once.
    const shown = mutation === 'createApiToken' ? { token: null } : {};
    expect(second.data).toEqual({ ...first.data, ...shown });
    expect(await changes()).toEqual(done);
  });

  it('CON-2 answers alike when the order of the fields differs', async () => {
    const key = freshKey();
    const [one, other] = [
      { name: freshKey(), kind: 'PROCESS', idempotencyKey: key },
      { idempotencyKey: key, kind: 'PROCESS' },
    ];
    const first = await attempt('createProcess', one);
    const second = await attempt('createProcess', { ...other, name: one.name });

    expect([second.errors, second.data]).toEqual([[], first.data]);
  });

  it('CON-2 takes effect once when it is sent ten times at once', async () => {
    const input = { board: of.ks, title: 'Samtidigt', idempotencyKey: freshKey() };

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => attempt('createRisk', input)),
    );

    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(new Set(answers.map(({ data }) => data?.risk?.id)).size).toBe(1);
    expect(await titled('Samtidigt')).toBe(1);
  });
});

/** How many risks have a title. */
async function titled(title: string): Promise<number> {
  const rows = await database.owner.query<unknown[]>('SELECT FROM risk WHERE title = $1', [title]);
  return rows.length;
}

const risk = (title: string, idempotencyKey: string) => ({ board: of.ks, title, idempotencyKey });

describe('a key', () => {
  it('CON-2 is refused with another input, and nothing happens', async () => {
    const key = freshKey();
    await attempt('createRisk', risk('Först', key));

    const { errors, data } = await attempt('createRisk', risk('Sedan', key));

    expect(errors[0]?.extensions).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
      details: { operation: 'createRisk' },
    });
    expect([data, await titled('Sedan')]).toEqual([null, 0]);
  });

  it('CON-2 belongs to one operation of one client in one municipality', async () => {
    const key = freshKey();
    const first = await attempt('createRisk', risk('Delad', key));
    const elsewhere = await createMunicipality(database);
    const others = await Promise.all([
      attempt('createRisk', risk('Delad', key), { ...everybody(of), subject: 'another' }),
      attempt('createRisk', risk('Delad', key), { ...everybody(of), client: 'another' }),
      attempt('createControl', risk('Delad', key)),
      elsewhere.api.attempt(
        everybody(elsewhere),
        'createRisk',
        { ...risk('Delad', key), board: elsewhere.ks },
        'risk { id }',
      ),
    ]);

    expect([first, ...others].flatMap(({ errors }) => errors)).toEqual([]);
    expect(await titled('Delad')).toBe(4);
  });

  it('CON-2 is of no use to whoever has other rights by now', async () => {
    const input = { name: 'Rättigheter', idempotencyKey: freshKey() };
    const fields = 'riskCategory { name }';
    const controller = of.api.actorWith('CONTROLLER');
    await of.api.does(controller, 'createRiskCategory', input, fields);
    const other = { ...controller, grants: [...controller.grants, ...everybody(of).grants] };

    const { data, codes } = await of.api.attempt(other, 'createRiskCategory', input, fields);
    expect([data, codes]).toEqual([null, ['IDEMPOTENCY_KEY_REUSED']]);
  });

  it('CON-2 is not used up by a mutation that is refused', async () => {
    const key = freshKey();
    const refused = await attempt('createRisk', {
      ...risk('Rättad', key),
      processId: randomUUID(),
    });
    expect(refused.codes).toEqual(['NOT_FOUND']);

    const { errors } = await attempt('createRisk', risk('Rättad', key));

    expect(errors).toEqual([]);
    expect(await titled('Rättad')).toBe(1);
  });

  it.each([
    '',
    'sju tkn',
    '1234567',
    'x'.repeat(256),
    'nyckel-å',
    'nyckel\n12345',
    'a'.repeat(300),
  ])('CON-2 has 8 to 255 visible ASCII characters, so not %j', async (key) => {
    const { errors } = await attempt('createRisk', risk('Felaktig nyckel', key));

    expect(errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'idempotencyKey' },
    });
    expect(await titled('Felaktig nyckel')).toBe(0);
  });

  it('CON-2 stands in the audit event', async () => {
    const key = freshKey();
    const { data } = await attempt('createRisk', risk('Spårad', key));

    const events = await database.owner.query<object[]>(
      'SELECT act, record_key FROM audit_event WHERE idempotency_key = $1',
      [key],
    );
    expect(events).toEqual([{ act: 'RISK_CREATED', record_key: data?.risk?.id }]);
  });

  it('CON-2 is forgotten after 30 days, and not before', async () => {
    const [old, older] = [freshKey(), freshKey()];
    for (const [key, days] of [
      [old, 29.9],
      [older, 30.1],
    ] as const) {
      await attempt('createRisk', risk('Åldrad', key));
      await database.owner.query(
        `UPDATE idempotency_key SET used_at = clock_timestamp() - $2 * interval '1 day' WHERE key = $1`,
        [key, days],
      );
    }

    await attempt('createRisk', risk('Åldrad', old));
    expect(await titled('Åldrad')).toBe(2);
    const left = await database.owner.query<{ key: string }[]>(
      'SELECT key FROM idempotency_key WHERE key = ANY($1)',
      [[old, older]],
    );
    expect(left).toEqual([{ key: old }]);
    await attempt('createRisk', risk('Åldrad', older));
    expect(await titled('Åldrad')).toBe(3);
  });

  it('CON-2 does not keep the secret of an API token anywhere', async () => {
    const input = { name: 'System', scopes: ['register:read'], expiresOn: '2026-06-01' };
    const { data } = await attempt('createApiToken', { ...input, idempotencyKey: freshKey() });
    const token = String(data?.token);
    expect(token).toMatch(/^ik_/);
    const secret = token.slice(-20);

    const tables = await database.owner.query<{ name: string }[]>(
      `SELECT relname AS name FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    );
    for (const { name } of tables) {
      const found = await database.owner.query<unknown[]>(
        `SELECT FROM ${name} each WHERE strpos(each::text, $1) > 0
           OR strpos(each::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0`,
        [secret],
      );
      expect([name, found.length]).toEqual([name, 0]);
    }
  });
});

describe('the header Idempotency-Key', () => {
  /** Sends a document with the header. */
  async function send(query: string, idempotencyKey: string) {
    const server = await createServer();
    const clock = createClock(() => new Date('2025-12-16T12:00:00Z'));
    const contextValue = createRequestContext(database.application, everybody(of), clock, {
      idempotencyKey,
    });
    const { body } = await server.executeOperation({ query }, { contextValue });
    if (body.kind !== 'single') throw new Error('Expected one result');
    const { data, errors = [] } = body.singleResult;
    return { data, codes: errors.map(({ extensions }) => extensions?.code) };
  }
  const create = (title: string) =>
    `createRisk(input: { board: "KS", title: "${title}" }) { risk { id } }`;

  it('CON-2 serves a request with one mutation, as the field of the input does', async () => {
    const key = freshKey();
    const first = await send(`mutation { ${create('Rubrik')} }`, key);
    const second = await send(`mutation { ${create('Rubrik')} }`, key);
    const third = await send(`mutation { a: ${create('Annan rubrik')} }`, key);

    expect([first.codes, second]).toEqual([[], first]);
    expect(third.codes).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect(await titled('Rubrik')).toBe(1);
  });

  it.each([
    ['several', (title: string) => `a: ${create(title)} b: ${create(title)}`],
    ['a fragment', (title: string) => `... { ${create(title)} }`],
  ])(
    'CON-2 is refused with %s, for nobody knows which one it is about',
    async (_case, mutations) => {
      const { codes } = await send(`mutation { ${mutations('Flera')} }`, freshKey());

      expect(new Set(codes)).toEqual(new Set(['BAD_USER_INPUT']));
      expect(await titled('Flera')).toBe(0);
    },
  );

  it('CON-2 gives way to a key in the input', async () => {
    const [header, own] = [freshKey(), freshKey()];
    const input = (title: string) =>
      `mutation { createRisk(input: { board: "KS", title: "${title}", idempotencyKey: "${own}" }) { risk { id } } }`;
    await send(input('Egen nyckel'), header);
    const { codes } = await send(input('Egen nyckel'), freshKey());

    expect([codes, await titled('Egen nyckel')]).toEqual([[], 1]);
  });
});
