import { dataTableOf } from '../../exchange/exchange-column';
import { type RiskRow, riskTable } from '../../exchange/risk-columns';
import type { DataTable } from '../data-table';
import type { Language } from '../report';
import type { Risk } from './risks.question';

/** Every risk with its current assessment, in the columns that an import reads. */
export const riskData = (risks: readonly Risk[], language: Language): DataTable =>
  dataTableOf(riskTable, risks.map(rowOf), language);

function rowOf(risk: Risk): RiskRow {
  const { current } = risk;
  return {
    ...risk,
    key: risk.id,
    board: risk.board.code,
    category: risk.category?.name ?? null,
    process: risk.process?.name ?? null,
    councilGoal: risk.councilGoal?.number ?? null,
    year: current?.year ?? null,
    likelihood: current?.score.likelihood ?? null,
    consequence: current?.score.consequence ?? null,
    riskValue: current?.score.value ?? null,
    motive: current?.motive ?? null,
    assessedOn: current?.assessedOn ?? null,
  };
}
