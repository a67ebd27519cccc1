import type { Language, Mark } from '../documents/report';
import type { UserMessage } from '../kernel/errors';
import { inkOn } from './contrast';
import type { Figure, FigureSubject } from './figure';
import { legend } from './legend';
import { LEFT, type Part, paragraph, picture, RIGHT, TEXT } from './picture';
import { rectangle, textLine } from './shapes';
import { drawSymbol } from './symbol';
import { fits, linesOf, widthOf } from './text-width';
import { listIn, numberIn } from './words';

/** A cell with more risks than that tells only how many they are. */
const MOST_NUMBERS = 20;

/** Risks by how likely they are and what they lead to. */
export interface RiskMatrixData extends FigureSubject {
  /** Null when the municipality has none. */
  readonly scheme: MatrixScheme | null;
  /** Every cell of the scheme, in any order. */
  readonly cells: readonly MatrixCell[];
  /** The numbers of risks with a value, but without both levels. */
  readonly unplaced: readonly number[];
  /** Of risks that are not assessed, or whose value nobody knows. */
  readonly unknown: readonly number[];
  /** Of risks that were placed by another version of the scheme. */
  readonly otherScheme: readonly number[];
}

/** The axes of a matrix, and its bands, the least serious first. */
export interface MatrixScheme {
  readonly likelihood: MatrixAxis;
  readonly consequence: MatrixAxis;
  readonly bands: readonly Mark[];
}

/** What an axis is called, and its steps. */
export interface MatrixAxis {
  readonly name: string;
  readonly levels: readonly { readonly level: number; readonly word: string }[];
}

/** A place in the matrix. */
export interface MatrixCell {
  readonly likelihood: number;
  readonly consequence: number;
  /** Null where values are set by hand. */
  readonly value: number | null;
  readonly band: Mark;
  /** The numbers of the risks in it. */
  readonly risks: readonly number[];
}

/** The risk matrix: likelihood upwards, consequence to the right. */
export function riskMatrixFigure(data: RiskMatrixData, language: Language): Figure {
  const say = (words: UserMessage): string => words[language];
  const { scheme, cells, source } = data;
  const title = say({ sv: `Riskmatris: ${data.about}`, en: `Risk matrix: ${data.about}` });
  const beside = besideOf(data, language);
  if (!scheme || cells.length === 0) {
    const nothing = say({ sv: 'Det finns ingen riskmatris.', en: 'There is no risk matrix.' });
    const sentences = [nothing, ...beside, source];
    return picture('risk-matrix', {
      title,
      description: sentences.join(' '),
      parts: sentences.map((sentence) => paragraph(sentence)),
    });
  }
  const marks = scheme.bands.map((band) => {
    const count = cells
      .filter((cell) => cell.band.symbol === band.symbol && cell.band.word === band.word)
      .reduce((sum, { risks }) => sum + risks.length, 0);
    return { ...band, count: riskCount(count, language) };
  });
  const grid = gridOf(scheme, cells, language);
  const notes = [...grid.notes, ...beside, source];
  return picture('risk-matrix', {
    title,
    description: descriptionOf(scheme, data, language),
    parts: [grid, legend(marks), ...notes.map((note) => paragraph(note))],
  });
}

const riskCount = (count: number, language: Language): string =>
  language === 'sv'
    ? `${numberIn(language, count)} ${count === 1 ? 'risk' : 'risker'}`
    : `${numberIn(language, count)} ${count === 1 ? 'risk' : 'risks'}`;

const ascending = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

/** `3 risker (1, 4, 9)`. */
function risksIn(numbers: readonly number[], language: Language): string {
  const count = riskCount(numbers.length, language);
  if (numbers.length === 0 || numbers.length > MOST_NUMBERS) return count;
  return `${count} (${ascending(numbers).join(', ')})`;
}

function besideOf(
  { unplaced, unknown, otherScheme }: RiskMatrixData,
  language: Language,
): string[] {
  const places: [readonly number[], UserMessage][] = [
    [
      unplaced,
      {
        sv: 'Har ett värde men ingen plats i matrisen',
        en: 'With a value but without a place in the matrix',
      },
    ],
    [unknown, { sv: 'Värdet är inte känt', en: 'The value is not known' }],
    [
      otherScheme,
      {
        sv: 'Bedömda enligt en annan version av skalan',
        en: 'Assessed under another version of the scheme',
      },
    ],
  ];
  return places
    .filter(([numbers]) => numbers.length > 0)
    .map(([numbers, words]) => `${words[language]}: ${risksIn(numbers, language)}.`);
}

function descriptionOf(
  { likelihood, consequence }: MatrixScheme,
  data: RiskMatrixData,
  language: Language,
): string {
  const { cells, source } = data;
  const taken = cells.filter(({ risks }) => risks.length > 0);
  const axes = [likelihood, consequence].map(
    ({ name, levels }) =>
      `${name}: ${listIn(
        language,
        inOrder(levels).map(({ level, word }) => `${level} ${word}`),
      )}.`,
  );
  const places = taken.map(({ value, band, risks, ...cell }) => {
    const worth =
      value === null
        ? ''
        : `${language === 'sv' ? 'värde' : 'value'} ${numberIn(language, value)}, `;
    const at = `${likelihood.name} ${cell.likelihood}, ${consequence.name} ${cell.consequence}`;
    return `${at} (${worth}${band.symbol} ${band.word}): ${risksIn(risks, language)}.`;
  });
  const empty =
    taken.length === 0
      ? { sv: 'Alla rutor är tomma.', en: 'All cells are empty.' }
      : { sv: 'Övriga rutor är tomma.', en: 'All other cells are empty.' };
  const rest = taken.length === cells.length ? [] : [empty[language]];
  return [...axes, ...places, ...rest, ...besideOf(data, language), source].join(' ');
}

