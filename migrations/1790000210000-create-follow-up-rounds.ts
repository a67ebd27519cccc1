import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { TRUSTED_PATH } from './support/guards';
import { keepTrailOf, wallTables } from './support/tables';

/**
 * When everybody reports to the boards, and by which day; and reports at once, on one row of a plan. The
 * day whose state a round tells stands still as soon as one board has submitted.
 */
export class CreateFollowUpRounds1790000210000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE follow_up_round (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        year            integer NOT NULL,
        occasion        text    NOT NULL CONSTRAINT follow_up_round_occasion_check CHECK (occasion IN
          ('INTERIM','YEAR_END','HALF_YEAR','TERTIAL_1','TERTIAL_2','TERTIAL_3','IMMEDIATE')),
        name            text    NOT NULL,
        as_of           date    NOT NULL,
        due_on          date    NOT NULL,
        version         integer NOT NULL,
        CONSTRAINT follow_up_round_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT follow_up_round_occasion_key UNIQUE (municipality_id, year, occasion),
        CONSTRAINT follow_up_round_municipality_fkey FOREIGN KEY (municipality_id)
          REFERENCES municipality (municipality_id),
        CONSTRAINT follow_up_round_planned_check CHECK (occasion <> 'IMMEDIATE'),
        CONSTRAINT follow_up_round_days_check CHECK (due_on >= as_of
          AND date_part('year', as_of) BETWEEN year AND year + 1
          AND date_part('year', due_on) BETWEEN year AND year + 1)
      );

      ALTER TABLE follow_up_report
        ADD COLUMN item_id uuid,
        ADD COLUMN item_stable_id uuid,
        ADD CONSTRAINT follow_up_report_item_check CHECK ((item_id IS NULL) = (item_stable_id IS NULL)
          AND (item_id IS NULL OR occasion = 'IMMEDIATE')),
        ADD CONSTRAINT follow_up_report_item_plan_fkey FOREIGN KEY (municipality_id, plan_id, item_id)
          REFERENCES plan_item (municipality_id, plan_id, id),
        ADD CONSTRAINT follow_up_report_item_fkey FOREIGN KEY (municipality_id, item_id, item_stable_id)
          REFERENCES plan_item (municipality_id, id, stable_id);
      CREATE INDEX follow_up_report_item_idx ON follow_up_report (municipality_id, item_stable_id);
    `);
    await db.query(`
      -- A report without the rows that the board saw, with others than its own, or whose decision can
      -- still be changed, would be frozen in name only.
      CREATE OR REPLACE FUNCTION refuse_decision_on_unstored() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        IF EXISTS (SELECT FROM plan_item item WHERE item.municipality_id = NEW.municipality_id
                   AND item.plan_id = NEW.plan_id AND item.id = coalesce(NEW.item_id, item.id)
                   AND NOT EXISTS (
                     SELECT FROM follow_up_row stored WHERE stored.municipality_id = NEW.municipality_id
                     AND stored.report_id = NEW.id AND stored.item_id = item.id))
          OR EXISTS (SELECT FROM follow_up_row stored WHERE stored.municipality_id = NEW.municipality_id
                     AND stored.report_id = NEW.id AND stored.item_id <> NEW.item_id)
          OR EXISTS (SELECT FROM decision WHERE municipality_id = NEW.municipality_id
                     AND id = NEW.decision_id AND frozen_at IS NULL) THEN
          RAISE EXCEPTION 'the report or its decision can still change'
            USING ERRCODE = '23514', TABLE = 'follow_up_report', CONSTRAINT = 'follow_up_report_stored_check';
        END IF;
        RETURN NEW;
      END $$;

      -- The lock has a submission wait for a change of the round that is under way, and the reverse.
      CREATE FUNCTION refuse_report_of_another_day() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      DECLARE its_day date;
      BEGIN
        SELECT as_of INTO its_day FROM follow_up_round WHERE municipality_id = NEW.municipality_id
          AND year = NEW.year AND occasion = NEW.occasion FOR SHARE;
        IF its_day <> NEW.as_of THEN
          RAISE EXCEPTION 'the report is of another day than its round' USING ERRCODE = '23514',
            TABLE = 'follow_up_report', CONSTRAINT = 'follow_up_report_as_of_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER follow_up_report_round BEFORE INSERT OR UPDATE ON follow_up_report
        FOR EACH ROW WHEN (NEW.state = 'SUBMITTED') EXECUTE FUNCTION refuse_report_of_another_day();

      -- Whoever does not see the reports of every board cannot know whether somebody has submitted.
      CREATE FUNCTION refuse_change_of_used_round() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        IF row_security_active(TG_RELID) AND (NOT sees_every_board() OR TG_OP <> 'INSERT'
          AND OLD.municipality_id IS DISTINCT FROM
            nullif(current_setting('app.municipality', true), '')::uuid) THEN
          RAISE EXCEPTION '% is of every board', TG_TABLE_NAME USING ERRCODE = '42501';
        END IF;
        IF TG_OP <> 'INSERT'
          AND (OLD.municipality_id, OLD.year, OLD.occasion)
            IS DISTINCT FROM (NEW.municipality_id, NEW.year, NEW.occasion)
          AND EXISTS (SELECT FROM follow_up_report report WHERE report.municipality_id = OLD.municipality_id
                      AND report.year = OLD.year AND report.occasion = OLD.occasion) THEN
          RAISE EXCEPTION 'the round has reports' USING ERRCODE = '23514',
            TABLE = 'follow_up_round', CONSTRAINT = 'follow_up_round_occasion_check';
        END IF;
        IF EXISTS (SELECT FROM follow_up_report report WHERE report.municipality_id = NEW.municipality_id
                   AND report.year = NEW.year AND report.occasion = NEW.occasion
                   AND report.state <> 'DRAFT' AND report.as_of <> NEW.as_of) THEN
          RAISE EXCEPTION 'a report of another day was submitted' USING ERRCODE = '23514',
            TABLE = 'follow_up_round', CONSTRAINT = 'follow_up_round_as_of_check';
        END IF;
        RETURN coalesce(NEW, OLD);
      END $$;
      CREATE TRIGGER follow_up_round_used BEFORE INSERT OR UPDATE OR DELETE ON follow_up_round
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_used_round();
    `);
    await wallTables(db, ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], ['follow_up_round']);
    await keepTrailOf(db, ['follow_up_round']);
  }
}
