import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { Action } from '../action';
import { risksByAction } from './risk.loader';
import { Risk } from './risk.type';

/** What risks add to an action. */
@Resolver(() => Action)
export class ActionRisksResolver {
  @ListSize(3)
  @Linked<Action>(() => [Risk], risksByAction, 'id', {
    description: 'The risks that it is about, by number.',
  })
  risks!: Risk[];
}
