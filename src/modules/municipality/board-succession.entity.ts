import { Column, Entity, Index, Unique } from 'typeorm';
import { Reference, TenantPart, TenantRow } from '../../kernel/columns';
import { BoardEntity } from './board.entity';

/** A row of `board_merger`: boards were merged into another one, which is new or was there before. */
@Entity('board_merger')
@Unique('board_merger_successor_key', ['municipalityId', 'id', 'successorId'])
@Index('board_merger_successor_idx', ['municipalityId', 'successorId'])
export class BoardMergerEntity extends TenantRow {
  @Reference(() => BoardEntity)
  successorId!: string;

  /** The first day that the successor answers for what was the predecessors'. */
  @Column('date')
  mergedOn!: string;

  @Column('text', { nullable: true })
  note!: string | null;

  /** When it was recorded; from then on nothing of it can change. */
  @Column('timestamptz', { nullable: true })
  frozenAt!: Date | null;
}

/** A row of `board_predecessor`: a board that ended with a merger. It can do so only once. */
@Entity('board_predecessor')
@Unique('board_predecessor_board_key', ['municipalityId', 'boardId'])
export class BoardPredecessorEntity extends TenantPart {
  @Reference(() => BoardMergerEntity, { primary: true })
  mergerId!: string;

  @Reference(() => BoardEntity, { primary: true })
  boardId!: string;
}
