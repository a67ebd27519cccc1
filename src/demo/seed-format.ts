import type { ActionEffect, ActionKind, ActionState } from '../modules/action/domain/action-state';
import type { AuditDisposition } from '../modules/audit-recommendation/domain/audit-answer';
import type { AuditRetestResult } from '../modules/audit-recommendation/domain/audit-response';
import type { AnsweringKind } from '../modules/common-control/domain/common-control';
import type { ControlFrequency, ControlMethod } from '../modules/control/domain/control';
import type { PlanItemKind } from '../modules/control-plan/domain/plan-item';
import type { PlanState } from '../modules/control-plan/domain/plan-state';
import type { DecisionValues } from '../modules/decision/domain/decision';
import type { EvaluationValues, PointValues } from '../modules/evaluation/domain/evaluation';
import type { ExecutionStatus, Severity } from '../modules/follow-up/domain/execution';
import type { Judgement, ReportState } from '../modules/follow-up/domain/report-state';
import type { RoundIdentity, RoundValues } from '../modules/follow-up/domain/round';
import type { GoverningDocumentKind } from '../modules/governing-document/domain/governing-document';
import type { BoardKind } from '../modules/municipality/domain/board-kind';
import type { FollowUpOccasion } from '../modules/municipality/domain/follow-up-occasion';
import type { ProcessKind } from '../modules/process/domain/process-kind';
import type {
  QuestionKind,
  QuestionValues,
  StatedControlValues,
} from '../modules/question/domain/question';
import type {
  RiskAssessmentKind,
  RiskSource,
  RiskTreatment,
  Sufficiency,
} from '../modules/risk/domain/risk';
import type { ScoringSchemeDefinition } from '../modules/scoring-scheme/domain/scoring-scheme';

/**
 * The form in which a demo municipality is written down. Everything is named by a key or a name
 * instead of an id, days are `YYYY-MM-DD`, and what is left out is unknown.
 */
export interface SeedMunicipality {
  readonly code: string;
  readonly name: string;
  readonly boards: readonly SeedBoard[];
  readonly administrations: readonly SeedAdministration[];
  readonly goals: readonly { readonly number: string; readonly text: string }[];
  readonly processes: readonly SeedProcess[];
  readonly categories: readonly string[];
  /** The oldest first; the first one has number 1. */
  readonly schemes: readonly (ScoringSchemeDefinition & { readonly validFrom?: string })[];
  /** Numbered in this order from 1. */
  readonly risks: readonly SeedRisk[];
  readonly controls: readonly SeedControl[];
  /** What is replaced comes before what replaces it. */
  readonly governingDocuments?: readonly SeedGoverningDocument[];
  readonly actions: readonly SeedAction[];
  readonly commonControls?: readonly SeedCommonControls[];
  readonly plans: readonly SeedPlan[];
  readonly followUpRounds?: readonly SeedFollowUpRound[];
  readonly reports: readonly SeedReport[];
  readonly auditReports: readonly SeedAuditReport[];
  readonly supervision?: readonly SeedSupervision[];
  readonly evaluations?: readonly SeedEvaluation[];
  readonly questions?: readonly SeedQuestion[];
  /** The first one first. What is open with a predecessor in the rest of the data moves with it. */
  readonly mergers?: readonly SeedMerger[];
  readonly riskAssessmentRounds?: readonly SeedRiskAssessmentRound[];
}

/** A body of the municipality. */
export interface SeedBoard {
  readonly code: string;
  readonly name: string;
  readonly kind: BoardKind;
  readonly validFrom?: string;
  readonly validTo?: string;
}

/** Boards, by code, that another one took over from. */
export interface SeedMerger {
  readonly predecessors: readonly string[];
  readonly successor: string;
  readonly mergedOn: string;
  readonly note?: string;
  readonly decision?: SeedDecision;
}

/** An administration and the codes of the boards that it works for. */
export interface SeedAdministration {
  readonly name: string;
  readonly boards: readonly string[];
}

