import type { Tx } from '../../kernel/unit-of-work';
import type { ItemStanding } from './domain/figures';

/** How far an item of a plan has come. */
export interface PlanItemStanding extends ItemStanding {
  readonly planId: string;
  readonly itemId: string;
  /** The same in every revision of the plan. */
  readonly stableId: string;
}

/**
 * How the items of plans stood on a day, in one query. The database function behind it follows the same
 * rules as `rowOf`; a test compares the two.
 *
 * @param asOf `YYYY-MM-DD`; null counts everything that is recorded.
 */
export function standingOf(
  { manager, scope }: Tx,
  planIds: readonly string[],
  asOf: string | null,
): Promise<PlanItemStanding[]> {
  return manager.query(
    `SELECT plan_id AS "planId", item_id AS "itemId", stable_id AS "stableId",
       execution_status AS "executionStatus",
       is_by_actions AS "isByActions", EXISTS (SELECT FROM carry_over link
         WHERE link.municipality_id = $1 AND link.from_stable_id = standing.stable_id
           AND link.carried_on <= $3) AS "isCarriedOver",
       is_assessed AS "isAssessed", scheme_id AS "schemeId", level_code AS "levelCode",
       sample::float8, deviating_cases::float8 AS "deviatingCases"
     FROM plan_item_standing($1, $2, $3) standing`,
    [scope.municipalityId, planIds, asOf ?? 'infinity'],
  );
}

const REPORTED_STANDING = `
  SELECT report.id AS "reportId", plan.scheme_id AS "schemeId",
    stored.content ->> 'executionStatus' AS "executionStatus",
    NOT jsonb_path_exists(stored.content,
      '$.results[*] ? (@.executionStatus starts with "COMPLETED")')
      AND stored.content ->> 'executionStatus' = 'COMPLETED' AS "isByActions",
    FALSE AS "isCarriedOver",
    coalesce(jsonb_typeof(stored.content -> 'assessment') = 'object', FALSE) AS "isAssessed",
    stored.content -> 'assessment' -> 'level' ->> 'code' AS "levelCode",
    cases.sample, cases.deviating_cases AS "deviatingCases"
  FROM follow_up_row stored
  JOIN follow_up_report report ON report.municipality_id = stored.municipality_id
    AND report.id = stored.report_id
  JOIN control_plan plan ON plan.municipality_id = report.municipality_id AND plan.id = report.plan_id
  CROSS JOIN LATERAL (
    SELECT sum(result.sample) FILTER (WHERE result."deviatingCases" IS NOT NULL)::float8 AS sample,
      sum(result."deviatingCases") FILTER (WHERE result.sample IS NOT NULL)::float8 AS deviating_cases
    FROM jsonb_to_recordset(stored.content -> 'results') AS result (sample integer, "deviatingCases" integer)
  ) cases
  WHERE stored.municipality_id = $1 AND stored.report_id = ANY ($2)`;

/**
 * How far the items of submitted reports had come, as the reports tell it, in one query. They do not tell
 * what the next year takes over.
 */
export function reportedStandingOf(
  { manager, scope }: Tx,
  reportIds: readonly string[],
): Promise<(ItemStanding & { readonly reportId: string })[]> {
  return manager.query(REPORTED_STANDING, [scope.municipalityId, reportIds]);
}
