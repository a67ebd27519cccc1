import type { Mark } from '../documents/report';

/** So many of one kind, which a mark stands for. */
export interface Segment {
  readonly mark: Mark;
  readonly count: number;
}

/** True unless it stands for nothing. */
export const isAny = ({ count }: Segment): boolean => count > 0;

/** How many there are in all. */
export const totalOf = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { count }) => sum + count, 0);

/** How many a mark stands for. */
export const countOf = (segments: readonly Segment[], counted: Mark): number =>
  totalOf(segments.filter(({ mark }) => isSameMark(mark, counted)));

/** True when both look and read the same. */
export const isSameMark = (one: Mark, other: Mark): boolean =>
  one.symbol === other.symbol && one.word === other.word && one.colour === other.colour;
