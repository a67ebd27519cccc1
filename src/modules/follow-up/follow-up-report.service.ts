import { authorise } from '../../kernel/authorisation';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import type { RequestContext } from '../../kernel/request-context';
import { PlanItemRepository } from '../control-plan';
import { BoardRepository } from '../municipality';
import type { FollowUpOccasion } from '../municipality/domain/follow-up-occasion';
import { type ReportMove, type ReportState, reportMovesFrom } from './domain/report-state';
import type { FollowUpReportEntity } from './follow-up-report.entity';
import {
  type FollowUpReportFilter,
  type FollowUpReportOrderField,
  FollowUpReportRepository,
  followUpReportList,
} from './follow-up-report.repository';

/** A report of the municipality; null when there is none with the id. */
export function findFollowUpReportById(
  request: RequestContext,
  id: string,
): Promise<FollowUpReportEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new FollowUpReportRepository(tx).find(id));
}

/** Which report somebody asks for. */
export interface FindFollowUpReport {
  /** A board by its code or id. */
  readonly board: string;
  readonly year: number;
  readonly occasion: FollowUpOccasion;
  /** Tells immediate reports apart; null asks for the latest. */
  readonly number: number | null;
  /** Null asks for the decided revision, else the one that is being prepared. */
  readonly revision: number | null;
}

/** @throws DomainError NOT_FOUND when the municipality has no such board. */
export function findFollowUpReport(
  request: RequestContext,
  { board: boardCode, year, occasion, number, revision }: FindFollowUpReport,
): Promise<FollowUpReportEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read(async (tx) => {
    const { id: boardId } = await new BoardRepository(tx).getByCodeOrId(boardCode);
    const reports = new FollowUpReportRepository(tx);
    const report = { boardId, year, occasion, ...(number !== null && { number }) };
    return revision === null ? reports.findCurrent(report) : reports.findRevision(report, revision);
  });
}

/** What a caller can narrow reports to: a board by its code or id, a row of a plan of any revision. */
export interface ListFollowUpReportsFilter
  extends Omit<FollowUpReportFilter, 'boardId' | 'itemStableId'> {
  readonly board?: string | null;
  readonly planItemId?: string | null;
}

/**
 * Reports, a page at a time.
 *
 * @throws DomainError NOT_FOUND when the municipality has no such board or row of a plan.
 */
export async function listFollowUpReports(
  request: RequestContext,
  { filter, ...list }: ListArguments<ListFollowUpReportsFilter, FollowUpReportOrderField>,
): Promise<Page<FollowUpReportEntity>> {
  authorise(request.actor, 'register:read', null);
  const { board, planItemId, ...conditions } = filter ?? {};
  const named = await request.unitOfWork.read(async (tx) => ({
    boardId: await new BoardRepository(tx).idOf(board),
    itemStableId: planItemId ? (await new PlanItemRepository(tx).get(planItemId)).stableId : null,
  }));
  return pageOf(request, followUpReportList, { ...list, filter: { ...conditions, ...named } });
}

/** What a state of a report allows now. */
export function possibleReportMovesOf({ state }: { state: ReportState }): ReportMove[] {
  return reportMovesFrom(state);
}
