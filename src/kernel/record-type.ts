/** What the API calls the rows of a table: `control_plan` is `ControlPlan`. */
export function recordTypeOf(table: string): string {
  return table.replace(/(?:^|_)([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

/** The table that the API calls so: `ControlPlan` is `control_plan`. It need not exist. */
export function tableOf(recordType: string): string {
  return recordType.replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase();
}

/** What the API calls a column: `board_id` is `boardId`. */
export function fieldNameOf(column: string): string {
  return column.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
