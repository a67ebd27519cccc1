import type { ReportedActionContent } from '../follow-up';
import type { SupervisionRowFacts } from './domain/supervision';

/** What a report says of one body. Stored as it is when the report is submitted. */
export interface SupervisionRowContent extends SupervisionRowFacts {
  /** Actions that the body had on the day of the round, still open after their own day. */
  readonly overdueActions: readonly ReportedActionContent[];
}
