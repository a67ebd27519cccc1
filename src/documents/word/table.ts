import { type FileChild, Paragraph, TableCell, TableRow, Table as WordTable } from 'docx';
import { inkOn } from '../../figures/contrast';
import type { Fact } from '../report';
import type { Cell, Column, Mark, Table } from '../table';
import { colours } from './style';
import { textRuns } from './text';

const line = { style: 'single', size: 4, color: colours.line } as const;
const none = { style: 'none', size: 0, color: 'auto' } as const;

/** A table under its caption, whose first row comes again on every page. */
export function tableBlocks({ caption, columns, rows }: Table, width: number): FileChild[] {
  const widths = widthsOf(columns, width * Math.min(1, columns.length / 3));
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(
      ({ title, isNumber }) =>
        new TableCell({
          shading: { type: 'clear', fill: colours.soft },
          children: [
            new Paragraph({
              style: 'ColumnTitle',
              alignment: isNumber ? 'right' : undefined,
              children: textRuns(title),
            }),
          ],
        }),
    ),
  });
  const body = rows.map(
    (cells) =>
      new TableRow({
        cantSplit: true,
        children: cells.map(
          (cell, index) => new TableCell({ children: cellParagraphs(cell, columns[index]) }),
        ),
      }),
  );
  return [
    new Paragraph({ style: 'Caption', children: textRuns(caption) }),
    new WordTable({
      columnWidths: widths,
      width: { size: sum(widths), type: 'dxa' },
      layout: 'fixed',
      margins: { top: 60, bottom: 40, left: 90, right: 90 },
      borders: {
        top: line,
        bottom: line,
        left: line,
        right: line,
        insideHorizontal: line,
        insideVertical: line,
      },
      tableLook: { firstRow: true, firstColumn: false },
      rows: [header, ...body],
    }),
    new Paragraph({}),
  ];
}

/** Names and what they say, beside each other. */
export function factsTable(facts: readonly Fact[], width: number): FileChild[] {
  if (facts.length === 0) return [];
  const widths = widthsOf([{ width: 1 }, { width: 3 }], width);
  return [
    new WordTable({
      columnWidths: widths,
      width: { size: sum(widths), type: 'dxa' },
      layout: 'fixed',
      borders: {
        top: none,
        bottom: none,
        left: none,
        right: none,
        insideHorizontal: none,
        insideVertical: none,
      },
      tableLook: { firstRow: false, firstColumn: true },
      rows: facts.map(
        ({ label, text }) =>
          new TableRow({
            children: [
              new TableCell({
                children: [new Paragraph({ children: textRuns(label, { color: colours.quiet }) })],
              }),
              new TableCell({ children: [new Paragraph({ children: textRuns(text) })] }),
            ],
          }),
      ),
    }),
    new Paragraph({}),
  ];
}

function cellParagraphs(cell: Cell, column: Column | undefined): Paragraph[] {
  const { paragraphs, mark, isMissing } = cell;
  const alignment = column?.isNumber && !mark && !isMissing ? 'right' : undefined;
  const texts = paragraphs.map(
    (text) =>
      new Paragraph({
        style: 'CellText',
        alignment,
        children: textRuns(text, isMissing ? { italics: true, color: colours.quiet } : {}),
      }),
  );
  const all = mark ? [markParagraph(mark), ...texts] : texts;
  return all.length > 0 ? all : [new Paragraph({ style: 'CellText' })];
}

/** The symbol stands on its colour, and the word beside it on none. */
function markParagraph({ symbol, word, colour }: Mark): Paragraph {
  const shading = { type: 'clear', fill: colour.slice(1) } as const;
  return new Paragraph({
    style: 'CellText',
    children: [
      ...textRuns(`\u00A0${symbol}\u00A0`, { shading, color: inkOn(colour).slice(1), bold: true }),
      ...textRuns(` ${word}`, { bold: true }),
    ],
  });
}

/** The width of each column, in whole parts that are together no more than there is room for. */
function widthsOf(columns: readonly Pick<Column, 'width'>[], room: number): number[] {
  const total = sum(columns.map(({ width }) => width));
  return columns.map(({ width }) => Math.floor((room * width) / total));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);
