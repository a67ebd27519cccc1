import type { DataTable } from '../data-table';
import type { Format } from '../format';

/** For programs: what the document is, and its rows by the names of their columns. */
export const jsonFormat: Format = {
  name: 'json',
  mediaType: 'application/json; charset=utf-8',
  isShown: true,
  write: ({ sections: _sections, data, ...report }) =>
    Buffer.from(`${JSON.stringify({ ...report, rows: rowsOf(data) }, null, 2)}\n`),
};

const rowsOf = ({ columns, rows }: DataTable) =>
  rows.map((row) =>
    Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])),
  );
