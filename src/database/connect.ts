import type { DataSource } from 'typeorm';
import { DatabaseRefused } from './database-refused';

/** The variable whose database is meant, for messages. */
export type DatabaseVariable = 'DATABASE_URL' | 'MIGRATION_DATABASE_URL';

/** The oldest PostgreSQL that the migrations and queries are made for. */
const OLDEST_VERSION = 15;

/**
 * Connects to the database.
 *
 * @throws DatabaseRefused when that fails, or PostgreSQL is too old.
 */
export async function connect(dataSource: DataSource, variable: DatabaseVariable): Promise<void> {
  await dataSource.initialize().catch((cause: Error & { code?: string }) => {
    const reason = cause.message || cause.code;
    throw new DatabaseRefused(
      `The database that ${variable} names cannot be reached: ${reason}. Correct ${variable}, or start the database.`,
      { cause },
    );
  });
  const [row] = await dataSource.query<{ version: string }[]>(
    `SELECT current_setting('server_version_num') AS version`,
  );
  const version = Math.floor(Number(row?.version) / 10_000);
  if (version >= OLDEST_VERSION) return;
  await dataSource.destroy();
  throw new DatabaseRefused(
    `PostgreSQL ${version} is too old. Let ${variable} name one that is ${OLDEST_VERSION} or newer.`,
  );
}
