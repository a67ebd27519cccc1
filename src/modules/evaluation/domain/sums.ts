import type { Fault, UserMessage } from '../../../kernel/errors';

/** What was reached of what could be; null is unknown, which is not zero. */
export interface Score {
  readonly achieved: number | null;
  readonly max: number | null;
}

/** What an evaluation adds up to, area by area. An area need not be divided further. */
export interface Scores {
  readonly total: number | null;
  readonly max: number | null;
  readonly areas: readonly (Score & { readonly subAreas: readonly Score[] })[];
}

/**
 * Where a figure is another than its parts add up to: sub-areas to their area, areas to the whole. It
 * is never guessed which of the two is right. Where a figure or one of its parts is unknown, or where
 * there are no parts, there is nothing to compare.
 */
export function sumFaults({ total, max, areas }: Scores): Fault[] {
  const withinAreas = areas.flatMap(({ subAreas, ...area }, index) =>
    (['achieved', 'max'] as const).flatMap((figure) =>
      faultOf(`areas.${index}.${figure}`, area[figure], figuresOf(subAreas, figure), subAreaWords),
    ),
  );
  return [
    ...withinAreas,
    ...faultOf('total', total, figuresOf(areas, 'achieved'), areaWords),
    ...faultOf('max', max, figuresOf(areas, 'max'), areaWords),
  ];
}

/** The sum of parts; null when one of them is unknown, or when there are none. */
export function sumOf(parts: readonly (number | null)[]): number | null {
  const known = parts.filter((part) => part !== null);
  if (known.length < parts.length || parts.length === 0) return null;
  return known.reduce((sum, part) => sum + part, 0);
}

const subAreaWords: UserMessage = { sv: 'delområdena', en: 'the sub-areas' };
const areaWords: UserMessage = { sv: 'områdena', en: 'the areas' };

const figuresOf = (scores: readonly Score[], figure: keyof Score): (number | null)[] =>
  scores.map((score) => score[figure]);

function faultOf(
  field: string,
  whole: number | null,
  parts: readonly (number | null)[],
  words: UserMessage,
): Fault[] {
  const sum = sumOf(parts);
  if (whole === null || sum === null || whole === sum) return [];
  const rule = {
    sv: `är ${whole}, men ${words.sv} summerar till ${sum}`,
    en: `is ${whole}, but ${words.en} add up to ${sum}`,
  };
  return [{ field, rule }];
}
