import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Action } from '../action';
import { pointsByAction } from './evaluation.loader';
import { EvaluationPoint } from './evaluation.type';

/** What evaluations add to an action. */
@Resolver(() => Action)
export class ActionEvaluationPointsResolver {
  @ListSize(1)
  @FieldResolver(() => [EvaluationPoint], {
    description: 'What evaluations said that led to it.',
  })
  evaluationPoints(
    @Ctx() request: RequestContext,
    @Root() action: Action,
  ): Promise<EvaluationPoint[]> {
    return request.loaders.loadList(pointsByAction, action.id);
  }
}
