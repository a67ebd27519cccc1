import DataLoader from 'dataloader';
import type { TenantPart, TenantRow } from './columns';
import { type Link, selectLinked } from './reading/link';
import { RECORD, type Rows } from './reading/view';
import { tableOf } from './record-type';
import type { Tx, UnitOfWork } from './unit-of-work';

/**
 * How to fetch many values in one query. Returning a map, not a list, means that order and missing
 * rows are dealt with here, once, instead of in every loader.
 */
export type BatchLoad<Key, Value> = (
  tx: Tx,
  keys: readonly Key[],
) => Promise<ReadonlyMap<Key, Value>>;

/** Values that a link finds: the compiler reads the link itself, the resolvers load by it. */
export type LinkLoad<Value> = BatchLoad<string, Value> & { readonly link: Link };

/** The one row that each key finds. */
export function loadOne<Row>(to: Rows, by: string): LinkLoad<Row> {
  const link = { to, by, findsMany: false };
  const load: BatchLoad<string, Row> = async (tx, keys) =>
    new Map((await selectLinked<Row>(tx, link, keys)).map(({ key, row }) => [key, row]));
  return Object.assign(load, { link });
}

/** How several rows are found by a key; see `Link`. */
export type LinkToMany = Omit<Link, 'findsMany'>;

/** The rows that each key finds, in their order. */
export function loadMany<Row>(toMany: LinkToMany): LinkLoad<Row[]> {
  const link = { ...toMany, findsMany: true };
  const load: BatchLoad<string, Row[]> = async (tx, keys) => {
    const groups = groupedBy(await selectLinked<Row>(tx, link, keys), ({ key }) => key);
    return new Map([...groups].map(([key, found]) => [key, found.map(({ row }) => row)]));
  };
  return Object.assign(load, { link });
}

/** Rows of a table by id. */
export function rowById<Row extends TenantRow>(entity: new () => Row): LinkLoad<Row> {
  return rowBy<Row>(entity, 'id');
}

/** Rows of a table by a `column` in which no two of them have the same value. */
export function rowBy<Row extends TenantPart>(
  entity: new () => Row,
  column: keyof Row & string,
): LinkLoad<Row> {
  return loadOne<Row>(entity, columnOf(column));
}

/** All rows of a table that name a parent in `column`, in the order that is asked for. */
export function rowsByParent<Row extends object>(
  entity: new () => Row,
  column: keyof Row & string,
  order: { readonly [Column in keyof Row]?: 'ASC' | 'DESC' | 'ASC NULLS FIRST' },
): LinkLoad<Row[]> {
  const orderBy = Object.entries(order).map(
    ([name, direction]) => `${columnOf(name)} ${direction}`,
  );
  return loadMany<Row>({ to: entity, by: columnOf(column), orderBy: orderBy.join(', ') });
}

/** A table of links: which of its columns names the parent, and which the row that is looked for. */
interface JoinTable<Row extends TenantPart> {
  readonly link: new () => Row;
  readonly from: keyof Row & string;
  readonly to: keyof Row & string;
  /** What to sort by, in SQL that calls the row that is looked for `record`. */
  readonly orderBy: string;
}

/** Rows of a table by a parent that links join them to; a row may belong to several parents. */
export function rowsByLink<Row extends TenantRow, LinkRow extends TenantPart>(
  entity: new () => Row,
  table: JoinTable<LinkRow>,
): LinkLoad<Row[]> {
  return loadMany<Row>({ to: entity, ...joinTable(table) });
}

/** The part of a link that a table of links says. */
export function joinTable<LinkRow extends TenantPart>({
  link,
  from,
  to,
  orderBy,
}: JoinTable<LinkRow>): Pick<LinkToMany, 'by' | 'join' | 'orderBy'> {
  const table = tableOf(link.name.replace(/Entity$/, ''));
  const join = `JOIN ${table} link ON link.municipality_id = ${RECORD}.municipality_id
    AND link.${snake(to)} = ${RECORD}.id`;
  return { by: `link.${snake(from)}`, join, orderBy: `${orderBy}, ${RECORD}.id` };
}

const snake = (name: string): string => name.replace(/([A-Z])/g, '_$1').toLowerCase();
const columnOf = (name: string): string => `${RECORD}.${snake(name)}`;

/** Rows by a key that several of them share; they keep their order. */
export function groupedBy<Key, Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/**
 * The data loaders of one request, made on first use and shared by every resolver in it. Each batch
 * is a read of its own; inside a transaction, ask the repository instead.
 */
export class Loaders {
  private readonly made = new Map<unknown, DataLoader<unknown, unknown>>();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Resolves to null when there is no value for the key within the municipality, or no key. */
  async load<Key, Value>(batchLoad: BatchLoad<Key, Value>, key: Key | null): Promise<Value | null> {
    return key === null ? null : this.loaderOf(batchLoad).load(key);
  }

  /** Resolves to an empty list when nothing belongs to the key. */
  async loadList<Key, Value>(batchLoad: BatchLoad<Key, Value[]>, key: Key): Promise<Value[]> {
    return (await this.load(batchLoad, key)) ?? [];
  }

  /** Forgets everything; called after each commit so that a mutation never answers with old rows. */
  clear(): void {
    this.made.clear();
  }

  private loaderOf<Key, Value>(batchLoad: BatchLoad<Key, Value>): DataLoader<Key, Value | null> {
    let loader = this.made.get(batchLoad) as DataLoader<Key, Value | null> | undefined;
    if (!loader) {
      loader = new DataLoader(async (keys: readonly Key[]) => {
        const values = await this.unitOfWork.read((tx) => batchLoad(tx, keys));
        return keys.map((each) => values.get(each) ?? null);
      });
      this.made.set(batchLoad, loader as DataLoader<unknown, unknown>);
    }
    return loader;
  }
}
