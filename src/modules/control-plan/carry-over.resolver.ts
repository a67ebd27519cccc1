import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { carryOverByItem, carryOversToItem, currentItemByStableId } from './carry-over.loader';
import {
  carryOverPlanItem,
  openItemsOfPlan,
  settlementOfItem,
  withdrawCarryOver,
} from './carry-over.service';
import {
  CarryOver,
  CarryOverPlanItemInput,
  CarryOverPlanItemPayload,
  Settlement,
  WithdrawCarryOverInput,
  WithdrawCarryOverPayload,
} from './carry-over.type';
import { ControlPlan } from './control-plan.type';
import { PlanItem } from './plan-item.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => CarryOver)
export class CarryOverResolver {
  @Mutation(() => CarryOverPlanItemPayload, {
    description:
      'Carries an open row of a plan in force over to a row of next year’s plan; its open actions ' +
      'follow. Needs `control-plan:draft` for the board.',
  })
  carryOverPlanItem(
    @Ctx() request: RequestContext,
    @Arg('input', () => CarryOverPlanItemInput) input: CarryOverPlanItemInput,
  ): Promise<CarryOverPlanItemPayload> {
    return carryOverPlanItem(request, input);
  }

  @Mutation(() => WithdrawCarryOverPayload, {
    description:
      'Takes back that a row is carried over, until the plan is closed. Actions that next year’s ' +
      'draft got stay there. Needs `control-plan:draft` for the board.',
  })
  async withdrawCarryOver(
    @Ctx() request: RequestContext,
    @Arg('input', () => WithdrawCarryOverInput) input: WithdrawCarryOverInput,
  ): Promise<WithdrawCarryOverPayload> {
    return { planItem: await withdrawCarryOver(request, input) };
  }

  @Linked<CarryOver>(() => PlanItem, currentItemByStableId, 'fromStableId', {
    description: 'The row that is carried over, in the revision in force.',
  })
  fromItem!: PlanItem | null;

  @Linked<CarryOver>(() => PlanItem, currentItemByStableId, 'toStableId', {
    nullable: true,
    description:
      'The row of next year’s plan, in the revision in force, else in the one that is being ' +
      'prepared; null to whoever does not see that plan.',
  })
  toItem!: PlanItem | null;
}

/** How the rows of a plan end. */
@Resolver(() => PlanItem)
export class PlanItemSettlementResolver {
  @FieldResolver(() => Settlement, { description: 'What has become of it until now.' })
  settlement(@Ctx() request: RequestContext, @Root() item: PlanItem): Promise<Settlement> {
    return settlementOfItem(request, item);
  }

  @Linked<PlanItem>(() => CarryOver, carryOverByItem, 'stableId', {
    nullable: true,
    description: 'Where in next year’s plan it goes on; null when it is not carried over.',
  })
  carriedOverTo!: CarryOver | null;

  @ListSize(1)
  @Linked<PlanItem>(() => [CarryOver], carryOversToItem, 'stableId', {
    description: 'What was carried over to it from last year’s plan.',
  })
  carriedOverFrom!: CarryOver[];
}

/** What stands in the way of closing a plan. */
@Resolver(() => ControlPlan)
export class ControlPlanSettlementResolver {
  @ListSize(25)
  @FieldResolver(() => [PlanItem], {
    description:
      'The rows that are not settled yet, in order. With one of them it cannot be closed.',
  })
  openItems(@Ctx() request: RequestContext, @Root() plan: ControlPlan): Promise<PlanItem[]> {
    return openItemsOfPlan(request, plan.id);
  }
}
