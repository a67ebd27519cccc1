import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Risk } from '../risk';
import { controlsByRisk } from './control.loader';
import { Control } from './control.type';

/** What controls add to a risk. */
@Resolver(() => Risk)
export class RiskControlsResolver {
  @ListSize(3)
  @FieldResolver(() => [Control], {
    description: 'The controls that are about it, by title, secret ones last.',
  })
  controls(@Ctx() request: RequestContext, @Root() risk: Risk): Promise<Control[]> {
    return request.loaders.loadList(controlsByRisk, risk.id);
  }
}
