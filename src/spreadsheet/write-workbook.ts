import { type Cell, type CellStyle, type CellValue, rangeRef, writeXlsx } from 'hucre/xlsx';
import { inkOn } from '../figures/contrast';
import { LONGEST_TEXT } from './sheet';

/** An Excel file (.xlsx) to be written. */
export interface Workbook {
  readonly title: string;
  readonly author: string;
  readonly sheets: readonly WorkbookSheet[];
  /** What stands at the top of every printed page; empty for nothing. */
  readonly pageHeader: string;
  /** What stands at the foot of every printed page. */
  readonly pageFooter: string;
}

/** A sheet of it. */
export interface WorkbookSheet {
  /** At most 31 characters, other than `:\/?*[]`, and no other sheet's. */
  readonly name: string;
  /** Of each column, in characters. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly WorkbookCell[])[];
  /**
   * Which row, from 0, names the columns of everything below it: it stays in sight, has a filter, and
   * comes again on every printed page. Null when there is none.
   */
  readonly headerRow: number | null;
}

/** What stands in a place of a sheet. */
export interface WorkbookCell {
  /** A text stays a text, whatever it looks like; null for nothing. */
  readonly value: string | number | null;
  readonly look?: Look;
  /** `#RRGGBB` behind the text. */
  readonly colour?: string;
}

/** `PROSE` stands across all columns; a `DAY` is a text `YYYY-MM-DD`, which becomes a date to reckon with. */
export type Look =
  | 'TITLE'
  | 'HEADING'
  | 'CAPTION'
  | 'WARNING'
  | 'PROSE'
  | 'LABEL'
  | 'TEXT'
  | 'HEADER'
  | 'VALUE'
  | 'MISSING'
  | 'DAY';

/** The most characters that are still read when they stand beside each other on a page. */
const WIDEST_PAGE = 240;

/** Of a file that is not said to be written at any time, so that the same content makes the same bytes. */
const NO_TIME = new Date(Date.UTC(1980, 0, 1));

const plain = { name: 'Calibri', size: 11 };
const quiet = { ...plain, color: { rgb: '46565C' } };
const accent = { ...plain, bold: true, color: { rgb: '0B5C6B' } };
const line = { style: 'thin', color: { rgb: '8A9AA0' } } as const;
const border = { top: line, bottom: line, left: line, right: line };
const alignment = { wrapText: true, vertical: 'top' } as const;
const solid = (colour: string) =>
  ({ type: 'pattern', pattern: 'solid', fgColor: { rgb: colour.slice(1) } }) as const;

const styles: Readonly<Record<Look, CellStyle>> = {
  TITLE: { font: { ...accent, size: 18 } },
  HEADING: { font: { ...accent, size: 14 } },
  CAPTION: { font: { ...plain, bold: true } },
  WARNING: { font: { ...plain, bold: true, color: { rgb: 'A1260D' } } },
  PROSE: { font: plain, alignment },
  LABEL: { font: quiet, alignment },
  TEXT: { font: plain, alignment },
  HEADER: { font: { ...plain, bold: true }, fill: solid('#EEF3F4'), alignment, border },
  VALUE: { font: plain, alignment, border },
  MISSING: { font: { ...quiet, italic: true }, alignment, border },
  DAY: {
    font: plain,
    alignment: { ...alignment, horizontal: 'left' },
    border,
    numFmt: 'yyyy-mm-dd',
  },
};

/** The same bytes from the same content, always. No text becomes a formula. */
export async function writeWorkbook(workbook: Workbook): Promise<Buffer> {
  const { title, author, sheets, pageHeader, pageFooter } = workbook;
  const bytes = await writeXlsx({
    properties: { title, creator: author, created: NO_TIME, modified: NO_TIME },
    defaultFont: plain,
    sheets: sheets.map((sheet) => ({
      ...contentOf(sheet),
      pageSetup: {
        paperSize: 'a4',
        orientation: 'landscape',
        ...(roomOf(sheet) <= WIDEST_PAGE ? { fitToPage: true, fitToWidth: 1, fitToHeight: 0 } : {}),
      },
      headerFooter: {
        oddHeader: `&R${codesAsText(pageHeader)}`,
        oddFooter: `&L${codesAsText(pageFooter)}&R&P (&N)`,
      },
    })),
    // Not the option of the sheet, which leaves names with spaces unquoted, so that Excel finds the file broken.
    namedRanges: sheets.flatMap(({ name, headerRow }) => {
      const range = `'${name.replaceAll("'", "''")}'!$${(headerRow ?? 0) + 1}:$${(headerRow ?? 0) + 1}`;
      return headerRow === null ? [] : [{ name: '_xlnm.Print_Titles', range, scope: name }];
    }),
  });
  return Buffer.from(bytes);
}

