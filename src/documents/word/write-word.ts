import {
  Document,
  type FileChild,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  TextRun,
} from 'docx';
import { html } from '../../html';
import { footerOf, frameWords, languageTags } from '../frame-words';
import { liesDown, type Report } from '../report';
import { sectionBlocks } from './sections';
import { colours, numbering, pageOf, stylesFor, widthOf } from './style';
import { factsTable } from './table';
import { textRuns } from './text';
import { withoutTimes } from './without-times';

/** A report as a document that Word and LibreOffice open and people go on writing in. */
export async function writeWord(report: Report): Promise<Buffer> {
  const { title, language, sections } = report;
  const isLandscape = liesDown(report);
  const width = widthOf(isLandscape);
  const written = await Promise.all(
    sections.map((section, place) => sectionBlocks(section, place, width)),
  );
  const document = new Document({
    title,
    styles: stylesFor(language),
    numbering,
    hyphenation: { autoHyphenation: true },
    sections: [
      {
        properties: { page: pageOf(isLandscape) },
        headers: { default: pageHeader(report) },
        footers: { default: pageFooter(report, width) },
        children: [...titleBlocks(report, width), ...written.flat()],
      },
    ],
  });
  const properties = { path: 'docProps/core.xml', data: coreProperties(report) };
  return withoutTimes(await Packer.toBuffer(document, false, [properties]));
}

function titleBlocks(report: Report, width: number): FileChild[] {
  return [
    new Paragraph({
      children: textRuns(`${report.municipality} · ${report.body}`, { color: colours.quiet }),
    }),
    new Paragraph({ heading: 'Title', children: textRuns(report.title) }),
    ...factsTable(report.facts, width),
  ];
}

function pageHeader({ isDraft, language }: Report): Header {
  const draft = new TextRun({ text: frameWords.draft[language], bold: true, color: 'A1260D' });
  return new Header({
    children: [new Paragraph({ alignment: 'right', children: isDraft ? [draft] : [] })],
  });
}

function pageFooter(report: Report, width: number): Footer {
  const { language } = report;
  const look = { size: 17, color: colours.quiet };
  const pages = [
    `${frameWords.page[language]} `,
    PageNumber.CURRENT,
    ` ${frameWords.of[language]} `,
    PageNumber.TOTAL_PAGES,
  ];
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: 'right', position: width }],
        children: [
          ...textRuns(footerOf(report), look),
          new TextRun({ ...look, children: [new Tab(), ...pages] }),
        ],
      }),
    ],
  });
}

/** What a document says of itself, without the moment when it was written. */
function coreProperties({ title, municipality, body, language }: Report): string {
  return html`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title><dc:subject>${body}</dc:subject><dc:creator>${municipality}</dc:creator><dc:language>${languageTags[language]}</dc:language></cp:coreProperties>
`.text;
}
