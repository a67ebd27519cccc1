import { enumeration } from '../../../kernel/enumeration';

/** Where a common control stands at one body. */
export const CommonControlState = enumeration(
  'IN_FORCE',
  'NOT_APPLICABLE',
  'IN_PREPARATION',
  'MISSING',
);
export type CommonControlState = keyof typeof CommonControlState;

/** The item of a body's plan that is the common control. */
export interface CommonControlPlace {
  /** False while the plan is being prepared. */
  readonly isInForce: boolean;
  /** False when the plan says why it does not apply to the body. */
  readonly isApplicable: boolean;
}

/** Where it stands: what the body has decided counts, not what is being prepared; null is no item. */
export function commonControlStateOf(place: CommonControlPlace | null): CommonControlState {
  if (place === null) return 'MISSING';
  if (!place.isInForce) return 'IN_PREPARATION';
  return place.isApplicable ? 'IN_FORCE' : 'NOT_APPLICABLE';
}

/** True for a body whose plan in force says nothing of it, also while the next one does. */
export function isMissing(state: CommonControlState): boolean {
  return state === 'MISSING' || state === 'IN_PREPARATION';
}
