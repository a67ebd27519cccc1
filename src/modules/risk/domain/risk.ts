import { enumeration } from '../../../kernel/enumeration';

/** Where a risk was found. */
export const RiskSource = enumeration(
  'ADMINISTRATION',
  'DEVIATION',
  'AUDIT',
  'EVALUATION',
  'QUESTION',
  'EVENT',
  'OTHER',
);
export type RiskSource = keyof typeof RiskSource;

/** What is done about a risk (kontrollera, åtgärda, acceptera, bevaka). */
export const RiskTreatment = enumeration('CONTROL', 'ACT', 'ACCEPT', 'MONITOR');
export type RiskTreatment = keyof typeof RiskTreatment;

/** Whether the measures that exist already suffice. Unknown is an answer of its own. */
export const Sufficiency = enumeration('YES', 'NO', 'UNKNOWN');
export type Sufficiency = keyof typeof Sufficiency;

/** What an assessment assumes: nothing done, the measures of today, or the planned ones in place. */
export const RiskAssessmentKind = enumeration('INHERENT', 'CURRENT', 'RESIDUAL');
export type RiskAssessmentKind = keyof typeof RiskAssessmentKind;
