import { ActionEntity } from './modules/action';
import { ControlActionEntity, ControlEntity, ControlRiskEntity } from './modules/control';
import {
  AdministrationEntity,
  BoardAdministrationEntity,
  BoardEntity,
  CouncilGoalEntity,
  MunicipalityEntity,
} from './modules/municipality';
import { ProcessEntity } from './modules/process';
import {
  RiskActionEntity,
  RiskAssessmentEntity,
  RiskCategoryEntity,
  RiskEntity,
} from './modules/risk';
import {
  AssessmentLevelEntity,
  RiskBandEntity,
  ScoringCellEntity,
  ScoringLevelEntity,
  ScoringSchemeEntity,
} from './modules/scoring-scheme';

/** Every table of the application, by module. */
export const entities = [
  ...[ActionEntity],
  ...[ControlActionEntity, ControlEntity, ControlRiskEntity],
  ...[AdministrationEntity, BoardAdministrationEntity, BoardEntity, CouncilGoalEntity],
  ...[MunicipalityEntity],
  ...[ProcessEntity],
  ...[RiskActionEntity, RiskAssessmentEntity, RiskCategoryEntity, RiskEntity],
  ...[AssessmentLevelEntity, RiskBandEntity, ScoringCellEntity, ScoringLevelEntity],
  ...[ScoringSchemeEntity],
];
