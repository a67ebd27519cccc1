import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { AnsweredBy, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { Action } from '../action';
import { Risk } from '../risk';
import { EvaluationPointEntity } from './evaluation.entity';
import {
  actionsByPoint,
  evaluationAreaById,
  evaluationById,
  risksByPoint,
} from './evaluation.loader';
import {
  CreateRiskFromEvaluationPointInput,
  CreateRiskFromEvaluationPointPayload,
  Evaluation,
  EvaluationArea,
  EvaluationPoint,
  LinkActionToEvaluationPointInput,
  LinkActionToEvaluationPointPayload,
  LinkRiskToEvaluationPointInput,
  LinkRiskToEvaluationPointPayload,
  RaiseActionFromEvaluationPointInput,
  RaiseActionFromEvaluationPointPayload,
  UnlinkActionFromEvaluationPointInput,
  UnlinkActionFromEvaluationPointPayload,
  UnlinkRiskFromEvaluationPointInput,
  UnlinkRiskFromEvaluationPointPayload,
} from './evaluation.type';
import {
  createRiskFromEvaluationPoint,
  findEvaluationPoint,
  linkActionToEvaluationPoint,
  linkRiskToEvaluationPoint,
  raiseActionFromEvaluationPoint,
  unlinkActionFromEvaluationPoint,
  unlinkRiskFromEvaluationPoint,
} from './evaluation-point.service';

/** What an evaluation says in words, and the risks and actions that came of it. */
@Resolver(() => EvaluationPoint)
export class EvaluationPointResolver {
  @AnsweredBy(byId(EvaluationPointEntity))
  @Query(() => EvaluationPoint, {
    nullable: true,
    description: 'A point of an evaluation; null when there is none.',
  })
  evaluationPoint(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<EvaluationPoint | null> {
    return findEvaluationPoint(request, id);
  }

  @Mutation(() => LinkRiskToEvaluationPointPayload, {
    description:
      'Says that a point led to a risk that is there already; twice is once. Needs ' +
      '`register:maintain` for the board of the risk.',
  })
  linkRiskToEvaluationPoint(
    @Ctx() request: RequestContext,
    @Arg('input', () => LinkRiskToEvaluationPointInput) input: LinkRiskToEvaluationPointInput,
  ): Promise<LinkRiskToEvaluationPointPayload> {
    return linkRiskToEvaluationPoint(request, input);
  }

  @Mutation(() => UnlinkRiskFromEvaluationPointPayload, {
    description:
      'Takes back that a point led to a risk. Needs `register:maintain` for the board of the risk.',
  })
  unlinkRiskFromEvaluationPoint(
    @Ctx() request: RequestContext,
    @Arg('input', () => UnlinkRiskFromEvaluationPointInput)
    input: UnlinkRiskFromEvaluationPointInput,
  ): Promise<UnlinkRiskFromEvaluationPointPayload> {
    return unlinkRiskFromEvaluationPoint(request, input);
  }

  @Mutation(() => CreateRiskFromEvaluationPointPayload, {
    description:
      'Makes a point a risk of a board. Unless it is said, its source is EVALUATION and it is as ' +
      'secret as the evaluation. Needs `register:maintain` for the board.',
  })
  createRiskFromEvaluationPoint(
    @Ctx() request: RequestContext,
    @Arg('input', () => CreateRiskFromEvaluationPointInput)
    input: CreateRiskFromEvaluationPointInput,
  ): Promise<CreateRiskFromEvaluationPointPayload> {
    return createRiskFromEvaluationPoint(request, input);
  }

  @Mutation(() => LinkActionToEvaluationPointPayload, {
    description:
      'Says that a point led to an action that is there already; twice is once. Needs ' +
      '`action:maintain` for the board of the action.',
  })
  linkActionToEvaluationPoint(
    @Ctx() request: RequestContext,
    @Arg('input', () => LinkActionToEvaluationPointInput) input: LinkActionToEvaluationPointInput,
  ): Promise<LinkActionToEvaluationPointPayload> {
    return linkActionToEvaluationPoint(request, input);
  }

  @Mutation(() => UnlinkActionFromEvaluationPointPayload, {
    description:
      'Takes back that a point led to an action. Needs `action:maintain` for the board of the action.',
  })
  unlinkActionFromEvaluationPoint(
    @Ctx() request: RequestContext,
    @Arg('input', () => UnlinkActionFromEvaluationPointInput)
    input: UnlinkActionFromEvaluationPointInput,
  ): Promise<UnlinkActionFromEvaluationPointPayload> {
    return unlinkActionFromEvaluationPoint(request, input);
  }

  @Mutation(() => RaiseActionFromEvaluationPointPayload, {
    description:
      'Raises an action of a board from a point. Unless it is said, it is as secret as the ' +
      'evaluation. Needs `action:maintain` for the board.',
  })
  raiseActionFromEvaluationPoint(
    @Ctx() request: RequestContext,
    @Arg('input', () => RaiseActionFromEvaluationPointInput)
    input: RaiseActionFromEvaluationPointInput,
  ): Promise<RaiseActionFromEvaluationPointPayload> {
    return raiseActionFromEvaluationPoint(request, input);
  }

  @Linked<EvaluationPoint>(() => Evaluation, evaluationById, 'evaluationId', {
    description: 'The evaluation that says it.',
  })
  evaluation!: Evaluation | null;

  @Linked<EvaluationPoint>(() => EvaluationArea, evaluationAreaById, 'areaId', {
    nullable: true,
    description: 'The area that it is about; null when it is about none of them alone.',
  })
  area!: EvaluationArea | null;

  @ListSize(1)
  @Linked<EvaluationPoint>(() => [Risk], risksByPoint, 'id', {
    description: 'The risks that it led to, by number.',
  })
  risks!: Risk[];

  @ListSize(1)
  @Linked<EvaluationPoint>(() => [Action], actionsByPoint, 'id', {
    description: 'The actions that it led to, as they were raised.',
  })
  actions!: Action[];
}
