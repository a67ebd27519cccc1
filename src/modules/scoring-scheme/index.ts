export { riskBandJson, scoreJson } from './score.sql';
export {
  AssessmentLevelEntity,
  RiskBandEntity,
  ScoringCellEntity,
  ScoringLevelEntity,
  ScoringSchemeEntity,
} from './scoring-scheme.entity';
export { assessmentLevelsByScheme, riskBandsByScheme, schemeById } from './scoring-scheme.loader';
export { ScoringSchemeRepository } from './scoring-scheme.repository';
export { ScoringSchemeResolver } from './scoring-scheme.resolver';
export { AssessmentLevel, RiskBand, Score, ScoringScheme } from './scoring-scheme.type';
