import { authorise } from '../../kernel/authorisation';
import { readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import { BoardRepository } from '../municipality';
import type { AuditRecommendationEntity } from './audit-report.entity';
import {
  type AuditRecommendationFilter,
  type AuditRecommendationOrderField,
  AuditRecommendationRepository,
  AuditReportRepository,
  auditRecommendationList,
} from './audit-report.repository';
import { assertUnanswered } from './audit-report.service';

/** A recommendation of the auditors; null when there is none with the id. */
export function findAuditRecommendation(
  request: RequestContext,
  id: string,
): Promise<AuditRecommendationEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new AuditRecommendationRepository(tx).find(id));
}

/** What a caller can narrow recommendations to; a body by its code or id. */
export interface ListAuditRecommendationsFilter
  extends Omit<AuditRecommendationFilter, 'boardId' | 'today'> {
  readonly board?: string | null;
}

/**
 * Recommendations, a page at a time.
 *
 * @throws DomainError NOT_FOUND when the municipality lacks something that the filter names.
 */
export async function listAuditRecommendations(
  request: RequestContext,
  { filter, ...list }: ListArguments<ListAuditRecommendationsFilter, AuditRecommendationOrderField>,
): Promise<Page<AuditRecommendationEntity>> {
  authorise(request.actor, 'register:read', null);
  const { board, ...conditions } = filter ?? {};
  const boardId = await request.unitOfWork.read(async (tx) => {
    if (conditions.auditReportId) {
      await new AuditReportRepository(tx).get(conditions.auditReportId);
    }
    return new BoardRepository(tx).idOf(board);
  });
  const today = request.clock.today();
  return pageOf(request, auditRecommendationList, {
    ...list,
    filter: { ...conditions, boardId, today },
  });
}

/** The words of a recommendation, as the caller saw it at `expectedVersion`. */
export interface UpdateAuditRecommendation {
  readonly recommendationId: string;
  readonly expectedVersion: number;
  readonly text: string;
}

/**
 * Corrects the words of a recommendation, until a body has decided on its answer to the report.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION or CONFLICT.
 */
export async function updateAuditRecommendation(
  request: RequestContext,
  { recommendationId, expectedVersion, text: raw }: UpdateAuditRecommendation,
): Promise<AuditRecommendationEntity> {
  authorise(request.actor, 'audit-recommendation:maintain', null);
  const text = readInput((input) => input.requiredText('text', raw));
  return request.unitOfWork.write('AUDIT_RECOMMENDATION_UPDATED', async (tx) => {
    const recommendations = new AuditRecommendationRepository(tx);
    const recommendation = await recommendations.get(recommendationId);
    const report = await new AuditReportRepository(tx).lock(recommendation.reportId);
    authorise(request.actor, 'audit-recommendation:maintain', report.boardId);
    assertVersion(recommendation, expectedVersion);
    assertUnanswered(report);
    return recommendations.change(recommendation.id, expectedVersion, { text });
  });
}
