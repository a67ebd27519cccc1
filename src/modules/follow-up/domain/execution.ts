import { enumeration } from '../../../kernel/enumeration';
import type { ActionState } from '../../action/domain/action-state';

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

/**
 * How far a direct action has come. What a result says holds once it is final; until then its actions
 * tell: completed when each of them is done or cancelled.
 *
 * @param status what its results say.
 * @param states one for each of its actions.
 */
export function executionByActions(
  status: ExecutionStatus,
  states: readonly ActionState[],
): ExecutionStatus {
  if (!isOngoing(status) || states.length === 0) return status;
  if (states.every((state) => state === 'DONE' || state === 'CANCELLED')) return 'COMPLETED';
  return states.some((state) => state !== 'PLANNED') ? 'IN_PROGRESS' : status;
}

/** True for a row that is finished with an outcome that nobody has assessed; actions alone have none. */
export function isUnassessed(row: {
  readonly executionStatus: ExecutionStatus | null;
  readonly assessment: object | null;
  readonly results: readonly { readonly executionStatus: ExecutionStatus }[];
}): boolean {
  const hasOutcome = row.results.some(({ executionStatus }) => isFinished(executionStatus));
  return isFinished(row.executionStatus) && hasOutcome && row.assessment === null;
}
