import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { APPLICATION_ROLE, freezeRows, TRUSTED_PATH } from './support/guards';
import { keepTrailOf, wallTables } from './support/tables';

/**
 * What the executive board decides that all boards, or those of some kinds, will have controlled in a
 * year. Frozen from the start; each body that it concerns has it in its plan.
 */
export class CreateCommonControls1790000180000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE common_control (
        municipality_id        uuid        NOT NULL,
        id                     uuid        NOT NULL,
        year                   integer     NOT NULL CONSTRAINT common_control_year_check
          CHECK (year BETWEEN 1900 AND 2200),
        number                 integer     NOT NULL CONSTRAINT common_control_number_check CHECK (number >= 1),
        control_id             uuid        NOT NULL,
        kinds                  text[]      NOT NULL CONSTRAINT common_control_kinds_check CHECK (kinds <@ ARRAY[
          'EXECUTIVE_BOARD','BOARD','COMPANY','FEDERATION']),
        definition             jsonb       NOT NULL,
        decision_id            uuid        NOT NULL,
        withdrawal_decision_id uuid,
        frozen_at              timestamptz NOT NULL,
        CONSTRAINT common_control_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT common_control_number_key UNIQUE (municipality_id, year, number),
        CONSTRAINT common_control_control_fkey FOREIGN KEY (municipality_id, control_id)
          REFERENCES control (municipality_id, id),
        CONSTRAINT common_control_decision_fkey FOREIGN KEY (municipality_id, decision_id)
          REFERENCES decision (municipality_id, id),
        CONSTRAINT common_control_withdrawal_decision_fkey
          FOREIGN KEY (municipality_id, withdrawal_decision_id) REFERENCES decision (municipality_id, id)
      );
      CREATE UNIQUE INDEX common_control_decided_idx ON common_control (municipality_id, year, control_id)
        WHERE withdrawal_decision_id IS NULL;
      CREATE INDEX common_control_control_idx ON common_control (municipality_id, control_id);

      -- A plan that lay before its board when a common control was decided is adopted without it.
      ALTER TABLE control_plan DROP CONSTRAINT control_plan_flags_check,
        ADD CONSTRAINT control_plan_flags_check CHECK (flags <@ ARRAY['ADOPTED_LATE',
          'DECISION_INCOMPLETE','KIND_NOT_STATED','RISK_VALUE_UNKNOWN','COMMON_CONTROL_MISSING']);
    `);
    await wallTables(db, ['SELECT', 'INSERT', 'UPDATE'], ['common_control']);
    await keepTrailOf(db, ['common_control']);
    await freezeRows(db, 'common_control', ['withdrawal_decision_id']);
    await db.query(`
      -- The one rule about whom a common control concerns: bodies of its kinds, or all that answer for
      -- their own internal control, which exist at some time of the year. Withdrawn, it concerns nobody.
      CREATE FUNCTION concerns(common common_control, body board) RETURNS boolean
        LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN common.withdrawal_decision_id IS NULL
          AND body.kind IN ('EXECUTIVE_BOARD','BOARD','COMPANY','FEDERATION')
          AND (common.kinds = '{}' OR body.kind = ANY (common.kinds))
          AND (body.valid_from IS NULL OR body.valid_from <= make_date(common.year, 12, 31))
          AND (body.valid_to IS NULL OR body.valid_to >= make_date(common.year, 1, 1));
      REVOKE ALL ON FUNCTION concerns FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION concerns TO ${APPLICATION_ROLE};

      -- A decision that could still change, or that is not the executive board's, decides nothing; a
      -- withdrawal is decided once; and what one board owns is not common.
      CREATE FUNCTION refuse_undecided_common_control() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      BEGIN
        IF OLD.withdrawal_decision_id IS DISTINCT FROM NEW.withdrawal_decision_id
          AND OLD.withdrawal_decision_id IS NOT NULL THEN
          RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'IK001';
        END IF;
        IF NOT EXISTS (SELECT FROM decision
            JOIN board ON board.municipality_id = decision.municipality_id AND board.id = decision.board_id
            WHERE decision.municipality_id = NEW.municipality_id AND decision.frozen_at IS NOT NULL
              AND decision.id = CASE TG_OP WHEN 'INSERT' THEN NEW.decision_id
                ELSE NEW.withdrawal_decision_id END
              AND board.kind = 'EXECUTIVE_BOARD')
          OR TG_OP = 'INSERT' AND NEW.withdrawal_decision_id IS NOT NULL THEN
          RAISE EXCEPTION 'the executive board has not decided it' USING ERRCODE = '23514',
            TABLE = 'common_control', CONSTRAINT = 'common_control_decision_check';
        END IF;
        IF NOT EXISTS (SELECT FROM control WHERE municipality_id = NEW.municipality_id
                       AND id = NEW.control_id AND board_id IS NULL) THEN
          RAISE EXCEPTION 'the control belongs to one board' USING ERRCODE = '23514',
            TABLE = 'common_control', CONSTRAINT = 'common_control_control_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER common_control_decided AFTER INSERT OR UPDATE ON common_control
        FOR EACH ROW EXECUTE FUNCTION refuse_undecided_common_control();

      CREATE FUNCTION refuse_board_of_common_control() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      BEGIN
        IF EXISTS (SELECT FROM common_control WHERE municipality_id = NEW.municipality_id
                   AND control_id = NEW.id) THEN
          RAISE EXCEPTION 'the control is common' USING ERRCODE = '23514',
            TABLE = 'control', CONSTRAINT = 'control_board_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER control_common BEFORE UPDATE ON control FOR EACH ROW
        WHEN (OLD.board_id IS NULL AND NEW.board_id IS NOT NULL)
        EXECUTE FUNCTION refuse_board_of_common_control();
    `);
    await db.query(`
      ALTER TABLE plan_item
        ADD COLUMN common_control_id uuid,
        ADD CONSTRAINT plan_item_common_control_key UNIQUE (municipality_id, plan_id, common_control_id),
        ADD CONSTRAINT plan_item_common_control_fkey FOREIGN KEY (municipality_id, common_control_id)
          REFERENCES common_control (municipality_id, id),
        ADD CONSTRAINT plan_item_common_control_check
          CHECK (common_control_id IS NULL OR kind = 'COMMON_CONTROL');
      CREATE INDEX plan_item_common_control_idx ON plan_item (municipality_id, common_control_id);

      CREATE FUNCTION refuse_common_control_of_other_year() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM control_plan plan
            JOIN common_control common ON common.municipality_id = plan.municipality_id
              AND common.year = plan.year
            WHERE plan.municipality_id = NEW.municipality_id AND plan.id = NEW.plan_id
              AND common.id = NEW.common_control_id) THEN
          RAISE EXCEPTION 'the common control is of another year' USING ERRCODE = '23514',
            TABLE = 'plan_item', CONSTRAINT = 'plan_item_common_control_year_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER plan_item_common_control_year
        AFTER INSERT OR UPDATE OF plan_id, common_control_id ON plan_item
        FOR EACH ROW WHEN (NEW.common_control_id IS NOT NULL)
        EXECUTE FUNCTION refuse_common_control_of_other_year();

      -- An item goes with its whole draft, and not by itself while the common control concerns the board.
      -- It looks at every board, so that naming others before the end of the transaction hides no plan.
      CREATE FUNCTION refuse_loss_of_common_control() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      DECLARE
        boards text := coalesce(current_setting('app.boards', true), '');
      BEGIN
        IF row_security_active(TG_RELID) AND OLD.municipality_id
          IS DISTINCT FROM nullif(current_setting('app.municipality', true), '')::uuid THEN
          RAISE EXCEPTION '% is of another municipality', TG_TABLE_NAME USING ERRCODE = '42501';
        END IF;
        PERFORM set_config('app.boards', '', true);
        IF EXISTS (SELECT FROM control_plan plan
            JOIN board ON board.municipality_id = plan.municipality_id AND board.id = plan.board_id
            JOIN common_control common ON common.municipality_id = plan.municipality_id
              AND common.id = OLD.common_control_id
            WHERE plan.municipality_id = OLD.municipality_id AND plan.id = OLD.plan_id
              AND concerns(common, board))
          AND NOT EXISTS (SELECT FROM plan_item WHERE municipality_id = OLD.municipality_id
                          AND plan_id = OLD.plan_id AND common_control_id = OLD.common_control_id) THEN
          RAISE EXCEPTION 'the executive board has decided that the plan has it' USING ERRCODE = '23514',
            TABLE = 'plan_item', CONSTRAINT = 'plan_item_common_control_stays_check';
        END IF;
        PERFORM set_config('app.boards', boards, true);
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER plan_item_common_control_stays
        AFTER UPDATE OF plan_id, common_control_id OR DELETE ON plan_item
        DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (OLD.common_control_id IS NOT NULL)
        EXECUTE FUNCTION refuse_loss_of_common_control();

      CREATE FUNCTION refuse_proposal_without_common_controls() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        IF EXISTS (SELECT FROM common_control common
            JOIN board ON board.municipality_id = common.municipality_id AND board.id = NEW.board_id
            WHERE common.municipality_id = NEW.municipality_id AND common.year = NEW.year
              AND concerns(common, board)
              AND NOT EXISTS (SELECT FROM plan_item item
                JOIN planned_control planned ON planned.municipality_id = item.municipality_id
                  AND planned.item_id = item.id AND planned.control_id = common.control_id
                WHERE item.municipality_id = NEW.municipality_id AND item.plan_id = NEW.id
                  AND item.common_control_id = common.id)) THEN
          RAISE EXCEPTION 'the plan lacks a common control' USING ERRCODE = '23514',
            TABLE = 'control_plan', CONSTRAINT = 'control_plan_common_controls_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER control_plan_common_controls BEFORE UPDATE ON control_plan
        FOR EACH ROW WHEN (OLD.state <> 'PROPOSED' AND NEW.state = 'PROPOSED')
        EXECUTE FUNCTION refuse_proposal_without_common_controls();

      -- The item of a common control has that control performed, whomever it concerns meanwhile.
      CREATE FUNCTION lacks_common_control(item plan_item) RETURNS boolean LANGUAGE sql STABLE
        RETURN EXISTS (SELECT FROM common_control common
          WHERE common.municipality_id = item.municipality_id AND common.id = item.common_control_id
            AND NOT EXISTS (SELECT FROM planned_control planned
              WHERE planned.municipality_id = item.municipality_id AND planned.item_id = item.id
                AND planned.control_id = common.control_id));
      REVOKE ALL ON FUNCTION lacks_common_control FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION lacks_common_control TO ${APPLICATION_ROLE};

      CREATE FUNCTION refuse_loss_of_planned_common_control() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      DECLARE
        boards text := coalesce(current_setting('app.boards', true), '');
      BEGIN
        IF row_security_active(TG_RELID) AND OLD.municipality_id
          IS DISTINCT FROM nullif(current_setting('app.municipality', true), '')::uuid THEN
          RAISE EXCEPTION '% is of another municipality', TG_TABLE_NAME USING ERRCODE = '42501';
        END IF;
        PERFORM set_config('app.boards', '', true);
        IF EXISTS (SELECT FROM plan_item item WHERE item.municipality_id = OLD.municipality_id
                   AND item.id = OLD.item_id AND lacks_common_control(item)) THEN
          RAISE EXCEPTION 'the executive board has decided that the item has it' USING ERRCODE = '23514',
            TABLE = 'planned_control', CONSTRAINT = 'planned_control_common_control_stays_check';
        END IF;
        PERFORM set_config('app.boards', boards, true);
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER planned_control_common_control_stays
        AFTER UPDATE OF item_id, control_id OR DELETE ON planned_control
        DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (OLD.item_kind = 'COMMON_CONTROL')
        EXECUTE FUNCTION refuse_loss_of_planned_common_control();

      CREATE FUNCTION refuse_adoption_without_common_controls() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        IF EXISTS (SELECT FROM plan_item item WHERE item.municipality_id = NEW.municipality_id
                   AND item.plan_id = NEW.id AND lacks_common_control(item)) THEN
          RAISE EXCEPTION 'the plan lacks a common control' USING ERRCODE = '23514',
            TABLE = 'control_plan', CONSTRAINT = 'control_plan_common_controls_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER control_plan_adopted_common_controls BEFORE UPDATE ON control_plan
        FOR EACH ROW WHEN (OLD.state = 'PROPOSED' AND NEW.state = 'ADOPTED')
        EXECUTE FUNCTION refuse_adoption_without_common_controls();

      -- The board decides on what lies before it: until it has, or sends it back, no part of the plan
      -- changes, but that what it says can become more secret. The columns that tell so are named.
      CREATE FUNCTION refuse_change_of_proposed() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      DECLARE changeable text[] := coalesce(TG_ARGV, '{}');
      BEGIN
        IF TG_OP = 'UPDATE'
          AND (to_jsonb(OLD) - changeable)::text = (to_jsonb(NEW) - changeable)::text
          AND coalesce(sensitivity_rank(to_jsonb(NEW) ->> 'sensitivity')
            >= sensitivity_rank(to_jsonb(OLD) ->> 'sensitivity'), true) THEN
          RETURN NEW;
        END IF;
        PERFORM FROM control_plan
        WHERE (municipality_id, id) IN
            ((OLD.municipality_id, OLD.plan_id), (NEW.municipality_id, NEW.plan_id))
          AND state = 'PROPOSED'
        FOR SHARE;
        IF FOUND THEN RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'IK001'; END IF;
        RETURN coalesce(NEW, OLD);
      END $$;
      CREATE TRIGGER plan_item_proposed BEFORE INSERT OR UPDATE OR DELETE ON plan_item
        FOR EACH ROW
        EXECUTE FUNCTION refuse_change_of_proposed('sensitivity', 'sensitivity_reason', 'version');
      CREATE TRIGGER planned_control_proposed BEFORE INSERT OR UPDATE OR DELETE ON planned_control
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_proposed();
      CREATE TRIGGER plan_item_action_proposed BEFORE INSERT OR UPDATE OR DELETE ON plan_item_action
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_proposed();

      -- What does not apply to a board has no result there.
      CREATE FUNCTION refuse_result_of_inapplicable() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      BEGIN
        IF EXISTS (SELECT FROM plan_item WHERE municipality_id = NEW.municipality_id
                   AND id = NEW.item_id AND not_applicable_reason IS NOT NULL) THEN
          RAISE EXCEPTION 'the item does not apply to the board' USING ERRCODE = '23514',
            TABLE = 'control_result', CONSTRAINT = 'control_result_item_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER control_result_applicable BEFORE INSERT OR UPDATE OF item_id ON control_result
        FOR EACH ROW EXECUTE FUNCTION refuse_result_of_inapplicable();
    `);
  }
}
