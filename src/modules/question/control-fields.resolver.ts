import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Control } from '../control';
import { statedControlsByControl } from './question.loader';
import { StatedControl } from './question.type';

/** What questions add to a control. */
@Resolver(() => Control)
export class ControlStatementsResolver {
  @ListSize(1)
  @FieldResolver(() => [StatedControl], {
    description: 'What was said about it in connection with questions.',
  })
  statedControls(
    @Ctx() request: RequestContext,
    @Root() control: Control,
  ): Promise<StatedControl[]> {
    return request.loaders.loadList(statedControlsByControl, control.id);
  }
}
