import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import type { RequestContext } from '../../kernel/request-context';
import { CommonControl, commonControlById } from '../common-control';
import { decideCommonControls, withdrawCommonControls } from './common-items.service';
import {
  DecideCommonControlsInput,
  DecideCommonControlsPayload,
  StateNotApplicableInput,
  StateNotApplicablePayload,
  WithdrawCommonControlsInput,
  WithdrawCommonControlsPayload,
} from './common-items.type';
import { stateNotApplicable } from './plan-item.service';
import { PlanItem } from './plan-item.type';

/** How common controls are decided, and what a board says of them in its plan. */
@Resolver(() => PlanItem)
export class CommonItemResolver {
  @Mutation(() => DecideCommonControlsPayload, {
    description:
      'Records that the executive board decided controls for all bodies, or those of some kinds, for a ' +
      'year. Every draft that they concern gets them at once; a plan that was decided on, when it is ' +
      'revised. Needs `common-control:decide` for the executive board.',
  })
  async decideCommonControls(
    @Ctx() request: RequestContext,
    @Arg('input', () => DecideCommonControlsInput) input: DecideCommonControlsInput,
  ): Promise<DecideCommonControlsPayload> {
    return { commonControls: await decideCommonControls(request, input) };
  }

  @Mutation(() => WithdrawCommonControlsPayload, {
    description:
      'Records that the executive board withdrew common controls. Drafts that no board has decided on ' +
      'lose them, and other plans keep them; a board may then remove them when it revises its plan. ' +
      'Needs `common-control:decide` for the executive board.',
  })
  async withdrawCommonControls(
    @Ctx() request: RequestContext,
    @Arg('input', () => WithdrawCommonControlsInput) input: WithdrawCommonControlsInput,
  ): Promise<WithdrawCommonControlsPayload> {
    return { commonControls: await withdrawCommonControls(request, input) };
  }

  @Mutation(() => StateNotApplicablePayload, {
    description:
      'States in a draft why a common control does not apply to the board, or takes it back. No result ' +
      'is expected then. Needs `control-plan:draft` for the board.',
  })
  stateNotApplicable(
    @Ctx() request: RequestContext,
    @Arg('input', () => StateNotApplicableInput) input: StateNotApplicableInput,
  ): Promise<StateNotApplicablePayload> {
    return stateNotApplicable(request, input);
  }

  @Linked<PlanItem>(() => CommonControl, commonControlById, 'commonControlId', {
    nullable: true,
    description: 'What the executive board decided; null when the item does not come from it.',
  })
  commonControl!: CommonControl | null;
}
