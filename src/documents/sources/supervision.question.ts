import type { ActionState } from '../../modules/action/domain/action-state';
import type { Judgement, ReportState } from '../../modules/follow-up/domain/report-state';
import type { SubmissionState } from '../../modules/follow-up/domain/submission';
import type { FollowUpOccasion } from '../../modules/municipality/domain/follow-up-occasion';
import type {
  SupervisionBasis,
  SupervisionFlag,
} from '../../modules/supervision/domain/supervision';
import type { Ask } from '../ask';
import { DECISION, type ToldDecision } from '../decision-section';
import type { Mark } from '../table';

/** A report on supervision as the API tells it, without what goes on changing after its decision. */
export interface Supervision {
  readonly id: string;
  readonly isMasked: boolean;
  readonly asOf: string;
  readonly state: ReportState;
  readonly revision: number;
  readonly submittedOn: string | null;
  readonly flags: readonly SupervisionFlag[];
  readonly summary: string | null;
  readonly proposals: readonly string[] | null;
  readonly board: { readonly name: string };
  readonly decision: ToldDecision | null;
  readonly totals: ToldFigures;
  readonly rows: readonly SupervisionRow[];
}

/** What it says of one body. */
export interface SupervisionRow {
  readonly board: { readonly code: string; readonly name: string };
  readonly plan: { readonly id: string } | null;
  readonly adoptedOn: string | null;
  readonly planDaysLate: number | null;
  readonly submission: SubmissionState;
  readonly reportDaysLate: number | null;
  readonly basis: SupervisionBasis | null;
  readonly figures: ToldFigures;
  readonly ownJudgement: Judgement | null;
  readonly judgement: { readonly judgement: Judgement; readonly motive: string | null } | null;
  readonly unchangedItems: readonly UnchangedItem[];
  readonly overdueActions: readonly OverdueAction[];
}

/** What a body, or all of them, performed and found. */
export interface ToldFigures {
  readonly items: number;
  readonly expected: number;
  readonly performed: number;
  readonly notPerformed: number;
  readonly ongoing: number;
  readonly carriedOver: number;
  readonly notExpected: number;
  readonly unassessed: number;
  readonly unknownLevel: number;
  readonly sample: number;
  readonly deviatingCases: number;
  readonly deviationRate: number | null;
  readonly lights: readonly ToldLights[];
}

/** The lights of one scheme, the best first. */
export interface ToldLights {
  readonly scheme: { readonly name: string; readonly number: number };
  readonly counts: readonly {
    readonly count: number;
    readonly level: Mark & { readonly code: string };
  }[];
}

/** A row of a plan that is word for word as the year before. */
export interface UnchangedItem {
  /** Null for an item without a risk. */
  readonly isRiskReassessed: boolean | null;
  readonly item: {
    readonly id: string;
    readonly number: number;
    readonly title: string | null;
    readonly isMasked: boolean;
  };
}

/** An action that was late on the day of the round, as it was then. */
export interface OverdueAction {
  readonly action: { readonly id: string };
  readonly text: string | null;
  readonly isMasked: boolean;
  readonly dueOn: string | null;
  readonly state: ActionState;
  readonly ownerRole: string | null;
}

/** The report of a round with the name of the municipality; null when there is none. */
export async function readSupervision(
  ask: Ask,
  round: {
    readonly year: number;
    readonly occasion: FollowUpOccasion;
    readonly revision: number | null;
  },
): Promise<{ readonly municipality: string; readonly supervision: Supervision } | null> {
  const { municipality, supervisionReport: supervision } = await ask<{
    municipality: { name: string };
    supervisionReport: Supervision | null;
  }>(QUESTION, round);
  return supervision && { municipality: municipality.name, supervision };
}

const FIGURES = `
  items expected performed notPerformed ongoing carriedOver notExpected unassessed unknownLevel
  sample deviatingCases deviationRate
  lights { scheme { name number } counts { count level { code symbol word colour } } }`;

const QUESTION = `query ($year: Int!, $occasion: FollowUpOccasion!, $revision: Int) {
  municipality { name }
  supervisionReport(year: $year, occasion: $occasion, revision: $revision) {
    id isMasked asOf state revision submittedOn flags summary proposals
    board { name }
    decision { ${DECISION} }
    totals { ${FIGURES} }
    rows {
      board { code name }
      plan { id }
      adoptedOn planDaysLate submission reportDaysLate basis ownJudgement
      judgement { judgement motive }
      figures { ${FIGURES} }
      unchangedItems { isRiskReassessed item { id number title isMasked } }
      overdueActions { action { id } text isMasked dueOn state ownerRole }
    }
  }
}`;
