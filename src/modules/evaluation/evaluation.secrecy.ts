import type { RequestContext } from '../../kernel/request-context';
import type { Secrecy } from '../../kernel/sensitivity';
import type { EvaluationEntity, EvaluationPointEntity } from './evaluation.entity';
import { evaluationById } from './evaluation.loader';

/** Who may read the texts of an evaluation; no board owns one of the municipality as a whole. */
export function secrecyOfEvaluation({
  id,
  sensitivity,
  boardId,
}: Pick<EvaluationEntity, 'id' | 'sensitivity' | 'boardId'>): Secrecy {
  return { type: 'Evaluation', id, sensitivity, boardId };
}

/** Whoever may read the evaluation, reads its points. */
export async function secrecyOfEvaluationPoint(
  { evaluationId }: Pick<EvaluationPointEntity, 'evaluationId'>,
  { loaders }: RequestContext,
): Promise<Secrecy> {
  const evaluation = await loaders.load(evaluationById, evaluationId);
  if (!evaluation) throw new Error(`The evaluation ${evaluationId} has a point but is not there`);
  return secrecyOfEvaluation(evaluation);
}
