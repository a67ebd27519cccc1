import { executionWords, methodWords, sensitivityWords } from '../documents/words';
import type { UserMessage } from '../kernel/errors';
import type { Sensitivity } from '../kernel/sensitivity';
import type { ControlMethod } from '../modules/control/domain/control';
import type { ExecutionStatus } from '../modules/follow-up/domain/execution';
import type { ExchangeTable } from './exchange-column';

/** In place of a light that was given, and that nobody knows any longer. */
export const unknownLevel: UserMessage = { sv: 'Okänd', en: 'Unknown' };

/**
 * A result of a row of the plan, or a planned control that nothing is reported on yet: then everything
 * from `executionStatus` on is null or empty.
 */
export interface ResultRow {
  /** What an import called the result, else its id; null when there is none yet. */
  readonly key: string | null;
  /** The code of the board. */
  readonly board: string;
  /** The year of the plan. */
  readonly year: number;
  /** What an import called the item, else its stable id, which is the same in every revision. */
  readonly itemKey: string;
  readonly item: string | null;
  readonly riskDescription: string | null;
  readonly riskValue: number | null;
  /** What an import called the controls that the row is about, else their ids in the register. */
  readonly controlKeys: readonly string[];
  /** Their titles, in the same order; `secretWord` for one that is left out as secret. */
  readonly controls: readonly string[];
  readonly executionStatus: ExecutionStatus | null;
  readonly notPerformedReason: string | null;
  readonly resultOn: string | null;
  readonly text: string | null;
  readonly performedMethods: readonly ControlMethod[];
  readonly performedOtherwise: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly population: number | null;
  readonly sample: number | null;
  readonly deviatingCases: number | null;
  /** The texts of the deviations; each becomes one line. */
  readonly deviations: readonly string[];
  /** The word of the scale; `unknownLevel` for a light that nobody knows; null when nobody has assessed it. */
  readonly level: string | null;
  readonly motive: string | null;
  readonly assessedOn: string | null;
  readonly sensitivity: Sensitivity | null;
  /** The titles of what follows from the result. */
  readonly actions: readonly string[];
  /** True when the texts of the result are left out as secret. */
  readonly isMasked: boolean;
  /** True when the texts of the row of the plan are left out as secret. */
  readonly isItemMasked: boolean;
}

