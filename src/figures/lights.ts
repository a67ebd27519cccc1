import type { Language, Mark } from '../documents/report';
import type { Figure, FigureSubject } from './figure';
import { legend } from './legend';
import { countIn, type Group, groupsOf, type LightsOfBody, type Row } from './light-groups';
import { lightsTable } from './lights-table';
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
import { totalOf } from './segment';
import { drawStack, stackHeight } from './stack';
import { linesOf } from './text-width';
import { numberIn } from './words';

/** How outcomes are assessed. */
export interface LightsData extends FigureSubject {
  /** In the order that they are to stand in: boards, or whatever else has lights. */
  readonly bodies: readonly LightsOfBody[];
}

/** A stacked bar of lights for each body; lights of different schemes stand apart. */
export function lightsFigure({ about, source, bodies }: LightsData, language: Language): Figure {
  const title = { sv: `Bedömningar: ${about}`, en: `Assessments: ${about}` }[language];
  if (bodies.length === 0)
    return saying('lights', { language, title }, [nothingToShow[language], source]);

  const groups = groupsOf(bodies, language);
  const most = Math.max(
    ...groups.flatMap(({ rows }) => rows.map(({ segments }) => totalOf(segments))),
  );
  const figure = picture('lights', {
    language,
    title,
    description: [...groups.map((group) => inWords(group, language)), source].join(' '),
    parts: [
      ...groups.flatMap(({ heading, marks, rows }) => [
        ...(heading === null ? [] : [paragraph(heading, { isBold: true })]),
        legend(marks.map((mark) => entry(mark, rows, language))),
        ...rows.map((row) => bar(row, most, language)),
      ]),
      paragraph(source),
    ],
  });
  return { ...figure, table: lightsTable(title, groups, language) };
}

const entry = (mark: Mark, rows: readonly Row[], language: Language) => ({
  mark,
  text: `${mark.word}: ${numberIn(language, countIn(rows, mark))}`,
});

function inWords({ heading, rows }: Group, language: Language): string {
  const sentences = rows.map(({ name, segments, note }) => {
    const counts = segments.map(
      ({ mark, count }) => `${numberIn(language, count)} ${mark.symbol} ${mark.word}`,
    );
    const lights = counts.length === 0 ? '' : ` ${counts.join(', ')}.`;
    return `${name}:${lights} ${note}`;
  });
  return [...(heading === null ? [] : [`${heading}.`]), ...sentences].join(' ');
}

const NAMES = 190;
const FIRST = LEFT + NAMES;
const NOTE = 12;

const bar =
  ({ name, segments, note }: Row, most: number, language: Language) =>
  (right: number): Part => {
    const names = linesOf(name, TEXT, NAMES - 12);
    const notes = linesOf(note, NOTE, right - FIRST);
    const stack = { x: FIRST, width: right - FIRST, segments, most, language };
    const barHeight = stackHeight(stack);
    return {
      height: Math.max(names.length * LINE, barHeight + notes.length * LINE) + 8,
      draw: (top) =>
        [
          textLines(names, { x: FIRST - 12, y: top + 15, size: TEXT, anchor: 'end' }),
          drawStack(stack, top),
          textLines(notes, { x: FIRST, y: top + barHeight + 12, size: NOTE }),
        ].join(''),
    };
  };
