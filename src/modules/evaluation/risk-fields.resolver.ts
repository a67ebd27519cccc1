import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { Risk } from '../risk';
import { pointsByRisk } from './evaluation.loader';
import { EvaluationPoint } from './evaluation.type';

/** What evaluations add to a risk. */
@Resolver(() => Risk)
export class RiskEvaluationPointsResolver {
  @ListSize(1)
  @Linked<Risk>(() => [EvaluationPoint], pointsByRisk, 'id', {
    description: 'What evaluations said that led to it.',
  })
  evaluationPoints!: EvaluationPoint[];
}
