import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { APPLICATION_ROLE } from '../../../migrations/support/guards';
import { dataSourceOptions } from '../../../ormconfig';
import { migrateDatabase } from '../../../src/database';
import { startThrowAwayPostgres } from '../../../src/embedded-postgres';
import { copyMunicipality } from './copy-municipality';
import { type Extent, extentFor, inventMunicipality } from './invented-municipality';
import { loadInvented } from './load-invented';

/** A municipality, and the API token of a system that reads it and records results in it. */
export interface BenchMunicipality {
  readonly id: string;
  readonly token: string;
}

/** An item of a plan in force, with what is planned for it. */
export interface BenchItem {
  readonly municipality: number;
  readonly itemId: string;
  readonly plannedControlIds: readonly string[];
}

/** A PostgreSQL of its own with everything that the benchmark asks for. */
export interface BenchDatabase extends Extent {
  /** As its superuser. */
  readonly ownerUrl: string;
  /** As the role of the application, for which row-level security holds. */
  readonly applicationUrl: string;
  readonly municipalities: readonly BenchMunicipality[];
  /** Some items of every municipality. */
  readonly items: readonly BenchItem[];
  /** Its postmaster: every process of the database is a child of it. */
  readonly postmaster: number;
  /** How many bytes it takes on disk. */
  readonly size: number;
  stop(): Promise<void>;
}

const MUNICIPALITIES = 50;
const ITEMS = 4_000;

/** Room for the data of the usual scale in memory; everything else as PostgreSQL comes. */
const settings = { shared_buffers: '512MB', max_connections: '100', max_wal_size: '4GB' };

/**
 * Makes the database: one municipality by the rules of the product, the others as its copies.
 *
 * @param scale how many times 50 municipalities.
 * @param risks how many items a plan has.
 */
export async function buildBenchDatabase(scale: number, risks: number): Promise<BenchDatabase> {
  const server = await startThrowAwayPostgres(settings);
  const owner = new Client({ connectionString: server.url });
  // Whatever goes wrong first is told; that PostgreSQL stops then is not.
  owner.on('error', () => undefined);
  const extent = extentFor(risks);
  try {
    await migrateDatabase(server.url);
    await owner.connect();
    const applicationUrl = server.urlOf('postgres', 'bench_application');
    const { username, password } = new URL(applicationUrl);
    await owner.query(
      `CREATE ROLE ${username} LOGIN PASSWORD '${password}' IN ROLE ${APPLICATION_ROLE}`,
    );
    await inventFirst(applicationUrl, extent, () => owner.query('ANALYZE'));
    await copyMunicipality(owner, Math.round(MUNICIPALITIES * scale) - 1);
    const municipalities = await giveTokens(owner);
    await owner.query('VACUUM ANALYZE');
    return {
      ...extent,
      ownerUrl: server.url,
      applicationUrl,
      municipalities,
      items: await someItems(owner, municipalities),
      ...(await factsOf(owner)),
      stop: () => server.stop(),
    };
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    await owner.end();
  }
}

async function inventFirst(
  applicationUrl: string,
  extent: Extent,
  analyse: () => Promise<unknown>,
): Promise<void> {
  const application = await new DataSource(dataSourceOptions(applicationUrl)).initialize();
  await loadInvented(application, randomUUID(), inventMunicipality(extent), analyse);
  await application.destroy();
}

async function giveTokens(owner: Client): Promise<BenchMunicipality[]> {
  const { rows } = await owner.query<{ id: string }>(
    'SELECT municipality_id AS id FROM municipality ORDER BY code',
  );
  const municipalities = rows.map(({ id }, index) => {
    const prefix = `ik_${String(index).padStart(8, '0')}`;
    return { id, prefix, token: `${prefix}_${randomBytes(32).toString('base64url')}` };
  });
  await owner.query('SET session_replication_role = replica');
  await owner.query(
    `INSERT INTO api_token (municipality_id, id, name, prefix, digest, scopes, created_by, created_at,
       expires_at, version)
     SELECT id, gen_random_uuid(), 'bench', prefix, digest, '{register:read,result:record}', 'bench',
       now(), now() + interval '1 day', 1
     FROM unnest($1::uuid[], $2::text[], $3::bytea[]) AS given (id, prefix, digest)`,
    [
      municipalities.map(({ id }) => id),
      municipalities.map(({ prefix }) => prefix),
      municipalities.map(({ token }) => createHash('sha256').update(token).digest()),
    ],
  );
  await owner.query('RESET session_replication_role');
  return municipalities;
}

async function someItems(
  owner: Client,
  municipalities: readonly BenchMunicipality[],
): Promise<BenchItem[]> {
  const { rows } = await owner.query<BenchItem>(
    `SELECT array_position($1::uuid[], municipality_id) - 1 AS municipality, item_id AS "itemId",
       array_agg(id ORDER BY position) AS "plannedControlIds"
     FROM planned_control GROUP BY municipality_id, item_id ORDER BY md5(item_id::text) LIMIT $2`,
    [municipalities.map(({ id }) => id), ITEMS],
  );
  return rows;
}

async function factsOf(owner: Client): Promise<Pick<BenchDatabase, 'postmaster' | 'size'>> {
  const { rows } = await owner.query<{ file: string; size: string }>(
    `SELECT pg_read_file('postmaster.pid') AS file, pg_database_size(current_database()) AS size`,
  );
  const [facts] = rows;
  return { postmaster: Number(facts?.file.split('\n')[0]), size: Number(facts?.size) };
}
