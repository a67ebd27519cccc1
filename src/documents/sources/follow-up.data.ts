import { dataTableOf, secretWord } from '../../exchange/exchange-column';
import { type ResultRow, resultTable, unknownLevel } from '../../exchange/result-columns';
import type { DataTable } from '../data-table';
import type { Language } from '../report';
import type { ToldAction, ToldFollowUp, ToldResult, ToldRow } from './follow-up.question';
import type { ToldControl } from './plan-item.question';

/** A follow-up as it can be imported again: a row for each result, and for each control without any. */
export function followUpData(followUp: ToldFollowUp, language: Language): DataTable {
  const rows = followUp.rows.flatMap((row) =>
    partsOf(row).map((part) => rowOf(followUp, row, part, language)),
  );
  return dataTableOf(resultTable, rows, language);
}

/** Controls with what came of them, and what follows. */
interface Part {
  readonly result: ToldResult | null;
  readonly controls: readonly ToldControl[];
  readonly actions: readonly ToldAction[];
}

/** What follows from no result stands with what nothing is reported on, else with the first result. */
function partsOf({ item, results, actions }: ToldRow): Part[] {
  const follows = new Set(results.flatMap((each) => each.actions.map(({ action }) => action.id)));
  const apart = actions.filter(({ action }) => !follows.has(action.id));
  const reported = results.map((result): Part => {
    const covered = new Set(result.plannedControls.map(({ stableId }) => stableId));
    const its = new Set(result.actions.map(({ action }) => action.id));
    return {
      result,
      controls: item.plannedControls.filter(({ stableId }) => covered.has(stableId)),
      actions: actions.filter(({ action }) => its.has(action.id)),
    };
  });
  const known = new Set(results.flatMap((each) => each.plannedControls.map((of) => of.stableId)));
  const silent = item.plannedControls
    .filter(({ stableId }) => !known.has(stableId))
    .map((control): Part => ({ result: null, controls: [control], actions: [] }));
  const parts = [...silent, ...reported];
  const [first = { result: null, controls: [], actions: [] }, ...rest] = parts;
  return [{ ...first, actions: [...first.actions, ...apart] }, ...rest];
}

function rowOf(
  { board, year }: ToldFollowUp,
  { item }: ToldRow,
  { result, controls, actions }: Part,
  language: Language,
): ResultRow {
  const secret = secretWord[language];
  const { assessment } = result ?? {};
  return {
    key: result?.id ?? null,
    board: board.code,
    year,
    itemKey: item.stableId,
    item: item.title,
    riskDescription: item.risk?.description ?? null,
    riskValue: item.riskValue,
    controlKeys: controls.map(({ registerControl }) => registerControl.id),
    controls: controls.map(({ definition }) => definition.title ?? secret),
    executionStatus: result?.executionStatus ?? null,
    notPerformedReason: result?.notPerformedReason ?? null,
    resultOn: result?.resultOn ?? null,
    text: result?.text ?? null,
    performedMethods: result?.performedMethods ?? [],
    performedOtherwise: result?.performedOtherwise ?? null,
    periodFrom: result?.periodFrom ?? null,
    periodTo: result?.periodTo ?? null,
    population: result?.population ?? null,
    sample: result?.sample ?? null,
    deviatingCases: result?.deviatingCases ?? null,
    deviations: result?.deviations.map(({ text }) => text ?? secret) ?? [],
    level: assessment ? (assessment.level?.word ?? unknownLevel[language]) : null,
    motive: assessment?.motive ?? null,
    assessedOn: assessment?.assessedOn ?? null,
    sensitivity: result?.sensitivity ?? null,
    actions: actions.map(({ text }) => text ?? secret),
    isMasked: result?.isMasked ?? false,
    isItemMasked: item.isMasked,
  };
}
