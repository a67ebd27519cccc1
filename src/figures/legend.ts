import type { Mark } from '../documents/report';
import { inkOn } from './contrast';
import { LEFT, LINE, type Part, TEXT, textLines } from './picture';
import { FAINT, rectangle } from './shapes';
import { drawSymbol, symbolWidth } from './symbol';
import { linesOf, widthOf } from './text-width';

/** A mark, and what there is to say about it. */
export interface LegendEntry {
  readonly mark: Mark;
  readonly text: string;
}

const HEIGHT = 18;
const GAP = 16;

/** How wide the sample of a mark is. */
export const sampleWidth = ({ symbol }: Mark): number => symbolWidth(symbol, TEXT) + 12;

/** The symbol on its colour, from its upper left corner. */
export const drawSample = (mark: Mark, x: number, y: number): string =>
  rectangle({ x, y, width: sampleWidth(mark), height: HEIGHT, fill: mark.colour, stroke: FAINT }) +
  drawSymbol(mark.symbol, x + 6, y + 13.5, TEXT, inkOn(mark.colour));

/** Says what each symbol and colour means, as many beside each other as there is room for. */
export const legend =
  (entries: readonly LegendEntry[]) =>
  (right: number): Part => {
    const drawings: ((top: number) => string)[] = [];
    let x = LEFT;
    let y = 0;
    let height = 0;
    for (const { mark, text } of entries) {
      const words = sampleWidth(mark) + 6;
      const room = right - LEFT - words;
      const lines = linesOf(text, TEXT, room);
      const width = words + Math.min(room, widthOf(text, TEXT));
      if (x > LEFT && x + width > right) {
        x = LEFT;
        y += height;
        height = 0;
      }
      const at = { x, y };
      drawings.push(
        (top) =>
          drawSample(mark, at.x, top + at.y) +
          textLines(lines, { x: at.x + words, y: top + at.y + 13.5, size: TEXT }),
      );
      height = Math.max(height, HEIGHT + 6 + (lines.length - 1) * LINE);
      x += width + GAP;
    }
    return {
      height: y + height + 8,
      draw: (top) => drawings.map((draw) => draw(top)).join(''),
    };
  };
