import type { Language, Mark } from '../documents/report';
import type { UserMessage } from '../kernel/errors';
import type { Figure, FigureSubject } from './figure';
import { legend } from './legend';
import { LEFT, type Part, paragraph, picture, RIGHT, TEXT } from './picture';
import { textLine } from './shapes';
import { drawStack, type Segment, stackHeight } from './stack';
import { linesOf } from './text-width';
import { numberIn } from './words';

/** How the outcome of controls is assessed, for one body or for several. */
export interface LightsData extends FigureSubject {
  /** In the order that they are to stand in. */
  readonly bodies: readonly LightsOfBody[];
}

/** The lights of a body; `Figures` of the API has all of this. */
export interface LightsOfBody extends LightFigures {
  readonly name: string;
}

/** How many items got which light, and how many of those without are in which state. */
export interface LightFigures {
  /** Items of which a result is expected. */
  readonly expected: number;
  /** Apart for each scheme. */
  readonly lights: readonly SchemeLights[];
  /** Items with a light whose level nobody knows. */
  readonly unknownLevel: number;
  readonly performed: number;
  /** Performed items that nobody has assessed. */
  readonly unassessed: number;
  readonly ongoing: number;
  readonly notPerformed: number;
  readonly carriedOver: number;
}

/** The lights of one version of the scheme, the best first. */
export interface SchemeLights {
  readonly scheme: LightScheme;
  readonly counts: readonly { readonly level: Mark; readonly count: number }[];
}

/** A version of the scheme that lights belong to. */
export interface LightScheme {
  readonly number: number;
  readonly name: string;
}

/** A stacked bar of lights for each body; lights of different schemes stand apart. */
export function lightsFigure(data: LightsData, language: Language): Figure {
  const say = (words: UserMessage): string => words[language];
  const title = say({ sv: `Bedömningar: ${data.about}`, en: `Assessments: ${data.about}` });
  const groups = groupsOf(data.bodies, language);
  if (groups.length === 0) {
    const nothing = say({ sv: 'Det finns inget att visa.', en: 'There is nothing to show.' });
    return picture('lights', {
      title,
      description: `${nothing} ${data.source}`,
      parts: [paragraph(nothing), paragraph(data.source)],
    });
  }
  const description = groups.flatMap(({ heading, rows }) => [
    ...(heading === null ? [] : [heading]),
    ...rows.map(
      ({ name, segments, note }) =>
        `${name}: ${segments.map(({ mark, count }) => `${numberIn(language, count)} ${mark.symbol} ${mark.word}`).join(', ')}. ${note}`,
    ),
  ]);
  return picture('lights', {
    title,
    description: [...description, data.source].join(' '),
    parts: [
      ...groups.flatMap(({ heading, rows, marks }) => [
        ...(heading === null ? [] : [paragraph(heading, { isBold: true })]),
        legend(marks.map((mark) => ({ ...mark, count: numberIn(language, countOf(rows, mark)) }))),
        ...rows.map((row) => bar(row, Math.max(...rows.map(total)), language)),
      ]),
      paragraph(data.source),
    ],
  });
}

interface Row {
  readonly name: string;
  readonly segments: readonly Segment[];
  readonly note: string;
}

interface Group {
  readonly heading: string | null;
  readonly marks: readonly Mark[];
  readonly rows: readonly Row[];
}

const total = ({ segments }: Row): number => segments.reduce((sum, { count }) => sum + count, 0);

const isSame = (one: Mark, other: Mark): boolean =>
  one.symbol === other.symbol && one.word === other.word;

const countOf = (rows: readonly Row[], mark: Mark): number =>
  rows
    .flatMap(({ segments }) => segments)
    .filter((segment) => isSame(segment.mark, mark))
    .reduce((sum, { count }) => sum + count, 0);

