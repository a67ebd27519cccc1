import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { BenchDatabase } from './database/bench-database';
import type { Measured } from './measure';
import type { BenchOptions, ServerName } from './options';

/** Everything that a run found out. */
export interface BenchResult {
  readonly options: BenchOptions;
  readonly database: BenchDatabase;
  readonly measured: readonly Measured[];
  /** Megabytes that each server held at the start, after each workload, and so in the end. */
  readonly memory: ReadonlyMap<ServerName, readonly number[]>;
}

const columns = ['Workload', 'At once', 'Server', 'Answers/s', 'p50 ms', 'p99 ms', 'Server ms'];
const moreColumns = ['Database ms', 'Of limit', 'Of PostGraphile'];

/** The results as Markdown. */
export function reportOf({ options, database, measured, memory }: BenchResult): string {
  const { municipalities, boards, years, risks, size } = database;
  const rows = measured.map((one) => {
    const same = measured.filter(
      ({ workload, concurrency }) => workload === one.workload && concurrency === one.concurrency,
    );
    const ratioTo = (name: ServerName): string => {
      const other = same.find(({ server }) => server === name);
      return other ? (one.throughput / other.throughput).toFixed(2) : '';
    };
    const unmodified = one.unmodified > 0 ? ` (${Math.round(one.unmodified * 100)} % 304)` : '';
    return [
      one.workload.title,
      String(one.concurrency),
      one.server + unmodified,
      one.throughput.toFixed(0),
      one.p50.toFixed(2),
      one.p99.toFixed(2),
      one.serverTime.toFixed(3),
      one.databaseTime.toFixed(3),
      ratioTo('limit'),
      ratioTo('peer'),
    ];
  });
  const table = [
    `| ${[...columns, ...moreColumns].join(' | ')} |`,
    `|---|--:|---|${'--:|'.repeat(7)}`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ];
  return [
    `${municipalities.length} municipalities × ${boards.length} boards × ${years.length} years, ${risks} risks ` +
      `in a plan, ${(size / 1e6).toFixed(0)} MB; commit ${commit()}, ${new Date().toISOString().slice(0, 10)}; ` +
      `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}, ${(totalmem() / 1e9).toFixed(0)} GB; ` +
      `medians of ${options.rounds} rounds of ${options.seconds} s.`,
    '',
    ...table,
    '',
    'Memory in MB, at the start and after each workload:',
    '',
    ...[...memory].map(
      ([name, sizes]) => `- ${name}: ${sizes.map((size) => size.toFixed(0)).join(', ')}`,
    ),
  ].join('\n');
}

const commit = (): string =>
  execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();

/**
 * Puts results into a document in place of those of an earlier run of the same kind.
 *
 * @param kind which of the results of the document these are.
 * @throws Error when the document has no place for them.
 */
export function writeReport(file: string, kind: string, report: string): void {
  const document = readFileSync(file, 'utf8');
  const [begin, end] = [`<!-- results: ${kind} -->`, `<!-- end of results: ${kind} -->`];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from === -1 || to === -1) throw new Error(`${file} has no ${begin} … ${end}`);
  const start = document.slice(0, from + begin.length);
  writeFileSync(file, `${start}\n\n${report}\n\n${document.slice(to)}`);
}
