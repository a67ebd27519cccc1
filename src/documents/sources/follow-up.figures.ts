import { secretWord } from '../../exchange/exchange-column';
import { deviationsFigure, type LightFigures, lightsFigure } from '../../figures';
import type { Figure } from '../../figures/figure';
import type { ExecutionStatus } from '../../modules/follow-up/domain/execution';
import type { Language } from '../report';
import { occasionWords } from '../words';
import type { ToldFollowUp, ToldRow } from './follow-up.question';
import { followUpWords as words } from './follow-up.words';

/** The lights of a follow-up, and its deviation rates if any sample is known. */
export function followUpFigures(followUp: ToldFollowUp, language: Language): Figure[] {
  const { board, year, occasion, asOf, rows } = followUp;
  const subject = {
    about: `${board.name} ${year}, ${occasionWords[occasion][language]}`,
    source: `${words.asOf[language]} ${asOf}.`,
  };
  const lights = [{ name: board.name, ...lightsOf(followUp) }];
  const samples = rows.flatMap((row) => sampleOf(row, language));
  return [
    lightsFigure({ ...subject, bodies: lights }, language),
    ...(samples.length > 0 ? [deviationsFigure({ ...subject, bodies: samples }, language)] : []),
  ];
}

function lightsOf({ counts, plan }: ToldFollowUp): LightFigures {
  const rowsIn = (...statuses: readonly ExecutionStatus[]): number =>
    counts.executions
      .filter(({ status }) => statuses.includes(status))
      .reduce((sum, { count }) => sum + count, 0);
  return {
    expected: counts.rows - counts.notExpected,
    lights: [{ scheme: plan.scheme, counts: counts.lights }],
    unknownLevel: counts.unknownLevel,
    performed: rowsIn('COMPLETED', 'COMPLETED_BY_OTHER_MEANS'),
    unassessed: counts.unassessed,
    ongoing: rowsIn('NOT_STARTED', 'IN_PROGRESS'),
    notPerformed: rowsIn('NOT_PERFORMED'),
    carriedOver: 0,
  };
}

/** The cases of a row whose sample and deviating cases are both known; none when no result has both. */
function sampleOf({ item, results }: ToldRow, language: Language) {
  const cases = results.flatMap(({ sample, deviatingCases }) =>
    sample === null || deviatingCases === null ? [] : [{ sample, deviatingCases }],
  );
  const sample = cases.reduce((sum, each) => sum + each.sample, 0);
  const deviatingCases = cases.reduce((sum, each) => sum + each.deviatingCases, 0);
  if (sample === 0) return [];
  const name = `${item.number}. ${item.title ?? secretWord[language]}`;
  return [{ name, sample, deviatingCases, deviationRate: deviatingCases / sample }];
}
