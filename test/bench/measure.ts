import type { BenchDatabase } from './database/bench-database';
import { Dice } from './dice';
import type { LoadOrder } from './load/load-run';
import type { Loader } from './load/loader';
import { processorTimeOf, processorTimeOfFamily } from './load/processor-time';
import type { BenchOptions, ServerName } from './options';
import type { AskedServer } from './servers';
import type { Question, Workload } from './workloads/workload';

/** What a server did with a workload at a concurrency: medians of the rounds. */
export interface Measured {
  readonly workload: Workload;
  readonly concurrency: number;
  readonly server: ServerName;
  /** Answers in a second. */
  readonly throughput: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of a processor for each answer. */
  readonly serverTime: number;
  readonly databaseTime: number;
  /** The share of answers that were 304. */
  readonly unmodified: number;
}

/** How many questions there are before they begin anew; fewer where those who ask know the last answer. */
const QUESTIONS = 4_000;
const CONDITIONAL_QUESTIONS = 500;

/** The same questions for every server, by a dice that always begins the same. */
export function questionsOf(
  workload: Workload,
  database: BenchDatabase,
  count = workload.isConditional ? CONDITIONAL_QUESTIONS : QUESTIONS,
) {
  const dice = new Dice(5);
  return Array.from({ length: count }, () => workload.ask(database, dice));
}

/** Measures a workload: the servers take turns, so that a noisy neighbour meets them all. */
export async function measure(
  { seconds, warmUp, rounds, concurrency: concurrencies }: BenchOptions,
  database: BenchDatabase,
  servers: readonly AskedServer[],
  loader: Loader,
  workload: Workload,
): Promise<Measured[]> {
  const questions = questionsOf(workload, database);
  const orderFor = (server: AskedServer, concurrency: number): LoadOrder => ({
    name: `${workload.name}: ${server.name}`,
    url: server.url,
    requests: questions.map((question: Question) => server.requestFor(workload, question)),
    concurrency,
    seconds,
  });
  for (const server of servers) {
    const order = orderFor(server, concurrencies.at(-1) ?? 1);
    await loader.run({ ...order, seconds: warmUp });
  }

  const measured: Measured[] = [];
  for (const concurrency of concurrencies) {
    const taken = new Map<ServerName, Omit<Measured, 'workload' | 'concurrency' | 'server'>[]>();
    for (let round = 0; round < rounds; round += 1) {
      for (const server of servers) {
        const one = await measureOnce(database, server, loader, orderFor(server, concurrency));
        taken.set(server.name, [...(taken.get(server.name) ?? []), one]);
      }
    }
    for (const [server, all] of taken) {
      const middle = (value: (one: (typeof all)[number]) => number) => median(all.map(value));
      measured.push({
        ...{ workload, concurrency, server },
        throughput: middle(({ throughput }) => throughput),
        p50: middle(({ p50 }) => p50),
        p99: middle(({ p99 }) => p99),
        serverTime: middle(({ serverTime }) => serverTime),
        databaseTime: middle(({ databaseTime }) => databaseTime),
        unmodified: middle(({ unmodified }) => unmodified),
      });
    }
  }
  return measured;
}

async function measureOnce(
  { postmaster }: BenchDatabase,
  { pid }: AskedServer,
  loader: Loader,
  order: LoadOrder,
) {
  const server = processorTimeOf(pid);
  const database = processorTimeOfFamily(postmaster);
  const { answers, elapsed, p50, p99, unmodified } = await loader.run(order);
  return {
    throughput: (answers / elapsed) * 1000,
    p50,
    p99,
    serverTime: (processorTimeOf(pid) - server) / answers,
    databaseTime: (processorTimeOfFamily(postmaster) - database) / answers,
    unmodified: unmodified / answers,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
