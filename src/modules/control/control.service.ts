import { type Actor, authorise, authoriseForMunicipality } from '../../kernel/authorisation';
import { afterChange, type InputReader, type Optional, readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import { assertMayDisclose, readSensitivity, type Sensitivity } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { type ActionEntity, ActionRepository } from '../action';
import { BoardRepository } from '../municipality';
import { ProcessRepository } from '../process';
import { type RiskEntity, RiskRepository } from '../risk';
import type { ControlEntity } from './control.entity';
import {
  type ControlFilter,
  type ControlOrderField,
  ControlRepository,
  controlList,
} from './control.repository';
import {
  type ControlFrequency,
  type ControlMethod,
  methodsFault,
  type PlannedSample,
  type Standing,
  sampleFault,
  standingFault,
} from './domain/control';

/** A control of the municipality; null when there is none with the id. */
export function findControl(request: RequestContext, id: string): Promise<ControlEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new ControlRepository(tx).find(id));
}

/** What a caller can narrow controls to; a board by its code or id. */
export interface ListControlsFilter extends Omit<ControlFilter, 'boardId'> {
  readonly board?: string | null;
}

/**
 * Controls, a page at a time.
 *
 * @throws DomainError NOT_FOUND when the filter names a board, process or risk that is not there, or
 *   BAD_USER_INPUT.
 */
export async function listControls(
  request: RequestContext,
  { filter, ...list }: ListArguments<ListControlsFilter, ControlOrderField>,
): Promise<Page<ControlEntity>> {
  authorise(request.actor, 'register:read', null);
  const { board, ...conditions } = filter ?? {};
  const search = readInput((input) => input.line('filter.search', conditions.search));
  const boardId = await request.unitOfWork.read(async (tx) => {
    if (conditions.processId) await new ProcessRepository(tx).get(conditions.processId);
    if (conditions.riskId) await new RiskRepository(tx).get(conditions.riskId);
    return new BoardRepository(tx).idOf(board);
  });
  return pageOf(request, controlList, { ...list, filter: { ...conditions, boardId, search } });
}

/** What is examined, why, how, and by whom. */
export interface ControlValues {
  /** The board by its code or id; null for a control that the whole municipality shares. */
  readonly board?: Optional<string>;
  readonly code?: Optional<string>;
  readonly title?: Optional<string>;
  readonly purpose?: Optional<string>;
  readonly scope?: Optional<string>;
  readonly methods?: Optional<readonly ControlMethod[]>;
  readonly frequency?: Optional<ControlFrequency>;
  readonly ownerRole?: Optional<string>;
  readonly performerRole?: Optional<string>;
  readonly plannedPopulation?: Optional<number>;
  readonly plannedSample?: Optional<number>;
  readonly sensitivity?: Optional<Sensitivity>;
  readonly processId?: Optional<string>;
  /** True when it is built into the daily work; false when it is never said. */
  readonly isStanding?: Optional<boolean>;
  /** The year since which a standing control is in place. */
  readonly inPlaceSince?: Optional<number>;
}

/** A new control; `title` must be there. */
export interface CreateControl extends ControlValues {
  readonly title: string;
}

/**
 * Adds a control to the register.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, or CONFLICT when the board goes on no more.
 */
export async function createControl(
  request: RequestContext,
  { board, ...raw }: CreateControl,
): Promise<ControlEntity> {
  authorise(request.actor, 'register:maintain', null);
  const values = readInput((input) => {
    checkSample(input, { plannedPopulation: null, plannedSample: null }, raw);
    checkStanding(input, { isStanding: false, inPlaceSince: null }, raw);
    return {
      ...readValues(input, raw, request.clock.today()),
      title: input.requiredLine('title', raw.title),
      methods: readMethods(input, raw.methods ?? []),
    };
  });
  return request.unitOfWork.write('CONTROL_CREATED', async (tx) => {
    const boardId = (await boardIdOf(tx, board)) ?? null;
    authoriseFor(request.actor, boardId);
    await assertTakesOn(request, tx, boardId);
    await assertProcess(tx, values.processId);
    return new ControlRepository(tx).insert({ ...values, boardId });
  });
}

/** What is to change in a control; what is left out stays. */
export interface UpdateControl extends ControlValues {
  readonly controlId: string;
  readonly expectedVersion: number;
}

/**
 * Changes a control. Plans that the board has seen keep it as it stood then.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION, or CONFLICT when the board
 *   that it is to belong to goes on no more.
 */
