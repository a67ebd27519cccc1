import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { answerMutationsOnce } from './kernel/graphql/answer-once';
import { checkArguments } from './kernel/graphql/check-arguments';
import { letMutationsFailAlone } from './kernel/graphql/fail-alone';
import { followLinks } from './kernel/graphql/linked';
import { notePlainFields } from './kernel/graphql/plain-fields';
import { answerRecordPermissions } from './kernel/graphql/record-permissions';
import { guardSecretTexts } from './kernel/graphql/secret-texts';
import { ActionResolver } from './modules/action';
import {
  ActionAuditResponsesResolver,
  AuditAnswerResolver,
  AuditRecommendationResolver,
  AuditReportResolver,
  AuditResponseResolver,
  BoardRecommendationDocumentsResolver,
  DecisionAuditAnswersResolver,
  DecisionPointAuditAnswersResolver,
  MunicipalityRecommendationDocumentsResolver,
} from './modules/audit-recommendation';
import { AuditEventResolver, SecurityEventResolver } from './modules/audit-trail';
import {
  ActionTransfersResolver,
  AuditResponseTransfersResolver,
  BoardMergerResolver,
  BoardMergersResolver,
  BoardTransferResolver,
  ControlTransfersResolver,
  DecisionBoardMergerResolver,
  RiskTransfersResolver,
} from './modules/board-merger';
import {
  CommonControlResolver,
  ControlCommonControlsResolver,
  DecisionCommonControlsResolver,
} from './modules/common-control';
import {
  ComparedBoardYearResolver,
  ComparedYearResolver,
  ComparisonResolver,
  SchemeValuesResolver,
} from './modules/comparison';
import { ActionControlsResolver, ControlResolver, RiskControlsResolver } from './modules/control';
import {
  ActionPlanItemsResolver,
  CarryOverResolver,
  CitedDocumentResolver,
  CommonItemResolver,
  ControlPlanDifferenceResolver,
  ControlPlanDocumentsResolver,
  ControlPlanItemsResolver,
  ControlPlanResolver,
  ControlPlanSettlementResolver,
  DecisionControlPlanResolver,
  GoverningDocumentPlansResolver,
  PlanDriftResolver,
  PlanItemContinuationResolver,
  PlanItemResolver,
  PlanItemSettlementResolver,
  PlannedActionResolver,
  PlannedControlResolver,
  RiskPlanItemsResolver,
  StandingControlResolver,
} from './modules/control-plan';
import { DecisionPointResolver, DecisionResolver } from './modules/decision';
import {
  ActionEvaluationPointsResolver,
  EvaluationAreaResolver,
  EvaluationBenchmarkResolver,
  EvaluationPointResolver,
  EvaluationResolver,
  RiskEvaluationPointsResolver,
} from './modules/evaluation';
import {
  ActionResultsResolver,
  CommonControlBoardResolver,
  CommonControlFiguresResolver,
  ControlPlanFiguresResolver,
  ControlResultResolver,
  ControlTestsResolver,
  DecisionFollowUpReportResolver,
  FollowUpReportResolver,
  FollowUpRoundBoardResolver,
  FollowUpRoundResolver,
  FollowUpRowResolver,
  PlanItemFollowUpResolver,
  ReportedActionResolver,
  SchemeLightsResolver,
} from './modules/follow-up';
import { GoverningDocumentResolver } from './modules/governing-document';
import {
  ApiTokenResolver,
  AppRoleGrantResolver,
  SubjectGrantResolver,
  SubjectResolver,
} from './modules/identity';
import { MunicipalityResolver } from './modules/municipality';
import { ProcessResolver } from './modules/process';
import {
  ControlStatementsResolver,
  DecisionQuestionResolver,
  QuestionResolver,
  StatedControlResolver,
} from './modules/question';
import {
  ActionRisksResolver,
  AssessedRiskResolver,
  BoardRiskDocumentsResolver,
  MunicipalityRiskDocumentsResolver,
  RiskAssessmentResolver,
  RiskCategoryResolver,
  RiskMatrixResolver,
  RiskResolver,
} from './modules/risk';
import {
  RiskAssessmentRoundResolver,
  RiskCandidateResolver,
  RiskCandidatesResolver,
  RiskCoverageResolver,
  RiskInRoundResolver,
} from './modules/risk-assessment-round';
import { InclusionRuleResolver, ScoringSchemeResolver } from './modules/scoring-scheme';
import {
  DecisionSupervisionReportResolver,
  SupervisionReportResolver,
  SupervisionRowResolver,
  UnchangedItemResolver,
} from './modules/supervision';

