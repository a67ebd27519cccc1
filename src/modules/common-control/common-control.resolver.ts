import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
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

  @FieldResolver(() => Control, { description: 'The control as it stands in the register today.' })
  registerControl(
    @Ctx() request: RequestContext,
    @Root() { controlId }: CommonControl,
  ): Promise<Control | null> {
    return request.loaders.load(controlById, controlId);
  }

  @FieldResolver(() => Decision, { description: 'The executive board’s decision.' })
  decision(
    @Ctx() request: RequestContext,
    @Root() { decisionId }: CommonControl,
  ): Promise<Decision | null> {
    return request.loaders.load(decisionById, decisionId);
  }

  @FieldResolver(() => Decision, {
    nullable: true,
    description:
      'The decision that withdrew it; null while it holds. Plans that a board has decided on keep it.',
  })
  withdrawal(
    @Ctx() request: RequestContext,
    @Root() { withdrawalDecisionId }: CommonControl,
  ): Promise<Decision | null> {
    return request.loaders.load(decisionById, withdrawalDecisionId);
  }
}
