import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { AnsweredBy, AnsweredByList, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { Action } from '../action';
import { Board, boardById, CouncilGoal, councilGoalById } from '../municipality';
import { Process, ProcessEntity, processById } from '../process';
import { RiskCategoryEntity, RiskEntity } from './risk.entity';
import { actionsByRisk, riskCategoryById } from './risk.loader';
import { riskList } from './risk.repository';
import {
  createRisk,
  endRisk,
  findRisk,
  linkActionToRisk,
  listRisks,
  readSearch,
  unlinkActionFromRisk,
  updateRisk,
} from './risk.service';
import {
  CreateRiskInput,
  CreateRiskPayload,
  EndRiskInput,
  EndRiskPayload,
  LinkActionToRiskInput,
  LinkActionToRiskPayload,
  Risk,
  RiskConnection,
  RiskListArguments,
  UnlinkActionFromRiskInput,
  UnlinkActionFromRiskPayload,
  UpdateRiskInput,
  UpdateRiskPayload,
} from './risk.type';
import { RiskCategory } from './risk-category.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => Risk)
export class RiskResolver {
  @AnsweredBy(byId(RiskEntity))
  @Query(() => Risk, { nullable: true, description: 'A risk; null when there is none.' })
  risk(@Ctx() request: RequestContext, @Arg('id', () => ID) id: string): Promise<Risk | null> {
    return findRisk(request, id);
  }

  @AnsweredByList(riskList, ({ board, categoryId, processId, ...given }, naming) => {
    const { search, bandCodes, ...filter } = given;
    return {
      ...filter,
      ...readSearch({ search: search as string | null, bandCodes: bandCodes as string[] | null }),
      boardId: naming.board(board),
      categoryId: naming.known(RiskCategoryEntity, categoryId),
      processId: naming.known(ProcessEntity, processId),
    };
  })
  @Query(() => RiskConnection, { description: 'Risks of the municipality.' })
  risks(
    @Ctx() request: RequestContext,
    @Args(() => RiskListArguments) list: RiskListArguments,
  ): Promise<RiskConnection> {
    return listRisks(request, list);
  }

  @Mutation(() => CreateRiskPayload, {
    description: 'Adds a risk to the register. Needs `register:maintain` for the board.',
  })
  async createRisk(
    @Ctx() request: RequestContext,
    @Arg('input', () => CreateRiskInput) input: CreateRiskInput,
  ): Promise<CreateRiskPayload> {
    return { risk: await createRisk(request, input) };
  }

  @Mutation(() => UpdateRiskPayload, {
    description: 'Changes what is known of a risk. Needs `register:maintain` for its board.',
  })
  async updateRisk(
    @Ctx() request: RequestContext,
    @Arg('input', () => UpdateRiskInput) input: UpdateRiskInput,
  ): Promise<UpdateRiskPayload> {
    return { risk: await updateRisk(request, input) };
  }

  @Mutation(() => EndRiskPayload, {
    description: 'Notes that it is a risk no more. Needs `register:maintain` for its board.',
  })
  async endRisk(
    @Ctx() request: RequestContext,
    @Arg('input', () => EndRiskInput) input: EndRiskInput,
  ): Promise<EndRiskPayload> {
    return { risk: await endRisk(request, input) };
  }

  @Mutation(() => LinkActionToRiskPayload, {
    description:
      'Says that an action, perhaps another board’s, is about the risk; twice is once. Needs ' +
      '`register:maintain` for the board of the risk.',
  })
  linkActionToRisk(
    @Ctx() request: RequestContext,
    @Arg('input', () => LinkActionToRiskInput) input: LinkActionToRiskInput,
  ): Promise<LinkActionToRiskPayload> {
    return linkActionToRisk(request, input);
  }

  @Mutation(() => UnlinkActionFromRiskPayload, {
    description:
      'Takes back that an action is about the risk. Needs `register:maintain` for the board of the risk.',
  })
  unlinkActionFromRisk(
    @Ctx() request: RequestContext,
    @Arg('input', () => UnlinkActionFromRiskInput) input: UnlinkActionFromRiskInput,
  ): Promise<UnlinkActionFromRiskPayload> {
    return unlinkActionFromRisk(request, input);
  }

  @Linked<Risk>(() => Board, boardById, 'boardId', { description: 'The board whose risk it is.' })
  board!: Board | null;

  @Linked<Risk>(() => RiskCategory, riskCategoryById, 'categoryId', {
    nullable: true,
    description: 'Null when it has none.',
  })
  category!: RiskCategory | null;

  @Linked<Risk>(() => Process, processById, 'processId', {
    nullable: true,
    description: 'The process or system that it is about; null when it is about none.',
  })
  process!: Process | null;

  @Linked<Risk>(() => CouncilGoal, councilGoalById, 'councilGoalId', {
    nullable: true,
    description: 'The goal of the council that it threatens; null when none is named.',
  })
  councilGoal!: CouncilGoal | null;

  @ListSize(3)
  @Linked<Risk>(() => [Action], actionsByRisk, 'id', {
    description: 'The actions about it, as they were raised.',
  })
  actions!: Action[];
}
