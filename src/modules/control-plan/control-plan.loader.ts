import { type BatchLoad, groupedBy, rowById } from '../../kernel/loaders';
import { ControlPlanEntity } from './control-plan.entity';
import {
  type PlanItemContent,
  PlanItemRepository,
  type PlannedActionContent,
  type PlannedControlContent,
} from './plan-item.repository';

/** Plans by id. */
export const controlPlanById = rowById(ControlPlanEntity);

/** The items of each plan, in order. */
export const itemsByPlan: BatchLoad<string, PlanItemContent[]> = async (tx, planIds) =>
  groupedBy(await new PlanItemRepository(tx).ofPlans(planIds), ({ planId }) => planId);

/** Items by id. */
export const planItemById: BatchLoad<string, PlanItemContent> = async (tx, ids) =>
  new Map((await new PlanItemRepository(tx).byIds(ids)).map((item) => [item.id, item]));

/** The planned controls of each item, in order. */
export const plannedControlsByItem: BatchLoad<string, PlannedControlContent[]> = async (
  tx,
  itemIds,
) => groupedBy(await new PlanItemRepository(tx).plannedControls(itemIds), ({ itemId }) => itemId);

/** The planned actions of each item, in order. */
export const plannedActionsByItem: BatchLoad<string, PlannedActionContent[]> = async (
  tx,
  itemIds,
) => groupedBy(await new PlanItemRepository(tx).plannedActions(itemIds), ({ itemId }) => itemId);
