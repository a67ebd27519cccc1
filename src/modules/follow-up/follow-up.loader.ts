import { type BatchLoad, groupedBy } from '../../kernel/loaders';
import { ControlResultRepository } from './control-result.repository';
import { FollowUpReportRepository } from './follow-up-report.repository';
import type { FollowUpRowContent, ResultContent } from './follow-up-row';

/** The rows of each report, in the order of the plan. */
export const rowsByReport: BatchLoad<string, FollowUpRowContent[]> = (tx, reportIds) =>
  new FollowUpReportRepository(tx).rowsOf(reportIds);

/** All results of each plan item by its stable id, the latest first. */
export const resultsByStableItem: BatchLoad<string, ResultContent[]> = async (tx, stableIds) => {
  const rows = await new ControlResultRepository(tx).contentsOfItems(stableIds);
  const groups = groupedBy(rows, ({ itemStableId }) => itemStableId);
  return new Map([...groups].map(([id, all]) => [id, all.map(({ content }) => content)]));
};
