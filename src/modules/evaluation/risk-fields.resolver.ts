import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Risk } from '../risk';
import { pointsByRisk } from './evaluation.loader';
import { EvaluationPoint } from './evaluation.type';

/** What evaluations add to a risk. */
@Resolver(() => Risk)
export class RiskEvaluationPointsResolver {
  @ListSize(1)
  @FieldResolver(() => [EvaluationPoint], {
    description: 'What evaluations said that led to it.',
  })
  evaluationPoints(@Ctx() request: RequestContext, @Root() risk: Risk): Promise<EvaluationPoint[]> {
    return request.loaders.loadList(pointsByRisk, risk.id);
  }
}
