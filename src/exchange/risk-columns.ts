import {
  riskSourceWords,
  sensitivityWords,
  sufficiencyWords,
  treatmentWords,
} from '../documents/words';
import type { Sensitivity } from '../kernel/sensitivity';
import type { RiskSource, RiskTreatment, Sufficiency } from '../modules/risk/domain/risk';
import type { ExchangeTable } from './exchange-column';

/** A risk as it is exported and imported, with its latest assessment as it is now. */
export interface RiskRow {
  /** What an import called it, else its id. */
  readonly key: string;
  readonly number: number;
  /** The code of the board. */
  readonly board: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly category: string | null;
  readonly process: string | null;
  readonly ownerRole: string | null;
  readonly source: RiskSource | null;
  readonly sourceNote: string | null;
  /** The number of the goal. */
  readonly councilGoal: string | null;
  readonly existingMeasures: string | null;
  readonly measuresSufficient: Sufficiency;
  readonly treatment: RiskTreatment | null;
  readonly treatmentReason: string | null;
  readonly endedOn: string | null;
  readonly sensitivity: Sensitivity;
  readonly year: number | null;
  readonly likelihood: number | null;
  readonly consequence: number | null;
  readonly riskValue: number | null;
  readonly motive: string | null;
  readonly assessedOn: string | null;
  /** True when its texts are left out as secret. */
  readonly isMasked: boolean;
}

