import {
  type WorkbookCell,
  type WorkbookSheet,
  writeWorkbook,
} from '../../spreadsheet/write-workbook';
import { footerOf, frameWords } from '../frame-words';
import type { Block, Fact, Language, Report, Section } from '../report';
import type { Table } from '../table';
import { sheetNames } from './sheet-names';
import { dataRows, dataWidths, readingWidths, tableRows } from './tables';

type Row = readonly WorkbookCell[];

/**
 * A report as a workbook: first what is read, then each section that has tables on a sheet of its own, and
 * last every row, on the sheet that can be imported.
 */
export function writeExcel(report: Report): Promise<Buffer> {
  const { title, municipality, isDraft, language, data } = report;
  const sections = report.sections.filter((section) => tablesOf(section).length > 0);
  const [dataName = '', frontName = '', ...names] = sheetNames([
    data.title,
    frameWords.document[language],
    ...sections.map(({ heading }) => heading),
  ]);
  const nameOf = new Map(sections.map((section, index) => [section, names[index] ?? '']));
  return writeWorkbook({
    title,
    author: municipality,
    pageHeader: isDraft ? frameWords.draft[language] : '',
    pageFooter: footerOf(report),
    sheets: [
      frontSheet(frontName, report, nameOf),
      ...sections.map((section) => sectionSheet(nameOf.get(section) ?? '', section)),
      {
        name: dataName,
        widths: dataWidths(data, language),
        rows: dataRows(data, language),
        headerRow: 0,
      },
    ],
  });
}

const tablesOf = ({ blocks }: Section): Table[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'TABLE') return [block.table];
    return block.kind === 'FIGURE' && block.figure.table ? [block.figure.table] : [];
  });

function frontSheet(
  name: string,
  report: Report,
  sheetOf: ReadonlyMap<Section, string>,
): WorkbookSheet {
  const { title, municipality, body, isDraft, facts, sections, language } = report;
  const contentOf = (section: Section): Row[] => {
    const sheet = sheetOf.get(section);
    if (sheet === undefined) return section.blocks.flatMap(textRows);
    return [besides(`${frameWords.seeSheet[language]} ${sheet}`)];
  };
  return {
    name,
    widths: [30, 110],
    headerRow: null,
    rows: [
      [{ value: title, look: 'TITLE' }],
      [{ value: `${municipality} · ${body}`, look: 'CAPTION' }],
      ...draftRows(isDraft, language),
      [{ value: footerOf(report), look: 'CAPTION' }],
      [],
      ...factRows(facts),
      ...sections.flatMap((section): Row[] => [
        [],
        [{ value: section.heading, look: 'HEADING' }],
        ...contentOf(section),
      ]),
    ],
  };
}

const draftRows = (isDraft: boolean, language: Language): Row[] =>
  isDraft ? [[{ value: frameWords.draft[language], look: 'WARNING' }]] : [];

/** A text with what it is about, or its number, before it. */
const besides = (text: string, label: string | null = null): Row => [
  { value: label, look: 'LABEL' },
  { value: text, look: 'TEXT' },
];

const factRows = (facts: readonly Fact[]): Row[] =>
  facts.map(({ label, text }) => besides(text, label));

/** A block in two columns; what has a table has a sheet instead. */
function textRows(block: Block): Row[] {
  if (block.kind === 'FACTS') return factRows(block.facts);
  return textsOf(block).map((text) => besides(text));
}

/** The texts of a block, one by one. */
function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'PARAGRAPHS':
      return block.paragraphs;
    case 'LIST':
      return block.items.map((item, index) =>
        block.isNumbered ? `${index + 1}. ${item}` : `• ${item}`,
      );
    case 'FACTS':
      return block.facts.map(({ label, text }) => `${label}: ${text}`);
    case 'FIGURE':
      return [block.figure.description];
    case 'TABLE':
      return [];
  }
}

/** Its columns are as wide as the widest of its tables wants; the names of the columns stay when it has one. */
function sectionSheet(name: string, section: Section): WorkbookSheet {
  const tables = tablesOf(section);
  const widths: number[] = [];
  for (const [column, width] of tables.flatMap((table) => [...readingWidths(table).entries()])) {
    widths[column] = Math.max(widths[column] ?? 0, width);
  }
  const rows = [
    [{ value: section.heading, look: 'HEADING' as const }],
    ...section.blocks.flatMap(sectionRows),
  ];
  const headers = [...rows.entries()].filter(([, row]) => row[0]?.look === 'HEADER');
  const isOneTable = headers.length === 1 && section.blocks.at(-1)?.kind === 'TABLE';
  return { name, widths, rows, headerRow: isOneTable ? (headers[0]?.[0] ?? null) : null };
}

function sectionRows(block: Block): Row[] {
  const texts = textsOf(block).map((text): Row => [{ value: text, look: 'PROSE' }]);
  const [table] = tablesOf({ heading: '', blocks: [block] });
  if (!table) return [[], ...texts];
  return [[], ...texts, [{ value: table.caption, look: 'CAPTION' }], ...tableRows(table)];
}
