import type { Language, Mark } from '../documents/report';
import type { Part } from './picture';
import { straightLine } from './shapes';
import { drawSymbol, symbolWidth } from './symbol';
import { scaleIn } from './words';
import { columnAt, drawScale, type YearColumns } from './year-columns';

/** Shares over the years. */
export interface ShareLine {
  readonly mark: Mark;
  /** One for each column, from 0 to 1; null where there is none: a gap stays a gap. */
  readonly shares: readonly (number | null)[];
  /** Lengths of dashes and gaps, to tell it from another line. */
  readonly dashes?: string;
}

const HEIGHT = 120;
const SIZE = 14;

/** Lines through the shares of years beside each other. */
export const shareLines =
  (lines: readonly ShareLine[], columns: YearColumns, language: Language) =>
  (right: number): Part => ({
    height: HEIGHT + 22,
    draw: (top) => {
      const upper = top + 12;
      const drawn = lines.map(({ mark, shares, dashes }) => {
        const points = shares.map((share, index) =>
          share === null
            ? null
            : { x: columnAt(index, columns, right).middle, y: upper + (1 - share) * HEIGHT },
        );
        const strokes = points.map((point, index) => {
          const before = points[index - 1];
          if (!point || !before) return '';
          const style = { stroke: mark.colour, width: 2, dashes };
          return straightLine(before.x, before.y, point.x, point.y, style);
        });
        const symbols = points.map((point) => {
          if (!point) return '';
          const x = point.x - symbolWidth(mark.symbol, SIZE) / 2;
          return drawSymbol(mark.symbol, x, point.y + SIZE * 0.34, SIZE, mark.colour);
        });
        return [...strokes, ...symbols].join('');
      });
      return drawScale(scaleIn(language), { top: upper, height: HEIGHT, right }) + drawn.join('');
    },
  });
