import type { DataColumn, DataTable, DataValue } from '../documents/data-table';
import type { Language } from '../documents/report';
import type { UserMessage } from '../kernel/errors';

/** What one place of a row says, before it is put into words: several values, or one, or nothing. */
export type ExchangeValue = string | number | boolean | readonly string[] | null;

/** A column that is exported and imported. `Row` has a field with its name. */
export interface ExchangeColumn<Row> extends DataColumn {
  readonly name: keyof Row & string;
  /** What it means, for whoever fills in a template. */
  readonly meaning: UserMessage;
  /** The words for the codes that its values are; left out for values that speak for themselves. */
  readonly words?: Readonly<Record<string, UserMessage>>;
  /** True when a row may have several values, on a line each. */
  readonly isList?: boolean;
  /** The field that is true when the texts of the column are left out as secret; none are when left out. */
  readonly maskedBy?: keyof Row & string;
  /** True when it is written for readers, and passed over by an import. */
  readonly isOnlyTold?: boolean;
}

/** What is exported and imported together: one sheet, one file. */
export interface ExchangeTable<Row> {
  /** In addresses: `/imports/risks`. */
  readonly name: 'risks' | 'control-plans' | 'results';
  readonly title: UserMessage;
  readonly columns: readonly ExchangeColumn<Row>[];
}

/** In place of a text that is left out as secret; an import leaves such a text as it is. */
export const secretWord: UserMessage = { sv: 'Sekretess', en: 'Secret' };

/** The words for what is true or not. */
export const truthWords: Readonly<Record<'true' | 'false', UserMessage>> = {
  true: { sv: 'Ja', en: 'Yes' },
  false: { sv: 'Nej', en: 'No' },
};

/** Rows as they are exported, in one language. */
export function dataTableOf<Row extends object>(
  { title, columns }: ExchangeTable<Row>,
  rows: readonly Row[],
  language: Language,
): DataTable {
  return {
    title: title[language],
    columns: columns.map(({ name, title: columnTitle, kind }) => ({
      name,
      title: columnTitle,
      kind,
    })),
    rows: rows.map((row) => columns.map((column) => wordedValue(column, row, language))),
  };
}

/** What a row says in a column, in words; several values stand on a line each. */
export function wordedValue<Row extends object>(
  { name, words, maskedBy }: ExchangeColumn<Row>,
  row: Row,
  language: Language,
): DataValue {
  if (maskedBy !== undefined && row[maskedBy] === true) return secretWord[language];
  const value = row[name] as ExchangeValue;
  const worded = (each: string): string => words?.[each]?.[language] ?? each;
  if (typeof value === 'boolean' || typeof value === 'string') return worded(String(value));
  if (typeof value === 'number' || value === null) return value;
  return value.length === 0 ? null : value.map((each) => inOneLine(worded(each))).join('\n');
}

/** Several values of a cell stand on a line each, so none of them has several lines. */
export const inOneLine = (text: string): string => text.trim().replaceAll(/\s*[\r\n]+\s*/g, ' ');
