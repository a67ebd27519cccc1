import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { Action } from '../action';
import { itemsByAction } from './control-plan.loader';
import { PlanItem } from './plan-item.type';

/** What plans add to an action. */
@Resolver(() => Action)
export class ActionPlanItemsResolver {
  @ListSize(3)
  @Linked<Action>(() => [PlanItem], itemsByAction, 'id', {
    description:
      'The rows of plans that have it carried out, in every revision, those of the latest plan first.',
  })
  planItems!: PlanItem[];
}
