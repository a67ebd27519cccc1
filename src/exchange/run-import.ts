import { isLostRace, toDomainError } from '../kernel/database-errors';
import { DomainError } from '../kernel/errors';
import { type JoinedCommands, writeJoined } from '../kernel/joined-commands';
import type { RequestContext } from '../kernel/request-context';
import type { CellFault, FileTable } from './file-row';
import { type ImportKind, type ImportPart, type Outcome, RowRefused } from './import-kind';

/** What an import did, or would do, counted in rows. */
export interface ImportReport {
  readonly counts: Readonly<Record<Outcome | 'rejected', number>>;
  /** In the order of the file, the first thousand of them. */
  readonly errors: readonly CellFault[];
  readonly ignoredColumns: readonly string[];
}

/** So many errors are told; the count is of all. */
const MOST_ERRORS = 1_000;

/** How long PostgreSQL may take for one statement; the last one writes the audit trail of all of them. */
const STATEMENT_TIMEOUT = `SET LOCAL statement_timeout = '5min'`;

/** Undoes a transaction, and has told why it was tried. */
class Undone extends Error {
  constructor(readonly report: ImportReport) {
    super('Nothing was written.');
  }
}

/**
 * Takes in a file as a whole or not at all, by the services that do it one by one. A dry run does the very
 * same and undoes it.
 *
 * @returns what was done; nothing was when a row is rejected, or when it was a dry run.
 */
export async function runImport<Row extends object>(
  request: RequestContext,
  kind: ImportKind<Row>,
  file: FileTable<Row>,
  { isDryRun, signal }: { readonly isDryRun: boolean; readonly signal: AbortSignal },
): Promise<ImportReport> {
  try {
    return await writeJoined(request, kind.act, async (commands) => {
      const report = await takeIn(commands, kind, file, signal);
      if (isDryRun || report.counts.rejected > 0) throw new Undone(report);
      return report;
    });
  } catch (error) {
    if (error instanceof Undone) return error.report;
    throw error;
  }
}

async function takeIn<Row extends object>(
  commands: JoinedCommands,
  kind: ImportKind<Row>,
  file: FileTable<Row>,
  signal: AbortSignal,
): Promise<ImportReport> {
  await commands.tx.manager.query(STATEMENT_TIMEOUT);
  const unreadable = new Set(file.faults.map(({ line }) => line));
  const rows = file.rows.filter(({ number }) => !unreadable.has(number));
  const counts = { created: 0, changed: 0, unchanged: 0, rejected: unreadable.size };
  const errors = [...file.faults];
  for (const part of await kind.begin(commands, rows)) {
    signal.throwIfAborted();
    const outcome = await outcomeOf(commands, part);
    if (outcome instanceof RowRefused) errors.push(...faultsOf(outcome, kind, file));
    counts[outcome instanceof RowRefused ? 'rejected' : outcome] += part.lines.length;
  }
  errors.sort((one, other) => one.line - other.line);
  return { counts, errors: errors.slice(0, MOST_ERRORS), ignoredColumns: file.ignoredColumns };
}

async function outcomeOf(
  { attempt }: JoinedCommands,
  { apply, lines: [line = 0] }: ImportPart,
): Promise<Outcome | RowRefused> {
  try {
    return await attempt(apply);
  } catch (thrown) {
    // A lost race is no fault of the row: the whole is run again.
    const error = isLostRace(thrown) ? thrown : toDomainError(thrown);
    const refused = error instanceof DomainError ? new RowRefused(line, error) : error;
    if (refused instanceof RowRefused && !isAboutUs(refused.refusal)) return refused;
    throw error instanceof RowRefused ? error.refusal : error;
  }
}

/** What is not about the row, so that another row would not do better. */
const isAboutUs = ({ code }: DomainError): boolean =>
  code === 'SERVICE_UNAVAILABLE' || code === 'UNAUTHENTICATED';

function faultsOf<Row extends object>(
  { refusal, line, columnOf: ownColumnOf }: RowRefused,
  { columnOf }: ImportKind<Row>,
  { cellOf }: FileTable<Row>,
): CellFault[] {
  if (refusal.code !== 'BAD_USER_INPUT') {
    return [{ line, column: null, value: null, reason: refusal.userMessage }];
  }
  const { faults } = (refusal as DomainError<'BAD_USER_INPUT'>).details;
  return faults.map(({ field, rule }) => {
    // A field of one of several is named by its place: `controls.0.sample`.
    const name = field.split('.').at(-1) ?? field;
    return { line, ...cellOf(line, ownColumnOf[name] ?? columnOf[name] ?? name), reason: rule };
  });
}
