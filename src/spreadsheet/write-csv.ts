import { guardFormula } from './formula-guard';

/** A value of a file of rows; null is an empty place. */
export type CsvValue = string | number | null;

/** How a file of rows is written. */
export interface CsvOptions {
  /** What stands between the whole and the decimals of a number. */
  readonly decimalSign: '.' | ',';
}

/**
 * Rows as CSV (RFC 4180) the way a Swedish Excel opens it: UTF-8 with a mark that says so, semicolons,
 * CRLF. No text becomes a formula when it is opened.
 */
export function writeCsv(
  rows: readonly (readonly CsvValue[])[],
  { decimalSign }: CsvOptions,
): Buffer {
  const field = (value: CsvValue): string => {
    if (typeof value === 'number') return String(value).replace('.', decimalSign);
    return value === null ? '' : quoted(guardFormula(value));
  };
  const lines = rows.map((row) => `${row.map(field).join(';')}\r\n`);
  return Buffer.from(`\uFEFF${lines.join('')}`);
}

/** Blanks at the ends are quoted as well: some programs take them away otherwise. */
const quoted = (text: string): string =>
  /[";,\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