const inOrder = (levels: MatrixAxis['levels']): MatrixAxis['levels'] =>
  [...levels].sort((a, b) => a.level - b.level);

const SMALL = 11.5;
const LABELS = 120;
const LINE = 15;

/** The cells with the names of their levels; `notes` words the levels that have no room beside them. */
function gridOf(
  { likelihood, consequence }: MatrixScheme,
  cells: readonly MatrixCell[],
  language: Language,
): Part & { readonly notes: readonly string[] } {
  const rows = inOrder(likelihood.levels).toReversed();
  const columns = inOrder(consequence.levels);
  const left = LEFT + LABELS;
  const width = (RIGHT - left) / columns.length;
  const worded = ({ level, word }: { level: number; word: string }): string => `${level} ${word}`;
  const rowsFit = rows.every((row) => fits(worded(row), TEXT, LABELS - 8, 3));
  const columnsFit = columns.every((column) => fits(worded(column), TEXT, width - 6, 3));
  const rowLabel = (row: { level: number; word: string }): string[] =>
    rowsFit ? linesOf(worded(row), TEXT, LABELS - 8) : [String(row.level)];
  const columnLabel = (column: { level: number; word: string }): string[] =>
    columnsFit ? linesOf(worded(column), TEXT, width - 6) : [String(column.level)];

  const cellAt = (row: number, column: number): MatrixCell | undefined =>
    cells.find((cell) => cell.likelihood === row && cell.consequence === column);
  const linesIn = ({ risks }: MatrixCell): string[] => numbersIn(risks, width - 10);
  const heights = rows.map((row) =>
    Math.max(
      rowLabel(row).length * LINE + 12,
      ...columns.map((column) => {
        const cell = cellAt(row.level, column.level);
        return cell && cell.risks.length > 0 ? 46 + linesIn(cell).length * LINE : 46;
      }),
    ),
  );
  const tops = heights.map((_, index) =>
    heights.slice(0, index).reduce((sum, each) => sum + each, 0),
  );
  const gridHeight = heights.reduce((sum, each) => sum + each, 0);
  const namesHeight = Math.max(...columns.map((column) => columnLabel(column).length)) * LINE + 8;
  const AXIS = 22;

  const drawCell = (cell: MatrixCell, x: number, y: number, height: number): string => {
    const { band, value, risks } = cell;
    const ink = inkOn(band.colour);
    const count = risks.length === 0 ? '' : numberIn(language, risks.length);
    return [
      rectangle({ x, y, width, height, fill: band.colour, stroke: '#FFFFFF' }),
      drawSymbol(band.symbol, x + 5, y + 16, SMALL, ink),
      value === null
        ? ''
        : textLine(numberIn(language, value), {
            x: x + width - 5,
            y: y + 16,
            size: SMALL,
            anchor: 'end',
            ink,
          }),
      textLine(count, {
        x: x + width / 2,
        y: y + 34,
        size: 16,
        anchor: 'middle',
        isBold: true,
        ink,
      }),
      ...linesIn(cell).map((line, index) =>
        textLine(line, {
          x: x + width / 2,
          y: y + 50 + index * LINE,
          size: SMALL,
          anchor: 'middle',
          ink,
        }),
      ),
    ].join('');
  };

  return {
    notes: [
      ...(rowsFit ? [] : [`${likelihood.name}: ${listIn(language, rows.map(worded).reverse())}.`]),
      ...(columnsFit ? [] : [`${consequence.name}: ${listIn(language, columns.map(worded))}.`]),
    ],
    height: AXIS + gridHeight + namesHeight + AXIS + 8,
    draw: (top) => {
      const gridTop = top + AXIS;
      const names = gridTop + gridHeight;
      return [
        textLine(`${likelihood.name} ↑`, { x: LEFT, y: top + 13, size: TEXT, isBold: true }),
        ...rows.flatMap((row, index) => {
          const y = gridTop + (tops[index] ?? 0);
          const height = heights[index] ?? 0;
          const label = rowLabel(row);
          const first = y + height / 2 - ((label.length - 1) * LINE) / 2 + 4.5;
          return [
            ...label.map((line, at) =>
              textLine(line, { x: left - 8, y: first + at * LINE, size: TEXT, anchor: 'end' }),
            ),
            ...columns.map((column, at) => {
              const cell = cellAt(row.level, column.level);
              return cell ? drawCell(cell, left + at * width, y, height) : '';
            }),
          ];
        }),
        ...columns.flatMap((column, at) =>
          columnLabel(column).map((line, index) =>
            textLine(line, {
              x: left + (at + 0.5) * width,
              y: names + 16 + index * LINE,
              size: TEXT,
              anchor: 'middle',
            }),
          ),
        ),
        textLine(`${consequence.name} →`, {
          x: RIGHT,
          y: names + namesHeight + 14,
          size: TEXT,
          anchor: 'end',
          isBold: true,
        }),
      ].join('');
    },
  };
}

function numbersIn(risks: readonly number[], room: number): string[] {
  if (risks.length > MOST_NUMBERS) return [];
  return linesOf(ascending(risks).join(', '), SMALL, Math.max(room, widthOf('0000,', SMALL)));
}
