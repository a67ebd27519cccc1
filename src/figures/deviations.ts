import { type Cell, cell, type Language, missing, type Table } from '../documents/report';
import type { UserMessage } from '../kernel/errors';
import type { Figure, FigureSubject } from './figure';
import {
  LEFT,
  LINE,
  nothingToShow,
  type Part,
  paragraph,
  picture,
  saying,
  TEXT,
  textLines,
} from './picture';
import { FAINT, rectangle, straightLine, textLine } from './shapes';
import { linesOf } from './text-width';
import { numberIn, shareIn } from './words';

/** How many of the cases that were looked at deviated, for one body or for several. */
export interface DeviationsData extends FigureSubject {
  /** In the order that they are to stand in. */
  readonly bodies: readonly DeviationsOfBody[];
}

/** The deviations of a body; `Figures` of the API has all of this. */
export interface DeviationsOfBody {
  readonly name: string;
  /** Cases looked at. */
  readonly sample: number;
  readonly deviatingCases: number;
  /** From 0 to 1; null when not known, which is not zero. */
  readonly deviationRate: number | null;
}

/** A bar for each body: the share of the sample that deviated, and how large the sample was. */
export function deviationsFigure(
  { about, source, bodies }: DeviationsData,
  language: Language,
): Figure {
  const title = { sv: `Andel avvikelser: ${about}`, en: `Deviation rate: ${about}` }[language];
  if (bodies.length === 0)
    return saying('deviations', { language, title }, [nothingToShow[language], source]);

  const rows = bodies.map((body) => ({ ...body, text: textOf(body, language) }));
  const end = endOf(bodies);
  const notes = [howCounted[language], source];
  const figure = picture('deviations', {
    language,
    title,
    description: [...rows.map(({ name, text }) => `${name}: ${text}.`), ...notes].join(' '),
    parts: [
      ...rows.map((row) => bar(row, end)),
      scale(end, language),
      ...notes.map((note) => paragraph(note)),
    ],
  });
  return { ...figure, table: tableOf(title, bodies, language) };
}

/** The same as a table. */
function tableOf(caption: string, bodies: readonly DeviationsOfBody[], language: Language): Table {
  const number = (count: number): Cell => cell(numberIn(language, count));
  return {
    caption,
    columns: [
      { title: columnTitles.body[language], width: 3 },
      { title: columnTitles.sample[language], width: 2, isNumber: true },
      { title: columnTitles.deviating[language], width: 2, isNumber: true },
      { title: columnTitles.rate[language], width: 2, isNumber: true },
    ],
    rows: bodies.map(({ name, sample, deviatingCases, deviationRate }) => [
      cell(name),
      ...(deviationRate === null
        ? [cell(), cell(), missing(notKnown[language])]
        : [number(sample), number(deviatingCases), cell(shareIn(language, deviationRate))]),
    ]),
  };
}

const columnTitles = {
  body: { sv: 'Vem', en: 'Who' },
  sample: { sv: 'Granskade fall', en: 'Cases looked at' },
  deviating: { sv: 'Avvikande fall', en: 'Deviating cases' },
  rate: { sv: 'Andel', en: 'Share' },
} as const satisfies Record<string, UserMessage>;

const howCounted: UserMessage = {
  sv: 'Avvikande fall som andel av de granskade, där båda antalen är kända.',
  en: 'Deviating cases as a share of those looked at, where both numbers are known.',
};

function textOf(
  { sample, deviatingCases, deviationRate }: DeviationsOfBody,
  language: Language,
): string {
  if (deviationRate === null) return notKnown[language];
  const [deviating = '', all = ''] = [deviatingCases, sample].map((count) =>
    numberIn(language, count),
  );
  const cases = { sv: `${deviating} av ${all}`, en: `${deviating} of ${all}` }[language];
  return `${shareIn(language, deviationRate)} (${cases})`;
}

const notKnown: UserMessage = { sv: 'Inte känt, inget stickprov', en: 'Not known, no sample' };

const ENDS = [0.05, 0.1, 0.2, 0.5, 1];

/** Where the scale ends: the first of a few round numbers that no share passes. */
function endOf(bodies: readonly DeviationsOfBody[]): number {
  const highest = Math.max(...bodies.map(({ deviationRate }) => deviationRate ?? 0));
  return ENDS.find((end) => highest <= end) ?? 1;
}

const NAMES = 190;
const TEXTS = 150;
const FIRST = LEFT + NAMES;
const BAR = 18;

/** A share that is not known is a dashed frame; one of zero has no bar. */
const bar =
  ({ name, text, deviationRate }: DeviationsOfBody & { readonly text: string }, end: number) =>
  (right: number): Part => {
    const names = linesOf(name, TEXT, NAMES - 12);
    const texts = linesOf(text, TEXT, TEXTS - 10);
    const whole = right - TEXTS - FIRST;
    const height = Math.max(BAR, names.length * LINE, texts.length * LINE) + 10;
    return {
      height,
      draw: (top) => {
        const box = { x: FIRST, y: top, height: BAR };
        return [
          textLines(names, { x: FIRST - 12, y: top + 13.5, size: TEXT, anchor: 'end' }),
          deviationRate === null
            ? rectangle({ ...box, width: whole, fill: 'none', stroke: FAINT, dashes: '3 3' })
            : rectangle({ ...box, width: (deviationRate / end) * whole, fill: '#1F4E79' }),
          straightLine(FIRST, top - 5, FIRST, top + height - 5),
          textLines(texts, { x: FIRST + whole + 10, y: top + 13.5, size: TEXT }),
        ].join('');
      },
    };
  };

const scale =
  (end: number, language: Language) =>
  (right: number): Part => {
    const whole = right - TEXTS - FIRST;
    return {
      height: 34,
      draw: (top) => {
        const steps = [0, 0.5, 1].map((step) => {
          const x = FIRST + step * whole;
          const text = shareIn(language, step * end);
          return (
            straightLine(x, top - 5, x, top) +
            textLine(text, { x, y: top + 14, size: 12, anchor: 'middle' })
          );
        });
        return straightLine(FIRST, top - 5, FIRST + whole, top - 5) + steps.join('');
      },
    };
  };
