import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import type { Format } from '../../src/documents/format';
import { docxFormat } from '../../src/documents/formats/docx.format';
import { xlsxFormat } from '../../src/documents/formats/xlsx.format';
import { hostileTexts, sampleReport } from './sample-report';

jest.setTimeout(120_000);

const run = promisify(execFile);
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'office-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Opens a document in LibreOffice and saves it as something else. */
async function convert(format: Format, to: string): Promise<string> {
  const file = path.join(directory, `sample.${format.name}`);
  await writeFile(file, await format.write(sampleReport));
  await run('soffice', [
    `-env:UserInstallation=file://${directory}/profile`,
    '--headless',
    '--convert-to',
    to,
    '--outdir',
    directory,
    file,
  ]);
  return path.join(directory, `sample.${to.split(':')[0]}`);
}

it('LibreOffice opens the Word document, and prints it with everything on every page', async () => {
  const pdf = await convert(docxFormat, 'pdf');

  const [{ stdout: facts }, { stdout: text }] = await Promise.all([
    run('pdfinfo', [pdf]),
    run('pdftotext', ['-layout', pdf, '-']),
  ]);
  const pages = text.split('\f').slice(0, -1);

  expect(facts).toMatch(/Title: +Uppföljning av internkontroll 2025 <årsbokslut>/);
  expect(pages.length).toBeGreaterThan(2);
  for (const [index, page] of pages.entries()) {
    expect(page).toContain('UTKAST');
    expect(page).toMatch(
      new RegExp(`Dnr ÄN 2025/014 · Revision 2 +Sida ${index + 1} av ${pages.length}`),
    );
  }
  expect(text).toContain('Allvarliga');
  expect((await readFile(pdf)).length).toBeGreaterThan(10_000);
});

it('LibreOffice reads the workbook back: every text is that text, and no formula was made', async () => {
  const everySheet =
    'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1';
  await convert(xlsxFormat, everySheet);

  const read = await readFile(path.join(directory, 'sample-Alla rader.csv'), 'utf8');
  const [header, ...rows] = parse(read, { delimiter: ';' }) as string[][];

  expect(header).toEqual(['Nyckel', 'Riskbeskrivning', 'Riskvärde', 'Klar senast']);
  expect(rows.slice(0, hostileTexts.length)).toEqual(
    hostileTexts.map((text, index) => [
      `R${index + 1}`,
      text.replaceAll('\r\n', '\n'),
      `${index - 2}`,
      '2025-12-31',
    ]),
  );
});
