import { authorise } from '../../kernel/authorisation';
import { type InputReader, type Optional, readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import { assertVersion, type Values } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import { assertMayDisclose, readSensitivity, type Sensitivity } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { AdministrationRepository, BoardRepository } from '../municipality';
import type { FollowUpOccasion } from '../municipality/domain/follow-up-occasion';
import type { ActionEntity } from './action.entity';
import {
  type ActionFilter,
  type ActionOrderField,
  ActionRepository,
  actionList,
} from './action.repository';
import {
  type ActionEffect,
  type ActionKind,
  type ActionMove,
  actionMovesFrom,
  actionStateAfter,
  assertDone,
  isOverdue,
  type MovableAction,
} from './domain/action-state';

/** An action of the municipality; null when there is none with the id. */
export function findAction(request: RequestContext, id: string): Promise<ActionEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new ActionRepository(tx).find(id));
}

/** What an action allows now. */
export function possibleActionMovesOf(action: MovableAction): ActionMove[] {
  return actionMovesFrom(action);
}

/** True when an action is open and its day has passed in Sweden. */
export function isActionOverdue(
  { clock }: RequestContext,
  action: MovableAction & { readonly dueOn: string | null },
): boolean {
  return isOverdue(action, clock.today());
}

/** What a caller can narrow actions to; a board by its code or id. */
export interface ListActionsFilter extends Omit<ActionFilter, 'boardId' | 'today'> {
  readonly board?: string | null;
}

/**
 * Actions, a page at a time.
 *
 * @throws DomainError NOT_FOUND when the filter names no board of the municipality.
 */
export async function listActions(
  request: RequestContext,
  { filter, ...list }: ListArguments<ListActionsFilter, ActionOrderField>,
): Promise<Page<ActionEntity>> {
  authorise(request.actor, 'register:read', null);
  const { board, ...conditions } = filter ?? {};
  const boardId = await request.unitOfWork.read(async (tx) => {
    if (conditions.ownerAdministrationId) {
      await new AdministrationRepository(tx).get(conditions.ownerAdministrationId);
    }
    return new BoardRepository(tx).idOf(board);
  });
  const today = request.clock.today();
  return pageOf(request, actionList, { ...list, filter: { ...conditions, boardId, today } });
}

/** What somebody is to do, by when, and where it is reported. */
export interface ActionValues {
  readonly text?: Optional<string>;
  readonly ownerRole?: Optional<string>;
  readonly ownerAdministrationId?: Optional<string>;
  readonly dueOn?: Optional<string>;
  readonly dueText?: Optional<string>;
  readonly reportedAt?: Optional<FollowUpOccasion>;
  readonly sensitivity?: Optional<Sensitivity>;
}

/** A new action of a board, by code or id. */
export interface RaiseAction extends ActionValues {
  readonly board: string;
  readonly kind: ActionKind;
  readonly text: string;
  readonly raisedOn?: Optional<string>;
}

/**
 * Raises an action. Link it afterwards to what it comes from; "none required" is done at once.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, or CONFLICT when the board goes on no more.
 */
export async function raiseAction(
  request: RequestContext,
  raw: RaiseAction,
): Promise<ActionEntity> {
  authorise(request.actor, 'action:maintain', null);
  const values = readNewAction(raw, request.clock.today());
  return request.unitOfWork.write('ACTION_RAISED', (tx) => addAction(request, tx, values));
}

/**
 * Checks a new action, for `addAction`.
 *
 * @param today the day it is now in Sweden, `YYYY-MM-DD`.
 * @throws DomainError BAD_USER_INPUT.
 */
export function readNewAction({ board, kind, raisedOn, ...raw }: RaiseAction, today: string) {
  return readInput((input) => ({
    ...readValues(input, raw),
    raisedOn: input.pastDay('raisedOn', raisedOn, today) ?? today,
    board,
    kind,
  }));
}

/**
 * Raises an action that has been checked, as a part of a larger command.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, or CONFLICT when the board goes on no more.
 */
export async function addAction(
  request: RequestContext,
  tx: Tx,
  { board: boardCode, ...values }: ReturnType<typeof readNewAction>,
): Promise<ActionEntity> {
  const boards = new BoardRepository(tx);
  const board = await boards.getByCodeOrId(boardCode);
  authorise(request.actor, 'action:maintain', board.id);
  await boards.assertTakesOn(board, values.raisedOn);
  if (values.ownerAdministrationId) {
    await new AdministrationRepository(tx).get(values.ownerAdministrationId);
  }
  return new ActionRepository(tx).insert({
    ...values,
    boardId: board.id,
    state: values.kind === 'NONE_REQUIRED' ? 'DONE' : 'PLANNED',
  });
}

/** What is to change in an action; what is left out stays. */
export interface UpdateAction extends ActionValues {
  readonly actionId: string;
  readonly expectedVersion: number;
}

/**
 * Changes the words and days of an action.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND or STALE_VERSION.
 */
