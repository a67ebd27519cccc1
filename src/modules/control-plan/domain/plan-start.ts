import { enumeration } from '../../../kernel/enumeration';
import { invalid } from '../../../kernel/errors';
import { hasEndedBefore, type PlanItemKind } from './plan-item';
import { isFrozen, isInForce, type PlanState } from './plan-state';

/** Why an item of last year's plan is not in the draft that begins with that plan. */
export const LeftOutReason = enumeration(
  'RISK_ENDED',
  'RISK_MOVED',
  'COMMON_CONTROL',
  'CONTROL_ENDED',
);
export type LeftOutReason = keyof typeof LeftOutReason;

/** A plan as far as it decides what can begin with it, or be compared with it. */
export interface PlanOfYear {
  readonly boardId: string;
  readonly year: number;
  readonly state: PlanState;
}

/**
 * Checks that a plan can begin with what another one has.
 *
 * @param boardAnswers true when the board of the new plan goes on with what the other board left.
 * @throws DomainError BAD_USER_INPUT on `fromPlanId`.
 */
export function assertStartsFrom(from: PlanOfYear, year: number, boardAnswers: boolean): void {
  if (!boardAnswers) {
    throw invalid('fromPlanId', {
      sv: 'är en annan nämnds plan',
      en: 'is the plan of another board',
    });
  }
  if (from.year !== year - 1) {
    throw invalid('fromPlanId', {
      sv: `ska vara planen för ${year - 1}`,
      en: `must be the plan for ${year - 1}`,
    });
  }
  if (!isInForce(from.state)) {
    throw invalid('fromPlanId', {
      sv: 'är inte den revision som gäller',
      en: 'is not the revision in force',
    });
  }
}

/**
 * Checks that an item of a plan can continue one of another plan.
 *
 * @param boardAnswers true when the board of the plan goes on with what the other board left.
 * @throws DomainError BAD_USER_INPUT on `previousItemId`.
 */
export function assertContinues(
  from: Pick<PlanOfYear, 'year' | 'state'>,
  year: number,
  boardAnswers: boolean,
): void {
  if (isFrozen(from.state) && from.year === year - 1 && boardAnswers) return;
  throw invalid('previousItemId', {
    sv: `ska vara en post i den plan som antagits för ${year - 1}, av samma nämnd eller en som gått upp i den`,
    en: `must be an item of the plan adopted for ${year - 1}, of the same board or one that was merged into it`,
  });
}

/** What of an item decides whether it goes on in the plan of the next year. */
export interface StartingItem {
  readonly kind: PlanItemKind;
  readonly risk: { readonly boardId: string; readonly endedOn: string | null } | null;
  readonly controls: readonly { readonly endedOn: string | null }[];
  readonly hasOpenActions: boolean;
}

/** Why an item does not go on in a new plan; null when it does. */
export function reasonToLeaveOut(
  { kind, risk, controls, hasOpenActions }: StartingItem,
  plan: Pick<PlanOfYear, 'boardId' | 'year'>,
): LeftOutReason | null {
  // The executive board decides anew each year which controls are common.
  if (kind === 'COMMON_CONTROL') return 'COMMON_CONTROL';
  if (risk && hasEndedBefore(risk, plan.year)) return 'RISK_ENDED';
  if (risk && risk.boardId !== plan.boardId) return 'RISK_MOVED';
  const isOver = controls.length > 0 && controls.every((each) => hasEndedBefore(each, plan.year));
  const goesOnWithout = kind !== 'STANDING_CONTROL' && hasOpenActions;
  return isOver && !goesOnWithout ? 'CONTROL_ENDED' : null;
}

/** True for a control that a new plan can go on with: in use, and shared or the board's own. */
export function goesOn(
  control: { readonly boardId: string | null; readonly endedOn: string | null },
  plan: Pick<PlanOfYear, 'boardId' | 'year'>,
): boolean {
  const isOurs = control.boardId === null || control.boardId === plan.boardId;
  return isOurs && !hasEndedBefore(control, plan.year);
}

/**
 * Checks that two plans have items in common: revisions of one plan, or plans for two years in a row of
 * a board, or of one and the other that it was merged into.
 *
 * @param boardAnswers true when the board of the later plan goes on with what the other board left.
 * @throws DomainError BAD_USER_INPUT on `toPlanId`.
 */
export function assertComparable(from: PlanOfYear, to: PlanOfYear, boardAnswers: boolean): void {
  if (from.boardId === to.boardId && to.year === from.year) return;
  if (boardAnswers && to.year === from.year + 1) return;
  throw invalid('toPlanId', {
    sv: 'ska vara en plan för samma nämnd och samma år eller året efter, eller nästa års för den nämnd som den gått upp i',
    en: 'must be a plan of the same board for the same year or the one after, or the next one of the board that it was merged into',
  });
}
