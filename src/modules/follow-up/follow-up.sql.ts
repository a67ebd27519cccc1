import { jsonOf, type NestedSql, type View } from '../../kernel/reading/view';
import { actionStateOn, actionWording } from '../action';

/**
 * The facts of a follow-up as SQL. One expression gives a result with everything below it, for the
 * result by itself as well as for the rows of a report.
 */

/** An action as a report of a day tells it, as SQL on `action` by name. */
function reportedActionColumns(asOf: string) {
  return {
    actionId: 'action.id',
    ...actionWording('action'),
    state: actionStateOn(asOf),
    doneOn: `CASE WHEN action.done_on <= ${asOf} THEN action.done_on END`,
  };
}

/** SQL that gives a row of `action` as a report of a day tells it. */
export function reportedActionJson(asOf: string): string {
  return jsonOf({ columns: reportedActionColumns(asOf) });
}

const LEVEL: NestedSql = {
  nested: {
    from: 'assessment_level level',
    tenant: 'level.municipality_id',
    columns: {
      code: 'level.code',
      rank: 'level.rank',
      word: 'level.word',
      symbol: 'level.symbol',
      colour: 'level.colour',
    },
    required: new Set(['code', 'rank', 'word', 'symbol', 'colour']),
  },
  where: `level.municipality_id = result.municipality_id AND level.scheme_id = result.scheme_id
    AND level.code = result.level_code`,
};

/** Parts of a result, in their order. */
const partsOf = (table: string, columns: View['columns']): NestedSql => ({
  nested: { from: `${table} part`, tenant: 'part.municipality_id', columns },
  where: 'part.municipality_id = result.municipality_id AND part.result_id = result.id',
  orderBy: 'part.position',
});

const COVERS = `coalesce((
  SELECT jsonb_agg(planned.stable_id ORDER BY planned.position) FROM result_planned_control link
  JOIN planned_control planned ON planned.municipality_id = link.municipality_id
    AND planned.id = link.planned_control_id
  WHERE link.municipality_id = result.municipality_id AND link.result_id = result.id), '[]')`;

const actionsOfResult = (asOf: string): NestedSql => ({
  nested: {
    from: `result_action link
      JOIN action ON action.municipality_id = link.municipality_id AND action.id = link.action_id`,
    tenant: 'link.municipality_id',
    columns: reportedActionColumns(asOf),
  },
  where: `link.municipality_id = result.municipality_id AND link.result_id = result.id
    AND action.raised_on <= ${asOf}`,
  orderBy: 'link.position',
  secrecy: {
    type: 'Action',
    id: 'action.id',
    sensitivity: 'action.sensitivity',
    boardId: 'action.board_id',
  },
});

/** What a result says, as SQL on `result`, with its actions as they were on a day. */
function resultColumns(asOf: string) {
  return {
    id: 'result.id',
    itemId: 'result.item_id',
    version: 'result.version',
    sensitivity: 'result.sensitivity',
    sensitivityReason: 'result.sensitivity_reason',
    resultOn: 'result.result_on::text',
    executionStatus: 'result.execution_status',
    notPerformedReason: 'result.not_performed_reason',
    text: 'result.text',
    performedMethods: 'to_jsonb(result.performed_methods)',
    performedOtherwise: 'result.performed_otherwise',
    periodFrom: 'result.period_from::text',
    periodTo: 'result.period_to::text',
    population: 'result.population',
    sample: 'result.sample',
    deviatingCases: 'result.deviating_cases',
    covers: COVERS,
    deviations: partsOf('deviation', {
      id: 'part.id',
      text: 'part.text',
      severity: 'part.severity',
      cause: 'part.cause',
      unit: 'part.unit',
    }),
    units: partsOf('unit_result', {
      unit: 'part.unit',
      population: 'part.population',
      sample: 'part.sample',
      deviatingCases: 'part.deviating_cases',
    }),
    evidence: partsOf('evidence', { title: 'part.title', url: 'part.url' }),
    assessment: {
      part: {
        level: LEVEL,
        motive: 'result.motive',
        assessedOn: 'result.assessed_on',
        flags: 'to_jsonb(result.assessment_flags)',
      },
      when: 'result.is_assessed',
    },
    actions: actionsOfResult(asOf),
  };
}

const resultJson = (asOf: string): string => jsonOf({ columns: resultColumns(asOf) });

