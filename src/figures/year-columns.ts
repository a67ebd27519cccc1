import type { Mark } from '../documents/report';
import { drawSample, sampleWidth } from './legend';
import { LEFT, LINE, type Part, TEXT, textLines, WIDTH } from './picture';
import { FAINT, straightLine, textLine } from './shapes';
import { linesOf } from './text-width';

const NAMES = 190;
const FIRST = LEFT + NAMES;

/** The columns of a picture over the years. */
export interface YearColumns {
  readonly count: number;
  /** The indexes of those that cannot be compared with the one before. */
  readonly breaks: readonly number[];
}

/** Wide enough for a number in each column. */
export const columnsWidth = (count: number): number => Math.max(WIDTH, FIRST + count * 56 + LEFT);

/** Where a column is. */
export function columnAt(index: number, { count }: YearColumns, right: number) {
  const width = (right - FIRST) / count;
  return { left: FIRST + index * width, middle: FIRST + (index + 0.5) * width, width };
}

/** Dashed lines before the columns that cannot be compared with the one before. */
export const drawBreaks = (
  columns: YearColumns,
  right: number,
  top: number,
  height: number,
): string =>
  columns.breaks
    .map((index) => {
      const { left } = columnAt(index, columns, right);
      return straightLine(left, top, left, top + height, { dashes: '4 3' });
    })
    .join('');

/** A name with a text in each column. */
export interface YearRow {
  readonly name: string;
  readonly mark?: Mark;
  readonly texts: readonly string[];
  readonly isBold?: boolean;
}

/** Draws a row below the columns. */
export const yearRow =
  ({ name, mark, texts, isBold = false }: YearRow, columns: YearColumns) =>
  (right: number): Part => {
    const sample = mark ? sampleWidth(mark) + 6 : 0;
    const lines = linesOf(name, TEXT, NAMES - 8 - sample);
    const height = Math.max(1, lines.length) * LINE + 8;
    return {
      height,
      draw: (top) =>
        [
          straightLine(LEFT, top, right, top, { stroke: '#D9D9D9' }),
          mark ? drawSample(mark, LEFT, top + 3) : '',
          textLines(lines, { x: LEFT + sample, y: top + 16.5, size: TEXT, isBold }),
          ...texts.map((text, index) =>
            textLine(text, {
              x: columnAt(index, columns, right).middle,
              y: top + 16.5,
              size: TEXT,
              anchor: 'middle',
              isBold,
            }),
          ),
          drawBreaks(columns, right, top, height),
        ].join(''),
    };
  };

/** Horizontal lines at 0, 50 and 100 per cent, with what they stand for. */
export const drawScale = (
  labels: readonly [string, string, string],
  { top, height, right }: { readonly top: number; readonly height: number; readonly right: number },
): string =>
  labels
    .map((label, index) => {
      const y = top + height - (index / 2) * height;
      return (
        straightLine(FIRST, y, right, y, { stroke: index === 0 ? FAINT : '#D9D9D9' }) +
        textLine(label, { x: FIRST - 8, y: y + 4, size: 12, anchor: 'end' })
      );
    })
    .join('');
