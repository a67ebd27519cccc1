export { ActionRisksResolver } from './action-fields.resolver';
export { latestAssessment } from './latest-assessment.sql';
export {
  BoardRiskDocumentsResolver,
  MunicipalityRiskDocumentsResolver,
} from './register-documents.resolver';
export {
  RiskActionEntity,
  RiskAssessmentEntity,
  RiskCategoryEntity,
  RiskEntity,
} from './risk.entity';
export { riskById, riskCategoryById } from './risk.loader';
export { RiskRepository } from './risk.repository';
export { RiskResolver } from './risk.resolver';
export { secrecyOfRisk } from './risk.secrecy';
export {
  addRisk,
  type CreateRisk,
  createRisk,
  endRisk,
  readNewRisk,
  updateRisk,
} from './risk.service';
export { CreateRiskInput, Risk } from './risk.type';
export { riskAssessmentById } from './risk-assessment.loader';
export { AssessedRiskResolver, RiskAssessmentResolver } from './risk-assessment.resolver';
export { assessRisk } from './risk-assessment.service';
export { RiskAssessment } from './risk-assessment.type';
export { RiskCategoryResolver } from './risk-category.resolver';
export { RiskCategory } from './risk-category.type';
export { riskDefinitionJson } from './risk-definition.sql';
export { RiskDefinition } from './risk-definition.type';
export { RiskMatrixResolver } from './risk-matrix.resolver';
