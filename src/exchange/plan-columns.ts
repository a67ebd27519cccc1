import { frequencyWords, itemKindWords, methodWords, sensitivityWords } from '../documents/words';
import type { Sensitivity } from '../kernel/sensitivity';
import type { ControlFrequency, ControlMethod } from '../modules/control/domain/control';
import type { PlanItemKind } from '../modules/control-plan/domain/plan-item';
import { type ExchangeTable, truthWords } from './exchange-column';

/** A row of a plan with one of its controls; a row without controls stands alone. */
export interface PlanRow {
  /** What an import called the item, else its stable id, which is the same in every revision. */
  readonly key: string;
  /** The code of the board. */
  readonly board: string;
  readonly year: number;
  readonly kind: PlanItemKind;
  /** What an import called the risk, else its id; null for an item without a risk. */
  readonly riskKey: string | null;
  readonly risk: string | null;
  readonly riskDescription: string | null;
  /** What an item without a risk is called; null for one with a risk. */
  readonly title: string | null;
  /** What an item without a risk is about; null for one with a risk. */
  readonly process: string | null;
  readonly likelihood: number | null;
  readonly consequence: number | null;
  readonly riskValue: number | null;
  readonly note: string | null;
  /** Null for everything but a standing control. */
  readonly isTested: boolean | null;
  readonly notApplicableReason: string | null;
  readonly sensitivity: Sensitivity;
  /** What an import called the control, else its id in the register; null for an item without controls. */
  readonly controlKey: string | null;
  readonly control: string | null;
  readonly purpose: string | null;
  readonly scope: string | null;
  readonly methods: readonly ControlMethod[];
  readonly frequency: ControlFrequency | null;
  readonly controlOwner: string | null;
  readonly performer: string | null;
  readonly population: number | null;
  readonly sample: number | null;
  /** The titles of what the item has carried out. */
  readonly actions: readonly string[];
  /** True when the texts of the item are left out as secret. */
  readonly isMasked: boolean;
  /** True when the texts of the control are left out as secret. */
  readonly isControlMasked: boolean;
}

