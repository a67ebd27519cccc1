import { authorise } from '../../kernel/authorisation';
import { DomainError } from '../../kernel/errors';
import { type Optional, readInput } from '../../kernel/input';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import type { Tx } from '../../kernel/unit-of-work';
import { settlementsByPlan } from './carry-over.loader';
import { CarryOverRepository, type ItemSettlement } from './carry-over.repository';
import type { ControlPlanEntity } from './control-plan.entity';
import { itemsByPlan } from './control-plan.loader';
import { ControlPlanRepository } from './control-plan.repository';
import { assertCarriesOver, checkCarryOver, type Settlement } from './domain/carry-over';
import { type PlanItemContent, PlanItemRepository } from './plan-item.repository';

/** What has become of an item until now. */
export async function settlementOfItem(
  { loaders }: RequestContext,
  { id, planId }: Pick<PlanItemContent, 'id' | 'planId'>,
): Promise<Settlement> {
  const items = await loaders.loadList(settlementsByPlan, planId);
  return settlementIn(items, id);
}

/** The items of a plan that are not settled, in order. */
export async function openItemsOfPlan(
  { loaders }: RequestContext,
  planId: string,
): Promise<PlanItemContent[]> {
  const [items, settlements] = await Promise.all([
    loaders.loadList(itemsByPlan, planId),
    loaders.loadList(settlementsByPlan, planId),
  ]);
  const open = new Set(
    settlements.filter(({ settlement }) => settlement === 'OPEN').map(({ itemId }) => itemId),
  );
  return items.filter(({ id }) => open.has(id));
}

/** An item of a plan in force, and the item of next year's plan that goes on with it. */
export interface CarryOverPlanItem {
  readonly planItemId: string;
  /** The version of the item that is carried over. */
  readonly expectedVersion: number;
  readonly toPlanItemId: string;
  readonly motive?: Optional<string>;
  /** Today when it is left out. */
  readonly carriedOn?: Optional<string>;
}

/** Both ends of a carry-over. */
export interface CarriedOverPlanItem {
  readonly planItem: PlanItemContent;
  readonly toPlanItem: PlanItemContent;
}

/**
 * Carries an open item over to an item of next year's plan, or the open actions of one that is settled.
 * A draft gets the open actions too; when that plan stands still already, its follow-up tells them.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, ILLEGAL_MOVE unless the year goes on,
 *   STALE_VERSION, or CONFLICT when nothing is left of the item, or nothing more is expected of the other one.
 */
export async function carryOverPlanItem(
  request: RequestContext,
  { planItemId, expectedVersion, toPlanItemId, ...raw }: CarryOverPlanItem,
): Promise<CarriedOverPlanItem> {
  authorise(request.actor, 'control-plan:draft', null);
  const today = request.clock.today();
  const { motive, carriedOn } = readInput((input) => ({
    motive: input.text('motive', raw.motive) ?? null,
    carriedOn: input.pastDay('carriedOn', raw.carriedOn, today) ?? today,
  }));
  return request.unitOfWork.write('PLAN_ITEM_CARRIED_OVER', async (tx) => {
    const plans = new ControlPlanRepository(tx);
    const items = new PlanItemRepository(tx);
    const carryOvers = new CarryOverRepository(tx);
    const from = await lockedPlanOf(tx, request, planItemId);
    const item = await items.get(planItemId);
    const to = await planGoneTo(tx, from, toPlanItemId);
    const toItem = await items.get(toPlanItemId);
    assertVersion(item, expectedVersion);
    const settlements = await carryOvers.settlements([from.id, to.id]);
    checkCarryOver({
      from,
      settlement: settlementIn(settlements, item.id),
      ...(await carryOvers.leftOf(item)),
      to,
      target: { ...toItem, settlement: settlementIn(settlements, toItem.id) },
      boardAnswers: await carryOvers.answersFor(from.boardId, to.boardId),
    });
    authorise(request.actor, 'control-plan:draft', to.boardId);
    await carryOvers.insert({
      fromItemId: item.id,
      fromStableId: item.stableId,
      toItemId: toItem.id,
      toStableId: toItem.stableId,
      motive,
      carriedBy: request.actor.subject,
      carriedOn,
    });
    await items.change(item.id, expectedVersion, {});
    if (to.state === 'DRAFT') {
      await carryOvers.linkOpenActions([item.id], to.id, [toItem.id]);
      await items.change(toItem.id, toItem.version, {});
      await plans.change(to.id, to.version, {});
    }
    const [planItem, toPlanItem] = await items.getContents([item.id, toItem.id]);
    return { planItem, toPlanItem } as CarriedOverPlanItem;
  });
}

/** An item that is not to be carried over after all, as the caller saw it. */
export interface WithdrawCarryOver {
  readonly planItemId: string;
  readonly expectedVersion: number;
}

/**
 * Takes back that an item is carried over; it is open again, or whatever else has become of it. The
 * actions that next year's draft got stay there until somebody takes them out.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND also when the item is not carried over, ILLEGAL_MOVE once
 *   the plan is closed, or STALE_VERSION.
 */
export async function withdrawCarryOver(
  request: RequestContext,
  { planItemId, expectedVersion }: WithdrawCarryOver,
): Promise<PlanItemContent> {
  authorise(request.actor, 'control-plan:draft', null);
  return request.unitOfWork.write('CARRY_OVER_WITHDRAWN', async (tx) => {
    const plan = await lockedPlanOf(tx, request, planItemId);
    const items = new PlanItemRepository(tx);
    const item = await items.get(planItemId);
    assertVersion(item, expectedVersion);
    assertCarriesOver(plan.state);
    if (!(await new CarryOverRepository(tx).remove(item.stableId))) {
      throw new DomainError('NOT_FOUND', { type: 'CarryOver', id: planItemId });
    }
    await items.change(item.id, expectedVersion, {});
    const [planItem] = await items.getContents([item.id]);
    return planItem as PlanItemContent;
  });
}

/** The plan of an item, locked, so that nobody closes it meanwhile; for whoever may draft plans of its board. */
async function lockedPlanOf(tx: Tx, request: RequestContext, planItemId: string) {
  const { planId } = await new PlanItemRepository(tx).get(planItemId);
  const plan = await new ControlPlanRepository(tx).lock(planId);
  authorise(request.actor, 'control-plan:draft', plan.boardId);
  return plan;
}

function settlementIn(items: readonly ItemSettlement[], id: string): Settlement {
  return items.find(({ itemId }) => itemId === id)?.settlement ?? 'OPEN';
}

/** The plan of the item that another one goes to, locked, so that neither changes meanwhile. */
async function planGoneTo(tx: Tx, from: ControlPlanEntity, toPlanItemId: string) {
  const { planId } = await new PlanItemRepository(tx).get(toPlanItemId);
  return planId === from.id ? from : new ControlPlanRepository(tx).lock(planId);
}
