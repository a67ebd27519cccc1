import { type BatchLoad, groupedBy, rowById, rowsByLink } from '../../kernel/loaders';
import { ControlPlanEntity } from './control-plan.entity';
import { PlanItemActionEntity, PlanItemEntity } from './plan-item.entity';
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

const LATEST_PLAN_FIRST = `(
  SELECT ARRAY[plan.year, plan.revision] FROM control_plan plan
  WHERE plan.municipality_id = row.municipalityId AND plan.id = row.planId) DESC,
  row.planId, row.number`;

const itemRowsByAction = rowsByLink(PlanItemEntity, {
  link: PlanItemActionEntity,
  from: 'actionId',
  to: 'itemId',
  orderBy: LATEST_PLAN_FIRST,
});

/** The items that have each action carried out, those of the latest plan first. */
export const itemsByAction: BatchLoad<string, PlanItemContent[]> = async (tx, actionIds) => {
  const rows = await itemRowsByAction(tx, actionIds);
  const ids = [...rows.values()].flat().map(({ id }) => id);
  const contents = await planItemById(tx, ids);
  return new Map(
    [...rows].map(([actionId, items]) => [
      actionId,
      items.flatMap(({ id }) => contents.get(id) ?? []),
    ]),
  );
};
