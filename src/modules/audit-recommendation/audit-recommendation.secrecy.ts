import { ownSecrecy, secrecyOfParent } from '../../kernel/reading/secrecy';
import type { RequestContext } from '../../kernel/request-context';
import type { Secrecy } from '../../kernel/sensitivity';
import { auditReportById, auditResponseById } from './audit-recommendation.loader';
import type { AuditReportEntity } from './audit-report.entity';
import type { AuditAnswerEntity, AuditResponseEntity } from './audit-response.entity';

/** Who may read the texts of an auditors' report: the roles of the body that was audited. */
export const secrecyOfReport = ownSecrecy('AuditReport');

/** Whoever may read the report, reads its recommendations. */
export const secrecyOfRecommendation = secrecyOfParent('AuditReport', auditReportById, 'reportId');

/** A response is as secret as the report, but it is told to the roles of the body that responds. */
export async function secrecyOfResponse(
  { id, reportId, boardId }: Pick<AuditResponseEntity, 'id' | 'reportId' | 'boardId'>,
  request: RequestContext,
): Promise<Secrecy> {
  const { sensitivity } = await reportOf(reportId, request);
  return { type: 'AuditResponse', id, sensitivity, boardId };
}

/** Whoever may read the response, reads what it answers. */
export async function secrecyOfAnswer(
  { responseId }: Pick<AuditAnswerEntity, 'responseId'>,
  request: RequestContext,
): Promise<Secrecy> {
  const response = await request.loaders.load(auditResponseById, responseId);
  if (!response) throw new Error(`The response ${responseId} has an answer but is not there`);
  return secrecyOfResponse(response, request);
}

async function reportOf(id: string, { loaders }: RequestContext): Promise<AuditReportEntity> {
  const report = await loaders.load(auditReportById, id);
  if (!report) throw new Error(`The report ${id} has recommendations but is not there`);
  return report;
}
