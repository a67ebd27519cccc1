import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { Control } from '../control';
import { Decision } from '../decision';
import { commonControlsByControl, commonControlsByDecision } from './common-control.loader';
import { CommonControl } from './common-control.type';

/** What common controls add to a control. */
@Resolver(() => Control)
export class ControlCommonControlsResolver {
  @ListSize(3)
  @Linked<Control>(() => [CommonControl], commonControlsByControl, 'id', {
    description: 'The years in which it was common, the latest first; each with its own figures.',
  })
  commonControls!: CommonControl[];
}

/** What common controls add to a decision. */
@Resolver(() => Decision)
export class DecisionCommonControlsResolver {
  @ListSize(5)
  @Linked<Decision>(() => [CommonControl], commonControlsByDecision, 'id', {
    description: 'What it made common; empty when it is not about common controls.',
  })
  commonControls!: CommonControl[];
}
