import { writeXlsx } from 'hucre';
import { checkArchive } from '../../src/spreadsheet/check-archive';
import { decodeText } from '../../src/spreadsheet/decode-text';
import { readCsv } from '../../src/spreadsheet/read-csv';
import { readSheet } from '../../src/spreadsheet/read-sheet';
import { writeCsv } from '../../src/spreadsheet/write-csv';

const never = new AbortController().signal;
const texts = [
  "'",
  "'=1+1",
  '=1+1',
  '007',
  'a;b,c\td',
  '"citat"',
  'rad\nrad',
  'åäö ÅÄÖ',
  '-5',
  "''x",
];

const readWorkbook = (bytes: Uint8Array, name: string | null = null) =>
  readSheet({ kind: 'WORKBOOK', bytes, name, columns: [["'"], ['=1+1', 'nothing']] }, never);
const values = (rows: readonly { readonly values: readonly unknown[] }[]) =>
  rows.map((row) => row.values);

it('gives back every text of a CSV file that we wrote', () => {
  const rows = texts.map((text) => ['x', text, 'y']);

  expect(values(readCsv(writeCsv(rows, { decimalSign: ',' })))).toEqual(rows);
});

it.each([';', ',', '\t'])('finds out that %p stands between the values', (delimiter) => {
  const csv = `"Nämnd; och, annat"${delimiter}Titel\r\n"KS"${delimiter}"en;två,tre\tfyra"\r\n`;

  expect(values(readCsv(Buffer.from(csv)))).toEqual([
    ['Nämnd; och, annat', 'Titel'],
    ['KS', 'en;två,tre\tfyra'],
  ]);
});

it.each([
  ['UTF-8', Buffer.from('Åtgärd – €')],
  ['UTF-8 with a mark', Buffer.from('\uFEFFÅtgärd – €')],
  ['UTF-16', Buffer.from('\uFEFFÅtgärd – €', 'utf16le')],
  ['UTF-16 the other way', Buffer.from('\uFEFFÅtgärd – €', 'utf16le').swap16()],
  ['windows-1252', Buffer.from([0xc5, 0x74, 0x67, 0xe4, 0x72, 0x64, 0x20, 0x96, 0x20, 0x80])],
])('reads %s', (_encoding, bytes) => {
  expect(decodeText(bytes)).toBe('Åtgärd – €');
});

it('reads the sheet that is meant, with texts as texts, numbers as numbers and days as days', async () => {
  const rows = [[...texts], [1, 2.5, true, new Date('2025-01-31')], [], ['sist']];
  const sheets = [
    { name: 'Omslag', rows: [['omslag']] },
    { name: 'Risker', rows },
    { name: 'Annat', rows: [['annat']] },
  ];
  const bytes = await writeXlsx({ sheets });

  expect(await readWorkbook(bytes)).toEqual([
    { number: 1, values: texts },
    { number: 2, values: [1, 2.5, true, '2025-01-31'] },
    { number: 4, values: ['sist'] },
  ]);
  expect(values(await readWorkbook(bytes, 'Annat'))).toEqual([['annat']]);
  await expect(readWorkbook(bytes, 'Borta')).rejects.toMatchObject({ reason: 'NO_SUCH_SHEET' });
});

it('refuses what is no workbook, and what would fill the memory', async () => {
  const compoundFile = Buffer.from('d0cf11e0a1b11ae1'.padEnd(2000, '0'), 'hex');
  const wide = await writeXlsx({ sheets: [{ name: 'x', rows: [Array(201).fill('x')] }] });
  const reasonFor = (bytes: Uint8Array) => readWorkbook(bytes).catch(({ reason }) => reason);

  expect(await reasonFor(Buffer.from('%PDF-1.7 not a workbook at all'))).toBe('NO_WORKBOOK');
  expect(await reasonFor(Buffer.from(wide).subarray(0, 500))).toBe('NO_WORKBOOK');
  expect(await reasonFor(compoundFile)).toBe('OLD_WORKBOOK');
  expect(await reasonFor(wide)).toBe('TOO_LARGE');
});

it.each([
  ['tells all', { packed: 5, unpacked: 9 }, undefined],
  ['tells all, though it may do so elsewhere', { flags: 8, packed: 5, unpacked: 9 }, undefined],
  ['has an empty file', { packed: 2, unpacked: 0 }, undefined],
  ['becomes 4 GB', { packed: 5, unpacked: 0xfffffffe }, 'TOO_LARGE'],
  ['becomes more', { packed: 5, unpacked: 0xffffffff }, 'TOO_LARGE'],
  ['is larger than it becomes', { packed: 0xfffffffe, unpacked: 1 }, 'TOO_LARGE'],
  ['has its directory elsewhere', { directory: 0xffffffff }, 'TOO_LARGE'],
  ['does not tell what it becomes', { packed: 5000, unpacked: 0 }, 'NO_WORKBOOK'],
  ['has its sizes elsewhere', { flags: 8, packed: 0, unpacked: 9 }, 'NO_WORKBOOK'],
])('looks through an archive that %s', (_what, told, reason) => {
  const check = (): unknown => {
    try {
      return checkArchive(archive(told));
    } catch (error) {
      return (error as { reason: unknown }).reason;
    }
  };

  expect(check()).toBe(reason);
});

it('counts every row of a workbook that says anything, whatever empty ones stand between', async () => {
  const filled = Array(50_001).fill(['x']);
  const bytes = await writeXlsx({ sheets: [{ name: 'x', rows: [['Titel'], [' '], ...filled] }] });

  await expect(readWorkbook(bytes)).rejects.toMatchObject({ reason: 'TOO_LARGE' });
});

it('refuses a CSV file that is none', () => {
  const reasonFor = (text: string | Buffer): unknown => {
    try {
      return readCsv(Buffer.from(text));
    } catch (error) {
      return (error as { reason: unknown }).reason;
    }
  };

  expect(reasonFor('%PDF-1.7')).toBe('NO_TEXT');
  expect(reasonFor(Buffer.from([0, 1, 2]))).toBe('NO_TEXT');
  expect(reasonFor('a;b\n"c;d\n')).toBe('BROKEN_QUOTES');
  expect(reasonFor('x\n'.repeat(50_002))).toBe('TOO_LARGE');
});

it('gives up on a file that takes too long or too much, and when nobody waits', async () => {
  const csv = Buffer.from('a;b\n'.repeat(40_000));
  const reading = { kind: 'CSV', bytes: csv, name: null, columns: [] } as const;
  const gone = new Error('gone');
  const most = { heapMegabytes: 512, milliseconds: 20_000 };

  await expect(readSheet(reading, never, { ...most, milliseconds: 1 })).rejects.toMatchObject({
    reason: 'TOO_SLOW',
  });
  await expect(readSheet(reading, never, { ...most, heapMegabytes: 12 })).rejects.toMatchObject({
    reason: 'TOO_LARGE',
  });
  await expect(readSheet(reading, AbortSignal.abort(gone))).rejects.toBe(gone);
});

/** The directory and the end of an archive with one file, of which it tells this. */
function archive({ flags = 0, packed = 1, unpacked = 1, directory = 46 }): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(flags, 8);
  entry.writeUInt32LE(packed, 20);
  entry.writeUInt32LE(unpacked, 24);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory, 12);
  return Buffer.concat([entry, end]);
}
