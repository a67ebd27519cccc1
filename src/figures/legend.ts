import type { Mark } from '../documents/report';
import { inkOn } from './contrast';
import { LEFT, type Part, RIGHT, TEXT } from './picture';
import { FAINT, rectangle, textLine } from './shapes';
import { drawSymbol, symbolWidth } from './symbol';
import { linesOf, widthOf } from './text-width';

const LINE = 18;
const ROW = 24;
const GAP = 20;

/** Says what each colour and symbol means, and how many there are of it. */
export function legend(marks: readonly (Mark & { readonly count: string })[]): Part {
  const places: { x: number; y: number; lines: string[]; swatch: number; mark: Mark }[] = [];
  let x = LEFT;
  let y = 0;
  let rowHeight = ROW;
  for (const mark of marks) {
    const swatch = symbolWidth(mark.symbol, TEXT) + 12;
    const room = RIGHT - LEFT - swatch - 6;
    const text = `${mark.word}: ${mark.count}`;
    const lines = linesOf(text, TEXT, room);
    const width = swatch + 6 + Math.min(room, widthOf(text, TEXT));
    if (x > LEFT && x + width > RIGHT) {
      x = LEFT;
      y += rowHeight;
      rowHeight = ROW;
    }
    places.push({ x, y, lines, swatch, mark });
    rowHeight = Math.max(rowHeight, ROW + (lines.length - 1) * LINE);
    x += width + GAP;
  }
  return {
    height: marks.length === 0 ? 0 : y + rowHeight + 8,
    draw: (top) =>
      places
        .map(({ x: left, y: down, lines, swatch, mark: { symbol, colour } }) => {
          const upper = top + down;
          const box = { x: left, y: upper, width: swatch, height: 18, fill: colour, stroke: FAINT };
          return (
            rectangle(box) +
            drawSymbol(symbol, left + 6, upper + 13.5, TEXT, inkOn(colour)) +
            lines
              .map((line, index) =>
                textLine(line, {
                  x: left + swatch + 6,
                  y: upper + 13.5 + index * LINE,
                  size: TEXT,
                }),
              )
              .join('')
          );
        })
        .join(''),
  };
}
