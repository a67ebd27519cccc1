import type { UserMessage } from '../kernel/errors';
import type { Sensitivity } from '../kernel/sensitivity';
import type { ActionKind, ActionState } from '../modules/action/domain/action-state';
import type { ControlFrequency, ControlMethod } from '../modules/control/domain/control';
import type { PlanFlag } from '../modules/control-plan/domain/adoption';
import type { KindStatement, PlanItemKind } from '../modules/control-plan/domain/plan-item';
import type { ExecutionStatus, Severity } from '../modules/follow-up/domain/execution';
import type { AssessmentFlag } from '../modules/follow-up/domain/light';
import type { Judgement, ReportFlag } from '../modules/follow-up/domain/report-state';
import type { SubmissionState } from '../modules/follow-up/domain/submission';
import type { GoverningDocumentKind } from '../modules/governing-document/domain/governing-document';
import type { FollowUpOccasion } from '../modules/municipality/domain/follow-up-occasion';
import type { RiskSource, RiskTreatment, Sufficiency } from '../modules/risk/domain/risk';
import type { ScoringMethod } from '../modules/scoring-scheme/domain/scoring-scheme';
import type { SupervisionFlag } from '../modules/supervision/domain/supervision';

/** A word of documents for every value of a closed list. */
type Words<Value extends string> = Readonly<Record<Value, UserMessage>>;

/** How a control is performed (kontrollmetod), in words. */
export const methodWords: Words<ControlMethod> = {
  SAMPLE: { sv: 'Stickprov', en: 'Sample' },
  SURVEY: { sv: 'Enkät', en: 'Survey' },
  DOCUMENT_REVIEW: { sv: 'Dokumentgranskning', en: 'Document review' },
  ANALYSIS: { sv: 'Analys', en: 'Analysis' },
  INTERVIEW: { sv: 'Intervju', en: 'Interview' },
  FOLLOW_UP_OF_ACTIONS: { sv: 'Uppföljning av åtgärder', en: 'Follow-up of actions' },
};

/** How often a control is performed, in words. */
export const frequencyWords: Words<ControlFrequency> = {
  CONTINUOUS: { sv: 'Löpande', en: 'Continuously' },
  MONTHLY: { sv: 'Månadsvis', en: 'Monthly' },
  QUARTERLY: { sv: 'Kvartalsvis', en: 'Quarterly' },
  TERTIALLY: { sv: 'Tertialvis', en: 'Every four months' },
  HALF_YEARLY: { sv: 'Halvårsvis', en: 'Half-yearly' },
  YEARLY: { sv: 'Årligen', en: 'Yearly' },
  ONCE: { sv: 'En gång', en: 'Once' },
};

/** What kind of row of a plan it is, in words. */
export const itemKindWords: Words<PlanItemKind> = {
  OWN_CONTROL: { sv: 'Egen kontroll', en: 'Own control' },
  COMMON_CONTROL: { sv: 'Kommungemensam kontroll', en: 'Common control' },
  DIRECT_ACTION: { sv: 'Direktåtgärd', en: 'Direct action' },
  STANDING_CONTROL: { sv: 'Inbyggd kontroll', en: 'Standing control' },
};

/** What a plan says of a kind of rows, in words. */
export const kindStatementWords: Words<KindStatement> = {
  HAS_ITEMS: { sv: 'Finns i planen', en: 'In the plan' },
  NONE: { sv: 'Nämnden har inga i år', en: 'The board has none this year' },
  NOT_STATED: { sv: 'Planen säger inget', en: 'The plan does not say' },
};

