import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { AUDITOR_ROLE } from '../../migrations/support/tables';
import {
  type Checkpoint,
  openCheckpoint,
  takeCheckpoint,
  type VerificationReport,
  verifyAuditTrail,
} from '../../src/verification';
import { isCanonicalJson } from '../../src/verification/canonical-json';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createMunicipality, type TestMunicipality } from '../support/municipality';

let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;
let auditor: Client;
const login = `auditor_${randomUUID().replaceAll('-', '')}`;

const urlAs = (role: string): string => {
  const url = new URL(process.env.TEST_OWNER_URL ?? '');
  return Object.assign(url, { pathname: database.name, username: role, password: 'x' }).href;
};

beforeAll(async () => {
  database = await createTestDatabase();
  await database.owner.query(`CREATE ROLE ${login} LOGIN PASSWORD 'x' IN ROLE ${AUDITOR_ROLE}`);
  [here, elsewhere] = [await createMunicipality(database), await createMunicipality(database)];
  for (const { api } of [here, elsewhere]) await keepProcess(api);
  // What a superuser could do, too, before changing the trail.
  await database.owner.query(`
    ALTER TABLE audit_event DROP CONSTRAINT audit_event_algorithm_check,
      DROP CONSTRAINT audit_event_hash_check;
    CREATE SCHEMA kept;
    CREATE TABLE kept.audit_event AS TABLE audit_event;
    CREATE TABLE kept.process AS TABLE process`);
  auditor = new Client({ connectionString: urlAs(login) });
  await auditor.connect();
});
afterAll(async () => {
  await auditor.end();
  await database.owner.query(`DROP OWNED BY ${login}; DROP ROLE ${login}`);
  await database.drop();
});

/** A process is made and changed twice. */
async function keepProcess(api: TestMunicipality['api']): Promise<void> {
  const controller = api.actorWith('CONTROLLER');
  const input = { kind: 'PROCESS', name: 'Löner å ä ö 🧾 "\\' };
  const { process } = await api.does<{ process: { id: string } }>(
    controller,
    'createProcess',
    input,
    'process { id }',
  );
  for (const expectedVersion of [1, 2]) {
    const change = { processId: process.id, expectedVersion, ownerRole: `Chef ${expectedVersion}` };
    await api.does(controller, 'updateProcess', change);
  }
}

/** SQL as a superuser whose triggers are off, as somebody who wants to leave no trace. */
async function tamper(sql: string): Promise<void> {
  await database.owner.transaction(async (manager) => {
    await manager.query('SET LOCAL session_replication_role = replica');
    await manager.query(sql);
  });
}

afterEach(() =>
  tamper(`
    DELETE FROM audit_event; INSERT INTO audit_event SELECT * FROM kept.audit_event;
    DELETE FROM process; INSERT INTO process SELECT * FROM kept.process;
    ALTER TABLE process ENABLE TRIGGER process_audit;
    ALTER TABLE control_action ENABLE TRIGGER control_action_audit`),
);

const verify = (options: Partial<Parameters<typeof verifyAuditTrail>[1]> = {}) =>
  verifyAuditTrail(auditor, { municipality: null, from: null, checkpoint: null, ...options });

/** Where the chain of our municipality is broken; the other's must hold. */
function brokenHere({ chains, isIntact }: VerificationReport): object | null {
  const of = ({ municipalityId }: TestMunicipality) =>
    chains.find((chain) => chain.municipalityId === municipalityId);
  expect(of(elsewhere)?.broken).toBeNull();
  const broken = of(here)?.broken ?? null;
  if (broken) expect(isIntact).toBe(false);
  return broken;
}

const ours = () => `municipality_id = '${here.municipalityId}'`;

