/**
 * Measures how fast this product answers, beside a hand-written floor and PostGraphile.
 * Run: npm run bench -- --help tells nothing; `docs/performance.md` tells all.
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

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const chosen = workloads.filter(
    ({ name }) => options.workloads.length === 0 || options.workloads.includes(name),
  );
  say('Building the data');
  const database = await buildBenchDatabase(options.scale, options.risks);
  const servers: AskedServer[] = [];
  const loader = new Loader();
  try {
    for (const name of options.servers) servers.push(await startNamed(name, database));
    const measured = [];
    for (const workload of chosen) {
      say(workload.title);
      await compareAnswers(database, servers, workload);
      measured.push(...(await measure(options, database, servers, loader, workload)));
    }
    const memory = new Map(servers.map(({ name, pid }) => [name, memoryOf(pid)]));
    const report = reportOf({ options, database, measured, memory });
    console.log(report);
    if (options.write) writeReport(options.write, `${options.scale}/${options.risks}`, report);
  } finally {
    loader.stop();
    await Promise.all(servers.map((server) => server.stop()));
    await database.stop();
  }
}

/** Progress, beside what is printed. */
const say = (text: string): void =>
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);

run().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
