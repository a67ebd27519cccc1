import { adoptedPlan } from './adopted-plan';
import { followUpReport } from './follow-up-report';
import { recordResult } from './record-result';
import { riskList } from './risk-list';
import { riskMatrix } from './risk-matrix';
import { supervisionSummary } from './supervision-summary';
import type { Workload } from './workload';
import { yearlyPlan } from './yearly-plan';

/** Everything that is measured, in the order of the report; what writes comes last. */
export const workloads: readonly Workload[] = [
  ...[yearlyPlan, adoptedPlan, followUpReport, riskList, riskMatrix, supervisionSummary],
  recordResult,
];
