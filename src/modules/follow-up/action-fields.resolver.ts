import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Action } from '../action';
import { ControlResult } from './control-result.type';
import { resultsByAction } from './follow-up.loader';

/** What the follow-up adds to an action. */
@Resolver(() => Action)
export class ActionResultsResolver {
  @ListSize(5)
  @FieldResolver(() => [ControlResult], {
    description: 'The results that it follows from, as they are now, the latest first.',
  })
  results(@Ctx() request: RequestContext, @Root() action: Action): Promise<ControlResult[]> {
    return request.loaders.loadList(resultsByAction, action.id);
  }
}
