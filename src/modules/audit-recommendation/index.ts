export { ActionAuditResponsesResolver } from './action-fields.resolver';
export { AuditAnswerResolver } from './audit-answer.resolver';
export { auditRecommendationById, auditResponseById } from './audit-recommendation.loader';
export { AuditRecommendationResolver } from './audit-recommendation.resolver';
export { AuditRecommendation } from './audit-recommendation.type';
export { AuditRecommendationEntity, AuditReportEntity } from './audit-report.entity';
export { AuditRecommendationRepository, AuditReportRepository } from './audit-report.repository';
export { AuditReportResolver } from './audit-report.resolver';
export {
  AuditAnswerEntity,
  AuditAnswerPointEntity,
  AuditEvidenceEntity,
  AuditResponseActionEntity,
  AuditResponseEntity,
  AuditRetestEntity,
} from './audit-response.entity';
export { AuditAnswerRepository, AuditResponseRepository } from './audit-response.repository';
export { AuditResponseResolver } from './audit-response.resolver';
export { AuditResponse } from './audit-response.type';
export { AuditSuccessionRepository, type TakenOver } from './audit-succession.repository';
export {
  DecisionAuditAnswersResolver,
  DecisionPointAuditAnswersResolver,
} from './decision-fields.resolver';
export {
  BoardRecommendationDocumentsResolver,
  MunicipalityRecommendationDocumentsResolver,
} from './register-documents.resolver';
export { standingAnswer } from './standing-answer.sql';
