import { secretWord } from '../../exchange/exchange-column';
import { numberIn } from '../../figures/words';
import type { UserMessage } from '../../kernel/errors';
import { type Cell, cell, type Language, marked, missing } from '../report';
import { actionKindWords, frequencyWords, methodWords, occasionWords } from '../words';
import type { ToldActionText, ToldControl, ToldItem } from './plan-item.question';

/** What the axes of the matrix are called where the plan is made. */
export interface AxisNames {
  readonly likelihoodName: string;
  readonly consequenceName: string;
}

const words = {
  noDescription: { sv: 'Ingen beskrivning', en: 'No description' },
  noRisk: { sv: 'Ingen risk', en: 'No risk' },
  common: { sv: 'Kommungemensam kontroll nr', en: 'Common control no.' },
  unknownValue: { sv: 'Riskvärdet är inte känt', en: 'The risk value is not known' },
  about: { sv: 'Gäller', en: 'About' },
  noControl: { sv: 'Ingen kontroll', en: 'No control' },
  method: { sv: 'Metod', en: 'Method' },
  purpose: { sv: 'Syfte', en: 'Purpose' },
  scope: { sv: 'Omfattning', en: 'Scope' },
  frequency: { sv: 'Frekvens', en: 'Frequency' },
  performer: { sv: 'Utförs av', en: 'Performed by' },
  controlOwner: { sv: 'Kontrollansvarig', en: 'Control owner' },
  sample: { sv: 'Stickprov', en: 'Sample' },
  of: { sv: 'av', en: 'of' },
  cases: { sv: 'fall', en: 'cases' },
  population: { sv: 'Antal fall', en: 'Cases' },
  owner: { sv: 'Ansvarig', en: 'Responsible' },
  due: { sv: 'Klart', en: 'Due' },
  reportedAt: { sv: 'Redovisas vid', en: 'Reported at' },
} as const satisfies Record<string, UserMessage>;

/** What the item is called: its risk, or what it is about when it has none. */
export function titleCell(item: ToldItem, language: Language): Cell {
  const { title, risk, process, commonControl } = item;
  if (title === null) return missing(secretWord[language]);
  const isProcess = process !== null && process.name !== title;
  return cell(
    title,
    ...(risk ? [] : [words.noRisk[language]]),
    ...(commonControl ? [`${words.common[language]} ${commonControl.number}`] : []),
    ...(isProcess ? [`${words.about[language]}: ${process.name}`] : []),
  );
}

/** What the risk is about. */
export function descriptionCell({ risk }: ToldItem, language: Language): Cell {
  if (risk === null) return cell();
  if (risk.description !== null) return cell(risk.description);
  return missing((risk.isMasked ? secretWord : words.noDescription)[language]);
}

/** The risk value with its band, and what else there is to say of it. */
export function valueCell(
  { riskValue, score }: ToldItem,
  language: Language,
  further: readonly string[] = [],
): Cell {
  if (riskValue === null) {
    return { paragraphs: [words.unknownValue[language], ...further], isMissing: true };
  }
  const texts = [`${riskValue}`, ...further];
  return score?.band ? marked(score.band, ...texts) : cell(...texts);
}

/** The levels that the risk value follows from, as far as they are known. */
export function levelTexts(
  { score }: ToldItem,
  { likelihoodName, consequenceName }: AxisNames,
): string[] {
  return [
    ...levelText(likelihoodName, score?.likelihood, score?.likelihoodWord),
    ...levelText(consequenceName, score?.consequence, score?.consequenceWord),
  ];
}

const levelText = (name: string, level?: number | null, word?: string | null): string[] =>
  level === null || level === undefined ? [] : [`${name}: ${level} ${word ?? ''}`.trim()];

/** Every control with how, how often and by whom it is performed. */
export function controlsCell(
  { plannedControls }: ToldItem,
  language: Language,
  tell: (control: ToldControl, language: Language) => string = controlText,
): Cell {
  if (plannedControls.length === 0) return cell(words.noControl[language]);
  return cell(...plannedControls.map((control) => tell(control, language)));
}

/** A control in one paragraph. */
export function controlText(control: ToldControl, language: Language): string {
  const { methods, definition } = control;
  const { title, purpose, scope, frequency, performerRole, ownerRole } = definition;
  const how = methods.map((method) => methodWords[method][language].toLowerCase()).join(', ');
  return inSentences([
    title ?? secretWord[language],
    named(words.purpose[language], purpose),
    named(words.scope[language], scope),
    named(words.method[language], how || null),
    named(
      words.frequency[language],
      frequency && frequencyWords[frequency][language].toLowerCase(),
    ),
    named(words.performer[language], performerRole),
    named(words.controlOwner[language], ownerRole),
    ...sampleTexts(control, language),
  ]);
}

/** How many cases are to be looked at, or were, and of how many. */
export function sampleTexts(
  { sample, population }: Pick<ToldControl, 'sample' | 'population'>,
  language: Language,
): string[] {
  const all = population === null ? null : numberIn(language, population);
  if (sample === null) return all === null ? [] : [`${words.population[language]}: ${all}`];
  const looked = `${words.sample[language]}: ${numberIn(language, sample)}`;
  const rest = all === null ? words.cases[language] : `${words.of[language]} ${all}`;
  return [`${looked} ${rest}`];
}

/** What the plan itself has carried out. */
export function plannedActionsCell({ plannedActions }: ToldItem, language: Language): Cell {
  return cell(...plannedActions.map(({ definition }) => actionText(definition, language)));
}

/** An action in one paragraph: what sort, what, who and when, as far as it is known, and what else there is. */
export function actionText(
  action: ToldActionText,
  language: Language,
  further: readonly (string | null)[] = [],
): string {
  const { kind, text, ownerRole, ownerAdministration, dueOn, dueText, reportedAt } = action;
  const owners = [ownerRole, ownerAdministration].filter(
    (owner, index, all) => owner !== null && all.indexOf(owner) === index,
  );
  const due = [dueOn, dueText].filter((when) => when !== null).join(', ');
  return inSentences([
    `${actionKindWords[kind][language]}: ${text ?? secretWord[language]}`,
    named(words.owner[language], owners.join(', ') || null),
    named(words.due[language], due || null),
    named(words.reportedAt[language], reportedAt && occasionWords[reportedAt][language]),
    ...further,
  ]);
}

/** `Metod: stickprov`; null when there is nothing to name. */
export const named = (name: string, text: string | null): string | null =>
  text === null ? null : `${name}: ${text}`;

/** Several facts after each other, each ended. */
export function inSentences(facts: readonly (string | null)[]): string {
  return facts
    .filter((fact) => fact !== null)
    .map((fact) => (/[.?!]$/.test(fact) ? fact : `${fact}.`))
    .join(' ');
}
