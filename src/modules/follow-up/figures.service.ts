import type { RequestContext } from '../../kernel/request-context';
import { type Figures, figuresOf } from './domain/figures';
import { standingByPlan } from './follow-up.loader';

/** How far the items of a plan have come, by everything recorded until now. */
export async function figuresOfPlan(
  { loaders }: RequestContext,
  { id }: { readonly id: string },
): Promise<Figures> {
  return figuresOf(await loaders.loadList(standingByPlan, id));
}
