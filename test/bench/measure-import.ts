import { readTable } from '../../src/exchange/file-row';
import { riskTable } from '../../src/exchange/risk-columns';
import { readSheet } from '../../src/spreadsheet/read-sheet';
import { writeWorkbook } from '../../src/spreadsheet/write-workbook';

const ROWS = 20_000;

/** How long an Excel file of twenty thousand risks takes to read, and what this process keeps of it. */
export async function measureImport(): Promise<void> {
  const texts = riskTable.columns.filter(({ kind, words }) => kind === 'TEXT' && !words);
  const names = ['board', 'title', ...texts.map(({ name }) => name)];
  const columns = riskTable.columns.filter(({ name }) => names.includes(name));
  const rows = Array.from({ length: ROWS }, (_, row) =>
    columns.map(({ name }) => ({ value: `${name} ${row}: underlag saknas när det betalas` })),
  );
  const header = columns.map(({ title }) => ({ value: title.sv }));
  const widths = columns.map(() => 20);
  const sheet = { name: 'Risker', widths, rows: [header, ...rows], headerRow: 0 };
  const frame = { title: 'Risker', author: '', pageHeader: '', pageFooter: '' };
  const bytes = await writeWorkbook({ ...frame, sheets: [sheet] });
  const before = process.memoryUsage.rss();

  const begun = performance.now();
  const reading = { kind: 'WORKBOOK', bytes, name: null, columns: [] } as const;
  const sheetRows = await readSheet(reading, new AbortController().signal);
  const { rows: read } = readTable(sheetRows, riskTable, ['board', 'title']);
  const milliseconds = performance.now() - begun;

  const megabytes = (process.memoryUsage.rss() - before) / 1024 ** 2;
  const what = `${read.length} rows of ${columns.length} columns, ${(bytes.length / 1024 ** 2).toFixed(1)} MB`;
  console.log(
    `Import, reading ${what}: ${milliseconds.toFixed()} ms, server +${megabytes.toFixed()} MB`,
  );
}
