import type { Sensitivity } from '../../kernel/sensitivity';
import type { ActionState } from '../../modules/action/domain/action-state';
import type { ControlMethod } from '../../modules/control/domain/control';
import type { ExecutionStatus, Severity } from '../../modules/follow-up/domain/execution';
import type { AssessmentFlag } from '../../modules/follow-up/domain/light';
import type {
  Judgement,
  ReportFlag,
  ReportState,
} from '../../modules/follow-up/domain/report-state';
import type { FollowUpOccasion } from '../../modules/municipality/domain/follow-up-occasion';
import type { Ask } from '../ask';
import { DECISION, type ToldDecision } from '../decision-section';
import { SCHEME, type ToldMethod } from '../scheme-section';
import type { Mark } from '../table';
import { ACTION_TEXT, PLAN_ITEM, type ToldActionText, type ToldItem } from './plan-item.question';

/** A follow-up as the API tells it, without what goes on changing after its decision. */
export interface ToldFollowUp {
  readonly id: string;
  readonly isMasked: boolean;
  readonly year: number;
  readonly occasion: FollowUpOccasion;
  readonly number: number;
  readonly revision: number;
  readonly asOf: string;
  readonly state: ReportState;
  readonly submittedOn: string | null;
  readonly flags: readonly ReportFlag[];
  readonly summary: string | null;
  readonly judgement: Judgement | null;
  readonly judgementMotive: string | null;
  readonly board: {
    readonly code: string;
    readonly name: string;
    readonly administrations: readonly { readonly name: string }[];
  };
  readonly plan: FollowedPlan;
  readonly decision: ToldDecision | null;
  readonly counts: ToldCounts;
  readonly rows: readonly ToldRow[];
}

/** The plan that it is about. */
export interface FollowedPlan {
  readonly revision: number;
  readonly decision: Pick<
    ToldDecision,
    'id' | 'isMasked' | 'body' | 'metOn' | 'paragraph' | 'diaryNumber'
  > | null;
  readonly scheme: ToldMethod & {
    readonly number: number;
    readonly planName: string;
    readonly followUpName: string;
  };
}

/** How many of everything it tells. */
export interface ToldCounts {
  readonly rows: number;
  readonly executions: readonly { readonly status: ExecutionStatus; readonly count: number }[];
  readonly lights: readonly { readonly level: Mark; readonly count: number }[];
  readonly notExpected: number;
  readonly unassessed: number;
  readonly unknownLevel: number;
  readonly deviations: number;
  readonly actions: number;
  readonly openActions: number;
  readonly overdueActions: number;
}

/** What it says of one row of the plan. */
export interface ToldRow {
  /** Null when no result is expected. */
  readonly executionStatus: ExecutionStatus | null;
  /** Null when nobody has assessed any outcome. */
  readonly assessment: { readonly level: Mark | null } | null;
  readonly item: ToldItem;
  readonly results: readonly ToldResult[];
  readonly actions: readonly ToldAction[];
}

/** What came of one or several controls. */
export interface ToldResult {
  readonly id: string;
  readonly isMasked: boolean;
  readonly sensitivity: Sensitivity;
  readonly resultOn: string;
  readonly executionStatus: ExecutionStatus;
  readonly text: string | null;
  readonly notPerformedReason: string | null;
  readonly performedMethods: readonly ControlMethod[];
  readonly performedOtherwise: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly population: number | null;
  readonly sample: number | null;
  readonly deviatingCases: number | null;
  readonly deviationRate: number | null;
  readonly plannedControls: readonly { readonly stableId: string }[];
  readonly deviations: readonly ToldDeviation[];
  readonly units: readonly ToldUnit[];
  readonly evidence: readonly { readonly title: string | null; readonly url: string | null }[];
  readonly assessment: {
    /** Null when there was a light but nobody knows which any longer. */
    readonly level: Mark | null;
    readonly motive: string | null;
    readonly assessedOn: string | null;
    readonly flags: readonly AssessmentFlag[];
  } | null;
  readonly actions: readonly { readonly action: { readonly id: string } }[];
}

/** Something that was not as it should be. */
export interface ToldDeviation {
  readonly text: string | null;
  readonly cause: string | null;
  readonly unit: string | null;
  readonly severity: Severity | null;
}

/** The cases of one unit. */
export interface ToldUnit {
  readonly unit: string | null;
  readonly population: number | null;
  readonly sample: number | null;
  readonly deviatingCases: number | null;
}

/** What follows, or is carried out by the plan itself, in the state of the day of the report. */
export interface ToldAction extends ToldActionText {
  readonly action: { readonly id: string };
  readonly state: ActionState;
  readonly doneOn: string | null;
}

/** Which follow-up is asked for. */
export interface FollowUpAsked {
  readonly year: number;
  /** Its code or id. */
  readonly board: string;
  readonly occasion: FollowUpOccasion;
  /** Of several immediate reports; null for the latest. */
  readonly number: number | null;
  /** Null for the decided one, or else the newest. */
  readonly revision: number | null;
}

/** A board's follow-up with the name of the municipality; null when there is none. */
export async function readFollowUp(
  ask: Ask,
  asked: FollowUpAsked,
): Promise<{ readonly municipality: string; readonly followUp: ToldFollowUp } | null> {
  const { municipality, followUpReport: followUp } = await ask<{
    municipality: { name: string };
    followUpReport: ToldFollowUp | null;
  }>(QUESTION, { ...asked });
  return followUp && { municipality: municipality.name, followUp };
}

const LEVEL = 'level { symbol word colour }';

const QUESTION = `query (
  $board: String!, $year: Int!, $occasion: FollowUpOccasion!, $number: Int, $revision: Int
) {
  municipality { name }
  followUpReport(
    board: $board, year: $year, occasion: $occasion, number: $number, revision: $revision
  ) {
    id isMasked year occasion number revision asOf state submittedOn flags
    summary judgement judgementMotive
    board { code name administrations { name } }
    plan {
      revision
      decision { id isMasked body metOn paragraph diaryNumber }
      scheme { number planName followUpName ${SCHEME} }
    }
    decision { ${DECISION} }
    counts {
      rows executions { status count } lights { count ${LEVEL} } notExpected unassessed unknownLevel
      deviations actions openActions overdueActions
    }
    rows {
      executionStatus
      assessment { ${LEVEL} }
      item { ${PLAN_ITEM} }
      results {
        id isMasked sensitivity resultOn executionStatus text notPerformedReason
        performedMethods performedOtherwise periodFrom periodTo
        population sample deviatingCases deviationRate
        plannedControls { stableId }
        deviations { text cause unit severity }
        units { unit population sample deviatingCases }
        evidence { title url }
        assessment { ${LEVEL} motive assessedOn flags }
        actions { action { id } }
      }
      actions { ${ACTION_TEXT} action { id } state doneOn }
    }
  }
}`;

/** The ids of the records of a row whose texts are left out as secret, besides those of its item. */
export function maskedIdsOfRow({ results, actions }: ToldRow): string[] {
  return [
    ...results.flatMap(({ id, isMasked }) => (isMasked ? [id] : [])),
    ...actions.flatMap(({ action, isMasked }) => (isMasked ? [action.id] : [])),
  ];
}
