import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../kernel/request-context';
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
  @FieldResolver(() => BoardMerger, { description: 'The merger that it moved with.' })
  merger(
    @Ctx() request: RequestContext,
    @Root() transfer: BoardTransfer,
  ): Promise<BoardMerger | null> {
    return request.loaders.load(boardMergerById, transfer.mergerId);
  }

  @FieldResolver(() => Board, { description: 'The predecessor, whose it was.' })
  fromBoard(
    @Ctx() request: RequestContext,
    @Root() transfer: BoardTransfer,
  ): Promise<Board | null> {
    return request.loaders.load(boardById, transfer.fromBoardId);
  }

  @FieldResolver(() => Board, { description: 'The successor, which may have passed it on since.' })
  toBoard(@Ctx() request: RequestContext, @Root() transfer: BoardTransfer): Promise<Board | null> {
    return request.loaders.load(boardById, transfer.toBoardId);
  }

  @FieldResolver(() => Action, {
    nullable: true,
    description: 'The action; null when something else moved.',
  })
  action(@Ctx() request: RequestContext, @Root() transfer: BoardTransfer): Promise<Action | null> {
    return request.loaders.load(actionById, transfer.actionId);
  }

  @FieldResolver(() => Control, {
    nullable: true,
    description: 'The control; null when something else moved, and to whoever may not see it.',
  })
  control(
    @Ctx() request: RequestContext,
    @Root() transfer: BoardTransfer,
  ): Promise<Control | null> {
    return request.loaders.load(controlById, transfer.controlId);
  }

  @FieldResolver(() => Risk, {
    nullable: true,
    description: 'The risk; null when something else moved.',
  })
  risk(@Ctx() request: RequestContext, @Root() transfer: BoardTransfer): Promise<Risk | null> {
    return request.loaders.load(riskById, transfer.riskId);
  }

  @FieldResolver(() => AuditResponse, {
    nullable: true,
    description: 'The predecessor’s response, which stays its own; null when something else moved.',
  })
  auditResponse(
    @Ctx() request: RequestContext,
    @Root() transfer: BoardTransfer,
  ): Promise<AuditResponse | null> {
    return request.loaders.load(auditResponseById, transfer.auditResponseId);
  }

  @FieldResolver(() => AuditResponse, {
    nullable: true,
    description: 'The successor’s response, which goes on from it; null when something else moved.',
  })
  takenOverAs(
    @Ctx() request: RequestContext,
    @Root() transfer: BoardTransfer,
  ): Promise<AuditResponse | null> {
    return request.loaders.load(auditResponseById, transfer.takenOverAsId);
  }
}
