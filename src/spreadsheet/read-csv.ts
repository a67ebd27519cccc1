import { CsvError, parse } from 'csv-parse/sync';
import { decodeText } from './decode-text';
import { unguardFormula } from './formula-guard';
import { rowsOf, type SheetRow } from './sheet';
import { UnreadableFile } from './unreadable-file';

/** In this order when they are equally good. */
const delimiters = [';', ',', '\t'];

/**
 * The rows of a CSV file, whichever of `;`, `,` and tab stands between the values. What guards a text
 * against being taken for a formula is taken away.
 *
 * @throws UnreadableFile NO_TEXT, BROKEN_QUOTES or TOO_LARGE.
 */
export function readCsv(bytes: Uint8Array): SheetRow[] {
  const text = decodeText(bytes);
  try {
    const rows: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
    });
    return rowsOf(rows.map((row) => row.map(unguardFormula)));
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableFile('BROKEN_QUOTES') : error;
  }
}

/** The one that stands most often in the first line outside of quotes: names of columns have none. */
function delimiterOf(text: string): string {
  const bare = text.slice(0, 100_000).replaceAll(/"[^"]*"/g, '');
  const [firstLine = ''] = bare.replace(/^[\r\n]+/, '').split(/[\r\n]/, 1);
  const countOf = (delimiter: string): number => firstLine.split(delimiter).length;
  return delimiters.reduce((best, each) => (countOf(each) > countOf(best) ? each : best));
}
