export { ActionResultsResolver } from './action-fields.resolver';
export {
  CommonControlBoardResolver,
  CommonControlFiguresResolver,
} from './common-control-fields.resolver';
export { ControlTestsResolver } from './control-fields.resolver';
export { ControlPlanFiguresResolver } from './control-plan-fields.resolver';
export {
  ControlResultEntity,
  DeviationEntity,
  EvidenceEntity,
  ResultActionEntity,
  ResultPlannedControlEntity,
  UnitResultEntity,
} from './control-result.entity';
export { ControlResultRepository } from './control-result.repository';
export {
  ControlResultResolver,
  PlanItemFollowUpResolver,
  ReportedActionResolver,
} from './control-result.resolver';
export {
  assessResult,
  correctResult,
  recordResult,
  withdrawAssessment,
} from './control-result.service';
export { ControlResult, Deviation, ReportedAction } from './control-result.type';
export { DecisionFollowUpReportResolver } from './decision-fields.resolver';
export { SchemeLightsResolver } from './figures.resolver';
export { Figures } from './figures.type';
export { deviationById, reportById, resultById } from './follow-up.loader';
export { reportedActionJson } from './follow-up.sql';
export { FollowUpReportEntity, FollowUpRowEntity } from './follow-up-report.entity';
export { FollowUpReportRepository } from './follow-up-report.repository';
export { FollowUpReportResolver, FollowUpRowResolver } from './follow-up-report.resolver';
export { FollowUpReport, ReportMove } from './follow-up-report.type';
export { FollowUpRoundEntity } from './follow-up-round.entity';
export { roundById } from './follow-up-round.loader';
export { FollowUpRoundRepository } from './follow-up-round.repository';
export { FollowUpRoundBoardResolver, FollowUpRoundResolver } from './follow-up-round.resolver';
export { FollowUpRound } from './follow-up-round.type';
export type { ReportedActionContent, ResultContent } from './follow-up-row';
export { type PlanItemStanding, reportedStandingOf, standingOf } from './item-standing.repository';
