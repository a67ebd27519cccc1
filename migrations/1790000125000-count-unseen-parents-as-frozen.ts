import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { TRUSTED_PATH } from './support/guards';

/**
 * Since some callers see the plans of certain boards only, a statement that names other boards half-way
 * could hide a frozen plan from the guard of what is in it, and take that away. To whoever takes
 * something away or moves it elsewhere, a parent that the guard does not see counts as frozen.
 */
export class CountUnseenParentsAsFrozen1790000125000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What is new below a parent that is not seen, row-level security refuses afterwards.
      CREATE OR REPLACE FUNCTION refuse_change_below_frozen() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      DECLARE
        changeable text[] := coalesce(TG_ARGV[2:], '{}');
        ours uuid := nullif(current_setting('app.municipality', true), '')::uuid;
        is_frozen boolean;
        is_seen boolean;
      BEGIN
        IF TG_OP = 'UPDATE'
          AND (to_jsonb(OLD) - changeable)::text = (to_jsonb(NEW) - changeable)::text THEN
          RETURN NEW;
        END IF;
        IF TG_OP <> 'INSERT' AND row_security_active(TG_RELID)
          AND OLD.municipality_id IS DISTINCT FROM ours THEN
          RAISE EXCEPTION '% is of another municipality', TG_TABLE_NAME USING ERRCODE = '42501';
        END IF;
        EXECUTE format(
          'SELECT bool_or(frozen_at IS NOT NULL), bool_or((municipality_id, id) = ($1, $2)) FROM (
             SELECT municipality_id, id, frozen_at FROM %I
             WHERE (municipality_id, id) IN (($1, $2), ($3, $4)) FOR SHARE
           ) parent', TG_ARGV[0])
        INTO is_frozen, is_seen
        USING OLD.municipality_id, (to_jsonb(OLD) ->> TG_ARGV[1])::uuid,
              NEW.municipality_id, (to_jsonb(NEW) ->> TG_ARGV[1])::uuid;
        IF is_frozen OR TG_OP <> 'INSERT' AND is_seen IS NOT TRUE THEN
          RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'IK001';
        END IF;
        RETURN coalesce(NEW, OLD);
      END $$;
    `);
  }
}
