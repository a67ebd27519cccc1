import { authorise, authoriseForMunicipality } from '../../kernel/authorisation';
import { DomainError } from '../../kernel/errors';
import { type InputReader, type Optional, readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import type { RequestContext } from '../../kernel/request-context';
import type { Tx } from '../../kernel/unit-of-work';
import { ControlPlanRepository } from '../control-plan';
import { DecisionRepository } from '../decision';
import {
  type CheckedDecision,
  type DecisionValues,
  readDecision,
} from '../decision/domain/decision';
import {
  type BoardEntity,
  type BoardMergerEntity,
  BoardRepository,
  BoardSuccessionRepository,
} from '../municipality';
import { mergerFaults } from '../municipality/domain/board-succession';
import type { BoardTransferEntity } from './board-merger.entity';
import {
  type BoardMergerFilter,
  type BoardMergerOrderField,
  BoardMergerRepository,
  type BoardTransferFilter,
  type BoardTransferOrderField,
  boardMergerList,
  boardTransferList,
} from './board-merger.repository';

/** A merger of boards; null when the municipality has none with the id. */
export function findBoardMerger(
  request: RequestContext,
  id: string,
): Promise<BoardMergerEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new BoardSuccessionRepository(tx).find(id));
}

/** What a caller can narrow mergers to; a board by its code or id. */
export interface ListBoardMergersFilter extends Omit<BoardMergerFilter, 'boardId'> {
  readonly board?: string | null;
}

/**
 * Mergers, a page at a time.
 *
 * @throws DomainError NOT_FOUND when the filter names no board of the municipality.
 */
export async function listBoardMergers(
  request: RequestContext,
  { filter, ...list }: ListArguments<ListBoardMergersFilter, BoardMergerOrderField>,
): Promise<Page<BoardMergerEntity>> {
  authorise(request.actor, 'register:read', null);
  const boardId = await request.unitOfWork.read((tx) =>
    new BoardRepository(tx).idOf(filter?.board),
  );
  return pageOf(request, boardMergerList, { ...list, filter: { boardId } });
}

/** What a caller can narrow transfers to; boards by code or id. */
export interface ListBoardTransfersFilter
  extends Omit<BoardTransferFilter, 'fromBoardId' | 'toBoardId'> {
  readonly fromBoard?: string | null;
  readonly toBoard?: string | null;
}

/**
 * What moved between boards, a page at a time.
 *
 * @throws DomainError NOT_FOUND when the municipality lacks something that the filter names.
 */
export async function listBoardTransfers(
  request: RequestContext,
  { filter, ...list }: ListArguments<ListBoardTransfersFilter, BoardTransferOrderField>,
): Promise<Page<BoardTransferEntity>> {
  authorise(request.actor, 'register:read', null);
  const { fromBoard, toBoard, boardMergerId } = filter ?? {};
  const boardIds = await request.unitOfWork.read(async (tx) => {
    if (boardMergerId) await new BoardSuccessionRepository(tx).get(boardMergerId);
    const boards = new BoardRepository(tx);
    return { fromBoardId: await boards.idOf(fromBoard), toBoardId: await boards.idOf(toBoard) };
  });
  return pageOf(request, boardTransferList, { ...list, filter: { ...boardIds, boardMergerId } });
}

/** Boards, by code or id, that another one takes over from. */
export interface MergeBoards {
  readonly predecessors: readonly string[];
  readonly successor: string;
  /** The first day that the successor answers for what was the predecessors'. */
  readonly mergedOn: string;
  readonly note?: Optional<string>;
  readonly decision?: Optional<DecisionValues>;
}

/**
 * Merges boards into another one, which may be new or go on as before. The predecessors end the day
 * before, and what is open with them moves to the successor at once, also when the day is to come, so
 * that the successor can plan for it. What was decided stays the predecessors', and so do their plans
 * and reports. Nobody's roles change.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, or CONFLICT when a predecessor was merged
 *   before, or prepares a plan for a year that it will not see.
 */