/** What is unusual about an adopted plan, in words. */
export const planFlagWords: Words<PlanFlag> = {
  ADOPTED_LATE: {
    sv: 'Antagen efter att året hade börjat',
    en: 'Adopted after the year had begun',
  },
  DECISION_INCOMPLETE: {
    sv: 'Dag, paragraf eller diarienummer för beslutet saknas',
    en: 'Day, paragraph or reference number of the decision is missing',
  },
  KIND_NOT_STATED: {
    sv: 'Planen säger inte om varje slag om det finns några',
    en: 'The plan does not say of each kind whether there are any',
  },
  RISK_VALUE_UNKNOWN: {
    sv: 'Minst ett riskvärde är inte känt',
    en: 'At least one risk value is not known',
  },
  COMMON_CONTROL_MISSING: {
    sv: 'Minst en beslutad kommungemensam kontroll saknas',
    en: 'At least one common control that was decided is missing',
  },
};

/** How far a control has come, in words. Not the light of its outcome. */
export const executionWords: Words<ExecutionStatus> = {
  NOT_STARTED: { sv: 'Ej påbörjad', en: 'Not started' },
  IN_PROGRESS: { sv: 'Pågår', en: 'In progress' },
  COMPLETED: { sv: 'Genomförd', en: 'Completed' },
  COMPLETED_BY_OTHER_MEANS: { sv: 'Genomförd på annat sätt', en: 'Completed by other means' },
  NOT_PERFORMED: { sv: 'Genomförs inte', en: 'Not performed' },
};

/** How serious a deviation is, in words. */
export const severityWords: Words<Severity> = {
  MINOR: { sv: 'Mindre', en: 'Minor' },
  MODERATE: { sv: 'Måttlig', en: 'Moderate' },
  SERIOUS: { sv: 'Allvarlig', en: 'Serious' },
};

/** What is missing in the assessment of an outcome, in words. */
export const assessmentFlagWords: Words<AssessmentFlag> = {
  LEVEL_UNKNOWN: {
    sv: 'Bedömning gjord, men ljuset är inte känt',
    en: 'Assessed, but the light is not known',
  },
  MOTIVE_MISSING: { sv: 'Motivering saknas', en: 'No reason given' },
};

/** What is unusual about a decided follow-up, in words. */
export const reportFlagWords: Words<ReportFlag> = {
  DECISION_INCOMPLETE: planFlagWords.DECISION_INCOMPLETE,
  JUDGEMENT_MISSING: {
    sv: 'Nämndens samlade bedömning saknas',
    en: 'The judgement of the board is missing',
  },
};

/** What sort of action it is, in words. */
export const actionKindWords: Words<ActionKind> = {
  DIRECT: { sv: 'Direktåtgärd', en: 'Direct action' },
  CORRECTIVE: { sv: 'Rättande åtgärd', en: 'Corrective action' },
  IMPROVEMENT: { sv: 'Förbättring', en: 'Improvement' },
  CONTINUED_TESTING: { sv: 'Fortsatt kontroll', en: 'Continued control' },
  NONE_REQUIRED: { sv: 'Ingen ytterligare åtgärd behövs', en: 'No further action needed' },
};

/** What is done about a risk, in words. */
export const treatmentWords: Words<RiskTreatment> = {
  CONTROL: { sv: 'Kontrollera', en: 'Control' },
  ACT: { sv: 'Åtgärda', en: 'Act' },
  ACCEPT: { sv: 'Acceptera', en: 'Accept' },
  MONITOR: { sv: 'Bevaka', en: 'Monitor' },
};

/** Where a risk was found, in words. */
export const riskSourceWords: Words<RiskSource> = {
  ADMINISTRATION: { sv: 'Förvaltning', en: 'Administration' },
  DEVIATION: { sv: 'Avvikelse', en: 'Deviation' },
  AUDIT: { sv: 'Revision', en: 'Audit' },
  EVALUATION: { sv: 'Utvärdering', en: 'Evaluation' },
  QUESTION: { sv: 'Fråga', en: 'Question' },
  EVENT: { sv: 'Händelse', en: 'Event' },
  OTHER: { sv: 'Annat', en: 'Other' },
};

/** Whether what is done about a risk already suffices, in words. */
export const sufficiencyWords: Words<Sufficiency> = {
  YES: { sv: 'Ja', en: 'Yes' },
  NO: { sv: 'Nej', en: 'No' },
  UNKNOWN: { sv: 'Inte känt', en: 'Not known' },
};

