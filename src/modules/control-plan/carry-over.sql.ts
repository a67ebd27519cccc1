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

/** Whether the item with the stable id `$2` is carried over, and whether `$3` has open actions. */
export const SELECT_LEFT = `SELECT
  EXISTS (SELECT FROM carry_over WHERE municipality_id = $1 AND from_stable_id = $2)
    AS "isCarriedOver",
  EXISTS (SELECT FROM plan_item_actions($1, $3, $2, 'infinity') its
    JOIN action ON action.municipality_id = $1 AND action.id = its.action_id
    WHERE action.state IN ('PLANNED','IN_PROGRESS')) AS "hasOpenActions"`;

/** Those of the items `$2` that have open actions. */
export const SELECT_WITH_OPEN_ACTIONS = `SELECT item.id FROM plan_item item
  WHERE item.municipality_id = $1 AND item.id = ANY($2) AND EXISTS (
    SELECT FROM plan_item_actions($1, item.id, item.stable_id, 'infinity') its
    JOIN action ON action.municipality_id = $1 AND action.id = its.action_id
    WHERE action.state IN ('PLANNED','IN_PROGRESS'))`;

/**
 * Has each of the items `$4` of the draft `$3` carry out the open actions of the item `$2` in the same
 * place: those planned for it, in order, then those that its results raised, and those of items carried
 * over to it before.
 */
export const LINK_OPEN_ACTIONS = `
  INSERT INTO plan_item_action (municipality_id, plan_id, item_id, action_id, position)
  SELECT $1, $3, pair.to_id, action.id,
    row_number() OVER (PARTITION BY pair.to_id ORDER BY planned.position, action.raised_on, action.id)
      + coalesce((SELECT max(position) FROM plan_item_action
                  WHERE municipality_id = $1 AND item_id = pair.to_id), 0)
  FROM unnest($2::uuid[], $4::uuid[]) AS pair (from_id, to_id)
  JOIN plan_item item ON item.municipality_id = $1 AND item.id = pair.from_id
  CROSS JOIN LATERAL plan_item_actions($1, item.id, item.stable_id, 'infinity') its
  JOIN action ON action.municipality_id = $1 AND action.id = its.action_id
    AND action.state IN ('PLANNED','IN_PROGRESS')
  LEFT JOIN plan_item_action planned ON planned.municipality_id = $1 AND planned.item_id = item.id
    AND planned.action_id = action.id
  WHERE NOT EXISTS (SELECT FROM plan_item_action
    WHERE municipality_id = $1 AND item_id = pair.to_id AND action_id = action.id)`;

/** Each stable id of `$2` with its item in the revision in force, else in the latest one. */
export const SELECT_CURRENT_ITEMS = `
  SELECT DISTINCT ON (item.stable_id) item.stable_id AS "stableId", item.id FROM plan_item item
  JOIN control_plan plan ON plan.municipality_id = item.municipality_id AND plan.id = item.plan_id
  WHERE item.municipality_id = $1 AND item.stable_id = ANY($2)
  ORDER BY item.stable_id, plan.state IN ('ADOPTED','CLOSED') DESC, plan.revision DESC`;
