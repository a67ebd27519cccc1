import type { UserMessage } from '../kernel/errors';
import type { ActionState } from '../modules/action/domain/action-state';
import type { Judgement } from '../modules/follow-up/domain/report-state';
import type { SubmissionState } from '../modules/follow-up/domain/submission';
import type { FollowUpOccasion } from '../modules/municipality/domain/follow-up-occasion';
import type { SupervisionFlag } from '../modules/supervision/domain/supervision';

/** How far an action has come, in words. */
export const actionStateWords: Readonly<Record<ActionState, UserMessage>> = {
  PLANNED: { sv: 'Planerad', en: 'Planned' },
  IN_PROGRESS: { sv: 'Pågår', en: 'In progress' },
  DONE: { sv: 'Klar', en: 'Done' },
  CANCELLED: { sv: 'Avbruten', en: 'Cancelled' },
};

/** What an executive board or a board itself thinks of its internal control, in words. */
export const judgementWords: Readonly<Record<Judgement, UserMessage>> = {
  SUFFICIENT: { sv: 'Tillräcklig', en: 'Sufficient' },
  PARTLY_SUFFICIENT: { sv: 'Delvis tillräcklig', en: 'Partly sufficient' },
  INSUFFICIENT: { sv: 'Otillräcklig', en: 'Insufficient' },
};

/** How far a report of a round has come, in words. */
export const submissionWords: Readonly<Record<SubmissionState, UserMessage>> = {
  NOT_BEGUN: { sv: 'Inte påbörjad', en: 'Not begun' },
  BEING_PREPARED: { sv: 'Bereds', en: 'Being prepared' },
  SUBMITTED: { sv: 'Inlämnad', en: 'Submitted' },
  DECIDED: { sv: 'Beslutad', en: 'Decided' },
};

/** When in the year a plan is followed up, in words. */
export const occasionWords: Readonly<Record<FollowUpOccasion, UserMessage>> = {
  TERTIAL_1: { sv: 'tertial 1', en: 'tertial 1' },
  TERTIAL_2: { sv: 'tertial 2', en: 'tertial 2' },
  TERTIAL_3: { sv: 'tertial 3', en: 'tertial 3' },
  HALF_YEAR: { sv: 'halvår', en: 'half year' },
  INTERIM: { sv: 'delårsbokslut', en: 'interim closing' },
  YEAR_END: { sv: 'årsbokslut', en: 'year end' },
  IMMEDIATE: { sv: 'omedelbar rapport', en: 'immediate report' },
};

/** What is unusual about a decided report on supervision, in words. */
export const supervisionFlagWords: Readonly<Record<SupervisionFlag, UserMessage>> = {
  DECISION_INCOMPLETE: {
    sv: 'Dag, paragraf eller diarienummer för beslutet saknas',
    en: 'Day, paragraph or reference number of the decision is missing',
  },
  JUDGEMENT_MISSING: { sv: 'Minst en bedömning saknas', en: 'At least one judgement is missing' },
  MOTIVE_MISSING: { sv: 'Minst ett motiv saknas', en: 'At least one motive is missing' },
};