/** One group for each scheme, and one for what has a light of none. */
function groupsOf(bodies: readonly LightsOfBody[], language: Language): Group[] {
  const schemes = new Map(
    bodies.flatMap(({ lights }) => lights.map(({ scheme }) => [scheme.number, scheme] as const)),
  );
  const numbers = [...schemes.keys()].sort((a, b) => a - b);
  const groups = numbers.map((number): Group => {
    const ofScheme = bodies.flatMap((body) => {
      const lights = body.lights.find(({ scheme }) => scheme.number === number);
      const isOnly = numbers.length === 1 || body.lights.length === 1;
      if (!lights && !(numbers.length === 1)) return [];
      return [{ body, counts: lights?.counts ?? [], isOnly }];
    });
    const { name } = schemes.get(number) ?? { name: '' };
    const levels = ofScheme.find(({ counts }) => counts.length > 0)?.counts ?? [];
    return {
      heading:
        numbers.length === 1
          ? null
          : { sv: `Skala ${number}: ${name}.`, en: `Scheme ${number}: ${name}.` }[language],
      marks: [...levels.map(({ level }) => level), ...others(language)],
      rows: ofScheme.map(({ body, counts, isOnly }) => ({
        name: body.name,
        segments: [
          ...counts.map(({ level, count }) => ({ mark: level, count })),
          ...(isOnly ? withoutLevel(body, language) : []),
        ].filter(({ count }) => count > 0),
        note: noteOf(body, language),
      })),
    };
  });
  const apart = numbers.length === 1 ? [] : bodies.filter(({ lights }) => lights.length !== 1);
  if (apart.length === 0) return groups;
  return [
    ...groups,
    {
      heading:
        numbers.length === 0
          ? null
          : { sv: 'Utan känd bedömning.', en: 'Without a known assessment.' }[language],
      marks: others(language),
      rows: apart.map((body) => ({
        name: body.name,
        segments: withoutLevel(body, language).filter(({ count }) => count > 0),
        note: noteOf(body, language),
      })),
    },
  ];
}

const unknownMark = (language: Language): Mark => ({
  symbol: '?',
  word: { sv: 'Bedömd, nivån okänd', en: 'Assessed, level unknown' }[language],
  colour: '#D9D9D9',
});

const noneMark = (language: Language): Mark => ({
  symbol: '–',
  word: { sv: 'Utan bedömning', en: 'Without an assessment' }[language],
  colour: '#FFFFFF',
});

const others = (language: Language): Mark[] => [unknownMark(language), noneMark(language)];

function withoutLevel(body: LightsOfBody, language: Language): Segment[] {
  const known = body.lights
    .flatMap(({ counts }) => counts)
    .reduce((sum, { count }) => sum + count, 0);
  const none = Math.max(0, body.expected - known - body.unknownLevel);
  return [
    { mark: unknownMark(language), count: body.unknownLevel },
    { mark: noneMark(language), count: none },
  ];
}

/** How far the items have come, which says nothing about how well it went. */
function noteOf(body: LightFigures, language: Language): string {
  const number = (count: number): string => numberIn(language, count);
  const performed = {
    sv: `${number(body.performed)} av ${number(body.expected)} genomförda`,
    en: `${number(body.performed)} of ${number(body.expected)} performed`,
  };
  const states: [number, UserMessage][] = [
    [body.unassessed, { sv: 'ej bedömda', en: 'not assessed' }],
    [body.ongoing, { sv: 'pågår', en: 'ongoing' }],
    [body.notPerformed, { sv: 'genomförs inte', en: 'will not be performed' }],
    [body.carriedOver, { sv: 'överförda till nästa år', en: 'carried over to next year' }],
  ];
  const told = states
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${number(count)} ${words[language]}`);
  return `${[performed[language], ...told].join(', ')}.`;
}

const NAMES = 190;
const LINE = 16;
const NOTE = 11.5;

function bar({ name, segments, note }: Row, most: number, language: Language): Part {
  const left = LEFT + NAMES;
  const names = linesOf(name, TEXT, NAMES - 12);
  const notes = linesOf(note, NOTE, RIGHT - left);
  const stack = { x: left, width: RIGHT - left, segments, most, language };
  const high = stackHeight(stack);
  const height = Math.max(names.length * LINE, high + notes.length * LINE) + 12;
  return {
    height,
    draw: (top) =>
      [
        ...names.map((line, index) =>
          textLine(line, { x: left - 12, y: top + 14 + index * LINE, size: TEXT, anchor: 'end' }),
        ),
        drawStack(stack, top),
        ...notes.map((line, index) =>
          textLine(line, { x: left, y: top + high + 12 + index * LINE, size: NOTE }),
        ),
      ].join(''),
  };
}
