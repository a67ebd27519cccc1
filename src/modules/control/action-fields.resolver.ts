import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { Action } from '../action';
import { controlsByAction } from './control.loader';
import { Control } from './control.type';

/** What controls add to an action. */
@Resolver(() => Action)
export class ActionControlsResolver {
  @ListSize(3)
  @Linked<Action>(() => [Control], controlsByAction, 'id', {
    description: 'The controls that it is about, by title, secret ones last.',
  })
  controls!: Control[];
}
