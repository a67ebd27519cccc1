import { xlsxFormat } from '../../src/documents/formats/xlsx.format';
import type { Report } from '../../src/documents/report';
import { readWorkbook } from '../../src/spreadsheet/read-workbook';
import { zipFiles } from '../support/zip-files';
import { hostileTexts, sampleReport } from './sample-report';

const write = async (report: Report = sampleReport): Promise<Buffer> => xlsxFormat.write(report);
const sheetNames = (files: ReadonlyMap<string, string>): string[] =>
  [...(files.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]*)"/g)].map(
    ([, name = '']) => name,
  );
const valuesOf = async (workbook: Buffer, name: string) =>
  (await readWorkbook(workbook, { name, columns: [] })).map(({ values }) => values);

it('has the document, its tables and every row on sheets of their own', async () => {
  const files = zipFiles(await write());

  expect(sheetNames(files)).toEqual(['Dokument', 'Sammanfattning', 'Uppföljning', 'Alla rader']);
});

it('gives back every row as it was: texts are texts, numbers numbers, days days', async () => {
  const [header, ...rows] = await valuesOf(await write(), 'Alla rader');

  expect(header).toEqual(['Nyckel', 'Riskbeskrivning', 'Riskvärde', 'Klar senast']);
  expect(rows).toEqual([
    ...hostileTexts.map((text, index) => [`R${index + 1}`, text, index - 2, '2025-12-31']),
    ['R98', null, 0.25],
    ['R99', '', null, '1899-01-01'],
  ]);
});

it('INP-9: makes no formula of any text, and a date of a day', async () => {
  const files = zipFiles(await write());
  const sheets = [...files].filter(([name]) => name.startsWith('xl/worksheets/'));
  const rows = files.get('xl/worksheets/sheet4.xml') ?? '';

  expect(sheets.map(([, xml]) => xml).join('')).not.toMatch(/<f[ >]|<hyperlink/);
  expect(rows).toMatch(/<c r="D2" s="\d+"><v>46022<\/v>/);
});

it('keeps the names of the columns in sight and on every page, and filters by them', async () => {
  const files = zipFiles(await write());
  const rows = files.get('xl/worksheets/sheet4.xml') ?? '';

  expect(rows).toContain('<pane ySplit="1" topLeftCell="A2" state="frozen"');
  expect(rows).toContain('<autoFilter ref="A1:D20"');
  expect(rows).toMatch(/<col min="2" max="2" width="60"/);
  expect(files.get('xl/workbook.xml')).toContain(`localSheetId="3">'Alla rader'!$1:$1<`);
});

it('says what it is, at the foot of every page too, and that it is a draft while it is', async () => {
  const files = zipFiles(await write({ ...sampleReport, edition: 'Revision 2 & 3' }));
  const front = (await valuesOf(await write(), 'Dokument')).flat();

  expect(front).toEqual(expect.arrayContaining([sampleReport.title, 'UTKAST', '2026-02-18']));
  expect(front).toContain('Se bladet Uppföljning');
  expect(files.get('xl/worksheets/sheet1.xml')).toMatch(
    /<oddHeader>&amp;RUTKAST<\/oddHeader><oddFooter>&amp;LDnr ÄN 2025\/014 · Revision 2 &amp;&amp; 3&amp;R/,
  );
});

it('has the risk matrix as cells with its words, on its colours', async () => {
  const workbook = await write();

  expect(await valuesOf(workbook, 'Sammanfattning')).toContainEqual([
    'Stor',
    '▲ Vissa brister\n4: R2',
    '■ Allvarliga brister\n9: R1',
  ]);
  expect(zipFiles(workbook).get('xl/styles.xml')).toContain('<fgColor rgb="FFF2C14E"/>');
});

it('has the numbers of tables for reading as numbers, too', async () => {
  expect(await valuesOf(await write(), 'Uppföljning')).toContainEqual(['● Bra', 1500]);
});

it('names sheets as Excel takes them, each another one', async () => {
  const heading = "'Avvikelser: vad [nämnden] gör/har gjort * 2025?'";
  const [, table] = sampleReport.sections;
  const sections = [heading, heading, 'History', ''].map((each) => ({
    heading: each,
    blocks: table?.blocks ?? [],
  }));

  const names = sheetNames(zipFiles(await write({ ...sampleReport, sections })));

  expect(names).toEqual([
    'Dokument',
    'Avvikelser vad nämnden gör har…',
    'Avvikelser vad nämnden gör… (2)',
    'History_',
    '_',
    'Alla rader',
  ]);
});

it('is the same to the byte from the same report, whenever', async () => {
  const first = await write();
  jest.useFakeTimers({ now: Date.now() + 86_400_000, doNotFake: ['nextTick', 'setImmediate'] });
  const second = await write();
  jest.useRealTimers();

  expect(second.equals(first)).toBe(true);
});

it('cuts what is longer than Excel opens, and says so', async () => {
  const data = { ...sampleReport.data, rows: [['R1', 'å'.repeat(40_000), null, null]] };

  const [, row] = await valuesOf(await write({ ...sampleReport, data }), 'Alla rader');

  expect(row?.[1]).toHaveLength(32_767);
  expect(row?.[1]).toMatch(/å…$/);
});
