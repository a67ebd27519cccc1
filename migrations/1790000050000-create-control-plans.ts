import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allowMoves, freezeBelow, freezeRows, guardTables, TRUSTED_PATH } from './support/guards';

/** What a board will have controlled during a year; one set of tables for drafts and adopted plans. */
export class CreateControlPlans1790000050000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE control_plan (
        municipality_id  uuid    NOT NULL,
        id               uuid    NOT NULL,
        board_id         uuid    NOT NULL,
        year             integer NOT NULL CONSTRAINT control_plan_year_check CHECK (year BETWEEN 1900 AND 2200),
        revision         integer NOT NULL,
        scheme_id        uuid    NOT NULL,
        state            text    NOT NULL CONSTRAINT control_plan_state_check CHECK (state IN
                                 ('DRAFT','PROPOSED','ADOPTED','CLOSED','SUPERSEDED')),
        none_of_kinds    text[]  NOT NULL CONSTRAINT control_plan_none_of_kinds_check CHECK (none_of_kinds <@ ARRAY[
          'OWN_CONTROL','COMMON_CONTROL','DIRECT_ACTION','STANDING_CONTROL']),
        proposed_by      text,
        proposed_on      date,
        remit_reason     text,
        decision_id      uuid,
        flags            text[]  NOT NULL CONSTRAINT control_plan_flags_check CHECK (flags <@ ARRAY[
          'ADOPTED_LATE','DECISION_INCOMPLETE','KIND_NOT_STATED','RISK_VALUE_UNKNOWN']),
        frozen_at        timestamptz,
        closed_on        date,
        version          integer NOT NULL,
        CONSTRAINT control_plan_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT control_plan_board_key UNIQUE (municipality_id, board_id, year, id),
        CONSTRAINT control_plan_revision_key UNIQUE (municipality_id, board_id, year, revision),
        CONSTRAINT control_plan_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id),
        CONSTRAINT control_plan_scheme_fkey FOREIGN KEY (municipality_id, scheme_id)
          REFERENCES scoring_scheme (municipality_id, id),
        CONSTRAINT control_plan_decision_fkey FOREIGN KEY (municipality_id, decision_id)
          REFERENCES decision (municipality_id, id),
        CONSTRAINT control_plan_frozen_check CHECK (
          (state IN ('DRAFT','PROPOSED')) = (frozen_at IS NULL)
          AND (frozen_at IS NULL) = (decision_id IS NULL)),
        CONSTRAINT control_plan_closed_check CHECK (closed_on IS NULL OR state IN ('CLOSED','SUPERSEDED'))
      );
      CREATE UNIQUE INDEX control_plan_in_force_idx ON control_plan (municipality_id, board_id, year)
        WHERE state IN ('ADOPTED','CLOSED');
      CREATE UNIQUE INDEX control_plan_in_preparation_idx ON control_plan (municipality_id, board_id, year)
        WHERE state IN ('DRAFT','PROPOSED');

      CREATE TABLE plan_item (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        plan_id         uuid    NOT NULL,
        stable_id       uuid    NOT NULL,
        number          integer NOT NULL,
        kind            text    NOT NULL CONSTRAINT plan_item_kind_check CHECK (kind IN
          ('OWN_CONTROL','COMMON_CONTROL','DIRECT_ACTION','STANDING_CONTROL')),
        risk_id         uuid,
        process_id      uuid,
        title           text,
        likelihood      integer,
        consequence     integer,
        value           integer CONSTRAINT plan_item_value_check CHECK (value >= 0),
        band_code       text,
        scheme_id       uuid,
        note            text,
        stated          jsonb,
        version         integer NOT NULL,
        CONSTRAINT plan_item_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT plan_item_plan_key UNIQUE (municipality_id, plan_id, id),
        CONSTRAINT plan_item_kind_key UNIQUE (municipality_id, plan_id, id, kind),
        CONSTRAINT plan_item_stable_key UNIQUE (municipality_id, plan_id, stable_id),
        CONSTRAINT plan_item_identity_key UNIQUE (municipality_id, id, stable_id),
        CONSTRAINT plan_item_number_key UNIQUE (municipality_id, plan_id, number),
        CONSTRAINT plan_item_plan_fkey FOREIGN KEY (municipality_id, plan_id)
          REFERENCES control_plan (municipality_id, id),
        CONSTRAINT plan_item_risk_fkey FOREIGN KEY (municipality_id, risk_id)
          REFERENCES risk (municipality_id, id),
        CONSTRAINT plan_item_process_fkey FOREIGN KEY (municipality_id, process_id)
          REFERENCES process (municipality_id, id),
        CONSTRAINT plan_item_scheme_fkey FOREIGN KEY (municipality_id, scheme_id)
          REFERENCES scoring_scheme (municipality_id, id),
        CONSTRAINT plan_item_cell_fkey FOREIGN KEY (municipality_id, scheme_id, likelihood, consequence)
          REFERENCES scoring_cell (municipality_id, scheme_id, likelihood, consequence),
        CONSTRAINT plan_item_band_fkey FOREIGN KEY (municipality_id, scheme_id, band_code)
          REFERENCES risk_band (municipality_id, scheme_id, code),
        CONSTRAINT plan_item_risk_or_own_check CHECK (risk_id IS NULL OR (
          process_id IS NULL AND title IS NULL AND scheme_id IS NULL AND likelihood IS NULL
          AND consequence IS NULL AND value IS NULL AND band_code IS NULL)),
        CONSTRAINT plan_item_scheme_check CHECK (scheme_id IS NOT NULL OR
          (likelihood IS NULL AND consequence IS NULL AND value IS NULL AND band_code IS NULL)),
        CONSTRAINT plan_item_named_check CHECK
          (risk_id IS NOT NULL OR title IS NOT NULL OR process_id IS NOT NULL)
      );
      CREATE INDEX plan_item_risk_idx ON plan_item (municipality_id, risk_id);
      CREATE INDEX plan_item_stable_idx ON plan_item (municipality_id, stable_id);

      CREATE TABLE planned_control (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        plan_id         uuid    NOT NULL,
        item_id         uuid    NOT NULL,
        item_kind       text    NOT NULL CONSTRAINT planned_control_item_kind_check CHECK (item_kind IN
          ('OWN_CONTROL','COMMON_CONTROL','STANDING_CONTROL')),
        stable_id       uuid    NOT NULL,
        position        integer NOT NULL,
        control_id      uuid    NOT NULL,
        methods         text[]  NOT NULL CONSTRAINT planned_control_methods_check CHECK (methods <@ ARRAY[
          'SAMPLE','SURVEY','DOCUMENT_REVIEW','ANALYSIS','INTERVIEW','FOLLOW_UP_OF_ACTIONS']),
        population      integer CONSTRAINT planned_control_population_check CHECK (population >= 0),
        sample          integer CONSTRAINT planned_control_sample_check CHECK (sample >= 0),
        stated          jsonb,
        CONSTRAINT planned_control_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT planned_control_item_key UNIQUE (municipality_id, item_id, id),
        CONSTRAINT planned_control_position_key UNIQUE (municipality_id, item_id, position),
        CONSTRAINT planned_control_control_key UNIQUE (municipality_id, item_id, control_id),
        CONSTRAINT planned_control_item_fkey FOREIGN KEY (municipality_id, plan_id, item_id, item_kind)
          REFERENCES plan_item (municipality_id, plan_id, id, kind),
        CONSTRAINT planned_control_control_fkey FOREIGN KEY (municipality_id, control_id)
          REFERENCES control (municipality_id, id),
        CONSTRAINT planned_control_sample_in_population_check CHECK (sample <= population)
      );
      CREATE INDEX planned_control_control_idx ON planned_control (municipality_id, control_id);

      CREATE TABLE plan_item_action (
        municipality_id uuid NOT NULL,
        plan_id         uuid NOT NULL,
        item_id         uuid NOT NULL,
        action_id       uuid NOT NULL,
        position        integer NOT NULL,
        stated          jsonb,
        CONSTRAINT plan_item_action_pkey PRIMARY KEY (municipality_id, item_id, action_id),
        CONSTRAINT plan_item_action_item_fkey FOREIGN KEY (municipality_id, plan_id, item_id)
          REFERENCES plan_item (municipality_id, plan_id, id),
        CONSTRAINT plan_item_action_action_fkey FOREIGN KEY (municipality_id, action_id)
          REFERENCES action (municipality_id, id)
      );
      CREATE INDEX plan_item_action_action_idx ON plan_item_action (municipality_id, action_id);
    `);
    await db.query(`
      -- "The board has none of these" and an item of that kind exclude each other. Both sides look:
      -- the item's trigger has locked the plan, so neither can slip past the other.
      CREATE FUNCTION refuse_item_of_excluded_kind() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        IF EXISTS (SELECT FROM control_plan WHERE municipality_id = NEW.municipality_id
                   AND id = NEW.plan_id AND NEW.kind = ANY (none_of_kinds)) THEN
          RAISE EXCEPTION 'the plan says that it has none of this kind'
            USING ERRCODE = '23514', TABLE = 'plan_item', CONSTRAINT = 'plan_item_none_of_kind_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER plan_item_none_of_kind BEFORE INSERT OR UPDATE ON plan_item
        FOR EACH ROW EXECUTE FUNCTION refuse_item_of_excluded_kind();

      CREATE FUNCTION refuse_exclusion_of_present_kind() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        IF EXISTS (SELECT FROM plan_item WHERE municipality_id = NEW.municipality_id
                   AND plan_id = NEW.id AND kind = ANY (NEW.none_of_kinds)) THEN
          RAISE EXCEPTION 'the plan has items of this kind'
            USING ERRCODE = '23514', TABLE = 'control_plan', CONSTRAINT = 'control_plan_none_of_kind_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER control_plan_none_of_kind BEFORE UPDATE OF none_of_kinds ON control_plan
        FOR EACH ROW EXECUTE FUNCTION refuse_exclusion_of_present_kind();

      -- A plan in which anything still follows the register, or whose decision can still be changed,
      -- would be frozen in name only.
      CREATE FUNCTION refuse_adoption_of_unstated() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        IF EXISTS (SELECT FROM plan_item WHERE municipality_id = NEW.municipality_id
                   AND plan_id = NEW.id AND stated IS NULL)
          OR EXISTS (SELECT FROM planned_control WHERE municipality_id = NEW.municipality_id
                     AND plan_id = NEW.id AND stated IS NULL)
          OR EXISTS (SELECT FROM plan_item_action WHERE municipality_id = NEW.municipality_id
                     AND plan_id = NEW.id AND stated IS NULL)
          OR EXISTS (SELECT FROM decision WHERE municipality_id = NEW.municipality_id
                     AND id = NEW.decision_id AND frozen_at IS NULL) THEN
          RAISE EXCEPTION 'the plan or its decision can still change'
            USING ERRCODE = '23514', TABLE = 'control_plan', CONSTRAINT = 'control_plan_stated_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER control_plan_stated BEFORE INSERT OR UPDATE ON control_plan
        FOR EACH ROW WHEN (NEW.frozen_at IS NOT NULL) EXECUTE FUNCTION refuse_adoption_of_unstated();
    `);
    const parts = ['plan_item', 'planned_control', 'plan_item_action'];
    await guardTables(db, 'REMOVE', ['control_plan', ...parts]);
    await freezeRows(db, 'control_plan', ['state', 'closed_on', 'version']);
    await allowMoves(db, 'control_plan', [
      'DRAFT>PROPOSED',
      'PROPOSED>DRAFT',
      'PROPOSED>ADOPTED',
      'ADOPTED>CLOSED',
      'ADOPTED>SUPERSEDED',
      'CLOSED>SUPERSEDED',
    ]);
    await freezeBelow(db, 'control_plan', 'plan_id', parts);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE plan_item_action, planned_control, plan_item, control_plan;
      DROP FUNCTION refuse_item_of_excluded_kind, refuse_exclusion_of_present_kind,
        refuse_adoption_of_unstated;
    `);
  }
}
