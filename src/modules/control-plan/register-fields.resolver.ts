import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { Control } from '../control';
import { Risk } from '../risk';
import { itemsByControl, itemsByRisk } from './control-plan.loader';
import { PlanItem } from './plan-item.type';

/** What plans add to a risk. */
@Resolver(() => Risk)
export class RiskPlanItemsResolver {
  @ListSize(5)
  @Linked<Risk>(() => [PlanItem], itemsByRisk, 'id', {
    description:
      'The rows of plans that are about it, in every revision, those of the latest plan first.',
  })
  planItems!: PlanItem[];
}

/** What plans add to a control. */
@Resolver(() => Control)
export class ControlPlanItemsResolver {
  @ListSize(5)
  @Linked<Control>(() => [PlanItem], itemsByControl, 'id', {
    description:
      'The rows of plans that have it performed, in every revision, those of the latest plan first.',
  })
  planItems!: PlanItem[];
}