describe('A trail that nobody touched', () => {
  it('AUD-4 is intact, event for event and record for record', async () => {
    const report = await verify();

    expect(report).toMatchObject({ isIntact: true, records: [] });
    // A municipality, two boards and a process that was changed twice.
    expect(report.chains.map(({ events, broken }) => ({ events, broken }))).toEqual([
      { events: 6, broken: null },
      { events: 6, broken: null },
    ]);
  });

  it('AUD-4 can be verified for one municipality, by its id or code, and from an event on', async () => {
    for (const municipality of [here.municipalityId, here.municipalityId.toUpperCase()]) {
      const { chains } = await verify({ municipality });
      expect(chains.map(({ municipalityId }) => municipalityId)).toEqual([here.municipalityId]);
    }
    const report = await verify({ municipality: here.municipalityId, from: 4 });
    expect(report).toMatchObject({ isIntact: true, records: null });
    expect(report.chains[0]).toMatchObject({ events: 3, head: { seq: 6 } });
    const beyond = await verify({ municipality: here.municipalityId, from: 8 });
    expect(beyond.chains[0]?.broken).toEqual({ seq: 7, reason: 'EVENT_MISSING' });
  });

  it('AUD-4 cannot be verified for a municipality that is not there', async () => {
    await expect(verify({ municipality: 'Ankeborg' })).rejects.toThrow('no municipality Ankeborg');
  });

  it('AUD-4 cannot be verified as a role that does not see all of it', async () => {
    const application = new Client({
      connectionString: Object.assign(new URL(process.env.TEST_APPLICATION_URL ?? ''), {
        pathname: database.name,
      }).href,
    });
    await application.connect();
    const all = { municipality: null, from: null, checkpoint: null };
    await expect(
      verifyAuditTrail(application, all).finally(() => application.end()),
    ).rejects.toThrow(`Make it a member of ${AUDITOR_ROLE}`);
  });

  it('AUD-4 changes nothing when it is verified, and its reader could not', async () => {
    await expect(auditor.query('UPDATE process SET version = 9')).rejects.toThrow(
      'permission denied',
    );
    await expect(auditor.query(`DELETE FROM audit_event`)).rejects.toThrow('permission denied');
  });

  it('AUD-1 names actor, client, roles, time, act and request, with the row before and after', async () => {
    const [event] = await database.owner.query(
      `SELECT actor, role, act, table_name, record_key, request_id IS NOT NULL AS "hasRequest",
         before::jsonb ->> 'owner_role' AS before, after::jsonb ->> 'owner_role' AS after,
         clock_timestamp() - happened_at < interval '1 minute' AS "isNow"
       FROM audit_event WHERE ${ours()} AND seq = 5`,
    );

    expect(event).toMatchObject({
      ...{ actor: 'test-controller', role: 'CONTROLLER', act: 'PROCESS_UPDATED' },
      ...{ table_name: 'process', hasRequest: true, isNow: true },
      ...{ before: null, after: 'Chef 1' },
    });
  });
});

