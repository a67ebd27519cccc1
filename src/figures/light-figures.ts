import type { Language, Mark } from '../documents/report';
import type { Segment } from './segment';

/** How many items got which light, and in which state they are; `Figures` of the API has all of this. */
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

/** Every scheme that somebody got lights of, the first version first, with its lights. */
export function schemesIn(
  all: readonly LightFigures[],
): (LightScheme & { readonly levels: readonly Mark[] })[] {
  const schemes = new Map(
    all.flatMap(({ lights }) =>
      lights.map(({ scheme, counts }) => {
        const levels = counts.map(({ level }) => level);
        return [scheme.number, { ...scheme, levels }] as const;
      }),
    ),
  );
  return [...schemes.values()].sort((one, other) => one.number - other.number);
}

/** `Skala 2: Riskbedömning 2026`. */
export const schemeTitle = ({ number, name }: LightScheme, language: Language): string =>
  `${{ sv: 'Skala', en: 'Scheme' }[language]} ${number}: ${name}`;

/** How many got each light of a scheme; none when nobody got any of it. */
export const segmentsOf = ({ lights }: LightFigures, { number }: LightScheme): Segment[] =>
  (lights.find(({ scheme }) => scheme.number === number)?.counts ?? []).map(({ level, count }) => ({
    mark: level,
    count,
  }));

/** The expected items of which no light is known, by whether somebody has assessed them. */
export function segmentsWithout(figures: LightFigures, language: Language): Segment[] {
  const { expected, unknownLevel, lights } = figures;
  const known = lights.flatMap(({ counts }) => counts).reduce((sum, { count }) => sum + count, 0);
  const [unknown, none] = marksWithout(language);
  return [
    { mark: unknown, count: unknownLevel },
    { mark: none, count: Math.max(0, expected - known - unknownLevel) },
  ];
}

/** What stands for a light that nobody knows, and for none. */
export const marksWithout = (language: Language): readonly [Mark, Mark] => [
  {
    symbol: '?',
    word: { sv: 'Bedömd, nivån är inte känd', en: 'Assessed, level not known' }[language],
    colour: '#D9D9D9',
  },
  {
    symbol: '–',
    word: { sv: 'Utan bedömning', en: 'Without an assessment' }[language],
    colour: '#FFFFFF',
  },
];
