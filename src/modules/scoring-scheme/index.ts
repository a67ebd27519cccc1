export { riskBandJson, scoreColumns, scoreJson } from './score.sql';
export {
  AssessmentLevelEntity,
  InclusionCellEntity,
  RiskBandEntity,
  ScoringCellEntity,
  ScoringLevelEntity,
  ScoringSchemeEntity,
} from './scoring-scheme.entity';
export { assessmentLevelsByScheme, riskBandsByScheme, schemeById } from './scoring-scheme.loader';
export { ScoringSchemeRepository } from './scoring-scheme.repository';
export { InclusionRuleResolver, ScoringSchemeResolver } from './scoring-scheme.resolver';
export { inclusionRuleOf } from './scoring-scheme.service';
export {
  AssessmentLevel,
  InclusionRule,
  Proposal,
  RiskBand,
  Score,
  ScoringScheme,
} from './scoring-scheme.type';
