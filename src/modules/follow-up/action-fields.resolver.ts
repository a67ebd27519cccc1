import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { Action } from '../action';
import { ControlResult } from './control-result.type';
import { resultsByAction } from './follow-up.loader';

/** What the follow-up adds to an action. */
@Resolver(() => Action)
export class ActionResultsResolver {
  @ListSize(5)
  @Linked<Action>(() => [ControlResult], resultsByAction, 'id', {
    description: 'The results that it follows from, as they are now, the latest first.',
  })
  results!: ControlResult[];
}
