import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Control } from '../control';
import { Decision } from '../decision';
import { commonControlsByControl, commonControlsByDecision } from './common-control.loader';
import { CommonControl } from './common-control.type';

/** What common controls add to a control. */
@Resolver(() => Control)
export class ControlCommonControlsResolver {
  @ListSize(3)
  @FieldResolver(() => [CommonControl], {
    description: 'The years in which it was common, the latest first; each with its own figures.',
  })
  commonControls(
    @Ctx() request: RequestContext,
    @Root() control: Control,
  ): Promise<CommonControl[]> {
    return request.loaders.loadList(commonControlsByControl, control.id);
  }
}

/** What common controls add to a decision. */
@Resolver(() => Decision)
export class DecisionCommonControlsResolver {
  @ListSize(5)
  @FieldResolver(() => [CommonControl], {
    description: 'What it made common; empty when it is not about common controls.',
  })
  commonControls(
    @Ctx() request: RequestContext,
    @Root() decision: Decision,
  ): Promise<CommonControl[]> {
    return request.loaders.loadList(commonControlsByDecision, decision.id);
  }
}
