import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../kernel/request-context';
import { Decision } from '../decision';
import { planByDecision } from './control-plan.loader';
import { ControlPlan } from './control-plan.type';

/** What plans add to a decision. */
@Resolver(() => Decision)
export class DecisionControlPlanResolver {
  @FieldResolver(() => ControlPlan, {
    nullable: true,
    description: 'The revision of the plan that it adopted; null when it is not about a plan.',
  })
  controlPlan(
    @Ctx() request: RequestContext,
    @Root() decision: Decision,
  ): Promise<ControlPlan | null> {
    return request.loaders.load(planByDecision, decision.id);
  }
}
