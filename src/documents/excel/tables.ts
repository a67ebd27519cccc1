import type { WorkbookCell } from '../../spreadsheet/write-workbook';
import type { DataColumn, DataTable, DataValue } from '../data-table';
import type { Language } from '../report';
import type { Cell, Column, Table } from '../table';

type Row = readonly WorkbookCell[];

/** A table for reading: the names of its columns and its rows. */
export const tableRows = ({ columns, rows }: Table): Row[] => [
  columns.map(({ title }) => ({ value: title, look: 'HEADER' })),
  ...rows.map((cells) => cells.map((cell, index) => readingCell(cell, columns[index]))),
];

/** The colour of a mark lies behind its symbol and its word. */
function readingCell({ paragraphs, mark, isMissing }: Cell, column?: Column): WorkbookCell {
  if (mark) {
    const text = [`${mark.symbol} ${mark.word}`, ...paragraphs].join('\n');
    return { value: text, colour: mark.colour };
  }
  const text = paragraphs.join('\n');
  if (isMissing) return { value: text, look: 'MISSING' };
  return { value: column?.isNumber && isWhole(text) ? wholeNumber(text) : text || null };
}

/** `1 500`, with whatever blank stands between thousands. */
const isWhole = (text: string): boolean => /^-?(0|[1-9]\d{0,2}(\s?\d{3}){0,4})$/.test(text);
const wholeNumber = (text: string): number => Number(text.replaceAll(/\s/g, ''));

/** Every row of a report with every column. */
export const dataRows = ({ columns, rows }: DataTable, language: Language): Row[] => [
  columns.map(({ title }) => ({ value: title[language], look: 'HEADER' })),
  ...rows.map((values) => values.map((value, index) => dataCell(value, columns[index]))),
];

const dataCell = (value: DataValue, column?: DataColumn): WorkbookCell => ({
  value,
  look: column?.kind === 'DAY' ? 'DAY' : 'VALUE',
});

const [NARROWEST, WIDEST] = [10, 60];

/** Room for the columns of a table for reading, in characters. */
export function readingWidths({ columns }: Table): number[] {
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const room = 22 * columns.length;
  return columns.map(({ width }) =>
    Math.min(WIDEST, Math.max(NARROWEST, Math.round((room * width) / total))),
  );
}

/** Room for what stands in each column, as far as it is not too much. */
export function dataWidths({ columns, rows }: DataTable, language: Language): number[] {
  return columns.map(({ title, kind }, index) => {
    const longest = rows.reduce((most, row) => Math.max(most, lengthOf(row[index])), 0);
    const least = kind === 'DAY' ? 12 : NARROWEST;
    return Math.min(WIDEST, Math.max(least, title[language].length + 4, longest + 2));
  });
}

/** Of the longest line. */
const lengthOf = (value: unknown): number =>
  Math.max(
    ...String(value ?? '')
      .split('\n')
      .map(({ length }) => length),
  );
