import type { Workload } from './workload';
import { yearlyPlan } from './yearly-plan';

/** Everything that is measured, in the order of the report. */
export const workloads: readonly Workload[] = [yearlyPlan];
