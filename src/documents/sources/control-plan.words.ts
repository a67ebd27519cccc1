import type { UserMessage } from '../../kernel/errors';
import type { PlanItemKind } from '../../modules/control-plan/domain/plan-item';

/** The words of the control plan. */
export const planWords = {
  plan: { sv: 'Internkontrollplan', en: 'Internal control plan' },
  revision: { sv: 'Revision', en: 'Revision' },
  administration: { sv: 'Förvaltning', en: 'Administration' },
  state: { sv: 'Tillstånd', en: 'State' },
  draft: { sv: 'Utkast', en: 'Draft' },
  proposed: { sv: 'Framlagd för beslut', en: 'Laid before the board' },
  adopted: { sv: 'Antagen', en: 'Adopted' },
  proposedOn: { sv: 'Framlagd', en: 'Laid before the board on' },
  decision: { sv: 'Beslut', en: 'Decision' },
  unknownDay: { sv: 'dagen är inte känd', en: 'the day is not known' },
  scheme: { sv: 'Riskerna är bedömda enligt', en: 'Risks are assessed under' },
  mind: { sv: 'Att observera', en: 'Please note' },
  summary: { sv: 'Sammanfattning', en: 'Summary' },
  rows: { sv: 'Rader i planen', en: 'Items of the plan' },
  unknownValues: { sv: 'Okända riskvärden', en: 'Risk values not known' },
  matrix: { sv: 'Riskmatris', en: 'Risk matrix' },
  matrixSource: {
    sv: 'Numren är radernas nummer i planen.',
    en: 'The numbers are those of the items of the plan.',
  },
  number: { sv: 'Nr', en: 'No.' },
  risk: { sv: 'Identifierad risk', en: 'Risk' },
  description: { sv: 'Riskbeskrivning', en: 'Risk description' },
  value: { sv: 'Riskvärde', en: 'Risk value' },
  control: { sv: 'Kontrollmoment', en: 'Control' },
  action: { sv: 'Åtgärd', en: 'Action' },
  notTested: { sv: 'Testas inte i år', en: 'Not tested this year' },
  notApplicable: { sv: 'Gäller inte nämnden', en: 'Does not apply to the board' },
  documents: { sv: 'Styrande dokument', en: 'Governing documents' },
  document: { sv: 'Dokument', en: 'Document' },
  documentKind: { sv: 'Slag', en: 'Kind' },
  decidedBy: { sv: 'Beslutat av', en: 'Decided by' },
  notValid: { sv: 'Gäller inte under planens år', en: 'Does not hold in the year of the plan' },
  unknown: { sv: 'Inte känt', en: 'Not known' },
  proposal: { sv: 'Förslag till beslut', en: 'Proposed decision' },
} as const satisfies Record<string, UserMessage>;

/** What the rows of a kind are called together. */
export const kindHeadings: Readonly<Record<PlanItemKind, UserMessage>> = {
  OWN_CONTROL: { sv: 'Egna kontroller', en: 'Own controls' },
  COMMON_CONTROL: { sv: 'Kommungemensamma kontroller', en: 'Common controls' },
  DIRECT_ACTION: { sv: 'Direktåtgärder', en: 'Direct actions' },
  STANDING_CONTROL: { sv: 'Inbyggda kontroller', en: 'Standing controls' },
};

/** What the board is proposed to decide. */
export function proposedDecision(body: string, year: number, revision: number): UserMessage {
  const of = revision === 1 ? { sv: '', en: '' } : revised(revision);
  return {
    sv: `${body} antar ${of.sv}internkontrollplanen för ${year}.`,
    en: `${body} adopts ${of.en}the internal control plan for ${year}.`,
  };
}

const revised = (revision: number): UserMessage => ({
  sv: `revision ${revision} av `,
  en: `revision ${revision} of `,
});
