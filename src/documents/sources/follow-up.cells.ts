import { secretWord } from '../../exchange/exchange-column';
import { numberIn, shareIn } from '../../figures/words';
import { isOngoing, isUnassessed } from '../../modules/follow-up/domain/execution';
import { type Cell, cell, type Language, type Mark, marked, missing } from '../report';
import {
  actionStateWords,
  assessmentFlagWords,
  executionWords,
  methodWords,
  severityWords,
} from '../words';
import type {
  ToldAction,
  ToldDeviation,
  ToldResult,
  ToldRow,
  ToldUnit,
} from './follow-up.question';
import { followUpWords as words } from './follow-up.words';
import { actionText, controlsCell, inSentences, named, sampleTexts } from './plan-item.cells';
import type { ToldControl, ToldItem } from './plan-item.question';

/** Uppföljning: what was to be controlled, and how. */
export function controlCell({ item }: ToldRow, language: Language): Cell {
  const { notApplicableReason, isTested } = item;
  const { paragraphs } = controlsCell(item, language, methodAndTitle);
  return cell(
    ...paragraphs,
    ...(isTested ? [] : [words.notTested[language]]),
    ...(notApplicableReason === null
      ? []
      : [`${words.notApplicable[language]}: ${notApplicableReason}`]),
  );
}

function methodAndTitle({ methods, definition }: ToldControl, language: Language): string {
  const title = definition.title ?? secretWord[language];
  const how = methods.map((method) => methodWords[method][language]);
  return how.length > 0 ? `${how.join(', ')}: ${title}` : title;
}

/** Resultat: how far it has come, and what was found. */
export function resultCell({ executionStatus, results, item }: ToldRow, language: Language): Cell {
  if (executionStatus === null && results.length === 0) return cell(words.notExpected[language]);
  const [only, ...others] = results;
  const isTold = only?.executionStatus === executionStatus && others.length === 0;
  return cell(
    ...(isTold || executionStatus === null ? [] : [executionWords[executionStatus][language]]),
    ...results.flatMap((result) => resultTexts(result, item, language)),
  );
}

function resultTexts(result: ToldResult, item: ToldItem, language: Language): string[] {
  const say = (label: keyof typeof words, text: string | null): string[] =>
    text ? [`${words[label][language]}: ${text}`] : [];
  const methods = result.performedMethods.map((method) => methodWords[method][language]);
  return [
    ...say('concerns', coveredOf(result, item, language)),
    executionWords[result.executionStatus][language],
    ...(result.isMasked ? [secretWord[language]] : []),
    ...(result.text === null ? [] : [result.text]),
    ...say('reason', result.notPerformedReason),
    ...say('performed', methods.join(', ')),
    ...say('otherwise', result.performedOtherwise),
    ...say('period', periodOf(result, language)),
    ...sampleTexts(result, language),
    ...say('deviating', deviatingOf(result, language)),
    ...result.units.map((unit) => unitText(unit, language)),
    ...result.deviations.map((each) => deviationText(each, language)),
    ...result.evidence.map(({ title, url }) =>
      [`${words.evidence[language]}: ${title ?? secretWord[language]}`, url ?? []]
        .flat()
        .join(', '),
    ),
  ];
}

/** Which controls it is about; null when it is about all of them. */
function coveredOf({ plannedControls }: ToldResult, item: ToldItem, language: Language) {
  if (plannedControls.length === item.plannedControls.length) return null;
  const covered = new Set(plannedControls.map(({ stableId }) => stableId));
  return item.plannedControls
    .filter(({ stableId }) => covered.has(stableId))
    .map(({ definition }) => definition.title ?? secretWord[language])
    .join('; ');
}

function periodOf({ periodFrom, periodTo }: ToldResult, language: Language): string | null {
  if (periodFrom === null && periodTo === null) return null;
  return [periodFrom, words.to[language], periodTo].filter((part) => part !== null).join(' ');
}

function deviatingOf({ deviatingCases, deviationRate }: ToldResult, language: Language) {
  if (deviatingCases === null) return null;
  const count = numberIn(language, deviatingCases);
  return deviationRate === null ? count : `${count} (${shareIn(language, deviationRate)})`;
}

function unitText({ unit, deviatingCases, ...cases }: ToldUnit, language: Language): string {
  return inSentences([
    `${words.unit[language]}: ${unit ?? secretWord[language]}`,
    ...sampleTexts(cases, language),
    named(
      words.deviating[language],
      deviatingCases === null ? null : numberIn(language, deviatingCases),
    ),
  ]);
}

function deviationText({ text, cause, unit, severity }: ToldDeviation, language: Language): string {
  const about = [
    ...(severity === null ? [] : [severityWords[severity][language].toLowerCase()]),
    ...(unit === null ? [] : [unit]),
    ...(cause === null ? [] : [`${words.cause[language]}: ${cause}`]),
  ];
  const rest = about.length > 0 ? ` (${about.join('; ')})` : '';
  return `${words.deviation[language]}: ${text ?? secretWord[language]}${rest}`;
}

/** Bedömning: the light, or why there is none. A light that nobody knows is another thing than none. */
export function assessmentCell(row: ToldRow, language: Language): Cell {
  const { assessment, executionStatus, results } = row;
  const motives = results.flatMap((result) => motiveOf(result, results.length > 1, language));
  if (assessment?.level) return marked(assessment.level, ...motives);
  if (assessment) {
    const unknown = assessmentFlagWords.LEVEL_UNKNOWN[language];
    return { paragraphs: [unknown, ...motives], isMissing: true };
  }
  if (executionStatus === null) return cell(words.notExpected[language]);
  if (isUnassessed(row)) return missing(words.notAssessed[language]);
  if (isOngoing(executionStatus)) return missing(words.notFinished[language]);
  return cell(words.noOutcome[language]);
}

/** Why a result got its light; which one, too, when it is one of several. */
function motiveOf(
  { assessment, isMasked }: ToldResult,
  isOneOfSeveral: boolean,
  language: Language,
): string[] {
  if (assessment === null) return [];
  const { level, motive, flags } = assessment;
  const isMissing = flags.includes('MOTIVE_MISSING');
  const instead = isMissing ? assessmentFlagWords.MOTIVE_MISSING[language] : null;
  const why = motive ?? (isMasked ? secretWord[language] : instead);
  const which = isOneOfSeveral ? levelText(level, language) : null;
  const texts = [which, why].filter((text) => text !== null);
  return texts.length > 0 ? [texts.join(': ')] : [];
}

const levelText = (level: Mark | null, language: Language): string =>
  level ? `${level.symbol} ${level.word}` : assessmentFlagWords.LEVEL_UNKNOWN[language];

/** Åtgärd: what follows. That nothing is needed is said by somebody; silence is not. */
export function actionsCell({ actions }: ToldRow, language: Language): Cell {
  if (actions.length === 0) return missing(words.noAction[language]);
  return cell(
    ...actions.map((action) => actionText(action, language, [stateOf(action, language)])),
  );
}

function stateOf({ kind, state, doneOn }: ToldAction, language: Language): string | null {
  if (kind === 'NONE_REQUIRED') return null;
  const word = actionStateWords[state][language];
  return doneOn === null ? word : `${word} ${doneOn}`;
}