export async function updateControl(
  request: RequestContext,
  { controlId, expectedVersion, board, ...raw }: UpdateControl,
): Promise<ControlEntity> {
  authorise(request.actor, 'register:maintain', null);
  const changes = readInput((input) => ({
    ...readValues(input, raw, request.clock.today()),
    title: input.ifGiven(raw.title, () => input.requiredLine('title', raw.title)),
    methods: raw.methods === undefined ? undefined : readMethods(input, raw.methods ?? []),
  }));
  return writeControl(request, 'CONTROL_UPDATED', controlId, async (tx, control) => {
    const boardId = await boardIdOf(tx, board);
    if (boardId !== undefined) authoriseFor(request.actor, boardId);
    assertVersion(control, expectedVersion);
    assertMayDisclose(request.actor, control, { ...changes, boardId });
    if (boardId !== control.boardId) await assertTakesOn(request, tx, boardId);
    readInput((input) => {
      checkSample(input, control, changes);
      checkStanding(input, control, changes);
    });
    await assertProcess(tx, changes.processId);
    return new ControlRepository(tx).change(controlId, expectedVersion, { ...changes, boardId });
  });
}

/** A control that is no longer used, as the caller saw it at `expectedVersion`. */
export interface EndControl {
  readonly controlId: string;
  readonly expectedVersion: number;
  /** The last day it was in use; today when left out. */
  readonly endedOn?: Optional<string>;
}

/**
 * Takes a control out of use; what was planned and found stays. Ending it again
 * corrects the day; null takes it into use again.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND or STALE_VERSION.
 */
export async function endControl(
  request: RequestContext,
  { controlId, expectedVersion, endedOn: day }: EndControl,
): Promise<ControlEntity> {
  authorise(request.actor, 'register:maintain', null);
  const today = request.clock.today();
  const endedOn = readInput((input) => input.pastDayOrToday('endedOn', day, today));
  return writeControl(request, 'CONTROL_ENDED', controlId, (tx) =>
    new ControlRepository(tx).change(controlId, expectedVersion, { endedOn }),
  );
}

/** A control and a risk that it is, or is not, about. */
export interface RiskOfControl {
  readonly controlId: string;
  readonly riskId: string;
}

/** A control and one of its risks, after they were linked or parted. */
export interface ControlAndRisk {
  readonly control: ControlEntity;
  readonly risk: RiskEntity;
}

/**
 * Says that the control is about the risk, perhaps another board's. Saying it twice is once.
 *
 * @throws DomainError FORBIDDEN or NOT_FOUND.
 */
export function linkControlToRisk(
  request: RequestContext,
  { controlId, riskId }: RiskOfControl,
): Promise<ControlAndRisk> {
  return writeControl(request, 'CONTROL_RISK_LINKED', controlId, async (tx, control) => {
    const risk = await new RiskRepository(tx).get(riskId);
    await new ControlRepository(tx).linkRisk(control.id, risk.id);
    return { control, risk };
  });
}

/**
 * Takes back that the control is about the risk, if anybody said so.
 *
 * @throws DomainError FORBIDDEN or NOT_FOUND.
 */
export function unlinkControlFromRisk(
  request: RequestContext,
  { controlId, riskId }: RiskOfControl,
): Promise<ControlAndRisk> {
  return writeControl(request, 'CONTROL_RISK_UNLINKED', controlId, async (tx, control) => {
    const risk = await new RiskRepository(tx).get(riskId);
    await new ControlRepository(tx).unlinkRisk(control.id, risk.id);
    return { control, risk };
  });
}

/** A control and an action that is, or is not, about it. */
export interface ActionOfControl {
  readonly controlId: string;
  readonly actionId: string;
}

/** A control and one of its actions, after they were linked or parted. */
export interface ControlAndAction {
  readonly control: ControlEntity;
  readonly action: ActionEntity;
}

/**
 * Says that the action, perhaps another board's, is about the control. Saying it twice is once.
 *
 * @throws DomainError FORBIDDEN or NOT_FOUND.
 */
export function linkActionToControl(
  request: RequestContext,
  { controlId, actionId }: ActionOfControl,
): Promise<ControlAndAction> {
  return writeControl(request, 'CONTROL_ACTION_LINKED', controlId, async (tx, control) => {
    const action = await new ActionRepository(tx).get(actionId);
    await new ControlRepository(tx).linkAction(control.id, action.id);
    return { control, action };
  });
}

