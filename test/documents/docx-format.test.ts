import { createHash } from 'node:crypto';
import { docxFormat } from '../../src/documents/formats/docx.format';
import type { Report } from '../../src/documents/report';
import { zipFiles } from '../support/zip-files';
import { hostileTexts, sampleReport } from './sample-report';

const write = async (report: Report): Promise<Buffer> => docxFormat.write(report);
const filesOf = async (report: Report) => zipFiles(await write(report));
const documentOf = async (report: Report) => (await filesOf(report)).get('word/document.xml') ?? '';

/** The text of each paragraph as somebody reads it. */
const paragraphsOf = (xml: string): string[] =>
  [...xml.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, paragraph = '']) =>
    paragraph
      .replaceAll(/<w:br\/>/g, '\n')
      .replaceAll(/<w:tab\/>/g, '\t')
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&'),
  );

it('has every text as it is', async () => {
  const paragraphs = paragraphsOf(await documentOf(sampleReport));

  expect(paragraphs).toEqual(
    expect.arrayContaining(hostileTexts.map((text) => text.replaceAll('\r\n', '\n'))),
  );
});

it('has headings, tables whose first row comes again, and words behind its pictures', async () => {
  const xml = await documentOf(sampleReport);

  expect(xml.match(/<w:pStyle w:val="(Title|Heading1)"\/>/g)).toHaveLength(1 + 3);
  expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(2);
  expect(xml).toContain(
    '<wp:docPr id="1002" name="risk-matrix" descr="En risk har värdet 9, en har värdet 4." title="Riskmatris"/>',
  );
  expect(xml.match(/<w:pgSz[^>]*w:orient="landscape"/g)).toHaveLength(1);
});

it('says its language and title, and nothing of when it was written', async () => {
  const files = await filesOf({ ...sampleReport, language: 'en' });

  expect(files.get('word/styles.xml')).toContain('<w:lang w:val="en-GB"/>');
  expect(files.get('docProps/core.xml')).toContain('<dc:language>en-GB</dc:language>');
  expect(files.get('docProps/core.xml')).toContain('&#60;årsbokslut&#62;</dc:title>');
  expect([...files.values()].join('')).not.toMatch(/dcterms:|20\d\d-\d\d-\d\dT/);
});

it('has the number and the edition on every page, and that it is a draft while it is', async () => {
  const margins = async (report: Report, which: RegExp) =>
    [...(await filesOf(report))]
      .filter(([name]) => which.test(name))
      .map(([, xml]) => paragraphsOf(xml).join());

  expect(await margins(sampleReport, /word\/header\d/)).toEqual(['UTKAST']);
  expect(await margins({ ...sampleReport, isDraft: false }, /word\/header\d/)).toEqual(['']);
  expect(await margins(sampleReport, /word\/footer\d/)).toEqual([
    'Dnr ÄN 2025/014 · Revision 2\tSida PAGE av NUMPAGES',
  ]);
});

it('is the same to the byte from the same report, whenever and wherever', async () => {
  const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const first = digest(await write(sampleReport));
  const now = Date.now();
  const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 86_400_000);
  const second = digest(await write(sampleReport));
  clock.mockRestore();

  expect(second).toBe(first);
});