/** Results as they are now. */
export const resultView: View = {
  from: 'control_result result',
  tenant: 'result.municipality_id',
  columns: resultColumns(`'infinity'::date`),
  required: new Set(['id', 'itemId', 'version', 'sensitivity', 'resultOn', 'executionStatus']),
  secrecy: {
    type: 'ControlResult',
    id: 'result.id',
    sensitivity: 'result.sensitivity',
    boardId: `(
      SELECT plan.board_id FROM plan_item item
      JOIN control_plan plan ON plan.municipality_id = item.municipality_id AND plan.id = item.plan_id
      WHERE item.municipality_id = result.municipality_id AND item.id = result.item_id)`,
  },
};

/** The order of the results of an item, the latest first. */
export const LATEST_FIRST = 'result.result_on DESC, result.recorded_at DESC, result.id';

/** What submitted reports said of each item; a draft has to be worked out from the register. */
export const storedRowView: View = {
  from: `follow_up_report report
    JOIN plan_item item ON item.municipality_id = report.municipality_id AND item.plan_id = report.plan_id
    JOIN follow_up_row stored ON stored.municipality_id = report.municipality_id
      AND stored.report_id = report.id AND stored.item_id = item.id`,
  tenant: 'report.municipality_id',
  columns: {
    itemId: 'stored.item_id',
    ...Object.fromEntries(
      ['executionStatus', 'assessment', 'results', 'actions'].map((name) => [
        name,
        `nullif(stored.content -> '${name}', 'null')`,
      ]),
    ),
  },
  required: new Set(['itemId']),
};

/** The actions of the items that were carried over to `item` by the day of `report`. */
const ACTIONS_CARRIED_OVER = `
  SELECT link.action_id
  FROM carried_over_to(item.municipality_id, item.stable_id, report.as_of) origin (id)
  JOIN plan_item earlier ON earlier.municipality_id = item.municipality_id
    AND earlier.stable_id = origin.id
  JOIN control_plan its ON its.municipality_id = earlier.municipality_id
    AND its.id = earlier.plan_id AND its.state IN ('ADOPTED','CLOSED')
  JOIN plan_item_action link ON link.municipality_id = earlier.municipality_id
    AND link.item_id = earlier.id
  UNION
  SELECT link.action_id
  FROM carried_over_to(item.municipality_id, item.stable_id, report.as_of) origin (id)
  JOIN control_result result ON result.municipality_id = item.municipality_id
    AND result.item_stable_id = origin.id AND result.result_on <= report.as_of
  JOIN result_action link ON link.municipality_id = result.municipality_id
    AND link.result_id = result.id`;

/**
 * The facts of every plan item of the reports `$2`, or of the only one that it is about, as of the day of each report. What counts is the
 * latest result that covers each planned control, by its stable id; an item without planned controls
 * has its latest result.
 */
