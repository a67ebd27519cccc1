import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { Decision } from '../decision';
import { planByDecision } from './control-plan.loader';
import { ControlPlan } from './control-plan.type';

/** What plans add to a decision. */
@Resolver(() => Decision)
export class DecisionControlPlanResolver {
  @Linked<Decision>(() => ControlPlan, planByDecision, 'id', {
    nullable: true,
    description: 'The revision of the plan that it adopted; null when it is not about a plan.',
  })
  controlPlan!: ControlPlan | null;
}
