import { authorise, type Permission } from '../../kernel/authorisation';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import type { Tx } from '../../kernel/unit-of-work';
import type { SupervisionReportEntity } from './supervision-report.entity';
import { SupervisionReportRepository } from './supervision-report.repository';

/** A change of a report on supervision, as the caller saw it at `expectedVersion`. */
export interface MoveSupervisionReport {
  readonly reportId: string;
  readonly expectedVersion: number;
}

type Changes = Parameters<SupervisionReportRepository['change']>[2];

/**
 * Changes a report that the caller may change, if nobody else did meanwhile.
 *
 * @param changesOf what is to change, once the report is locked.
 * @throws DomainError FORBIDDEN, NOT_FOUND or STALE_VERSION.
 */
export function changeSupervision(
  request: RequestContext,
  permission: Permission,
  act: string,
  { reportId, expectedVersion }: MoveSupervisionReport,
  changesOf: (report: SupervisionReportEntity, tx: Tx) => Promise<Changes>,
): Promise<SupervisionReportEntity> {
  authorise(request.actor, permission, null);
  return request.unitOfWork.write(act, async (tx) => {
    const reports = new SupervisionReportRepository(tx);
    const report = await lockSupervision(tx, request, permission, { reportId, expectedVersion });
    return reports.change(reportId, expectedVersion, await changesOf(report, tx));
  });
}

/** The report, locked, that the caller saw and has the permission for. */
export async function lockSupervision(
  tx: Tx,
  { actor }: RequestContext,
  permission: Permission,
  { reportId, expectedVersion }: MoveSupervisionReport,
): Promise<SupervisionReportEntity> {
  const report = await new SupervisionReportRepository(tx).lock(reportId);
  authorise(actor, permission, report.boardId);
  assertVersion(report, expectedVersion);
  return report;
}
