import { enumeration } from './enumeration';

/** Which way a list goes. Rows without a value for the field come last either way. */
export const Direction = enumeration('ASC', 'DESC');
export type Direction = keyof typeof Direction;

/** One thing that rows are sorted by. */
export interface SortTerm {
  /** SQL of ours. */
  readonly sql: string;
  readonly direction: Direction;
  /** True when a row may lack it; such rows come last whichever way the others go. */
  readonly isNullable: boolean;
}

/** A column or an expression of it, and which way it is sorted. */
interface SortColumn {
  readonly sql: string;
  readonly direction: Direction;
}

/**
 * What to sort by in SQL. Before a term that can be null goes whether it is, in the same direction: then
 * null comes last either way, and one index with both, read forwards, serves the whole order.
 *
 * @example `(action.due_on IS NULL) ASC, action.due_on ASC`, `(risk.value IS NOT NULL) DESC, risk.value DESC`
 */
export function sortColumns(terms: readonly SortTerm[]): SortColumn[] {
  return terms.flatMap(({ sql, direction, isNullable }) =>
    isNullable
      ? [
          { sql: lastWhenNull(sql, direction), direction },
          { sql, direction },
        ]
      : [{ sql, direction }],
  );
}

/**
 * A condition for the rows after a position: what each term is there, null where it has none. Terms that
 * go the same way are compared as one row, which an index finds at once, however far down it is.
 */
export function comesAfter(
  terms: readonly SortTerm[],
  position: readonly (string | null)[],
): { readonly sql: string; readonly parameters: Readonly<Record<string, string | null>> } {
  const compared = terms.flatMap(({ sql, direction, isNullable }, index): Compared[] => {
    const value = position[index] ?? null;
    const itself = value === null ? [] : [{ sql, direction, value: `:after_${index}` }];
    if (!isNullable) return itself;
    const isLast = (value === null) === (direction === 'ASC');
    const flag = lastWhenNull(sql, direction);
    return [{ sql: flag, direction, value: isLast ? 'TRUE' : 'FALSE' }, ...itself];
  });
  const values = position.map((value, index) => [`after_${index}`, value] as const);
  return { sql: after(runsOf(compared)), parameters: Object.fromEntries(values) };
}

/** A sort column with what it is at the position, as SQL. */
interface Compared extends SortColumn {
  readonly value: string;
}

const lastWhenNull = (sql: string, direction: Direction): string =>
  direction === 'ASC' ? `(${sql} IS NULL)` : `(${sql} IS NOT NULL)`;

/** Neighbours that go the same way, together. */
function runsOf(columns: readonly Compared[]): Compared[][] {
  const runs: Compared[][] = [];
  for (const column of columns) {
    const run = runs.at(-1);
    if (run?.[0]?.direction === column.direction) run.push(column);
    else runs.push([column]);
  }
  return runs;
}

/** Says of the first run what an index can use, even where a later one decides. */
function after([run = [], ...rest]: readonly Compared[][]): string {
  const sign = run[0]?.direction === 'ASC' ? '>' : '<';
  const row = `(${run.map(({ sql }) => sql).join(', ')})`;
  const there = `(${run.map(({ value }) => value).join(', ')})`;
  if (rest.length === 0) return `${row} ${sign} ${there}`;
  return `(${row} ${sign}= ${there} AND (${row} ${sign} ${there} OR ${after(rest)}))`;
}
