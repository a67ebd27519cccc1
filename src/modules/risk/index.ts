export { ActionRisksResolver } from './action-fields.resolver';
export {
  RiskActionEntity,
  RiskAssessmentEntity,
  RiskCategoryEntity,
  RiskEntity,
} from './risk.entity';
export { riskById } from './risk.loader';
export { RiskRepository } from './risk.repository';
export { RiskResolver } from './risk.resolver';
export { secrecyOfRisk } from './risk.secrecy';
export { addRisk, type CreateRisk, readNewRisk } from './risk.service';
export { CreateRiskInput, Risk } from './risk.type';
export { AssessedRiskResolver, RiskAssessmentResolver } from './risk-assessment.resolver';
export { RiskCategoryResolver } from './risk-category.resolver';
export { riskDefinitionJson } from './risk-definition.sql';
export { RiskDefinition } from './risk-definition.type';
export { RiskMatrixResolver } from './risk-matrix.resolver';