describe('AUD-5 finds an event', () => {
  const differs = { seq: 5, reason: 'HASH_DIFFERS' };
  it.each([
    ['algorithm', '2', { seq: 5, reason: 'ALGORITHM_UNKNOWN' }],
    ['happened_at', `happened_at + interval '1 microsecond'`, differs],
    ['actor', `'somebody-else'`, differs],
    ['client', `'another-program'`, differs],
    ['role', 'NULL', differs],
    ['on_behalf_of', `''`, differs],
    ['act', `'NOTHING_DONE'`, differs],
    ['request_id', 'gen_random_uuid()', differs],
    ['idempotency_key', `'a-key-of-ours'`, differs],
    ['table_name', `'board'`, differs],
    ['record_key', `gen_random_uuid()::text`, differs],
    ['before', `replace(before, 'null', '"x"')`, differs],
    ['after', `replace(after, 'Chef 1', 'Chef 2')`, differs],
    ['prev_hash', 'sha256(prev_hash)', differs],
    ['hash', 'sha256(hash)', differs],
    ['seq', '70', { seq: 5, reason: 'EVENT_MISSING' }],
    ['municipality_id', 'gen_random_uuid()', { seq: 5, reason: 'EVENT_MISSING' }],
  ])('whose %s was changed', async (column, value, broken) => {
    await tamper(`UPDATE audit_event SET ${column} = ${value} WHERE ${ours()} AND seq = 5`);

    expect(brokenHere(await verify())).toEqual(broken);
  });

  it('whose text moved from one field to the next', async () => {
    await tamper(
      `UPDATE audit_event SET role = 'CONT', on_behalf_of = 'ROLLER' WHERE ${ours()} AND seq = 5`,
    );

    expect(brokenHere(await verify())).toEqual(differs);
  });

  it('that was deleted, also the first', async () => {
    await tamper(`DELETE FROM audit_event WHERE ${ours()} AND seq = 1`);

    expect(brokenHere(await verify())).toEqual({ seq: 1, reason: 'EVENT_MISSING' });
  });

  it('that changed places with another', async () => {
    await tamper(
      `UPDATE audit_event SET seq = -seq WHERE ${ours()} AND seq IN (4, 5);
       UPDATE audit_event SET seq = 9 + seq WHERE ${ours()} AND seq < 0`,
    );

    expect(brokenHere(await verify())).toEqual({ seq: 4, reason: 'HASH_DIFFERS' });
  });

  it('that was inserted, with a good hash of its own, also as the last', async () => {
    await tamper(
      `UPDATE audit_event SET seq = -seq - 1 WHERE ${ours()} AND seq >= 5;
       UPDATE audit_event SET seq = -seq WHERE seq < 0;
       INSERT INTO audit_event SELECT (jsonb_populate_record(event, '{"seq": 5}')).*
         FROM audit_event event WHERE ${ours()} AND seq = 4;
       UPDATE audit_event event SET prev_hash = (SELECT hash FROM audit_event its
         WHERE its.municipality_id = event.municipality_id AND its.seq = 4) WHERE ${ours()} AND seq = 5;
       UPDATE audit_event event SET hash = audit_hash(event) WHERE ${ours()} AND seq = 5`,
    );
    expect(brokenHere(await verify())).toEqual({ seq: 6, reason: 'HASH_DIFFERS' });

    await tamper(`DELETE FROM audit_event WHERE ${ours()} AND seq > 5`);
    const { records } = await verify();
    expect(records).toMatchObject([
      { table: 'process', reason: 'ROW_DIFFERS' },
      { table: 'process', reason: 'CHANGED_BETWEEN_EVENTS', seq: 5 },
    ]);
  });

  it('whose hash was worked out anew, by the next one', async () => {
    await tamper(
      `UPDATE audit_event SET actor = 'somebody-else' WHERE ${ours()} AND seq = 5;
       UPDATE audit_event event SET hash = audit_hash(event) WHERE ${ours()} AND seq = 5`,
    );

    expect(brokenHere(await verify())).toEqual({ seq: 6, reason: 'DOES_NOT_FOLLOW' });
  });

  it('that tells in JSON of its own', async () => {
    await tamper(
      `UPDATE audit_event SET after = replace(after, ',', ', ') WHERE ${ours()} AND seq = 6;
       UPDATE audit_event event SET hash = audit_hash(event) WHERE ${ours()} AND seq = 6`,
    );

    expect(brokenHere(await verify())).toEqual({ seq: 6, reason: 'NOT_CANONICAL' });
  });

  it('AUD-4 also when only what follows an event is verified', async () => {
    await tamper(`UPDATE audit_event SET actor = 'x' WHERE ${ours()} AND seq = 2`);
    const from = (seq: number) => verify({ municipality: here.municipalityId, from: seq });

    expect((await from(3)).isIntact).toBe(true);
    expect((await from(2)).chains[0]?.broken).toEqual({ seq: 2, reason: 'HASH_DIFFERS' });
  });
});

describe('AUD-5 finds a record', () => {
  const found = async () => {
    const { isIntact, chains, records } = await verify();
    expect(isIntact).toBe(false);
    expect(chains.map(({ broken }) => broken)).toEqual([null, null]);
    return records;
  };
  const record = () => ({
    municipalityId: here.municipalityId,
    table: 'process',
    key: ourProcess,
    seq: null,
  });
  let ourProcess: string;
  beforeAll(async () => {
    [{ id: ourProcess }] = await database.owner.query(`SELECT id FROM process WHERE ${ours()}`);
  });

  it('that was changed without an event', async () => {
    await tamper(`UPDATE process SET name = 'Annat' WHERE ${ours()}`);

    expect(await found()).toEqual([{ ...record(), reason: 'ROW_DIFFERS' }]);
  });

  it('that was changed without an event and then with one', async () => {
    await tamper(`UPDATE process SET name = 'Annat' WHERE ${ours()}`);
    const change = { processId: ourProcess, expectedVersion: 3, ownerRole: null };
    await here.api.does(here.api.actorWith('CONTROLLER'), 'updateProcess', change);

    expect(await found()).toEqual([{ ...record(), seq: 7, reason: 'CHANGED_BETWEEN_EVENTS' }]);
  });

  it('that was removed without an event', async () => {
    await tamper(`DELETE FROM process WHERE ${ours()}`);

    expect(await found()).toEqual([{ ...record(), reason: 'ROW_MISSING' }]);
  });

  it('that was added without an event', async () => {
    const id = randomUUID();
    await tamper(
      `INSERT INTO process SELECT (jsonb_populate_record(process, '{"id": "${id}", "name": "Ny"}')).*
       FROM process WHERE ${ours()}`,
    );

    expect(await found()).toEqual([{ ...record(), key: id, reason: 'ROW_WITHOUT_EVENT' }]);
  });

  it.each([
    ['leaves no events any more', 'process'],
    ['has never left any', 'control_action'],
  ])('whose table %s', async (_case, table) => {
    await tamper(`ALTER TABLE ${table} DISABLE TRIGGER ${table}_audit`);

    expect(await found()).toEqual([
      {
        ...{ municipalityId: null, table, key: null, seq: null },
        reason: 'TRAIL_SWITCHED_OFF',
      },
    ]);
  });

  it('but minds no column that a later migration added', async () => {
    await database.owner.query(`ALTER TABLE process ADD COLUMN note text DEFAULT 'ny'`);

    const change = { processId: ourProcess, expectedVersion: 3, ownerRole: null };
    await here.api.does(here.api.actorWith('CONTROLLER'), 'updateProcess', change);
    expect(await verify()).toMatchObject({ isIntact: true, records: [] });
    await database.owner.query('ALTER TABLE process DROP COLUMN note');
  });
});

