import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Action } from '../action';
import { risksByAction } from './risk.loader';
import { Risk } from './risk.type';

/** What risks add to an action. */
@Resolver(() => Action)
export class ActionRisksResolver {
  @ListSize(3)
  @FieldResolver(() => [Risk], { description: 'The risks that it is about, by number.' })
  risks(@Ctx() request: RequestContext, @Root() action: Action): Promise<Risk[]> {
    return request.loaders.loadList(risksByAction, action.id);
  }
}
