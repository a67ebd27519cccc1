import type { QueryRunner } from 'typeorm';

/**
 * The role whose rights the application has: it owns nothing, so row-level security holds for it.
 * It cannot sign in; each installation makes a login of its own that is a member of it.
 */
export const APPLICATION_ROLE = 'internkontroll_app';

/** Rights on a table; `KEEP` is for rows that are only ever added. */
const rights = {
  KEEP: 'SELECT, INSERT',
  CHANGE: 'SELECT, INSERT, UPDATE',
  REMOVE: 'SELECT, INSERT, UPDATE, DELETE',
};

/**
 * Puts every new table behind the same walls: rows are seen and written only for the municipality
 * that the transaction has named, also by the owner of the table; the application gets no more than
 * the rights named here; and each change of a row leaves an audit event.
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
      GRANT ${rights[right]} ON ${table} TO ${APPLICATION_ROLE};
    `);
  }
}

/**
 * Makes rows with `frozen_at` set unchangeable, for everybody and for ever, but for the columns that
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

/** Lets the state of a frozen row make only these moves, each written `FROM>TO`. */
export async function allowMovesOfFrozen(
  db: QueryRunner,
  table: string,
  moves: readonly string[],
): Promise<void> {
  await db.query(`
    CREATE TRIGGER ${table}_moves BEFORE UPDATE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION refuse_other_moves(${moves.map((move) => `'${move}'`).join(', ')})
  `);
}
