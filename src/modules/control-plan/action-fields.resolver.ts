import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Action } from '../action';
import { itemsByAction } from './control-plan.loader';
import { PlanItem } from './plan-item.type';

/** What plans add to an action. */
@Resolver(() => Action)
export class ActionPlanItemsResolver {
  @ListSize(3)
  @FieldResolver(() => [PlanItem], {
    description:
      'The rows of plans that have it carried out, in every revision, those of the latest plan first.',
  })
  planItems(@Ctx() request: RequestContext, @Root() action: Action): Promise<PlanItem[]> {
    return request.loaders.loadList(itemsByAction, action.id);
  }
}
