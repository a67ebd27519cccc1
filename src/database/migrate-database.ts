import { DataSource } from 'typeorm';
import { APPLICATION_ROLE } from '../../migrations/support/guards';
import { connect } from './connect';
import { postgresOptions } from './postgres-options';
import { whileLocked } from './while-locked';

/**
 * Brings the tables up to date, as the role that owns them, each migration in a transaction of its
 * own. Of several processes that do this at once, one does it and the others wait for it.
 *
 * @returns the names of the migrations that ran, in order.
 * @throws DatabaseRefused when the database cannot be reached or is too old.
 */
export async function migrateDatabase(url: string): Promise<string[]> {
  const owner = new DataSource(postgresOptions(url));
  await connect(owner, 'MIGRATION_DATABASE_URL');
  try {
    return await whileLocked(url, async () => {
      const migrations = await owner.runMigrations({ transaction: 'each' });
      await owner.query(`GRANT SELECT ON migrations TO ${APPLICATION_ROLE}`);
      return migrations.map(({ name }) => name);
    });
  } finally {
    await owner.destroy();
  }
}
