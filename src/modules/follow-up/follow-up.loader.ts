import { type BatchLoad, groupedBy, rowBy, rowById, rowsByLink } from '../../kernel/loaders';
import {
  type CommonControlBoardContent,
  commonControlBoards,
} from './common-control-standing.repository';
import { ControlResultEntity, DeviationEntity, ResultActionEntity } from './control-result.entity';
import { ControlResultRepository } from './control-result.repository';
import { FollowUpReportEntity } from './follow-up-report.entity';
import { FollowUpReportRepository } from './follow-up-report.repository';
import type { FollowUpRowContent, ResultContent } from './follow-up-row';
import { type PlanItemStanding, standingOf } from './item-standing.repository';

/** Reports by id. */
export const reportById = rowById(FollowUpReportEntity);

/** The report that each decision is about. */
export const reportByDecision = rowBy(FollowUpReportEntity, 'decisionId');

/** Results by id, without what hangs on them. */
export const resultRowById = rowById(ControlResultEntity);

/** Deviations by id, which hang on their results. */
export const deviationById = rowById(DeviationEntity);

/** Results by id, with what hangs on them. */
export const resultById: BatchLoad<string, ResultContent> = async (tx, ids) => {
  const contents = await new ControlResultRepository(tx).contents(ids);
  return new Map(contents.map((content) => [content.id, content]));
};

/** The rows of each report, in the order of the plan. */
export const rowsByReport: BatchLoad<string, FollowUpRowContent[]> = (tx, reportIds) =>
  new FollowUpReportRepository(tx).rowsOf(reportIds);

/** All results of each plan item by its stable id, the latest first. */
export const resultsByStableItem: BatchLoad<string, ResultContent[]> = async (tx, stableIds) => {
  const rows = await new ControlResultRepository(tx).contentsOfItems(stableIds);
  const groups = groupedBy(rows, ({ itemStableId }) => itemStableId);
  return new Map([...groups].map(([id, all]) => [id, all.map(({ content }) => content)]));
};

/** The day each control was last tested; nothing for one that never was. */
export const lastTestedOnByControl: BatchLoad<string, string> = (tx, controlIds) =>
  new ControlResultRepository(tx).lastTestedOn(controlIds);

const resultRowsByAction = rowsByLink(ControlResultEntity, {
  link: ResultActionEntity,
  from: 'actionId',
  to: 'resultId',
  orderBy: 'record.result_on DESC, record.recorded_at DESC, record.id',
});

/** The results that each action follows from, the latest first. */
export const resultsByAction: BatchLoad<string, ResultContent[]> = async (tx, actionIds) => {
  const rows = await resultRowsByAction(tx, actionIds);
  const ids = [...rows.values()].flat().map(({ id }) => id);
  const contents = await new ControlResultRepository(tx).contents(ids);
  const byId = new Map(contents.map((content) => [content.id, content]));
  return new Map(
    [...rows].map(([actionId, results]) => [
      actionId,
      results.flatMap(({ id }) => byId.get(id) ?? []),
    ]),
  );
};

/** How far the items of each plan have come until now. */
export const standingByPlan: BatchLoad<string, PlanItemStanding[]> = async (tx, planIds) =>
  groupedBy(await standingOf(tx, planIds, null), ({ planId }) => planId);

/** How each common control stands at each body, by name. */
export const boardsByCommonControl: BatchLoad<string, CommonControlBoardContent[]> = async (
  tx,
  ids,
) => groupedBy(await commonControlBoards(tx, ids), ({ commonControlId }) => commonControlId);
