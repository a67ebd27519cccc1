import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { APPLICATION_ROLE, TRUSTED_PATH } from './support/guards';
import { keepTrailOf, wallTables } from './support/tables';

/**
 * What is left of a year goes on in the next one: items are carried over to items of next year's plan,
 * and a plan closes only when each of its items is settled.
 */
export class CarryOverPlanItems1790000200000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE carry_over (
        municipality_id uuid NOT NULL,
        from_stable_id  uuid NOT NULL,
        from_item_id    uuid NOT NULL,
        to_item_id      uuid NOT NULL,
        to_stable_id    uuid NOT NULL,
        motive          text,
        carried_by      text NOT NULL,
        carried_on      date NOT NULL,
        CONSTRAINT carry_over_pkey PRIMARY KEY (municipality_id, from_stable_id),
        CONSTRAINT carry_over_from_item_fkey FOREIGN KEY (municipality_id, from_item_id, from_stable_id)
          REFERENCES plan_item (municipality_id, id, stable_id),
        CONSTRAINT carry_over_to_item_fkey FOREIGN KEY (municipality_id, to_item_id, to_stable_id)
          REFERENCES plan_item (municipality_id, id, stable_id)
      );
      CREATE INDEX carry_over_to_idx ON carry_over (municipality_id, to_stable_id);
    `);
    await wallTables(db, ['SELECT', 'INSERT', 'DELETE'], ['carry_over']);
    await keepTrailOf(db, ['carry_over']);
    const isVisible = `sees_every_board() OR EXISTS (SELECT FROM plan_item parent
      WHERE parent.municipality_id = carry_over.municipality_id
        AND parent.id = carry_over.from_item_id)`;
    await db.query(`
      CREATE POLICY carry_over_board_policy ON carry_over AS RESTRICTIVE TO ${APPLICATION_ROLE}
        USING (${isVisible}) WITH CHECK (${isVisible});

      -- Whether a board goes on with what another one left: itself, or one that it was merged into,
      -- directly or by way of others.
      CREATE FUNCTION board_answers_for(ours uuid, left_by uuid, taken_by uuid) RETURNS boolean
      LANGUAGE sql STABLE AS $$
        WITH RECURSIVE succession (id) AS (
          SELECT left_by
          UNION
          SELECT merger.successor_id FROM succession
          JOIN board_predecessor predecessor ON predecessor.municipality_id = ours
            AND predecessor.board_id = succession.id
          JOIN board_merger merger ON merger.municipality_id = ours
            AND merger.id = predecessor.merger_id)
        SELECT EXISTS (SELECT FROM succession WHERE succession.id = taken_by)
      $$;

      -- The stable ids of the items that were carried over to an item by a day, directly or over years.
      CREATE FUNCTION carried_over_to(ours uuid, item_stable_id uuid, as_of date) RETURNS SETOF uuid
      LANGUAGE sql STABLE AS $$
        WITH RECURSIVE origin (id) AS (
          SELECT link.from_stable_id FROM carry_over link
          WHERE link.municipality_id = ours AND link.to_stable_id = item_stable_id
            AND link.carried_on <= as_of
          UNION
          SELECT link.from_stable_id FROM origin
          JOIN carry_over link ON link.municipality_id = ours AND link.to_stable_id = origin.id
          WHERE link.carried_on <= as_of)
        SELECT origin.id FROM origin
      $$;

      -- The actions of an item by a day, now also those of the items that were carried over to it.
      CREATE OR REPLACE FUNCTION plan_item_actions(ours uuid, its_id uuid, its_stable_id uuid, as_of date)
      RETURNS TABLE (action_id uuid) LANGUAGE sql STABLE AS $$
        WITH origin (id) AS (
          SELECT its_stable_id UNION SELECT carried_over_to(ours, its_stable_id, as_of))
        SELECT link.action_id FROM plan_item_action link
        WHERE link.municipality_id = ours AND link.item_id = its_id
        UNION
        SELECT link.action_id FROM origin
        JOIN plan_item item ON item.municipality_id = ours AND item.stable_id = origin.id
          AND item.stable_id <> its_stable_id
        JOIN control_plan plan ON plan.municipality_id = ours AND plan.id = item.plan_id
          AND plan.state IN ('ADOPTED','CLOSED')
        JOIN plan_item_action link ON link.municipality_id = ours AND link.item_id = item.id
        UNION
        SELECT link.action_id FROM origin
        JOIN control_result result ON result.municipality_id = ours
          AND result.item_stable_id = origin.id AND result.result_on <= as_of
        JOIN result_action link ON link.municipality_id = ours AND link.result_id = result.id
      $$;

      -- What has become of the items of some plans until now, OPEN when nothing has. What else is
      -- settled stays so when its open actions are carried over. An action that is taken up again after
      -- the year goes on by itself: the closed plan was settled with it done.
      CREATE FUNCTION plan_item_settlement(ours uuid, plan_ids uuid[])
      RETURNS TABLE (plan_id uuid, item_id uuid, number integer, settlement text)
      LANGUAGE sql STABLE AS $$
        SELECT item.plan_id, item.id, item.number, CASE
          WHEN standing.is_by_actions THEN 'ACTIONS_DONE'
          WHEN standing.execution_status IN ('COMPLETED','COMPLETED_BY_OTHER_MEANS') THEN 'DONE'
          WHEN standing.execution_status = 'NOT_PERFORMED' THEN 'NOT_PERFORMED'
          WHEN standing.execution_status IS NULL THEN 'NOT_EXPECTED'
          WHEN EXISTS (SELECT FROM carry_over WHERE carry_over.municipality_id = ours
                       AND carry_over.from_stable_id = item.stable_id) THEN 'CARRIED_OVER'
          WHEN item.kind = 'DIRECT_ACTION' AND plan.state = 'CLOSED' THEN 'ACTIONS_DONE'
          ELSE 'OPEN' END
        FROM plan_item_standing(ours, plan_ids, 'infinity') standing
        JOIN plan_item item ON item.municipality_id = ours AND item.id = standing.item_id
        JOIN control_plan plan ON plan.municipality_id = ours AND plan.id = item.plan_id
      $$;
      ${['board_answers_for', 'carried_over_to', 'plan_item_settlement']
        .map(
          (name) => `REVOKE ALL ON FUNCTION ${name} FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION ${name} TO ${APPLICATION_ROLE};`,
        )
        .join('\n      ')}
    `);
    await db.query(`
      -- A carry-over goes from the plan that is carried out to where somebody will do it in that of the
      -- next year. The locks make it wait for a closing that is under way.
      CREATE FUNCTION refuse_wrong_carry_over() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      DECLARE
        origin control_plan;
        target control_plan;
      BEGIN
        SELECT plan.* INTO origin FROM plan_item item
        JOIN control_plan plan ON plan.municipality_id = item.municipality_id AND plan.id = item.plan_id
        WHERE item.municipality_id = NEW.municipality_id AND item.id = NEW.from_item_id
        FOR SHARE OF plan;
        -- What is new below an item that is not seen, row-level security refuses afterwards.
        IF NOT FOUND THEN RETURN NEW; END IF;
        IF origin.state IN ('CLOSED','SUPERSEDED') THEN
          RAISE EXCEPTION 'carry_over is frozen' USING ERRCODE = 'IK001';
        END IF;
        SELECT plan.* INTO target FROM plan_item item
        JOIN control_plan plan ON plan.municipality_id = item.municipality_id AND plan.id = item.plan_id
        WHERE item.municipality_id = NEW.municipality_id AND item.id = NEW.to_item_id
        FOR SHARE OF plan;
        IF (origin.state = 'ADOPTED' AND target.state IN ('DRAFT','PROPOSED','ADOPTED')
            AND target.year = origin.year + 1
            AND board_answers_for(NEW.municipality_id, origin.board_id, target.board_id)
            AND EXISTS (SELECT FROM plan_item_settlement(NEW.municipality_id, ARRAY[target.id]) its
              JOIN plan_item item ON item.municipality_id = NEW.municipality_id AND item.id = its.item_id
              WHERE item.id = NEW.to_item_id AND its.settlement = 'OPEN'
                AND item.is_tested AND item.not_applicable_reason IS NULL)) IS NOT TRUE
        THEN
          RAISE EXCEPTION 'an item is carried over from a plan in force to that of the next year'
            USING ERRCODE = '23514', TABLE = 'carry_over', CONSTRAINT = 'carry_over_to_item_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER carry_over_fits BEFORE INSERT ON carry_over
        FOR EACH ROW EXECUTE FUNCTION refuse_wrong_carry_over();
      CREATE TRIGGER carry_over_kept BEFORE UPDATE ON carry_over
        FOR EACH ROW EXECUTE FUNCTION refuse_every_change();

      -- What something was carried over to is done there. It looks at every board, since what is carried
      -- over may come from a board that was merged.
      CREATE FUNCTION refuse_inaction_on_carry_over() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      DECLARE
        boards text := coalesce(current_setting('app.boards', true), '');
      BEGIN
        PERFORM set_config('app.boards', '', true);
        IF EXISTS (SELECT FROM carry_over WHERE municipality_id = NEW.municipality_id
                   AND to_stable_id = NEW.stable_id) THEN
          RAISE EXCEPTION 'an item is carried over to it' USING ERRCODE = '23514',
            TABLE = 'plan_item', CONSTRAINT = 'plan_item_carried_over_to_check';
        END IF;
        PERFORM set_config('app.boards', boards, true);
        RETURN NEW;
      END $$;
      CREATE TRIGGER plan_item_carried_over_to BEFORE INSERT OR UPDATE ON plan_item
        FOR EACH ROW WHEN (NOT NEW.is_tested OR NEW.not_applicable_reason IS NOT NULL)
        EXECUTE FUNCTION refuse_inaction_on_carry_over();

      -- A plan that the caller does not see counts as closed.
      CREATE FUNCTION refuse_withdrawal_after_closing() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        PERFORM FROM plan_item item
        JOIN control_plan plan ON plan.municipality_id = item.municipality_id AND plan.id = item.plan_id
        JOIN control_plan goes_on ON goes_on.municipality_id = plan.municipality_id
          AND goes_on.board_id = plan.board_id AND goes_on.year = plan.year
          AND goes_on.state = 'ADOPTED'
        WHERE item.municipality_id = OLD.municipality_id AND item.id = OLD.from_item_id
        FOR SHARE OF goes_on;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'carry_over is frozen' USING ERRCODE = 'IK001';
        END IF;
        RETURN OLD;
      END $$;
      CREATE TRIGGER carry_over_frozen BEFORE DELETE ON carry_over
        FOR EACH ROW EXECUTE FUNCTION refuse_withdrawal_after_closing();

      -- A statement that hides the plan half-way would hide its open items too.
      CREATE FUNCTION refuse_closing_with_open_items() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM control_plan WHERE municipality_id = OLD.municipality_id
                       AND id = OLD.id)
          OR EXISTS (SELECT FROM plan_item_settlement(OLD.municipality_id, ARRAY[OLD.id])
                     WHERE settlement = 'OPEN') THEN
          RAISE EXCEPTION 'the plan has open items'
            USING ERRCODE = '23514', TABLE = 'control_plan', CONSTRAINT = 'control_plan_open_items_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER control_plan_settled BEFORE UPDATE ON control_plan
        FOR EACH ROW WHEN (NEW.state = 'CLOSED' AND OLD.state <> 'CLOSED')
        EXECUTE FUNCTION refuse_closing_with_open_items();

      -- What other plans refer to stays where it is, in drafts too.
      CREATE TRIGGER control_plan_kept BEFORE UPDATE ON control_plan
        FOR EACH ROW WHEN ((NEW.board_id, NEW.year) IS DISTINCT FROM (OLD.board_id, OLD.year))
        EXECUTE FUNCTION refuse_every_change();
      CREATE TRIGGER plan_item_kept BEFORE UPDATE ON plan_item
        FOR EACH ROW WHEN ((NEW.plan_id, NEW.stable_id) IS DISTINCT FROM (OLD.plan_id, OLD.stable_id))
        EXECUTE FUNCTION refuse_every_change();

      -- An item continues one that a board has decided on, in the year before.
      CREATE FUNCTION refuse_wrong_previous_item() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        IF NOT EXISTS (
          SELECT FROM control_plan plan, plan_item previous
          JOIN control_plan its ON its.municipality_id = previous.municipality_id
            AND its.id = previous.plan_id
          WHERE plan.municipality_id = NEW.municipality_id AND plan.id = NEW.plan_id
            AND previous.municipality_id = NEW.municipality_id AND previous.id = NEW.previous_item_id
            AND its.frozen_at IS NOT NULL AND its.year = plan.year - 1
            AND board_answers_for(NEW.municipality_id, its.board_id, plan.board_id)) THEN
          RAISE EXCEPTION 'an item continues one of a plan that was adopted for the year before'
            USING ERRCODE = '23514', TABLE = 'plan_item', CONSTRAINT = 'plan_item_previous_item_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER plan_item_previous BEFORE INSERT ON plan_item
        FOR EACH ROW WHEN (NEW.previous_item_id IS NOT NULL)
        EXECUTE FUNCTION refuse_wrong_previous_item();
      CREATE TRIGGER plan_item_previous_changed BEFORE UPDATE ON plan_item
        FOR EACH ROW WHEN (NEW.previous_item_id IS NOT NULL
          AND NEW.previous_item_id IS DISTINCT FROM OLD.previous_item_id)
        EXECUTE FUNCTION refuse_wrong_previous_item();
    `);
    await db.query(RESULTS_STAND_STILL);
  }
}

/** A closed plan is settled by what its results say, so that they change no more; see `assertInExecution`. */
const RESULTS_STAND_STILL = `
  -- The lock makes a result wait for a closing that is under way. A result can become more secret. Whose
  -- plan is not seen, as when a statement names others half-way, counts as closed to what is there.
  CREATE FUNCTION refuse_change_of_closed_result() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
  DECLARE
    changeable text[] := ARRAY['sensitivity', 'sensitivity_reason', 'version'];
    ours uuid := coalesce(OLD.municipality_id, NEW.municipality_id);
    item_ids uuid[];
    is_closed boolean;
  BEGIN
    IF TG_TABLE_NAME = 'control_result' THEN
      IF TG_OP = 'UPDATE' AND sensitivity_rank(NEW.sensitivity) > sensitivity_rank(OLD.sensitivity)
        AND (to_jsonb(OLD) - changeable)::text = (to_jsonb(NEW) - changeable)::text THEN
        RETURN NEW;
      END IF;
      item_ids := ARRAY[OLD.item_id, NEW.item_id];
    ELSE
      SELECT array_agg(item_id) INTO item_ids FROM control_result
      WHERE municipality_id = ours AND id IN (OLD.result_id, NEW.result_id);
    END IF;
    SELECT bool_or(its.state = 'CLOSED') INTO is_closed FROM (
      SELECT goes_on.state FROM plan_item item
      JOIN control_plan plan ON plan.municipality_id = ours AND plan.id = item.plan_id
      JOIN control_plan goes_on ON goes_on.municipality_id = ours
        AND goes_on.board_id = plan.board_id AND goes_on.year = plan.year
        AND goes_on.state IN ('ADOPTED','CLOSED')
      WHERE item.municipality_id = ours AND item.id = ANY (item_ids)
      FOR SHARE OF goes_on
    ) its;
    -- What is new below a plan that is not seen or not adopted, others refuse.
    IF coalesce(is_closed, TG_OP <> 'INSERT') THEN
      RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'IK001';
    END IF;
    RETURN coalesce(NEW, OLD);
  END $$;
  ${[
    'control_result',
    'result_planned_control',
    'deviation',
    'unit_result',
    'evidence',
    'result_action',
  ]
    .map(
      (table) => `CREATE TRIGGER ${table}_closed BEFORE INSERT OR UPDATE OR DELETE ON ${table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_closed_result();`,
    )
    .join('\n  ')}
`;
