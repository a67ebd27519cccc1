import { authorise } from '../../kernel/authorisation';
import { type Optional, readInput } from '../../kernel/input';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import { assertMayDisclose, assertRaised, type Sensitivity } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { CommonControlRepository } from '../common-control';
import type { ControlEntity } from '../control';
import { CarryOverRepository } from './carry-over.repository';
import type { ControlPlanEntity } from './control-plan.entity';
import { ControlPlanRepository } from './control-plan.repository';
import { assertNothingCarriedThere } from './domain/carry-over';
import { assertCommon, assertRemovable, checkCommonChange } from './domain/common-item';
import { checkTested, hasEndedBefore, type PlanItemKind } from './domain/plan-item';
import type { PlanItemEntity } from './plan-item.entity';
import {
  ownSensitivity,
  type PlanItemContent,
  PlanItemRepository,
  type PlannedControlContent,
} from './plan-item.repository';
import { type ChangedPlanItem, changedItem, openItem, openPlan } from './plan-item-change';
import {
  addItem,
  boardsOf,
  type CheckedValues,
  type PlanItemValues,
  previousOf,
  readValues,
  setParts,
  subjectOf,
} from './plan-item-content';

/** An item of a plan of the municipality; null when there is none with the id. */
export async function findPlanItem(
  request: RequestContext,
  id: string,
): Promise<PlanItemContent | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read(async (tx) => {
    const items = new PlanItemRepository(tx);
    const [item] = (await items.find(id)) ? await items.byIds([id]) : [];
    return item ?? null;
  });
}

/** A control that a plan of the municipality has; null when there is none with the id. */
export function findPlannedControl(
  request: RequestContext,
  id: string,
): Promise<PlannedControlContent | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new PlanItemRepository(tx).findPlannedControl(id));
}

/** A new item, last in a draft that the caller saw at `expectedVersion`. */
export interface AddPlanItem extends PlanItemValues {
  readonly planId: string;
  readonly expectedVersion: number;
  readonly kind: PlanItemKind;
}

/**
 * Adds an item to a draft.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, FROZEN, ILLEGAL_MOVE, STALE_VERSION, or
 *   CONFLICT when the plan says that it has none of the kind.
 */
export async function addPlanItem(
  request: RequestContext,
  { planId, expectedVersion, kind, ...raw }: AddPlanItem,
): Promise<ChangedPlanItem> {
  authorise(request.actor, 'control-plan:draft', null);
  const values = readInput((input) => {
    checkTested(input, kind, raw.isTested ?? undefined);
    return readValues(input, raw);
  });
  return request.unitOfWork.write('PLAN_ITEM_ADDED', async (tx) => {
    const plan = await openPlan(tx, request, planId);
    assertVersion(plan, expectedVersion);
    return changedItem(tx, plan, await addItem(tx, plan, kind, values));
  });
}

/** A risk that is to be in a plan, with the controls of the register about it. */
export interface RiskToPlan {
  readonly riskId: string;
  readonly controls: readonly Pick<ControlEntity, 'id' | 'boardId' | 'endedOn'>[];
}

/**
 * Adds risks to a draft, as a part of a larger command: an own control each, with those of their
 * controls that the plan can have. A risk that the plan has an item about is left out.
 *
 * @returns the plan afterwards, and the ids of the new items in order.
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, FROZEN, ILLEGAL_MOVE, STALE_VERSION, or
 *   CONFLICT when the plan says that it has no own controls.
 */
export async function addRisksTo(
  request: RequestContext,
  tx: Tx,
  { planId, expectedVersion }: { readonly planId: string; readonly expectedVersion: number },
  risksFor: (plan: ControlPlanEntity) => Promise<readonly RiskToPlan[]>,
): Promise<{ readonly controlPlan: ControlPlanEntity; readonly itemIds: string[] }> {
  const plan = await openPlan(tx, request, planId);
  assertVersion(plan, expectedVersion);
  const risks = await risksFor(plan);
  const boardIds = await boardsOf(tx, plan);
  const planned = await new PlanItemRepository(tx).riskIdsIn(planId);
  const itemIds: string[] = [];
  for (const { riskId, controls } of risks.filter((each) => !planned.includes(each.riskId))) {
    const usable = controls.filter(
      (control) =>
        (control.boardId === null || boardIds.includes(control.boardId)) &&
        !hasEndedBefore(control, plan.year),
    );
    const values = readInput((input) =>
      readValues(input, { riskId, controls: usable.map(({ id }) => ({ controlId: id })) }),
    );
    itemIds.push(await addItem(tx, plan, 'OWN_CONTROL', values));
  }
  if (itemIds.length === 0) return { controlPlan: plan, itemIds };
  const controlPlan = await new ControlPlanRepository(tx).change(plan.id, plan.version, {});
  return { controlPlan, itemIds };
}

/** What is to change in an item, as the caller saw it at `expectedVersion`. Its kind stays. */
export interface ChangePlanItem extends PlanItemValues {
  readonly planItemId: string;
  readonly expectedVersion: number;
}

/**
 * Changes an item of a draft. With other controls it stays as secret as those it had made it, unless
 * somebody who may read it says otherwise.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, FROZEN, ILLEGAL_MOVE, STALE_VERSION, or
 *   CONFLICT when it is not to be tested though an item of last year's is carried over to it.
 */
