import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { CommonControl } from '../common-control';
import { PlanItem, planItemById } from '../control-plan';
import { Board, boardById } from '../municipality';
import { AssessmentLevel, assessmentLevelsByScheme } from '../scoring-scheme';
import { CommonControlBoard } from './common-control-board.type';
import {
  boardsOfCommonControl,
  boardsWithoutCommonControl,
  figuresOfBoard,
  figuresOfCommonControl,
} from './common-control-figures.service';
import { Figures } from './figures.type';

/** What follow-up adds to a common control. */
@Resolver(() => CommonControl)
export class CommonControlFiguresResolver {
  @FieldResolver(() => Figures, {
    description:
      'How far it has come in the plans in force of all bodies, by everything recorded until now. ' +
      'Callers who see some boards only get the figures of those.',
  })
  figures(@Ctx() request: RequestContext, @Root() common: CommonControl): Promise<Figures> {
    return figuresOfCommonControl(request, common);
  }

  @ListSize(10)
  @FieldResolver(() => [CommonControlBoard], {
    description:
      'Every body that it concerns, or whose plan has it, by name. A body that began during the year by ' +
      'taking over from one whose plan in force has it is left out, until it begins a plan of its own ' +
      'for the year. Callers who see some boards only get those.',
  })
  boards(
    @Ctx() request: RequestContext,
    @Root() common: CommonControl,
  ): Promise<CommonControlBoard[]> {
    return boardsOfCommonControl(request, common);
  }

  @ListSize(3)
  @FieldResolver(() => [Board], {
    description:
      'The bodies of `boards` whose plan in force lacks it, or which have none in force, by name. ' +
      'Callers who see some boards only get those.',
  })
  async missing(@Ctx() request: RequestContext, @Root() common: CommonControl): Promise<Board[]> {
    const ids = await boardsWithoutCommonControl(request, common);
    const boards = await Promise.all(ids.map((id) => request.loaders.load(boardById, id)));
    return boards.flatMap((board) => board ?? []);
  }
}

/** What hangs on a common control at one body. */
@Resolver(() => CommonControlBoard)
export class CommonControlBoardResolver {
  @Linked<CommonControlBoard>(() => Board, boardById, 'boardId', { description: 'The body.' })
  board!: Board | null;

  @FieldResolver(() => PlanItem, {
    nullable: true,
    description:
      'The row of the plan in force, else of the one that is being prepared; null when neither has it.',
  })
  planItem(
    @Ctx() request: RequestContext,
    @Root() { standing }: CommonControlBoard,
  ): Promise<PlanItem | null> {
    return request.loaders.load(planItemById, standing?.itemId ?? null);
  }

  @FieldResolver(() => AssessmentLevel, {
    nullable: true,
    description: 'The worst light of the row; null when it has none, or nobody knows which.',
  })
  async level(
    @Ctx() request: RequestContext,
    @Root() { standing }: CommonControlBoard,
  ): Promise<AssessmentLevel | null> {
    if (!standing?.levelCode) return null;
    const levels = await request.loaders.loadList(assessmentLevelsByScheme, standing.schemeId);
    return levels.find(({ code }) => code === standing.levelCode) ?? null;
  }

  @FieldResolver(() => Figures, {
    description: 'The row by itself in figures, as the deviation rate; nothing without one.',
  })
  figures(@Root() board: CommonControlBoard): Figures {
    return figuresOfBoard(board);
  }
}
