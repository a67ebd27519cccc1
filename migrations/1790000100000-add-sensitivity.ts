import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { allowMoves, freezeBelow, freezeRows, TRUSTED_PATH } from './support/guards';

const tables = [
  ...['risk', 'control', 'action', 'plan_item', 'control_result', 'follow_up_report', 'decision'],
];
/** Where a sensitivity can be raised after the text has come to stand still, and why is kept. */
const raised = ['plan_item', 'control_result', 'follow_up_report'];
const SENSITIVITY = ['sensitivity', 'sensitivity_reason'];
const REPORT_MOVES = [
  'DRAFT>SUBMITTED',
  'SUBMITTED>DRAFT',
  'SUBMITTED>DECIDED',
  'DECIDED>SUPERSEDED',
];

/** Who may read the texts of a record. What is frozen can become more secret, and nothing else. */
export class AddSensitivity1790000100000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    for (const table of tables) {
      await db.query(`
        ALTER TABLE ${table} ADD COLUMN sensitivity text NOT NULL DEFAULT 'INTERNAL'
          CONSTRAINT ${table}_sensitivity_check CHECK (sensitivity IN ('OPEN','INTERNAL','SECRET'))`);
    }
    for (const table of raised) {
      await db.query(`ALTER TABLE ${table} ADD COLUMN sensitivity_reason text`);
    }
    await refreeze(db, SENSITIVITY, ['DECIDED>DECIDED', 'SUPERSEDED>SUPERSEDED']);
    await db.query(`
      CREATE FUNCTION sensitivity_rank(sensitivity text) RETURNS integer IMMUTABLE LANGUAGE sql
        RETURN array_position(ARRAY['OPEN','INTERNAL','SECRET'], sensitivity);

      -- Without an argument the row itself is frozen; with one, the plan that the column names. A plan
      -- that the caller does not see counts as frozen.
      CREATE FUNCTION refuse_all_but_raising() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      DECLARE is_frozen boolean := to_jsonb(OLD) ->> 'frozen_at' IS NOT NULL;
      BEGIN
        IF TG_NARGS > 0 THEN
          SELECT frozen_at IS NOT NULL INTO is_frozen FROM control_plan
          WHERE municipality_id = OLD.municipality_id
            AND id = (to_jsonb(OLD) ->> TG_ARGV[0])::uuid;
        END IF;
        IF coalesce(is_frozen, true)
          AND coalesce(sensitivity_rank(NEW.sensitivity), 0) <= sensitivity_rank(OLD.sensitivity) THEN
          RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'IK001';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER plan_item_raised BEFORE UPDATE ON plan_item FOR EACH ROW
        WHEN ((NEW.sensitivity, NEW.sensitivity_reason)
          IS DISTINCT FROM (OLD.sensitivity, OLD.sensitivity_reason))
        EXECUTE FUNCTION refuse_all_but_raising('plan_id');
      CREATE TRIGGER follow_up_report_raised BEFORE UPDATE ON follow_up_report FOR EACH ROW
        WHEN ((NEW.sensitivity, NEW.sensitivity_reason)
          IS DISTINCT FROM (OLD.sensitivity, OLD.sensitivity_reason))
        EXECUTE FUNCTION refuse_all_but_raising();
      CREATE TRIGGER decision_raised BEFORE UPDATE ON decision FOR EACH ROW
        WHEN (NEW.sensitivity IS DISTINCT FROM OLD.sensitivity)
        EXECUTE FUNCTION refuse_all_but_raising();
    `);
  }
}

/** Freezes again what was frozen, with more columns that may change and more moves. */
async function refreeze(
  db: QueryRunner,
  columns: readonly string[],
  moves: readonly string[],
): Promise<void> {
  await db.query(`
    DROP TRIGGER plan_item_frozen ON plan_item;
    DROP TRIGGER follow_up_report_frozen ON follow_up_report;
    DROP TRIGGER follow_up_report_moves ON follow_up_report;
    DROP TRIGGER decision_frozen ON decision;
  `);
  const ofItem = columns.length > 0 ? [...columns, 'version'] : [];
  await freezeBelow(db, 'control_plan', 'plan_id', ['plan_item'], ofItem);
  await freezeRows(db, 'follow_up_report', ['state', 'version', ...columns]);
  await allowMoves(db, 'follow_up_report', [...REPORT_MOVES, ...moves]);
  await freezeRows(db, 'decision', columns.slice(0, 1));
}
