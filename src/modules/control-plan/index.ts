export { ActionPlanItemsResolver } from './action-fields.resolver';
export { CarryOverEntity } from './carry-over.entity';
export { CarryOverRepository } from './carry-over.repository';
export {
  CarryOverResolver,
  ControlPlanSettlementResolver,
  PlanItemSettlementResolver,
} from './carry-over.resolver';
export { PlanGoverningDocumentEntity } from './cited-document.entity';
export {
  CitedDocumentResolver,
  ControlPlanDocumentsResolver,
  GoverningDocumentPlansResolver,
} from './cited-document.resolver';
export { lacksCommonControls } from './common-drift.repository';
export { CommonItemResolver } from './common-items.resolver';
export { unchangedByPlan } from './continuation.loader';
export { ControlPlanEntity } from './control-plan.entity';
export {
  boardByItem,
  controlPlanById,
  planItemById,
  plannedControlsByItem,
} from './control-plan.loader';
export { ControlPlanRepository } from './control-plan.repository';
export { ControlPlanResolver } from './control-plan.resolver';
export { draftControlPlan } from './control-plan.service';
export { ControlPlan } from './control-plan.type';
export { DecisionControlPlanResolver } from './decision-fields.resolver';
export {
  ControlPlanDifferenceResolver,
  PlanDriftResolver,
  PlanItemContinuationResolver,
} from './difference.resolver';
export { PlanItemActionEntity, PlanItemEntity, PlannedControlEntity } from './plan-item.entity';
export {
  type PlanItemContent,
  PlanItemRepository,
  type PlannedControlContent,
} from './plan-item.repository';
export {
  PlanItemResolver,
  PlannedActionResolver,
  PlannedControlResolver,
} from './plan-item.resolver';
export {
  addPlanItem,
  addRisksTo,
  changePlanItem,
  stateNotApplicable,
} from './plan-item.service';
export { PlanItem, PlannedControl } from './plan-item.type';
export { ControlPlanItemsResolver, RiskPlanItemsResolver } from './register-fields.resolver';
export { StandingControlResolver } from './standing-control.resolver';