/** Who may read the texts of a record, in words. */
export const sensitivityWords: Words<Sensitivity> = {
  OPEN: { sv: 'Öppen', en: 'Open' },
  INTERNAL: { sv: 'Intern', en: 'Internal' },
  SECRET: { sv: 'Sekretess', en: 'Secret' },
};

/** What sort of governing document it is, in words. */
export const governingDocumentWords: Words<GoverningDocumentKind> = {
  RULES: { sv: 'Reglemente', en: 'Rules' },
  POLICY: { sv: 'Policy', en: 'Policy' },
  GUIDELINES: { sv: 'Riktlinjer', en: 'Guidelines' },
  PLAN: { sv: 'Plan eller program', en: 'Plan or programme' },
  ROUTINE: { sv: 'Rutin', en: 'Routine' },
  OTHER: { sv: 'Annat dokument', en: 'Other document' },
};

/** How far an action has come, in words. */
export const actionStateWords: Words<ActionState> = {
  PLANNED: { sv: 'Planerad', en: 'Planned' },
  IN_PROGRESS: { sv: 'Pågår', en: 'In progress' },
  DONE: { sv: 'Klar', en: 'Done' },
  CANCELLED: { sv: 'Avbruten', en: 'Cancelled' },
};

/** What a board, or the executive board, thinks of its internal control, in words. */
export const judgementWords: Words<Judgement> = {
  SUFFICIENT: { sv: 'Tillräcklig', en: 'Sufficient' },
  PARTLY_SUFFICIENT: { sv: 'Delvis tillräcklig', en: 'Partly sufficient' },
  INSUFFICIENT: { sv: 'Otillräcklig', en: 'Insufficient' },
};

/** How far a report of a round has come, in words. */
export const submissionWords: Words<SubmissionState> = {
  NOT_BEGUN: { sv: 'Inte påbörjad', en: 'Not begun' },
  BEING_PREPARED: { sv: 'Bereds', en: 'Being prepared' },
  SUBMITTED: { sv: 'Inlämnad', en: 'Submitted' },
  DECIDED: { sv: 'Beslutad', en: 'Decided' },
};

/** When in the year a plan is followed up, in words. */
export const occasionWords: Words<FollowUpOccasion> = {
  TERTIAL_1: { sv: 'tertial 1', en: 'tertial 1' },
  TERTIAL_2: { sv: 'tertial 2', en: 'tertial 2' },
  TERTIAL_3: { sv: 'tertial 3', en: 'tertial 3' },
  HALF_YEAR: { sv: 'halvår', en: 'half year' },
  INTERIM: { sv: 'delårsbokslut', en: 'interim closing' },
  YEAR_END: { sv: 'årsbokslut', en: 'year end' },
  IMMEDIATE: { sv: 'omedelbar rapport', en: 'immediate report' },
};

/** What is unusual about a decided report on supervision, in words. */
export const supervisionFlagWords: Words<SupervisionFlag> = {
  DECISION_INCOMPLETE: planFlagWords.DECISION_INCOMPLETE,
  JUDGEMENT_MISSING: { sv: 'Minst en bedömning saknas', en: 'At least one judgement is missing' },
  MOTIVE_MISSING: { sv: 'Minst ett motiv saknas', en: 'At least one motive is missing' },
};

/** How a risk value comes from the levels, in words. */
export const scoringMethodWords: Words<ScoringMethod> = {
  PRODUCT: { sv: 'Nivåerna gånger varandra', en: 'One level times the other' },
  SUM: { sv: 'Nivåerna tillsammans', en: 'The sum of the levels' },
  MAX: { sv: 'Den högre av nivåerna', en: 'The higher of the levels' },
  MATRIX: { sv: 'Varje ruta har ett eget värde', en: 'Each cell has a value of its own' },
  MANUAL: { sv: 'Värdet sätts för hand', en: 'The value is set by hand' },
};
