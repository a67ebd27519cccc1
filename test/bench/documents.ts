import { execFileSync } from 'node:child_process';
import { contentOf } from '../../src/documents/pdf/content';
import { Typesetter } from '../../src/documents/pdf/typesetter';
import { cell, type Mark, marked, missing, type Report } from '../../src/documents/report';
import { sampleReport } from '../documents/sample-report';
import { processorTimeOfFamily } from './load/processor-time';
import { measureImport } from './measure-import';

/** How many documents are made while the memory is looked at. */
const MANY = 500;
const LOOK_EVERY = 100;

const bands: readonly Mark[] = [
  { symbol: '●', word: 'Godtagbar', colour: '#1B7F4B' },
  { symbol: '◐', word: 'Bevakas', colour: '#F2C14E' },
  { symbol: '■', word: 'Kritisk', colour: '#B3261E' },
];

/** A follow-up of so many risks, no two of which say the same, with a figure. */
function followUpOf(risks: number): Report {
  const [summary, results] = sampleReport.sections;
  const [block] = results?.blocks ?? [];
  const figure = summary?.blocks.find(({ kind }) => kind === 'FIGURE');
  if (block?.kind !== 'TABLE' || !figure) throw new Error('The sample report is another one.');
  const rows = Array.from({ length: risks }, (_, index) => [
    cell(`${index + 1}. Felaktiga utbetalningar av försörjningsstöd`),
    cell(`Underlaget ${index} saknas eller är fel, och ingen märker det förrän det är betalt.`),
    index % 7 === 0
      ? missing('Riskvärde saknas')
      : marked(bands[index % 3] as Mark, `${index % 25}`),
    cell(`Stickprov av ${20 + index} utbetalningar under året`, 'Intervju med handläggarna'),
    cell(`${index % 5} avvikelser. De flesta gäller underlag som kom efteråt.`),
    index % 11 === 0 ? missing('Ingen bedömning') : marked(bands[(index + 1) % 3] as Mark),
    cell('Rutinen ses över till 2026-03-31. Ansvarig: Socialchef.', 'Utbildning av nya.'),
  ]);
  const table = { kind: 'TABLE' as const, table: { ...block.table, rows } };
  return {
    ...sampleReport,
    sections: [{ heading: 'Uppföljning per risk', blocks: [figure, table] }],
  };
}

const typesetter = new Typesetter();

async function millisecondsOf(report: Report): Promise<number> {
  const begun = performance.now();
  await typesetter.set({ content: contentOf(report, null), standard: 'ua-1' });
  return performance.now() - begun;
}

/** The median of how long it took, and how much of a processor each took on the average. */
async function measured(report: Report, times: number): Promise<string> {
  const all: number[] = [];
  const before = processorTimeOfFamily(process.pid);
  for (let count = 0; count < times; count += 1) all.push(await millisecondsOf(report));
  const processor = (processorTimeOfFamily(process.pid) - before) / times;
  const median = all.sort((one, other) => one - other)[Math.floor(times / 2)] as number;
  return `${median.toFixed()} ms (${processor.toFixed()} ms of a processor)`;
}

/** Resident memory of the typesetter's process in megabytes; 0 just after one was dismissed. */
function typesettingMegabytes(): number {
  const processes = execFileSync('ps', ['-A', '-o', 'ppid=,rss=,args='], { encoding: 'utf8' });
  const [, kilobytes = '0'] =
    new RegExp(`^\\s*${process.pid}\\s+(\\d+)\\s.*typesetting-process`, 'm').exec(processes) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

const ownMegabytes = (): number => Math.round(process.memoryUsage.rss() / 1024 ** 2);

async function measureDocuments(): Promise<void> {
  const [small, large] = [followUpOf(15), followUpOf(500)];
  console.log(
    `PDF, the first of a process, 15 risks: ${(await millisecondsOf(small)).toFixed()} ms`,
  );
  console.log(`PDF, 15 risks: ${await measured(small, 31)}`);
  console.log(`PDF, 500 risks: ${await measured(large, 7)}`);
  for (let count = 1; count <= MANY; count += 1) {
    await millisecondsOf(count % 50 === 0 ? large : small);
    if (count % LOOK_EVERY !== 20) continue;
    console.log(
      `After ${count} more: server ${ownMegabytes()} MB, typesetter ${typesettingMegabytes()} MB`,
    );
  }
  console.log(`After ${MANY} more: server ${ownMegabytes()} MB`);
  await typesetter.stop();
}

void measureDocuments().then(measureImport);
