import { Client } from 'pg';
import { migrations } from '../../migrations';
import { APPLICATION_ROLE } from '../../migrations/support/guards';

/** Lists nothing while the application may not read the list, which is what migrating does last. */
const SELECT_APPLIED = `SELECT name FROM migrations
  WHERE has_table_privilege('${APPLICATION_ROLE}', 'migrations', 'SELECT')`;

/**
 * True when there is nothing left to migrate, asked in one query; false too when that cannot be told,
 * for to migrate then tells why.
 *
 * @param url the database as the role that owns its tables.
 */
export async function isMigrated(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, application_name: 'internkontroll' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string }>(SELECT_APPLIED);
    const applied = new Set(rows.map(({ name }) => name));
    return migrations.every(({ name }) => applied.has(name));
  } catch {
    return false;
  } finally {
    await client.end();
  }
}
