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
import { ControlRepository } from '../control';
import { checkCases } from '../control/domain/cases';
import type { ControlMethod } from '../control/domain/control';
import { ProcessRepository } from '../process';
import { RiskRepository } from '../risk';
import { ScoringSchemeRepository } from '../scoring-scheme';
import { scoreOf } from '../scoring-scheme/domain/score';
import { CarryOverRepository } from './carry-over.repository';
import type { ControlPlanEntity } from './control-plan.entity';
import { ControlPlanRepository } from './control-plan.repository';
import { assertNothingCarriedThere } from './domain/carry-over';
import {
  assertKindAllowed,
  checkControlsAllowed,
  checkSubject,
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
  const values = readInput((input) => readValues(input, raw));
  return request.unitOfWork.write('PLAN_ITEM_ADDED', async (tx) => {
    const plan = await openPlan(tx, request, planId);
    assertVersion(plan, expectedVersion);
    assertKindAllowed(plan.noneOfKinds, kind);
    const items = new PlanItemRepository(tx);
    const item = await items.insert({
      planId,
      kind,
      stableId: randomUUID(),
      number: await items.nextNumber(planId),
      note: values.note ?? null,
      sensitivity: values.sensitivity,
      stated: null,
      ...(await subjectOf(tx, plan, emptySubject, values)),
    });
    await setParts(tx, plan, item, values);
    return changed(tx, plan, item.id);
  });
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
    const { note, sensitivity } = values;
    const secrecy = { sensitivity: item.sensitivity, boardId: plan.boardId };
    assertMayDisclose(request.actor, secrecy, { sensitivity });
    const subject = await subjectOf(tx, plan, item, values);
    await items.change(planItemId, expectedVersion, { ...subject, note, sensitivity });
    await setParts(tx, plan, item, values);
    return changed(tx, plan, planItemId);
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
    return changed(tx, plan, planItemId);
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
 * @throws DomainError FORBIDDEN, NOT_FOUND, FROZEN, ILLEGAL_MOVE, STALE_VERSION, or CONFLICT while an
 *   item of last year's plan is carried over to it.
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
    const isThere = await new CarryOverRepository(tx).isCarriedToItem(item);
    assertNothingCarriedThere('PlanItem', isThere);
    await items.remove(item);
    return new ControlPlanRepository(tx).change(plan.id, plan.version, {});
  });
}

/** An item with its plan, locked; read anew under the lock, since another caller may have been first. */
async function openItem(tx: Tx, request: RequestContext, itemId: string) {
  const items = new PlanItemRepository(tx);
  const plan = await openPlan(tx, request, (await items.get(itemId)).planId);
  return { plan, item: await items.get(itemId) };
}

/** The plan, locked, when its contents may change and the caller may change them. */
async function openPlan(
  tx: Tx,
  request: RequestContext,
  planId: string,
): Promise<ControlPlanEntity> {
  const plan = await new ControlPlanRepository(tx).lock(planId);
  authorise(request.actor, 'control-plan:draft', plan.boardId);
  assertContentsOpen(plan.state);
  return plan;
}

async function changed(tx: Tx, plan: ControlPlanEntity, itemId: string): Promise<ChangedPlanItem> {
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
    controls: listOf(raw.controls)?.map((control, index) => ({
      ...control,
      population: input.count(`controls.${index}.population`, control.population),
      sample: input.count(`controls.${index}.sample`, control.sample),
    })),
    actionIds: listOf(raw.actionIds),
  };
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
  const { actionIds: _actionIds, ...changes } = rest;
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
    if (risk.boardId !== plan.boardId) throw invalid('riskId', ofAnotherBoard);
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

async function plannedParts(
  tx: Tx,
  plan: ControlPlanEntity,
  controls: readonly PlanControl[],
): Promise<PlannedControlPart[]> {
  const ids = controls.map(({ controlId }) => controlId);
  const register = await new ControlRepository(tx).getAll(ids);
  const parts: PlannedControlPart[] = [];
  for (const [index, control] of register.entries()) {
    const { methods, population, sample } = controls[index] ?? {};
    if (control.boardId !== null && control.boardId !== plan.boardId) {
      throw invalid(`controls.${index}.controlId`, ofAnotherBoard);
    }
    if (hasEndedBefore(control, plan.year)) throw invalid(`controls.${index}.controlId`, ended);
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
