import type { RequestContext } from '../../kernel/request-context';
import type { Secrecy } from '../../kernel/sensitivity';
import type { DecisionEntity, DecisionPointEntity } from './decision.entity';
import { decisionById } from './decision.loader';

/** Who may read the texts of a decision. */
export function secrecyOfDecision({
  id,
  sensitivity,
  boardId,
}: Pick<DecisionEntity, 'id' | 'sensitivity' | 'boardId'>): Secrecy {
  return { type: 'Decision', id, sensitivity, boardId };
}

/** Whoever may read the decision, reads its points. */
export async function secrecyOfPoint(
  { decisionId }: Pick<DecisionPointEntity, 'decisionId'>,
  { loaders }: RequestContext,
): Promise<Secrecy> {
  const decision = await loaders.load(decisionById, decisionId);
  if (!decision) throw new Error(`The decision ${decisionId} has a point but is not there`);
  return secrecyOfDecision(decision);
}
