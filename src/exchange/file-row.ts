import { colToLetter } from 'hucre/xlsx';
import type { UserMessage } from '../kernel/errors';
import { comparableTitle } from '../spreadsheet/comparable-title';
import { isCut, type SheetRow, type SheetValue } from '../spreadsheet/sheet';
import {
  type ExchangeColumn,
  type ExchangeTable,
  type ExchangeValue,
  secretWord,
} from './exchange-column';

/** What a row of a file says; what the file has no column for, or leaves out as secret, is undefined. */
export type Stated<Row> = { readonly [Field in keyof Row]?: Row[Field] | null };

/** A row of a file, by the number that a spreadsheet gives it. */
export interface FileRow<Row> {
  readonly number: number;
  readonly stated: Stated<Row>;
}

/** A value of a file that cannot be read, or that a rule refuses. */
export interface CellFault {
  readonly line: number;
  /** The column as the file calls it, or as it is called in Swedish; null when the whole row is refused. */
  readonly column: string | null;
  /** As the file has it; null when it is empty, or the whole row is refused. */
  readonly value: SheetValue;
  readonly reason: UserMessage;
}

/** A file as the columns of a table. */
export interface FileTable<Row> {
  readonly rows: readonly FileRow<Row>[];
  readonly faults: readonly CellFault[];
  /** Names of columns that are passed over. */
  readonly ignoredColumns: readonly string[];
  /** What a row of the file has in a column, for telling what is wrong with it. */
  cellOf(line: number, field: string): Pick<CellFault, 'column' | 'value'>;
}

/** A file that lacks columns, or has one twice. */
export class UnusableHeader extends Error {
  constructor(readonly userMessage: UserMessage) {
    super(userMessage.en);
    this.name = 'UnusableHeader';
  }
}

/**
 * Reads rows by the names of their columns, in Swedish or English, whatever their order.
 *
 * @throws UnusableHeader when a column that is `required` is missing, or one is there twice.
 */
export function readTable<Row extends object>(
  sheet: readonly SheetRow[],
  { columns }: ExchangeTable<Row>,
  required: readonly (keyof Row & string)[],
): FileTable<Row> {
  const [header, ...lines] = sheet;
  const titles = header?.values.map((value) => String(value ?? '').trim()) ?? [];
  const found = titles.map((title) => columns.find((column) => isNamed(column, title)));
  assertUsable(titles, found, columns, required);

  const faults: CellFault[] = [];
  const rows = lines.map(({ number, values }): FileRow<Row> => {
    const beyond = values.findIndex((value, index) => index >= titles.length && !isBlank(value));
    if (beyond >= 0) {
      const value = values[beyond] ?? null;
      faults.push({ line: number, column: colToLetter(beyond), value, reason: beyondHeader });
    }
    const stated = found.flatMap((column, index): [string, unknown][] => {
      if (!column || column.isOnlyTold) return [];
      const value = values[index] ?? null;
      const read = readCell(column, value);
      if ('reason' in read) {
        faults.push({ line: number, column: titles[index] ?? null, value, reason: read.reason });
      }
      return 'value' in read ? [[column.name, read.value]] : [];
    });
    return { number, stated: Object.fromEntries(stated) as Stated<Row> };
  });

  const lineOf = new Map(lines.map((line) => [line.number, line.values]));
  const cellOf = (line: number, field: string) => {
    const index = found.findIndex((column) => column?.name === field);
    const known = columns.find(({ name }) => name === field);
    const column = titles[index] ?? known?.title.sv ?? null;
    return { column, value: (index >= 0 && lineOf.get(line)?.[index]) || null };
  };
  const isUsed = (index: number): boolean => lines.some(({ values }) => !isBlank(values[index]));
  const ignoredColumns = titles.flatMap((title, index) => {
    if (found[index] && !found[index].isOnlyTold) return [];
    if (title !== '') return [title];
    return isUsed(index) ? [colToLetter(index)] : [];
  });
  return { rows, faults, ignoredColumns, cellOf };
}

const isBlank = (value: SheetValue | undefined): boolean => String(value ?? '').trim() === '';

/** In a CSV file it is most often the sign between values, in a text without quotes. */
const beyondHeader: UserMessage = {
  sv: 'står utanför kolumnerna; en text med skiljetecken i ska stå inom citattecken',
  en: 'stands outside the columns; a text with the sign between values in it is quoted',
};

