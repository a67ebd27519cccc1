import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations';
import { ChainAuditTrail1790000070000 } from '../../migrations/1790000070000-chain-audit-trail';
import { dataSourceOptions } from '../../ormconfig';
import { migrateDatabase } from '../../src/database';
import { verifyAuditTrail } from '../../src/verification';

jest.setTimeout(60_000);

const name = `upgrade_${randomUUID().replaceAll('-', '')}`;
const municipality = randomUUID();
const urlAs = (role?: string): string =>
  Object.assign(new URL(process.env.TEST_OWNER_URL ?? ''), {
    ...{ pathname: name },
    ...(role && { username: role, password: 'x' }),
  }).href;

async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: process.env.TEST_OWNER_URL });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** An owner of the tables as in an installation: it may make roles, and row-level security binds it. */
beforeAll(async () => {
  await onServer(`CREATE ROLE ${name} LOGIN PASSWORD 'x' CREATEROLE`);
  await onServer(`CREATE DATABASE ${name} OWNER ${name}`);
});
afterAll(async () => {
  await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  await onServer(`DROP ROLE ${name}`);
});

/** What a release before the chain had written, in a session that keeps another time than ours. */
async function useTheRegister(client: Client): Promise<void> {
  const [ks, bun, risk, scheme] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await client.query(`SET timezone = 'America/Los_Angeles'`);
  await client.query('BEGIN');
  await client.query(
    `SELECT set_config('app.municipality', $1, true), set_config('app.actor', 'test', true),
       set_config('app.act', 'USED', true), set_config('app.request', gen_random_uuid()::text, true)`,
    [municipality],
  );
  await client.query(`
    INSERT INTO municipality VALUES ('${municipality}', '1489', 'Provköping');
    INSERT INTO board VALUES
      ('${municipality}', '${ks}', 'KS', 'Kommunstyrelsen', 'EXECUTIVE_BOARD', NULL, NULL, 1),
      ('${municipality}', '${bun}', 'BUN', 'Barn- och utbildningsnämnden', 'BOARD', NULL, NULL, 1);
    INSERT INTO scoring_scheme VALUES ('${municipality}', '${scheme}', 1, 'Skala', 'PRODUCT',
      'Sannolikhet', 'Konsekvens', 'Plan', 'Uppföljning', '2025-01-01', NULL);
    UPDATE scoring_scheme SET frozen_at = '2025-07-01T12:00:00.123456+02:00';
    INSERT INTO risk (municipality_id, id, number, board_id, title, measures_sufficient, version)
      VALUES ('${municipality}', '${risk}', 1, '${ks}', 'Jäv "i" upphandling', 'UNKNOWN', 1);
    INSERT INTO risk_assessment (municipality_id, id, risk_id, kind, year, scheme_id, recorded_at)
      VALUES ('${municipality}', gen_random_uuid(), '${risk}', 'CURRENT', 2025, '${scheme}', now());
    UPDATE risk SET title = 'Jäv', version = 2;
    INSERT INTO process VALUES ('${municipality}', gen_random_uuid(), 'PROCESS', 'Löner', NULL, 1);
    COMMIT`);
}

/** One row is enough where the rules ask for a whole plan, and leaves no event. */
async function pastRules(sql: string): Promise<unknown[]> {
  const superuser = new Client({ connectionString: urlAs() });
  await superuser.connect();
  await superuser.query('SET session_replication_role = replica');
  return (await superuser.query(sql).finally(() => superuser.end())).rows;
}