/** The risk register as rows: a risk each. */
export const riskTable: ExchangeTable<RiskRow> = {
  name: 'risks',
  title: { sv: 'Risker', en: 'Risks' },
  columns: [
    {
      name: 'key',
      title: { sv: 'Nyckel', en: 'Key' },
      kind: 'TEXT',
      meaning: {
        sv: 'Skiljer risken från alla andra, också nästa gång den importeras.',
        en: 'Tells the risk from all others, also the next time it is imported.',
      },
    },
    {
      name: 'number',
      title: { sv: 'Nummer', en: 'Number' },
      kind: 'NUMBER',
      meaning: {
        sv: 'Riskens nummer i registret, som registret ger den.',
        en: 'The number of the risk in the register, which the register gives it.',
      },
      isOnlyTold: true,
    },
    {
      name: 'board',
      title: { sv: 'Nämnd', en: 'Board' },
      kind: 'TEXT',
      meaning: { sv: 'Nämndens kod.', en: 'The code of the board.' },
    },
    {
      name: 'title',
      title: { sv: 'Identifierad risk', en: 'Risk' },
      kind: 'TEXT',
      meaning: { sv: 'Vad som kan gå fel, på en rad.', en: 'What may go wrong, in a line.' },
      maskedBy: 'isMasked',
    },
    {
      name: 'description',
      title: { sv: 'Riskbeskrivning', en: 'Description' },
      kind: 'TEXT',
      meaning: { sv: 'Vad risken består i.', en: 'What the risk is about.' },
      maskedBy: 'isMasked',
    },
    {
      name: 'category',
      title: { sv: 'Kategori', en: 'Category' },
      kind: 'TEXT',
      meaning: {
        sv: 'Namnet på en kategori som finns.',
        en: 'The name of a category that there is.',
      },
    },
    {
      name: 'process',
      title: { sv: 'Process eller system', en: 'Process or system' },
      kind: 'TEXT',
      meaning: {
        sv: 'Namnet på en process eller ett system som finns.',
        en: 'The name of a process or system that there is.',
      },
    },
    {
      name: 'ownerRole',
      title: { sv: 'Riskägare', en: 'Risk owner' },
      kind: 'TEXT',
      meaning: {
        sv: 'Den roll som äger risken, aldrig en person.',
        en: 'The role that owns the risk, never a person.',
      },
      maskedBy: 'isMasked',
    },
    {
      name: 'source',
      title: { sv: 'Källa', en: 'Source' },
      kind: 'TEXT',
      meaning: { sv: 'Var risken hittades.', en: 'Where the risk was found.' },
      words: riskSourceWords,
    },
    {
      name: 'sourceNote',
      title: { sv: 'Källa, närmare', en: 'Source, details' },
      kind: 'TEXT',
      meaning: {
        sv: 'Vilken rapport, avvikelse eller händelse.',
        en: 'Which report, deviation or event.',
      },
      maskedBy: 'isMasked',
    },
    {
      name: 'councilGoal',
      title: { sv: 'Fullmäktiges mål', en: 'Council goal' },
      kind: 'TEXT',
      meaning: {
        sv: 'Numret på det mål som risken hotar.',
        en: 'The number of the goal that the risk threatens.',
      },
    },
    {
      name: 'existingMeasures',
      title: { sv: 'Befintliga åtgärder', en: 'Existing measures' },
      kind: 'TEXT',
      meaning: { sv: 'Vad som redan görs åt risken.', en: 'What is done about the risk already.' },
      maskedBy: 'isMasked',
    },
    {
      name: 'measuresSufficient',
      title: { sv: 'Åtgärderna räcker', en: 'Measures suffice' },
      kind: 'TEXT',
      meaning: {
        sv: 'Om det som redan görs räcker.',
        en: 'Whether what is done already suffices.',
      },
      words: sufficiencyWords,
    },
    {
      name: 'treatment',
      title: { sv: 'Hantering', en: 'Treatment' },
      kind: 'TEXT',
      meaning: { sv: 'Vad som görs åt risken.', en: 'What is done about the risk.' },
      words: treatmentWords,
    },
    {
      name: 'treatmentReason',
      title: { sv: 'Motiv till hantering', en: 'Reason for treatment' },
      kind: 'TEXT',
      meaning: {
        sv: 'Varför; krävs när risken accepteras.',
        en: 'Why; required when the risk is accepted.',
      },
      maskedBy: 'isMasked',
    },
    {
      name: 'endedOn',
      title: { sv: 'Upphörde', en: 'Ended' },
      kind: 'DAY',
      meaning: { sv: 'Den sista dagen det var en risk.', en: 'The last day that it was a risk.' },
    },
    {
      name: 'sensitivity',
      title: { sv: 'Sekretessnivå', en: 'Sensitivity' },
      kind: 'TEXT',
      meaning: { sv: 'Vilka som får läsa texterna.', en: 'Who may read the texts.' },
      words: sensitivityWords,
    },
    {
      name: 'year',
      title: { sv: 'Bedömt år', en: 'Year of assessment' },
      kind: 'NUMBER',
      meaning: {
        sv: 'Det planår som risken är bedömd för.',
        en: 'The plan year that the risk is assessed for.',
      },
    },
    {
      name: 'likelihood',
      title: { sv: 'Sannolikhet', en: 'Likelihood' },
      kind: 'NUMBER',
      meaning: { sv: 'Nivån på skalan.', en: 'The level on the scale.' },
    },
    {
      name: 'consequence',
      title: { sv: 'Konsekvens', en: 'Consequence' },
      kind: 'NUMBER',
      meaning: { sv: 'Nivån på skalan.', en: 'The level on the scale.' },
    },
    {
      name: 'riskValue',
      title: { sv: 'Riskvärde', en: 'Risk value' },
      kind: 'NUMBER',
      meaning: {
        sv: 'Följer av nivåerna; anges bara där det bedöms för hand.',
        en: 'Follows from the levels; given only where it is judged by hand.',
      },
    },
    {
      name: 'motive',
      title: { sv: 'Motiv till bedömning', en: 'Reason for assessment' },
      kind: 'TEXT',
      meaning: { sv: 'Varför risken är bedömd så.', en: 'Why the risk is assessed so.' },
      maskedBy: 'isMasked',
    },
    {
      name: 'assessedOn',
      title: { sv: 'Riskbedömd den', en: 'Assessed on' },
      kind: 'DAY',
      meaning: { sv: 'Den dag då risken bedömdes.', en: 'The day that the risk was assessed.' },
    },
  ],
};
