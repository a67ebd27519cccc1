import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Control, controlById } from '../control';
import { Decision, decisionById } from '../decision';
import { findCommonControl, listCommonControls } from './common-control.service';
import { CommonControl } from './common-control.type';

/** Translates between GraphQL and the service. Plans decide and take in; follow-up sums up. */
@Resolver(() => CommonControl)
export class CommonControlResolver {
  @Query(() => CommonControl, {
    nullable: true,
    description: 'A common control; null when there is none.',
  })
  commonControl(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<CommonControl | null> {
    return findCommonControl(request, id);
  }

  @ListSize(5)
  @Query(() => [CommonControl], {
    description: 'The common controls of a year by number, also those that were withdrawn.',
  })
  commonControls(
    @Ctx() request: RequestContext,
    @Arg('year', () => Int) year: number,
  ): Promise<CommonControl[]> {
    return listCommonControls(request, year);
  }

  @Linked<CommonControl>(() => Control, controlById, 'controlId', {
    description: 'The control as it stands in the register today.',
  })
  registerControl!: Control | null;

  @Linked<CommonControl>(() => Decision, decisionById, 'decisionId', {
    description: 'The executive board’s decision.',
  })
  decision!: Decision | null;

  @Linked<CommonControl>(() => Decision, decisionById, 'withdrawalDecisionId', {
    nullable: true,
    description:
      'The decision that withdrew it; null while it holds. Plans that a board has decided on keep it.',
  })
  withdrawal!: Decision | null;
}