/** A process, or a system. */
export interface SeedProcess {
  readonly name: string;
  readonly kind: ProcessKind;
  readonly ownerRole?: string;
}

/** A risk of a board, with its assessments under schemes by number. */
export interface SeedRisk {
  readonly key: string;
  readonly board: string;
  readonly title: string;
  readonly description?: string;
  readonly category?: string;
  readonly process?: string;
  readonly ownerRole?: string;
  readonly source?: RiskSource;
  readonly sourceNote?: string;
  /** The number of a goal of the council. */
  readonly goal?: string;
  readonly treatment?: RiskTreatment;
  readonly treatmentReason?: string;
  readonly existingMeasures?: string;
  /** `UNKNOWN` when left out. */
  readonly measuresSufficient?: Sufficiency;
  readonly endedOn?: string;
  readonly actions?: readonly string[];
  readonly assessments?: readonly SeedRiskAssessment[];
}

/** What a risk was worth for a plan year. */
export interface SeedRiskAssessment {
  /** `CURRENT` when left out. */
  readonly kind?: RiskAssessmentKind;
  readonly year: number;
  readonly scheme: number;
  readonly likelihood?: number;
  readonly consequence?: number;
  /** Only under a scheme whose values are stated by hand. */
  readonly value?: number;
  readonly motive?: string;
  readonly assessedOn?: string;
}

/** A control of a board, or of the whole municipality when it has none. */
export interface SeedControl {
  readonly key: string;
  readonly board?: string;
  readonly code?: string;
  readonly title: string;
  readonly purpose?: string;
  readonly scope?: string;
  readonly methods: readonly ControlMethod[];
  readonly frequency?: ControlFrequency;
  readonly ownerRole?: string;
  readonly performerRole?: string;
  readonly plannedPopulation?: number;
  readonly plannedSample?: number;
  readonly process?: string;
  readonly risks?: readonly string[];
  /** False when left out. */
  readonly isStanding?: boolean;
  readonly inPlaceSince?: number;
}

/** A governing document of a board, or of the whole municipality when it has none. */
export interface SeedGoverningDocument {
  readonly key: string;
  readonly board?: string;
  readonly title: string;
  readonly kind: GoverningDocumentKind;
  readonly decidingBody?: string;
  readonly decidedOn?: string;
  readonly paragraph?: string;
  readonly diaryNumber?: string;
  readonly validFrom?: string;
  /** Until further notice when left out, or until what replaces it holds. */
  readonly validTo?: string;
  readonly url?: string;
  /** The key of the document that it replaced; then it has a first day. */
  readonly replaces?: string;
}

/** What the executive board, `KS`, decided that others have in their plans for a year. */
export interface SeedCommonControls {
  readonly year: number;
  /** Keys of controls that the municipality shares; every body that answers for itself without kinds. */
  readonly controls: readonly {
    readonly control: string;
    readonly kinds?: readonly AnsweringKind[];
  }[];
  readonly decision: SeedDecision;
}

/** An action of a board. */
export interface SeedAction {
  readonly key: string;
  readonly board: string;
  readonly kind: ActionKind;
  readonly text: string;
  readonly ownerRole?: string;
  /** The name of an administration. */
  readonly ownerAdministration?: string;
  readonly raisedOn: string;
  readonly dueOn?: string;
  readonly dueText?: string;
  readonly reportedAt?: FollowUpOccasion;
  readonly state: ActionState;
  readonly startedOn?: string;
  readonly doneOn?: string;
  readonly cancelledOn?: string;
  readonly cancelledReason?: string;
  readonly effect?: ActionEffect;
  readonly effectCheckedOn?: string;
  readonly effectNote?: string;
}

/** One revision of a plan. Revisions of the same plan come in order; only the last can be in force. */
export interface SeedPlan {
  readonly board: string;
  readonly year: number;
  /** 1 when left out. */
  readonly revision?: number;
  readonly scheme: number;
  readonly state: PlanState;
  readonly noneOfKinds?: readonly PlanItemKind[];
  readonly proposedOn?: string;
  readonly closedOn?: string;
  /** Needed, though it may be empty, once the board has decided. */
  readonly decision?: SeedDecision;
  /** Keys of the governing documents that it cites, in order. */
  readonly governingDocuments?: readonly string[];
  readonly items: readonly SeedPlanItem[];
}

