import { authorise } from '../../kernel/authorisation';
import type { RequestContext } from '../../kernel/request-context';
import { CarryOverRepository } from './carry-over.repository';
import {
  type ComparedPlans,
  continuationByItem,
  differencesOf,
  type PlanDifference,
} from './continuation.loader';
import { ControlPlanRepository } from './control-plan.repository';
import { assertComparable } from './domain/plan-start';
import type { PlanItemContent } from './plan-item.repository';

/**
 * How the items of a plan differ from those of another one of the same board: another revision, or the
 * plan of the year before, also that of a board that was merged into it. Null when there is no such plan.
 *
 * @throws DomainError BAD_USER_INPUT for plans that have nothing in common.
 */
export function differenceBetween(
  request: RequestContext,
  plans: ComparedPlans,
): Promise<PlanDifference | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read(async (tx) => {
    const repository = new ControlPlanRepository(tx);
    const from = await repository.find(plans.fromPlanId);
    const to = await repository.find(plans.toPlanId);
    if (!from || !to) return null;
    const answers = await new CarryOverRepository(tx).answersFor(from.boardId, to.boardId);
    assertComparable(from, to, answers);
    const [difference] = await differencesOf(tx, [plans]);
    return difference ?? null;
  });
}

/** The item of the year before that an item continues; null for a new one. */
export async function previousOfItem(
  { loaders }: RequestContext,
  id: string,
): Promise<PlanItemContent | null> {
  return (await loaders.load(continuationByItem, id))?.previous ?? null;
}

/** Whether an item is as it was the year before; null for a new one. */
export async function isItemUnchanged(
  { loaders }: RequestContext,
  id: string,
): Promise<boolean | null> {
  return (await loaders.load(continuationByItem, id))?.isUnchanged ?? null;
}

/** Whether the risk of an item was assessed for the year of its plan; null for a new one or without a risk. */
export async function isRiskReassessed(
  { loaders }: RequestContext,
  id: string,
): Promise<boolean | null> {
  return (await loaders.load(continuationByItem, id))?.isRiskReassessed ?? null;
}
