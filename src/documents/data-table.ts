import type { UserMessage } from '../kernel/errors';

/** Every row of a document with every column: one sheet, one CSV file. What can be imported has these columns. */
export interface DataTable {
  /** Names the sheet, at most 31 characters. */
  readonly title: string;
  readonly columns: readonly DataColumn[];
  /** As many values in each row as there are columns; null when unknown or not said. */
  readonly rows: readonly (readonly DataValue[])[];
}

/** A column of a `DataTable`. */
export interface DataColumn {
  /** The same in every language, for programs: `riskValue`. */
  readonly name: string;
  readonly title: UserMessage;
  readonly kind: 'TEXT' | 'NUMBER' | 'DAY';
}

/** A day is a text `YYYY-MM-DD`; several values of one row stand on a line each. */
export type DataValue = string | number | null;
