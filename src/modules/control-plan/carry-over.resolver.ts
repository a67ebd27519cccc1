import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
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

  @FieldResolver(() => PlanItem, {
    description: 'The row that is carried over, in the revision in force.',
  })
  fromItem(@Ctx() request: RequestContext, @Root() carried: CarryOver): Promise<PlanItem | null> {
    return request.loaders.load(currentItemByStableId, carried.fromStableId);
  }

  @FieldResolver(() => PlanItem, {
    nullable: true,
    description:
      'The row of next year’s plan, in the revision in force, else in the one that is being ' +
      'prepared; null to whoever does not see that plan.',
  })
  toItem(@Ctx() request: RequestContext, @Root() carried: CarryOver): Promise<PlanItem | null> {
    return request.loaders.load(currentItemByStableId, carried.toStableId);
  }
}

/** How the rows of a plan end. */
@Resolver(() => PlanItem)
export class PlanItemSettlementResolver {
  @FieldResolver(() => Settlement, { description: 'What has become of it until now.' })
  settlement(@Ctx() request: RequestContext, @Root() item: PlanItem): Promise<Settlement> {
    return settlementOfItem(request, item);
  }

  @FieldResolver(() => CarryOver, {
    nullable: true,
    description: 'Where in next year’s plan it goes on; null when it is not carried over.',
  })
  carriedOverTo(@Ctx() request: RequestContext, @Root() item: PlanItem): Promise<CarryOver | null> {
    return request.loaders.load(carryOverByItem, item.stableId) as Promise<CarryOver | null>;
  }

  @ListSize(1)
  @FieldResolver(() => [CarryOver], {
    description: 'What was carried over to it from last year’s plan.',
  })
  carriedOverFrom(@Ctx() request: RequestContext, @Root() item: PlanItem): Promise<CarryOver[]> {
    return request.loaders.loadList(carryOversToItem, item.stableId) as Promise<CarryOver[]>;
  }
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
