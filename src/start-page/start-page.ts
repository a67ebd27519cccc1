import type { Figure } from '../figures/figure';
import type { SubmissionState } from '../modules/follow-up/domain/submission';
import type { FollowUpOccasion } from '../modules/municipality/domain/follow-up-occasion';

/** What the start page tells: one year of one municipality, as far as whoever asks may see it. */
export interface StartPage {
  readonly municipality: string;
  readonly year: number;
  readonly thisYear: number;
  /** Every year that can be chosen, the earliest first. */
  readonly years: readonly number[];
  /** True when nobody chose the year, and this one has no plan yet. */
  readonly isFallback: boolean;
  /** The bodies that answer for their own internal control in the year, by name. */
  readonly boards: readonly BoardInYear[];
  /** The earliest day first. */
  readonly rounds: readonly Round[];
  readonly reports: readonly ReportOfBoard[];
  readonly supervision: readonly SupervisionOfRound[];
  readonly figures: readonly Figure[];
  /** Of any year, as of today. */
  readonly overdueActions: number;
  readonly unansweredRecommendations: number;
  /** True when there are more plans or reports than are told. */
  readonly isCutOff: boolean;
}

/** A body, as addresses and pages name it. */
export interface BoardReference {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** A body and its plans for the year. */
export interface BoardInYear extends BoardReference {
  /** Null when the day is not known. */
  readonly planDaysLate: number | null;
  /** The revision in force; null when it has adopted none. */
  readonly plan: PlanOfBoard | null;
  /** The revision that is being prepared or lies before the body. */
  readonly preparedPlan: PlanOfBoard | null;
}

/** A revision of a plan. */
export interface PlanOfBoard {
  readonly revision: number;
  readonly state: 'DRAFT' | 'PROPOSED' | 'ADOPTED' | 'CLOSED';
}

/** A round of follow-up, and who has reported in it. */
export interface Round {
  readonly occasion: FollowUpOccasion;
  readonly name: string;
  readonly dueOn: string;
  readonly boards: readonly {
    readonly board: { readonly id: string };
    readonly submission: SubmissionState;
    readonly daysLate: number | null;
    readonly hasPlanInForce: boolean;
    readonly report: { readonly revision: number } | null;
  }[];
}

/** A revision of a follow-up report that counts. */
export interface ReportOfBoard {
  readonly board: BoardReference;
  readonly occasion: FollowUpOccasion;
  /** Tells immediate reports of a year apart. */
  readonly number: number;
  readonly asOf: string;
  readonly state: 'DRAFT' | 'SUBMITTED' | 'DECIDED';
}

/** A report of the executive board on a round. */
export interface SupervisionOfRound {
  readonly state: 'DRAFT' | 'SUBMITTED' | 'DECIDED';
  readonly round: { readonly occasion: FollowUpOccasion; readonly name: string };
}
