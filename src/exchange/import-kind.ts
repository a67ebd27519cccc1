import type { Permission } from '../kernel/authorisation';
import { DomainError, invalid, type UserMessage } from '../kernel/errors';
import type { JoinedCommands } from '../kernel/joined-commands';
import type { ExchangeTable } from './exchange-column';
import type { FileRow } from './file-row';

/** What came of rows of a file. */
export type Outcome = 'created' | 'changed' | 'unchanged';

/** Rows that are one thing, or a part of it: they are taken in or refused together. */
export interface ImportPart {
  /** The numbers of the rows; the first is named when all of them are refused. */
  readonly lines: readonly number[];
  /** @throws DomainError, or RowRefused, when the rows are refused. */
  apply(): Promise<Outcome>;
}

/** Something that can be imported. `Row` is what a row of its files says. */
export interface ImportKind<Row extends object> {
  readonly table: ExchangeTable<Row>;
  /** Asked for before anything is read; the services ask for it again for each board. */
  readonly permission: Permission;
  /** What is done, in the past tense; the events of the audit trail have it. */
  readonly act: string;
  /** The columns without which a row says nothing. */
  readonly required: readonly (keyof Row & string)[];
  /** Which column a field of the services' inputs is, where they have different names. */
  readonly columnOf: Readonly<Record<string, keyof Row & string>>;
  /** Reads what is there already, and says what is to be done, in order. */
  begin(commands: JoinedCommands, rows: readonly FileRow<Row>[]): Promise<readonly ImportPart[]>;
}

/** A refusal that is about one row of several. */
export class RowRefused extends Error {
  constructor(
    readonly line: number,
    readonly refusal: DomainError,
    /** Which column a field is here, where it is another one than elsewhere. */
    readonly columnOf: Readonly<Record<string, string>> = {},
  ) {
    super(refusal.message);
    this.name = 'RowRefused';
  }
}

/** Does the work for a row, so that a refusal names it. */
export async function inRow<Result>(
  { number }: FileRow<object>,
  work: () => Promise<Result>,
  columnOf?: RowRefused['columnOf'],
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof DomainError ? new RowRefused(number, error, columnOf) : error;
  }
}

/**
 * The value that a row must have.
 *
 * @throws DomainError BAD_USER_INPUT when it has none.
 */
export function needed<Value>(column: string, value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw invalid(column, isMissing);
  return value;
}

const isMissing: UserMessage = { sv: 'får inte vara tomt', en: 'must not be empty' };

/** Refuses a thing that stands twice in a file, so that nobody wonders which row holds. */
export function assertOnce(
  seen: Map<string, number>,
  key: string,
  { number }: FileRow<object>,
  column: string,
): void {
  const before = seen.get(key);
  if (before !== undefined) {
    throw invalid(column, {
      sv: `står redan på rad ${before}`,
      en: `stands in row ${before} already`,
    });
  }
  seen.set(key, number);
}
