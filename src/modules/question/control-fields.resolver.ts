import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { Control } from '../control';
import { statedControlsByControl } from './question.loader';
import { StatedControl } from './question.type';

/** What questions add to a control. */
@Resolver(() => Control)
export class ControlStatementsResolver {
  @ListSize(1)
  @Linked<Control>(() => [StatedControl], statedControlsByControl, 'id', {
    description: 'What was said about it in connection with questions.',
  })
  statedControls!: StatedControl[];
}
