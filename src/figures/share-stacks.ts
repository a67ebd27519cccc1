import type { Language } from '../documents/report';
import { inkOn } from './contrast';
import type { Part } from './picture';
import type { Segment } from './segment';
import { FAINT, rectangle } from './shapes';
import { drawSymbol, symbolWidth } from './symbol';
import { scaleIn } from './words';
import { columnAt, drawBreaks, drawScale, type YearColumns } from './year-columns';

/** What stands in a column: stacks beside each other, which nobody adds up. */
export interface ColumnStacks {
  /** How many the whole height stands for. */
  readonly whole: number;
  readonly stacks: readonly (readonly Segment[])[];
}

const HEIGHT = 140;
const WIDEST = 48;
const LARGEST = 12;
const SMALLEST = 7;

/** Stacks of shares over the years, the best at the bottom. */
export const shareStacks =
  (all: readonly ColumnStacks[], columns: YearColumns, language: Language) =>
  (right: number): Part => ({
    height: HEIGHT + 22,
    draw: (top) => {
      const upper = top + 12;
      const drawn = all.flatMap(({ whole, stacks }, index) => {
        const { middle, width: room } = columnAt(index, columns, right);
        const width = Math.min(WIDEST, (room - 8) / stacks.length);
        return stacks.map((segments, at) => {
          const x = middle + (at - stacks.length / 2) * width;
          return drawStack(segments, { x, width, bottom: upper + HEIGHT, whole });
        });
      });
      return [
        drawScale(scaleIn(language), { top: upper, height: HEIGHT, right }),
        ...drawn,
        drawBreaks(columns, right, top, HEIGHT + 22),
      ].join('');
    },
  });

interface Place {
  readonly x: number;
  readonly width: number;
  readonly bottom: number;
  readonly whole: number;
}

/** The symbol stands in a segment where it has room; how many there are stands in the table below. */
function drawStack(segments: readonly Segment[], { x, width, bottom, whole }: Place): string {
  let y = bottom;
  return segments
    .map(({ mark, count }) => {
      const height = (count / whole) * HEIGHT;
      y -= height;
      const box = rectangle({ x, y, width, height, fill: mark.colour, stroke: FAINT });
      const size = Math.min(LARGEST, height - 3);
      const symbol = symbolWidth(mark.symbol, size);
      if (size < SMALLEST || symbol > width - 4) return box;
      const middle = y + height / 2 + size * 0.34;
      return (
        box + drawSymbol(mark.symbol, x + (width - symbol) / 2, middle, size, inkOn(mark.colour))
      );
    })
    .join('');
}
