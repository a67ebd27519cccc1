import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../kernel/request-context';
import { citeStandingControl } from './standing-control.service';
import { CiteStandingControlInput, CiteStandingControlPayload } from './standing-control.type';

/** How a plan comes to rely on a standing control. */
@Resolver()
export class StandingControlResolver {
  @Mutation(() => CiteStandingControlPayload, {
    description:
      'Adds a row to a draft by which the plan relies on a standing control, tested this year or not. ' +
      'Needs `control-plan:draft` for the board.',
  })
  citeStandingControl(
    @Ctx() request: RequestContext,
    @Arg('input', () => CiteStandingControlInput) input: CiteStandingControlInput,
  ): Promise<CiteStandingControlPayload> {
    return citeStandingControl(request, input);
  }
}
