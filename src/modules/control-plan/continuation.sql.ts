/**
 * Those actions of `item` that came with what was left of other items: of the one that it continues, or
 * of those that were carried over to it.
 */
const FOLLOWED_ACTIONS = `ARRAY(
    SELECT DISTINCT its.action_id FROM (
      SELECT previous.id, previous.stable_id
      UNION
      SELECT link.from_item_id, link.from_stable_id FROM carry_over link
      WHERE link.municipality_id = item.municipality_id AND link.to_stable_id = item.stable_id
    ) origin
    CROSS JOIN LATERAL
      plan_item_actions(item.municipality_id, origin.id, origin.stable_id, 'infinity') its
    JOIN plan_item_action planned ON planned.municipality_id = item.municipality_id
      AND planned.item_id = item.id AND planned.action_id = its.action_id)`;

/**
 * The item of the year before that each of the items `$2` continues: the one that it names, as it is in
 * the revision in force if it is there. One that names none continues the one about the same risk, of the
 * same common control, or that relies on the same standing control.
 */
export const SELECT_PREVIOUS_ITEMS = `
  SELECT item.id AS "itemId", previous.id AS "previousId", item.risk_id IS NOT NULL AND EXISTS (
      SELECT FROM risk_assessment anew WHERE anew.municipality_id = item.municipality_id
        AND anew.risk_id = item.risk_id AND anew.year = plan.year AND anew.kind = 'CURRENT') AS "isReassessed",
    ${FOLLOWED_ACTIONS} AS "followedActionIds"
  FROM plan_item item
  JOIN control_plan plan ON plan.municipality_id = item.municipality_id AND plan.id = item.plan_id
  LEFT JOIN plan_item named ON named.municipality_id = item.municipality_id
    AND named.id = item.previous_item_id
  JOIN LATERAL (
    SELECT earlier.id, earlier.stable_id, its.state IN ('ADOPTED','CLOSED') AS is_in_force,
      0 AS rank, earlier.number
    FROM plan_item earlier
    JOIN control_plan its ON its.municipality_id = earlier.municipality_id AND its.id = earlier.plan_id
    WHERE earlier.municipality_id = item.municipality_id AND earlier.stable_id = named.stable_id
      AND (its.state IN ('ADOPTED','CLOSED') OR earlier.id = named.id)
    UNION ALL
    SELECT earlier.id, earlier.stable_id, TRUE, same.rank, earlier.number FROM (
      SELECT by_risk.id, 1 AS rank FROM plan_item by_risk
      WHERE by_risk.municipality_id = item.municipality_id AND by_risk.risk_id = item.risk_id
      UNION ALL
      SELECT by_decision.id, 2 FROM common_control decided
      JOIN common_control before ON before.municipality_id = decided.municipality_id
        AND before.control_id = decided.control_id
      JOIN plan_item by_decision ON by_decision.municipality_id = before.municipality_id
        AND by_decision.common_control_id = before.id
      WHERE decided.municipality_id = item.municipality_id AND decided.id = item.common_control_id
      UNION ALL
      SELECT relied.item_id, 3 FROM planned_control relies
      JOIN planned_control relied ON relied.municipality_id = relies.municipality_id
        AND relied.control_id = relies.control_id AND relied.item_kind = 'STANDING_CONTROL'
      WHERE relies.municipality_id = item.municipality_id AND relies.item_id = item.id
        AND relies.item_kind = 'STANDING_CONTROL'
    ) same
    JOIN plan_item earlier ON earlier.municipality_id = item.municipality_id AND earlier.id = same.id
    JOIN control_plan its ON its.municipality_id = earlier.municipality_id AND its.id = earlier.plan_id
    WHERE item.previous_item_id IS NULL AND its.year = plan.year - 1
      AND its.state IN ('ADOPTED','CLOSED')
      AND board_answers_for(item.municipality_id, its.board_id, plan.board_id)
    ORDER BY is_in_force DESC, rank, number LIMIT 1
  ) previous ON TRUE
  WHERE item.municipality_id = $1 AND item.id = ANY($2)`;

/** The latest revision before each of the plans `$2` that the board decided on. */
export const SELECT_PREVIOUS_REVISIONS = `
  SELECT plan.id AS "planId", (
    SELECT earlier.id FROM control_plan earlier
    WHERE earlier.municipality_id = plan.municipality_id AND earlier.board_id = plan.board_id
      AND earlier.year = plan.year AND earlier.revision < plan.revision
      AND earlier.frozen_at IS NOT NULL
    ORDER BY earlier.revision DESC LIMIT 1) AS "previousId"
  FROM control_plan plan WHERE plan.municipality_id = $1 AND plan.id = ANY($2)`;

/** True unless what ended did so before the plan was adopted, or that day; nobody may know which it was. */
const endedSince = (record: string): string =>
  `(${record}.ended_on > (SELECT decision.met_on FROM control_plan plan
    JOIN decision ON decision.municipality_id = plan.municipality_id AND decision.id = plan.decision_id
    WHERE plan.municipality_id = item.municipality_id AND plan.id = item.plan_id)) IS NOT FALSE`;

/** When risks and controls of the items `$2` ended, for those that are over since their plans were adopted. */
export const SELECT_ENDED = `
  SELECT item.id AS "itemId", 'risk.endedOn' AS field, risk.ended_on::text AS "endedOn"
  FROM plan_item item
  JOIN risk ON risk.municipality_id = item.municipality_id AND risk.id = item.risk_id
  WHERE item.municipality_id = $1 AND item.id = ANY($2) AND risk.ended_on IS NOT NULL
    AND ${endedSince('risk')}
  UNION ALL
  SELECT item.id, 'controls.' || control.id || '.endedOn', control.ended_on::text
  FROM plan_item item
  JOIN planned_control planned ON planned.municipality_id = item.municipality_id
    AND planned.item_id = item.id
  JOIN control ON control.municipality_id = planned.municipality_id
    AND control.id = planned.control_id
  WHERE item.municipality_id = $1 AND item.id = ANY($2) AND control.ended_on IS NOT NULL
    AND ${endedSince('control')}
  ORDER BY 1, 2`;

/**
 * The risks of the boards of the plans `$2` that are assessed for the year of the plan since the day on
 * which it was adopted, and that the plan lacks; by their numbers.
 */
export const SELECT_MISSING_RISKS = `
  SELECT plan.id AS "planId", risk.id AS "riskId" FROM control_plan plan
  JOIN risk ON risk.municipality_id = plan.municipality_id AND risk.board_id = plan.board_id
  WHERE plan.municipality_id = $1 AND plan.id = ANY($2) AND plan.frozen_at IS NOT NULL
    AND (risk.ended_on IS NULL OR risk.ended_on >= make_date(plan.year, 1, 1))
    AND EXISTS (SELECT FROM risk_assessment anew
      WHERE anew.municipality_id = risk.municipality_id AND anew.risk_id = risk.id
        AND anew.year = plan.year
        AND coalesce(anew.assessed_on, (anew.recorded_at AT TIME ZONE 'Europe/Stockholm')::date)
          >= (plan.frozen_at AT TIME ZONE 'Europe/Stockholm')::date)
    AND NOT EXISTS (SELECT FROM plan_item item WHERE item.municipality_id = plan.municipality_id
      AND item.plan_id = plan.id AND item.risk_id = risk.id)
  ORDER BY plan.id, risk.number`;
