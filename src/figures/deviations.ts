import type { Language } from '../documents/report';
import type { UserMessage } from '../kernel/errors';
import type { Figure, FigureSubject } from './figure';
import { LEFT, type Part, paragraph, picture, RIGHT, TEXT } from './picture';
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
export function deviationsFigure(data: DeviationsData, language: Language): Figure {
  const say = (words: UserMessage): string => words[language];
  const title = say({ sv: `Andel avvikelser: ${data.about}`, en: `Deviation rate: ${data.about}` });
  if (data.bodies.length === 0) {
    const nothing = say({ sv: 'Det finns inget att visa.', en: 'There is nothing to show.' });
    return picture('deviations', {
      title,
      description: `${nothing} ${data.source}`,
      parts: [paragraph(nothing), paragraph(data.source)],
    });
  }
  const end = endOf(data.bodies);
  const rows = data.bodies.map((body) => ({ ...body, text: textOf(body, language) }));
  return picture('deviations', {
    title,
    description: [...rows.map(({ name, text }) => `${name}: ${text}.`), data.source].join(' '),
    parts: [...rows.map((row) => bar(row, end)), axis(end, language), paragraph(data.source)],
  });
}

function textOf(
  { sample, deviatingCases, deviationRate }: DeviationsOfBody,
  language: Language,
): string {
  if (deviationRate === null) {
    return { sv: 'inte känt, inga fall granskade', en: 'not known, no cases looked at' }[language];
  }
  const [deviating, all] = [deviatingCases, sample].map((count) => numberIn(language, count));
  const rate = shareIn(language, deviationRate);
  return { sv: `${rate}, ${deviating} av ${all}`, en: `${rate}, ${deviating} of ${all}` }[language];
}

const ENDS = [0.05, 0.1, 0.2, 0.5, 1];

/** Where the scale ends: the first of a few whole numbers that the highest share does not pass. */
function endOf(bodies: readonly DeviationsOfBody[]): number {
  const highest = Math.max(0, ...bodies.map(({ deviationRate }) => deviationRate ?? 0));
  return ENDS.find((end) => highest <= end) ?? 1;
}

const NAMES = 190;
const TEXTS = 170;
const LINE = 16;
const BAR = 18;
const FIRST = LEFT + NAMES;
const WIDTH = RIGHT - TEXTS - FIRST;

function bar(
  { name, text, deviationRate }: DeviationsOfBody & { readonly text: string },
  end: number,
): Part {
  const names = linesOf(name, TEXT, NAMES - 12);
  const texts = linesOf(text, TEXT, TEXTS - 10);
  const width = ((deviationRate ?? 0) / end) * WIDTH;
  const isUnknown = deviationRate === null;
  return {
    height: Math.max(BAR, names.length * LINE, texts.length * LINE) + 10,
    draw: (top) =>
      [
        ...names.map((line, index) =>
          textLine(line, {
            x: FIRST - 12,
            y: top + 13.5 + index * LINE,
            size: TEXT,
            anchor: 'end',
          }),
        ),
        isUnknown
          ? rectangle({
              x: FIRST,
              y: top,
              width: WIDTH,
              height: BAR,
              fill: 'none',
              stroke: FAINT,
              dashes: '3 3',
            })
          : rectangle({ x: FIRST, y: top, width, height: BAR, fill: '#1F4E79' }),
        straightLine(FIRST, top - 5, FIRST, top + BAR + 5),
        ...texts.map((line, index) =>
          textLine(line, { x: FIRST + WIDTH + 10, y: top + 13.5 + index * LINE, size: TEXT }),
        ),
      ].join(''),
  };
}

function axis(end: number, language: Language): Part {
  const steps = [0, 0.5, 1];
  return {
    height: 34,
    draw: (top) =>
      [
        straightLine(FIRST, top, FIRST + WIDTH, top),
        ...steps.flatMap((step) => [
          straightLine(FIRST + step * WIDTH, top, FIRST + step * WIDTH, top + 5),
          textLine(shareIn(language, step * end), {
            x: FIRST + step * WIDTH,
            y: top + 19,
            size: 12,
            anchor: 'middle',
          }),
        ]),
      ].join(''),
  };
}
