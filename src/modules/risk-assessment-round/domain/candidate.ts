import { enumeration } from '../../../kernel/enumeration';
import { invalid } from '../../../kernel/errors';
import type { Optional } from '../../../kernel/input';
import type { RiskSource } from '../../risk/domain/risk';

/** Where a candidate comes from. */
export const CandidateKind = enumeration(
  'DEVIATION',
  'ACTION',
  'AUDIT_RESPONSE',
  'EVALUATION_POINT',
  'QUESTION',
);
export type CandidateKind = keyof typeof CandidateKind;

/** What became of a candidate. */
export const CandidateSettlement = enumeration('NEW_RISK', 'EXISTING_RISK', 'SET_ASIDE');
export type CandidateSettlement = keyof typeof CandidateSettlement;

/** Where a risk was found that a candidate became; an action by itself tells nothing of that. */
export const riskSourceOf: Readonly<Record<CandidateKind, RiskSource | null>> = {
  DEVIATION: 'DEVIATION',
  ACTION: null,
  AUDIT_RESPONSE: 'AUDIT',
  EVALUATION_POINT: 'EVALUATION',
  QUESTION: 'QUESTION',
};

/**
 * A candidate is part of a risk, or set aside with a reason, and never both.
 *
 * @throws DomainError BAD_USER_INPUT unless exactly one of the two is said.
 */
export function assertOneOutcome(riskId: Optional<string>, reason: Optional<string>): void {
  const hasRisk = typeof riskId === 'string';
  if (hasRisk !== (typeof reason === 'string')) return;
  throw invalid(
    'reason',
    hasRisk
      ? { sv: 'anges inte när uppslaget hör till en risk', en: 'is not stated with a risk' }
      : {
          sv: 'måste anges när uppslaget inte hör till någon risk',
          en: 'must be given when the candidate is part of no risk',
        },
  );
}
