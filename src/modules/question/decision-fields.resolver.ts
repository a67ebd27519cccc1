import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../kernel/request-context';
import { Decision } from '../decision';
import { questionByDecision } from './question.loader';
import { Question } from './question.type';

/** What questions add to a decision. */
@Resolver(() => Decision)
export class DecisionQuestionResolver {
  @FieldResolver(() => Question, {
    nullable: true,
    description: 'The question that it is about; null when it is not about one.',
  })
  question(@Ctx() request: RequestContext, @Root() decision: Decision): Promise<Question | null> {
    return request.loaders.load(questionByDecision, decision.id);
  }
}
