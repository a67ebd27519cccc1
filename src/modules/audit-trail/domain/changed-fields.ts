/** A row as JSON; null when there was or is none. */
type Row = string | null;

const membersOf = (row: Row): Record<string, unknown> => (row === null ? {} : JSON.parse(row));

/** The columns in which a row differs after a change, in alphabetical order; empty for a new or removed row. */
export function changedColumns(before: Row, after: Row): string[] {
  if (before === null || after === null) return [];
  const [earlier, later] = [membersOf(before), membersOf(after)];
  const columns = new Set([...Object.keys(earlier), ...Object.keys(later)]);
  return [...columns]
    .filter((column) => JSON.stringify(earlier[column]) !== JSON.stringify(later[column]))
    .sort();
}
