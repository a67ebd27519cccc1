import type { Tx } from '../../kernel/unit-of-work';

/** A common control that a plan and the executive board do not agree on. */
export interface CommonDrift {
  readonly planId: string;
  readonly commonControlId: string;
  /** True when the plan lacks what is decided for its board; false when it has what was withdrawn. */
  readonly isMissing: boolean;
}

const SELECT_COMMON_DRIFT = `
  SELECT plan.id AS "planId", common.id AS "commonControlId", item.id IS NULL AS "isMissing"
  FROM control_plan plan
  JOIN board ON board.municipality_id = plan.municipality_id AND board.id = plan.board_id
  JOIN common_control common ON common.municipality_id = plan.municipality_id
    AND common.year = plan.year
  LEFT JOIN plan_item item ON item.municipality_id = plan.municipality_id AND item.plan_id = plan.id
    AND item.common_control_id = common.id
  WHERE plan.municipality_id = $1 AND plan.id = ANY($2)
    AND CASE WHEN item.id IS NULL THEN concerns(common, board)
      ELSE common.withdrawal_decision_id IS NOT NULL END
  ORDER BY plan.id, common.number`;

/** What plans lack of the common controls decided for their boards, and have of withdrawn ones, in order. */
export function commonDriftOf(
  { manager, scope }: Tx,
  planIds: readonly string[],
): Promise<CommonDrift[]> {
  return manager.query<CommonDrift[]>(SELECT_COMMON_DRIFT, [scope.municipalityId, planIds]);
}

/** True when a plan lacks a common control that the executive board has decided for its board. */
export async function lacksCommonControls(tx: Tx, planId: string): Promise<boolean> {
  return (await commonDriftOf(tx, [planId])).some(({ isMissing }) => isMissing);
}