/** Plans as rows: a planned control each. */
export const planTable: ExchangeTable<PlanRow> = {
  name: 'control-plans',
  title: { sv: 'Internkontrollplan', en: 'Control plan' },
  columns: [
    {
      name: 'key',
      title: { sv: 'Nyckel', en: 'Key' },
      kind: 'TEXT',
      meaning: {
        sv: 'Skiljer planens rad från alla andra; samma nyckel på flera rader är samma rad i planen, med flera kontroller.',
        en: 'Tells the row of the plan from all others; the same key in several rows is one row of the plan, with several controls.',
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
      name: 'kind',
      title: { sv: 'Slag', en: 'Kind' },
      kind: 'TEXT',
      meaning: {
        sv: 'Vilket slags rad det är; egen kontroll när inget anges.',
        en: 'Which kind of row it is; an own control when nothing is said.',
      },
      words: itemKindWords,
    },
    {
      name: 'riskKey',
      title: { sv: 'Risknyckel', en: 'Risk key' },
      kind: 'TEXT',
      meaning: {
        sv: 'Riskens nyckel, eller dess nummer i registret.',
        en: 'The key of the risk, or its number in the register.',
      },
    },
    {
      name: 'risk',
      title: { sv: 'Identifierad risk', en: 'Risk' },
      kind: 'TEXT',
      meaning: {
        sv: 'Namnet på en risk i registret; läses när risknyckeln saknas.',
        en: 'The title of a risk of the register; read when there is no risk key.',
      },
      maskedBy: 'isMasked',
    },
    {
      name: 'riskDescription',
      title: { sv: 'Riskbeskrivning', en: 'Risk description' },
      kind: 'TEXT',
      meaning: {
        sv: 'Vad risken består i; ändras i riskregistret.',
        en: 'What the risk is about; changed in the risk register.',
      },
      maskedBy: 'isMasked',
      isOnlyTold: true,
    },
    {
      name: 'title',
      title: { sv: 'Rubrik utan risk', en: 'Title without a risk' },
      kind: 'TEXT',
      meaning: { sv: 'Vad en rad utan risk heter.', en: 'What a row without a risk is called.' },
      maskedBy: 'isMasked',
    },
    {
      name: 'process',
      title: { sv: 'Process eller system', en: 'Process or system' },
      kind: 'TEXT',
      meaning: {
        sv: 'Vad en rad utan risk handlar om.',
        en: 'What a row without a risk is about.',
      },
    },
    {
      name: 'likelihood',
      title: { sv: 'Sannolikhet', en: 'Likelihood' },
      kind: 'NUMBER',
      meaning: {
        sv: 'Nivån på skalan; läses för en rad utan risk, annars gäller riskens.',
        en: 'The level on the scale; read for a row without a risk, else that of the risk holds.',
      },
    },
    {
      name: 'consequence',
      title: { sv: 'Konsekvens', en: 'Consequence' },
      kind: 'NUMBER',
      meaning: {
        sv: 'Nivån på skalan; läses för en rad utan risk, annars gäller riskens.',
        en: 'The level on the scale; read for a row without a risk, else that of the risk holds.',
      },
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
      name: 'note',
      title: { sv: 'Anteckning', en: 'Note' },
      kind: 'TEXT',
      meaning: {
        sv: 'Vad mer som är att säga om raden.',
        en: 'What else there is to say about the row.',
      },
      maskedBy: 'isMasked',
    },
    {
      name: 'isTested',
      title: { sv: 'Testas', en: 'Tested' },
      kind: 'TEXT',
      meaning: {
        sv: 'Om en inbyggd kontroll testas i år.',
        en: 'Whether a standing control is tested this year.',
      },
      words: truthWords,
    },
    {
      name: 'notApplicableReason',
      title: { sv: 'Gäller inte, skäl', en: 'Does not apply, reason' },
      kind: 'TEXT',
      meaning: {
        sv: 'Varför en kommungemensam kontroll inte gäller nämnden.',
        en: 'Why a common control does not apply to the board.',
      },
      maskedBy: 'isMasked',
    },
    {
      name: 'sensitivity',
      title: { sv: 'Sekretessnivå', en: 'Sensitivity' },
      kind: 'TEXT',
      meaning: {
        sv: 'Vilka som får läsa radens egna texter.',
        en: 'Who may read the texts of the row itself.',
      },
      words: sensitivityWords,
    },
    {
      name: 'controlKey',
      title: { sv: 'Kontrollnyckel', en: 'Control key' },
      kind: 'TEXT',
      meaning: {
        sv: 'Skiljer kontrollen från alla andra, också nästa gång den importeras.',
        en: 'Tells the control from all others, also the next time it is imported.',
      },
    },
    {
      name: 'control',
      title: { sv: 'Kontrollmoment', en: 'Control' },
      kind: 'TEXT',
      meaning: { sv: 'Vad som kontrolleras.', en: 'What is examined.' },
      maskedBy: 'isControlMasked',
    },
    {
      name: 'purpose',
      title: { sv: 'Syfte', en: 'Purpose' },
      kind: 'TEXT',
      meaning: { sv: 'Varför det kontrolleras.', en: 'Why it is examined.' },
      maskedBy: 'isControlMasked',
    },
    {
      name: 'scope',
      title: { sv: 'Omfattning', en: 'Scope' },
      kind: 'TEXT',
      meaning: { sv: 'Vad kontrollen omfattar.', en: 'What the control covers.' },
      maskedBy: 'isControlMasked',
    },
    {
      name: 'methods',
      title: { sv: 'Kontrollmetod', en: 'Methods' },
      kind: 'TEXT',
      meaning: {
        sv: 'Hur den genomförs; flera metoder på var sin rad i cellen.',
        en: 'How it is performed; several methods on a line each in the cell.',
      },
      words: methodWords,
      isList: true,
    },
    {
      name: 'frequency',
      title: { sv: 'Frekvens', en: 'Frequency' },
      kind: 'TEXT',
      meaning: { sv: 'Hur ofta den genomförs.', en: 'How often it is performed.' },
      words: frequencyWords,
    },
    {
      name: 'controlOwner',
      title: { sv: 'Kontrollansvarig', en: 'Control owner' },
      kind: 'TEXT',
      meaning: {
        sv: 'Den roll som ansvarar för kontrollen, aldrig en person.',
        en: 'The role that answers for the control, never a person.',
      },
      maskedBy: 'isControlMasked',
    },
    {
      name: 'performer',
      title: { sv: 'Utförs av', en: 'Performed by' },
      kind: 'TEXT',
      meaning: {
        sv: 'Den roll som genomför kontrollen, aldrig en person.',
        en: 'The role that performs the control, never a person.',
      },
      maskedBy: 'isControlMasked',
    },
    {
      name: 'population',
      title: { sv: 'Population', en: 'Population' },
      kind: 'NUMBER',
      meaning: { sv: 'Hur många fall det finns.', en: 'How many cases there are.' },
    },
    {
      name: 'sample',
      title: { sv: 'Stickprov', en: 'Sample' },
      kind: 'NUMBER',
      meaning: { sv: 'Hur många av dem som granskas.', en: 'How many of them are looked at.' },
    },
    {
      name: 'actions',
      title: { sv: 'Åtgärder', en: 'Actions' },
      kind: 'TEXT',
      meaning: {
        sv: 'Vad som ska göras; ändras i åtgärdsregistret.',
        en: 'What will be done; changed in the register of actions.',
      },
      maskedBy: 'isMasked',
      isOnlyTold: true,
      isList: true,
    },
  ],
};
