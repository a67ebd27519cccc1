import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { Action } from '../action';
import { pointsByAction } from './evaluation.loader';
import { EvaluationPoint } from './evaluation.type';

/** What evaluations add to an action. */
@Resolver(() => Action)
export class ActionEvaluationPointsResolver {
  @ListSize(1)
  @Linked<Action>(() => [EvaluationPoint], pointsByAction, 'id', {
    description: 'What evaluations said that led to it.',
  })
  evaluationPoints!: EvaluationPoint[];
}
