import type { Language, Mark } from '../documents/report';
import type { UserMessage } from '../kernel/errors';
import type { Figure, FigureSubject } from './figure';
import {
  type LightFigures,
  type LightScheme,
  marksWithout,
  schemesIn,
  schemeTitle,
  segmentsOf,
  segmentsWithout,
} from './light-figures';
import { nothingToShow, paragraph, picture, saying } from './picture';
import { countOf, type Segment, totalOf } from './segment';
import { type ShareLine, shareLines } from './share-lines';
import { type ColumnStacks, shareStacks } from './share-stacks';
import { listIn, numberIn, shareIn } from './words';
import { columnsWidth, type YearRow, yearRow } from './year-columns';

/** The same things over the years. */
export interface TrendData extends FigureSubject {
  /** In any order; a year that is left out is a gap. */
  readonly years: readonly TrendYear[];
}

/** A year; `ComparedYear` of the API has all of this. */
export interface TrendYear {
  readonly year: number;
  /** What the lights of the year belong to: years with different ones cannot be compared. */
  readonly schemes: readonly LightScheme[];
  readonly figures: TrendFigures;
}

/** What is followed over the years. */
export interface TrendFigures extends LightFigures {
  /** From 0 to 1; null when nothing was expected. */
  readonly sharePerformed: number | null;
  readonly sample: number;
  readonly deviatingCases: number;
  /** From 0 to 1; null when nothing was looked at. */
  readonly deviationRate: number | null;
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
      shareLines(linesOf(all, language), comparable, language),
      ...[names, ...shareRows(all, language)].map((row) => yearRow(row, comparable)),
      space,
      paragraph(lightsTitle[language], { isBold: true }),
      shareStacks(
        all.map((column) => stacksOf(column, language)),
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
const expectedWord: UserMessage = { sv: 'Väntade resultat', en: 'Expected results' };
const sampleWord: UserMessage = { sv: 'Granskade fall', en: 'Cases looked at' };
const space = () => ({ height: 14, draw: () => '' });

interface Column {
  readonly year: number;
  /** Null for a gap. */
  readonly known: TrendYear | null;
}

function withGaps(years: readonly TrendYear[]): Column[] {
  const first = Math.min(...years.map(({ year }) => year));
  const last = Math.max(...years.map(({ year }) => year));
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const year = first + index;
    return { year, known: years.find((known) => known.year === year) ?? null };
  });
}

/** Where a year has other schemes than the latest one before it that has any. */
function breaksIn(columns: readonly Column[]): number[] {
  const schemes = columns.map(({ known }) =>
    (known?.schemes ?? [])
      .map(({ number }) => number)
      .toSorted()
      .join(),
  );
  return schemes.flatMap((now, index) => {
    const before = schemes.slice(0, index).findLast((each) => each !== '');
    return now === '' || before === undefined || now === before ? [] : [index];
  });
}

function breakNotes(years: readonly string[], language: Language): string[] {
  if (years.length === 0) return [];
  const from = listIn(language, years);
  const note = {
    sv: `En streckad linje visar att skalan byttes (från ${from}): bedömningar före och efter den kan inte jämföras.`,
    en: `A dashed line shows that the scheme changed (from ${from}): assessments before and after it cannot be compared.`,
  };
  return [note[language]];
}

function linesOf(columns: readonly Column[], language: Language): [ShareLine, ShareLine] {
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

function shareRows(columns: readonly Column[], language: Language): YearRow[] {
  const [performed, deviations] = linesOf(columns, language);
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

const NONE = '–';

/** Lights of several schemes stand beside each other in a year, and so does what has none of them. */
function stacksOf({ known }: Column, language: Language): ColumnStacks {
  if (!known) return { whole: 1, stacks: [] };
  const { figures } = known;
  const stacks = schemesIn([figures]).map((scheme) => segmentsOf(figures, scheme));
  const without = segmentsWithout(figures, language);
  const isOne = stacks.length < 2;
  const all = isOne ? [[...stacks.flat(), ...without]] : [...stacks, without];
  const given = totalOf(stacks.flat()) + totalOf(without);
  return { whole: Math.max(1, given), stacks: all.map((stack) => stack.filter(hasAny)) };
}

const hasAny = ({ count }: Segment): boolean => count > 0;

function lightRows(columns: readonly Column[], language: Language): YearRow[] {
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
  const without = segmentsWithout(figures, language).filter(hasAny);
  const rest = without.length === 0 ? [] : [`${counted(without)}.`];
  return [`${year}. ${shares.join(', ')}.`, ...lights, ...rest].join(' ');
}

const notKnown: UserMessage = { sv: 'inte känt', en: 'not known' };
