import { ownSecrecy, secrecyOfParent } from '../../kernel/reading/secrecy';
import { evaluationById } from './evaluation.loader';

/** Who may read the texts of an evaluation; no board owns one of the municipality as a whole. */
export const secrecyOfEvaluation = ownSecrecy('Evaluation');

/** Whoever may read the evaluation, reads its points. */
export const secrecyOfEvaluationPoint = secrecyOfParent(
  'Evaluation',
  evaluationById,
  'evaluationId',
);