/**
 * Takes back that the action is about the control, if anybody said so.
 *
 * @throws DomainError FORBIDDEN or NOT_FOUND.
 */
export function unlinkActionFromControl(
  request: RequestContext,
  { controlId, actionId }: ActionOfControl,
): Promise<ControlAndAction> {
  return writeControl(request, 'CONTROL_ACTION_UNLINKED', controlId, async (tx, control) => {
    const action = await new ActionRepository(tx).get(actionId);
    await new ControlRepository(tx).unlinkAction(control.id, action.id);
    return { control, action };
  });
}

function authoriseFor(actor: Actor, boardId: string | null): void {
  if (boardId === null) authoriseForMunicipality(actor, 'register:maintain');
  else authorise(actor, 'register:maintain', boardId);
}

async function writeControl<Result>(
  request: RequestContext,
  act: string,
  id: string,
  work: (tx: Tx, control: ControlEntity) => Promise<Result>,
): Promise<Result> {
  authorise(request.actor, 'register:maintain', null);
  return request.unitOfWork.write(act, async (tx) => {
    const control = await new ControlRepository(tx).get(id);
    authoriseFor(request.actor, control.boardId);
    return work(tx, control);
  });
}

/** Undefined and null stay what they are. */
async function boardIdOf(tx: Tx, board: Optional<string>): Promise<Optional<string>> {
  return typeof board === 'string'
    ? (await new BoardRepository(tx).getByCodeOrId(board)).id
    : board;
}

/** @throws DomainError CONFLICT when the board that a control is to belong to goes on no more. */
async function assertTakesOn(
  { clock }: RequestContext,
  tx: Tx,
  boardId: Optional<string>,
): Promise<void> {
  const boards = new BoardRepository(tx);
  if (boardId) await boards.assertTakesOn({ id: boardId }, clock.today());
}

async function assertProcess(tx: Tx, id: Optional<string>): Promise<void> {
  if (typeof id === 'string') await new ProcessRepository(tx).get(id);
}

/** The values that are read the same way for a new control and for one that changes. */
function readValues(input: InputReader, raw: ControlValues, today: string) {
  return {
    code: input.line('code', raw.code, 20),
    purpose: input.text('purpose', raw.purpose),
    scope: input.text('scope', raw.scope),
    frequency: raw.frequency,
    ownerRole: input.line('ownerRole', raw.ownerRole),
    performerRole: input.line('performerRole', raw.performerRole),
    plannedPopulation: input.count('plannedPopulation', raw.plannedPopulation),
    plannedSample: input.count('plannedSample', raw.plannedSample),
    processId: raw.processId,
    sensitivity: readSensitivity(input, raw.sensitivity),
    isStanding: input.ifGiven(raw.isStanding, () => readStanding(input, raw.isStanding)),
    inPlaceSince: input.wholeNumber(
      'inPlaceSince',
      raw.inPlaceSince,
      1900,
      Number(today.slice(0, 4)),
    ),
  };
}

function readStanding(input: InputReader, raw: Optional<boolean>): boolean | undefined {
  if (raw === null)
    input.fault('isStanding', { sv: 'får inte vara tomt', en: 'must not be empty' });
  return raw ?? undefined;
}

/** A year is for a control that will be a standing one after the change. */
function checkStanding(
  input: InputReader,
  { isStanding, inPlaceSince }: Standing,
  changes: Pick<ControlValues, 'isStanding' | 'inPlaceSince'>,
): void {
  const after = afterChange<Standing>(
    { isStanding, inPlaceSince },
    { isStanding: changes.isStanding ?? undefined, inPlaceSince: changes.inPlaceSince },
  );
  const fault = standingFault(after);
  if (fault) input.fault('inPlaceSince', fault);
}

/** The sample as it will be after the change has to fit its population. */
function checkSample(
  input: InputReader,
  { plannedPopulation, plannedSample }: PlannedSample,
  changes: Pick<ControlValues, 'plannedPopulation' | 'plannedSample'>,
): void {
  const before = { plannedPopulation, plannedSample };
  const { plannedPopulation: population, plannedSample: sample } = changes;
  const after = { plannedPopulation: population, plannedSample: sample };
  const fault = sampleFault(afterChange<PlannedSample>(before, after));
  if (fault) input.fault('plannedSample', fault);
}

function readMethods(input: InputReader, methods: readonly ControlMethod[]): ControlMethod[] {
  const fault = methodsFault(methods);
  if (fault) input.fault('methods', fault);
  return [...methods];
}
