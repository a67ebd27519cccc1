import type { DataTable } from '../data-table';
import type { Format } from '../format';
import type { Block, Report } from '../report';

/**
 * For programs: all that the document says, in its order, and every row by the names of its columns.
 * A picture is what it tells; its drawing has an address of its own.
 */
export const jsonFormat: Format = {
  name: 'json',
  mediaType: 'application/json; charset=utf-8',
  isShown: true,
  write: (report) => Buffer.from(`${JSON.stringify(toldBy(report), null, 2)}\n`),
};

const toldBy = ({ sections, data, ...report }: Report) => ({
  ...report,
  sections: sections.map(({ heading, blocks }) => ({
    heading,
    blocks: blocks.map(withoutDrawing),
  })),
  columns: data.columns,
  rows: rowsOf(data),
});

function withoutDrawing(block: Block) {
  if (block.kind !== 'FIGURE') return block;
  const { name, title, description, table } = block.figure;
  return { kind: block.kind, figure: { name, title, description, table } };
}

const rowsOf = ({ columns, rows }: DataTable) =>
  rows.map((row) =>
    Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])),
  );
