import { daysBetween } from '../../../kernel/days';
import { enumeration } from '../../../kernel/enumeration';
import type { ReportState } from './report-state';

/** How far a board has come with its report of a round. */
export const SubmissionState = enumeration('NOT_BEGUN', 'BEING_PREPARED', 'SUBMITTED', 'DECIDED');
export type SubmissionState = keyof typeof SubmissionState;

/** One revision of a board's report of a round. */
export interface RoundReport {
  readonly id: string;
  readonly revision: number;
  readonly state: ReportState;
  /** Null until it is submitted, and when nobody knows the day. */
  readonly submittedOn: string | null;
}

/** What a board has submitted of a round, and how late. */
export interface Submission {
  readonly state: SubmissionState;
  /** The decided revision, else the one that is being prepared; null when there is none. */
  readonly reportId: string | null;
  /** The day of the first revision; null while it is missing, and when nobody knows the day. */
  readonly submittedOn: string | null;
  /** Days after the due day, until today while the report is missing; 0 in time, null when not known. */
  readonly daysLate: number | null;
}

/**
 * What a board has submitted of a round. What was decided stays submitted while a revision of it is being
 * prepared, and the day of the first revision counts.
 *
 * @param dueOn the last day in time, `YYYY-MM-DD`.
 * @param today counts while the report is missing.
 */
export function submissionOf(
  reports: readonly RoundReport[],
  dueOn: string,
  today: string,
): Submission {
  const decided = reports.find(({ state }) => state === 'DECIDED');
  const shown = decided ?? reports.find(({ state }) => state !== 'SUPERSEDED');
  const state = submissionStateOf(shown);
  const isMissing = state === 'NOT_BEGUN' || state === 'BEING_PREPARED';
  const first = reports.find(({ revision }) => revision === 1);
  const submittedOn = isMissing ? null : (first?.submittedOn ?? null);
  const until = isMissing ? today : submittedOn;
  return {
    state,
    reportId: shown?.id ?? null,
    submittedOn,
    daysLate: until === null ? null : Math.max(0, daysBetween(dueOn, until)),
  };
}

function submissionStateOf(report: RoundReport | undefined): SubmissionState {
  if (!report) return 'NOT_BEGUN';
  return report.state === 'DRAFT' ? 'BEING_PREPARED' : (report.state as 'SUBMITTED' | 'DECIDED');
}

/** True when late by a day at least, false in time; null when nobody knows the day of submission. */
export function isLate(daysLate: number | null): boolean | null {
  return daysLate === null ? null : daysLate > 0;
}
