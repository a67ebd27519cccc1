import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { CommonControl, commonControlById } from '../common-control';
import { Risk, riskById } from '../risk';
import { differenceByPlan, driftByPlan } from './continuation.loader';
import { ControlPlan } from './control-plan.type';
import {
  differenceBetween,
  isItemUnchanged,
  isRiskReassessed,
  previousOfItem,
} from './difference.service';
import { PlanDifference, PlanDrift } from './difference.type';
import { PlanItem } from './plan-item.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => ControlPlan)
export class ControlPlanDifferenceResolver {
  @Query(() => PlanDifference, {
    nullable: true,
    description:
      'How the rows of a plan differ from those of another one of the same board: another revision, ' +
      'or the plan of the year before, also that of a board that was merged into it; null when there ' +
      'is no such plan.',
  })
  controlPlanDifference(
    @Ctx() request: RequestContext,
    @Arg('fromPlanId', () => ID, { description: 'The earlier plan.' }) fromPlanId: string,
    @Arg('toPlanId', () => ID, { description: 'The later plan.' }) toPlanId: string,
  ): Promise<PlanDifference | null> {
    return differenceBetween(request, { fromPlanId, toPlanId }) as Promise<PlanDifference | null>;
  }

  @Linked<ControlPlan>(() => PlanDifference, differenceByPlan, 'id', {
    nullable: true,
    description:
      'How it differs from the latest revision before it that the board decided on; null for the ' +
      'first one.',
  })
  differenceFromPreviousRevision!: PlanDifference | null;

  @Linked<ControlPlan>(() => PlanDrift, driftByPlan, 'id', {
    nullable: true,
    description:
      'What has changed in the register since the board adopted it; null until then, while it ' +
      'follows the register or lies before the board.',
  })
  drift!: PlanDrift | null;
}

/** Links from a drift to the register. */
@Resolver(() => PlanDrift)
export class PlanDriftResolver {
  @ListSize(5)
  @FieldResolver(() => [Risk], {
    description:
      'Risks of the board that were assessed for the year of the plan since the day it was adopted, ' +
      'and that it lacks; by number.',
  })
  async missingRisks(@Ctx() request: RequestContext, @Root() drift: PlanDrift): Promise<Risk[]> {
    const risks = drift.missingRiskIds.map((id) => request.loaders.load(riskById, id));
    return (await Promise.all(risks)) as Risk[];
  }

  @ListSize(5)
  @FieldResolver(() => [CommonControl], {
    description:
      'What the executive board has decided for the board and year and the plan lacks, by number; the ' +
      'board gets it when it revises the plan.',
  })
  async missingCommonControls(
    @Ctx() request: RequestContext,
    @Root() { missingCommonControlIds }: PlanDrift,
  ): Promise<CommonControl[]> {
    const all = missingCommonControlIds.map((id) => request.loaders.load(commonControlById, id));
    return (await Promise.all(all)) as CommonControl[];
  }

  @ListSize(5)
  @FieldResolver(() => [CommonControl], {
    description:
      'What the plan has and the executive board has withdrawn, by number; the board may take it out ' +
      'when it revises the plan.',
  })
  async withdrawnCommonControls(
    @Ctx() request: RequestContext,
    @Root() { withdrawnCommonControlIds }: PlanDrift,
  ): Promise<CommonControl[]> {
    const all = withdrawnCommonControlIds.map((id) => request.loaders.load(commonControlById, id));
    return (await Promise.all(all)) as CommonControl[];
  }
}

/** What a row has in common with last year. */
@Resolver(() => PlanItem)
export class PlanItemContinuationResolver {
  @FieldResolver(() => PlanItem, {
    nullable: true,
    description:
      'The row of the plan in force of the year before that it continues: the one it began with, ' +
      'else the one about the same risk, of the same common control, or that relies on the same ' +
      'standing one; null for a new row.',
  })
  previous(@Ctx() request: RequestContext, @Root() item: PlanItem): Promise<PlanItem | null> {
    return previousOfItem(request, item.id);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'True when all that the board decides on is as in the previous row: texts, controls, methods, ' +
      'samples, actions; how the risk is assessed does not count, nor actions that came along with ' +
      'what was left of last year. Null for a new row.',
  })
  isUnchanged(@Ctx() request: RequestContext, @Root() item: PlanItem): Promise<boolean | null> {
    return isItemUnchanged(request, item.id);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'True when its risk has an assessment for the year of the plan. Null for a new row, and for ' +
      'one without a risk.',
  })
  isRiskReassessed(
    @Ctx() request: RequestContext,
    @Root() item: PlanItem,
  ): Promise<boolean | null> {
    return isRiskReassessed(request, item.id);
  }
}
