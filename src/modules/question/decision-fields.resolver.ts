import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { Decision } from '../decision';
import { questionByDecision } from './question.loader';
import { Question } from './question.type';

/** What questions add to a decision. */
@Resolver(() => Decision)
export class DecisionQuestionResolver {
  @Linked<Decision>(() => Question, questionByDecision, 'id', {
    nullable: true,
    description: 'The question that it is about; null when it is not about one.',
  })
  question!: Question | null;
}
