import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { AnsweredBy, AnsweredByList, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { Decision } from '../decision';
import { Board, BoardMergerEntity, boardById } from '../municipality';
import { decisionsByMerger, predecessorsByMerger } from './board-merger.loader';
import { boardMergerList } from './board-merger.repository';
import {
  findBoardMerger,
  listBoardMergers,
  listBoardTransfers,
  mergeBoards,
  moveOpenItems,
} from './board-merger.service';
import {
  BoardMerger,
  BoardMergerConnection,
  BoardMergerListArguments,
  BoardTransferConnection,
  BoardTransferListArguments,
  MergeBoardsInput,
  MergeBoardsPayload,
  MoveOpenItemsInput,
  MoveOpenItemsPayload,
} from './board-merger.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => BoardMerger)
export class BoardMergerResolver {
  @AnsweredBy(byId(BoardMergerEntity))
  @Query(() => BoardMerger, {
    nullable: true,
    description: 'A merger of boards; null when there is none.',
  })
  boardMerger(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<BoardMerger | null> {
    return findBoardMerger(request, id);
  }

  @AnsweredByList(boardMergerList, ({ board, ...filter }, { board: named }) => ({
    ...filter,
    boardId: named(board),
  }))
  @Query(() => BoardMergerConnection, { description: 'Mergers of boards of the municipality.' })
  boardMergers(
    @Ctx() request: RequestContext,
    @Args(() => BoardMergerListArguments) list: BoardMergerListArguments,
  ): Promise<BoardMergerConnection> {
    return listBoardMergers(request, list);
  }

  @Query(() => BoardTransferConnection, {
    description: 'What moved from predecessors to their successors, seen from either.',
  })
  boardTransfers(
    @Ctx() request: RequestContext,
    @Args(() => BoardTransferListArguments) list: BoardTransferListArguments,
  ): Promise<BoardTransferConnection> {
    return listBoardTransfers(request, list);
  }

  @Mutation(() => MergeBoardsPayload, {
    description:
      'Merges boards into another one. Open actions, controls in use, risks that have not ended and what ' +
      'is left of responses to the auditors move to the successor at once, also when the day is to come, ' +
      'so that it can plan. Plans, reports, answers and decisions stay with whose they were. Whoever has a ' +
      'role for a predecessor gets none for the successor: grant it; and texts that are secret follow the ' +
      'board. Needs `organisation:maintain` for the whole municipality.',
  })
  async mergeBoards(
    @Ctx() request: RequestContext,
    @Arg('input', () => MergeBoardsInput) input: MergeBoardsInput,
  ): Promise<MergeBoardsPayload> {
    return { boardMerger: await mergeBoards(request, input) };
  }

  @Mutation(() => MoveOpenItemsPayload, {
    description:
      'Moves to the successor what has come open with the predecessors since, such as an action that was ' +
      'taken up again. Needs `organisation:maintain` for the whole municipality.',
  })
  async moveOpenItems(
    @Ctx() request: RequestContext,
    @Arg('input', () => MoveOpenItemsInput) input: MoveOpenItemsInput,
  ): Promise<MoveOpenItemsPayload> {
    return { boardMerger: await moveOpenItems(request, input) };
  }

  @Linked<BoardMerger>(() => Board, boardById, 'successorId', {
    description: 'The board that took over.',
  })
  successor!: Board | null;

  @ListSize(2)
  @Linked<BoardMerger>(() => [Board], predecessorsByMerger, 'id', {
    description: 'The boards that ended, by name.',
  })
  predecessors!: Board[];

  @FieldResolver(() => Decision, { nullable: true, description: 'Null when none is known.' })
  async decision(
    @Ctx() request: RequestContext,
    @Root() merger: BoardMerger,
  ): Promise<Decision | null> {
    const [decision] = await request.loaders.loadList(decisionsByMerger, merger.id);
    return decision ?? null;
  }
}
