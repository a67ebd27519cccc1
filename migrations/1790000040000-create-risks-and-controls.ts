import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTables } from './support/guards';

/** The register: risks with their assessments, controls, and which of them belong together. */
export class CreateRisksAndControls1790000040000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE risk_category (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        name            text    NOT NULL,
        version         integer NOT NULL,
        CONSTRAINT risk_category_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT risk_category_name_key UNIQUE (municipality_id, name),
        CONSTRAINT risk_category_municipality_fkey FOREIGN KEY (municipality_id)
          REFERENCES municipality (municipality_id)
      );

      CREATE TABLE risk (
        municipality_id     uuid    NOT NULL,
        id                  uuid    NOT NULL,
        number              integer NOT NULL,
        board_id            uuid    NOT NULL,
        title               text    NOT NULL,
        description         text,
        category_id         uuid,
        process_id          uuid,
        owner_role          text,
        source              text    CONSTRAINT risk_source_check CHECK (source IN
          ('ADMINISTRATION','DEVIATION','AUDIT','EVALUATION','QUESTION','EVENT','OTHER')),
        source_note         text,
        council_goal_id     uuid,
        treatment           text    CONSTRAINT risk_treatment_check CHECK (treatment IN
          ('CONTROL','ACT','ACCEPT','MONITOR')),
        treatment_reason    text,
        existing_measures   text,
        measures_sufficient text    NOT NULL CONSTRAINT risk_measures_sufficient_check CHECK
          (measures_sufficient IN ('YES','NO','UNKNOWN')),
        ended_on            date,
        version             integer NOT NULL,
        CONSTRAINT risk_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT risk_number_key UNIQUE (municipality_id, number),
        CONSTRAINT risk_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id),
        CONSTRAINT risk_category_fkey FOREIGN KEY (municipality_id, category_id)
          REFERENCES risk_category (municipality_id, id),
        CONSTRAINT risk_process_fkey FOREIGN KEY (municipality_id, process_id)
          REFERENCES process (municipality_id, id),
        CONSTRAINT risk_council_goal_fkey FOREIGN KEY (municipality_id, council_goal_id)
          REFERENCES council_goal (municipality_id, id),
        CONSTRAINT risk_accepted_with_reason_check CHECK
          (treatment IS DISTINCT FROM 'ACCEPT' OR treatment_reason IS NOT NULL)
      );
      CREATE INDEX risk_board_idx ON risk (municipality_id, board_id);

      CREATE TABLE risk_assessment (
        municipality_id uuid        NOT NULL,
        id              uuid        NOT NULL,
        risk_id         uuid        NOT NULL,
        kind            text        NOT NULL CONSTRAINT risk_assessment_kind_check CHECK (kind IN
                                    ('INHERENT','CURRENT','RESIDUAL')),
        year            integer     NOT NULL,
        scheme_id       uuid        NOT NULL,
        likelihood      integer,
        consequence     integer,
        value           integer     CONSTRAINT risk_assessment_value_check CHECK (value >= 0),
        band_code       text,
        motive          text,
        assessed_on     date,
        recorded_at     timestamptz NOT NULL,
        CONSTRAINT risk_assessment_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT risk_assessment_risk_fkey FOREIGN KEY (municipality_id, risk_id)
          REFERENCES risk (municipality_id, id),
        CONSTRAINT risk_assessment_scheme_fkey FOREIGN KEY (municipality_id, scheme_id)
          REFERENCES scoring_scheme (municipality_id, id),
        CONSTRAINT risk_assessment_cell_fkey
          FOREIGN KEY (municipality_id, scheme_id, likelihood, consequence)
          REFERENCES scoring_cell (municipality_id, scheme_id, likelihood, consequence),
        CONSTRAINT risk_assessment_band_fkey FOREIGN KEY (municipality_id, scheme_id, band_code)
          REFERENCES risk_band (municipality_id, scheme_id, code)
      );
      CREATE INDEX risk_assessment_latest_idx ON risk_assessment
        (municipality_id, risk_id, kind, year DESC, recorded_at DESC);

      CREATE TABLE control (
        municipality_id    uuid    NOT NULL,
        id                 uuid    NOT NULL,
        board_id           uuid,
        code               text,
        title              text    NOT NULL,
        purpose            text,
        scope              text,
        methods            text[]  NOT NULL CONSTRAINT control_methods_check CHECK (methods <@ ARRAY[
          'SAMPLE','SURVEY','DOCUMENT_REVIEW','ANALYSIS','INTERVIEW','FOLLOW_UP_OF_ACTIONS']),
        frequency          text    CONSTRAINT control_frequency_check CHECK (frequency IN
          ('CONTINUOUS','MONTHLY','QUARTERLY','TERTIALLY','HALF_YEARLY','YEARLY','ONCE')),
        owner_role         text,
        performer_role     text,
        planned_population integer CONSTRAINT control_planned_population_check CHECK (planned_population >= 0),
        planned_sample     integer CONSTRAINT control_planned_sample_check CHECK (planned_sample >= 0),
        process_id         uuid,
        ended_on           date,
        version            integer NOT NULL,
        CONSTRAINT control_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT control_municipality_fkey FOREIGN KEY (municipality_id)
          REFERENCES municipality (municipality_id),
        CONSTRAINT control_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id),
        CONSTRAINT control_process_fkey FOREIGN KEY (municipality_id, process_id)
          REFERENCES process (municipality_id, id),
        CONSTRAINT control_sample_in_population_check CHECK (planned_sample <= planned_population)
      );
      CREATE INDEX control_board_idx ON control (municipality_id, board_id);

      CREATE TABLE risk_action (
        municipality_id uuid NOT NULL,
        risk_id         uuid NOT NULL,
        action_id       uuid NOT NULL,
        CONSTRAINT risk_action_pkey PRIMARY KEY (municipality_id, risk_id, action_id),
        CONSTRAINT risk_action_risk_fkey FOREIGN KEY (municipality_id, risk_id)
          REFERENCES risk (municipality_id, id),
        CONSTRAINT risk_action_action_fkey FOREIGN KEY (municipality_id, action_id)
          REFERENCES action (municipality_id, id)
      );
      CREATE INDEX risk_action_action_idx ON risk_action (municipality_id, action_id);

      CREATE TABLE control_risk (
        municipality_id uuid NOT NULL,
        control_id      uuid NOT NULL,
        risk_id         uuid NOT NULL,
        CONSTRAINT control_risk_pkey PRIMARY KEY (municipality_id, control_id, risk_id),
        CONSTRAINT control_risk_control_fkey FOREIGN KEY (municipality_id, control_id)
          REFERENCES control (municipality_id, id),
        CONSTRAINT control_risk_risk_fkey FOREIGN KEY (municipality_id, risk_id)
          REFERENCES risk (municipality_id, id)
      );
      CREATE INDEX control_risk_risk_idx ON control_risk (municipality_id, risk_id);

      CREATE TABLE control_action (
        municipality_id uuid NOT NULL,
        control_id      uuid NOT NULL,
        action_id       uuid NOT NULL,
        CONSTRAINT control_action_pkey PRIMARY KEY (municipality_id, control_id, action_id),
        CONSTRAINT control_action_control_fkey FOREIGN KEY (municipality_id, control_id)
          REFERENCES control (municipality_id, id),
        CONSTRAINT control_action_action_fkey FOREIGN KEY (municipality_id, action_id)
          REFERENCES action (municipality_id, id)
      );
      CREATE INDEX control_action_action_idx ON control_action (municipality_id, action_id);
    `);
    await guardTables(db, 'CHANGE', ['risk_category', 'risk', 'control']);
    await guardTables(db, 'KEEP', ['risk_assessment']);
    await guardTables(db, 'REMOVE', ['risk_action', 'control_risk', 'control_action']);
    await db.query(`
      CREATE TRIGGER risk_assessment_append_only BEFORE UPDATE OR DELETE ON risk_assessment
        FOR EACH ROW EXECUTE FUNCTION refuse_every_change()
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE control_action, control_risk, risk_action, control, risk_assessment, risk, risk_category',
    );
  }
}
