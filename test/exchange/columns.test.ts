import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExchangeTable } from '../../src/exchange/exchange-column';
import { readTable } from '../../src/exchange/file-row';
import { planTable } from '../../src/exchange/plan-columns';
import { resultTable } from '../../src/exchange/result-columns';
import { riskTable } from '../../src/exchange/risk-columns';
import { templateFormats } from '../../src/exchange/template';
import { readCsv } from '../../src/spreadsheet/read-csv';
import { readWorkbook } from '../../src/spreadsheet/read-workbook';
import { writeWorkbook } from '../../src/spreadsheet/write-workbook';

const document = join(__dirname, '../../docs/import.md');
const tables: readonly ExchangeTable<never>[] = [riskTable, planTable, resultTable] as never[];
const comparable = (title: string): string => title.toLocaleLowerCase('sv').replaceAll(/\s/g, '');

const describedIn = ({ name, title, columns }: ExchangeTable<never>): string =>
  [
    `### ${title.sv} (\`${name}\`)\n`,
    '| Kolumn | Column | Betydelse |\n|---|---|---|',
    ...columns.map(({ title: { sv, en }, meaning, isOnlyTold }) => {
      const told = isOnlyTold ? ' Läses inte in.' : '';
      return `| ${sv} | ${en} | ${meaning.sv}${told} |`;
    }),
  ].join('\n');

it('are told in the documentation as they are', () => {
  const text = readFileSync(document, 'utf8');
  const [before = ''] = text.split('### ', 1);
  const whole = `${before}${tables.map(describedIn).join('\n\n')}\n`;
  if (process.env.WRITE_COLUMNS) writeFileSync(document, whole);

  expect(text).toBe(whole);
});

it.each(tables)('no name of a column of $name means two of them', ({ columns }) => {
  for (const { name, title } of columns) {
    const others = columns.filter((other) => other.name !== name);
    const names = others.flatMap((other) => [other.name, other.title.sv, other.title.en]);
    for (const own of [name, title.sv, title.en]) {
      expect(names.map(comparable)).not.toContain(comparable(own));
    }
  }
});

it.each(['sv', 'en'] as const)('have templates to fill in, in %s', async (language) => {
  for (const table of tables) {
    const titles = table.columns.flatMap(({ title, isOnlyTold }) =>
      isOnlyTold ? [] : [title[language]],
    );
    const [xlsx, csv] = await Promise.all(
      templateFormats.map(({ write }) => write(table, language)),
    );
    const choice = { name: null, columns: [] };

    expect(await readWorkbook(xlsx as Buffer, choice)).toEqual([{ number: 1, values: titles }]);
    expect(readCsv(csv as Buffer)).toEqual([{ number: 1, values: titles }]);
  }
});

const readRisks = (...rows: (string | number | null)[][]) =>
  readTable(
    rows.map((values, index) => ({ number: index + 1, values })),
    riskTable,
    [],
  );

it.each([
  [7, 7],
  ['7', 7],
  ['-7', -7],
  ['7,00', 7],
  ['7.0', 7],
  ['12 345', 12345],
  ['12\u00a0345\u202f678', 12345678],
])('read %p as a whole number', (text, number) => {
  const { rows, faults } = readRisks(['Sannolikhet'], [text]);

  expect(faults).toEqual([]);
  expect(rows[0]?.stated).toEqual({ likelihood: number });
});

it.each(['1.000', '1,000', '0x10', '1e3', '1 2', '2,5', '∞', 2.5])(
  'refuse %p, which is no whole number for certain',
  (text) => {
    const { faults } = readRisks(['Sannolikhet'], [text]);

    expect(faults).toMatchObject([{ line: 2, column: 'Sannolikhet', value: text }]);
  },
);

it('refuse what stands outside them, and what no text can have', () => {
  const { faults } = readRisks(
    ['Nämnd', 'Identifierad risk'],
    ['KS', 'Nycklar', 'lås', 'larm'],
    ['KS', 'Nyck\u0000lar', ' '],
  );

  expect(faults).toMatchObject([
    { line: 2, column: 'C', value: 'lås' },
    { line: 3, column: 'Identifierad risk', value: 'Nyck\u0000lar' },
  ]);
});

it('are all named when they are passed over, also those only told, and those without a name', () => {
  const { ignoredColumns, faults } = readRisks(
    ['Nummer', 'Nämnd', '', '', 'Handläggare'],
    [1, 'KS', null, 'x', 'Eva'],
  );

  expect(ignoredColumns).toEqual(['Nummer', 'D', 'Handläggare']);
  expect(faults).toEqual([]);
});

it.each(['x', '😀'])('refuse a text of %s that is longer than Excel has room for', async (sign) => {
  const long = sign.repeat(32_768);
  const texts = [['Riskbeskrivning'], [long], [long.slice(0, 32_766)]];
  const rows = texts.map((row) => row.map((value) => ({ value })));
  const sheet = { name: 'Risker', widths: [10], rows, headerRow: 0 };
  const page = { title: '', author: '', pageHeader: '', pageFooter: '' };
  const bytes = await writeWorkbook({ ...page, sheets: [sheet] });
  const written = await readWorkbook(bytes, { name: null, columns: [] });

  expect(readTable(written, riskTable, []).faults).toMatchObject([
    { line: 2, column: 'Riskbeskrivning' },
  ]);
});
