import 'reflect-metadata';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { APPLICATION_ROLE } from '../../migrations/support/guards';
import { postgresOptions } from '../../src/database/postgres-options';

/** The database that each test file copies. */
export const TEMPLATE = 'internkontroll_template';

function urlOf(server: string | undefined, database: string): string {
  return Object.assign(new URL(server ?? ''), { pathname: database }).href;
}

/** A database of the run as the role that owns everything. */
export const ownerUrl = (database: string): string => urlOf(process.env.TEST_OWNER_URL, database);

/** A database of the run as the application. */
export const applicationUrl = (database: string): string =>
  urlOf(process.env.TEST_APPLICATION_URL, database);

/** Runs SQL outside of any database of a test file. */
export async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl('postgres') });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** Runs every migration once, into the template, and makes the login. */
export async function createTemplate(): Promise<void> {
  await onServer(`CREATE DATABASE ${TEMPLATE}`);
  const dataSource = await new DataSource(postgresOptions(ownerUrl(TEMPLATE))).initialize();
  await dataSource.runMigrations();
  await dataSource.destroy();
  const { username, password } = new URL(applicationUrl(TEMPLATE));
  await onServer(
    `CREATE ROLE ${username} LOGIN PASSWORD '${decodeURIComponent(password)}' IN ROLE ${APPLICATION_ROLE}`,
  );
}
