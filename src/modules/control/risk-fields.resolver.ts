import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { Risk } from '../risk';
import { controlsByRisk } from './control.loader';
import { Control } from './control.type';

/** What controls add to a risk. */
@Resolver(() => Risk)
export class RiskControlsResolver {
  @ListSize(3)
  @Linked<Risk>(() => [Control], controlsByRisk, 'id', {
    description: 'The controls that are about it, by title, secret ones last.',
  })
  controls!: Control[];
}