export async function mergeBoards(
  request: RequestContext,
  raw: MergeBoards,
): Promise<BoardMergerEntity> {
  authoriseForMunicipality(request.actor, 'organisation:maintain');
  const { clock } = request;
  const { mergedOn } = raw;
  const { note, decision } = readInput((input) => {
    checkPredecessors(input, raw.predecessors);
    return {
      note: input.text('note', raw.note) ?? null,
      decision: raw.decision && readDecision(input, 'decision', raw.decision, clock.today()),
    };
  });
  return request.unitOfWork.write('BOARDS_MERGED', async (tx) => {
    const { predecessors, successor } = await lockedBoards(tx, raw);
    await assertNotMerged(tx, predecessors);
    readInput((input) => input.faults.push(...mergerFaults(predecessors, successor, mergedOn)));
    const predecessorIds = predecessors.map(({ id }) => id);
    await new BoardRepository(tx).endBefore(predecessorIds, mergedOn);
    await assertNoPlanAfterTheEnd(tx, predecessors);
    const values = { successorId: successor.id, mergedOn, note };
    const merger = await new BoardSuccessionRepository(tx).record(
      values,
      predecessorIds,
      clock.now(),
      (begun) => recordDecision(tx, begun, decision, clock.now()),
    );
    await new BoardMergerRepository(tx).moveOpen(merger, clock.now());
    return merger;
  });
}

/** A merger whose predecessors may have something open again. */
export interface MoveOpenItems {
  readonly boardMergerId: string;
}

/**
 * Moves to the successor what has come open with the predecessors since they were merged, such as an
 * action that was taken up again. When nothing has, nothing changes.
 *
 * @throws DomainError FORBIDDEN or NOT_FOUND.
 */
export async function moveOpenItems(
  request: RequestContext,
  { boardMergerId }: MoveOpenItems,
): Promise<BoardMergerEntity> {
  authoriseForMunicipality(request.actor, 'organisation:maintain');
  return request.unitOfWork.write('OPEN_ITEMS_MOVED', async (tx) => {
    const merger = await new BoardSuccessionRepository(tx).get(boardMergerId);
    await new BoardMergerRepository(tx).moveOpen(merger, request.clock.now());
    return merger;
  });
}

const MAX_PREDECESSORS = 100;

function checkPredecessors(input: InputReader, predecessors: readonly string[]): void {
  if (predecessors.length === 0) {
    input.fault('predecessors', { sv: 'får inte vara tomt', en: 'must not be empty' });
  }
  if (predecessors.length > MAX_PREDECESSORS) input.tooMany('predecessors', MAX_PREDECESSORS);
}

/** The boards, locked, so that nobody changes their days or merges them at the same time. */
async function lockedBoards(tx: Tx, { predecessors, successor }: MergeBoards) {
  const boards = new BoardRepository(tx);
  const predecessorIds = await boards.idsOf(predecessors);
  const [successorId = ''] = await boards.idsOf([successor]);
  const rows = await boards.lockAll([...predecessorIds, successorId]);
  const rowOf = (id: string) => rows.find((row) => row.id === id) as BoardEntity;
  return { predecessors: predecessorIds.map(rowOf), successor: rowOf(successorId) };
}

/** @throws DomainError CONFLICT when one of them was merged into a board before. */
async function assertNotMerged(tx: Tx, boards: readonly BoardEntity[]): Promise<void> {
  const endings = await new BoardSuccessionRepository(tx).endingOf(boards.map(({ id }) => id));
  const merged = boards.find((_board, index) => endings[index]);
  if (!merged) return;
  throw new DomainError('CONFLICT', {
    type: 'Board',
    rule: {
      sv: `${merged.code} har redan gått upp i en annan nämnd`,
      en: `${merged.code} was merged into another board before`,
    },
  });
}

/**
 * A plan for a year after the last day can be nobody's. It would not do to take it away unasked, nor to
 * give it to the successor, whose plan it is not.
 *
 * @throws DomainError CONFLICT when one of the boards, as they end now, is preparing such a plan.
 */
async function assertNoPlanAfterTheEnd(tx: Tx, boards: readonly BoardEntity[]): Promise<void> {
  const ids = boards.map(({ id }) => id);
  const plan = await new ControlPlanRepository(tx).findPreparedAfterTheEnd(ids);
  if (!plan) return;
  const code = boards.find(({ id }) => id === plan.boardId)?.code;
  throw new DomainError('CONFLICT', {
    type: 'ControlPlan',
    rule: {
      sv: `${code} tar fram en plan för ${plan.year}, då nämnden inte finns; dra tillbaka den först`,
      en: `${code} prepares a plan for ${plan.year}, when it does not exist; withdraw it first`,
    },
  });
}

async function recordDecision(
  tx: Tx,
  { id, successorId }: BoardMergerEntity,
  decision: Optional<CheckedDecision>,
  now: Date,
): Promise<void> {
  if (!decision) return;
  const row = await new DecisionRepository(tx).record({ boardId: successorId }, decision, now);
  await new BoardMergerRepository(tx).setDecision(id, row.id);
}
