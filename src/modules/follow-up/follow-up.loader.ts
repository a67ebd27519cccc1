import { documentsOf, inAddress, wordInAddress } from '../../kernel/document-link';
import {
  type BatchLoad,
  groupedBy,
  type LinkLoad,
  loadMany,
  loadOne,
  rowBy,
  rowById,
} from '../../kernel/loaders';
import type { Link } from '../../kernel/reading/link';
import {
  type CommonControlBoardContent,
  commonControlBoards,
} from './common-control-standing.repository';
import { ControlResultEntity, DeviationEntity } from './control-result.entity';
import { ControlResultRepository } from './control-result.repository';
import { LATEST_FIRST, resultView, storedRowView } from './follow-up.sql';
import { FollowUpReportEntity } from './follow-up-report.entity';
import { FollowUpReportRepository } from './follow-up-report.repository';
import type { FollowUpRowContent, ResultContent } from './follow-up-row';
import { type PlanItemStanding, standingOf } from './item-standing.repository';

/** Reports by id. */
export const reportById = rowById(FollowUpReportEntity);

/** The documents of each report; immediate ones of a year are told apart by their number. */
export const documentsByReport = documentsOf({
  from: `follow_up_report report
    JOIN board ON board.municipality_id = report.municipality_id AND board.id = report.board_id`,
  record: 'report',
  address: `'/reports/follow-up/' || report.year || '/' || ${inAddress('board.code')} || '/'
    || ${wordInAddress('report.occasion')}
    || (CASE WHEN report.occasion = 'IMMEDIATE' THEN '-' || report.number ELSE '' END)`,
});

/** The report that each decision is about. */
export const reportByDecision = rowBy(FollowUpReportEntity, 'decisionId');

/** Results by id, without what hangs on them. */
export const resultRowById = rowById(ControlResultEntity);

/** Deviations by id, which hang on their results. */
export const deviationById = rowById(DeviationEntity);

/** Results by id, with what hangs on them. */
export const resultById = loadOne<ResultContent>(resultView, 'result.id');

/** The rows of each report, in the order of the plan; compiled only when it stands still. */
export const rowsByReport: LinkLoad<FollowUpRowContent[]> = Object.assign<
  BatchLoad<string, FollowUpRowContent[]>,
  { link: Link }
>((tx, reportIds) => new FollowUpReportRepository(tx).rowsOf(reportIds), {
  link: {
    to: storedRowView,
    by: 'report.id',
    orderBy: 'item.number',
    givesUpFor: ['state', 'DRAFT'],
    findsMany: true,
  },
});

/** All results of each plan item by its stable id, the latest first. */
export const resultsByStableItem = loadMany<ResultContent>({
  to: resultView,
  by: 'result.item_stable_id',
  orderBy: LATEST_FIRST,
});

/** The day each control was last tested; nothing for one that never was. */
export const lastTestedOnByControl: BatchLoad<string, string> = (tx, controlIds) =>
  new ControlResultRepository(tx).lastTestedOn(controlIds);

/** The results that each action follows from, the latest first. */
export const resultsByAction = loadMany<ResultContent>({
  to: resultView,
  by: 'link.action_id',
  join: `JOIN result_action link ON link.municipality_id = result.municipality_id
    AND link.result_id = result.id`,
  orderBy: LATEST_FIRST,
});

/** How far the items of each plan have come until now. */
export const standingByPlan: BatchLoad<string, PlanItemStanding[]> = async (tx, planIds) =>
  groupedBy(await standingOf(tx, planIds, null), ({ planId }) => planId);

/** How each common control stands at each body, by name. */
export const boardsByCommonControl: BatchLoad<string, CommonControlBoardContent[]> = async (
  tx,
  ids,
) => groupedBy(await commonControlBoards(tx, ids), ({ commonControlId }) => commonControlId);
