import { enumeration } from '../../../kernel/enumeration';
import { DomainError } from '../../../kernel/errors';
import { type ExecutionStatus, isFinished, isOngoing, isUnassessed } from './execution';

/** One step of the municipality's scale of lights: always code, word and symbol, never colour alone. */
export interface Level {
  readonly code: string;
  /** 1 is the best. */
  readonly rank: number;
  readonly word: string;
  readonly symbol: string;
  readonly colour: string;
}

/** What is missing in an assessment. A flag informs; it never stops anybody. */
export const AssessmentFlag = enumeration('LEVEL_UNKNOWN', 'MOTIVE_MISSING');
export type AssessmentFlag = keyof typeof AssessmentFlag;

/** Somebody's judgement of an outcome. A level that is null is one that nobody knows any longer. */
export interface Assessment {
  readonly level: Level | null;
  readonly motive: string | null;
}

/** The flags of an assessment: every light but the best one needs a motive, and so does an unknown one. */
export function assessmentFlagsOf({ level, motive }: Assessment): AssessmentFlag[] {
  return [
    ...(level === null ? (['LEVEL_UNKNOWN'] as const) : []),
    ...(level?.rank !== 1 && motive === null ? (['MOTIVE_MISSING'] as const) : []),
  ];
}

/** @throws DomainError ILLEGAL_MOVE when the control is not finished: then there is no outcome to assess. */
export function assertAssessable(status: ExecutionStatus): void {
  if (isFinished(status)) return;
  throw new DomainError('ILLEGAL_MOVE', { state: status, move: 'assess', allowed: ['correct'] });
}

/** The least good of some levels; null when there is none. Levels of one scheme only can be compared. */
export function worstLevel(levels: readonly Level[]): Level | null {
  return levels.reduce<Level | null>(
    (worst, level) => (worst === null || level.rank > worst.rank ? level : worst),
    null,
  );
}

/** What one row of a follow-up says, as far as lights go. */
export interface LitRow {
  /** Null when no result is expected. */
  readonly executionStatus: ExecutionStatus | null;
  /** Null when nobody has assessed the outcome. */
  readonly assessment: { readonly level: Level | null } | null;
  readonly results: readonly { readonly executionStatus: ExecutionStatus }[];
}

/** Several rows in one: the worst known light, and how much it does not tell. */
export interface RollUp {
  readonly worst: Level | null;
  /** All rows. */
  readonly total: number;
  /** Rows that are not started or in progress. */
  readonly ongoing: number;
  /** Rows that will not be performed. */
  readonly notPerformed: number;
  /** Rows that no result is expected of. */
  readonly notExpected: number;
  /** Finished rows with an outcome that nobody has assessed. */
  readonly missing: number;
  /** Rows with an assessment whose level is unknown. */
  readonly unknown: number;
}

/** The roll-up of rows of one report. */
export function rollUp(rows: readonly LitRow[]): RollUp {
  const levels = rows.flatMap(({ assessment }) => assessment?.level ?? []);
  const count = (is: (row: LitRow) => boolean): number => rows.filter(is).length;
  return {
    worst: worstLevel(levels),
    total: rows.length,
    ongoing: count((row) => isOngoing(row.executionStatus)),
    notPerformed: count((row) => row.executionStatus === 'NOT_PERFORMED'),
    notExpected: count((row) => row.executionStatus === null),
    missing: count(isUnassessed),
    unknown: count((row) => row.assessment !== null && row.assessment.level === null),
  };
}
