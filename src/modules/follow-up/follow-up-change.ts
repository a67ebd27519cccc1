import { authorise, type Permission } from '../../kernel/authorisation';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import type { Tx } from '../../kernel/unit-of-work';
import type { FollowUpReportEntity } from './follow-up-report.entity';
import { FollowUpReportRepository } from './follow-up-report.repository';

/** A change of a report, as the caller saw it at `expectedVersion`. */
export interface MoveFollowUpReport {
  readonly reportId: string;
  readonly expectedVersion: number;
}

type Changes = Parameters<FollowUpReportRepository['change']>[2];

/**
 * Changes a report that the caller may change, if nobody else did meanwhile.
 *
 * @param changesOf what is to change, once the report is locked.
 * @throws DomainError FORBIDDEN, NOT_FOUND or STALE_VERSION.
 */
export async function changeReport(
  request: RequestContext,
  permission: Permission,
  act: string,
  { reportId, expectedVersion }: MoveFollowUpReport,
  changesOf: (report: FollowUpReportEntity, tx: Tx) => Promise<Changes>,
): Promise<FollowUpReportEntity> {
  authorise(request.actor, permission, null);
  return request.unitOfWork.write(act, async (tx) => {
    const reports = new FollowUpReportRepository(tx);
    const report = await reports.lock(reportId);
    authorise(request.actor, permission, report.boardId);
    assertVersion(report, expectedVersion);
    return reports.change(reportId, expectedVersion, await changesOf(report, tx));
  });
}
