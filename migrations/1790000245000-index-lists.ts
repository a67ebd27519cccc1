import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { TRUSTED_PATH } from './support/guards';

/**
 * An index for each filter and order of a list that grows with the years, and for what records are
 * looked up by; and on each risk what its latest assessment says, so that lists and the matrix read
 * one table. A column that can be null is sorted by whether it is, too: `src/kernel/list-order.ts`.
 */
export class IndexLists1790000245000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await this.keepCurrentAssessments(db);
    await db.query(`
      -- Risks: the greatest value first, a band, a process.
      CREATE INDEX risk_value_idx ON risk
        (municipality_id, (current_value IS NOT NULL), current_value, id);
      CREATE INDEX risk_band_idx ON risk (municipality_id, current_band_code);
      CREATE INDEX risk_process_idx ON risk (municipality_id, process_id);
      CREATE INDEX control_process_idx ON control (municipality_id, process_id);

      -- Actions: the next one due first, the order in which they were raised, an administration.
      CREATE INDEX action_next_due_idx ON action (municipality_id, (due_on IS NULL), due_on, id);
      CREATE INDEX action_raised_on_idx ON action (municipality_id, raised_on, id);
      CREATE INDEX action_owner_idx ON action (municipality_id, owner_administration_id);

      -- Assignments: the next one due first, and those of a board.
      CREATE INDEX decision_point_next_due_idx ON decision_point
        (municipality_id, (due_on IS NULL), due_on, id) WHERE assigned_role IS NOT NULL;
      CREATE INDEX decision_board_idx ON decision (municipality_id, board_id);

      -- Plans of a year, the last first, and what a decision was about.
      CREATE INDEX control_plan_year_idx ON control_plan (municipality_id, year, revision, id);
      CREATE INDEX control_plan_decision_idx ON control_plan (municipality_id, decision_id);
      CREATE INDEX planned_control_plan_idx ON planned_control (municipality_id, plan_id);
      CREATE INDEX plan_item_action_plan_idx ON plan_item_action (municipality_id, plan_id);
      CREATE INDEX common_control_decision_idx ON common_control (municipality_id, decision_id);

      -- Reports: the last first, those of an occasion, and what a decision was about. Rows by their
      -- item, when something becomes more secret than a report tells it.
      CREATE INDEX follow_up_report_as_of_idx ON follow_up_report (municipality_id, as_of, id);
      CREATE INDEX follow_up_report_year_idx ON follow_up_report (municipality_id, year, occasion);
      CREATE INDEX follow_up_report_decision_idx ON follow_up_report (municipality_id, decision_id);
      CREATE INDEX follow_up_row_item_idx ON follow_up_row (municipality_id, item_id);

      -- What moved last.
      CREATE INDEX board_transfer_moved_at_idx ON board_transfer (municipality_id, moved_at, id);

      -- The trail: of somebody, of an act, of a request, of a time. The filter by table alone has none:
      -- it goes through the trail from its end.
      CREATE INDEX audit_event_actor_idx ON audit_event (municipality_id, actor, seq);
      CREATE INDEX audit_event_act_idx ON audit_event (municipality_id, act, seq);
      CREATE INDEX audit_event_request_idx ON audit_event (municipality_id, request_id, seq);
      CREATE INDEX audit_event_happened_at_idx ON audit_event (municipality_id, happened_at);
      CREATE INDEX security_event_actor_idx ON security_event (municipality_id, actor, happened_at);
      CREATE INDEX security_event_kind_idx ON security_event (municipality_id, kind, happened_at);
    `);
  }

  /** Copies the latest CURRENT assessment to its risk, and has the database alone keep the copy. */
  private async keepCurrentAssessments(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE risk
        ADD COLUMN current_year integer, ADD COLUMN current_scheme_id uuid,
        ADD COLUMN current_likelihood integer, ADD COLUMN current_consequence integer,
        ADD COLUMN current_value integer, ADD COLUMN current_band_code text;

      -- Whatever anybody writes there, the copy is what the assessments say.
      CREATE FUNCTION copy_current_assessment() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      BEGIN
        SELECT latest.year, latest.scheme_id, latest.likelihood, latest.consequence, latest.value,
          latest.band_code
        INTO NEW.current_year, NEW.current_scheme_id, NEW.current_likelihood,
          NEW.current_consequence, NEW.current_value, NEW.current_band_code
        FROM risk_assessment latest
        WHERE latest.municipality_id = NEW.municipality_id AND latest.risk_id = NEW.id
          AND latest.kind = 'CURRENT'
        ORDER BY latest.year DESC, latest.recorded_at DESC LIMIT 1;
        RETURN NEW;
      END $$;
      CREATE TRIGGER risk_current BEFORE INSERT OR UPDATE ON risk
        FOR EACH ROW EXECUTE FUNCTION copy_current_assessment();

      -- For whoever assesses a risk without writing to it after that. The row of the risk is locked then,
      -- so that of two at once the second sees what the first assessed.
      CREATE FUNCTION follow_assessment() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      BEGIN
        UPDATE risk SET current_year = NEW.year
        WHERE municipality_id = NEW.municipality_id AND id = NEW.risk_id
          AND coalesce(current_year <= NEW.year, TRUE)
          AND (current_year, current_scheme_id, current_likelihood, current_consequence, current_value,
            current_band_code) IS DISTINCT FROM (NEW.year, NEW.scheme_id, NEW.likelihood,
            NEW.consequence, NEW.value, NEW.band_code);
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER risk_assessment_followed AFTER INSERT ON risk_assessment
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'CURRENT')
        EXECUTE FUNCTION follow_assessment();

      -- What the assessments say already is no change of a record: no event tells of new columns. The
      -- owner of the tables sees every municipality only while the walls are down for it.
      ALTER TABLE risk NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE risk_assessment NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE risk DISABLE TRIGGER risk_audit;
      UPDATE risk SET current_year = NULL;
      ALTER TABLE risk ENABLE TRIGGER risk_audit;
      ALTER TABLE risk_assessment FORCE ROW LEVEL SECURITY;
      ALTER TABLE risk FORCE ROW LEVEL SECURITY;
    `);
  }
}
