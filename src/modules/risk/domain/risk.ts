import { enumeration } from '../../../kernel/enumeration';
import { DomainError, invalid } from '../../../kernel/errors';

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

/** What is done about a risk, and why; null when it is not decided or not said. */
export interface Treatment {
  readonly treatment: RiskTreatment | null;
  readonly treatmentReason: string | null;
}

/**
 * A risk is accepted with a reason or not at all.
 *
 * @param changes what is undefined stays as it was before.
 * @throws DomainError BAD_USER_INPUT when the result is accepted without a reason.
 */
export function assertAcceptedWithReason(
  before: Treatment,
  changes: { readonly [Part in keyof Treatment]?: Treatment[Part] | undefined },
): void {
  const { treatment = before.treatment, treatmentReason = before.treatmentReason } = changes;
  if (treatment !== 'ACCEPT' || treatmentReason) return;
  throw invalid('treatmentReason', {
    sv: 'måste anges när risken accepteras',
    en: 'must be given when the risk is accepted',
  });
}

/** @throws DomainError ILLEGAL_MOVE when the risk has ended: there is nothing left to assess. */
export function assertAssessable({ endedOn }: { readonly endedOn: string | null }): void {
  if (endedOn === null) return;
  throw new DomainError('ILLEGAL_MOVE', { state: 'ENDED', move: 'assess', allowed: [] });
}
