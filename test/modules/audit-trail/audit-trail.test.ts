import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Role } from '../../../src/kernel/authorisation';
import { type Api, unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';

let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;
let api: Api;

beforeAll(async () => {
  database = await createTestDatabase();
  [here, elsewhere] = [await createMunicipality(database), await createMunicipality(database)];
  api = here.api;
});
afterAll(() => database.drop());

const createProcess = async (of: Api, name: string): Promise<string> => {
  const input = { kind: 'PROCESS', name };
  const { process } = await of.does<{ process: { id: string } }>(
    of.actorWith('CONTROLLER'),
    'createProcess',
    input,
    'process { id }',
  );
  return process.id;
};
const rename = (id: string, expectedVersion: number, name: string) =>
  api.does(api.actorWith('CONTROLLER'), 'updateProcess', { processId: id, expectedVersion, name });

interface AuditEvent {
  readonly [field: string]: unknown;
  readonly seq: number;
  readonly act: string;
}
interface Trail {
  readonly edges: readonly { readonly node: AuditEvent }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly totalCount: number;
}

async function trail(filter: object = {}, more: object = {}): Promise<Trail> {
  const { auditTrail } = await api.ask<{ auditTrail: Trail }>(
    `query ($filter: AuditEventFilterInput, $first: Int, $after: String, $orderBy: [AuditEventOrder!]) {
       auditTrail(filter: $filter, first: $first, after: $after, orderBy: $orderBy) {
         totalCount pageInfo { hasNextPage endCursor }
         edges { node { seq happenedAt actor client roles onBehalfOf act requestId idempotencyKey
           recordType recordId before after changedFields hash } }
       }
     }`,
    { filter, ...more },
  );
  return auditTrail;
}
const eventsOf = async (filter: object, more?: object) =>
  (await trail(filter, more)).edges.map(({ node }) => node);
const actsOf = async (filter: object) => (await eventsOf(filter)).map(({ act }) => act);

interface SecurityEvent {
  readonly [field: string]: unknown;
  readonly detail: string;
}
async function securityEvents(filter: object): Promise<SecurityEvent[]> {
  const { securityEvents } = await api.ask<{
    securityEvents: { edges: { node: SecurityEvent }[] };
  }>(
    `query ($filter: SecurityEventFilterInput) { securityEvents(filter: $filter) {
       edges { node { happenedAt kind actor client source requestId detail } } } }`,
    { filter },
  );
  return securityEvents.edges.map(({ node }) => node);
}

describe('AUD-7 the audit trail', () => {
  let id: string;
  beforeAll(async () => {
    id = await createProcess(api, 'Fakturor');
    await rename(id, 1, 'Leverantörsfakturor');
  });

  it('tells who changed what, when, in which request, and how it was before', async () => {
    const [renamed, created] = await eventsOf({ recordId: id });

    expect(renamed).toMatchObject({
      ...{ actor: 'test-controller', client: null, onBehalfOf: null, roles: ['CONTROLLER'] },
      ...{ act: 'PROCESS_UPDATED', recordType: 'Process', recordId: id, idempotencyKey: null },
      ...{ requestId: expect.stringMatching(/^[\da-f-]{36}$/), changedFields: ['name', 'version'] },
      hash: expect.stringMatching(/^[\da-f]{64}$/),
    });
    expect(JSON.parse(String(renamed?.before))).toMatchObject({ name: 'Fakturor', version: 1 });
    expect(JSON.parse(String(renamed?.after))).toMatchObject({ name: 'Leverantörsfakturor' });
    expect(Math.abs(Date.parse(String(renamed?.happenedAt)) - Date.now())).toBeLessThan(60_000);
    expect(created).toMatchObject({ act: 'PROCESS_CREATED', before: null, changedFields: [] });
    expect(renamed?.seq).toBe(Number(created?.seq) + 1);
  });

  it('is narrowed by record, kind, actor, act, request and time', async () => {
    const both = ['PROCESS_UPDATED', 'PROCESS_CREATED'];
    const [renamed] = await eventsOf({ recordId: id });
    expect(await actsOf({ recordType: 'Process' })).toEqual(both);
    expect(await actsOf({ actor: 'test-controller' })).toEqual(both);
    expect(await actsOf({ act: 'PROCESS_CREATED' })).toEqual(['PROCESS_CREATED']);
    expect(await actsOf({ requestId: renamed?.requestId })).toEqual(['PROCESS_UPDATED']);
    expect(await actsOf({ recordId: id, from: '2020-01-01T00:00:00Z' })).toEqual(both);
    expect(await actsOf({ recordId: id, to: '2020-01-01T00:00:00+01:00' })).toEqual([]);
    const nothing = [{ recordId: 'x' }, { requestId: 'x' }, { recordType: 'x' }, { act: "'" }];
    for (const filter of nothing) expect(await actsOf(filter)).toEqual([]);
  });

  it('is paged by number, either way', async () => {
    const all = await trail();
    const seqs = all.edges.map(({ node }) => node.seq);
    expect(seqs).toEqual([5, 4, 3, 2, 1]);
    expect(all.totalCount).toBe(5);

    const first = await trail({}, { first: 2 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    await rename(id, 2, 'Fakturor');
    const second = await trail({}, { first: 3, after: first.pageInfo.endCursor });
    expect(second.edges.map(({ node }) => node.seq)).toEqual([3, 2, 1]);
    const orderBy = [{ field: 'SEQ', direction: 'ASC' }];
    expect((await eventsOf({}, { orderBy })).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it.each<Role>([
    ...(['ADMINISTRATOR', 'CONTROLLER', 'BOARD_SECRETARY', 'CONTROL_PERFORMER'] as const),
    ...(['BOARD_MEMBER', 'INTEGRATION_CLIENT'] as const),
  ])('is closed to the role %s', async (role) => {
    const { codes, data } = await api.run(api.actorWith(role), '{ auditTrail { totalCount } }');

    expect({ codes, data: data ?? null }).toEqual({ codes: ['FORBIDDEN'], data: null });
  });

  it('is closed to an auditor of one board, for it tells of all of them', async () => {
    const auditor = api.actorWith('AUDITOR', here.ks);

    expect((await api.run(auditor, '{ auditTrail { totalCount } }')).codes).toEqual(['FORBIDDEN']);
  });

  it('AZ-2 tells nothing of another municipality', async () => {
    const theirs = await createProcess(elsewhere.api, 'Fakturor');

    expect(await actsOf({ recordId: theirs })).toEqual(await actsOf({ recordId: unknownId() }));
    const [{ count }] = await database.owner.query(
      'SELECT count(*)::int FROM audit_event WHERE municipality_id = $1',
      [here.municipalityId],
    );
    expect((await trail()).totalCount).toBe(count);
  });

  it.each([
    ['actor', 'a\u0000'],
    ['act', 'x'.repeat(201)],
    ['recordId', '\ud800'],
  ])('INP-1 takes no %s that no actor, act or record can have', async (field, value) => {
    const query =
      'query ($filter: AuditEventFilterInput) { auditTrail(filter: $filter) { totalCount } }';
    const { codes } = await api.run(api.actorWith('AUDITOR'), query, {
      filter: { [field]: value },
    });

    expect(codes).toEqual(['BAD_USER_INPUT']);
  });
});

describe('AUD-7 security events', () => {
  it('tell that the trail was read, by whom and what of it', async () => {
    await trail({ act: 'PROCESS_RENAMED' });

    const [read] = await securityEvents({ kinds: ['AUDIT_TRAIL_READ'], actor: 'test-auditor' });
    // The very reading of security events comes first.
    expect(JSON.parse(read?.detail ?? '')).toMatchObject({ of: 'securityEvents' });
    const earlier = await securityEvents({ kinds: ['AUDIT_TRAIL_READ'] });
    expect(earlier.map(({ detail }) => JSON.parse(detail))).toContainEqual({
      of: 'auditTrail',
      filter: { act: 'PROCESS_RENAMED' },
    });
  });

  it('tell of an operation that was refused, once, with what was lacking where', async () => {
    const member = { ...api.actorWith('BOARD_MEMBER'), subject: 'a-curious-member' };
    const input = { kind: 'PROCESS', name: 'Nej' };
    await api.attempt(member, 'createProcess', input);
    await api.run(member, '{ mine: auditTrail { totalCount } securityEvents { totalCount } }');

    const events = await securityEvents({ actor: 'a-curious-member' });
    const refusals = events.map(({ kind, detail }) => ({ kind, ...JSON.parse(detail) }));
    expect(refusals).toEqual([
      {
        kind: 'ACCESS_DENIED',
        refusals: [{ field: 'mine', permission: 'audit-trail:read' }],
      },
      {
        kind: 'ACCESS_DENIED',
        refusals: [{ field: 'createProcess', permission: 'register:maintain' }],
      },
    ]);
  });

  it('tell of one who may do it for another board only', async () => {
    const secretary = { ...api.actorWith('CONTROLLER', here.bun), subject: 'of-another-board' };
    const input = { board: 'KS', title: 'Jäv' };
    expect((await api.attempt(secretary, 'createRisk', input)).codes).toEqual(['FORBIDDEN']);

    const [event] = await securityEvents({ actor: 'of-another-board' });
    expect(JSON.parse(event?.detail ?? '')).toEqual({
      refusals: [{ field: 'createRisk', permission: 'register:maintain' }],
    });
  });

  it('AUT-6 AUD-8 happened when the database says, whatever is sent', async () => {
    const [event] = await database.owner.query<{ age: string }[]>(
      `WITH sent AS (
         INSERT INTO security_event (municipality_id, happened_at, kind, actor, detail)
         VALUES ($1, '2020-01-01', 'SIGNED_IN', 'of-the-past', '{}') RETURNING happened_at)
       SELECT extract(epoch FROM clock_timestamp() - happened_at)::int AS age FROM sent`,
      [here.municipalityId],
    );
    expect(event).toEqual({ age: 0 });
  });

  it('are no part of the chain, and none is changed or removed', async () => {
    for (const sql of ['UPDATE security_event SET actor = actor', 'DELETE FROM security_event']) {
      await expect(database.owner.query(sql)).rejects.toThrow('security_event is append-only');
    }
    expect(await eventsOf({ recordType: 'SecurityEvent' })).toEqual([]);
  });

  it('are for auditors and administrators', async () => {
    const query = '{ securityEvents { totalCount } }';
    const administrator = await api.run(api.actorWith('ADMINISTRATOR'), query);
    expect(administrator.codes).toEqual([]);
    expect((await api.run(api.actorWith('CONTROLLER'), query)).codes).toEqual(['FORBIDDEN']);
  });
});

describe('The chain', () => {
  /** A connection as the owner, on which a change of the municipality can be left half done. */
  async function halfDone(of: TestMunicipality) {
    const { options } = database.owner;
    const client = new Client({ connectionString: 'url' in options ? options.url : '' });
    await client.connect();
    await client.query('BEGIN');
    await client.query(
      `SELECT set_config('app.actor', 'test', true), set_config('app.act', 'TESTED', true)`,
    );
    await client.query(`UPDATE board SET version = version + 1 WHERE municipality_id = $1`, [
      of.municipalityId,
    ]);
    return client;
  }

  it('AUD-2 has no gap when twenty write at once', async () => {
    const [{ seq: before }] = (await eventsOf({}, { first: 1 })) as [AuditEvent];
    await Promise.all(
      Array.from({ length: 20 }, (_, number) => createProcess(api, `Process ${number}`)),
    );

    const rows = await database.owner.query<{ seq: string; follows: boolean }[]>(
      `SELECT seq, prev_hash = lag(hash) OVER (ORDER BY seq) AS follows FROM audit_event
       WHERE municipality_id = $1 ORDER BY seq`,
      [here.municipalityId],
    );
    expect(rows.map(({ seq }) => Number(seq))).toEqual(rows.map((_, index) => index + 1));
    expect(rows.slice(1).every(({ follows }) => follows)).toBe(true);
    expect(rows).toHaveLength(before + 20);
  });

  it('AUD-2 has one municipality wait for itself alone, and only while it commits', async () => {
    const client = await halfDone(elsewhere);
    // Half done, it keeps nobody waiting.
    await createProcess(elsewhere.api, 'Under tiden');
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    await createProcess(api, 'En annan kommun');

    let isDone = false;
    const waiting = createProcess(elsewhere.api, 'Samma kommun').then(() => {
      isDone = true;
    });
    await sleep(100);
    expect(isDone).toBe(false);
    await client.query('COMMIT');
    await waiting;
    await client.end();
  });

  it('AUD-1 keeps no event of a change that was taken back', async () => {
    const count = (await trail()).totalCount;
    const client = await halfDone(here);
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    await client.query('ROLLBACK');
    await client.end();

    expect((await trail()).totalCount).toBe(count);
  });

  it('AUD-8 warns when the clock went backwards, and goes by number all the same', async () => {
    const [last] = await eventsOf({}, { first: 1 });
    await database.owner.transaction(async (manager) => {
      await manager.query('SET LOCAL session_replication_role = replica');
      await manager.query(
        `UPDATE audit_event SET happened_at = happened_at + interval '1 hour'
         WHERE municipality_id = $1 AND seq = $2`,
        [here.municipalityId, last?.seq],
      );
    });

    const client = await halfDone(here);
    const notices: string[] = [];
    client.on('notice', ({ severity, message }) => notices.push(`${severity}: ${message}`));
    await client.query('COMMIT');
    await client.end();
    expect(notices[0]).toBe(
      `WARNING: the clock of the database went backwards before audit event ${Number(last?.seq) + 1} of ${here.municipalityId}`,
    );
    const seqs = (await eventsOf({}, { first: 3 })).map(({ seq }) => seq);
    expect(seqs).toEqual([3, 2, 1].map((ahead) => Number(last?.seq) + ahead - 1));
  });
});
