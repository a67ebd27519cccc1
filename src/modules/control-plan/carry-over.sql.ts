/** What has become of the items of the plans `$2`. */
export const SELECT_SETTLEMENTS = `SELECT plan_id AS "planId", item_id AS "itemId", number, settlement
  FROM plan_item_settlement($1, $2) ORDER BY plan_id, number`;

/** Whether the board `$3` goes on with what the board `$2` left. */
export const SELECT_ANSWERS = 'SELECT board_answers_for($1, $2, $3) AS answers';

/** Something that was carried over to the item with the stable id `$2`. */
export const SELECT_CARRIED_TO_ITEM = `SELECT FROM carry_over
  WHERE municipality_id = $1 AND to_stable_id = $2 LIMIT 1`;

/** Something that was carried over to an item of the very plan `$2`. */
export const SELECT_CARRIED_TO_PLAN = `SELECT FROM carry_over
  JOIN plan_item item ON item.municipality_id = carry_over.municipality_id
    AND item.id = carry_over.to_item_id
  WHERE carry_over.municipality_id = $1 AND item.plan_id = $2 LIMIT 1`;

/**
 * Has the item `$4` of the draft `$3` carry out the open actions of the item with the stable id `$2`:
 * those planned for it, those that its results raised, and those of items carried over to it before.
 */
export const LINK_OPEN_ACTIONS = `
  WITH origin AS (
    SELECT $2::uuid AS id UNION SELECT carried_over_to($1, $2, 'infinity')
  ), its AS (
    SELECT link.action_id FROM origin
    JOIN plan_item item ON item.municipality_id = $1 AND item.stable_id = origin.id
    JOIN control_plan plan ON plan.municipality_id = $1 AND plan.id = item.plan_id
      AND plan.state IN ('ADOPTED','CLOSED')
    JOIN plan_item_action link ON link.municipality_id = $1 AND link.item_id = item.id
    UNION
    SELECT link.action_id FROM origin
    JOIN control_result result ON result.municipality_id = $1 AND result.item_stable_id = origin.id
    JOIN result_action link ON link.municipality_id = $1 AND link.result_id = result.id
  )
  INSERT INTO plan_item_action (municipality_id, plan_id, item_id, action_id, position)
  SELECT $1, $3, $4, action.id,
    row_number() OVER (ORDER BY action.raised_on, action.id) + coalesce((
      SELECT max(position) FROM plan_item_action
      WHERE municipality_id = $1 AND item_id = $4), 0)
  FROM its JOIN action ON action.municipality_id = $1 AND action.id = its.action_id
  WHERE action.state IN ('PLANNED','IN_PROGRESS') AND NOT EXISTS (
    SELECT FROM plan_item_action WHERE municipality_id = $1 AND item_id = $4 AND action_id = action.id)`;

/** Each stable id of `$2` with its item in the revision in force, else in the latest one. */
export const SELECT_CURRENT_ITEMS = `
  SELECT DISTINCT ON (item.stable_id) item.stable_id AS "stableId", item.id FROM plan_item item
  JOIN control_plan plan ON plan.municipality_id = item.municipality_id AND plan.id = item.plan_id
  WHERE item.municipality_id = $1 AND item.stable_id = ANY($2)
  ORDER BY item.stable_id, plan.state IN ('ADOPTED','CLOSED') DESC, plan.revision DESC`;
