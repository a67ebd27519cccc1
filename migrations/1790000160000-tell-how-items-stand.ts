import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { APPLICATION_ROLE } from './support/guards';

/**
 * Lets a plan hold items of which no result is expected, and items that continue one of an earlier
 * plan; and tells in one place how far the items of plans have come, for everything that counts them.
 */
export class TellHowItemsStand1790000160000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE plan_item
        ADD COLUMN is_tested boolean NOT NULL DEFAULT TRUE,
        ADD COLUMN not_applicable_reason text,
        ADD COLUMN previous_item_id uuid,
        ADD CONSTRAINT plan_item_tested_check CHECK (is_tested OR kind = 'STANDING_CONTROL'),
        ADD CONSTRAINT plan_item_not_applicable_check
          CHECK (not_applicable_reason IS NULL OR kind = 'COMMON_CONTROL'),
        ADD CONSTRAINT plan_item_previous_item_fkey FOREIGN KEY (municipality_id, previous_item_id)
          REFERENCES plan_item (municipality_id, id);
      CREATE INDEX plan_item_previous_idx ON plan_item (municipality_id, previous_item_id);

      -- The actions of an item by a day: those planned for it, and those that its results raised.
      CREATE FUNCTION plan_item_actions(ours uuid, its_id uuid, its_stable_id uuid, as_of date)
      RETURNS TABLE (action_id uuid) LANGUAGE sql STABLE AS $$
        SELECT link.action_id FROM plan_item_action link
        WHERE link.municipality_id = ours AND link.item_id = its_id
        UNION
        SELECT link.action_id FROM control_result result
        JOIN result_action link ON link.municipality_id = ours AND link.result_id = result.id
        WHERE result.municipality_id = ours AND result.item_stable_id = its_stable_id
          AND result.result_on <= as_of
      $$;
      REVOKE ALL ON FUNCTION plan_item_actions FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION plan_item_actions TO ${APPLICATION_ROLE};

      -- How the items of some plans stood on a day. What counts is the latest result that covers each
      -- planned control, by its stable id; an item without planned controls has its latest result.
      -- The status is null for an item of which no result is expected and none was recorded. A direct
      -- action is completed when its actions are all done or cancelled, unless a final result says
      -- otherwise. Cases are summed over results that know both the sample and the deviating cases.
      CREATE FUNCTION plan_item_standing(ours uuid, plan_ids uuid[], as_of date)
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
              AND (planned.id IS NULL OR EXISTS (
                SELECT FROM result_planned_control link
                JOIN planned_control its ON its.municipality_id = link.municipality_id
                  AND its.id = link.planned_control_id
                WHERE link.municipality_id = result.municipality_id AND link.result_id = result.id
                  AND its.stable_id = planned.stable_id))
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
      REVOKE ALL ON FUNCTION plan_item_standing FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION plan_item_standing TO ${APPLICATION_ROLE};
    `);
  }
}
