import type { Tx } from '../../kernel/unit-of-work';
import { type CommonControlState, commonControlStateOf } from './domain/common-control-state';
import type { ExecutionStatus } from './domain/execution';
import { type PlanItemStanding, standingOf } from './item-standing.repository';

/** How a common control stands at one body. */
export interface CommonControlBoardContent {
  readonly commonControlId: string;
  readonly boardId: string;
  readonly state: CommonControlState;
  readonly executionStatus: ExecutionStatus | null;
  /** The item of the plan in force, else of the one that is being prepared; null when neither has it. */
  readonly standing: PlanItemStanding | null;
}

interface PlaceRow {
  readonly commonControlId: string;
  readonly boardId: string;
  readonly planId: string | null;
  readonly itemId: string | null;
  readonly isInForce: boolean;
  readonly isApplicable: boolean;
}

/**
 * True for a body that began during the year, by taking over from one whose plan in force has the
 * common control, and that has begun no plan of its own for the year: it is answered for already.
 */
const IS_ANSWERED_FOR = `board.valid_from > make_date(common.year, 1, 1)
  AND NOT EXISTS (SELECT FROM control_plan own WHERE own.municipality_id = common.municipality_id
    AND own.board_id = board.id AND own.year = common.year)
  AND EXISTS (SELECT FROM control_plan plan
    JOIN board former ON former.municipality_id = plan.municipality_id AND former.id = plan.board_id
    JOIN plan_item item ON item.municipality_id = plan.municipality_id AND item.plan_id = plan.id
      AND item.common_control_id = common.id
    WHERE plan.municipality_id = common.municipality_id AND plan.year = common.year
      AND plan.state IN ('ADOPTED','CLOSED') AND former.id <> board.id AND concerns(common, former)
      AND board_answers_for(common.municipality_id, former.id, board.id))`;

/** Each body that the common controls `$2` concern, or whose plan has them, as far as the caller sees. */
const SELECT_PLACES = `SELECT common.id AS "commonControlId", board.id AS "boardId",
    place.plan_id AS "planId", place.item_id AS "itemId",
    place.is_in_force AS "isInForce", place.is_applicable AS "isApplicable"
  FROM common_control common
  JOIN board ON board.municipality_id = common.municipality_id
  LEFT JOIN LATERAL (
    SELECT plan.id AS plan_id, item.id AS item_id, plan.state IN ('ADOPTED','CLOSED') AS is_in_force,
      item.not_applicable_reason IS NULL AS is_applicable
    FROM control_plan plan
    JOIN plan_item item ON item.municipality_id = plan.municipality_id AND item.plan_id = plan.id
      AND item.common_control_id = common.id
    WHERE plan.municipality_id = common.municipality_id AND plan.board_id = board.id
      AND plan.state <> 'SUPERSEDED'
    ORDER BY is_in_force DESC LIMIT 1
  ) place ON TRUE
  WHERE common.municipality_id = $1 AND common.id = ANY($2)
    AND (sees_every_board() OR sees_board(board.id))
    AND (place.item_id IS NOT NULL
      OR concerns(common, board) AND (${IS_ANSWERED_FOR}) IS NOT TRUE)
  ORDER BY board.name COLLATE "sv-SE-x-icu", board.id`;

/** How common controls stand at each body, by name, in two queries. */
export async function commonControlBoards(
  tx: Tx,
  commonControlIds: readonly string[],
): Promise<CommonControlBoardContent[]> {
  const parameters = [tx.scope.municipalityId, commonControlIds];
  const places = await tx.manager.query<PlaceRow[]>(SELECT_PLACES, parameters);
  const planIds = [...new Set(places.flatMap(({ planId }) => planId ?? []))];
  const items = await standingOf(tx, planIds, null);
  const standings = new Map(items.map((item) => [item.itemId, item]));
  return places.map(({ commonControlId, boardId, itemId, ...place }) => {
    const standing = standings.get(itemId ?? '') ?? null;
    const state = commonControlStateOf(itemId === null ? null : place);
    const executionStatus = standing?.executionStatus ?? null;
    return { commonControlId, boardId, state, executionStatus, standing };
  });
}
