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
import { BoardMergerDecisionEntity, BoardTransferEntity } from './modules/board-merger';
import { CommonControlEntity } from './modules/common-control';
import { ControlActionEntity, ControlEntity, ControlRiskEntity } from './modules/control';
import {
  CarryOverEntity,
  ControlPlanEntity,
  PlanGoverningDocumentEntity,
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
import { ExternalKeyEntity } from './modules/external-key';
import {
  ControlResultEntity,
  DeviationEntity,
  EvidenceEntity,
  FollowUpReportEntity,
  FollowUpRoundEntity,
  FollowUpRowEntity,
  ResultActionEntity,
  ResultPlannedControlEntity,
  UnitResultEntity,
} from './modules/follow-up';
import { GoverningDocumentEntity } from './modules/governing-document';
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
  BoardMergerEntity,
  BoardPredecessorEntity,
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
  RiskAssessmentRoundEntity,
  RiskCandidateEntity,
  RiskInRoundEntity,
} from './modules/risk-assessment-round';
import {
  AssessmentLevelEntity,
  InclusionCellEntity,
  RiskBandEntity,
  ScoringCellEntity,
  ScoringLevelEntity,
  ScoringSchemeEntity,
} from './modules/scoring-scheme';
import { StoredDocumentEntity, StoredFileEntity } from './modules/stored-document';
import {
  SupervisionJudgementEntity,
  SupervisionReportEntity,
  SupervisionRowEntity,
} from './modules/supervision';

/** Every table of the application, by module. */
export const entities = [
  IdempotencyKeyEntity,
  ActionEntity,
  ...[AuditAnswerEntity, AuditAnswerPointEntity, AuditEvidenceEntity],
  ...[AuditRecommendationEntity, AuditReportEntity, AuditResponseActionEntity],
  ...[AuditResponseEntity, AuditRetestEntity],
  ...[AuditEventEntity, SecurityEventEntity],
  ...[BoardMergerDecisionEntity, BoardTransferEntity],
  CommonControlEntity,
  ...[ControlActionEntity, ControlEntity, ControlRiskEntity],
  ...[CarryOverEntity, ControlPlanEntity, PlanGoverningDocumentEntity],
  ...[PlanItemActionEntity, PlanItemEntity, PlannedControlEntity],
  ...[DecisionEntity, DecisionPointEntity, DecisionPreparationEntity],
  ...[EvaluationAreaEntity, EvaluationBenchmarkEntity, EvaluationEntity],
  ...[EvaluationPointActionEntity, EvaluationPointEntity, EvaluationPointRiskEntity],
  EvaluationSubAreaEntity,
  ...[ControlResultEntity, DeviationEntity, EvidenceEntity, FollowUpReportEntity],
  ...[FollowUpRoundEntity, FollowUpRowEntity, ResultActionEntity],
  ...[ResultPlannedControlEntity, UnitResultEntity],
  ExternalKeyEntity,
  GoverningDocumentEntity,
  ...[ApiTokenBoardEntity, ApiTokenEntity, ApiTokenUseEntity, AppRoleEntity],
  ...[AppRoleGrantEntity, SignInSessionEntity, SubjectEntity, SubjectGrantEntity],
  ...[AdministrationEntity, BoardAdministrationEntity, BoardEntity],
  ...[BoardMergerEntity, BoardPredecessorEntity, CouncilGoalEntity],
  MunicipalityEntity,
  ProcessEntity,
  ...[QuestionEntity, QuestionFactEntity, StatedControlEntity],
  StatedControlLinkEntity,
  ...[RiskActionEntity, RiskAssessmentEntity, RiskCategoryEntity, RiskEntity],
  ...[RiskAssessmentRoundEntity, RiskCandidateEntity, RiskInRoundEntity],
  ...[AssessmentLevelEntity, InclusionCellEntity, RiskBandEntity, ScoringCellEntity],
  ...[ScoringLevelEntity, ScoringSchemeEntity],
  ...[StoredDocumentEntity, StoredFileEntity],
  ...[SupervisionJudgementEntity, SupervisionReportEntity, SupervisionRowEntity],
];
