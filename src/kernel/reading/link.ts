import type { Tx } from '../unit-of-work';
import { everyColumn, type Rows, viewOf } from './view';

/** How rows are found by what another row says of them. */
export interface Link {
  readonly to: Rows;
  /** The SQL that holds the key. */
  readonly by: string;
  /** What stands after the FROM of the rows, such as a table of links. */
  readonly join?: string;
  /** A further condition that arguments of the field decide; for the compiler alone. */
  readonly where?: (argument: (name: string, type: string) => string) => string;
  /** What several rows are sorted by; of those that only one is wanted of, the first is taken. */
  readonly orderBy?: string;
  /** A property of the parent, and the value with which the compiler gives up: the rows cannot be read so. */
  readonly givesUpFor?: readonly [property: string, value: string];
  /** Whether one key finds several rows. */
  readonly findsMany: boolean;
}

/** What is asked of rows, in SQL with parameters from `$2`. */
interface Condition {
  readonly where: string;
  readonly orderBy?: string | undefined;
  readonly join?: string | undefined;
  readonly limit?: number;
}

/** Rows within the municipality of the transaction, with every value that they have. */
export async function selectRows<Row>(
  { manager, scope }: Tx,
  rows: Rows,
  { where, orderBy, join = '', limit }: Condition,
  parameters: readonly unknown[],
  extra = '',
): Promise<Row[]> {
  const view = viewOf(rows, (entity) => manager.connection.getMetadata(entity));
  const sql = `SELECT ${extra}${everyColumn(view)} FROM ${view.from} ${join}
    WHERE ${view.tenant} = $1 AND ${where}${orderBy ? ` ORDER BY ${orderBy}` : ''}${limit ? ` LIMIT ${limit}` : ''}`;
  return manager.query<Row[]>(sql, [scope.municipalityId, ...parameters]);
}

/** Rows by the keys of a link, for many parents in one query. */
export async function selectLinked<Row>(
  tx: Tx,
  { to, by, join, orderBy }: Link,
  keys: readonly unknown[],
): Promise<readonly { readonly key: string; readonly row: Row }[]> {
  const condition = { where: `${by} = ANY($2)`, join, orderBy };
  const rows = await selectRows<Row & { key_of_link: string }>(
    tx,
    to,
    condition,
    [keys],
    `${by} AS key_of_link, `,
  );
  return rows.map(({ key_of_link: key, ...row }) => ({ key, row: row as Row }));
}
