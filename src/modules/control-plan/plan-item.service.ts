import { randomUUID } from 'node:crypto';
import { authorise } from '../../kernel/authorisation';
import { invalid, type UserMessage } from '../../kernel/errors';
import {
  afterChange,
  type InputReader,
  listOf,
  type Optional,
  readInput,
} from '../../kernel/input';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import {
  assertMayDisclose,
  assertRaised,
  readSensitivity,
  type Sensitivity,
} from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { ActionRepository } from '../action';
import { CommonControlRepository } from '../common-control';
import { type ControlEntity, ControlRepository } from '../control';
import { checkCases } from '../control/domain/cases';
import type { ControlMethod } from '../control/domain/control';
import { BoardSuccessionRepository } from '../municipality';
import { ProcessRepository } from '../process';
import { RiskRepository } from '../risk';
import { ScoringSchemeRepository } from '../scoring-scheme';
import { scoreOf } from '../scoring-scheme/domain/score';
import { CarryOverRepository } from './carry-over.repository';
import type { ControlPlanEntity } from './control-plan.entity';
import { ControlPlanRepository } from './control-plan.repository';
import { assertNothingCarriedThere } from './domain/carry-over';
import { assertCommon, assertRemovable, checkCommonChange } from './domain/common-item';
import {
  assertKindAllowed,
  checkControlsAllowed,
  checkSubject,
  checkTested,
  hasEndedBefore,
  type PlanItemKind,
  type PlanItemSubject,
} from './domain/plan-item';
import { assertContentsOpen } from './domain/plan-state';
import type { PlanItemEntity } from './plan-item.entity';
import {
  type PlanItemContent,
  PlanItemRepository,
  type PlannedControlContent,
  type PlannedControlPart,
} from './plan-item.repository';

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

/** A control to be performed; what is left out is as the register has it. */
export interface PlanControl {
  readonly controlId: string;
  readonly methods?: Optional<readonly ControlMethod[]>;
  readonly population?: Optional<number>;
  readonly sample?: Optional<number>;
}

/** What can be said of an item; what is left out stays, or is unknown in a new one. */
export interface PlanItemValues {
  readonly riskId?: Optional<string>;
  readonly processId?: Optional<string>;
  readonly title?: Optional<string>;
  readonly likelihood?: Optional<number>;
  readonly consequence?: Optional<number>;
  readonly value?: Optional<number>;
  readonly note?: Optional<string>;
  readonly sensitivity?: Optional<Sensitivity>;
  /** Only for a standing control, which a plan may rely on without testing it; true when never said. */
  readonly isTested?: Optional<boolean>;
  /** All controls of the item, in order. */
  readonly controls?: Optional<readonly PlanControl[]>;
  /** All actions of the item, in order. */
  readonly actionIds?: Optional<readonly string[]>;
}

/** A new item, last in a draft that the caller saw at `expectedVersion`. */
export interface AddPlanItem extends PlanItemValues {
  readonly planId: string;
  readonly expectedVersion: number;
  readonly kind: PlanItemKind;
}

