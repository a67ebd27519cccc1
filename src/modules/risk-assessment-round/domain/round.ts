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

/**
 * Somebody's decision that departs from what the rule says, or decides what it cannot. Where persons
 * decide all (BY_HAND) it carries a reason, too: no rule says in their place why a risk is in the plan.
 */
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

/** What keeps a round from being closed. */
export interface LeftInRound {
  /** Risks without a verdict. */
  readonly waiting: number;
  /** Candidates that nobody has settled. */
  readonly unsettled: number;
  /** Risks of which neither the rule nor a person says whether they go into the plan. */
  readonly undecided: number;
}

/** @throws DomainError CONFLICT naming how many there are of each, unless there are none. */
export function assertComplete({ waiting, unsettled, undecided }: LeftInRound): void {
  const left = [
    {
      count: waiting,
      sv: `${waiting} ${waiting === 1 ? 'risk är varken omvärderad eller bekräftad' : 'risker är varken omvärderade eller bekräftade'}`,
      en: `${waiting} ${waiting === 1 ? 'risk is' : 'risks are'} neither re-assessed nor confirmed`,
    },
    {
      count: unsettled,
      sv: `${unsettled} uppslag är inte ${unsettled === 1 ? 'avgjort' : 'avgjorda'}`,
      en: `${unsettled} ${unsettled === 1 ? 'candidate is' : 'candidates are'} not settled`,
    },
    {
      count: undecided,
      sv: `ingen har avgjort om ${undecided} ${undecided === 1 ? 'risk' : 'risker'} ska in i planen`,
      en: `nobody has decided whether ${undecided} ${undecided === 1 ? 'risk goes' : 'risks go'} into the plan`,
    },
  ].filter(({ count }) => count > 0);
  if (left.length === 0) return;
  const rule = {
    sv: new Intl.ListFormat('sv').format(left.map(({ sv }) => sv)),
    en: new Intl.ListFormat('en-GB').format(left.map(({ en }) => en)),
  };
  throw new DomainError('CONFLICT', { type: 'RiskAssessmentRound', rule });
}

/** What is to be covered, in order: the processes that concern the round, and every category. */
export interface ToCover {
  readonly processIds: readonly string[];
  readonly categoryIds: readonly string[];
  /** True when it was found out as the round closed: then nothing that came later covers any of it. */
  readonly isClosed: boolean;
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
export interface Coverage extends Omit<ToCover, 'isClosed'> {
  /** Risks that were never assessed, for any year. */
  readonly riskIds: readonly string[];
}

/** Processes and categories in which no risk has a verdict, and risks that were never assessed at all. */
export function uncovered(
  { processIds, categoryIds, isClosed }: ToCover,
  risks: readonly CoveringRisk[],
): Coverage {
  const assessed = isClosed ? [] : risks.filter(({ verdict }) => verdict !== 'NOT_YET');
  const processes = new Set(assessed.map(({ processId }) => processId));
  const categories = new Set(assessed.map(({ categoryId }) => categoryId));
  return {
    processIds: processIds.filter((id) => !processes.has(id)),
    categoryIds: categoryIds.filter((id) => !categories.has(id)),
    riskIds: risks.flatMap(({ riskId, assessmentId }) => (assessmentId === null ? riskId : [])),
  };
}
