import type { Tx } from '../../kernel/unit-of-work';
import type { PlanItemKind } from '../control-plan/domain/plan-item';
import type { ItemStanding } from './domain/figures';

/** How far an item of a plan has come. */
export interface PlanItemStanding extends ItemStanding {
  readonly planId: string;
  readonly itemId: string;
  /** The same in every revision of the plan. */
  readonly stableId: string;
  readonly kind: PlanItemKind;
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
    `SELECT plan_id AS "planId", item_id AS "itemId", stable_id AS "stableId", kind,
       expects_result AS "expectsResult", execution_status AS "executionStatus",
       is_assessed AS "isAssessed", scheme_id AS "schemeId", level_code AS "levelCode",
       sample::integer, deviating_cases::integer AS "deviatingCases"
     FROM plan_item_standing($1, $2, $3)`,
    [scope.municipalityId, planIds, asOf ?? 'infinity'],
  );
}
