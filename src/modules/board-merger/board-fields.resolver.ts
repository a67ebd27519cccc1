import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Board, boardById } from '../municipality';
import {
  mergersByPredecessor,
  mergersBySuccessor,
  predecessorsByMerger,
} from './board-merger.loader';
import { BoardMerger } from './board-merger.type';

/** What mergers add to a board. */
@Resolver(() => Board)
export class BoardMergersResolver {
  @FieldResolver(() => Board, {
    nullable: true,
    description:
      'The board that it was merged into; null when it was not. That one may have ended, too.',
  })
  async successor(@Ctx() request: RequestContext, @Root() board: Board): Promise<Board | null> {
    const [merger] = await request.loaders.loadList(mergersByPredecessor, board.id);
    return request.loaders.load(boardById, merger?.successorId ?? null);
  }

  @ListSize(1)
  @FieldResolver(() => [Board], {
    description: 'The boards that were merged into it, the first merger first.',
  })
  async predecessors(@Ctx() request: RequestContext, @Root() board: Board): Promise<Board[]> {
    const mergers = await request.loaders.loadList(mergersBySuccessor, board.id);
    const boards = mergers.map(({ id }) => request.loaders.loadList(predecessorsByMerger, id));
    return (await Promise.all(boards)).flat();
  }

  @ListSize(1)
  @FieldResolver(() => [BoardMerger], {
    description: 'The mergers that it took part in, first those that it took over with.',
  })
  async mergers(@Ctx() request: RequestContext, @Root() board: Board): Promise<BoardMerger[]> {
    const { loaders } = request;
    const mergers = await Promise.all([
      loaders.loadList(mergersBySuccessor, board.id),
      loaders.loadList(mergersByPredecessor, board.id),
    ]);
    return mergers.flat();
  }
}