/** What is reported on plans as rows: a result each. */
export const resultTable: ExchangeTable<ResultRow> = {
  name: 'results',
  title: { sv: 'Uppföljning', en: 'Follow-up' },
  columns: [
    {
      name: 'key',
      title: { sv: 'Nyckel', en: 'Key' },
      kind: 'TEXT',
      meaning: {
        sv: 'Skiljer resultatet från alla andra, också nästa gång det importeras.',
        en: 'Tells the result from all others, also the next time it is imported.',
      },
    },
    {
      name: 'board',
      title: { sv: 'Nämnd', en: 'Board' },
      kind: 'TEXT',
      meaning: { sv: 'Nämndens kod.', en: 'The code of the board.' },
    },
    {
      name: 'year',
      title: { sv: 'År', en: 'Year' },
      kind: 'NUMBER',
      meaning: { sv: 'Det år som planen gäller.', en: 'The year that the plan is for.' },
    },
    {
      name: 'itemKey',
      title: { sv: 'Radnyckel', en: 'Row key' },
      kind: 'TEXT',
      meaning: { sv: 'Nyckeln på raden i planen.', en: 'The key of the row of the plan.' },
    },
    {
      name: 'item',
      title: { sv: 'Identifierad risk', en: 'Risk' },
      kind: 'TEXT',
      meaning: {
        sv: 'Risken, eller det som raden i planen annars heter; läses när radnyckeln saknas.',
        en: 'The risk, or whatever else the row of the plan is called; read when there is no row key.',
      },
      maskedBy: 'isItemMasked',
    },
    {
      name: 'riskDescription',
      title: { sv: 'Riskbeskrivning', en: 'Risk description' },
      kind: 'TEXT',
      meaning: {
        sv: 'Vad risken består i; ändras i riskregistret.',
        en: 'What the risk is about; changed in the risk register.',
      },
      maskedBy: 'isItemMasked',
      isOnlyTold: true,
    },
    {
      name: 'riskValue',
      title: { sv: 'Riskvärde', en: 'Risk value' },
      kind: 'NUMBER',
      meaning: {
        sv: 'Vad risken är värd; ändras i riskregistret.',
        en: 'What the risk is worth; changed in the risk register.',
      },
      isOnlyTold: true,
    },
    {
      name: 'controlKeys',
      title: { sv: 'Kontrollnycklar', en: 'Control keys' },
      kind: 'TEXT',
      meaning: {
        sv: 'Nycklarna på de kontroller som resultatet gäller, en på varje rad i cellen.',
        en: 'The keys of the controls that the result is about, one on each line of the cell.',
      },
      isList: true,
    },
    {
      name: 'controls',
      title: { sv: 'Kontrollmoment', en: 'Controls' },
      kind: 'TEXT',
      meaning: {
        sv: 'De kontroller som resultatet gäller, en på varje rad i cellen; läses när nycklarna saknas. Alla när inget anges.',
        en: 'The controls that the result is about, one on each line of the cell; read when there are no keys. All of them when nothing is said.',
      },
      isList: true,
    },
    {
      name: 'executionStatus',
      title: { sv: 'Uppföljning', en: 'Execution' },
      kind: 'TEXT',
      meaning: {
        sv: 'Hur långt kontrollen har kommit; en rad utan det säger inget.',
        en: 'How far the control has come; a row without it says nothing.',
      },
      words: executionWords,
    },
    {
      name: 'notPerformedReason',
      title: { sv: 'Skäl att inte genomföra', en: 'Reason for not performing' },
      kind: 'TEXT',
      meaning: {
        sv: 'Varför kontrollen inte genomförs; krävs då, och bara då.',
        en: 'Why the control is not performed; required then, and only then.',
      },
      maskedBy: 'isMasked',
    },
    {
      name: 'resultOn',
      title: { sv: 'Resultat per', en: 'Result as of' },
      kind: 'DAY',
      meaning: {
        sv: 'Den dag från vilken resultatet gäller i uppföljningar.',
        en: 'The day from which the result holds in follow-ups.',
      },
    },
    {
      name: 'text',
      title: { sv: 'Resultat', en: 'Result' },
      kind: 'TEXT',
      meaning: { sv: 'Vad som kom fram.', en: 'What was found.' },
      maskedBy: 'isMasked',
    },
    {
      name: 'performedMethods',
      title: { sv: 'Genomförd metod', en: 'Performed methods' },
      kind: 'TEXT',
      meaning: {
        sv: 'Hur kontrollen genomfördes; flera metoder på var sin rad i cellen.',
        en: 'How the control was performed; several methods on a line each in the cell.',
      },
      words: methodWords,
      isList: true,
    },
    {
      name: 'performedOtherwise',
      title: { sv: 'Genomförd på annat sätt', en: 'Performed otherwise' },
      kind: 'TEXT',
      meaning: {
        sv: 'Hur och varför den genomfördes på annat sätt än planerat.',
        en: 'How and why it was performed otherwise than planned.',
      },
      maskedBy: 'isMasked',
    },
    {
      name: 'periodFrom',
      title: { sv: 'Period från', en: 'Period from' },
      kind: 'DAY',
      meaning: { sv: 'Den första dagen som granskades.', en: 'The first day that was examined.' },
    },
    {
      name: 'periodTo',
      title: { sv: 'Period till', en: 'Period to' },
      kind: 'DAY',
      meaning: { sv: 'Den sista dagen som granskades.', en: 'The last day that was examined.' },
    },
    {
      name: 'population',
      title: { sv: 'Population', en: 'Population' },
      kind: 'NUMBER',
      meaning: { sv: 'Hur många fall det fanns.', en: 'How many cases there were.' },
    },
    {
      name: 'sample',
      title: { sv: 'Stickprov', en: 'Sample' },
      kind: 'NUMBER',
      meaning: { sv: 'Hur många av dem som granskades.', en: 'How many of them were looked at.' },
    },
    {
      name: 'deviatingCases',
      title: { sv: 'Avvikande fall', en: 'Deviating cases' },
      kind: 'NUMBER',
      meaning: {
        sv: 'Hur många av de granskade som avvek.',
        en: 'How many of those looked at deviated.',
      },
    },
    {
      name: 'deviations',
      title: { sv: 'Avvikelser', en: 'Deviations' },
      kind: 'TEXT',
      meaning: {
        sv: 'Vad som inte var som det skulle, en avvikelse på varje rad i cellen.',
        en: 'What was not as it should be, one deviation on each line of the cell.',
      },
      maskedBy: 'isMasked',
      isList: true,
    },
    {
      name: 'level',
      title: { sv: 'Bedömning', en: 'Assessment' },
      kind: 'TEXT',
      meaning: {
        sv: 'Ljuset, som skalan har det; Okänd när det fanns ett ljus som ingen vet.',
        en: 'The light, as the scale has it; Unknown when there was a light that nobody knows.',
      },
    },
    {
      name: 'motive',
      title: { sv: 'Motiv till bedömning', en: 'Reason for assessment' },
      kind: 'TEXT',
      meaning: { sv: 'Varför det är bedömt så.', en: 'Why it is assessed so.' },
      maskedBy: 'isMasked',
    },
    {
      name: 'assessedOn',
      title: { sv: 'Resultat bedömt den', en: 'Assessed on' },
      kind: 'DAY',
      meaning: {
        sv: 'Den dag då resultatet bedömdes.',
        en: 'The day that the result was assessed.',
      },
    },
    {
      name: 'sensitivity',
      title: { sv: 'Sekretessnivå', en: 'Sensitivity' },
      kind: 'TEXT',
      meaning: {
        sv: 'Vilka som får läsa resultatets texter.',
        en: 'Who may read the texts of the result.',
      },
      words: sensitivityWords,
    },
    {
      name: 'actions',
      title: { sv: 'Åtgärd', en: 'Actions' },
      kind: 'TEXT',
      meaning: {
        sv: 'Vad som följer; ändras i åtgärdsregistret.',
        en: 'What follows; changed in the register of actions.',
      },
      maskedBy: 'isMasked',
      isOnlyTold: true,
      isList: true,
    },
  ],
};