/** An item with the plan that it is in, whose version counts every change below it. */
export interface ChangedPlanItem {
  readonly planItem: PlanItemContent;
  readonly controlPlan: ControlPlanEntity;
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

async function addItem(
  tx: Tx,
  plan: ControlPlanEntity,
  kind: PlanItemKind,
  values: CheckedValues,
): Promise<string> {
  assertKindAllowed(plan.noneOfKinds, kind);
  const items = new PlanItemRepository(tx);
  const item = await items.insert({
    planId: plan.id,
    kind,
    stableId: randomUUID(),
    number: await items.nextNumber(plan.id),
    note: values.note ?? null,
    sensitivity: values.sensitivity,
    isTested: values.isTested,
    stated: null,
    ...(await subjectOf(tx, plan, emptySubject, values)),
  });
  await setParts(tx, plan, item, values);
  return item.id;
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
 * Changes an item of a draft.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, FROZEN, ILLEGAL_MOVE or STALE_VERSION.
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
    const { note, sensitivity, isTested } = values;
    readInput((input) => checkTested(input, item.kind, isTested));
    const secrecy = { sensitivity: item.sensitivity, boardId: plan.boardId };
    assertMayDisclose(request.actor, secrecy, { sensitivity });
    if (item.commonControlId) await checkCommon(tx, item, values);
    const subject = await subjectOf(tx, plan, item, values);
    await items.change(planItemId, expectedVersion, { ...subject, note, sensitivity, isTested });
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
    const isThere = await new CarryOverRepository(tx).isCarriedToItem(item);
    assertNothingCarriedThere('PlanItem', isThere);
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
 *   CONFLICT when the item is no common control.
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

/** True while the executive board has decided that the item is in the board's plan. */
async function isDecidedFor(tx: Tx, plan: ControlPlanEntity, item: PlanItemEntity) {
  if (!item.commonControlId) return false;
  return new CommonControlRepository(tx).concerns(item.commonControlId, plan.boardId);
}

/** An item with its plan, locked; read anew under the lock, since another caller may have been first. */
async function openItem(tx: Tx, request: RequestContext, itemId: string) {
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

function readValues(input: InputReader, raw: PlanItemValues) {
  return {
    ...raw,
    title: input.line('title', raw.title),
    note: input.text('note', raw.note),
    sensitivity: readSensitivity(input, raw.sensitivity),
    isTested: input.ifGiven(raw.isTested, () => readTested(input, raw.isTested)),
    controls: listOf(raw.controls)?.map((control, index) => ({
      ...control,
      population: input.count(`controls.${index}.population`, control.population),
      sample: input.count(`controls.${index}.sample`, control.sample),
    })),
    actionIds: listOf(raw.actionIds),
  };
}

function readTested(input: InputReader, raw: Optional<boolean>): boolean | undefined {
  if (raw === null) input.fault('isTested', { sv: 'får inte vara tomt', en: 'must not be empty' });
  return raw ?? undefined;
}

type CheckedValues = ReturnType<typeof readValues>;

const emptySubject: PlanItemSubject = {
  riskId: null,
  processId: null,
  title: null,
  likelihood: null,
  consequence: null,
  value: null,
};

/** What the item is about after the change, with the value and band that follow. */
async function subjectOf(
  tx: Tx,
  plan: ControlPlanEntity,
  before: PlanItemSubject,
  values: CheckedValues,
) {
  const { riskId, processId, title, likelihood, consequence, value } = before;
  const { note: _note, sensitivity: _own, controls: _controls, ...rest } = values;
  const { actionIds: _actionIds, isTested: _isTested, ...changes } = rest;
  const scheme = await new ScoringSchemeRepository(tx).read(plan.schemeId);
  // A value that was computed from the levels is not stated again.
  const stated = scheme.method === 'MANUAL' ? value : null;
  const subject = afterChange<PlanItemSubject>(
    { riskId, processId, title, likelihood, consequence, value: stated },
    changes,
  );
  checkSubject(subject);
  if (subject.processId) await new ProcessRepository(tx).get(subject.processId);
  if (subject.riskId) {
    const risk = await new RiskRepository(tx).get(subject.riskId);
    const boardIds = await boardsOf(tx, plan);
    if (!boardIds.includes(risk.boardId)) throw invalid('riskId', ofAnotherBoard);
    if (hasEndedBefore(risk, plan.year)) throw invalid('riskId', ended);
    return { ...emptySubject, riskId: risk.id, schemeId: null, bandCode: null };
  }
  const score = scoreOf(scheme, subject);
  const isScored = [score.likelihood, score.consequence, score.value].some((each) => each !== null);
  return {
    riskId: null,
    title: subject.title,
    processId: subject.processId,
    ...score,
    schemeId: isScored ? plan.schemeId : null,
  };
}

const ended: UserMessage = {
  sv: 'upphörde före planens år',
  en: 'ended before the year of the plan',
};

/**
 * The boards whose risks and controls a plan may have: its own, and those that came after it. The last
 * plan of a board that was merged goes on, though what it is about is with the successor already.
 */
export async function boardsOf(tx: Tx, { boardId }: ControlPlanEntity): Promise<readonly string[]> {
  const successors = await new BoardSuccessionRepository(tx).successorsOf([boardId]);
  return [boardId, ...(successors.get(boardId) ?? [])];
}

const ofAnotherBoard: UserMessage = {
  sv: 'hör till en annan nämnd',
  en: 'belongs to another board',
};

async function setParts(
  tx: Tx,
  plan: ControlPlanEntity,
  item: PlanItemEntity,
  { controls, actionIds }: CheckedValues,
): Promise<void> {
  const items = new PlanItemRepository(tx);
  if (controls) {
    checkControlsAllowed(item.kind, controls.length);
    await items.setControls(item, await plannedParts(tx, plan, controls));
  }
  if (actionIds) {
    await new ActionRepository(tx).getAll(actionIds);
    await items.setActions(item, [...new Set(actionIds)]);
  }
}

/** A control that is planned as the register has it. */
export function partOf(control: ControlEntity): PlannedControlPart {
  const { id: controlId, methods, plannedPopulation: population, plannedSample: sample } = control;
  return { controlId, methods, population, sample };
}

/**
 * Checks that the plan may have a control performed.
 *
 * @param field the path of the control in the input.
 * @param boardIds whose controls the plan may have; see `boardsOf`.
 * @throws DomainError BAD_USER_INPUT for one of another board, or that ended before the year.
 */
export function assertUsable(
  plan: ControlPlanEntity,
  control: ControlEntity,
  field: string,
  boardIds: readonly string[],
): void {
  if (control.boardId !== null && !boardIds.includes(control.boardId)) {
    throw invalid(field, ofAnotherBoard);
  }
  if (hasEndedBefore(control, plan.year)) throw invalid(field, ended);
}

async function plannedParts(
  tx: Tx,
  plan: ControlPlanEntity,
  controls: readonly PlanControl[],
): Promise<PlannedControlPart[]> {
  const ids = controls.map(({ controlId }) => controlId);
  const register = await new ControlRepository(tx).getAll(ids);
  const boardIds = await boardsOf(tx, plan);
  const parts: PlannedControlPart[] = [];
  for (const [index, control] of register.entries()) {
    const { methods, population, sample } = controls[index] ?? {};
    assertUsable(plan, control, `controls.${index}.controlId`, boardIds);
    if (parts.some((part) => part.controlId === control.id)) {
      throw invalid(`controls.${index}.controlId`, {
        sv: 'finns redan på posten',
        en: 'is on the item already',
      });
    }
    const part = {
      controlId: control.id,
      methods: [...new Set(methods === undefined ? control.methods : methods)],
      population: population === undefined ? control.plannedPopulation : population,
      sample: sample === undefined ? control.plannedSample : sample,
    };
    readInput((input) =>
      checkCases(input, `controls.${index}.`, { ...part, deviatingCases: null }),
    );
    parts.push(part);
  }
  return parts;
}
