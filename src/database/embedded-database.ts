import { join } from 'node:path';
import type { Client } from 'pg';
import { APPLICATION_ROLE } from '../../migrations/support/guards';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded-postgres';
import { EMBEDDED_DATABASE } from './join-embedded-database';
import { migrateDatabase } from './migrate-database';
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
 * Starts the embedded PostgreSQL and makes of it what the service needs and does not find.
 *
 * @throws EmbeddedPostgresError when PostgreSQL cannot run here.
 */
export async function startEmbeddedDatabase(dataDirectory: string): Promise<EmbeddedDatabase> {
  const server = await startEmbeddedPostgres({ dataDirectory: join(dataDirectory, 'postgres') });
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
  const migrated = await migrateDatabase(server.urlOf(database));
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