/** A decision; `state` of an assignment is OPEN unless a day says that it is done. */
export interface SeedDecision extends Omit<DecisionValues, 'points'> {
  readonly points?: readonly {
    readonly text: string;
    readonly assignedRole?: string;
    readonly dueOn?: string;
    readonly doneOn?: string;
  }[];
}

/**
 * A row of a plan. A later revision continues the row about the same risk, or with the same title; a
 * common control is what the executive board decided when its first control is.
 */
export interface SeedPlanItem {
  readonly kind: PlanItemKind;
  readonly risk?: string;
  readonly process?: string;
  readonly title?: string;
  readonly likelihood?: number;
  readonly consequence?: number;
  readonly value?: number;
  readonly note?: string;
  /** True when left out; false only for a standing control. */
  readonly isTested?: boolean;
  /** Why a common control does not apply. */
  readonly notApplicableReason?: string;
  /** Keys of controls, or a control with what is planned otherwise than in the register. */
  readonly controls?: readonly (string | SeedPlannedControl)[];
  readonly actions?: readonly string[];
  readonly results?: readonly SeedResult[];
  /** It goes on under a row of the board's plan for the next year. */
  readonly carriedOver?: SeedCarryOver;
}

/** Where a row goes on; `to` is the risk or title of the other row. */
export interface SeedCarryOver {
  readonly to: string;
  readonly on: string;
  readonly motive?: string;
}

/** A control of the register as it is planned this year. */
export interface SeedPlannedControl {
  readonly control: string;
  readonly methods?: readonly ControlMethod[];
  readonly population?: number;
  readonly sample?: number;
}

/** What came of an item. */
export interface SeedResult {
  /** Keys of the planned controls that it covers; all of them when left out. */
  readonly controls?: readonly string[];
  readonly on: string;
  readonly status: ExecutionStatus;
  readonly notPerformedReason?: string;
  readonly text?: string;
  readonly methods?: readonly ControlMethod[];
  readonly otherwise?: string;
  readonly periodFrom?: string;
  readonly periodTo?: string;
  readonly population?: number;
  readonly sample?: number;
  readonly deviatingCases?: number;
  readonly deviations?: readonly {
    readonly text: string;
    readonly severity?: Severity;
    readonly cause?: string;
    readonly unit?: string;
  }[];
  readonly units?: readonly {
    readonly unit: string;
    readonly population?: number;
    readonly sample?: number;
    readonly deviatingCases?: number;
  }[];
  readonly evidence?: readonly { readonly title: string; readonly url: string }[];
  readonly actions?: readonly string[];
  /** Only for what is completed. */
  readonly assessment?: {
    /** A code of the plan's scheme; null when there was a light but nobody knows which. */
    readonly level: string | null;
    readonly motive?: string;
    readonly on?: string;
  };
}

/** When the boards follow up their plans of a year, and by which day. */
export type SeedFollowUpRound = RoundIdentity & RoundValues;

/** One revision of a report on the plan in force, or on the revision that was in force then. */
export interface SeedReport {
  readonly board: string;
  readonly year: number;
  readonly occasion: FollowUpOccasion;
  /** Tells immediate reports apart; 1 when left out. */
  readonly number?: number;
  /** 1 when left out. */
  readonly revision?: number;
  /** The risk or title of the only row that an immediate report is about. */
  readonly item?: string;
  /** The revision of the plan that it is about; 1 when left out. */
  readonly planRevision?: number;
  readonly asOf: string;
  readonly state: ReportState;
  readonly summary?: string;
  readonly judgement?: Judgement;
  readonly judgementMotive?: string;
  readonly submittedOn?: string;
  readonly decision?: SeedDecision;
}

