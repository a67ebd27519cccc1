import type { Mark } from '../documents/report';

/** So many of one kind, which a mark stands for. */
export interface Segment {
  readonly mark: Mark;
  readonly count: number;
}

/** How many there are in all. */
export const totalOf = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { count }) => sum + count, 0);

/** How many a mark stands for. */
export const countOf = (segments: readonly Segment[], { word }: Mark): number =>
  totalOf(segments.filter(({ mark }) => mark.word === word));