export const SELECT_ROW_FACTS = `
  WITH covered AS (
    SELECT report.id AS report_id, item.id AS item_id, coalesce(planned.position, 0) AS position,
      latest.id AS result_id, latest.execution_status
    FROM follow_up_report report
    JOIN plan_item item ON item.municipality_id = report.municipality_id
      AND item.plan_id = report.plan_id AND item.id = coalesce(report.item_id, item.id)
    LEFT JOIN planned_control planned ON planned.municipality_id = item.municipality_id
      AND planned.item_id = item.id
    LEFT JOIN LATERAL (
      SELECT result.id, result.execution_status FROM control_result result
      WHERE result.municipality_id = item.municipality_id
        AND result.item_stable_id = item.stable_id AND result.result_on <= report.as_of
        AND (planned.id IS NULL OR planned.stable_id = ANY (ARRAY(
          SELECT its.stable_id FROM result_planned_control link
          JOIN planned_control its ON its.municipality_id = link.municipality_id
            AND its.id = link.planned_control_id
          WHERE link.municipality_id = result.municipality_id AND link.result_id = result.id)))
      ORDER BY result.result_on DESC, result.recorded_at DESC, result.id LIMIT 1
    ) latest ON TRUE
    WHERE report.municipality_id = $1 AND report.id = ANY($2)
  )
  SELECT report.id AS "reportId", item.id AS "itemId", item.kind,
    item.is_tested AND item.not_applicable_reason IS NULL AS "expectsResult",
    (SELECT jsonb_agg(covered.execution_status ORDER BY covered.position) FROM covered
     WHERE covered.report_id = report.id AND covered.item_id = item.id) AS statuses,
    coalesce((
      SELECT jsonb_agg(${resultJson('report.as_of')} ORDER BY shown.position, result.id)
      FROM (SELECT covered.result_id, min(covered.position) AS position FROM covered
            WHERE covered.report_id = report.id AND covered.item_id = item.id
            GROUP BY covered.result_id) shown
      JOIN control_result result ON result.municipality_id = $1 AND result.id = shown.result_id
    ), '[]') AS results,
    coalesce((
      SELECT jsonb_agg(${reportedActionJson('report.as_of')} ORDER BY link.position)
      FROM plan_item_action link
      JOIN action ON action.municipality_id = link.municipality_id AND action.id = link.action_id
      WHERE link.municipality_id = item.municipality_id AND link.item_id = item.id
        AND action.raised_on <= report.as_of
    ), '[]') AS "plannedActions",
    coalesce((
      SELECT jsonb_agg(${reportedActionJson('report.as_of')}
        ORDER BY result.result_on, result.recorded_at, link.position)
      FROM control_result result
      JOIN result_action link ON link.municipality_id = result.municipality_id
        AND link.result_id = result.id
      JOIN action ON action.municipality_id = link.municipality_id AND action.id = link.action_id
      WHERE result.municipality_id = item.municipality_id
        AND result.item_stable_id = item.stable_id AND result.result_on <= report.as_of
        AND action.raised_on <= report.as_of
    ), '[]') || coalesce((
      SELECT jsonb_agg(${reportedActionJson('report.as_of')} ORDER BY action.raised_on, action.id)
      FROM (${ACTIONS_CARRIED_OVER}) carried
      JOIN action ON action.municipality_id = item.municipality_id AND action.id = carried.action_id
      WHERE action.raised_on <= report.as_of
    ), '[]') AS "actionsSoFar"
  FROM follow_up_report report
  JOIN plan_item item ON item.municipality_id = report.municipality_id
    AND item.plan_id = report.plan_id AND item.id = coalesce(report.item_id, item.id)
  WHERE report.municipality_id = $1 AND report.id = ANY($2)
  ORDER BY report.id, item.number`;

/** Has the report `$2` be about the plan `$3`, its item `$4` or all of them, and the day `$5`. */
export const FOLLOW = `UPDATE follow_up_report SET plan_id = $3, item_id = $4, as_of = $5
  WHERE municipality_id = $1 AND id = $2`;

/** The day of the latest completed result that covers each of the controls `$2`, whatever the plan. */
export const SELECT_LAST_TESTED = `
  SELECT planned.control_id AS "controlId", max(result.result_on)::text AS "lastTestedOn"
  FROM planned_control planned
  JOIN result_planned_control link ON link.municipality_id = planned.municipality_id
    AND link.planned_control_id = planned.id
  JOIN control_result result ON result.municipality_id = link.municipality_id
    AND result.id = link.result_id
  WHERE planned.municipality_id = $1 AND planned.control_id = ANY($2)
    AND result.execution_status IN ('COMPLETED','COMPLETED_BY_OTHER_MEANS')
  GROUP BY planned.control_id`;

/** What the reports `$2` said when they were submitted, in the order of the plan. */
export const SELECT_STORED_ROWS = `
  SELECT stored.report_id AS "reportId", stored.content FROM follow_up_row stored
  JOIN plan_item item ON item.municipality_id = stored.municipality_id AND item.id = stored.item_id
  WHERE stored.municipality_id = $1 AND stored.report_id = ANY($2)
  ORDER BY stored.report_id, item.number`;

/** Makes those of the reports `$2` that are less secret as secret as `$3`, for the reason `$4`. */
export const RAISE_REPORTS = `UPDATE follow_up_report
  SET sensitivity = $3, sensitivity_reason = $4, version = version + 1
  WHERE municipality_id = $1 AND id = ANY($2)
    AND sensitivity_rank(sensitivity) < sensitivity_rank($3)`;

/** Rows of reports that tell the result `$2` as less secret than `$3`. */
export const TOLD_LESS_SECRETLY = `
  SELECT stored.report_id FROM control_result result
  JOIN plan_item item ON item.municipality_id = result.municipality_id
    AND item.stable_id = result.item_stable_id
  JOIN follow_up_row stored ON stored.municipality_id = item.municipality_id
    AND stored.item_id = item.id
  CROSS JOIN jsonb_array_elements(stored.content -> 'results') told
  WHERE result.municipality_id = $1 AND result.id = $2 AND told ->> 'id' = result.id::text
    AND sensitivity_rank(coalesce(told ->> 'sensitivity', 'INTERNAL')) < sensitivity_rank($3)`;
