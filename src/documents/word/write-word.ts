import {
  Document,
  type FileChild,
  Footer,
  Header,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  TextRun,
} from 'docx';
import { html } from '../../html';
import { footerOf, frameWords, languageTags } from '../frame-words';
import type { Report, Section } from '../report';
import { isWide } from '../table';
import { sectionBlocks } from './sections';
import { colours, numbering, page, stylesFor, widthOf } from './style';
import { factsTable } from './table';
import { textRuns } from './text';
import { withoutTimes } from './without-times';

/** A report as a document that Word and LibreOffice open and people go on writing in. */
export async function writeWord(report: Report): Promise<Buffer> {
  const parts = pageParts(report.sections);
  const document = new Document({
    title: report.title,
    styles: stylesFor(report.language),
    numbering,
    sections: await Promise.all(parts.map((part, index) => partOf(report, part, index === 0))),
  });
  const properties = { path: 'docProps/core.xml', data: coreProperties(report) };
  return withoutTimes(await Packer.toBuffer(document, false, [properties]));
}

/** Sections that follow each other on pages that stand, or on pages that lie down. */
interface Part {
  readonly isLandscape: boolean;
  readonly sections: { readonly section: Section; readonly place: number }[];
}

/** The first part stands, since it begins with the title. */
function pageParts(sections: readonly Section[]): Part[] {
  const parts: Part[] = [{ isLandscape: false, sections: [] }];
  for (const [place, section] of sections.entries()) {
    const isLandscape = section.blocks.some(
      (block) => block.kind === 'TABLE' && isWide(block.table),
    );
    const last = parts.at(-1);
    if (last?.isLandscape === isLandscape) last.sections.push({ section, place });
    else parts.push({ isLandscape, sections: [{ section, place }] });
  }
  return parts;
}

async function partOf(
  report: Report,
  { isLandscape, sections }: Part,
  isFirst: boolean,
): Promise<ISectionOptions> {
  const width = widthOf(isLandscape);
  const written = await Promise.all(
    sections.map(({ section, place }) => sectionBlocks(section, place, width)),
  );
  return {
    properties: {
      page: {
        size: {
          width: page.width,
          height: page.height,
          orientation: isLandscape ? 'landscape' : 'portrait',
        },
        margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
      },
    },
    headers: { default: pageHeader(report) },
    footers: { default: pageFooter(report, width) },
    children: [...(isFirst ? titleBlocks(report, width) : []), ...written.flat()],
  };
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
