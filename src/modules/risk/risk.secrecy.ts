import type { RequestContext } from '../../kernel/request-context';
import type { Secrecy } from '../../kernel/sensitivity';
import type { RiskAssessmentEntity, RiskEntity } from './risk.entity';
import { riskById } from './risk.loader';

/** Who may read the texts of a risk. */
export function secrecyOfRisk(risk: Pick<RiskEntity, 'id' | 'sensitivity' | 'boardId'>): Secrecy {
  const { id, sensitivity, boardId } = risk;
  return { type: 'Risk', id, sensitivity, boardId };
}

/** Whoever may read the risk, reads its assessments. */
export async function secrecyOfAssessment(
  { riskId }: Pick<RiskAssessmentEntity, 'riskId'>,
  { loaders }: RequestContext,
): Promise<Secrecy> {
  const risk = await loaders.load(riskById, riskId);
  if (!risk) throw new Error(`The risk ${riskId} is assessed but not there`);
  return secrecyOfRisk(risk);
}
