import type { Client } from 'pg';
import { APPLICATION_ROLE } from '../../migrations/support/guards';
import type { EmbeddedPostgres } from '../embedded-postgres';
import { isMigrated } from './is-migrated';
import { EMBEDDED_DATABASE } from './join-embedded-database';
import { migrateDatabase } from './migrate-database';
import type { OwnPostgres } from './own-postgres';
import { whileLocked } from './while-locked';

const database = EMBEDDED_DATABASE;
const serviceRole = 'internkontroll_service';

/** The register's own database on the embedded PostgreSQL, with its tables up to date. */
export interface EmbeddedDatabase {
  /** As the role that owns the tables. */
  readonly ownerUrl: string;
  /** As the role that the service works with. */
  readonly serviceUrl: string;
  /** The migrations that ran this time. */
  readonly migrated: readonly string[];
  /** Stops PostgreSQL, unless another process uses it too. */
  stop(): Promise<void>;
}

/**
 * Makes of the embedded PostgreSQL what the service needs and does not find, when it is ready.
 *
 * @throws EmbeddedPostgresError when PostgreSQL cannot run here.
 */
export async function prepareEmbeddedDatabase({ ready }: OwnPostgres): Promise<EmbeddedDatabase> {
  const server = await ready;
  const ownerUrl = server.urlOf(database);
  const serviceUrl = server.urlOf(database, serviceRole);
  try {
    const migrated = await whileLocked(server.url, (client) => prepare(server, client));
    return { ownerUrl, serviceUrl, migrated, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function prepare(server: EmbeddedPostgres, client: Client): Promise<string[]> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
  const url = server.urlOf(database);
  const migrated = (await isMigrated(url)) ? [] : await migrateDatabase(url);
  await makeServiceRole(server, client);
  return migrated;
}

/** Only now, for the role whose rights it gets was made by a migration. */
async function makeServiceRole(server: EmbeddedPostgres, client: Client): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [serviceRole]);
  if (rowCount !== 0) return;
  const { password } = new URL(server.urlOf(database, serviceRole));
  await client.query(
    `CREATE ROLE ${serviceRole} LOGIN PASSWORD '${password}' IN ROLE ${APPLICATION_ROLE}`,
  );
}
