import { enumeration } from '../../../kernel/enumeration';
import { DomainError } from '../../../kernel/errors';
import type { Proposal } from '../../scoring-scheme/domain/inclusion-rule';

/** How far a round has come. */
export const RoundState = enumeration('OPEN', 'CLOSED');
export type RoundState = keyof typeof RoundState;

/** What a round has said of what a risk is worth. */
export const RoundVerdict = enumeration('NOT_YET', 'REASSESSED', 'CONFIRMED');
export type RoundVerdict = keyof typeof RoundVerdict;

/** A round as far as it tells whether it can change. */
interface Closable {
  readonly frozenAt: Date | null;
}

/** A round is open until it is closed, and then for good. */
export function roundStateOf({ frozenAt }: Closable): RoundState {
  return frozenAt === null ? 'OPEN' : 'CLOSED';
}

/** @throws DomainError FROZEN once the round is closed. */
export function assertOpen(round: Closable): void {
  if (roundStateOf(round) === 'CLOSED') {
    throw new DomainError('FROZEN', { type: 'RiskAssessmentRound' });
  }
}

/** What is known of a risk's assessment: the latest CURRENT one for no later year than the round's. */
export interface AssessmentInRound {
  readonly year: number;
  readonly assessment: { readonly id: string; readonly year: number } | null;
  readonly confirmedAssessmentId: string | null;
}

/**
 * What the round has said of a risk. An assessment for the year counts whenever it was made; an older
 * one counts when somebody confirmed that very one.
 */
export function verdictOf({ year, assessment, ...said }: AssessmentInRound): RoundVerdict {
  if (assessment === null) return 'NOT_YET';
  if (assessment.year === year) return 'REASSESSED';
  return assessment.id === said.confirmedAssessmentId ? 'CONFIRMED' : 'NOT_YET';
}

/**
 * The assessment that somebody can confirm.
 *
 * @throws DomainError CONFLICT when the risk was never assessed, or is assessed for the year already.
 */
export function confirmable({
  year,
  assessment,
}: Omit<AssessmentInRound, 'confirmedAssessmentId'>) {
  if (assessment !== null && assessment.year < year) return assessment.id;
  const rule =
    assessment === null
      ? {
          sv: 'risken har aldrig värderats, så det finns inget att bekräfta',
          en: 'the risk was never assessed, so there is nothing to confirm',
        }
      : {
          sv: `risken är redan värderad för ${year}`,
          en: `the risk is assessed for ${year} already`,
        };
  throw new DomainError('CONFLICT', { type: 'RiskInRound', rule });
}

/** Somebody's decision that departs from what the rule says, or decides what it cannot. */
export interface InclusionOverride {
  readonly isIncluded: boolean;
  readonly reason: string;
}

/** Whether a risk goes into the plan; null while nobody has decided what the rule cannot say. */
export function goesIntoPlan(
  proposal: Proposal,
  override: Pick<InclusionOverride, 'isIncluded'> | null,
): boolean | null {
  if (override) return override.isIncluded;
  return proposal === 'UNDECIDABLE' ? null : proposal === 'INCLUDED';
}

/**
 * @param waiting how many risks have no verdict.
 * @param unsettled how many candidates nobody has settled.
 * @throws DomainError CONFLICT naming both unless there are none.
 */
export function assertComplete(waiting: number, unsettled: number): void {
  if (waiting === 0 && unsettled === 0) return;
  const rule = {
    sv:
      `${waiting} ${waiting === 1 ? 'risk är varken omvärderad eller bekräftad' : 'risker är varken omvärderade eller bekräftade'}` +
      ` och ${unsettled} ${unsettled === 1 ? 'uppslag är inte avgjort' : 'uppslag är inte avgjorda'}`,
    en:
      `${waiting} ${waiting === 1 ? 'risk is' : 'risks are'} neither re-assessed nor confirmed` +
      ` and ${unsettled} ${unsettled === 1 ? 'candidate is' : 'candidates are'} not settled`,
  };
  throw new DomainError('CONFLICT', { type: 'RiskAssessmentRound', rule });
}

/** What is to be covered, in order: the processes that concern the round, and every category. */
export interface ToCover {
  readonly processIds: readonly string[];
  readonly categoryIds: readonly string[];
}

/** A risk as far as it covers something. */
interface CoveringRisk {
  readonly riskId: string;
  readonly processId: string | null;
  readonly categoryId: string | null;
  readonly assessmentId: string | null;
  readonly verdict: RoundVerdict;
}

/** Where nobody has looked. */
export interface Coverage extends ToCover {
  /** Risks that were never assessed, for any year. */
  readonly riskIds: readonly string[];
}

/** Processes and categories in which no risk has a verdict, and risks that were never assessed at all. */
export function uncovered(
  { processIds, categoryIds }: ToCover,
  risks: readonly CoveringRisk[],
): Coverage {
  const assessed = risks.filter(({ verdict }) => verdict !== 'NOT_YET');
  const processes = new Set(assessed.map(({ processId }) => processId));
  const categories = new Set(assessed.map(({ categoryId }) => categoryId));
  return {
    processIds: processIds.filter((id) => !processes.has(id)),
    categoryIds: categoryIds.filter((id) => !categories.has(id)),
    riskIds: risks.flatMap(({ riskId, assessmentId }) => (assessmentId === null ? riskId : [])),
  };
}
