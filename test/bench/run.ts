/**
 * Measures how fast this product answers, beside a hand-written floor and PostGraphile.
 * Run: npm run bench -- [options], as `docs/performance.md` tells.
 */
import 'reflect-metadata';
import { compareAnswers } from './compare';
import { buildBenchDatabase } from './database/bench-database';
import { Loader } from './load/loader';
import { memoryOf } from './load/processor-time';
import { measure } from './measure';
import { readOptions } from './options';
import { reportOf, writeReport } from './report';
import { type AskedServer, startNamed } from './servers';
import { workloads } from './workloads';
import type { Workload } from './workloads/workload';

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const chosen = chosenFrom(workloads, options.workloads);
  say('Building the data');
  const database = await buildBenchDatabase(options.scale, options.risks);
  const servers: AskedServer[] = [];
  const loader = new Loader();
  try {
    for (const name of options.servers) servers.push(await startNamed(name, database));
    const measured = [];
    const memory = new Map(servers.map(({ name, pid }) => [name, [memoryOf(pid)]]));
    for (const workload of chosen) {
      say(workload.title);
      await compareAnswers(database, servers, workload);
      measured.push(...(await measure(options, database, servers, loader, workload)));
      for (const { name, pid } of servers) memory.get(name)?.push(memoryOf(pid));
    }
    const report = reportOf({ options, database, measured, memory });
    console.log(report);
    const kind = `scale ${options.scale}, ${options.risks} risks`;
    if (options.write) writeReport(options.write, kind, report);
  } finally {
    loader.stop();
    await Promise.all(servers.map((server) => server.stop()));
    await database.stop();
  }
}

function chosenFrom(all: readonly Workload[], names: readonly string[]): readonly Workload[] {
  const unknown = names.filter((name) => !all.some((each) => each.name === name));
  if (unknown.length > 0) throw new Error(`There is no workload ${unknown.join(', ')}`);
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}

/** Progress, beside what is printed. */
const say = (text: string): void =>
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);

run().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
