import { jsonOf, type SecrecySql, strictestOf, type View } from '../../kernel/reading/view';
import { actionWording } from '../action';
import { controlDefinitionJson } from '../control';
import { ITEM_DEFINITION } from './plan-content.sql';

/**
 * What plans contain, for drafts and adopted plans alike. The linked definitions are read from the
 * register while the plan is a draft, and from `stated` once it lies before the board.
 */

/** The sensitivity of the strictest control that an item for a standing or a common one is called after. */
const CONTROL_SENSITIVITY = `CASE WHEN item.kind = 'STANDING_CONTROL' OR item.common_control_id IS NOT NULL THEN (
  SELECT control.sensitivity FROM planned_control planned
  JOIN control ON control.municipality_id = planned.municipality_id AND control.id = planned.control_id
  WHERE planned.municipality_id = item.municipality_id AND planned.item_id = item.id
  ORDER BY sensitivity_rank(control.sensitivity) DESC LIMIT 1) END`;

/** A copy is as secret as it was when it was made, or as the record is now if that is stricter. */
const ofCopy = (copy: string, live: string): string =>
  strictestOf(`coalesce(${copy} ->> 'sensitivity', 'INTERNAL')`, live);

/**
 * Items with what `definition` says of them. The risk of an item speaks for it; an item without one has
 * a title, a process and a value of its own. An item is at least as secret as its risk, and as the
 * control that it is called after.
 */
function planItems(definition: string): View {
  const risk: SecrecySql = {
    type: 'Risk',
    id: 'item.risk_id',
    sensitivity: 'its.risk_sensitivity',
    boardId: 'risk.board_id',
  };
  return {
    from: `plan_item item
      JOIN control_plan plan ON plan.municipality_id = item.municipality_id AND plan.id = item.plan_id
      LEFT JOIN risk ON risk.municipality_id = item.municipality_id AND risk.id = item.risk_id
      LEFT JOIN process ON process.municipality_id = item.municipality_id AND process.id = item.process_id
      CROSS JOIN LATERAL (SELECT ${definition} AS content OFFSET 0) stated
      CROSS JOIN LATERAL (
        SELECT nullif(stated.content -> 'risk', 'null') AS risk,
          nullif(stated.content -> 'process', 'null') AS process,
          nullif(CASE WHEN item.risk_id IS NULL THEN stated.content -> 'score'
            ELSE stated.content -> 'risk' -> 'current' END, 'null') AS score,
          CASE WHEN item.risk_id IS NOT NULL
            THEN ${ofCopy(`stated.content -> 'risk'`, 'risk.sensitivity')} END AS risk_sensitivity,
          ${CONTROL_SENSITIVITY} AS control_sensitivity
        OFFSET 0) its`,
    tenant: 'item.municipality_id',
    columns: {
      id: 'item.id',
      planId: 'item.plan_id',
      stableId: 'item.stable_id',
      number: 'item.number',
      kind: 'item.kind',
      riskId: 'item.risk_id',
      title: `coalesce(its.risk ->> 'title', item.title, its.process ->> 'name', '')`,
      risk: { copy: 'its.risk', secrecy: risk },
      process: 'its.process',
      score: 'its.score',
      riskValue: `(its.score ->> 'value')::integer`,
      note: 'item.note',
      isTested: 'item.is_tested',
      commonControlId: 'item.common_control_id',
      notApplicableReason: 'item.not_applicable_reason',
      previousItemId: 'item.previous_item_id',
      sensitivityReason: 'item.sensitivity_reason',
      version: 'item.version',
    },
    required: new Set(['id', 'planId', 'stableId', 'number', 'kind', 'isTested', 'version']),
    secrecy: {
      type: 'PlanItem',
      id: 'item.id',
      sensitivity: strictestOf(
        'item.sensitivity',
        'its.risk_sensitivity',
        'its.control_sensitivity',
      ),
      boardId: 'plan.board_id',
    },
  };
}

/** Items with their definitions. */
export const planItemView: View = {
  ...planItems(`coalesce(item.stated, ${ITEM_DEFINITION})`),
  still: planItems('coalesce(item.stated, unanswerable()::jsonb)'),
};

/** The same items with the definitions that the register has now, whatever the plan states. */
export const registerItemView = planItems(ITEM_DEFINITION);

/** The order of the items of several plans, those of the latest plan first. */
export const LATEST_PLAN_FIRST = 'plan.year DESC, plan.revision DESC, item.plan_id, item.number';

function plannedControls(definition: string): View {
  return {
    from: `planned_control planned
      JOIN control ON control.municipality_id = planned.municipality_id
        AND control.id = planned.control_id
      CROSS JOIN LATERAL (SELECT ${definition} AS definition OFFSET 0) stated`,
    tenant: 'planned.municipality_id',
    columns: {
      id: 'planned.id',
      itemId: 'planned.item_id',
      stableId: 'planned.stable_id',
      controlId: 'planned.control_id',
      methods: 'planned.methods',
      population: 'planned.population',
      sample: 'planned.sample',
      definition: {
        copy: 'stated.definition',
        secrecy: {
          type: 'Control',
          id: 'planned.control_id',
          sensitivity: ofCopy('stated.definition', 'control.sensitivity'),
          boardId: 'control.board_id',
        },
      },
    },
    required: new Set(['id', 'itemId', 'stableId', 'controlId', 'methods']),
  };
}

const CONTROL_DEFINITION = controlDefinitionJson('control');

/** Planned controls with their definitions. */
export const plannedControlView: View = {
  ...plannedControls(`coalesce(planned.stated, ${CONTROL_DEFINITION})`),
  still: plannedControls('coalesce(planned.stated, unanswerable()::jsonb)'),
};

/** The same planned controls with the definitions that the register has now. */
export const registerControlView = plannedControls(CONTROL_DEFINITION);

function plannedActions(definition: string): View {
  return {
    from: `plan_item_action link
      JOIN action ON action.municipality_id = link.municipality_id AND action.id = link.action_id
      CROSS JOIN LATERAL (SELECT ${definition} AS definition OFFSET 0) stated`,
    tenant: 'link.municipality_id',
    columns: {
      itemId: 'link.item_id',
      actionId: 'link.action_id',
      definition: {
        copy: 'stated.definition',
        secrecy: {
          type: 'Action',
          id: 'link.action_id',
          sensitivity: ofCopy('stated.definition', 'action.sensitivity'),
          boardId: 'action.board_id',
        },
      },
    },
    required: new Set(['itemId', 'actionId']),
  };
}

const ACTION_DEFINITION = jsonOf({ columns: actionWording('action') });

/** Planned actions with their definitions. */
export const plannedActionView: View = {
  ...plannedActions(`coalesce(link.stated, ${ACTION_DEFINITION})`),
  still: plannedActions('coalesce(link.stated, unanswerable()::jsonb)'),
};

/** The same planned actions with the wording that the register has now. */
export const registerActionView = plannedActions(ACTION_DEFINITION);
