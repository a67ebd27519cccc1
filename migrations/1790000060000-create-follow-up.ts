import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allowMoves, freezeBelow, freezeRows, guardTables, TRUSTED_PATH } from './support/guards';

/** What came of the plan: results with their deviations and lights, and the reports to the board. */
export class CreateFollowUp1790000060000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE control_result (
        municipality_id      uuid    NOT NULL,
        id                   uuid    NOT NULL,
        item_id              uuid    NOT NULL,
        item_stable_id       uuid    NOT NULL,
        result_on            date    NOT NULL,
        execution_status     text    NOT NULL CONSTRAINT control_result_execution_status_check CHECK
          (execution_status IN
            ('NOT_STARTED','IN_PROGRESS','COMPLETED','COMPLETED_BY_OTHER_MEANS','NOT_PERFORMED')),
        not_performed_reason text,
        text                 text,
        performed_methods    text[]  NOT NULL CONSTRAINT control_result_performed_methods_check CHECK
          (performed_methods <@ ARRAY[
            'SAMPLE','SURVEY','DOCUMENT_REVIEW','ANALYSIS','INTERVIEW','FOLLOW_UP_OF_ACTIONS']),
        performed_otherwise  text,
        period_from          date,
        period_to            date,
        population           integer CONSTRAINT control_result_population_check CHECK (population >= 0),
        sample               integer CONSTRAINT control_result_sample_check CHECK (sample >= 0),
        deviating_cases      integer CONSTRAINT control_result_deviating_cases_check CHECK (deviating_cases >= 0),
        is_assessed          boolean NOT NULL,
        scheme_id            uuid,
        level_code           text,
        motive               text,
        assessed_on          date,
        assessed_by          text,
        assessment_flags     text[]  NOT NULL CONSTRAINT control_result_assessment_flags_check CHECK
          (assessment_flags <@ ARRAY['LEVEL_UNKNOWN','MOTIVE_MISSING']),
        recorded_by          text    NOT NULL,
        recorded_at          timestamptz NOT NULL,
        version              integer NOT NULL,
        CONSTRAINT control_result_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT control_result_item_key UNIQUE (municipality_id, item_id, id),
        CONSTRAINT control_result_item_fkey FOREIGN KEY (municipality_id, item_id, item_stable_id)
          REFERENCES plan_item (municipality_id, id, stable_id),
        CONSTRAINT control_result_level_fkey FOREIGN KEY (municipality_id, scheme_id, level_code)
          REFERENCES assessment_level (municipality_id, scheme_id, code),
        CONSTRAINT control_result_not_performed_check CHECK
          ((execution_status = 'NOT_PERFORMED') = (not_performed_reason IS NOT NULL)),
        CONSTRAINT control_result_period_check CHECK (period_from <= period_to),
        CONSTRAINT control_result_cases_check CHECK
          (deviating_cases <= sample AND sample <= population AND deviating_cases <= population),
        CONSTRAINT control_result_light_of_finished_check CHECK
          (NOT is_assessed OR execution_status IN ('COMPLETED','COMPLETED_BY_OTHER_MEANS')),
        CONSTRAINT control_result_unassessed_check CHECK (is_assessed OR (scheme_id IS NULL
          AND level_code IS NULL AND motive IS NULL AND assessed_on IS NULL AND assessed_by IS NULL)),
        CONSTRAINT control_result_assessed_check CHECK (NOT is_assessed OR scheme_id IS NOT NULL)
      );
      CREATE INDEX control_result_latest_idx ON control_result
        (municipality_id, item_stable_id, result_on DESC, recorded_at DESC);

      CREATE TABLE result_planned_control (
        municipality_id    uuid NOT NULL,
        item_id            uuid NOT NULL,
        result_id          uuid NOT NULL,
        planned_control_id uuid NOT NULL,
        CONSTRAINT result_planned_control_pkey PRIMARY KEY (municipality_id, result_id, planned_control_id),
        CONSTRAINT result_planned_control_result_fkey FOREIGN KEY (municipality_id, item_id, result_id)
          REFERENCES control_result (municipality_id, item_id, id),
        CONSTRAINT result_planned_control_planned_control_fkey
          FOREIGN KEY (municipality_id, item_id, planned_control_id)
          REFERENCES planned_control (municipality_id, item_id, id)
      );

      CREATE TABLE deviation (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        result_id       uuid    NOT NULL,
        position        integer NOT NULL,
        text            text    NOT NULL,
        severity        text    CONSTRAINT deviation_severity_check CHECK (severity IN ('MINOR','MODERATE','SERIOUS')),
        cause           text,
        unit            text,
        CONSTRAINT deviation_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT deviation_position_key UNIQUE (municipality_id, result_id, position),
        CONSTRAINT deviation_result_fkey FOREIGN KEY (municipality_id, result_id)
          REFERENCES control_result (municipality_id, id)
      );

      CREATE TABLE unit_result (
        municipality_id uuid    NOT NULL,
        result_id       uuid    NOT NULL,
        position        integer NOT NULL,
        unit            text    NOT NULL,
        population      integer CONSTRAINT unit_result_population_check CHECK (population >= 0),
        sample          integer CONSTRAINT unit_result_sample_check CHECK (sample >= 0),
        deviating_cases integer CONSTRAINT unit_result_deviating_cases_check CHECK (deviating_cases >= 0),
        CONSTRAINT unit_result_pkey PRIMARY KEY (municipality_id, result_id, position),
        CONSTRAINT unit_result_unit_key UNIQUE (municipality_id, result_id, unit),
        CONSTRAINT unit_result_result_fkey FOREIGN KEY (municipality_id, result_id)
          REFERENCES control_result (municipality_id, id),
        CONSTRAINT unit_result_cases_check CHECK
          (deviating_cases <= sample AND sample <= population AND deviating_cases <= population)
      );

      CREATE TABLE evidence (
        municipality_id uuid    NOT NULL,
        result_id       uuid    NOT NULL,
        position        integer NOT NULL,
        title           text    NOT NULL,
        url             text    NOT NULL,
        CONSTRAINT evidence_pkey PRIMARY KEY (municipality_id, result_id, position),
        CONSTRAINT evidence_result_fkey FOREIGN KEY (municipality_id, result_id)
          REFERENCES control_result (municipality_id, id)
      );

      CREATE TABLE result_action (
        municipality_id uuid    NOT NULL,
        result_id       uuid    NOT NULL,
        action_id       uuid    NOT NULL,
        position        integer NOT NULL,
        CONSTRAINT result_action_pkey PRIMARY KEY (municipality_id, result_id, action_id),
        CONSTRAINT result_action_result_fkey FOREIGN KEY (municipality_id, result_id)
          REFERENCES control_result (municipality_id, id),
        CONSTRAINT result_action_action_fkey FOREIGN KEY (municipality_id, action_id)
          REFERENCES action (municipality_id, id)
      );
      CREATE INDEX result_action_action_idx ON result_action (municipality_id, action_id);

      CREATE TABLE follow_up_report (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        board_id        uuid    NOT NULL,
        plan_id         uuid    NOT NULL,
        year            integer NOT NULL,
        occasion        text    NOT NULL CONSTRAINT follow_up_report_occasion_check CHECK (occasion IN
          ('INTERIM','YEAR_END','HALF_YEAR','TERTIAL_1','TERTIAL_2','TERTIAL_3','IMMEDIATE')),
        number          integer NOT NULL,
        revision        integer NOT NULL,
        as_of           date    NOT NULL,
        state           text    NOT NULL CONSTRAINT follow_up_report_state_check CHECK (state IN
          ('DRAFT','SUBMITTED','DECIDED','SUPERSEDED')),
        summary         text,
        judgement       text    CONSTRAINT follow_up_report_judgement_check CHECK (judgement IN
          ('SUFFICIENT','PARTLY_SUFFICIENT','INSUFFICIENT')),
        judgement_motive text,
        submitted_by    text,
        submitted_on    date,
        remit_reason    text,
        decision_id     uuid,
        flags           text[]  NOT NULL CONSTRAINT follow_up_report_flags_check CHECK (flags <@ ARRAY[
          'DECISION_INCOMPLETE','JUDGEMENT_MISSING']),
        frozen_at       timestamptz,
        version         integer NOT NULL,
        CONSTRAINT follow_up_report_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT follow_up_report_revision_key UNIQUE
          (municipality_id, board_id, year, occasion, number, revision),
        CONSTRAINT follow_up_report_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id),
        CONSTRAINT follow_up_report_plan_fkey FOREIGN KEY (municipality_id, board_id, year, plan_id)
          REFERENCES control_plan (municipality_id, board_id, year, id),
        CONSTRAINT follow_up_report_decision_fkey FOREIGN KEY (municipality_id, decision_id)
          REFERENCES decision (municipality_id, id),
        CONSTRAINT follow_up_report_number_check CHECK (number = 1 OR occasion = 'IMMEDIATE'),
        CONSTRAINT follow_up_report_frozen_check CHECK (
          (state IN ('DRAFT','SUBMITTED')) = (frozen_at IS NULL)
          AND (frozen_at IS NULL) = (decision_id IS NULL))
      );
      CREATE UNIQUE INDEX follow_up_report_in_force_idx ON follow_up_report
        (municipality_id, board_id, year, occasion, number) WHERE state = 'DECIDED';
      CREATE UNIQUE INDEX follow_up_report_in_preparation_idx ON follow_up_report
        (municipality_id, board_id, year, occasion, number) WHERE state IN ('DRAFT','SUBMITTED');

      CREATE TABLE follow_up_row (
        municipality_id uuid    NOT NULL,
        report_id       uuid    NOT NULL,
        item_id         uuid    NOT NULL,
        content         jsonb   NOT NULL,
        CONSTRAINT follow_up_row_pkey PRIMARY KEY (municipality_id, report_id, item_id),
        CONSTRAINT follow_up_row_report_fkey FOREIGN KEY (municipality_id, report_id)
          REFERENCES follow_up_report (municipality_id, id),
        CONSTRAINT follow_up_row_item_fkey FOREIGN KEY (municipality_id, item_id)
          REFERENCES plan_item (municipality_id, id)
      );
    `);
    await db.query(`
      -- A report without the rows that the board saw, or whose decision can still be changed, would be
      -- frozen in name only.
      CREATE FUNCTION refuse_decision_on_unstored() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        IF EXISTS (SELECT FROM plan_item item WHERE item.municipality_id = NEW.municipality_id
                   AND item.plan_id = NEW.plan_id AND NOT EXISTS (
                     SELECT FROM follow_up_row stored WHERE stored.municipality_id = NEW.municipality_id
                     AND stored.report_id = NEW.id AND stored.item_id = item.id))
          OR EXISTS (SELECT FROM decision WHERE municipality_id = NEW.municipality_id
                     AND id = NEW.decision_id AND frozen_at IS NULL) THEN
          RAISE EXCEPTION 'the report or its decision can still change'
            USING ERRCODE = '23514', TABLE = 'follow_up_report', CONSTRAINT = 'follow_up_report_stored_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER follow_up_report_stored BEFORE INSERT OR UPDATE ON follow_up_report
        FOR EACH ROW WHEN (NEW.frozen_at IS NOT NULL) EXECUTE FUNCTION refuse_decision_on_unstored();
    `);
    await db.query(`
      -- Execution begins when the board has adopted the plan.
      CREATE FUNCTION refuse_result_before_adoption() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        IF EXISTS (SELECT FROM plan_item item
                   JOIN control_plan plan ON plan.municipality_id = item.municipality_id
                     AND plan.id = item.plan_id
                   WHERE item.municipality_id = NEW.municipality_id AND item.id = NEW.item_id
                     AND plan.frozen_at IS NULL) THEN
          RAISE EXCEPTION 'the plan is not adopted' USING ERRCODE = '23514',
            TABLE = 'control_result', CONSTRAINT = 'control_result_item_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER control_result_adopted BEFORE INSERT OR UPDATE ON control_result
        FOR EACH ROW EXECUTE FUNCTION refuse_result_before_adoption();

      -- A row is stored whole and removed whole; nobody rewrites what a report says.
      CREATE TRIGGER follow_up_row_kept BEFORE UPDATE ON follow_up_row
        FOR EACH ROW EXECUTE FUNCTION refuse_every_change();
    `);
    await guardTables(db, 'REMOVE', [
      'control_result',
      'follow_up_report',
      'result_planned_control',
      'deviation',
      'unit_result',
      'evidence',
      'result_action',
    ]);
    await guardTables(db, 'REPLACE', ['follow_up_row']);
    await freezeRows(db, 'follow_up_report', ['state', 'version']);
    await allowMoves(db, 'follow_up_report', [
      'DRAFT>SUBMITTED',
      'SUBMITTED>DRAFT',
      'SUBMITTED>DECIDED',
      'DECIDED>SUPERSEDED',
    ]);
    await freezeBelow(db, 'follow_up_report', 'report_id', ['follow_up_row']);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE follow_up_row, follow_up_report, result_action, evidence, unit_result, deviation,
        result_planned_control, control_result;
      DROP FUNCTION refuse_decision_on_unstored, refuse_result_before_adoption;
    `);
  }
}
