import type { RequestContext } from '../../kernel/request-context';
import type { Secrecy } from '../../kernel/sensitivity';
import type { RiskCandidateEntity } from './risk-assessment-round.entity';
import { originByCandidate } from './risk-assessment-round.loader';

/** Whoever may read where a candidate comes from, reads why it was set aside. */
export async function secrecyOfCandidate(
  { id }: Pick<RiskCandidateEntity, 'id'>,
  { loaders }: RequestContext,
): Promise<Secrecy> {
  const origin = await loaders.load(originByCandidate, id);
  if (!origin) throw new Error(`The candidate ${id} is there but comes from nowhere`);
  return origin;
}
