import type { RequestContext } from '../../kernel/request-context';
import type { Secrecy } from '../../kernel/sensitivity';
import type { CarryOverEntity } from './carry-over.entity';
import { planItemById } from './control-plan.loader';

/** Why an item is carried over is as secret as the item. */
export async function secrecyOfCarryOver(
  { fromItemId }: Pick<CarryOverEntity, 'fromItemId'>,
  { loaders }: RequestContext,
): Promise<Secrecy> {
  const item = await loaders.load(planItemById, fromItemId);
  if (!item) throw new Error(`The item ${fromItemId} is carried over but not there`);
  return item.secrecy;
}
