import type { Client } from 'pg';

/**
 * Has PostgreSQL look at how much there is in our tables, as it does by itself only after a while: plans
 * that are made, and kept, before that take a full table for an empty one.
 *
 * @param client as the role that owns the tables.
 */
export async function analyseTables(client: Client): Promise<void> {
  await client.query(`DO $$
    DECLARE name text;
    BEGIN
      FOR name IN SELECT relname FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
        EXECUTE format('ANALYZE %I', name);
      END LOOP;
    END $$`);
}
