export { DecisionSupervisionReportResolver } from './decision-fields.resolver';
export {
  SupervisionJudgementEntity,
  SupervisionReportEntity,
  SupervisionRowEntity,
} from './supervision-report.entity';
export { SupervisionReportRepository } from './supervision-report.repository';
export {
  SupervisionReportResolver,
  SupervisionRowResolver,
  UnchangedItemResolver,
} from './supervision-report.resolver';
export { storeSupervisionRows, supervisionRowsOf } from './supervision-row.repository';
