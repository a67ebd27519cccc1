import { ownSecrecy, secrecyOfParent } from '../../kernel/reading/secrecy';
import { riskById } from './risk.loader';

/** Who may read the texts of a risk. */
export const secrecyOfRisk = ownSecrecy('Risk');

/** Whoever may read the risk, reads its assessments. */
export const secrecyOfAssessment = secrecyOfParent('Risk', riskById, 'riskId');
