import type { QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from './guards';

/** The role of whoever verifies the audit trail: it reads every municipality and changes nothing. */
export const AUDITOR_ROLE = 'internkontroll_auditor';

/** The role of whoever takes copies of the database: it reads everything and changes nothing. */
export const BACKUP_ROLE = 'internkontroll_backup';

/** What the application may do with the rows of a table. */
export type Rights = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

/** The municipality that the transaction has named. */
const OURS = `municipality_id = nullif(current_setting('app.municipality', true), '')::uuid`;

/**
 * Puts new tables behind the walls: rows are seen and written only for the municipality that the
 * transaction has named, also by the owner of the table, and nobody empties a table. Verifiers and
 * backups see every municipality.
 */
export async function wallTables(
  db: QueryRunner,
  rights: readonly Rights[],
  tables: readonly string[],
): Promise<void> {
  for (const table of tables) {
    await db.query(`
      ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
      CREATE POLICY ${table}_tenant_policy ON ${table} USING (${OURS}) WITH CHECK (${OURS});
      CREATE TRIGGER ${table}_truncate BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_every_change();
      GRANT ${rights.join(', ')} ON ${table} TO ${APPLICATION_ROLE};
    `);
  }
  await openToReaders(db, tables);
}

/** Lets verifiers and backups read tables, of every municipality. */
export async function openToReaders(db: QueryRunner, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    await db.query(`
      GRANT SELECT ON ${table} TO ${AUDITOR_ROLE}, ${BACKUP_ROLE};
      CREATE POLICY ${table}_reader_policy ON ${table} FOR SELECT
        TO ${AUDITOR_ROLE}, ${BACKUP_ROLE} USING (true);
    `);
  }
}

/**
 * Has each change of a row of the tables leave an audit event. It is written when the transaction
 * commits, so that the chain of a municipality is locked only then.
 */
export async function keepTrailOf(db: QueryRunner, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const key = await keyOf(db, table);
    await db.query(`
      CREATE CONSTRAINT TRIGGER ${table}_audit AFTER INSERT OR UPDATE OR DELETE ON ${table}
        DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION record_change(${key.map((column) => `'${column}'`).join(', ')})
    `);
  }
}

/** The columns that name a row within its municipality; a municipality is named by its own id. */
export async function keyOf(db: QueryRunner, table: string): Promise<string[]> {
  const rows: { name: string }[] = await db.query(
    `SELECT attname AS name FROM pg_index, unnest(indkey) WITH ORDINALITY AS part(number, place)
     JOIN pg_attribute ON attnum = part.number
     WHERE indrelid = $1::regclass AND attrelid = indrelid AND indisprimary ORDER BY place`,
    [table],
  );
  const names = rows.map(({ name }) => name);
  return names.length === 1 ? names : names.filter((name) => name !== 'municipality_id');
}
