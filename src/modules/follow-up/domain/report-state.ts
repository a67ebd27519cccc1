import { enumeration } from '../../../kernel/enumeration';
import { DomainError } from '../../../kernel/errors';
import { isIncomplete } from '../../decision/domain/decision';

/** Where a follow-up report stands. */
export const ReportState = enumeration('DRAFT', 'SUBMITTED', 'DECIDED', 'SUPERSEDED');
export type ReportState = keyof typeof ReportState;

/** What the board thinks of its own internal control (tillräcklig, delvis, otillräcklig). */
export const Judgement = enumeration('SUFFICIENT', 'PARTLY_SUFFICIENT', 'INSUFFICIENT');
export type Judgement = keyof typeof Judgement;

/** What is unusual about a report that the board has decided on. A flag never stops anybody. */
export const ReportFlag = enumeration('DECISION_INCOMPLETE', 'JUDGEMENT_MISSING');
export type ReportFlag = keyof typeof ReportFlag;

/**
 * The life of a report. The officer submits, the board decides, and then it is frozen. When the board
 * decides on the next revision, this one is superseded without a move of its own.
 */
const moves = {
  submit: { from: 'DRAFT', to: 'SUBMITTED' },
  remit: { from: 'SUBMITTED', to: 'DRAFT' },
  decide: { from: 'SUBMITTED', to: 'DECIDED' },
} as const satisfies Record<string, { from: ReportState; to: ReportState }>;

/** What can be done to a report as a whole. To revise it leaves it as it is, and to withdraw it ends it. */
export const ReportMove = enumeration(
  ...(Object.keys(moves) as (keyof typeof moves)[]),
  'withdraw',
  'revise',
);
export type ReportMove = keyof typeof ReportMove;

/** The moves that a report in this state allows. */
export function reportMovesFrom(state: ReportState): ReportMove[] {
  const names = Object.keys(moves) as (keyof typeof moves)[];
  return [
    ...names.filter((move) => moves[move].from === state),
    ...(state === 'DRAFT' ? (['withdraw'] as const) : []),
    ...(state === 'DECIDED' ? (['revise'] as const) : []),
  ];
}

/**
 * The state after a move.
 *
 * @throws DomainError ILLEGAL_MOVE when the state does not allow the move.
 */
export function reportStateAfter(state: ReportState, move: keyof typeof moves): ReportState {
  if (moves[move].from === state) return moves[move].to;
  throw new DomainError('ILLEGAL_MOVE', { state, move, allowed: reportMovesFrom(state) });
}

/**
 * A report's own words change only in a draft: what lies before the board is what it decides on.
 *
 * @throws DomainError FROZEN after the decision, ILLEGAL_MOVE while it is submitted.
 */
export function assertReportOpen(state: ReportState): void {
  if (state === 'DRAFT') return;
  if (state !== 'SUBMITTED') throw new DomainError('FROZEN', { type: 'FollowUpReport' });
  throw new DomainError('ILLEGAL_MOVE', {
    state,
    move: 'update',
    allowed: reportMovesFrom(state),
  });
}

/** @throws DomainError ILLEGAL_MOVE unless the report is a draft, which nobody has decided on. */
export function assertReportWithdrawable(state: ReportState): void {
  if (state === 'DRAFT') return;
  const allowed = reportMovesFrom(state);
  throw new DomainError('ILLEGAL_MOVE', { state, move: 'withdraw', allowed });
}

/** @throws DomainError ILLEGAL_MOVE unless the board has decided on the report. */
export function assertReportRevisable(state: ReportState): void {
  if (state === 'DECIDED') return;
  throw new DomainError('ILLEGAL_MOVE', { state, move: 'revise', allowed: reportMovesFrom(state) });
}

/** The flags that a report gets when the board decides on it; one on a single row judges nothing as a whole. */
export function reportFlagsOf(report: {
  readonly decision: Parameters<typeof isIncomplete>[0];
  readonly judgement: Judgement | null;
  readonly itemId: string | null;
}): ReportFlag[] {
  return [
    ...(isIncomplete(report.decision) ? (['DECISION_INCOMPLETE'] as const) : []),
    ...(report.judgement === null && report.itemId === null
      ? (['JUDGEMENT_MISSING'] as const)
      : []),
  ];
}