describe('AUD-6 a checkpoint', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  let directory: string;
  let checkpoint: Checkpoint;
  let text: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'internkontroll-checkpoints-'));
    const { path } = await takeCheckpoint(auditor, directory, privateKey);
    text = await readFile(path ?? '', 'utf8');
    checkpoint = openCheckpoint(text, publicKey);
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('has the last event of each municipality, when it was taken, and the checkpoint before', async () => {
    const { chains } = await verify();

    expect(checkpoint).toMatchObject({ format: 1, previous: null });
    expect(Math.abs(Date.parse(checkpoint.takenAt) - Date.now())).toBeLessThan(60_000);
    expect(new Set(checkpoint.heads)).toEqual(
      new Set(chains.map(({ municipalityId, head }) => ({ municipalityId, ...head }))),
    );

    const next = await takeCheckpoint(auditor, directory, privateKey);
    const second = openCheckpoint(await readFile(next.path ?? '', 'utf8'), publicKey);
    const [sum] = await database.owner.query(
      `SELECT encode(sha256(convert_to($1, 'UTF8')), 'hex') AS hash`,
      [text],
    );
    expect(second.previous).toBe(sum.hash);
    const names = await readdir(directory);
    expect(names.sort().at(-1)).toBe(next.path?.split('/').at(-1));
  });

  it('agrees with a trail that has grown', async () => {
    const change = { kind: 'SYSTEM', name: 'Ekonomisystem' };
    await here.api.does(here.api.actorWith('CONTROLLER'), 'createProcess', change);

    expect(await verify({ checkpoint })).toMatchObject({ isIntact: true });
  });

  it('tells that the last events are gone, which nothing else tells', async () => {
    await tamper(
      `DELETE FROM audit_event WHERE ${ours()} AND seq > 4;
       UPDATE process SET owner_role = NULL, version = 1 WHERE ${ours()}`,
    );

    expect(await verify()).toMatchObject({ isIntact: true });
    expect(brokenHere(await verify({ checkpoint }))).toEqual({
      ...{ seq: 6, reason: 'CHECKPOINT_EVENT_MISSING' },
    });
  });

  it('tells that the chain was written anew from the middle, which nothing else tells', async () => {
    await tamper(
      `UPDATE audit_event SET actor = 'somebody-else' WHERE ${ours()} AND seq = 5;
       DO $$ DECLARE event audit_event; previous bytea; BEGIN
         FOR event IN SELECT * FROM audit_event WHERE ${ours()} ORDER BY seq LOOP
           event.prev_hash := coalesce(previous, event.prev_hash);
           event.hash := audit_hash(event);
           previous := event.hash;
           UPDATE audit_event its SET prev_hash = event.prev_hash, hash = event.hash
             WHERE its.municipality_id = event.municipality_id AND its.seq = event.seq;
         END LOOP;
       END $$`,
    );

    expect(await verify()).toMatchObject({ isIntact: true });
    expect(brokenHere(await verify({ checkpoint }))).toEqual({
      ...{ seq: 6, reason: 'CHECKPOINT_DIFFERS' },
    });
  });

  it('tells that a whole municipality is gone', async () => {
    await tamper(`DELETE FROM audit_event WHERE ${ours()}; DELETE FROM process WHERE ${ours()};
      CREATE TABLE kept.board AS SELECT * FROM board WHERE ${ours()};
      CREATE TABLE kept.municipality AS SELECT * FROM municipality WHERE ${ours()};
      DELETE FROM board WHERE ${ours()}; DELETE FROM municipality WHERE ${ours()}`);

    const alone = await verify();
    const checked = brokenHere(await verify({ checkpoint }));
    await tamper(`INSERT INTO municipality SELECT * FROM kept.municipality;
      INSERT INTO board SELECT * FROM kept.board`);
    expect(alone.isIntact).toBe(true);
    expect(checked).toEqual({ seq: 6, reason: 'CHECKPOINT_EVENT_MISSING' });
  });

  it('is not followed by another when what it vouches for is gone', async () => {
    await tamper(`DELETE FROM audit_event WHERE ${ours()} AND seq > 4`);
    const before = await readdir(directory);

    const taken = await takeCheckpoint(auditor, directory, privateKey);

    expect(taken).toMatchObject({ path: null, broken: [{ seq: 6 }] });
    expect(await readdir(directory)).toEqual(before);
  });

  it.each([
    ['a changed number', () => text.replace('"seq": 6', '"seq": 5')],
    ['another signature', () => text.replace(/"signature": "..../, '"signature": "AAAA')],
    ['no signature', () => text.replace(/"signature": "[^"]+"/, '"signature": ""')],
    ['something else in it', () => '{"checkpoint": {"format": 2}}'],
    ['no JSON in it', () => 'checkpoint'],
  ])('is refused with %s', (_case, forged) => {
    expect(forged()).not.toBe(text);
    expect(() => openCheckpoint(forged(), publicKey)).toThrow(/signature|no checkpoint/);
  });

  it('is refused when another key signed it', () => {
    const another = generateKeyPairSync('ed25519').publicKey;

    expect(() => openCheckpoint(text, another)).toThrow('signature of the checkpoint is not good');
  });
});

describe('AUD-1 canonical JSON (RFC 8785)', () => {
  it.each([
    ['an object in the order of its names', '{"a":1,"aa":[true,null,"å"],"b":{"c":-0.5}}', true],
    ['an object in another order', '{"b":1,"a":2}', false],
    ['an object inside in another order', '[{"b":1,"a":2}]', false],
    ['spaces', '{"a": 1}', false],
    ['a member twice', '{"a":1,"a":1}', false],
    ['a row', '{"a":"x \\n \\" å","b_c":-10,"d":null,"e":true}', true],
    ['a row with an emoji', '{"a":"😀","b":0}', true],
    ['a row with half of one', '{"a":"\ud800"}', false],
    ['a row in another order', '{"b":1,"a":2}', false],
    ['a row with a member twice', '{"a":1,"a":2}', false],
    ['a row and more', '{"a":1}}', false],
    ['a row and another', '{"a":1},{"b":2}', false],
    ['a row that ends too early', '{"a":1', false],
    ['a row that goes on', '{"a":1,', false],
    ['a row with less than nothing', '{"a":-0}', false],
    ['a row with more digits than a number has', '{"a":12345678901234567890}', false],
    ['a row with a line break in it', '{"a":"\n"}', false],
    ['a needless escape', '"\\u00e5"', false],
    ['a needless zero', '1.50', false],
    ['nothing', '', false],
  ])('%s', (_case, text, isCanonical) => {
    expect(isCanonicalJson(text)).toBe(isCanonical);
  });

  it.each([
    '{"b": {"z": [1.50, 10, 0.1, -3, 100], "å": "å"}, "aa": null, "a": "\\u2028 \\" \\\\ \\t \\u0001 😀"}',
    '[[], {}, [{"b": 1, "a": [{}]}]]',
    '"text"',
    'null',
  ])('is what the database makes of %s', async (json) => {
    const [{ text }] = await database.owner.query('SELECT canonical_json($1::jsonb) AS text', [
      json,
    ]);

    expect(isCanonicalJson(text)).toBe(true);
    expect(JSON.parse(text)).toEqual(JSON.parse(json));
  });
});