/** The executive board's report on a round of follow-up. */
export interface SeedSupervision extends RoundIdentity {
  readonly state: ReportState;
  readonly summary?: string;
  readonly proposals?: readonly string[];
  readonly judgements: readonly {
    readonly board: string;
    readonly judgement: Judgement;
    readonly motive?: string;
  }[];
  readonly submittedOn?: string;
  readonly decision?: SeedDecision;
  readonly forwardedOn?: string;
}

/** A report of the auditors, and what each body answers to it. */
export interface SeedAuditReport {
  readonly key: string;
  /** The body that was audited. */
  readonly board: string;
  readonly subject: string;
  readonly auditor?: string;
  readonly firm?: string;
  readonly opinion?: readonly string[];
  readonly issuedOn?: string;
  readonly diaryNumber?: string;
  readonly recommendations: readonly { readonly number: number; readonly text: string }[];
  /** Those of whoever refers a recommendation before those of whoever gets it. */
  readonly answers: readonly SeedAuditAnswers[];
}

/** What one body answers; without a decision it is still being prepared. */
export interface SeedAuditAnswers {
  readonly board: string;
  /** The body that referred these recommendations to this one; the auditors asked when left out. */
  readonly receivedFrom?: string;
  readonly decision?: SeedDecision;
  readonly answers: readonly SeedAuditAnswer[];
}

/** A body's answer to one recommendation, and what came of it. */
export interface SeedAuditAnswer {
  readonly number: number;
  readonly disposition?: AuditDisposition;
  readonly text?: string;
  readonly dueOn?: string;
  readonly dueText?: string;
  readonly referredTo?: string;
  /** Points of the decision: 1, 2, ... */
  readonly points?: readonly number[];
  readonly ownerRole?: string;
  readonly doneOn?: string;
  readonly actions?: readonly string[];
  readonly evidence?: readonly { readonly title: string; readonly url: string }[];
  readonly retests?: readonly {
    readonly result: AuditRetestResult;
    readonly testedOn?: string;
    readonly note?: string;
  }[];
}

/** An evaluation of a board, or of the whole municipality when it has none. */
export interface SeedEvaluation extends Omit<EvaluationValues, 'points'> {
  readonly key: string;
  readonly board?: string;
  readonly instrument: string;
  /** Each with the keys of the risks and actions that came of it. */
  readonly points?: readonly (PointValues & {
    readonly risks?: readonly string[];
    readonly actions?: readonly string[];
  })[];
}

/** A question to a board, and the answer when there is one. */
export interface SeedQuestion extends Omit<QuestionValues, 'statedControls'> {
  readonly key: string;
  readonly board: string;
  readonly kind: QuestionKind;
  /** Each with the keys of the controls of the register that it is. */
  readonly statedControls?: readonly (StatedControlValues & {
    readonly controls?: readonly string[];
  })[];
  readonly answered?: {
    readonly answer?: string;
    readonly answeredOn?: string;
    readonly answeredBy?: string;
    readonly decision?: SeedDecision;
  };
}

/** A risk assessment round of a board, or of all boards when it names none. */
export interface SeedRiskAssessmentRound {
  readonly board?: string;
  /** The plan year. */
  readonly year: number;
  readonly openedOn: string;
  /** An open round collects what it does not name; a closed one has named it all. */
  readonly closedOn?: string;
  readonly candidates: readonly SeedCandidate[];
  readonly confirmed?: readonly {
    readonly risk: string;
    readonly motive: string;
    readonly on: string;
  }[];
  readonly overrides?: readonly {
    readonly risk: string;
    readonly isIncluded: boolean;
    readonly reason: string;
  }[];
}

/** A settled candidate with its one source; a deviation by its very words. */
export interface SeedCandidate {
  readonly deviation?: string;
  readonly action?: string;
  readonly question?: string;
  /** The risk that it is part of, or else why it was set aside. */
  readonly risk?: string;
  readonly reason?: string;
  readonly settledOn: string;
}
