import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { TRUSTED_PATH } from './support/guards';

/** Adoption and decision take two persons, and so does a light where the municipality wants it. */
export class RequireFourEyes1790000110000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE control_plan
        ADD COLUMN adopted_by text CONSTRAINT control_plan_adopted_by_check CHECK
          (adopted_by IS NULL OR frozen_at IS NOT NULL),
        ADD CONSTRAINT control_plan_four_eyes_check CHECK (adopted_by <> proposed_by);
      ALTER TABLE follow_up_report
        ADD COLUMN decided_by text CONSTRAINT follow_up_report_decided_by_check CHECK
          (decided_by IS NULL OR frozen_at IS NOT NULL),
        ADD CONSTRAINT follow_up_report_four_eyes_check CHECK (decided_by <> submitted_by);
      ALTER TABLE municipality ADD COLUMN requires_other_assessor boolean NOT NULL DEFAULT true;

      -- Whoever recorded or corrected the outcome. Said by a change of type: rows that stand still, and
      -- those that the owner does not see, need it too.
      ALTER TABLE control_result ADD COLUMN outcome_by text[];
      ALTER TABLE control_result ALTER COLUMN outcome_by TYPE text[] USING ARRAY[recorded_by];
      ALTER TABLE control_result ALTER COLUMN outcome_by SET NOT NULL;

      -- Only when the light is given or changed: what was assessed before the rule stays as it is.
      CREATE FUNCTION refuse_light_by_author() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      BEGIN
        IF EXISTS (SELECT FROM municipality WHERE municipality_id = NEW.municipality_id
                   AND requires_other_assessor) THEN
          RAISE EXCEPTION 'another person must assess the result'
            USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = 'control_result_assessed_by_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER control_result_recorded_light BEFORE INSERT ON control_result
        FOR EACH ROW WHEN (NEW.assessed_by = ANY(NEW.outcome_by))
        EXECUTE FUNCTION refuse_light_by_author();
      CREATE TRIGGER control_result_changed_light BEFORE UPDATE ON control_result
        FOR EACH ROW WHEN (NEW.assessed_by = ANY(NEW.outcome_by) AND
          (NEW.outcome_by, NEW.scheme_id, NEW.level_code, NEW.motive, NEW.assessed_on, NEW.assessed_by)
          IS DISTINCT FROM
          (OLD.outcome_by, OLD.scheme_id, OLD.level_code, OLD.motive, OLD.assessed_on, OLD.assessed_by))
        EXECUTE FUNCTION refuse_light_by_author();
    `);
  }
}
