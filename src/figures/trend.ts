import type { Language } from '../documents/report';
import type { UserMessage } from '../kernel/errors';
import type { Figure, FigureSubject } from './figure';
import { schemesIn, schemeTitle, segmentsOf, segmentsWithout } from './light-figures';
import { nothingToShow, paragraph, picture, saying } from './picture';
import { isAny, type Segment } from './segment';
import { shareLines } from './share-lines';
import { shareStacks } from './share-stacks';
import { breaksIn, type Column, type TrendYear, withGaps } from './trend-columns';
import { lightRows, lightStacks, NONE, shareRows, trendLines } from './trend-rows';
import { listIn, numberIn } from './words';
import { columnsWidth, yearRow } from './year-columns';

/** The same things over the years. */
export interface TrendData extends FigureSubject {
  /** In any order; a year that is left out is a gap. */
  readonly years: readonly TrendYear[];
}

/** How much was performed, how much deviated, and which lights were given, year by year. */
export function trendFigure({ about, source, years }: TrendData, language: Language): Figure {
  const title = { sv: `Utveckling: ${about}`, en: `Trend: ${about}` }[language];
  if (years.length === 0)
    return saying('trend', { language, title }, [nothingToShow[language], source]);

  const all = withGaps(years);
  const breaks = breaksIn(all);
  const comparable = { count: all.length, breaks: [] };
  const columns = { count: all.length, breaks };
  const names = { name: '', texts: all.map(({ year }) => String(year)), isBold: true };
  const newSchemes = breaks.map((index) => String(all[index]?.year));
  const notes = [...breakNotes(newSchemes, language), source];
  return picture('trend', {
    language,
    title,
    description: [...all.map((column) => inWords(column, language)), ...notes].join(' '),
    width: columnsWidth(all.length),
    parts: [
      paragraph(sharesTitle[language], { isBold: true }),
      shareLines(trendLines(all, language), comparable, language),
      ...[names, ...shareRows(all, language)].map((row) => yearRow(row, comparable)),
      space,
      paragraph(lightsTitle[language], { isBold: true }),
      shareStacks(
        all.map((column) => lightStacks(column, language)),
        columns,
        language,
      ),
      ...[names, ...lightRows(all, language)].map((row) => yearRow(row, columns)),
      space,
      ...notes.map((note) => paragraph(note)),
    ],
  });
}

const sharesTitle: UserMessage = {
  sv: 'Andel genomfört och andel avvikelser',
  en: 'Share performed and deviation rate',
};
const lightsTitle: UserMessage = {
  sv: 'Bedömningar, som andel av det som väntas',
  en: 'Assessments, as a share of what is expected',
};
const space = () => ({ height: 14, draw: () => '' });

function breakNotes(years: readonly string[], language: Language): string[] {
  if (years.length === 0) return [];
  const from = listIn(language, years);
  const note = {
    sv: `En streckad linje visar att skalan byttes (från ${from}): bedömningar före och efter den kan inte jämföras.`,
    en: `A dashed line shows that the scheme changed (from ${from}): assessments before and after it cannot be compared.`,
  };
  return [note[language]];
}

function inWords({ year, known }: Column, language: Language): string {
  if (!known) return `${year}: ${{ sv: 'inga uppgifter', en: 'no data' }[language]}.`;
  const { figures } = known;
  const counted = (segments: readonly Segment[]): string =>
    listIn(
      language,
      segments.map(({ mark, count }) => `${numberIn(language, count)} ${mark.symbol} ${mark.word}`),
    );
  const shares = shareRows([{ year, known }], language).map(
    ({ name, texts }) => `${name}: ${texts[0] === NONE ? notKnown[language] : texts[0]}`,
  );
  const lights = schemesIn([figures]).map(
    (scheme) => `${schemeTitle(scheme, language)}: ${counted(segmentsOf(figures, scheme))}.`,
  );
  const without = segmentsWithout(figures, language).filter(isAny);
  const rest = without.length === 0 ? [] : [`${counted(without)}.`];
  return [`${year}. ${shares.join(', ')}.`, ...lights, ...rest].join(' ');
}

const notKnown: UserMessage = { sv: 'inte känt', en: 'not known' };
