import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { AnsweredBy, AnsweredByList, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { AdministrationEntity } from './administration.entity';
import { CouncilGoalEntity } from './council-goal.entity';
import { administrationsByBoard } from './municipality.loader';
import { boardList } from './municipality.repository';
import {
  createAdministration,
  createBoard,
  createCouncilGoal,
  findAdministration,
  findCouncilGoal,
  getBoard,
  getMunicipality,
  listAdministrations,
  listBoards,
  listCouncilGoals,
  updateAdministration,
  updateBoard,
  updateCouncilGoal,
  updateMunicipality,
} from './municipality.service';
import {
  Administration,
  Board,
  BoardConnection,
  BoardListArguments,
  CouncilGoal,
  CreateAdministrationInput,
  CreateAdministrationPayload,
  CreateBoardInput,
  CreateBoardPayload,
  CreateCouncilGoalInput,
  CreateCouncilGoalPayload,
  Municipality,
  UpdateAdministrationInput,
  UpdateAdministrationPayload,
  UpdateBoardInput,
  UpdateBoardPayload,
  UpdateCouncilGoalInput,
  UpdateCouncilGoalPayload,
  UpdateMunicipalityInput,
  UpdateMunicipalityPayload,
} from './municipality.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => Board)
export class MunicipalityResolver {
  @Query(() => Municipality, { description: 'The municipality that you belong to.' })
  municipality(@Ctx() request: RequestContext): Promise<Municipality> {
    return getMunicipality(request);
  }

  @Query(() => Board, { description: 'A body of the municipality by its code (`KS`) or id.' })
  board(@Ctx() request: RequestContext, @Arg('board', () => String) board: string): Promise<Board> {
    return getBoard(request, board);
  }

  @AnsweredByList(boardList)
  @Query(() => BoardConnection, { description: 'Boards and other bodies of the municipality.' })
  boards(
    @Ctx() request: RequestContext,
    @Args(() => BoardListArguments) list: BoardListArguments,
  ): Promise<BoardConnection> {
    return listBoards(request, list);
  }

  @AnsweredBy(byId(AdministrationEntity))
  @Query(() => Administration, {
    nullable: true,
    description: 'An administration; null when there is none.',
  })
  administration(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<Administration | null> {
    return findAdministration(request, id);
  }

  @Query(() => [Administration], {
    name: 'administrations',
    description: 'The administrations of the municipality, by name.',
  })
  allAdministrations(@Ctx() request: RequestContext): Promise<Administration[]> {
    return listAdministrations(request);
  }

  @AnsweredBy(byId(CouncilGoalEntity))
  @Query(() => CouncilGoal, {
    nullable: true,
    description: 'A goal of the council; null when there is none.',
  })
  councilGoal(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<CouncilGoal | null> {
    return findCouncilGoal(request, id);
  }

  @Query(() => [CouncilGoal], { description: 'The goals of the council, by number: 2 before 10.' })
  councilGoals(@Ctx() request: RequestContext): Promise<CouncilGoal[]> {
    return listCouncilGoals(request);
  }

  @Mutation(() => UpdateMunicipalityPayload, {
    description:
      'Changes the name or the settings of the municipality. Needs `organisation:maintain`.',
  })
  async updateMunicipality(
    @Ctx() request: RequestContext,
    @Arg('input', () => UpdateMunicipalityInput) input: UpdateMunicipalityInput,
  ): Promise<UpdateMunicipalityPayload> {
    return { municipality: await updateMunicipality(request, input) };
  }

  @Mutation(() => CreateBoardPayload, {
    description: 'Adds a body to the municipality. Needs `organisation:maintain`.',
  })
  async createBoard(
    @Ctx() request: RequestContext,
    @Arg('input', () => CreateBoardInput) input: CreateBoardInput,
  ): Promise<CreateBoardPayload> {
    return { board: await createBoard(request, input) };
  }

  @Mutation(() => UpdateBoardPayload, {
    description: 'Changes a body of the municipality. Needs `organisation:maintain`.',
  })
  async updateBoard(
    @Ctx() request: RequestContext,
    @Arg('input', () => UpdateBoardInput) input: UpdateBoardInput,
  ): Promise<UpdateBoardPayload> {
    return { board: await updateBoard(request, input) };
  }

  @Mutation(() => CreateAdministrationPayload, {
    description: 'Adds an administration that works for boards. Needs `organisation:maintain`.',
  })
  async createAdministration(
    @Ctx() request: RequestContext,
    @Arg('input', () => CreateAdministrationInput) input: CreateAdministrationInput,
  ): Promise<CreateAdministrationPayload> {
    return { administration: await createAdministration(request, input) };
  }

  @Mutation(() => UpdateAdministrationPayload, {
    description:
      'Changes an administration or the boards that it works for. Needs `organisation:maintain`.',
  })
  async updateAdministration(
    @Ctx() request: RequestContext,
    @Arg('input', () => UpdateAdministrationInput) input: UpdateAdministrationInput,
  ): Promise<UpdateAdministrationPayload> {
    return { administration: await updateAdministration(request, input) };
  }

  @Mutation(() => CreateCouncilGoalPayload, {
    description: 'Adds a goal of the council. Needs `register:maintain`.',
  })
  async createCouncilGoal(
    @Ctx() request: RequestContext,
    @Arg('input', () => CreateCouncilGoalInput) input: CreateCouncilGoalInput,
  ): Promise<CreateCouncilGoalPayload> {
    return { councilGoal: await createCouncilGoal(request, input) };
  }

  @Mutation(() => UpdateCouncilGoalPayload, {
    description: 'Changes a goal of the council. Needs `register:maintain`.',
  })
  async updateCouncilGoal(
    @Ctx() request: RequestContext,
    @Arg('input', () => UpdateCouncilGoalInput) input: UpdateCouncilGoalInput,
  ): Promise<UpdateCouncilGoalPayload> {
    return { councilGoal: await updateCouncilGoal(request, input) };
  }

  @ListSize(10)
  @Linked<Board>(() => [Administration], administrationsByBoard, 'id', {
    description: 'The administrations that work for the body, by name.',
  })
  administrations!: Administration[];
}
