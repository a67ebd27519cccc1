import { type CellValue, HucreError, readXlsx, type Sheet } from 'hucre';
import { checkArchive } from './check-archive';
import { comparableTitle } from './comparable-title';
import { rowsOf, type SheetRow, type SheetValue } from './sheet';
import { UnreadableFile } from './unreadable-file';

/** Which sheet of a workbook is meant. */
export interface SheetChoice {
  /** The sheet that must be there; null when none is asked for. */
  readonly name: string | null;
  /**
   * The columns, each by the names that it can have, that the sheet has when none is asked for; without
   * such a sheet it is the first that is seen.
   */
  readonly columns: readonly (readonly string[])[];
}

/**
 * The rows of a sheet of an Excel file (.xlsx). Texts are texts, whatever they look like; of a formula
 * its last value is read.
 *
 * @throws UnreadableFile OLD_WORKBOOK, NO_WORKBOOK, NO_SUCH_SHEET or TOO_LARGE.
 */
export async function readWorkbook(bytes: Uint8Array, choice: SheetChoice): Promise<SheetRow[]> {
  checkArchive(bytes);
  const { rows } = await chosenSheet(bytes, choice);
  return rowsOf(rows.map((row) => row.map(sheetValue)));
}

async function chosenSheet(bytes: Uint8Array, { name, columns }: SheetChoice): Promise<Sheet> {
  const { sheets } = await readXlsx(bytes, {
    sheets: (sheet) => (name === null ? !sheet.hidden && !sheet.veryHidden : sheet.name === name),
  }).catch((error: unknown) => {
    throw error instanceof HucreError ? new UnreadableFile('NO_WORKBOOK') : error;
  });
  const chosen = sheets.find(({ rows: [header = []] }) => {
    const titles = header.map((title) => comparableTitle(String(title ?? '')));
    return columns.every((titlesOfColumn) =>
      titlesOfColumn.some((title) => titles.includes(comparableTitle(title))),
    );
  });
  const [first] = sheets;
  if (!first) throw new UnreadableFile('NO_SUCH_SHEET');
  return chosen ?? first;
}

function sheetValue(value: CellValue | undefined): SheetValue {
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '');
  return value ?? null;
}
