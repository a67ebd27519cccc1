import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../kernel/request-context';
import { ControlPlan } from '../control-plan';
import { figuresOfPlan } from './figures.service';
import { Figures } from './figures.type';

/** What follow-up adds to a plan. */
@Resolver(() => ControlPlan)
export class ControlPlanFiguresResolver {
  @FieldResolver(() => Figures, {
    description: 'How far the items of the plan have come, by everything recorded until now.',
  })
  figures(@Ctx() request: RequestContext, @Root() plan: ControlPlan): Promise<Figures> {
    return figuresOfPlan(request, plan);
  }
}
