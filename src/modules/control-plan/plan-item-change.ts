import { authorise } from '../../kernel/authorisation';
import type { RequestContext } from '../../kernel/request-context';
import type { Tx } from '../../kernel/unit-of-work';
import type { ControlPlanEntity } from './control-plan.entity';
import { ControlPlanRepository } from './control-plan.repository';
import { assertContentsOpen } from './domain/plan-state';
import { type PlanItemContent, PlanItemRepository } from './plan-item.repository';

/** An item with the plan that it is in, whose version counts every change below it. */
export interface ChangedPlanItem {
  readonly planItem: PlanItemContent;
  readonly controlPlan: ControlPlanEntity;
}

/** An item with its plan, locked; read anew under the lock, since another caller may have been first. */
export async function openItem(tx: Tx, request: RequestContext, itemId: string) {
  const items = new PlanItemRepository(tx);
  const plan = await openPlan(tx, request, (await items.get(itemId)).planId);
  return { plan, item: await items.get(itemId) };
}

/**
 * The plan, locked, when its contents may change and the caller may change them.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, FROZEN or ILLEGAL_MOVE.
 */
export async function openPlan(
  tx: Tx,
  request: RequestContext,
  planId: string,
): Promise<ControlPlanEntity> {
  const plan = await new ControlPlanRepository(tx).lock(planId);
  authorise(request.actor, 'control-plan:draft', plan.boardId);
  assertContentsOpen(plan.state);
  return plan;
}

/** An item that was written, with its plan, whose version it counts up. */
export async function changedItem(
  tx: Tx,
  plan: ControlPlanEntity,
  itemId: string,
): Promise<ChangedPlanItem> {
  const controlPlan = await new ControlPlanRepository(tx).change(plan.id, plan.version, {});
  const [planItem] = await new PlanItemRepository(tx).byIds([itemId]);
  if (!planItem) throw new Error(`The plan item ${itemId} was written but cannot be read`);
  return { planItem, controlPlan };
}
