import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { answerMutationsOnce } from './kernel/graphql/answer-once';
import { checkArguments } from './kernel/graphql/check-arguments';
import { letMutationsFailAlone } from './kernel/graphql/fail-alone';
import { answerRecordPermissions } from './kernel/graphql/record-permissions';
import { guardSecretTexts } from './kernel/graphql/secret-texts';
import { ActionResolver } from './modules/action';
import {
  ActionAuditResponsesResolver,
  AuditAnswerResolver,
  AuditRecommendationResolver,
  AuditReportResolver,
  AuditResponseResolver,
  DecisionAuditAnswersResolver,
  DecisionPointAuditAnswersResolver,
} from './modules/audit-recommendation';
import { AuditEventResolver, SecurityEventResolver } from './modules/audit-trail';
import { ActionControlsResolver, ControlResolver, RiskControlsResolver } from './modules/control';
import {
  ActionPlanItemsResolver,
  CarryOverResolver,
  ControlPlanDifferenceResolver,
  ControlPlanItemsResolver,
  ControlPlanResolver,
  ControlPlanSettlementResolver,
  DecisionControlPlanResolver,
  PlanDriftResolver,
  PlanItemContinuationResolver,
  PlanItemResolver,
  PlanItemSettlementResolver,
  PlannedActionResolver,
  PlannedControlResolver,
  RiskPlanItemsResolver,
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
  ControlPlanFiguresResolver,
  ControlResultResolver,
  DecisionFollowUpReportResolver,
  FollowUpReportResolver,
  FollowUpRowResolver,
  PlanItemFollowUpResolver,
  ReportedActionResolver,
  SchemeLightsResolver,
} from './modules/follow-up';
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
  RiskAssessmentResolver,
  RiskCategoryResolver,
  RiskMatrixResolver,
  RiskResolver,
} from './modules/risk';
import { ScoringSchemeResolver } from './modules/scoring-scheme';

/** The API, one line per module. */
const resolvers = [
  ActionResolver,
  ...[ActionAuditResponsesResolver, AuditAnswerResolver, AuditRecommendationResolver],
  ...[AuditReportResolver, AuditResponseResolver],
  ...[DecisionAuditAnswersResolver, DecisionPointAuditAnswersResolver],
  ...[AuditEventResolver, SecurityEventResolver],
  ...[ActionControlsResolver, ControlResolver, RiskControlsResolver],
  ...[ActionPlanItemsResolver, ControlPlanItemsResolver, ControlPlanResolver],
  ...[DecisionControlPlanResolver, PlanItemResolver, PlannedActionResolver],
  ...[PlannedControlResolver, RiskPlanItemsResolver],
  ...[CarryOverResolver, ControlPlanSettlementResolver, PlanItemSettlementResolver],
  ...[ControlPlanDifferenceResolver, PlanDriftResolver, PlanItemContinuationResolver],
  ...[DecisionPointResolver, DecisionResolver],
  ...[EvaluationAreaResolver, EvaluationBenchmarkResolver, EvaluationResolver],
  ...[ActionEvaluationPointsResolver, EvaluationPointResolver, RiskEvaluationPointsResolver],
  ...[ActionResultsResolver, ControlResultResolver, DecisionFollowUpReportResolver],
  ...[ControlPlanFiguresResolver, SchemeLightsResolver],
  ...[FollowUpReportResolver, FollowUpRowResolver, PlanItemFollowUpResolver],
  ReportedActionResolver,
  ...[ApiTokenResolver, AppRoleGrantResolver, SubjectGrantResolver, SubjectResolver],
  MunicipalityResolver,
  ProcessResolver,
  ...[ControlStatementsResolver, DecisionQuestionResolver, QuestionResolver, StatedControlResolver],
  ...[ActionRisksResolver, AssessedRiskResolver, RiskAssessmentResolver],
  ...[RiskCategoryResolver, RiskMatrixResolver, RiskResolver],
  ScoringSchemeResolver,
] as const;

/** Builds the schema; services ask for permissions, input is checked in the domain, secrets are masked. */
export async function buildApiSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({ resolvers: [...resolvers], validate: false });
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
