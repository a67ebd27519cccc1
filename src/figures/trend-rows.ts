import type { Language, Mark } from '../documents/report';
import type { UserMessage } from '../kernel/errors';
import { marksWithout, schemesIn, schemeTitle, segmentsOf, segmentsWithout } from './light-figures';
import { countOf, isAny, type Segment, totalOf } from './segment';
import type { ShareLine } from './share-lines';
import type { ColumnStacks } from './share-stacks';
import type { Column, TrendFigures } from './trend-columns';
import { numberIn, shareIn } from './words';
import type { YearRow } from './year-columns';

/** Stands where nothing is known. */
export const NONE = '–';

const expectedWord: UserMessage = { sv: 'Väntade resultat', en: 'Expected results' };
const sampleWord: UserMessage = { sv: 'Granskade fall', en: 'Cases looked at' };

/** How much was performed and how much deviated. */
export function trendLines(columns: readonly Column[], language: Language): [ShareLine, ShareLine] {
  return [
    {
      mark: {
        symbol: '●',
        word: { sv: 'Genomfört', en: 'Performed' }[language],
        colour: '#1F4E79',
      },
      shares: columns.map(({ known }) => known?.figures.sharePerformed ?? null),
    },
    {
      mark: {
        symbol: '▲',
        word: { sv: 'Avvikelser', en: 'Deviations' }[language],
        colour: '#9C4A00',
      },
      shares: columns.map(({ known }) => known?.figures.deviationRate ?? null),
      dashes: '5 3',
    },
  ];
}

/** The same in numbers, with what they are shares of. */
export function shareRows(columns: readonly Column[], language: Language): YearRow[] {
  const [performed, deviations] = trendLines(columns, language);
  const row = ({ mark, shares }: ShareLine): YearRow => ({
    mark,
    name: mark.word,
    texts: shares.map((share) => (share === null ? NONE : shareIn(language, share))),
  });
  const counts = (name: string, count: (figures: TrendFigures) => number): YearRow => ({
    name,
    texts: columns.map(({ known }) => (known ? numberIn(language, count(known.figures)) : NONE)),
  });
  return [
    row(performed),
    counts(expectedWord[language], ({ expected }) => expected),
    row(deviations),
    counts(sampleWord[language], ({ sample }) => sample),
  ];
}

/** Lights of several schemes stand beside each other in a year, and so does what has none of them. */
export function lightStacks({ known }: Column, language: Language): ColumnStacks {
  if (!known) return { whole: 1, stacks: [] };
  const { figures } = known;
  const stacks = schemesIn([figures]).map((scheme) => segmentsOf(figures, scheme));
  const without = segmentsWithout(figures, language);
  const isOne = stacks.length < 2;
  const all = isOne ? [[...stacks.flat(), ...without]] : [...stacks, without];
  const given = totalOf(stacks.flat()) + totalOf(without);
  return { whole: Math.max(1, given), stacks: all.map((stack) => stack.filter(isAny)) };
}

/** How many got each light of each scheme, and how many none that is known. */
export function lightRows(columns: readonly Column[], language: Language): YearRow[] {
  const schemes = schemesIn(columns.flatMap(({ known }) => known?.figures ?? []));
  const row = (mark: Mark, segments: (figures: TrendFigures) => readonly Segment[]): YearRow => ({
    mark,
    name: mark.word,
    texts: columns.map(({ known }) => {
      if (!known) return NONE;
      const its = segments(known.figures);
      return its.length === 0 ? '' : numberIn(language, countOf(its, mark));
    }),
  });
  const without = marksWithout(language).map((mark) =>
    row(mark, (figures) => segmentsWithout(figures, language)),
  );
  const lights = schemes.flatMap((scheme) => [
    { name: schemeTitle(scheme, language), texts: [], isBold: true },
    ...scheme.levels.map((mark) => row(mark, (figures) => segmentsOf(figures, scheme))),
  ]);
  return [...lights, ...without];
}
