import { Arg, Ctx, FieldResolver, Float, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Action, actionById } from '../action';
import { PlanItem, PlannedControl, planItemById, plannedControlsByItem } from '../control-plan';
import {
  assessResult,
  correctResult,
  deviationRateOf,
  findControlResult,
  raiseResultSensitivity,
  recordResult,
  withdrawAssessment,
  withdrawResult,
} from './control-result.service';
import {
  AssessResultInput,
  AssessResultPayload,
  ControlResult,
  CorrectResultInput,
  CorrectResultPayload,
  RaiseResultSensitivityInput,
  RaiseResultSensitivityPayload,
  RecordResultInput,
  RecordResultPayload,
  ReportedAction,
  WithdrawAssessmentInput,
  WithdrawAssessmentPayload,
  WithdrawResultInput,
  WithdrawResultPayload,
} from './control-result.type';
import { resultsByStableItem } from './follow-up.loader';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => ControlResult)
export class ControlResultResolver {
  @Query(() => ControlResult, {
    nullable: true,
    description: 'A result as it is now; null when there is none.',
  })
  controlResult(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<ControlResult | null> {
    return findControlResult(request, id);
  }

  @Mutation(() => RecordResultPayload, {
    description: 'Records a result on an adopted plan. Needs `result:record` for the board.',
  })
  async recordResult(
    @Ctx() request: RequestContext,
    @Arg('input', () => RecordResultInput) input: RecordResultInput,
  ): Promise<RecordResultPayload> {
    return { controlResult: await recordResult(request, input) };
  }

  @Mutation(() => CorrectResultPayload, {
    description:
      'Corrects a result. Its light goes, since nobody has judged what it says now; if nothing but ' +
      'its sensitivity or its actions are given, the light stays. Needs `result:record` for the board.',
  })
  async correctResult(
    @Ctx() request: RequestContext,
    @Arg('input', () => CorrectResultInput) input: CorrectResultInput,
  ): Promise<CorrectResultPayload> {
    return { controlResult: await correctResult(request, input) };
  }

  @Mutation(() => AssessResultPayload, {
    description:
      'Gives a finished result its light. Needs `result:assess` for the board, and another person ' +
      'than whoever recorded or corrected it unless the municipality says otherwise.',
  })
  async assessResult(
    @Ctx() request: RequestContext,
    @Arg('input', () => AssessResultInput) input: AssessResultInput,
  ): Promise<AssessResultPayload> {
    return { controlResult: await assessResult(request, input) };
  }

  @Mutation(() => RaiseResultSensitivityPayload, {
    description:
      'Makes a result more secret, also in reports that tell it; no text changes. Needs ' +
      '`result:record` for the board.',
  })
  async raiseResultSensitivity(
    @Ctx() request: RequestContext,
    @Arg('input', () => RaiseResultSensitivityInput) input: RaiseResultSensitivityInput,
  ): Promise<RaiseResultSensitivityPayload> {
    return { controlResult: await raiseResultSensitivity(request, input) };
  }

  @Mutation(() => WithdrawAssessmentPayload, {
    description: 'Takes the light of a result away again. Needs `result:assess` for the board.',
  })
  async withdrawAssessment(
    @Ctx() request: RequestContext,
    @Arg('input', () => WithdrawAssessmentInput) input: WithdrawAssessmentInput,
  ): Promise<WithdrawAssessmentPayload> {
    return { controlResult: await withdrawAssessment(request, input) };
  }

  @Mutation(() => WithdrawResultPayload, {
    description:
      'Takes back a result that was recorded by mistake; submitted reports keep it. Needs `result:record`.',
  })
  async withdrawResult(
    @Ctx() request: RequestContext,
    @Arg('input', () => WithdrawResultInput) input: WithdrawResultInput,
  ): Promise<WithdrawResultPayload> {
    await withdrawResult(request, input);
    return { deletedResultId: input.resultId };
  }

  @Linked<ControlResult>(() => PlanItem, planItemById, 'itemId', {
    description: 'The row of the plan that it was recorded on.',
  })
  planItem!: PlanItem | null;

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'The share of the sample that deviated, 0 to 1; null when it cannot be said.',
  })
  deviationRate(@Root() result: ControlResult): number | null {
    return deviationRateOf(result);
  }

  @ListSize(2)
  @FieldResolver(() => [PlannedControl], { description: 'The planned controls that it covers.' })
  async plannedControls(
    @Ctx() request: RequestContext,
    @Root() result: ControlResult,
  ): Promise<PlannedControl[]> {
    const planned = await request.loaders.loadList(plannedControlsByItem, result.itemId);
    return planned.filter(({ stableId }) => result.covers.includes(stableId));
  }
}

/** The link from a reported action back to the register. */
@Resolver(() => ReportedAction)
export class ReportedActionResolver {
  @Linked<ReportedAction>(() => Action, actionById, 'actionId', {
    description: 'The action as it is today.',
  })
  action!: Action | null;
}

/** What the follow-up adds to the rows of a plan. */
@Resolver(() => PlanItem)
export class PlanItemFollowUpResolver {
  @ListSize(4)
  @Linked<PlanItem>(() => [ControlResult], resultsByStableItem, 'stableId', {
    description:
      'Every result of the item as it is now, in all revisions of the plan, the latest first.',
  })
  results!: ControlResult[];
}
