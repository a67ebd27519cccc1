import type { DataSource } from 'typeorm';

/** The tables with rows of municipalities. */
export async function tenantTables(owner: DataSource): Promise<string[]> {
  const rows = await owner.query<{ name: string }[]>(
    `SELECT relname AS name FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attname = 'municipality_id'
     ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** How many rows of a table there are, and a digest of all that is in them; null when there is none. */
export interface Fingerprint {
  readonly table: string;
  readonly rows: number;
  readonly digest: string | null;
}

/**
 * A fingerprint of every table, of one municipality or of all of them; but not of what is noted about
 * requests that change nothing, such as who was refused.
 */
export async function fingerprint(
  owner: DataSource,
  municipalityId: string | null = null,
): Promise<Fingerprint[]> {
  const tables = (await tenantTables(owner)).filter((table) => table !== 'security_event');
  const parts = tables.map(
    (table) =>
      `SELECT '${table}' AS table, count(*)::int AS rows,
         md5(string_agg(each::text, '|' ORDER BY each::text)) AS digest
       FROM ${table} each WHERE $1::uuid IS NULL OR municipality_id = $1`,
  );
  return owner.query(`${parts.join(' UNION ALL ')} ORDER BY 1`, [municipalityId]);
}
