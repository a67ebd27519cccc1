export { ActionResultsResolver } from './action-fields.resolver';
export {
  CommonControlBoardResolver,
  CommonControlFiguresResolver,
} from './common-control-fields.resolver';
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
export { DecisionFollowUpReportResolver } from './decision-fields.resolver';
export { SchemeLightsResolver } from './figures.resolver';
export { Figures } from './figures.type';
export { FollowUpReportEntity, FollowUpRowEntity } from './follow-up-report.entity';
export { FollowUpReportRepository } from './follow-up-report.repository';
export { FollowUpReportResolver, FollowUpRowResolver } from './follow-up-report.resolver';
export { type PlanItemStanding, standingOf } from './item-standing.repository';