describe('AUD-1 MIG-1 a register from before the chain', () => {
  let owner: Client;
  let outcomes: unknown[];
  let assessed: unknown[];
  beforeAll(async () => {
    const before = migrations.slice(0, migrations.indexOf(ChainAuditTrail1790000070000));
    const dataSource = new DataSource({ ...dataSourceOptions(urlAs(name)), migrations: before });
    await dataSource.initialize();
    await dataSource.runMigrations();
    await dataSource.destroy();
    owner = new Client({ connectionString: urlAs(name) });
    await owner.connect();
    await useTheRegister(owner);
    await pastRules(`INSERT INTO control_result (municipality_id, id, item_id, item_stable_id, result_on,
        execution_status, performed_methods, is_assessed, assessment_flags, recorded_by, recorded_at, version)
      VALUES ('${municipality}', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '2025-05-01',
        'COMPLETED', '{}', false, '{}', 'anna', now(), 1)`);
    await migrateDatabase(urlAs(name));
    outcomes = await pastRules('DELETE FROM control_result RETURNING outcome_by');
    assessed = await pastRules('SELECT current_year FROM risk');
  });
  afterAll(() => owner.end());

  it('has an intact trail after the upgrade, as its old events told', async () => {
    const superuser = new Client({ connectionString: urlAs() });
    await superuser.connect();
    const all = { municipality: null, from: null, checkpoint: null };
    const report = await verifyAuditTrail(superuser, all);
    const { rows } = await superuser.query(
      `SELECT seq::int, act, table_name AS "table", request_id IS NOT NULL AS "hasRequest",
         happened_at <= clock_timestamp() AS "isPast" FROM audit_event ORDER BY seq`,
    );
    const { rows: times } = await superuser.query(
      `SELECT after::jsonb ->> 'frozen_at' AS at FROM audit_event
       WHERE table_name = 'scoring_scheme' ORDER BY seq DESC LIMIT 1`,
    );
    await superuser.end();

    expect(report).toMatchObject({
      isIntact: true,
      chains: [{ municipalityId: municipality, code: '1489', events: 9, broken: null }],
      records: [],
    });
    expect(times).toEqual([{ at: '2025-07-01T10:00:00.123456+00:00' }]);
    const tables = [
      ...['municipality', 'board', 'board', 'scoring_scheme', 'scoring_scheme', 'risk'],
      ...['risk_assessment', 'risk', 'process'],
    ];
    expect(rows).toEqual(
      tables.map((table, index) => ({
        ...{ seq: index + 1, act: 'USED', table, hasRequest: true, isPast: true },
      })),
    );
  });

  it('AZ-9 says of each result that whoever recorded it wrote its outcome', () => {
    expect(outcomes).toEqual([{ outcome_by: ['anna'] }]);
  });

  it('has on each risk what its latest assessment says, and the walls up again', async () => {
    expect(assessed).toEqual([{ current_year: 2025 }]);
    expect((await owner.query('SELECT FROM risk')).rows).toEqual([]);
    expect((await owner.query('SELECT FROM risk_assessment')).rows).toEqual([]);
  });

  it('AUD-4 cannot be verified by its owner, who does not see it', async () => {
    const all = { municipality: null, from: null, checkpoint: null };

    await expect(verifyAuditTrail(owner, all)).rejects.toThrow('does not see the events');
  });

  it('AUD-3 refuses its owner, who is bound by the walls, every way to change the trail', async () => {
    await owner.query(`SELECT set_config('app.municipality', $1, false)`, [municipality]);
    for (const sql of [
      ...['UPDATE audit_event SET act = act', 'DELETE FROM audit_event', 'TRUNCATE audit_event'],
    ]) {
      await expect(owner.query(sql)).rejects.toThrow('audit_event is append-only');
    }
    await expect(owner.query('INSERT INTO audit_event SELECT * FROM audit_event')).rejects.toThrow(
      'written by changes alone',
    );
  });

  it('goes on with its trail', async () => {
    await owner.query(
      `SELECT set_config('app.municipality', $1, false),
      set_config('app.actor', 'test', false), set_config('app.act', 'USED', false)`,
      [municipality],
    );
    await owner.query(`SET timezone = 'Pacific/Kiritimati'; SET bytea_output = 'escape'`);
    await owner.query(`UPDATE process SET owner_role = 'Chef'`);
    await owner.query(
      `INSERT INTO api_token (municipality_id, id, name, prefix, digest, scopes, created_by, created_at,
         expires_at, version)
       VALUES ($1, gen_random_uuid(), 'X', 'ik_x', '\\x00ff'::bytea, '{register:read}', 'test', now(),
         now() + interval '1 day', 1)`,
      [municipality],
    );

    const superuser = new Client({ connectionString: urlAs() });
    await superuser.connect();
    const report = await verifyAuditTrail(superuser, {
      ...{ municipality: '1489', from: null, checkpoint: null },
    });
    await superuser.end();
    expect(report).toMatchObject({ isIntact: true, chains: [{ events: 11 }], records: [] });
  });
});