function assertUsable<Row>(
  titles: readonly string[],
  found: readonly (ExchangeColumn<Row> | undefined)[],
  columns: readonly ExchangeColumn<Row>[],
  required: readonly (keyof Row & string)[],
): void {
  const twice = titles.find((_, index) => {
    const column = found[index];
    return column && found.indexOf(column) < index;
  });
  if (twice !== undefined) {
    throw new UnusableHeader({
      sv: `Kolumnen ${twice} finns två gånger.`,
      en: `The column ${twice} is there twice.`,
    });
  }
  const missing = columns.filter(
    ({ name }) => required.includes(name) && !found.some((column) => column?.name === name),
  );
  if (missing.length === 0) return;
  const names = (language: 'sv' | 'en') => missing.map(({ title }) => title[language]).join(', ');
  throw new UnusableHeader({
    sv: `Kolumner saknas: ${names('sv')}. Den första raden ska ha kolumnernas namn.`,
    en: `Columns are missing: ${names('en')}. The first row has the names of the columns.`,
  });
}

function isNamed<Row>({ name, title }: ExchangeColumn<Row>, text: string): boolean {
  return [title.sv, title.en, name].map(comparableTitle).includes(comparableTitle(text));
}

type ReadCell = { readonly value: ExchangeValue } | { readonly reason: UserMessage } | object;

/** Other than those that part words and lines; no text in the register has one. */
const controlCharacter = /[^\P{Cc}\t\n\v\f\r]/u;
const unreadableSign: UserMessage = {
  sv: 'har ett styrtecken, som inte går att läsa',
  en: 'has a control character, which cannot be read',
};

const cutText: UserMessage = {
  sv: 'är avkortad, eftersom Excel inte rymmer mer; ta bort kolumnen, eller läs in texten som CSV',
  en: 'is cut, since Excel has no room for more; take the column away, or import the text as CSV',
};

/** Neither a value nor a reason for a text that is left out as secret. */
function readCell<Row>(column: ExchangeColumn<Row>, value: SheetValue): ReadCell {
  const { kind, words, isList } = column;
  const text = value === null ? '' : String(value).trim();
  if (column.maskedBy !== undefined && Object.values(secretWord).includes(text)) return {};
  if (text === '') return { value: isList ? [] : null };
  if (controlCharacter.test(text)) return { reason: unreadableSign };
  if (isCut(String(value))) return { reason: cutText };
  if (kind === 'NUMBER') return readNumber(text);
  if (kind === 'DAY') return readDay(text);
  if (isList) return readList(text, words);
  if (words) return readWord(text, words);
  return { value: text };
}

/** The words of both languages are understood, and the codes themselves. */
function readWord(text: string, words: Readonly<Record<string, UserMessage>>): ReadCell {
  const found = Object.entries(words).find(([code, { sv, en }]) =>
    [code, sv, en].map(comparableTitle).includes(comparableTitle(text)),
  );
  if (found) return { value: code(found[0]) };
  const possible = (language: 'sv' | 'en') =>
    Object.values(words)
      .map((word) => word[language])
      .join(', ');
  return {
    reason: { sv: `är inget av: ${possible('sv')}`, en: `is none of: ${possible('en')}` },
  };
}

const code = (text: string): string | boolean =>
  text === 'true' || text === 'false' ? text === 'true' : text;

function readList(text: string, words: ExchangeColumn<object>['words']): ReadCell {
  const lines = text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (!words) return { value: lines };
  const read = lines.map((line) => readWord(line, words));
  const fault = read.find((each) => 'reason' in each);
  return fault ?? { value: read.map((each) => ('value' in each ? String(each.value) : '')) };
}

/** Thousands may stand apart by spaces only: a full stop or comma could as well begin the decimals. */
const wholeNumber = /^-?(\d+|\d{1,3}(\s\d{3})+)([.,]0{1,2})?$/;

function readNumber(text: string): ReadCell {
  const number = Number(text.replaceAll(/\s/g, '').replace(',', '.'));
  if (wholeNumber.test(text) && Number.isSafeInteger(number)) return { value: number };
  return { reason: { sv: 'är inget heltal', en: 'is no whole number' } };
}

/** Also with an hour of midnight, as some programs write days. */
function readDay(text: string): ReadCell {
  const day = text.replace(/[T ]00:00(:00(\.0+)?)?Z?$/, '');
  const isDay =
    /^\d{4}-\d\d-\d\d$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day);
  if (isDay) return { value: day };
  return {
    reason: { sv: 'är ingen dag som 2025-01-31', en: 'is no day such as 2025-01-31' },
  };
}
