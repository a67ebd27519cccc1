import type { Client } from 'pg';

/**
 * Copies municipalities within PostgreSQL, whatever tables and columns there are: each id, also inside
 * JSON, gets the number of the copy as its second group. The audit trail stays behind, since a chain
 * cannot be copied.
 */
const COPY_MUNICIPALITY = `
CREATE FUNCTION pg_temp.renumbered(content jsonb, number integer) RETURNS jsonb LANGUAGE sql AS $$
  SELECT regexp_replace(content::text,
    '([0-9a-f]{8})-[0-9a-f]{4}-(4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})',
    '\\1-' || lpad(to_hex(number), 4, '0') || '-\\2', 'g')::jsonb $$;
CREATE FUNCTION pg_temp.renumbered(id uuid, number integer) RETURNS uuid LANGUAGE sql AS $$
  SELECT overlay(id::text PLACING lpad(to_hex(number), 4, '0') FROM 10 FOR 4)::uuid $$;
CREATE FUNCTION pg_temp.copy_municipality(copies integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  place record;
  is_filled boolean;
  statements text[] := '{}';
  statement text;
BEGIN
  FOR place IN
    SELECT relname AS name,
      string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS columns,
      string_agg(CASE
        WHEN atttypid IN ('uuid'::regtype, 'jsonb'::regtype)
          THEN format('pg_temp.renumbered(%I, $1)', attname)
        WHEN relname = 'municipality' AND attname = 'code' THEN 'code || ''-'' || $1'
        ELSE quote_ident(attname) END, ', ' ORDER BY attnum) AS expressions
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0
      AND NOT attisdropped AND attgenerated = ''
      AND relname NOT IN ('audit_event', 'security_event')
    GROUP BY relname HAVING bool_or(attname = 'municipality_id')
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', place.name) INTO is_filled;
    CONTINUE WHEN NOT is_filled;
    EXECUTE format('CREATE TEMP TABLE %I AS TABLE public.%I', 'original_' || place.name, place.name);
    statements := statements || format('INSERT INTO public.%I (%s) SELECT %s FROM %I',
      place.name, place.columns, place.expressions, 'original_' || place.name);
  END LOOP;
  FOR number IN 1..copies LOOP
    FOREACH statement IN ARRAY statements LOOP EXECUTE statement USING number; END LOOP;
  END LOOP;
END $$`;

/**
 * Makes copies of the only municipality that the database has, with other ids.
 *
 * @param owner as a superuser: triggers and foreign keys, which the original has passed, do not run.
 */
export async function copyMunicipality(owner: Client, copies: number): Promise<void> {
  await owner.query('SET session_replication_role = replica');
  await owner.query(COPY_MUNICIPALITY);
  await owner.query('SELECT pg_temp.copy_municipality($1)', [copies]);
  await owner.query('RESET session_replication_role');
}
