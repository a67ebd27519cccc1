import { enumeration } from '../../../kernel/enumeration';

/** How far a control has come. Not to be mixed with the light of its outcome. */
export const ExecutionStatus = enumeration(
  'NOT_STARTED',
  'IN_PROGRESS',
  'COMPLETED',
  'COMPLETED_BY_OTHER_MEANS',
  'NOT_PERFORMED',
);
export type ExecutionStatus = keyof typeof ExecutionStatus;

/** How serious a deviation is. */
export const Severity = enumeration('MINOR', 'MODERATE', 'SERIOUS');
export type Severity = keyof typeof Severity;

/** True when there is an outcome, so that it can have a light. Null is what nobody expects a result of. */
export function isFinished(status: ExecutionStatus | null): boolean {
  return status === 'COMPLETED' || status === 'COMPLETED_BY_OTHER_MEANS';
}

/** True while there is more to come. */
export function isOngoing(status: ExecutionStatus | null): boolean {
  return status === 'NOT_STARTED' || status === 'IN_PROGRESS';
}

/**
 * How far a plan item has come as a whole: done when each of its controls is, not performed when one
 * of them will not be.
 *
 * @param statuses one for each planned control, null for one that nothing is reported on yet.
 */
export function executionOf(statuses: readonly (ExecutionStatus | null)[]): ExecutionStatus {
  const known = statuses.map((status) => status ?? 'NOT_STARTED');
  if (known.every((status) => status === 'NOT_STARTED')) return 'NOT_STARTED';
  if (known.some(isOngoing)) return 'IN_PROGRESS';
  if (known.includes('NOT_PERFORMED')) return 'NOT_PERFORMED';
  return known.includes('COMPLETED_BY_OTHER_MEANS') ? 'COMPLETED_BY_OTHER_MEANS' : 'COMPLETED';
}
