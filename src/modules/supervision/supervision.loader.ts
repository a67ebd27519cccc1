import { documentsOf, wordInAddress } from '../../kernel/document-link';
import { type BatchLoad, groupedBy, rowBy } from '../../kernel/loaders';
import { FollowUpRoundRepository } from '../follow-up';
import type { SupervisionJudgement } from './domain/supervision';
import { SupervisionReportEntity } from './supervision-report.entity';
import { SupervisionReportRepository } from './supervision-report.repository';
import type { SupervisionRowContent } from './supervision-row';
import { storedSupervisionRows, supervisionRowsOf } from './supervision-row.repository';

/** The report that each decision is about. */
export const supervisionByDecision = rowBy(SupervisionReportEntity, 'decisionId');

/** The documents of each report. */
export const documentsBySupervision = documentsOf({
  from: `supervision_report report JOIN follow_up_round round
    ON round.municipality_id = report.municipality_id AND round.id = report.round_id`,
  record: 'report',
  address: `'/reports/supervision/' || round.year || '/' || ${wordInAddress('round.occasion')}`,
});

/** The executive board's judgements in each report. */
export const judgementsByReport: BatchLoad<string, SupervisionJudgement[]> = async (tx, ids) =>
  groupedBy(
    await new SupervisionReportRepository(tx).judgementsOf(ids),
    ({ reportId }) => reportId,
  );

/** What each submitted report says of each body. */
export const storedRowsByReport: BatchLoad<string, SupervisionRowContent[]> = storedSupervisionRows;

/** What the register says now of each body in each round. */
export const rowsByRound: BatchLoad<string, SupervisionRowContent[]> = async (tx, roundIds) => {
  const rows = new Map<string, SupervisionRowContent[]>();
  for (const round of await new FollowUpRoundRepository(tx).getAll(roundIds)) {
    rows.set(round.id, await supervisionRowsOf(tx, round));
  }
  return rows;
};
