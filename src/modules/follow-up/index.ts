export {
  ControlResultEntity,
  DeviationEntity,
  EvidenceEntity,
  ResultActionEntity,
  ResultPlannedControlEntity,
  UnitResultEntity,
} from './control-result.entity';
export {
  ControlResultResolver,
  PlanItemFollowUpResolver,
  ReportedActionResolver,
} from './control-result.resolver';
export { FollowUpReportEntity, FollowUpRowEntity } from './follow-up-report.entity';
export { FollowUpReportResolver, FollowUpRowResolver } from './follow-up-report.resolver';
