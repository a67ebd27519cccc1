import type { List } from '../../kernel/list';
import type { Tx } from '../../kernel/unit-of-work';
import { ActionRepository } from '../action';
import { AuditSuccessionRepository } from '../audit-recommendation';
import { ControlRepository } from '../control';
import { BoardMergerEntity, BoardSuccessionRepository } from '../municipality';
import { RiskRepository } from '../risk';
import { BoardMergerDecisionEntity, BoardTransferEntity } from './board-merger.entity';

/** Adds what moved: `$3` from boards of its own to the board `$4`. What moved before is not told twice. */
const INSERT_TRANSFERS = `INSERT INTO board_transfer (municipality_id, id, merger_id, from_board_id,
    to_board_id, moved_at, action_id, control_id, risk_id, audit_response_id, taken_over_as_id)
  SELECT $1, gen_random_uuid(), $2, moved.from_board_id, $4, $5, moved.action_id, moved.control_id,
    moved.risk_id, moved.audit_response_id, moved.taken_over_as_id
  FROM jsonb_to_recordset($3::jsonb) AS moved (from_board_id uuid, action_id uuid, control_id uuid,
    risk_id uuid, audit_response_id uuid, taken_over_as_id uuid)
  ON CONFLICT DO NOTHING`;

/** All SQL for what moves with a merger. */
export class BoardMergerRepository {
  constructor(private readonly tx: Tx) {}

  /** Says what was decided on a merger that is being recorded. */
  async setDecision(mergerId: string, decisionId: string): Promise<void> {
    const { manager, scope } = this.tx;
    await manager.insert(BoardMergerDecisionEntity, { ...scope, mergerId, decisionId });
  }

  /**
   * Moves what is open with the predecessors to the successor, and on to its own successor if it has
   * one. Each thing that moves is told of, and there are as many statements for one as for thousands.
   */
  async moveOpen(merger: BoardMergerEntity, now: Date): Promise<void> {
    const successions = new BoardSuccessionRepository(this.tx);
    let next: BoardMergerEntity | null | undefined = merger;
    while (next) {
      await this.moveBy(next, await successions.predecessorsIn(next.id), now);
      [next] = await successions.endingOf([next.successorId]);
    }
  }

  private async moveBy(
    { id, successorId }: BoardMergerEntity,
    from: readonly string[],
    now: Date,
  ): Promise<void> {
    const { manager, scope } = this.tx;
    const actions = await new ActionRepository(this.tx).moveOpen(from, successorId);
    const controls = await new ControlRepository(this.tx).moveOpen(from, successorId);
    const risks = await new RiskRepository(this.tx).moveOpen(from, successorId);
    const responses = await new AuditSuccessionRepository(this.tx).takeOver(from, successorId);
    const moved = [
      ...actions.map((each) => ({ from_board_id: each.fromBoardId, action_id: each.id })),
      ...controls.map((each) => ({ from_board_id: each.fromBoardId, control_id: each.id })),
      ...risks.map((each) => ({ from_board_id: each.fromBoardId, risk_id: each.id })),
      ...responses.map((each) => ({
        ...{ from_board_id: each.fromBoardId, audit_response_id: each.id },
        taken_over_as_id: each.takenOverAsId,
      })),
    ];
    if (moved.length === 0) return;
    const parameters = [scope.municipalityId, id, JSON.stringify(moved), successorId, now];
    await manager.query(INSERT_TRANSFERS, parameters);
  }
}

/** What mergers can be narrowed to. */
export interface BoardMergerFilter {
  /** A predecessor or the successor. */
  readonly boardId?: string | null;
}

/** What mergers can be sorted by. */
export type BoardMergerOrderField = 'MERGED_ON';

/** Mergers of boards of the municipality. */
export const boardMergerList: List<BoardMergerEntity, BoardMergerFilter, BoardMergerOrderField> = {
  entity: BoardMergerEntity,
  alias: 'merger',
  fields: { MERGED_ON: 'merger.merged_on' },
  defaultOrder: [{ field: 'MERGED_ON', direction: 'DESC' }],
  narrow: (query, { boardId }) => {
    if (!boardId) return;
    query.andWhere(
      `(merger.successor_id = :boardId OR EXISTS (SELECT FROM board_predecessor predecessor
         WHERE predecessor.municipality_id = merger.municipality_id
           AND predecessor.merger_id = merger.id AND predecessor.board_id = :boardId))`,
      { boardId },
    );
  },
};

/** What transfers can be narrowed to. */
export interface BoardTransferFilter {
  readonly boardMergerId?: string | null;
  readonly fromBoardId?: string | null;
  readonly toBoardId?: string | null;
}

/** What transfers can be sorted by. */
export type BoardTransferOrderField = 'MOVED_AT';

/** What moved between boards of the municipality. */
export const boardTransferList: List<
  BoardTransferEntity,
  BoardTransferFilter,
  BoardTransferOrderField
> = {
  entity: BoardTransferEntity,
  alias: 'transfer',
  fields: { MOVED_AT: 'transfer.moved_at' },
  defaultOrder: [{ field: 'MOVED_AT', direction: 'DESC' }],
  narrow: (query, { boardMergerId, fromBoardId, toBoardId }) => {
    if (boardMergerId) query.andWhere('transfer.merger_id = :boardMergerId', { boardMergerId });
    if (fromBoardId) query.andWhere('transfer.from_board_id = :fromBoardId', { fromBoardId });
    if (toBoardId) query.andWhere('transfer.to_board_id = :toBoardId', { toBoardId });
  },
};
