import { dataTableOf } from '../../exchange/exchange-column';
import { type PlanRow, planTable } from '../../exchange/plan-columns';
import type { DataTable } from '../data-table';
import type { Language } from '../report';
import type { ToldPlan } from './control-plan.question';
import type { ToldControl, ToldItem } from './plan-item.question';

/** A plan as it can be imported again: a row for each planned control, and for each item without any. */
export function planData(plan: ToldPlan, language: Language): DataTable {
  const rows = plan.items.flatMap((item) => {
    const controls = item.plannedControls.length > 0 ? item.plannedControls : [null];
    return controls.map((control) => rowOf(plan, item, control));
  });
  return dataTableOf(planTable, rows, language);
}

function rowOf({ board, year }: ToldPlan, item: ToldItem, control: ToldControl | null): PlanRow {
  const { risk, process, score, plannedActions } = item;
  const { definition } = control ?? {};
  return {
    key: item.stableId,
    board: board.code,
    year,
    kind: item.kind,
    riskKey: item.registerRisk?.id ?? null,
    risk: risk?.title ?? null,
    riskDescription: risk?.description ?? null,
    title: risk || item.title === process?.name ? null : item.title,
    process: risk ? null : (process?.name ?? null),
    likelihood: score?.likelihood ?? null,
    consequence: score?.consequence ?? null,
    riskValue: item.riskValue,
    note: item.note,
    isTested: item.kind === 'STANDING_CONTROL' ? item.isTested : null,
    notApplicableReason: item.notApplicableReason,
    sensitivity: item.sensitivity,
    controlKey: control?.registerControl.id ?? null,
    control: definition?.title ?? null,
    purpose: definition?.purpose ?? null,
    scope: definition?.scope ?? null,
    methods: control?.methods ?? [],
    frequency: definition?.frequency ?? null,
    controlOwner: definition?.ownerRole ?? null,
    performer: definition?.performerRole ?? null,
    population: control?.population ?? null,
    sample: control?.sample ?? null,
    actions: plannedActions.flatMap((action) => action.definition.text ?? []),
    isMasked: item.isMasked,
    isControlMasked: definition?.isMasked ?? false,
  };
}
