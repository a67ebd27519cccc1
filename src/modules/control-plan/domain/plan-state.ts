import { enumeration } from '../../../kernel/enumeration';
import { DomainError } from '../../../kernel/errors';

/** Where a control plan stands in its year. */
export const PlanState = enumeration('DRAFT', 'PROPOSED', 'ADOPTED', 'CLOSED', 'SUPERSEDED');
export type PlanState = keyof typeof PlanState;

/**
 * The life of a plan. The controller proposes, the board decides, and then the plan is frozen. When
 * the board adopts the next revision, this one is superseded without a move of its own.
 */
const moves = {
  propose: { from: 'DRAFT', to: 'PROPOSED' },
  remit: { from: 'PROPOSED', to: 'DRAFT' },
  adopt: { from: 'PROPOSED', to: 'ADOPTED' },
  close: { from: 'ADOPTED', to: 'CLOSED' },
} as const satisfies Record<string, { from: PlanState; to: PlanState }>;

/** What can be done to a plan as a whole. To revise it leaves it as it is, and to withdraw it ends it. */
export const PlanMove = enumeration(
  ...(Object.keys(moves) as (keyof typeof moves)[]),
  'withdraw',
  'revise',
);
export type PlanMove = keyof typeof PlanMove;

/** The moves that a plan in this state allows, in the order of the year. */
export function movesFrom(state: PlanState): PlanMove[] {
  const names = Object.keys(moves) as (keyof typeof moves)[];
  return [
    ...names.filter((move) => moves[move].from === state),
    ...(state === 'DRAFT' ? (['withdraw'] as const) : []),
    ...(isInForce(state) ? (['revise'] as const) : []),
  ];
}

/**
 * The state after a move.
 *
 * @throws DomainError ILLEGAL_MOVE when the state does not allow the move.
 */
export function stateAfter(state: PlanState, move: keyof typeof moves): PlanState {
  if (moves[move].from === state) return moves[move].to;
  throw new DomainError('ILLEGAL_MOVE', { state, move, allowed: movesFrom(state) });
}

/** True once the board has decided: the contents change only through a new revision of the plan. */
export function isFrozen(state: PlanState): boolean {
  return state !== 'DRAFT' && state !== 'PROPOSED';
}

/**
 * Contents change only in a draft: what lies before the board is what the board decides on.
 *
 * @throws DomainError FROZEN after the decision, ILLEGAL_MOVE while it is proposed.
 */
export function assertContentsOpen(state: PlanState): void {
  if (isFrozen(state)) throw new DomainError('FROZEN', { type: 'ControlPlan' });
  if (state !== 'DRAFT') {
    throw new DomainError('ILLEGAL_MOVE', { state, move: 'change', allowed: movesFrom(state) });
  }
}

/** @throws DomainError ILLEGAL_MOVE unless the plan is adopted and still goes on. */
export function assertInExecution(state: PlanState): void {
  if (state === 'ADOPTED') return;
  throw new DomainError('ILLEGAL_MOVE', { state, move: 'record', allowed: movesFrom(state) });
}

/** True for the one revision that holds, also when its year is over. */
export function isInForce(state: PlanState): boolean {
  return state === 'ADOPTED' || state === 'CLOSED';
}

/** @throws DomainError ILLEGAL_MOVE unless the plan is a draft, which nobody has decided on. */
export function assertWithdrawable(state: PlanState): void {
  if (state === 'DRAFT') return;
  throw new DomainError('ILLEGAL_MOVE', { state, move: 'withdraw', allowed: movesFrom(state) });
}

/** @throws DomainError ILLEGAL_MOVE unless the plan is in force; a draft is simply changed. */
export function assertRevisable(state: PlanState): void {
  if (isInForce(state)) return;
  throw new DomainError('ILLEGAL_MOVE', { state, move: 'revise', allowed: movesFrom(state) });
}
