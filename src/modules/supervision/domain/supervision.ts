import { enumeration } from '../../../kernel/enumeration';
import { daysLate } from '../../control-plan/domain/adoption';
import { isIncomplete } from '../../decision/domain/decision';
import type { Figures } from '../../follow-up/domain/figures';
import type { Judgement } from '../../follow-up/domain/report-state';
import {
  type RoundReport,
  type SubmissionState,
  submissionOf,
} from '../../follow-up/domain/submission';

/** What is unusual about a decided report on supervision. A flag informs; it never stops anybody. */
export const SupervisionFlag = enumeration(
  'DECISION_INCOMPLETE',
  'JUDGEMENT_MISSING',
  'MOTIVE_MISSING',
);
export type SupervisionFlag = keyof typeof SupervisionFlag;

/** What the figures of a body were taken from. */
export const SupervisionBasis = enumeration('REPORT', 'REGISTER');
export type SupervisionBasis = keyof typeof SupervisionBasis;

/** An item that is word for word as in the plan of the year before. */
export interface UnchangedItem {
  readonly itemId: string;
  /** Null for an item without a risk. */
  readonly isRiskReassessed: boolean | null;
}

/** What the register says of one body in a round, as far as rules go. */
export interface SupervisionRowFacts {
  readonly boardId: string;
  /** The revision in force; null when the body has adopted none. */
  readonly planId: string | null;
  /** The day of the meeting that adopted the first revision; null when not known. */
  readonly adoptedOn: string | null;
  /** The first and the last day that the body exists; null when not known, or while it goes on. */
  readonly existsFrom: string | null;
  readonly existsTo: string | null;
  /** Every revision of what the body reports in the round. */
  readonly reports: readonly RoundReport[];
  /** The body's own judgement in the report that is shown; null when it has not said. */
  readonly ownJudgement: Judgement | null;
  readonly basis: SupervisionBasis | null;
  readonly figures: Figures;
  readonly unchanged: readonly UnchangedItem[];
}

/** The days that lateness is counted by. */
export interface SupervisedRound {
  readonly year: number;
  /** The last day to report in time. */
  readonly dueOn: string;
}

/** How far a body had come, and how late it was. */
export interface Lateness {
  /** Days from the last day before its year until the plan was adopted, or until `day`. */
  readonly planDaysLate: number | null;
  readonly submission: SubmissionState;
  readonly reportId: string | null;
  readonly reportDaysLate: number | null;
}

/**
 * What a report says of a body, with how late it was.
 *
 * @param day until which what is missing is late: today, or the day the report was submitted.
 */
export function withLateness<Facts extends SupervisionRowFacts>(
  facts: Facts,
  { year, dueOn }: SupervisedRound,
  day: string,
): Facts & Lateness {
  const { adoptedOn, planId, reports, existsFrom, existsTo } = facts;
  const submission = submissionOf(reports, dueOn, day);
  const plan = { year, adoptedOn, isAdopted: planId !== null, existsFrom, existsTo };
  return {
    ...facts,
    planDaysLate: daysLate(plan, day),
    submission: submission.state,
    reportId: submission.reportId,
    reportDaysLate: submission.daysLate,
  };
}

/** The executive board's own judgement of one body. */
export interface SupervisionJudgement {
  readonly boardId: string;
  readonly judgement: Judgement;
  readonly motive: string | null;
}

/** The flags that a report on supervision gets when it is decided on. */
export function supervisionFlagsOf(report: {
  readonly decision: Parameters<typeof isIncomplete>[0];
  readonly boardIds: readonly string[];
  readonly judgements: readonly SupervisionJudgement[];
}): SupervisionFlag[] {
  const { boardIds, judgements } = report;
  const isMissing = boardIds.some((id) => !judgements.some(({ boardId }) => boardId === id));
  return [
    ...(isIncomplete(report.decision) ? (['DECISION_INCOMPLETE'] as const) : []),
    ...(isMissing ? (['JUDGEMENT_MISSING'] as const) : []),
    ...(judgements.some(({ motive }) => motive === null) ? (['MOTIVE_MISSING'] as const) : []),
  ];
}
