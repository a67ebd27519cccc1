import type { UserMessage } from '../../kernel/errors';
import type { Judgement } from '../../modules/follow-up/domain/report-state';
import { judgementWords } from '../words';

/** The words of the follow-up to the board. */
export const followUpWords = {
  followUp: { sv: 'Uppföljning av internkontroll', en: 'Follow-up of internal control' },
  revision: { sv: 'Revision', en: 'Revision' },
  administration: { sv: 'Förvaltning', en: 'Administration' },
  state: { sv: 'Tillstånd', en: 'State' },
  draft: { sv: 'Utkast', en: 'Draft' },
  submitted: { sv: 'Lämnad till nämnden', en: 'Laid before the board' },
  decided: { sv: 'Beslutad', en: 'Decided' },
  unknownDay: { sv: 'dagen är inte känd', en: 'the day is not known' },
  asOf: { sv: 'Läget per', en: 'As of' },
  submittedOn: { sv: 'Lämnad', en: 'Laid before the board on' },
  plan: { sv: 'Plan', en: 'Plan' },
  adopted: { sv: 'antagen', en: 'adopted' },
  decision: { sv: 'Beslut', en: 'Decision' },
  mind: { sv: 'Att observera', en: 'Please note' },
  summary: { sv: 'Sammanfattning', en: 'Summary' },
  noSummary: { sv: 'Ingen sammanfattning är skriven.', en: 'No summary is written.' },
  rows: { sv: 'Rader i planen', en: 'Items of the plan' },
  executions: { sv: 'Genomförande', en: 'Execution' },
  lights: { sv: 'Bedömningar', en: 'Assessments' },
  notExpected: { sv: 'Inget resultat väntas', en: 'No result expected' },
  unassessed: { sv: 'Genomförda men inte bedömda', en: 'Completed but not assessed' },
  deviations: { sv: 'Avvikelser', en: 'Deviations' },
  actions: { sv: 'Åtgärder', en: 'Actions' },
  open: { sv: 'öppna', en: 'open' },
  overdue: { sv: 'försenade', en: 'overdue' },
  ofWhich: { sv: 'varav', en: 'of which' },
  noLights: { sv: 'Inga', en: 'None' },
  judgement: { sv: 'Nämndens samlade bedömning', en: 'Judgement of the board' },
  notJudged: {
    sv: 'Nämnden har inte sagt vad den tycker om sin interna kontroll.',
    en: 'The board has not said what it thinks of its internal control.',
  },
  figures: { sv: 'Figurer', en: 'Figures' },
  results: { sv: 'Resultat per risk', en: 'Results by risk' },
  risk: { sv: 'Identifierad risk', en: 'Risk' },
  description: { sv: 'Riskbeskrivning', en: 'Risk description' },
  value: { sv: 'Riskvärde', en: 'Risk value' },
  control: { sv: 'Uppföljning', en: 'Follow-up' },
  result: { sv: 'Resultat', en: 'Result' },
  assessment: { sv: 'Bedömning', en: 'Assessment' },
  action: { sv: 'Åtgärd', en: 'Action' },
  noResult: { sv: 'Inget resultat', en: 'No result' },
  notTested: { sv: 'Testas inte i år', en: 'Not tested this year' },
  notApplicable: { sv: 'Gäller inte nämnden', en: 'Does not apply to the board' },
  concerns: { sv: 'Gäller', en: 'Concerns' },
  reason: { sv: 'Skäl', en: 'Reason' },
  performed: { sv: 'Genomförd metod', en: 'Performed method' },
  otherwise: { sv: 'På annat sätt', en: 'Otherwise than planned' },
  period: { sv: 'Period', en: 'Period' },
  to: { sv: 'till', en: 'to' },
  deviating: { sv: 'Avvikande fall', en: 'Deviating cases' },
  deviation: { sv: 'Avvikelse', en: 'Deviation' },
  cause: { sv: 'orsak', en: 'cause' },
  unit: { sv: 'Enhet', en: 'Unit' },
  evidence: { sv: 'Underlag', en: 'Evidence' },
  notAssessed: { sv: 'Inte bedömd', en: 'Not assessed' },
  notFinished: {
    sv: 'Ingen bedömning innan kontrollen är klar',
    en: 'Not assessed until it is completed',
  },
  noOutcome: { sv: 'Inget utfall att bedöma', en: 'No outcome to assess' },
  noAction: { sv: 'Ingen åtgärd är angiven', en: 'No action is given' },
  done: { sv: 'klar', en: 'done' },
  proposal: { sv: 'Förslag till beslut', en: 'Proposed decision' },
} as const satisfies Record<string, UserMessage>;

/** That the board approves of the report, in a sentence. */
export const approval = (body: string, year: number, asOf: string): UserMessage => ({
  sv: `${body} godkänner uppföljningen av internkontrollplanen för ${year} med läget per ${asOf}.`,
  en: `${body} approves the follow-up of the internal control plan for ${year} as of ${asOf}.`,
});

/** That the board has been told of something serious at once, in a sentence. */
export const acknowledgement = (body: string, asOf: string): UserMessage => ({
  sv: `${body} har tagit del av rapporten med läget per ${asOf}.`,
  en: `${body} has taken note of the report as of ${asOf}.`,
});

/** What the board thinks of its internal control, in a sentence. */
export const judgementOf = (body: string, judgement: Judgement): UserMessage => ({
  sv: `${body} bedömer att den interna kontrollen är ${judgementWords[judgement].sv.toLowerCase()}.`,
  en: `${body} judges that its internal control is ${judgementWords[judgement].en.toLowerCase()}.`,
});
