import type { Language, Mark } from '../documents/report';
import type { UserMessage } from '../kernel/errors';
import {
  type LightFigures,
  marksWithout,
  schemesIn,
  schemeTitle,
  segmentsOf,
  segmentsWithout,
} from './light-figures';
import { countOf, isAny, type Segment } from './segment';
import { numberIn } from './words';

/** The lights of a body. */
export interface LightsOfBody extends LightFigures {
  readonly name: string;
}

/** A bar, with what stands below it. */
export interface Row {
  readonly name: string;
  /** None of them empty. */
  readonly segments: readonly Segment[];
  /** How far it has come, which says nothing about how well it went. */
  readonly note: string;
}

/** Bars whose lights are of one scheme. */
export interface Group {
  /** Null when there is only one group. */
  readonly heading: string | null;
  readonly marks: readonly Mark[];
  readonly rows: readonly Row[];
}

/** One for each scheme, and one for those whose lights are of none, or of several. */
export function groupsOf(bodies: readonly LightsOfBody[], language: Language): Group[] {
  const schemes = schemesIn(bodies);
  const isOnlyScheme = schemes.length === 1;
  const rowOf = (body: LightsOfBody, segments: readonly Segment[]): Row => ({
    name: body.name,
    segments: segments.filter(isAny),
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

/** How many of all bars a mark stands for. */
export const countIn = (rows: readonly Row[], mark: Mark): number =>
  countOf(
    rows.flatMap(({ segments }) => segments),
    mark,
  );

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
