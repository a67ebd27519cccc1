import { enumeration } from '../../../kernel/enumeration';

/** How a risk value follows from the two levels; `MANUAL` means that a person states it. */
export const ScoringMethod = enumeration('PRODUCT', 'SUM', 'MAX', 'MATRIX', 'MANUAL');
export type ScoringMethod = keyof typeof ScoringMethod;

/** The two axes of a risk matrix (sannolikhet, konsekvens); each scheme gives them its own names. */
export const ScoringAxis = enumeration('LIKELIHOOD', 'CONSEQUENCE');
export type ScoringAxis = keyof typeof ScoringAxis;
