import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Action } from '../action';
import { controlsByAction } from './control.loader';
import { Control } from './control.type';

/** What controls add to an action. */
@Resolver(() => Action)
export class ActionControlsResolver {
  @ListSize(3)
  @FieldResolver(() => [Control], {
    description: 'The controls that it is about, by title, secret ones last.',
  })
  controls(@Ctx() request: RequestContext, @Root() action: Action): Promise<Control[]> {
    return request.loaders.loadList(controlsByAction, action.id);
  }
}
