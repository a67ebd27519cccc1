import type { FigureName } from '../figures/figure';
import type { UserMessage } from '../kernel/errors';
import type { PlanOfBoard, ReportOfBoard, Submission } from './start-page';

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

/** What the start page calls the states of a report. */
export const reportStates: Readonly<Record<ReportOfBoard['state'], StateWord>> = {
  DRAFT: { sign: '○', sv: 'Utkast', en: 'Draft' },
  SUBMITTED: { sign: '◐', sv: 'Lämnad till nämnden', en: 'Before the board' },
  DECIDED: { sign: '●', sv: 'Beslutad', en: 'Decided' },
};

/** What the start page calls how far a body has come with its report of a round. */
export const submissions: Readonly<Record<Submission, StateWord>> = {
  NOT_BEGUN: { sign: '–', sv: 'Inte påbörjad', en: 'Not begun' },
  BEING_PREPARED: reportStates.DRAFT,
  SUBMITTED: reportStates.SUBMITTED,
  DECIDED: reportStates.DECIDED,
};

/** What there is to say when something is missing. */
export const missing = {
  plan: { sign: '–', sv: 'Plan saknas', en: 'No plan' },
  planToReport: { sign: '–', sv: 'Ingen plan att följa upp', en: 'No plan to follow up' },
  report: { sign: '–', sv: 'Ingen rapport', en: 'No report' },
} as const satisfies Record<string, StateWord>;

/** What the figures are called, in the order of the page. */
export const figureTitles: Readonly<Record<FigureName, UserMessage>> = {
  lights: { sv: 'Bedömningar per nämnd', en: 'Assessments by board' },
  'risk-matrix': { sv: 'Riskmatris', en: 'Risk matrix' },
  deviations: { sv: 'Avvikelser', en: 'Deviations' },
  trend: { sv: 'Utveckling över åren', en: 'Trend over the years' },
};

/** What occasions are called where the municipality has set no round, which has a name of its own. */
export const occasions: Readonly<Record<string, UserMessage>> = {
  INTERIM: { sv: 'Delårsbokslut', en: 'Interim' },
  HALF_YEAR: { sv: 'Halvår', en: 'Half-year' },
  TERTIAL_1: { sv: 'Tertial 1', en: 'First four months' },
  TERTIAL_2: { sv: 'Tertial 2', en: 'Second four months' },
  TERTIAL_3: { sv: 'Tertial 3', en: 'Third four months' },
  YEAR_END: { sv: 'Årsbokslut', en: 'Year end' },
};

/** What formats are called in links. */
export const formatNames: Readonly<Record<string, UserMessage>> = {
  html: { sv: 'Webbsida', en: 'Web page' },
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
  followUp: { sv: 'Uppföljning', en: 'Follow-up' },
  due: { sv: 'senast', en: 'due' },
  revision: { sv: 'revision', en: 'revision' },
  nextRevision: { sv: 'Ny revision', en: 'New revision' },
  immediate: { sv: 'Direkt till nämnden', en: 'Reported at once' },
  immediateReport: { sv: 'Direktrapport', en: 'Immediate report' },
  asOf: { sv: 'per', en: 'as of' },
  figures: { sv: 'Figurer', en: 'Figures' },
  documents: { sv: 'Hela kommunen', en: 'The whole municipality' },
  supervision: { sv: 'Uppsikt', en: 'Supervision' },
  risks: { sv: 'Riskregister', en: 'Risk register' },
  recommendations: {
    sv: 'Revisorernas rekommendationer',
    en: 'Recommendations of the auditors',
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
