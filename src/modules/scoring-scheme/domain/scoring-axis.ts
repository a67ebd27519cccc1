import { enumeration } from '../../../kernel/enumeration';

/** The two axes of a risk matrix (sannolikhet, konsekvens); each scheme gives them its own names. */
export const ScoringAxis = enumeration('LIKELIHOOD', 'CONSEQUENCE');
export type ScoringAxis = keyof typeof ScoringAxis;
