import { type BatchLoad, groupedBy, rowBy, rowsByParent } from '../../kernel/loaders';
import { CarryOverEntity } from './carry-over.entity';
import { CarryOverRepository, type ItemSettlement } from './carry-over.repository';
import { planItemById } from './control-plan.loader';
import type { PlanItemContent } from './plan-item.repository';

/** What each item was carried over to, by its stable id. */
export const carryOverByItem = rowBy(CarryOverEntity, 'fromStableId');

/** What was carried over to each item, by its stable id, the first first. */
export const carryOversToItem = rowsByParent(CarryOverEntity, 'toStableId', {
  carriedOn: 'ASC',
  fromStableId: 'ASC',
});

/** What has become of every item of each plan, in order. */
export const settlementsByPlan: BatchLoad<string, ItemSettlement[]> = async (tx, planIds) =>
  groupedBy(await new CarryOverRepository(tx).settlements(planIds), ({ planId }) => planId);

/** Each item by its stable id, as it is in the revision in force, else in the latest one. */
export const currentItemByStableId: BatchLoad<string, PlanItemContent> = async (tx, stableIds) => {
  const ids = await new CarryOverRepository(tx).currentItemIds(stableIds);
  const items = await planItemById(tx, [...ids.values()]);
  return new Map(
    [...ids].flatMap(([stableId, id]) => {
      const item = items.get(id);
      return item ? [[stableId, item] as const] : [];
    }),
  );
};
