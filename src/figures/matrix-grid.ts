import type { Language } from '../documents/report';
import { inkOn } from './contrast';
import type { MatrixAxis, MatrixCell, MatrixLevel, MatrixScheme } from './matrix';
import { LEFT, LINE, type Part, paragraph, TEXT, textLines, WIDTH } from './picture';
import { rectangle, textLine } from './shapes';
import { drawSymbol, symbolWidth } from './symbol';
import { fits, linesOf, widthOf } from './text-width';
import { listIn, numberIn } from './words';

/** A cell with what stands in it. */
export interface DrawnCell extends MatrixCell {
  readonly count: string;
  /** Null when they are too many. */
  readonly numbers: readonly number[] | null;
}

const SMALL = 12;
const NAMES = 120;
const FIRST = LEFT + NAMES;
const AXIS = 24;
const EMPTY_CELL = 46;
const CELL_MARGIN = 5;

/** Wide enough for three numbers beside each other in every cell. */
export const gridWidth = ({ consequence }: MatrixScheme): number =>
  Math.max(WIDTH, FIRST + LEFT + 84 * consequence.levels.length);

/** The cells between their axes; levels whose words have no room there are worded below. */
export function matrixGrid(
  scheme: MatrixScheme,
  cells: readonly DrawnCell[],
  language: Language,
): ((right: number) => Part)[] {
  const { likelihood, consequence } = scheme;
  const width = (gridWidth(scheme) - LEFT - FIRST) / consequence.levels.length;
  const down = namesOf(likelihood, NAMES - 12);
  const along = namesOf(consequence, width - 8);
  const wordedBelow = [
    ...(down.areWords ? [] : [likelihood]),
    ...(along.areWords ? [] : [consequence]),
  ];
  const rows = likelihood.levels.toReversed().map(({ level }) => {
    const ofRow = cells.filter((cell) => cell.likelihood === level);
    const names = down.of(level);
    const heights = ofRow.map((cell) => EMPTY_CELL + numberLines(cell, width).length * LINE);
    return { ofRow, names, height: Math.max(names.length * LINE + 12, ...heights) };
  });
  const gridHeight = rows.reduce((sum, { height }) => sum + height, 0);
  const most = Math.max(...consequence.levels.map(({ level }) => along.of(level).length));
  const namesHeight = most * LINE + 8;

  const grid: Part = {
    height: AXIS + gridHeight + namesHeight + AXIS,
    draw: (top) => {
      let y = top + AXIS;
      const drawnRows = rows.map(({ ofRow, names, height }) => {
        const middle = y + height / 2 - ((names.length - 1) * LINE) / 2 + 4.5;
        const drawn = [
          textLines(names, { x: FIRST - 8, y: middle, size: TEXT, anchor: 'end' }),
          ...ofRow.map((cell) => {
            const x = FIRST + (cell.consequence - 1) * width;
            return drawCell(cell, { x, y, width, height }, language);
          }),
        ];
        y += height;
        return drawn.join('');
      });
      const drawnNames = consequence.levels.map(({ level }) => {
        const x = FIRST + (level - 0.5) * width;
        return textLines(along.of(level), { x, y: y + 16, size: TEXT, anchor: 'middle' });
      });
      const end = { x: FIRST + consequence.levels.length * width, y: y + namesHeight + 14 };
      return [
        textLine(`${likelihood.name} ↑`, { x: LEFT, y: top + 13, size: TEXT, isBold: true }),
        ...drawnRows,
        ...drawnNames,
        textLine(`${consequence.name} →`, { ...end, size: TEXT, anchor: 'end', isBold: true }),
      ].join('');
    },
  };
  return [() => grid, ...wordedBelow.map((axis) => paragraph(wordsOf(axis, language)))];
}

const numberAndWord = ({ level, word }: MatrixLevel): string => `${level} ${word}`;

const wordsOf = ({ name, levels }: MatrixAxis, language: Language): string =>
  `${name}: ${listIn(language, levels.map(numberAndWord))}.`;

/** The levels by number and word where every word has room, else all by number alone. */
function namesOf({ levels }: MatrixAxis, room: number) {
  const areWords = levels.every((level) => fits(numberAndWord(level), TEXT, room, 3));
  const names = new Map(
    levels.map((level) => [
      level.level,
      areWords ? linesOf(numberAndWord(level), TEXT, room) : [String(level.level)],
    ]),
  );
  return { areWords, of: (level: number): readonly string[] => names.get(level) ?? [] };
}

const numberLines = ({ numbers }: DrawnCell, width: number): string[] =>
  numbers === null ? [] : linesOf(numbers.join(', '), SMALL, width - 2 * CELL_MARGIN);

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function drawCell(cell: DrawnCell, box: Box, language: Language): string {
  const { x, y, width } = box;
  const { colour, symbol } = cell.band;
  const ink = inkOn(colour);
  const top = { y: y + 16, size: SMALL, ink };
  const middle = { x: x + width / 2, anchor: 'middle', ink } as const;
  const value = cell.value === null ? '' : numberIn(language, cell.value);
  const room = width - 3 * CELL_MARGIN - widthOf(value, SMALL);
  const size = Math.min(SMALL, (SMALL * room) / symbolWidth(symbol, SMALL));
  const drawn = [
    rectangle({ ...box, fill: colour, stroke: '#FFFFFF' }),
    drawSymbol(symbol, x + CELL_MARGIN, top.y, size, ink),
    textLine(value, { ...top, x: x + width - CELL_MARGIN, anchor: 'end' }),
  ];
  if (cell.risks.length === 0) return drawn.join('');
  return [
    ...drawn,
    textLine(cell.count, { ...middle, y: y + 33, size: 16, isBold: true }),
    textLines(numberLines(cell, width), { ...middle, y: y + 50, size: SMALL }),
  ].join('');
}
