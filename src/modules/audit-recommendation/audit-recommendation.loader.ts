import { rowById, rowsByLink, rowsByParent } from '../../kernel/loaders';
import { ActionEntity } from '../action';
import { DecisionPointEntity } from '../decision';
import { AuditRecommendationEntity, AuditReportEntity } from './audit-report.entity';
import {
  AuditAnswerEntity,
  AuditAnswerPointEntity,
  AuditEvidenceEntity,
  AuditResponseActionEntity,
  AuditResponseEntity,
  AuditRetestEntity,
} from './audit-response.entity';

/** Auditors' reports by id. */
export const auditReportById = rowById(AuditReportEntity);

/** Recommendations by id. */
export const auditRecommendationById = rowById(AuditRecommendationEntity);

/** Responses by id. */
export const auditResponseById = rowById(AuditResponseEntity);

/** The recommendations of each report, by number. */
export const recommendationsByReport = rowsByParent(AuditRecommendationEntity, 'reportId', {
  number: 'ASC',
});

/** The responses to each recommendation: first those of the bodies that the auditors asked. */
export const responsesByRecommendation = rowsByParent(AuditResponseEntity, 'recommendationId', {
  receivedFromId: 'ASC NULLS FIRST',
  id: 'ASC',
});

/** The answers of each response, by revision. */
export const answersByResponse = rowsByParent(AuditAnswerEntity, 'responseId', { revision: 'ASC' });

/** What shows that each response was carried out, in order. */
export const evidenceByResponse = rowsByParent(AuditEvidenceEntity, 'responseId', {
  position: 'ASC',
});

/** What the auditors found when they came back to each response, the first time first. */
export const retestsByResponse = rowsByParent(AuditRetestEntity, 'responseId', { number: 'ASC' });

/** The points of its decision that each answer is about, by number. */
export const pointsByAnswer = rowsByLink(DecisionPointEntity, {
  link: AuditAnswerPointEntity,
  from: 'answerId',
  to: 'pointId',
  orderBy: 'record.number',
});

/** The answers that each point of a decision is about. */
export const answersByPoint = rowsByLink(AuditAnswerEntity, {
  link: AuditAnswerPointEntity,
  from: 'pointId',
  to: 'answerId',
  orderBy: 'record.id',
});

/** The answers that each decision is about. */
export const answersByDecision = rowsByParent(AuditAnswerEntity, 'decisionId', { id: 'ASC' });

/** The actions that follow from each response, as they were raised. */
export const actionsByResponse = rowsByLink(ActionEntity, {
  link: AuditResponseActionEntity,
  from: 'responseId',
  to: 'actionId',
  orderBy: 'record.raised_on',
});

/** The responses that each action follows from. */
export const responsesByAction = rowsByLink(AuditResponseEntity, {
  link: AuditResponseActionEntity,
  from: 'actionId',
  to: 'responseId',
  orderBy: 'record.id',
});
