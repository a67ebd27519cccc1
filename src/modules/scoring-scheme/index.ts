export {
  AssessmentLevelEntity,
  RiskBandEntity,
  ScoringCellEntity,
  ScoringLevelEntity,
  ScoringSchemeEntity,
} from './scoring-scheme.entity';
