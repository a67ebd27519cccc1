import type { Tx } from '../../kernel/unit-of-work';
import { standingOf } from '../follow-up';
import { ANSWERING_KINDS } from '../municipality/domain/board-kind';
import type { ComparedItem, ComparedScore } from './domain/comparison';

/** A body that answers for its own internal control in a year, with its plan in force if it has one. */
export interface BoardYear {
  readonly boardId: string;
  readonly year: number;
  /** The revision in force; null when the body has adopted none. */
  readonly planId: string | null;
  /** The scheme of that plan. */
  readonly schemeId: string | null;
  /** The day of the meeting that adopted the first revision; null when not known. */
  readonly adoptedOn: string | null;
  /** The first and the last day that the body exists; null when not known, or while it goes on. */
  readonly existsFrom: string | null;
  readonly existsTo: string | null;
}

/** Which years of which boards are compared. */
export interface ComparedYears {
  readonly from: number;
  readonly to: number;
  /** Null for every board that answers for its own internal control. */
  readonly boardIds: readonly string[] | null;
}

const BOARD_YEARS = `
  SELECT board.id AS "boardId", year.year, plan.id AS "planId", plan.scheme_id AS "schemeId",
    first.met_on::text AS "adoptedOn", board.valid_from::text AS "existsFrom",
    board.valid_to::text AS "existsTo"
  FROM board CROSS JOIN generate_series($2::integer, $3::integer) year (year)
  LEFT JOIN control_plan plan ON plan.municipality_id = board.municipality_id
    AND plan.board_id = board.id AND plan.year = year.year AND plan.state IN ('ADOPTED','CLOSED')
  LEFT JOIN LATERAL (
    SELECT decision.met_on FROM control_plan revision
    JOIN decision ON decision.municipality_id = revision.municipality_id
      AND decision.id = revision.decision_id
    WHERE revision.municipality_id = board.municipality_id AND revision.board_id = board.id
      AND revision.year = year.year
    ORDER BY revision.revision LIMIT 1
  ) first ON TRUE
  WHERE board.municipality_id = $1 AND sees_board(board.id)
    AND CASE WHEN $4::uuid[] IS NULL THEN board.kind = ANY ($5) ELSE board.id = ANY ($4) END
    AND coalesce(board.valid_from <= make_date(year.year, 12, 31), TRUE)
    AND coalesce(board.valid_to >= make_date(year.year, 1, 1), TRUE)
  ORDER BY year.year, board.name COLLATE "sv-SE-x-icu", board.id`;

/**
 * Each board in each year in which it exists, by year and then by name, in one query. A board whose plans
 * the caller does not see is left out: nobody could say how late it is.
 */
export function boardYears(
  { manager, scope }: Tx,
  { from, to, boardIds }: ComparedYears,
): Promise<BoardYear[]> {
  const parameters = [scope.municipalityId, from, to, boardIds, ANSWERING_KINDS];
  return manager.query(BOARD_YEARS, parameters);
}

const GROUPS = `
  SELECT item.id AS "itemId", item.stated -> 'risk' ->> 'category' AS category,
    (SELECT jsonb_build_object('schemeId', scheme.id, 'value', score -> 'value',
       'bandCode', score -> 'band' -> 'code')
     FROM scoring_scheme scheme WHERE scheme.municipality_id = item.municipality_id
       AND scheme.number = (score ->> 'schemeNumber')::integer) AS score
  FROM plan_item item
  CROSS JOIN LATERAL (SELECT CASE jsonb_typeof(item.stated -> 'risk')
    WHEN 'object' THEN item.stated -> 'risk' -> 'current' ELSE item.stated -> 'score' END AS score) worth
  WHERE item.municipality_id = $1 AND item.plan_id = ANY ($2)`;

/** The items of plans in force with how far they have come until now, in two queries. */
export async function comparedItemsOf(tx: Tx, planIds: readonly string[]): Promise<ComparedItem[]> {
  const standing = await standingOf(tx, planIds, null);
  const rows = await tx.manager.query<
    { itemId: string; category: string | null; score: ComparedScore | null }[]
  >(GROUPS, [tx.scope.municipalityId, planIds]);
  const groups = new Map(rows.map(({ itemId, ...group }) => [itemId, group]));
  return standing.map((item) => ({
    ...item,
    ...(groups.get(item.itemId) ?? { category: null, score: null }),
  }));
}
