import { In } from 'typeorm';
import { Repository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import { BoardMergerEntity, BoardPredecessorEntity } from './board-succession.entity';

/** Each board of `$2` with every board that has come after it, step by step; no board comes after itself. */
const SELECT_SUCCESSORS = `WITH RECURSIVE succession (board_id, successor_id) AS (
    SELECT predecessor.board_id, merger.successor_id FROM board_predecessor predecessor
    JOIN board_merger merger ON merger.municipality_id = predecessor.municipality_id
      AND merger.id = predecessor.merger_id
    WHERE predecessor.municipality_id = $1 AND predecessor.board_id = ANY($2)
    UNION
    SELECT succession.board_id, merger.successor_id FROM succession
    JOIN board_predecessor predecessor ON predecessor.municipality_id = $1
      AND predecessor.board_id = succession.successor_id
    JOIN board_merger merger ON merger.municipality_id = $1 AND merger.id = predecessor.merger_id
  )
  SELECT board_id AS "boardId", successor_id AS "successorId" FROM succession`;

/** All SQL for which board came after which. */
export class BoardSuccessionRepository extends Repository<BoardMergerEntity> {
  constructor(tx: Tx) {
    super(tx, BoardMergerEntity);
  }

  /**
   * Writes that boards were merged, with what `addParts` hangs on it, and freezes it. The days of the
   * boards must agree with it already.
   */
  async record(
    values: Pick<BoardMergerEntity, 'successorId' | 'mergedOn' | 'note'>,
    predecessorIds: readonly string[],
    now: Date,
    addParts: (merger: BoardMergerEntity) => Promise<void>,
  ): Promise<BoardMergerEntity> {
    const { manager, scope } = this.tx;
    const merger = await this.insert({ ...values, frozenAt: null });
    const rows = predecessorIds.map((boardId) => ({ ...scope, mergerId: merger.id, boardId }));
    await manager.insert(BoardPredecessorEntity, rows);
    await addParts(merger);
    await manager.update(BoardMergerEntity, this.where({ id: merger.id }), { frozenAt: now });
    return this.get(merger.id);
  }

  /** The boards that were merged into another one. */
  async predecessorsIn(mergerId: string): Promise<string[]> {
    const where = { ...this.tx.scope, mergerId };
    const rows = await this.tx.manager.findBy(BoardPredecessorEntity, where);
    return rows.map(({ boardId }) => boardId);
  }

  /** The merger that each of the boards ended with, in their order; null for one that did not. */
  async endingOf(boardIds: readonly string[]): Promise<(BoardMergerEntity | null)[]> {
    if (boardIds.length === 0) return [];
    const ended = await this.tx.manager.findBy(BoardPredecessorEntity, {
      ...{ ...this.tx.scope, boardId: In([...boardIds]) },
    });
    const mergers = await this.getAll(ended.map(({ mergerId }) => mergerId));
    const byBoard = new Map(ended.map(({ boardId }, index) => [boardId, mergers[index]]));
    return boardIds.map((boardId) => byBoard.get(boardId) ?? null);
  }

  /** The mergers through which the board became a successor. */
  into(boardId: string): Promise<BoardMergerEntity[]> {
    return this.tx.manager.findBy(BoardMergerEntity, this.where({ successorId: boardId }));
  }

  /**
   * The boards that came after each of these, directly or by way of others; none for one that goes on.
   * What is carried over from a board may be carried over to any of them.
   */
  async successorsOf(boardIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const { manager, scope } = this.tx;
    type Row = { readonly boardId: string; readonly successorId: string };
    const rows: Row[] = await manager.query(SELECT_SUCCESSORS, [scope.municipalityId, boardIds]);
    const of = (id: string): string[] =>
      rows.filter(({ boardId }) => boardId === id).map(({ successorId }) => successorId);
    return new Map(boardIds.map((id) => [id, of(id)]));
  }
}
