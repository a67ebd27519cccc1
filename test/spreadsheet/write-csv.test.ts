import { parse } from 'csv-parse/sync';
import { assert, property, string } from 'fast-check';
import { csvFormat } from '../../src/documents/formats/csv.format';
import { guardFormula, unguardFormula } from '../../src/spreadsheet/formula-guard';
import { writeCsv } from '../../src/spreadsheet/write-csv';
import { hostileTexts, sampleReport } from '../documents/sample-report';

const write = (rows: Parameters<typeof writeCsv>[0]) => writeCsv(rows, { decimalSign: ',' });
const read = (file: Buffer) =>
  parse(file, { bom: true, delimiter: ';', recordDelimiter: '\r\n' }) as string[][];

it.each([
  ['=1+1', "'=1+1"],
  ['+46', "'+46"],
  ['-2', "'-2"],
  ['@x', "'@x"],
  ['\tx', `"'\tx"`],
  ['\rx', `"'\rx"`],
  ['\nx', `"'\nx"`],
  ['＝1', "'＝1"],
  ["'=1", "''=1"],
  ["'tis", "'tis"],
  ['a=1', 'a=1'],
  ['a;"b"', '"a;""b"""'],
  [' a', '" a"'],
])('INP-9: writes %j as %j', (text, written) => {
  expect(write([[text]]).toString()).toBe(`\uFEFF${written}\r\n`);
});

it('leaves numbers numbers, with a decimal comma, and what is not known empty', () => {
  expect(write([[-2, 0.25, null]]).toString()).toBe('\uFEFF-2;0,25;\r\n');
});

it('takes away what it added, and nothing else, from every text', () => {
  assert(
    property(string({ unit: 'binary' }), string(), (text, rest) => {
      for (const each of [text, `'${text}`, `'=${rest}`, `=${rest}`, `''-${rest}`]) {
        expect(unguardFormula(guardFormula(each))).toBe(each);
        expect(guardFormula(each)).not.toMatch(/^[=+\-@\t\r]/);
      }
    }),
  );
});

it('has the titles of the columns and every text of a report as it was', async () => {
  const [header, ...rows] = read(await csvFormat.write(sampleReport));

  expect(header).toEqual(['Nyckel', 'Riskbeskrivning', 'Riskvärde', 'Klar senast']);
  expect(rows.slice(0, hostileTexts.length).map(([, text = '']) => unguardFormula(text))).toEqual(
    hostileTexts,
  );
  expect(rows.slice(-2)).toEqual([
    ['R98', '', '0,25', ''],
    ['R99', '', '', '1899-01-01'],
  ]);
});
