import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { Action, actionById } from '../action';
import { AuditResponse, auditResponseById } from '../audit-recommendation';
import { Control, controlById } from '../control';
import { Board, boardById } from '../municipality';
import { Risk, riskById } from '../risk';
import { boardMergerById } from './board-merger.loader';
import { BoardMerger, BoardTransfer } from './board-merger.type';

/** What a transfer is about. */
@Resolver(() => BoardTransfer)
export class BoardTransferResolver {
  @Linked<BoardTransfer>(() => BoardMerger, boardMergerById, 'mergerId', {
    description: 'The merger that it moved with.',
  })
  merger!: BoardMerger | null;

  @Linked<BoardTransfer>(() => Board, boardById, 'fromBoardId', {
    description: 'The predecessor, whose it was.',
  })
  fromBoard!: Board | null;

  @Linked<BoardTransfer>(() => Board, boardById, 'toBoardId', {
    description: 'The successor, which may have passed it on since.',
  })
  toBoard!: Board | null;

  @Linked<BoardTransfer>(() => Action, actionById, 'actionId', {
    nullable: true,
    description: 'The action; null when something else moved.',
  })
  action!: Action | null;

  @Linked<BoardTransfer>(() => Control, controlById, 'controlId', {
    nullable: true,
    description: 'The control; null when something else moved, and to whoever may not see it.',
  })
  control!: Control | null;

  @Linked<BoardTransfer>(() => Risk, riskById, 'riskId', {
    nullable: true,
    description: 'The risk; null when something else moved.',
  })
  risk!: Risk | null;

  @Linked<BoardTransfer>(() => AuditResponse, auditResponseById, 'auditResponseId', {
    nullable: true,
    description: 'The predecessor’s response, which stays its own; null when something else moved.',
  })
  auditResponse!: AuditResponse | null;

  @Linked<BoardTransfer>(() => AuditResponse, auditResponseById, 'takenOverAsId', {
    nullable: true,
    description: 'The successor’s response, which goes on from it; null when something else moved.',
  })
  takenOverAs!: AuditResponse | null;
}
