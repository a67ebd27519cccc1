import { enumeration } from '../../../kernel/enumeration';
import { DomainError } from '../../../kernel/errors';

/** What sort of action it is (direktåtgärd, rättande, förbättring, fortsatt kontroll, ingen). */
export const ActionKind = enumeration(
  'DIRECT',
  'CORRECTIVE',
  'IMPROVEMENT',
  'CONTINUED_TESTING',
  'NONE_REQUIRED',
);
export type ActionKind = keyof typeof ActionKind;

/** How far an action has come. */
export const ActionState = enumeration('PLANNED', 'IN_PROGRESS', 'DONE', 'CANCELLED');
export type ActionState = keyof typeof ActionState;

/** Whether a done action did what it was meant to. */
export const ActionEffect = enumeration('ACHIEVED', 'PARTLY_ACHIEVED', 'NOT_ACHIEVED');
export type ActionEffect = keyof typeof ActionEffect;

/** The life of an action. What is done can be reopened when its effect turns out to be missing. */
const moves = {
  start: { from: ['PLANNED'], to: 'IN_PROGRESS' },
  complete: { from: ['PLANNED', 'IN_PROGRESS'], to: 'DONE' },
  cancel: { from: ['PLANNED', 'IN_PROGRESS'], to: 'CANCELLED' },
  reopen: { from: ['DONE', 'CANCELLED'], to: 'IN_PROGRESS' },
} as const satisfies Record<string, { from: readonly ActionState[]; to: ActionState }>;

/** What can be done to an action as a whole. */
export const ActionMove = enumeration(...(Object.keys(moves) as (keyof typeof moves)[]));
export type ActionMove = keyof typeof moves;

/** What can be done to an action depends on these. */
export interface MovableAction {
  readonly kind: ActionKind;
  readonly state: ActionState;
}

/** The moves that an action allows now. "None required" is a statement: there is nothing to do. */
export function actionMovesFrom({ kind, state }: MovableAction): ActionMove[] {
  if (kind === 'NONE_REQUIRED') return [];
  return (Object.keys(moves) as ActionMove[]).filter((move) => isFrom(move, state));
}

/**
 * The state after a move.
 *
 * @throws DomainError ILLEGAL_MOVE when the action does not allow the move.
 */
export function actionStateAfter(action: MovableAction, move: ActionMove): ActionState {
  const allowed = actionMovesFrom(action);
  if (allowed.includes(move)) return moves[move].to;
  throw new DomainError('ILLEGAL_MOVE', { state: action.state, move, allowed });
}

/** True while something remains to be done. "None required" is a statement, so never open. */
export function isOpen(action: { kind: ActionKind; state: ActionState }): boolean {
  if (action.kind === 'NONE_REQUIRED') return false;
  return action.state === 'PLANNED' || action.state === 'IN_PROGRESS';
}

function isFrom(move: ActionMove, state: ActionState): boolean {
  const from: readonly ActionState[] = moves[move].from;
  return from.includes(state);
}

/**
 * True when an open action's day has passed. A due date that is only a text is never overdue by
 * itself: nobody can compute `under hösten`.
 *
 * @param today the day it is now in Sweden, `YYYY-MM-DD`; the due day itself is not overdue.
 */
export function isOverdue(
  action: { kind: ActionKind; state: ActionState; dueOn: string | null },
  today: string,
): boolean {
  return isOpen(action) && action.dueOn !== null && action.dueOn < today;
}

/** @throws DomainError ILLEGAL_MOVE when the action is not done, so that no effect can be seen yet. */
export function assertDone(action: MovableAction): void {
  if (action.state === 'DONE' && action.kind !== 'NONE_REQUIRED') return;
  const { state } = action;
  const allowed = actionMovesFrom(action);
  throw new DomainError('ILLEGAL_MOVE', { state, move: 'checkEffect', allowed });
}
