import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Action, actionById } from '../action';
import { Control, controlById } from '../control';
import { Risk, riskById } from '../risk';
import {
  controlPlanById,
  plannedActionsByItem,
  plannedControlsByItem,
} from './control-plan.loader';
import { ControlPlan } from './control-plan.type';
import {
  addPlanItem,
  changePlanItem,
  findPlanItem,
  findPlannedControl,
  raisePlanItemSensitivity,
  removePlanItem,
} from './plan-item.service';
import {
  AddPlanItemInput,
  AddPlanItemPayload,
  ChangePlanItemInput,
  ChangePlanItemPayload,
  PlanItem,
  PlannedAction,
  PlannedControl,
  RaisePlanItemSensitivityInput,
  RaisePlanItemSensitivityPayload,
  RemovePlanItemInput,
  RemovePlanItemPayload,
} from './plan-item.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => PlanItem)
export class PlanItemResolver {
  @Query(() => PlanItem, {
    nullable: true,
    description: 'A row of a plan; null when there is none.',
  })
  planItem(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<PlanItem | null> {
    return findPlanItem(request, id);
  }

  @Mutation(() => AddPlanItemPayload, {
    description: 'Adds a row to a draft. Needs `control-plan:draft` for the board.',
  })
  addPlanItem(
    @Ctx() request: RequestContext,
    @Arg('input', () => AddPlanItemInput) input: AddPlanItemInput,
  ): Promise<AddPlanItemPayload> {
    return addPlanItem(request, input);
  }

  @Mutation(() => ChangePlanItemPayload, {
    description:
      'Changes a row of a draft. Of a common control, what it is about and its controls stay; how they ' +
      'are performed, values, note and actions are the board’s. Needs `control-plan:draft` for the board.',
  })
  changePlanItem(
    @Ctx() request: RequestContext,
    @Arg('input', () => ChangePlanItemInput) input: ChangePlanItemInput,
  ): Promise<ChangePlanItemPayload> {
    return changePlanItem(request, input);
  }

  @Mutation(() => RaisePlanItemSensitivityPayload, {
    description:
      'Makes a row more secret in every revision of its plan, also where it is frozen; no text ' +
      'changes. Needs `control-plan:draft` for the board.',
  })
  raisePlanItemSensitivity(
    @Ctx() request: RequestContext,
    @Arg('input', () => RaisePlanItemSensitivityInput) input: RaisePlanItemSensitivityInput,
  ): Promise<RaisePlanItemSensitivityPayload> {
    return raisePlanItemSensitivity(request, input);
  }

  @Mutation(() => RemovePlanItemPayload, {
    description:
      'Takes a row out of a draft; one that the executive board decided stays. Needs ' +
      '`control-plan:draft` for the board.',
  })
  async removePlanItem(
    @Ctx() request: RequestContext,
    @Arg('input', () => RemovePlanItemInput) input: RemovePlanItemInput,
  ): Promise<RemovePlanItemPayload> {
    const controlPlan = await removePlanItem(request, input);
    return { deletedPlanItemId: input.planItemId, controlPlan };
  }

  @Linked<PlanItem>(() => ControlPlan, controlPlanById, 'planId', {
    description: 'The revision of the plan that it is a row of.',
  })
  plan!: ControlPlan | null;

  @ListSize(2)
  @Linked<PlanItem>(() => [PlannedControl], plannedControlsByItem, 'id', {
    description: 'What will be controlled, in order.',
  })
  plannedControls!: PlannedControl[];

  @ListSize(2)
  @Linked<PlanItem>(() => [PlannedAction], plannedActionsByItem, 'id', {
    description: 'What will be carried out, in order.',
  })
  plannedActions!: PlannedAction[];

  @Linked<PlanItem>(() => Risk, riskById, 'riskId', {
    nullable: true,
    description: 'The risk as it stands in the register today; null for an item without a risk.',
  })
  registerRisk!: Risk | null;
}

/** A planned control by itself, and its links back to the register. */
@Resolver(() => PlannedControl)
export class PlannedControlResolver {
  @Query(() => PlannedControl, {
    nullable: true,
    description: 'A control that a row of a plan has performed; null when there is none.',
  })
  plannedControl(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<PlannedControl | null> {
    return findPlannedControl(request, id);
  }

  @Linked<PlannedControl>(() => Control, controlById, 'controlId', {
    description: 'The control as it stands in the register today.',
  })
  registerControl!: Control | null;
}

/** The links from a planned action back to the register. */
@Resolver(() => PlannedAction)
export class PlannedActionResolver {
  @Linked<PlannedAction>(() => Action, actionById, 'actionId', {
    description: 'The action as it stands today.',
  })
  action!: Action | null;
}
