import type { UserMessage } from '../../kernel/errors';
import type { DataColumn, DataTable, DataValue } from '../data-table';

/** A column of a table of data, and what stands in it for a row. */
export interface FilledColumn<Row> extends DataColumn {
  readonly fill: (row: Row) => DataValue | undefined;
}

/** Names a column and says what stands in it. */
export const column = <Row>(
  name: string,
  kind: DataColumn['kind'],
  title: UserMessage,
  fill: FilledColumn<Row>['fill'],
): FilledColumn<Row> => ({ name, kind, title, fill });

/** A row of data for each row; what nobody says is null. */
export function fillTable<Row>(
  title: string,
  columns: readonly FilledColumn<Row>[],
  rows: readonly Row[],
): DataTable {
  return {
    title,
    columns: columns.map(({ fill: _fill, ...its }) => its),
    rows: rows.map((row) => columns.map(({ fill }) => fill(row) ?? null)),
  };
}

/** Several values of one place, on a line each; null for none. */
export const lines = (texts: readonly string[] = []): string | null =>
  texts.length > 0 ? texts.join('\n') : null;
