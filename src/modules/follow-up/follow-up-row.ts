import { type ActionKind, type ActionState, isOpen } from '../action/domain/action-state';
import type { ControlMethod } from '../control/domain/control';
import type { PlanItemKind } from '../control-plan/domain/plan-item';
import type { FollowUpOccasion } from '../municipality/domain/follow-up-occasion';
import {
  type ExecutionStatus,
  executionByActions,
  executionOf,
  type Severity,
} from './domain/execution';
import { type AssessmentFlag, type Level, worstLevel } from './domain/light';

/** A deviation as a report tells it. */
export interface DeviationContent {
  readonly id: string;
  readonly text: string;
  readonly severity: Severity | null;
  readonly cause: string | null;
  readonly unit: string | null;
}

/** The cases of one unit. */
export interface UnitContent {
  readonly unit: string;
  readonly population: number | null;
  readonly sample: number | null;
  readonly deviatingCases: number | null;
}

/** Somebody's judgement of an outcome; the level is null when nobody knows it any longer. */
export interface AssessmentContent {
  readonly level: Level | null;
  readonly motive: string | null;
  readonly assessedOn: string | null;
  readonly flags: AssessmentFlag[];
}

/** An action as a report tells it, in the state it had on the day of the report. */
export interface ReportedActionContent {
  readonly actionId: string;
  readonly kind: ActionKind;
  readonly text: string;
  readonly ownerRole: string | null;
  readonly ownerAdministration: string | null;
  readonly dueOn: string | null;
  readonly dueText: string | null;
  readonly reportedAt: FollowUpOccasion | null;
  readonly state: ActionState;
  readonly doneOn: string | null;
}

/** A result with everything that belongs to it. The same form serves the live and the frozen one. */
export interface ResultContent {
  readonly id: string;
  readonly itemId: string;
  readonly resultOn: string;
  readonly executionStatus: ExecutionStatus;
  readonly notPerformedReason: string | null;
  readonly text: string | null;
  readonly performedMethods: ControlMethod[];
  readonly performedOtherwise: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly population: number | null;
  readonly sample: number | null;
  readonly deviatingCases: number | null;
  /** The stable ids of the planned controls that it covers. */
  readonly covers: string[];
  readonly deviations: DeviationContent[];
  readonly units: UnitContent[];
  readonly evidence: { readonly title: string; readonly url: string }[];
  readonly assessment: AssessmentContent | null;
  readonly actions: ReportedActionContent[];
  readonly version: number;
}

/** What the register says of one plan item as of a day, before anything is concluded from it. */
export interface FollowUpRowFacts {
  readonly itemId: string;
  readonly kind: PlanItemKind;
  /** False for a standing control that is not tested, and for a common one that does not apply. */
  readonly expectsResult: boolean;
  /** For each planned control (or once, for an item without any) how far it has come. */
  readonly statuses: (ExecutionStatus | null)[];
  readonly results: ResultContent[];
  readonly plannedActions: ReportedActionContent[];
  /**
   * The actions of every result of the item until the day, also of results that were replaced, and those
   * of items that were carried over to it.
   */
  readonly actionsSoFar: ReportedActionContent[];
}

/** What a follow-up says of one plan item. Stored as it is when the report is submitted. */
export interface FollowUpRowContent {
  readonly itemId: string;
  /** Null when no result is expected of the item and none was recorded. */
  readonly executionStatus: ExecutionStatus | null;
  /** The worst light of its results; null when none of them has been assessed. */
  readonly assessment: { readonly level: Level | null; readonly flags: AssessmentFlag[] } | null;
  readonly results: ResultContent[];
  readonly actions: ReportedActionContent[];
}

/**
 * The row that follows from the facts. Its light is the worst one of its finished controls, also while
 * another one goes on: a serious finding must not wait for it. An open action of an earlier result is still told, until it is done; each action stands once.
 */
export function rowOf({
  itemId,
  kind,
  expectsResult,
  statuses,
  results,
  plannedActions,
  actionsSoFar,
}: FollowUpRowFacts): FollowUpRowContent {
  const assessments = results.flatMap(({ assessment }) => assessment ?? []);
  const actions = [
    ...results.flatMap((result) => result.actions),
    ...plannedActions,
    ...actionsSoFar.filter(isOpen),
  ];
  const byResults = executionOf(statuses);
  const states = [...plannedActions, ...actionsSoFar].map(({ state }) => state);
  const status = kind === 'DIRECT_ACTION' ? executionByActions(byResults, states) : byResults;
  return {
    itemId,
    executionStatus: expectsResult || results.length > 0 ? status : null,
    assessment:
      assessments.length === 0
        ? null
        : {
            level: worstLevel(assessments.flatMap(({ level }) => level ?? [])),
            flags: [...new Set(assessments.flatMap(({ flags }) => flags))],
          },
    results,
    actions: [...new Map(actions.map((action) => [action.actionId, action])).values()],
  };
}
