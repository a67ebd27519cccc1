import { enumeration } from '../../../kernel/enumeration';
import { DomainError } from '../../../kernel/errors';
import type { AuditDisposition } from './audit-answer';

/** How far a body says that it has come, or that another one goes on instead since they were merged. */
export const AuditResponseState = enumeration('OPEN', 'DONE', 'TAKEN_OVER');
export type AuditResponseState = keyof typeof AuditResponseState;

/** What the auditors found when they came back (uppföljande granskning). */
export const AuditRetestResult = enumeration('REMEDIED', 'PARTLY_REMEDIED', 'NOT_REMEDIED');
export type AuditRetestResult = keyof typeof AuditRetestResult;

const moves = {
  complete: { from: 'OPEN', to: 'DONE' },
  reopen: { from: 'DONE', to: 'OPEN' },
} as const satisfies Record<string, { from: AuditResponseState; to: AuditResponseState }>;

/** What can be said of a response as a whole. */
export const AuditResponseMove = enumeration(...(Object.keys(moves) as (keyof typeof moves)[]));
export type AuditResponseMove = keyof typeof moves;

/** The moves that a state allows. */
export function responseMovesFrom(state: AuditResponseState): AuditResponseMove[] {
  return (Object.keys(moves) as AuditResponseMove[]).filter((move) => moves[move].from === state);
}

/**
 * The state after a move.
 *
 * @throws DomainError ILLEGAL_MOVE when the state does not allow the move.
 */
export function responseStateAfter(
  state: AuditResponseState,
  move: AuditResponseMove,
): AuditResponseState {
  if (moves[move].from === state) return moves[move].to;
  throw new DomainError('ILLEGAL_MOVE', { state, move, allowed: responseMovesFrom(state) });
}

/** Answers after which the body itself has nothing left to do. */
const nothingToDo: readonly (AuditDisposition | null)[] = ['ALREADY_DONE', 'REFERRED', 'DECLINED'];

/** What decides whether anything is left of a response for a successor to take over. */
export interface LeftResponse {
  readonly state: AuditResponseState;
  readonly disposition: AuditDisposition | null;
  /** When the body's decision was recorded; null while its answer is being prepared. */
  readonly frozenAt: Date | null;
}

/** True while a body has to answer, or to do what it answered. */
export function isLeft({ state, disposition, frozenAt }: LeftResponse): boolean {
  return state === 'OPEN' && (frozenAt === null || !nothingToDo.includes(disposition));
}

/** What decides whether a body is late with what it answered. */
export interface DueResponse {
  readonly state: AuditResponseState;
  readonly disposition: AuditDisposition | null;
  readonly dueOn: string | null;
}

/**
 * True when the body has something left to do and its day has passed. A due date that is only a text,
 * such as `hösten 2023`, is never overdue by itself.
 *
 * @param today the day it is now in Sweden, `YYYY-MM-DD`; the due day itself is not overdue.
 */
export function isOverdue({ state, disposition, dueOn }: DueResponse, today: string): boolean {
  if (state !== 'OPEN' || nothingToDo.includes(disposition)) return false;
  return dueOn !== null && dueOn < today;
}