export async function updateAction(
  request: RequestContext,
  { actionId, expectedVersion, ...raw }: UpdateAction,
): Promise<ActionEntity> {
  authorise(request.actor, 'action:maintain', null);
  const changes = readInput((input) => readValues(input, raw));
  return changeAction(request, 'ACTION_UPDATED', actionId, expectedVersion, () => changes);
}

/** A move of an action, as the caller saw it at `expectedVersion`. */
export interface MoveAction {
  readonly actionId: string;
  readonly expectedVersion: number;
}

/** @throws DomainError FORBIDDEN, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION. */
export function startAction(
  request: RequestContext,
  { actionId, expectedVersion }: MoveAction,
): Promise<ActionEntity> {
  return changeAction(request, 'ACTION_STARTED', actionId, expectedVersion, (action) => ({
    ...moved(action, 'start'),
    startedOn: request.clock.today(),
  }));
}

/** An action that was done: today, unless another day is said; null is a day that nobody knows. */
export interface CompleteAction extends MoveAction {
  readonly doneOn?: Optional<string>;
}

/** @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION. */
export async function completeAction(
  request: RequestContext,
  { actionId, expectedVersion, doneOn }: CompleteAction,
): Promise<ActionEntity> {
  authorise(request.actor, 'action:maintain', null);
  const today = request.clock.today();
  const day = readInput((input) => input.pastDayOrToday('doneOn', doneOn, today));
  return changeAction(request, 'ACTION_COMPLETED', actionId, expectedVersion, (action) => ({
    ...moved(action, 'complete'),
    doneOn: day,
  }));
}

/** An action that will not be done. */
export interface CancelAction extends MoveAction {
  readonly reason: string;
}

/** @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION. */
export async function cancelAction(
  request: RequestContext,
  { actionId, expectedVersion, reason }: CancelAction,
): Promise<ActionEntity> {
  authorise(request.actor, 'action:maintain', null);
  const cancelledReason = readInput((input) => input.requiredText('reason', reason));
  return changeAction(request, 'ACTION_CANCELLED', actionId, expectedVersion, (action) => ({
    ...moved(action, 'cancel'),
    cancelledOn: request.clock.today(),
    cancelledReason,
  }));
}

/** Takes up again what was done or cancelled; what was known of its end is in the audit trail. */
export function reopenAction(
  request: RequestContext,
  { actionId, expectedVersion }: MoveAction,
): Promise<ActionEntity> {
  return changeAction(request, 'ACTION_REOPENED', actionId, expectedVersion, (action) => ({
    ...moved(action, 'reopen'),
    startedOn: action.startedOn ?? request.clock.today(),
    doneOn: null,
    cancelledOn: null,
    cancelledReason: null,
    effect: null,
    effectCheckedOn: null,
    effectNote: null,
  }));
}

/** What was found when somebody looked whether a done action had helped. */
export interface CheckActionEffect extends MoveAction {
  readonly effect: ActionEffect;
  readonly checkedOn?: Optional<string>;
  readonly note?: Optional<string>;
}

/**
 * Records the effect of a done action. "Closed without effect" is what auditors criticise most.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION, or ILLEGAL_MOVE when the
 *   action is not done.
 */
export async function checkActionEffect(
  request: RequestContext,
  { actionId, expectedVersion, effect, checkedOn, note }: CheckActionEffect,
): Promise<ActionEntity> {
  authorise(request.actor, 'action:maintain', null);
  const today = request.clock.today();
  const changes = readInput((input) => ({
    effect,
    effectCheckedOn: input.pastDayOrToday('checkedOn', checkedOn, today),
    effectNote: input.text('note', note),
  }));
  return changeAction(request, 'ACTION_EFFECT_CHECKED', actionId, expectedVersion, (action) => {
    assertDone(action);
    return changes;
  });
}

async function changeAction(
  request: RequestContext,
  act: string,
  id: string,
  expectedVersion: number,
  changesOf: (action: ActionEntity) => Values<ActionEntity>,
): Promise<ActionEntity> {
  authorise(request.actor, 'action:maintain', null);
  return request.unitOfWork.write(act, async (tx) => {
    const actions = new ActionRepository(tx);
    const action = await actions.get(id);
    authorise(request.actor, 'action:maintain', action.boardId);
    assertVersion(action, expectedVersion);
    const changes = changesOf(action);
    assertMayDisclose(request.actor, action, changes);
    if (changes.ownerAdministrationId) {
      await new AdministrationRepository(tx).get(changes.ownerAdministrationId);
    }
    return actions.change(id, expectedVersion, changes);
  });
}

const moved = (action: ActionEntity, move: ActionMove) => ({
  state: actionStateAfter(action, move),
});

function readValues(input: InputReader, raw: ActionValues) {
  return {
    text: input.ifGiven(raw.text, () => input.requiredText('text', raw.text)),
    ownerRole: input.line('ownerRole', raw.ownerRole),
    ownerAdministrationId: raw.ownerAdministrationId,
    dueOn: raw.dueOn,
    dueText: input.line('dueText', raw.dueText),
    reportedAt: raw.reportedAt,
    sensitivity: readSensitivity(input, raw.sensitivity),
  };
}