/** The API, one line per module. */
const resolvers = [
  ActionResolver,
  ...[ActionAuditResponsesResolver, AuditAnswerResolver, AuditRecommendationResolver],
  ...[AuditReportResolver, AuditResponseResolver, DecisionAuditAnswersResolver],
  ...[BoardRecommendationDocumentsResolver, DecisionPointAuditAnswersResolver],
  MunicipalityRecommendationDocumentsResolver,
  ...[AuditEventResolver, SecurityEventResolver],
  ...[ActionTransfersResolver, AuditResponseTransfersResolver, BoardMergerResolver],
  ...[BoardMergersResolver, BoardTransferResolver, ControlTransfersResolver],
  ...[DecisionBoardMergerResolver, RiskTransfersResolver],
  ...[CommonControlResolver, ControlCommonControlsResolver],
  DecisionCommonControlsResolver,
  ...[ComparedBoardYearResolver, ComparedYearResolver, ComparisonResolver],
  SchemeValuesResolver,
  ...[ActionControlsResolver, ControlResolver, RiskControlsResolver],
  ...[ActionPlanItemsResolver, CarryOverResolver, CitedDocumentResolver],
  ...[CommonItemResolver, ControlPlanDifferenceResolver],
  ...[ControlPlanDocumentsResolver, ControlPlanItemsResolver, ControlPlanResolver],
  ...[ControlPlanSettlementResolver, DecisionControlPlanResolver],
  ...[GoverningDocumentPlansResolver, PlanDriftResolver],
  ...[PlanItemContinuationResolver, PlanItemResolver, PlanItemSettlementResolver],
  ...[PlannedActionResolver, PlannedControlResolver, RiskPlanItemsResolver],
  StandingControlResolver,
  ...[DecisionPointResolver, DecisionResolver],
  ...[ActionEvaluationPointsResolver, EvaluationAreaResolver],
  ...[EvaluationBenchmarkResolver, EvaluationPointResolver, EvaluationResolver],
  RiskEvaluationPointsResolver,
  ...[ActionResultsResolver, CommonControlBoardResolver],
  ...[CommonControlFiguresResolver, ControlPlanFiguresResolver],
  ...[ControlResultResolver, ControlTestsResolver, DecisionFollowUpReportResolver],
  ...[FollowUpReportResolver, FollowUpRoundBoardResolver, FollowUpRoundResolver],
  ...[FollowUpRowResolver, PlanItemFollowUpResolver, ReportedActionResolver],
  SchemeLightsResolver,
  GoverningDocumentResolver,
  ...[ApiTokenResolver, AppRoleGrantResolver, SubjectGrantResolver, SubjectResolver],
  MunicipalityResolver,
  ProcessResolver,
  ...[ControlStatementsResolver, DecisionQuestionResolver, QuestionResolver],
  StatedControlResolver,
  ...[ActionRisksResolver, AssessedRiskResolver, RiskAssessmentResolver],
  ...[BoardRiskDocumentsResolver, MunicipalityRiskDocumentsResolver],
  ...[RiskCategoryResolver, RiskMatrixResolver, RiskResolver],
  ...[RiskAssessmentRoundResolver, RiskCandidateResolver, RiskCandidatesResolver],
  ...[RiskCoverageResolver, RiskInRoundResolver],
  ...[InclusionRuleResolver, ScoringSchemeResolver],
  ...[DecisionSupervisionReportResolver, SupervisionReportResolver],
  ...[SupervisionRowResolver, UnchangedItemResolver],
] as const;

/** Builds the schema; services ask for permissions, input is checked in the domain, secrets are masked. */
export async function buildApiSchema(): Promise<GraphQLSchema> {
  // Apollo checks the schema when it starts; type-graphql's own check would be another half of the work.
  const schema = await buildSchema({
    resolvers: [...resolvers],
    validate: false,
    skipCheck: true,
  });
  notePlainFields(schema);
  followLinks(schema);
  answerMutationsOnce(schema);
  letMutationsFailAlone(schema);
  answerRecordPermissions(schema);
  checkArguments(schema);
  return guardSecretTexts(schema);
}

/** The schema as `schema/schema.graphql` holds it: sorted, so that a diff shows only real changes. */
export function printApiSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
