/**
 * How common controls come into the plans `$2` that are being prepared, and leave them. An item that a
 * board has decided on is known by its stable id: the board alone takes it out, in a new revision.
 */

const BODIES = `control_plan plan
  JOIN board ON board.municipality_id = plan.municipality_id AND board.id = plan.board_id
  JOIN common_control common ON common.municipality_id = plan.municipality_id AND common.year = plan.year
  WHERE plan.municipality_id = $1`;

const MISSING = `${BODIES} AND plan.id = ANY($2) AND concerns(common, board)
  AND NOT EXISTS (SELECT FROM plan_item item WHERE item.municipality_id = $1
    AND item.plan_id = plan.id AND item.common_control_id = common.id)`;

/**
 * Takes out what concerns the board no more and what no board has decided on. What something is carried
 * over to stays, until that is taken back and the board takes it out.
 */
const TAKE_OUT = `WITH gone AS (
    SELECT item.id FROM plan_item item
    JOIN control_plan plan ON plan.municipality_id = $1 AND plan.id = item.plan_id
    JOIN board ON board.municipality_id = $1 AND board.id = plan.board_id
    JOIN common_control common ON common.municipality_id = $1 AND common.id = item.common_control_id
    WHERE item.municipality_id = $1 AND item.plan_id = ANY($2) AND NOT concerns(common, board)
      AND NOT EXISTS (SELECT FROM plan_item other
        JOIN control_plan decided ON decided.municipality_id = $1 AND decided.id = other.plan_id
        WHERE other.municipality_id = $1 AND other.stable_id = item.stable_id
          AND decided.frozen_at IS NOT NULL)
      AND NOT EXISTS (SELECT FROM carry_over link
        WHERE link.municipality_id = $1 AND link.to_stable_id = item.stable_id)
  ), planned AS (
    DELETE FROM planned_control USING gone WHERE municipality_id = $1 AND item_id = gone.id
  ), actions AS (
    DELETE FROM plan_item_action USING gone WHERE municipality_id = $1 AND item_id = gone.id
  )
  DELETE FROM plan_item USING gone WHERE plan_item.municipality_id = $1 AND plan_item.id = gone.id`;

/** Knows items again that were put in by hand as the same common control: their results stay with them. */
const KNOW_AGAIN = `UPDATE plan_item SET common_control_id = known.common_id, version = version + 1
  FROM (SELECT DISTINCT ON (plan.id, common.id) common.id AS common_id, (
      SELECT item.id FROM plan_item item
      JOIN planned_control planned ON planned.municipality_id = $1 AND planned.item_id = item.id
      WHERE item.municipality_id = $1 AND item.plan_id = plan.id AND item.kind = 'COMMON_CONTROL'
        AND item.common_control_id IS NULL AND planned.control_id = common.control_id
      ORDER BY item.number LIMIT 1) AS item_id
    FROM ${MISSING}) known
  WHERE plan_item.municipality_id = $1 AND plan_item.id = known.item_id`;

/** A plan that said that it has no common controls says so no more. */
const SAY_THERE_ARE = `UPDATE control_plan SET none_of_kinds = array_remove(none_of_kinds, 'COMMON_CONTROL')
  WHERE municipality_id = $1 AND 'COMMON_CONTROL' = ANY(none_of_kinds)
    AND id IN (SELECT plan.id FROM ${MISSING})`;

const PUT_IN = `INSERT INTO plan_item (municipality_id, id, plan_id, stable_id, number, kind,
    common_control_id, title, sensitivity, version)
  SELECT $1, gen_random_uuid(), plan.id, gen_random_uuid(),
    (SELECT coalesce(max(number), 0) FROM plan_item item
     WHERE item.municipality_id = $1 AND item.plan_id = plan.id)
      + row_number() OVER (PARTITION BY plan.id ORDER BY common.number),
    'COMMON_CONTROL', common.id, common.definition ->> 'title', common.definition ->> 'sensitivity', 1
  FROM ${MISSING}`;

/** Has the control performed as the register plans it; from then on that is the board's to change. */
const PLAN_CONTROL = `INSERT INTO planned_control (municipality_id, id, plan_id, item_id, item_kind,
    stable_id, position, control_id, methods, population, sample)
  SELECT $1, gen_random_uuid(), item.plan_id, item.id, item.kind, gen_random_uuid(), 1, control.id,
    control.methods, control.planned_population, control.planned_sample
  FROM plan_item item
  JOIN common_control common ON common.municipality_id = $1 AND common.id = item.common_control_id
  JOIN control ON control.municipality_id = $1 AND control.id = common.control_id
  WHERE item.municipality_id = $1 AND item.plan_id = ANY($2)
    AND NOT EXISTS (SELECT FROM planned_control planned
      WHERE planned.municipality_id = $1 AND planned.item_id = item.id)`;

/** Whether anything at all was ever decided for the years of the plans `$2`: mostly it was not. */
export const ARE_THERE_DECISIONS = `SELECT EXISTS (SELECT FROM common_control
  WHERE municipality_id = $1 AND year IN (
    SELECT year FROM control_plan WHERE municipality_id = $1 AND id = ANY($2))) AS exist`;

/** Has the plans `$2` hold the common controls that concern their boards now. */
export const FOLLOW_DECISIONS = [TAKE_OUT, KNOW_AGAIN, SAY_THERE_ARE, PUT_IN, PLAN_CONTROL];

/** Counts up the version of every draft that the common controls `$2` change, and tells which they are. */
export const COUNT_CHANGED_DRAFTS = `UPDATE control_plan SET version = version + 1
  WHERE municipality_id = $1 AND id IN (
    SELECT plan.id FROM ${BODIES} AND plan.state = 'DRAFT' AND common.id = ANY($2)
      AND (concerns(common, board) OR EXISTS (SELECT FROM plan_item item WHERE item.municipality_id = $1
        AND item.plan_id = plan.id AND item.common_control_id = common.id)))
    AND state = 'DRAFT'
  RETURNING id`;
