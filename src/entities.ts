import { IdempotencyKeyEntity } from './kernel/idempotency-key.entity';
import { ActionEntity } from './modules/action';
import {
  AuditAnswerEntity,
  AuditAnswerPointEntity,
  AuditEvidenceEntity,
  AuditRecommendationEntity,
  AuditReportEntity,
  AuditResponseActionEntity,
  AuditResponseEntity,
  AuditRetestEntity,
} from './modules/audit-recommendation';
import { AuditEventEntity, SecurityEventEntity } from './modules/audit-trail';
import { ControlActionEntity, ControlEntity, ControlRiskEntity } from './modules/control';
import {
  CarryOverEntity,
  ControlPlanEntity,
  PlanItemActionEntity,
  PlanItemEntity,
  PlannedControlEntity,
} from './modules/control-plan';
import { DecisionEntity, DecisionPointEntity, DecisionPreparationEntity } from './modules/decision';
import {
  EvaluationAreaEntity,
  EvaluationBenchmarkEntity,
  EvaluationEntity,
  EvaluationPointActionEntity,
  EvaluationPointEntity,
  EvaluationPointRiskEntity,
  EvaluationSubAreaEntity,
} from './modules/evaluation';
import {
  ControlResultEntity,
  DeviationEntity,
  EvidenceEntity,
  FollowUpReportEntity,
  FollowUpRowEntity,
  ResultActionEntity,
  ResultPlannedControlEntity,
  UnitResultEntity,
} from './modules/follow-up';
import {
  ApiTokenBoardEntity,
  ApiTokenEntity,
  ApiTokenUseEntity,
  AppRoleEntity,
  AppRoleGrantEntity,
  SignInSessionEntity,
  SubjectEntity,
  SubjectGrantEntity,
} from './modules/identity';
import {
  AdministrationEntity,
  BoardAdministrationEntity,
  BoardEntity,
  CouncilGoalEntity,
  MunicipalityEntity,
} from './modules/municipality';
import { ProcessEntity } from './modules/process';
import {
  QuestionEntity,
  QuestionFactEntity,
  StatedControlEntity,
  StatedControlLinkEntity,
} from './modules/question';
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
  ...[IdempotencyKeyEntity],
  ...[ActionEntity],
  ...[AuditAnswerEntity, AuditAnswerPointEntity, AuditEvidenceEntity, AuditRecommendationEntity],
  ...[AuditReportEntity, AuditResponseActionEntity, AuditResponseEntity, AuditRetestEntity],
  ...[AuditEventEntity, SecurityEventEntity],
  ...[ControlActionEntity, ControlEntity, ControlRiskEntity],
  CarryOverEntity,
  ...[ControlPlanEntity, PlanItemActionEntity, PlanItemEntity, PlannedControlEntity],
  ...[DecisionEntity, DecisionPointEntity, DecisionPreparationEntity],
  ...[EvaluationAreaEntity, EvaluationBenchmarkEntity, EvaluationEntity],
  ...[EvaluationPointActionEntity, EvaluationPointEntity, EvaluationPointRiskEntity],
  ...[EvaluationSubAreaEntity],
  ...[ControlResultEntity, DeviationEntity, EvidenceEntity, ResultActionEntity],
  ...[ResultPlannedControlEntity, UnitResultEntity, FollowUpReportEntity, FollowUpRowEntity],
  ...[ApiTokenBoardEntity, ApiTokenEntity, ApiTokenUseEntity, AppRoleEntity, AppRoleGrantEntity],
  ...[SignInSessionEntity, SubjectEntity, SubjectGrantEntity],
  ...[AdministrationEntity, BoardAdministrationEntity, BoardEntity, CouncilGoalEntity],
  ...[MunicipalityEntity],
  ...[ProcessEntity],
  ...[QuestionEntity, QuestionFactEntity, StatedControlEntity, StatedControlLinkEntity],
  ...[RiskActionEntity, RiskAssessmentEntity, RiskCategoryEntity, RiskEntity],
  ...[AssessmentLevelEntity, RiskBandEntity, ScoringCellEntity, ScoringLevelEntity],
  ...[ScoringSchemeEntity],
];
