/** A table for reading; its first row, the names of the columns, is repeated on every page. */
export interface Table {
  /** Says what it shows, also to whoever cannot see it. */
  readonly caption: string;
  readonly columns: readonly Column[];
  /** As many cells in each row as there are columns. */
  readonly rows: readonly (readonly Cell[])[];
}

/** A column of a table for reading. */
export interface Column {
  readonly title: string;
  /** How much of the width it takes, beside the others. */
  readonly width: number;
  /** True for numbers, which end at the same place. */
  readonly isNumber?: boolean;
}

/** What stands in one place of a table. */
export interface Cell {
  /** None when nothing is to be said. */
  readonly paragraphs: readonly string[];
  /** A light, or the band of a risk value; shown before the text, by all three of its signs. */
  readonly mark?: Mark;
  /** True when the text says that something is missing, unknown or secret; shown so that it is seen. */
  readonly isMissing?: boolean;
}

/** Symbol, word and colour, so that no one of them is the only sign. */
export interface Mark {
  readonly symbol: string;
  readonly word: string;
  /** `#RRGGBB`. */
  readonly colour: string;
}

/** A cell that says something. */
export const cell = (...paragraphs: readonly string[]): Cell => ({ paragraphs });

/** A cell that says what is missing. */
export const missing = (text: string): Cell => ({ paragraphs: [text], isMissing: true });

/** A cell with a mark, and what else there is to say. */
export const marked = (mark: Mark, ...paragraphs: readonly string[]): Cell => ({
  paragraphs,
  mark,
});
