import { UnreadableFile } from './unreadable-file';

/** What stands in one place of a sheet; a day is a text `YYYY-MM-DD`. */
export type SheetValue = string | number | boolean | null;

/** A row of a sheet that is not empty. */
export interface SheetRow {
  /** As a spreadsheet numbers it, from 1. */
  readonly number: number;
  readonly values: readonly SheetValue[];
}

/** The most that a sheet may have. */
export const sheetLimits = { rows: 50_000, columns: 200 };

/** The most characters that Excel opens in one place. */
export const LONGEST_TEXT = 32_767;

/** True for a text that was cut, with an ellipsis at its end, to be opened by Excel. */
export const isCut = (text: string): boolean =>
  // One less, when the cut went through a sign of two characters.
  text.length >= LONGEST_TEXT - 1 && text.endsWith('…');

/**
 * The rows that say anything, with their numbers.
 *
 * @throws UnreadableFile TOO_LARGE.
 */
export function rowsOf(all: readonly (readonly SheetValue[])[]): SheetRow[] {
  const rows = all
    .map((values, index) => ({ number: index + 1, values: withoutEnd(values) }))
    .filter(({ values }) => values.length > 0);
  // One more, for the names of the columns.
  const isTooLarge =
    rows.length > sheetLimits.rows + 1 ||
    rows.some(({ values }) => values.length > sheetLimits.columns);
  if (isTooLarge) throw new UnreadableFile('TOO_LARGE');
  return rows;
}

const isEmpty = (value: SheetValue): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '');

function withoutEnd(values: readonly SheetValue[]): readonly SheetValue[] {
  const last = values.findLastIndex((value) => !isEmpty(value));
  return values.slice(0, last + 1);
}
