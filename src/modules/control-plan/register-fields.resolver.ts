import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Control } from '../control';
import { Risk } from '../risk';
import { itemsByControl, itemsByRisk } from './control-plan.loader';
import { PlanItem } from './plan-item.type';

/** What plans add to a risk. */
@Resolver(() => Risk)
export class RiskPlanItemsResolver {
  @ListSize(5)
  @FieldResolver(() => [PlanItem], {
    description:
      'The rows of plans that are about it, in every revision, those of the latest plan first.',
  })
  planItems(@Ctx() request: RequestContext, @Root() risk: Risk): Promise<PlanItem[]> {
    return request.loaders.loadList(itemsByRisk, risk.id);
  }
}

/** What plans add to a control. */
@Resolver(() => Control)
export class ControlPlanItemsResolver {
  @ListSize(5)
  @FieldResolver(() => [PlanItem], {
    description:
      'The rows of plans that have it performed, in every revision, those of the latest plan first.',
  })
  planItems(@Ctx() request: RequestContext, @Root() control: Control): Promise<PlanItem[]> {
    return request.loaders.loadList(itemsByControl, control.id);
  }
}