export async function changePlanItem(
  request: RequestContext,
  { planItemId, expectedVersion, ...raw }: ChangePlanItem,
): Promise<ChangedPlanItem> {
  authorise(request.actor, 'control-plan:draft', null);
  const values = readInput((input) => readValues(input, raw));
  return request.unitOfWork.write('PLAN_ITEM_CHANGED', async (tx) => {
    const items = new PlanItemRepository(tx);
    const { plan, item } = await openItem(tx, request, planItemId);
    assertVersion(item, expectedVersion);
    const { note, isTested } = values;
    readInput((input) => checkTested(input, item.kind, isTested));
    const [content] = (await items.getContents([planItemId])) as [PlanItemContent];
    assertMayDisclose(request.actor, content.secrecy, { sensitivity: values.sensitivity });
    const kept = values.controls && ownSensitivity(item, content);
    const sensitivity = values.sensitivity ?? kept;
    if (isTested === false) await assertNothingCarriedTo(tx, item);
    if (item.commonControlId) await checkCommon(tx, item, values);
    const subject = await subjectOf(tx, plan, item, values);
    const previousItemId = await previousOf(tx, plan, values);
    const own = { note, sensitivity, isTested, previousItemId };
    await items.change(planItemId, expectedVersion, { ...subject, ...own });
    await setParts(tx, plan, item, values);
    return changedItem(tx, plan, planItemId);
  });
}

/** An item that is to be more secret, as the caller saw it at `expectedVersion`, and why. */
export interface RaisePlanItemSensitivity {
  readonly planItemId: string;
  readonly expectedVersion: number;
  readonly sensitivity: Sensitivity;
  readonly reason: string;
}

/**
 * Makes an item more secret in every revision of its plan, also where it is frozen. No text changes.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND or STALE_VERSION.
 */
export async function raisePlanItemSensitivity(
  request: RequestContext,
  { planItemId, expectedVersion, sensitivity, reason: raw }: RaisePlanItemSensitivity,
): Promise<ChangedPlanItem> {
  authorise(request.actor, 'control-plan:draft', null);
  const reason = readInput((input) => input.requiredText('reason', raw));
  return request.unitOfWork.write('PLAN_ITEM_SENSITIVITY_RAISED', async (tx) => {
    const items = new PlanItemRepository(tx);
    const plan = await new ControlPlanRepository(tx).lock((await items.get(planItemId)).planId);
    authorise(request.actor, 'control-plan:draft', plan.boardId);
    const item = await items.lock(planItemId);
    assertVersion(item, expectedVersion);
    assertRaised(item.sensitivity, sensitivity);
    await items.raiseSensitivity(item.stableId, sensitivity, reason);
    return changedItem(tx, plan, planItemId);
  });
}

/** An item that is to leave its draft. */
export interface RemovePlanItem {
  readonly planItemId: string;
  readonly expectedVersion: number;
}

/**
 * Takes an item out of a draft. It was never decided on, and the audit trail remembers it.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, FROZEN, ILLEGAL_MOVE, STALE_VERSION, or CONFLICT while the
 *   executive board has decided that the plan has it, or an item of last year's is carried over to it.
 */
export async function removePlanItem(
  request: RequestContext,
  { planItemId, expectedVersion }: RemovePlanItem,
): Promise<ControlPlanEntity> {
  authorise(request.actor, 'control-plan:draft', null);
  return request.unitOfWork.write('PLAN_ITEM_REMOVED', async (tx) => {
    const items = new PlanItemRepository(tx);
    const { plan, item } = await openItem(tx, request, planItemId);
    assertVersion(item, expectedVersion);
    assertRemovable(await isDecidedFor(tx, plan, item));
    await assertNothingCarriedTo(tx, item);
    await items.remove(item);
    return new ControlPlanRepository(tx).change(plan.id, plan.version, {});
  });
}

/** Why a common control does not apply to the board, as the caller saw the item at `expectedVersion`. */
export interface StateNotApplicable {
  readonly planItemId: string;
  readonly expectedVersion: number;
  /** Must be given; null takes it back. */
  readonly reason?: Optional<string>;
}

/**
 * States in a draft why a common control does not apply to the board, or takes it back.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, FROZEN, ILLEGAL_MOVE, STALE_VERSION, or
 *   CONFLICT when the item is no common control, or an item of last year's is carried over to it.
 */
export async function stateNotApplicable(
  request: RequestContext,
  { planItemId, expectedVersion, reason: raw }: StateNotApplicable,
): Promise<ChangedPlanItem> {
  authorise(request.actor, 'control-plan:draft', null);
  const reason = readInput((input) => (raw === null ? null : input.requiredText('reason', raw)));
  return request.unitOfWork.write('NOT_APPLICABLE_STATED', async (tx) => {
    const { plan, item } = await openItem(tx, request, planItemId);
    assertVersion(item, expectedVersion);
    assertCommon(item.kind);
    if (reason !== null) await assertNothingCarriedTo(tx, item);
    const changes = { notApplicableReason: reason };
    await new PlanItemRepository(tx).change(planItemId, expectedVersion, changes);
    return changedItem(tx, plan, planItemId);
  });
}

async function checkCommon(tx: Tx, item: PlanItemEntity, values: CheckedValues): Promise<void> {
  const planned = await new PlanItemRepository(tx).plannedControls([item.id]);
  const controlIds = planned.map(({ controlId }) => controlId);
  readInput((input) => checkCommonChange(input, item, values, controlIds));
}

async function assertNothingCarriedTo(tx: Tx, item: PlanItemEntity): Promise<void> {
  const isThere = await new CarryOverRepository(tx).isCarriedToItem(item);
  assertNothingCarriedThere('PlanItem', isThere);
}

/** True while the executive board has decided that the item is in the board's plan. */
async function isDecidedFor(tx: Tx, plan: ControlPlanEntity, item: PlanItemEntity) {
  if (!item.commonControlId) return false;
  return new CommonControlRepository(tx).concerns(item.commonControlId, plan.boardId);
}