const roomOf = ({ widths }: WorkbookSheet): number => widths.reduce((sum, width) => sum + width, 0);

/** Signs that begin a code in the margins of a page stand for themselves. */
const codesAsText = (text: string): string => text.replaceAll('&', '&&');

function contentOf(sheet: WorkbookSheet) {
  const { name, widths, rows, headerRow } = sheet;
  const cells = new Map<string, Partial<Cell>>();
  for (const [row, values] of rows.entries()) {
    for (const [column, cell] of values.entries()) {
      cells.set(`${row},${column}`, { style: styleOf(cell) });
    }
  }
  const lastColumn = widths.length - 1;
  const prose = [...rows.keys()].filter((row) => lastColumn > 0 && isProse(rows[row]));
  return {
    name,
    columns: widths.map((width) => ({ width })),
    rows: rows.map((values) => values.map(writtenValue)),
    cells,
    merges: prose.map((row) => ({ startRow: row, startCol: 0, endRow: row, endCol: lastColumn })),
    rowDefs: heightsOf(sheet),
    ...(headerRow === null
      ? {}
      : {
          freezePane: { rows: headerRow + 1 },
          autoFilter: { range: rangeRef(headerRow, 0, rows.length - 1, lastColumn) },
        }),
  };
}

const isProse = (row: readonly WorkbookCell[] = []): boolean => row[0]?.look === 'PROSE';

function styleOf({ look = 'VALUE', colour, value }: WorkbookCell): CellStyle {
  if (look === 'DAY' && dayNumber(value) === null) return styles.VALUE;
  if (colour === undefined) return styles[look];
  const font = { ...plain, color: { rgb: inkOn(colour).slice(1) } };
  return { ...styles[look], font, fill: solid(colour) };
}

function writtenValue({ value, look }: WorkbookCell): CellValue {
  if (look === 'DAY') return dayNumber(value) ?? value;
  return typeof value === 'string' ? written(value) : value;
}

/**
 * What reads as the code of a sign, such as `_x000D_`, is written so that it reads as it stands; what is
 * longer than Excel opens is cut, and ends with an ellipsis.
 */
function written(text: string): string {
  const escaped = text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  if (escaped.length <= LONGEST_TEXT) return escaped;
  return `${escaped.slice(0, LONGEST_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(1899, 11, 30);

/** The first day that all spreadsheets number alike, 1900-03-01. */
const FIRST_RELIABLE = 61;

/** The number of a day as spreadsheets have it; null for what is no day, or one that they disagree on. */
function dayNumber(value: WorkbookCell['value']): number | null {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return null;
  const number = (Date.parse(`${value}T00:00:00Z`) - FIRST_DAY) / DAY;
  return number >= FIRST_RELIABLE ? number : null;
}

const LINE_POINTS = 15;
const TALLEST_ROW = 409;

/** What stands on a line whatever its length. */
const isOnOneLine = ({ look }: WorkbookCell): boolean =>
  look === 'TITLE' || look === 'HEADING' || look === 'CAPTION' || look === 'WARNING';

/** Heights for the rows of several lines, which not every program finds out by itself. */
function heightsOf(sheet: WorkbookSheet): Map<number, { height: number }> {
  const { rows, widths } = sheet;
  const whole = roomOf(sheet);
  const heights = new Map<number, { height: number }>();
  for (const [index, row] of rows.entries()) {
    const lines = row.map((cell, column) => {
      if (isOnOneLine(cell)) return 1;
      return linesOf(cell.value, isProse(row) ? whole : (widths[column] ?? whole));
    });
    const most = Math.max(1, ...lines);
    if (most > 1) heights.set(index, { height: Math.min(TALLEST_ROW, most * LINE_POINTS) });
  }
  return heights;
}

/** About how many lines a text takes: words that do not fit leave some of the room empty. */
function linesOf(value: WorkbookCell['value'], room: number): number {
  const lines = String(value ?? '').split(/\r\n|\r|\n/);
  return lines.reduce((sum, { length }) => sum + Math.max(1, Math.ceil((length * 1.1) / room)), 0);
}
