import type { Language, Mark } from '../documents/report';
import type { UserMessage } from '../kernel/errors';
import type { Figure, FigureSubject } from './figure';
import { legend } from './legend';
import {
  type LightFigures,
  marksWithout,
  schemesIn,
  schemeTitle,
  segmentsOf,
  segmentsWithout,
} from './light-figures';
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
import { countOf, type Segment, totalOf } from './segment';
import { drawStack, stackHeight } from './stack';
import { linesOf } from './text-width';
import { numberIn } from './words';

/** How outcomes are assessed. */
export interface LightsData extends FigureSubject {
  /** In the order that they are to stand in: boards, or whatever else has lights. */
  readonly bodies: readonly LightsOfBody[];
}

/** The lights of a body. */
export interface LightsOfBody extends LightFigures {
  readonly name: string;
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
  return picture('lights', {
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
}

interface Row {
  readonly name: string;
  /** None of them empty. */
  readonly segments: readonly Segment[];
  /** How far it has come, which says nothing about how well it went. */
  readonly note: string;
}

interface Group {
  readonly heading: string | null;
  readonly marks: readonly Mark[];
  readonly rows: readonly Row[];
}

/** One for each scheme, and one for those whose lights are of none, or of several. */
function groupsOf(bodies: readonly LightsOfBody[], language: Language): Group[] {
  const schemes = schemesIn(bodies);
  const isOnlyScheme = schemes.length === 1;
  const rowOf = (body: LightsOfBody, segments: readonly Segment[]): Row => ({
    name: body.name,
    segments: segments.filter(({ count }) => count > 0),
    note: noteOf(body, language),
  });
  const groupOf = (
    heading: string | null,
    levels: readonly Mark[],
    rows: readonly Row[],
  ): Group => ({
    heading,
    marks: [...levels, ...marksWithout(language).filter((mark) => countIn(rows, mark) > 0)],
    rows,
  });
  const groups = schemes.map((scheme) => {
    const its = bodies.filter((body) => isOnlyScheme || segmentsOf(body, scheme).length > 0);
    const rows = its.map((body) => {
      const rest = body.lights.length < 2 ? segmentsWithout(body, language) : [];
      return rowOf(body, [...segmentsOf(body, scheme), ...rest]);
    });
    return groupOf(isOnlyScheme ? null : schemeTitle(scheme, language), scheme.levels, rows);
  });
  const others = isOnlyScheme ? [] : bodies.filter(({ lights }) => lights.length !== 1);
  if (others.length === 0) return groups;
  const rows = others.map((body) => rowOf(body, segmentsWithout(body, language)));
  return [...groups, groupOf(schemes.length === 0 ? null : noLight[language], [], rows)];
}

const noLight: UserMessage = { sv: 'Utan känd bedömning', en: 'Without a known assessment' };

const countIn = (rows: readonly Row[], mark: Mark): number =>
  countOf(
    rows.flatMap(({ segments }) => segments),
    mark,
  );

const entry = (mark: Mark, rows: readonly Row[], language: Language) => ({
  mark,
  text: `${mark.word}: ${numberIn(language, countIn(rows, mark))}`,
});

function noteOf(body: LightFigures, language: Language): string {
  if (body.expected === 0) return noneExpected[language];
  const number = (count: number): string => numberIn(language, count);
  const states: [number, UserMessage][] = [
    [body.unassessed, { sv: 'inte bedömda', en: 'not assessed' }],
    [body.ongoing, { sv: 'pågår', en: 'ongoing' }],
    [body.notPerformed, { sv: 'genomförs inte', en: 'will not be performed' }],
    [body.carriedOver, { sv: 'förs över till nästa år', en: 'carried over to next year' }],
  ];
  const performed = {
    sv: `${number(body.performed)} av ${number(body.expected)} genomförda`,
    en: `${number(body.performed)} of ${number(body.expected)} performed`,
  };
  const told = states.filter(([count]) => count > 0);
  return `${[
    performed[language],
    ...told.map(([count, words]) => `${number(count)} ${words[language]}`),
  ].join(', ')}.`;
}

const noneExpected: UserMessage = {
  sv: 'Inget resultat väntas.',
  en: 'No result is expected.',
};

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
