import { type DataSource, QueryFailedError } from 'typeorm';
import { migrations } from '../../migrations';
import { DatabaseRefused } from './database-refused';

/**
 * Makes sure that the tables are those that this version of the service was written for.
 *
 * @throws DatabaseRefused when a migration has not run, or one has that this version does not know.
 */
export async function checkMigrations(dataSource: DataSource): Promise<void> {
  const expected = migrations.map(({ name }) => name);
  const applied = await appliedMigrations(dataSource);
  const missing = expected.filter((name) => !applied.includes(name));
  if (missing.length > 0) {
    throw new DatabaseRefused(
      `The tables of the database are not up to date: ${missing.length} of ${expected.length} migrations have not run. Run: npm run migrate`,
    );
  }
  const unknown = applied.filter((name) => !expected.includes(name));
  if (unknown.length > 0) {
    throw new DatabaseRefused(
      `The database belongs to a newer version of the service: this one does not know ${unknown.join(', ')}. Start the newer version.`,
    );
  }
}

const noSuchTable = '42P01';
const mayNotRead = '42501';

/** Empty when there is no list of migrations yet, or `npm run migrate` has not opened it to us. */
async function appliedMigrations(dataSource: DataSource): Promise<string[]> {
  try {
    const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations');
    return rows.map(({ name }) => name);
  } catch (error) {
    const { code } = (error instanceof QueryFailedError ? error.driverError : {}) as {
      code?: string;
    };
    if (code === noSuchTable || code === mayNotRead) return [];
    throw error;
  }
}
