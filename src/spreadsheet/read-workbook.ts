import { type CellValue, HucreError, readXlsx, type Sheet } from 'hucre';
import { checkArchive } from './check-archive';
import { rowsOf, type SheetRow, type SheetValue, sheetLimits } from './sheet';
import { UnreadableFile } from './unreadable-file';

/** Which sheet of a workbook is meant. */
export interface SheetChoice {
  /** The sheet that must be there; null when none is asked for. */
  readonly name: string | null;
  /** Names to look for when none is asked for; without them the first sheet is read that is seen. */
  readonly otherwise: readonly string[];
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

async function chosenSheet(bytes: Uint8Array, { name, otherwise }: SheetChoice): Promise<Sheet> {
  let first: string | undefined;
  const { sheets } = await readXlsx(bytes, {
    maxRows: sheetLimits.rows + 2,
    sheets: (sheet) => {
      if (name !== null) return sheet.name === name;
      if (!sheet.hidden && !sheet.veryHidden) first ??= sheet.name;
      return sheet.name === first || otherwise.includes(sheet.name);
    },
  }).catch((error: unknown) => {
    throw error instanceof HucreError ? new UnreadableFile('NO_WORKBOOK') : error;
  });
  const named = sheets.find((sheet) => otherwise.includes(sheet.name));
  const chosen = named ?? sheets[0];
  if (!chosen) throw new UnreadableFile('NO_SUCH_SHEET');
  return chosen;
}

function sheetValue(value: CellValue | undefined): SheetValue {
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '');
  return value ?? null;
}
