import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { TRUSTED_PATH } from './support/guards';

/**
 * Asks the same as before in a way that stays fast whatever PostgreSQL believes of the size of tables. What
 * a result covers was worked out for the whole municipality, once for each planned control; which plan an
 * item is in, by way of every plan.
 */
export class AskInOrder1790000270000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- As before; the controls that a result covers are looked up by the result.
      CREATE OR REPLACE FUNCTION plan_item_standing(ours uuid, plan_ids uuid[], as_of date)
      RETURNS TABLE (plan_id uuid, item_id uuid, stable_id uuid, execution_status text,
        is_by_actions boolean, is_assessed boolean, scheme_id uuid, level_code text,
        sample bigint, deviating_cases bigint)
      LANGUAGE sql STABLE AS $$
        WITH covered AS (
          SELECT item.id AS item_id, latest.id AS result_id,
            coalesce(latest.execution_status, 'NOT_STARTED') AS status
          FROM plan_item item
          LEFT JOIN planned_control planned ON planned.municipality_id = item.municipality_id
            AND planned.item_id = item.id
          LEFT JOIN LATERAL (
            SELECT result.id, result.execution_status FROM control_result result
            WHERE result.municipality_id = item.municipality_id
              AND result.item_stable_id = item.stable_id AND result.result_on <= as_of
              AND (planned.id IS NULL OR planned.stable_id = ANY (ARRAY(
                SELECT its.stable_id FROM result_planned_control link
                JOIN planned_control its ON its.municipality_id = link.municipality_id
                  AND its.id = link.planned_control_id
                WHERE link.municipality_id = result.municipality_id AND link.result_id = result.id)))
            ORDER BY result.result_on DESC, result.recorded_at DESC, result.id LIMIT 1
          ) latest ON TRUE
          WHERE item.municipality_id = ours AND item.plan_id = ANY (plan_ids)
        ), direct AS MATERIALIZED (
          SELECT item.id AS item_id, bool_and(of_day.state IN ('DONE','CANCELLED')) AS is_done,
            bool_or(of_day.state <> 'PLANNED') AS is_begun
          FROM plan_item item
          CROSS JOIN LATERAL plan_item_actions(ours, item.id, item.stable_id, as_of) its
          JOIN action ON action.municipality_id = ours AND action.id = its.action_id
            AND action.raised_on <= as_of
          CROSS JOIN LATERAL (SELECT CASE
            WHEN action.state = 'DONE' AND (action.done_on IS NULL OR action.done_on <= as_of) THEN 'DONE'
            WHEN action.state = 'CANCELLED'
              AND (action.cancelled_on IS NULL OR action.cancelled_on <= as_of) THEN 'CANCELLED'
            WHEN action.started_on <= as_of
              OR (action.started_on IS NULL AND action.state = 'IN_PROGRESS') THEN 'IN_PROGRESS'
            ELSE 'PLANNED' END AS state) of_day
          WHERE item.municipality_id = ours AND item.plan_id = ANY (plan_ids)
            AND item.kind = 'DIRECT_ACTION'
          GROUP BY item.id
        ), reported AS (
          SELECT covered.item_id, count(result_id) AS results, CASE
            WHEN bool_and(covered.status = 'NOT_STARTED') THEN 'NOT_STARTED'
            WHEN bool_or(covered.status IN ('NOT_STARTED','IN_PROGRESS')) THEN 'IN_PROGRESS'
            WHEN bool_or(covered.status = 'NOT_PERFORMED') THEN 'NOT_PERFORMED'
            WHEN bool_or(covered.status = 'COMPLETED_BY_OTHER_MEANS') THEN 'COMPLETED_BY_OTHER_MEANS'
            ELSE 'COMPLETED' END AS status
          FROM covered GROUP BY covered.item_id
        ), status AS MATERIALIZED (
          SELECT reported.item_id, reported.results, CASE
            WHEN reported.status NOT IN ('NOT_STARTED','IN_PROGRESS') THEN reported.status
            WHEN direct.is_done THEN 'COMPLETED'
            WHEN direct.is_begun THEN 'IN_PROGRESS'
            ELSE reported.status END AS status,
            reported.status IN ('NOT_STARTED','IN_PROGRESS') AND coalesce(direct.is_done, FALSE)
              AS is_by_actions
          FROM reported LEFT JOIN direct ON direct.item_id = reported.item_id
        ), outcome AS MATERIALIZED (
          SELECT counted.item_id, bool_or(result.is_assessed) AS is_assessed,
            (array_agg(level.code ORDER BY level.rank DESC) FILTER (WHERE level.code IS NOT NULL))[1]
              AS level_code,
            sum(result.sample) FILTER (WHERE result.deviating_cases IS NOT NULL) AS sample,
            sum(result.deviating_cases) FILTER (WHERE result.sample IS NOT NULL) AS deviating_cases
          FROM (SELECT DISTINCT covered.item_id, covered.result_id FROM covered
                WHERE covered.result_id IS NOT NULL) counted
          JOIN control_result result ON result.municipality_id = ours AND result.id = counted.result_id
          LEFT JOIN assessment_level level ON level.municipality_id = ours
            AND level.scheme_id = result.scheme_id AND level.code = result.level_code
          GROUP BY counted.item_id
        )
        SELECT item.plan_id, item.id, item.stable_id,
          CASE WHEN status.results > 0 OR (item.is_tested AND item.not_applicable_reason IS NULL)
            THEN status.status END,
          status.is_by_actions,
          coalesce(outcome.is_assessed, FALSE), plan.scheme_id, outcome.level_code,
          outcome.sample, outcome.deviating_cases
        FROM plan_item item
        JOIN control_plan plan ON plan.municipality_id = ours AND plan.id = item.plan_id
        JOIN status ON status.item_id = item.id
        LEFT JOIN outcome ON outcome.item_id = item.id
        WHERE item.municipality_id = ours AND item.plan_id = ANY (plan_ids)
      $$;

      -- As before; where most is written, the parent is looked up by a statement that stays planned.
      CREATE OR REPLACE FUNCTION refuse_change_below_frozen() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      DECLARE
        changeable text[] := coalesce(TG_ARGV[2:], '{}');
        ours uuid := nullif(current_setting('app.municipality', true), '')::uuid;
        old_municipality uuid := OLD.municipality_id;
        new_municipality uuid := NEW.municipality_id;
        old_parent uuid;
        new_parent uuid;
        is_frozen boolean;
        is_seen boolean;
      BEGIN
        IF TG_OP = 'UPDATE'
          AND (to_jsonb(OLD) - changeable)::text = (to_jsonb(NEW) - changeable)::text THEN
          RETURN NEW;
        END IF;
        IF TG_OP <> 'INSERT' AND row_security_active(TG_RELID)
          AND old_municipality IS DISTINCT FROM ours THEN
          RAISE EXCEPTION '% is of another municipality', TG_TABLE_NAME USING ERRCODE = '42501';
        END IF;
        old_parent := (to_jsonb(OLD) ->> TG_ARGV[1])::uuid;
        new_parent := (to_jsonb(NEW) ->> TG_ARGV[1])::uuid;
        CASE TG_ARGV[0]
        ${['control_plan', 'follow_up_report']
          .map(
            (parent) => `WHEN '${parent}' THEN
          ${lookUp(parent, ['old_municipality', 'old_parent', 'new_municipality', 'new_parent'])}
          INTO is_frozen, is_seen;`,
          )
          .join('\n        ')}
        ELSE
          EXECUTE format('${lookUp('%I', ['$1', '$2', '$3', '$4'])}', TG_ARGV[0])
          INTO is_frozen, is_seen USING old_municipality, old_parent, new_municipality, new_parent;
        END CASE;
        IF is_frozen OR TG_OP <> 'INSERT' AND is_seen IS NOT TRUE THEN
          RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'IK001';
        END IF;
        RETURN coalesce(NEW, OLD);
      END $$;

      -- As before; the plan is looked up by the item.
      CREATE OR REPLACE FUNCTION refuse_change_of_closed_result() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
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
          SELECT goes_on.state FROM control_plan plan
          JOIN control_plan goes_on ON goes_on.municipality_id = ours
            AND goes_on.board_id = plan.board_id AND goes_on.year = plan.year
            AND goes_on.state IN ('ADOPTED','CLOSED')
          WHERE plan.municipality_id = ours AND plan.id = ANY (ARRAY(
            SELECT item.plan_id FROM plan_item item
            WHERE item.municipality_id = ours AND item.id = ANY (item_ids)))
          FOR SHARE OF goes_on
        ) its;
        -- What is new below a plan that is not seen or not adopted, others refuse.
        IF coalesce(is_closed, TG_OP <> 'INSERT') THEN
          RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'IK001';
        END IF;
        RETURN coalesce(NEW, OLD);
      END $$;
    `);
  }
}

/** Whether one of two parents is frozen, and whether the first one is seen; they stay so until the end. */
function lookUp(parent: string, [a, b, c, d]: readonly [string, string, string, string]): string {
  return `SELECT bool_or(frozen_at IS NOT NULL), bool_or((municipality_id, id) = (${a}, ${b})) FROM (
            SELECT municipality_id, id, frozen_at FROM ${parent}
            WHERE (municipality_id, id) IN ((${a}, ${b}), (${c}, ${d})) FOR SHARE
          ) parent`;
}
