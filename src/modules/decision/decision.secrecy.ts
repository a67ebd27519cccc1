import { ownSecrecy, secrecyOfParent } from '../../kernel/reading/secrecy';
import { decisionById } from './decision.loader';

/** Who may read the texts of a decision. */
export const secrecyOfDecision = ownSecrecy('Decision');

/** Whoever may read the decision, reads its points. */
export const secrecyOfPoint = secrecyOfParent('Decision', decisionById, 'decisionId');
