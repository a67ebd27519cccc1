import type { QueryRunner } from 'typeorm';

/**
 * The role whose rights the application has: it owns nothing, so row-level security holds for it.
 * It cannot sign in; each installation makes a login of its own that is a member of it.
 */
export const APPLICATION_ROLE = 'internkontroll_app';

/**
 * Has a function find our tables and nobody else's. Without it, a temporary table that is named like
 * one of ours would be found first, and a guard would look there.
 */
export const TRUSTED_PATH = 'SET search_path = pg_catalog, public, pg_temp';

/** Rights on a table; `KEEP` is for rows that are only ever added, `REPLACE` for those that come and go whole. */
const rights = {
  KEEP: 'SELECT, INSERT',
  REPLACE: 'SELECT, INSERT, DELETE',
  CHANGE: 'SELECT, INSERT, UPDATE',
  REMOVE: 'SELECT, INSERT, UPDATE, DELETE',
};

/**
 * Puts every new table behind the same walls: rows are seen and written only for the municipality
 * that the transaction has named, also by the owner of the table; the application gets no more than
 * the rights named here; each change of a row leaves an audit event; and nobody empties a table.
 */
export async function guardTables(
  db: QueryRunner,
  right: keyof typeof rights,
  tables: readonly string[],
): Promise<void> {
  const isOurs = `municipality_id = nullif(current_setting('app.municipality', true), '')::uuid`;
  for (const table of tables) {
    await db.query(`
      ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
      CREATE POLICY ${table}_tenant_policy ON ${table} USING (${isOurs}) WITH CHECK (${isOurs});
      CREATE TRIGGER ${table}_audit AFTER INSERT OR UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION record_change();
      CREATE TRIGGER ${table}_truncate BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_every_change();
      GRANT ${rights[right]} ON ${table} TO ${APPLICATION_ROLE};
    `);
  }
}

/**
 * Makes rows with `frozen_at` set unchangeable, for their owner too, but for the columns that
 * tell what happened to the record afterwards.
 */
export async function freezeRows(
  db: QueryRunner,
  table: string,
  changeable: readonly string[] = [],
): Promise<void> {
  await db.query(`
    CREATE TRIGGER ${table}_frozen BEFORE UPDATE OR DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION refuse_change_of_frozen(${changeable.map((column) => `'${column}'`).join(', ')})
  `);
}

/** Makes rows unchangeable, and their number too, once the parent that `column` names is frozen. */
export async function freezeBelow(
  db: QueryRunner,
  parent: string,
  column: string,
  tables: readonly string[],
  changeable: readonly string[] = [],
): Promise<void> {
  const parameters = [parent, column, ...changeable].map((each) => `'${each}'`).join(', ');
  for (const table of tables) {
    await db.query(`
      CREATE TRIGGER ${table}_frozen BEFORE INSERT OR UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change_below_frozen(${parameters})
    `);
  }
}

/** Lets a row begin only as a draft, and its state make only these moves, each written `FROM>TO`. */
export async function allowMoves(
  db: QueryRunner,
  table: string,
  moves: readonly string[],
): Promise<void> {
  await db.query(`
    CREATE TRIGGER ${table}_moves BEFORE INSERT OR UPDATE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION refuse_other_moves(${moves.map((move) => `'${move}'`).join(', ')})
  `);
}
