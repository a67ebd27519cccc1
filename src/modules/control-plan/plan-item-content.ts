import { randomUUID } from 'node:crypto';
import { invalid, type UserMessage } from '../../kernel/errors';
import {
  afterChange,
  type InputReader,
  listOf,
  type Optional,
  readInput,
} from '../../kernel/input';
import { readSensitivity, type Sensitivity } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { ActionRepository } from '../action';
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
import {
  assertKindAllowed,
  checkControlsAllowed,
  checkSubject,
  hasEndedBefore,
  type PlanItemKind,
  type PlanItemSubject,
} from './domain/plan-item';
import { assertContinues } from './domain/plan-start';
import type { PlanItemEntity } from './plan-item.entity';
import { PlanItemRepository, type PlannedControlPart } from './plan-item.repository';

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
  /** The item of the year before that it continues. */
  readonly previousItemId?: Optional<string>;
  /** All controls of the item, in order. */
  readonly controls?: Optional<readonly PlanControl[]>;
  /** All actions of the item, in order. */
  readonly actionIds?: Optional<readonly string[]>;
}

/** Adds an item to a draft; answers with its id. */
export async function addItem(
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
    previousItemId: await previousOf(tx, plan, values),
    ...(await subjectOf(tx, plan, emptySubject, values)),
  });
  await setParts(tx, plan, item, values);
  return item.id;
}

/** Checks each field of an item by itself. */
export function readValues(input: InputReader, raw: PlanItemValues) {
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

/** The values of an item whose fields have been checked. */
export type CheckedValues = ReturnType<typeof readValues>;

/** What a new item is about, before anybody says. */
export const emptySubject: PlanItemSubject = {
  riskId: null,
  processId: null,
  title: null,
  likelihood: null,
  consequence: null,
  value: null,
};

/** What the item is about after the change, with the value and band that follow. */
export async function subjectOf(
  tx: Tx,
  plan: ControlPlanEntity,
  before: PlanItemSubject,
  values: CheckedValues,
) {
  const { riskId, processId, title, likelihood, consequence, value } = before;
  const { note: _note, sensitivity: _own, controls: _controls, ...rest } = values;
  const {
    actionIds: _actionIds,
    isTested: _isTested,
    previousItemId: _previous,
    ...changes
  } = rest;
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

/** What the item continues after the change; undefined when that stays. */
export async function previousOf(
  tx: Tx,
  plan: ControlPlanEntity,
  { previousItemId }: Pick<CheckedValues, 'previousItemId'>,
): Promise<string | null | undefined> {
  if (!previousItemId) return previousItemId;
  const previous = await new PlanItemRepository(tx).get(previousItemId);
  const from = await new ControlPlanRepository(tx).get(previous.planId);
  const answers = await new CarryOverRepository(tx).answersFor(from.boardId, plan.boardId);
  assertContinues(from, plan.year, answers);
  return previous.id;
}

/** Has an item exactly the controls and the actions that are said; what is not said stays. */
export async function setParts(
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
