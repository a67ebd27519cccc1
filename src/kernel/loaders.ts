import DataLoader from 'dataloader';
import { type FindOptionsOrder, type FindOptionsWhere, In } from 'typeorm';
import type { TenantPart, TenantRow } from './columns';
import type { Tx, UnitOfWork } from './unit-of-work';

/**
 * How to fetch many values in one query. Returning a map, not a list, means that order and missing
 * rows are dealt with here, once, instead of in every loader.
 */
export type BatchLoad<Key, Value> = (
  tx: Tx,
  keys: readonly Key[],
) => Promise<ReadonlyMap<Key, Value>>;

/** Rows of a table by id. */
export function rowById<Row extends TenantRow>(entity: new () => Row): BatchLoad<string, Row> {
  return rowBy(entity, 'id');
}

/** Rows of a table by a `column` in which no two of them have the same value. */
export function rowBy<Row extends TenantPart>(
  entity: new () => Row,
  column: keyof Row & string,
): BatchLoad<string, Row> {
  return async ({ manager, scope }, keys) => {
    const where = { ...scope, [column]: In([...keys]) } as object as FindOptionsWhere<Row>;
    const rows = await manager.findBy(entity, where);
    return new Map(rows.map((row) => [String(row[column]), row]));
  };
}

/** All rows of a table that name a parent in `column`, in the order that is asked for. */
export function rowsByParent<Row extends object>(
  entity: new () => Row,
  column: keyof Row & string,
  order: FindOptionsOrder<Row>,
): BatchLoad<string, Row[]> {
  return async ({ manager, scope }, parents) => {
    const rows = await manager.find(entity, {
      where: { ...scope, [column]: In([...parents]) } as object as FindOptionsWhere<Row>,
      order,
    });
    return groupedBy(rows, (row) => String(row[column]));
  };
}

/** A table of links: which of its columns names the parent, and which the row that is looked for. */
interface Link<Row extends TenantPart> {
  readonly link: new () => Row;
  readonly from: keyof Row & string;
  readonly to: keyof Row & string;
  /** What to sort by, in SQL that calls the row that is looked for `row`. */
  readonly orderBy: string;
}

/** Rows of a table by a parent that links join them to; a row may belong to several parents. */
export function rowsByLink<Row extends TenantRow, LinkRow extends TenantPart>(
  entity: new () => Row,
  { link, from, to, orderBy }: Link<LinkRow>,
): BatchLoad<string, Row[]> {
  return async ({ manager, scope }, parents) => {
    const { raw, entities } = await manager
      .createQueryBuilder(entity, 'row')
      .innerJoin(link, 'link', `link.municipalityId = row.municipalityId AND link.${to} = row.id`)
      .addSelect(`link.${from}`, 'parent')
      .where('row.municipalityId = :municipalityId', scope)
      .andWhere(`link.${from} = ANY(:parents)`, { parents })
      .orderBy(orderBy)
      .addOrderBy('row.id')
      .getRawAndEntities<{ parent: string; row_id: string }>();
    const byId = new Map(entities.map((row) => [row.id, row]));
    const groups = groupedBy(raw, ({ parent }) => parent);
    return new Map(
      [...groups].map(([parent, all]) => [
        parent,
        all.flatMap((each) => byId.get(each.row_id) ?? []),
      ]),
    );
  };
}

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
