import { submissionWords } from '../documents/words';
import type { UserMessage } from '../kernel/errors';
import type { SubmissionState } from '../modules/follow-up/domain/submission';
import type { PlanOfBoard, ReportOfBoard } from './start-page';

/** How something stands, as a sign and a word, so that neither has to be seen. */
export interface StateWord extends UserMessage {
  readonly sign: string;
}

/** What the start page calls the states of a plan. */
export const planStates: Readonly<Record<PlanOfBoard['state'], StateWord>> = {
  DRAFT: { sign: '○', sv: 'Utkast', en: 'Draft' },
  PROPOSED: { sign: '◐', sv: 'Ligger hos nämnden', en: 'Before the board' },
  ADOPTED: { sign: '●', sv: 'Antagen', en: 'Adopted' },
  CLOSED: { sign: '●', sv: 'Avslutad', en: 'Closed' },
};

/** What the start page calls how far a body has come with its report of a round. */
export const submissions: Readonly<Record<SubmissionState, StateWord>> = {
  NOT_BEGUN: { sign: '–', ...submissionWords.NOT_BEGUN },
  BEING_PREPARED: { sign: '○', ...submissionWords.BEING_PREPARED },
  SUBMITTED: { sign: '◐', ...submissionWords.SUBMITTED },
  DECIDED: { sign: '●', ...submissionWords.DECIDED },
};

/** What the start page calls the states of a report. */
export const reportStates: Readonly<Record<ReportOfBoard['state'], StateWord>> = {
  DRAFT: submissions.BEING_PREPARED,
  SUBMITTED: submissions.SUBMITTED,
  DECIDED: submissions.DECIDED,
};

/** What there is to say when something is missing. */
export const missing = {
  plan: { sign: '–', sv: 'Plan saknas', en: 'No plan' },
  planToReport: { sign: '–', sv: 'Ingen plan att följa upp', en: 'No plan to follow up' },
  report: { sign: '–', sv: 'Ingen rapport', en: 'No report' },
} as const satisfies Record<string, StateWord>;

/** What formats are called in links. */
export const formatNames: Readonly<Record<string, UserMessage>> = {
  html: { sv: 'Webb', en: 'Web' },
  pdf: { sv: 'PDF', en: 'PDF' },
  docx: { sv: 'Word', en: 'Word' },
  xlsx: { sv: 'Excel', en: 'Excel' },
  csv: { sv: 'CSV', en: 'CSV' },
  json: { sv: 'JSON', en: 'JSON' },
};

/** Everything else that the page says. */
export const words = {
  internalControl: { sv: 'Internkontroll', en: 'Internal control' },
  signedInAs: { sv: 'Inloggad som', en: 'Signed in as' },
  signOut: { sv: 'Logga ut', en: 'Sign out' },
  year: { sv: 'År', en: 'Year' },
  otherLanguage: { sv: 'In English', en: 'På svenska' },
  boards: { sv: 'Planer och uppföljningar', en: 'Plans and follow-ups' },
  board: { sv: 'Nämnd eller bolag', en: 'Board or company' },
  plan: { sv: 'Internkontrollplan', en: 'Internal control plan' },
  due: { sv: 'senast', en: 'due' },
  revision: { sv: 'revision', en: 'revision' },
  immediate: { sv: 'Direkt till nämnden', en: 'Reported at once' },
  immediateReport: { sv: 'Direktrapport', en: 'Immediate report' },
  asOf: { sv: 'per', en: 'as of' },
  figures: { sv: 'Figurer', en: 'Figures' },
  inWords: { sv: 'I ord', en: 'In words' },
  asFile: { sv: 'Som fil (SVG)', en: 'As a file (SVG)' },
  documents: { sv: 'Hela kommunen', en: 'The whole municipality' },
  supervision: { sv: 'Uppsikt', en: 'Supervision' },
  risks: { sv: 'Riskregister', en: 'Risk register' },
  recommendations: {
    sv: 'Revisorernas rekommendationer',
    en: 'Recommendations of the auditors',
  },
  importing: { sv: 'Läs in från Excel', en: 'Import from Excel' },
  templates: {
    sv: 'Mallar att fylla i, med vad varje kolumn betyder.',
    en: 'Templates to fill in, with what each column means.',
  },
  asking: { sv: 'Fråga själv', en: 'Ask for yourself' },
  playground: {
    sv: 'Öppna frågesidan med färdiga exempel',
    en: 'Open the playground with examples',
  },
  nobody: {
    sv: 'Det finns ingen nämnd som du får se planer för.',
    en: 'There is no board whose plans you may see.',
  },
  cutOff: {
    sv: 'Alla får inte plats här: fler finns att fråga efter.',
    en: 'Not all of them fit here: there are more to ask for.',
  },
} as const satisfies Record<string, UserMessage>;
