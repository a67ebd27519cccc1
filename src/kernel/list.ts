import { type EntityMetadata, QueryFailedError, type SelectQueryBuilder } from 'typeorm';
import type { TenantPart } from './columns';
import { invalid } from './errors';
import { comesAfter, Direction, type SortTerm, sortColumns } from './list-order';
import type { RequestContext } from './request-context';
import { readableTextsParameters, secretReachOf } from './sensitivity';

/** The most rows that one page may hold. */
export const MAX_PAGE_SIZE = 100;
/** How many rows a page holds when nobody says. */
export const PAGE_SIZE = 25;

export { Direction };

/** One thing to sort by; a list sorts by several of them, and by id in the end. */
export interface Order<Field extends string> {
  readonly field: Field;
  readonly direction: Direction;
}

/** What a caller asks of a list. */
export interface ListArguments<Filter, Field extends string> {
  readonly filter?: Filter | null;
  readonly orderBy?: readonly Order<Field>[] | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A list that can be filtered, sorted and paged. All SQL in it is constant text of ours. */
export interface List<Row extends TenantPart, Filter, Field extends string> {
  readonly entity: new () => Row;
  /** What the table is called in the SQL below. */
  readonly alias: string;
  /** What each field sorts by; `readableTexts` can be used here and in `narrow`. */
  readonly fields: Readonly<Record<Field, string>>;
  readonly defaultOrder: readonly Order<NoInfer<Field>>[];
  /** What no two rows of a municipality share, and every row has; the id when left out. */
  readonly key?: string;
  /** Adds the conditions of a filter to the query. */
  readonly narrow: (query: SelectQueryBuilder<Row>, filter: Filter) => void;
}

/** One row of a list with the cursor to go on from it. */
export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

/** A page in the form that GraphQL clients know as a Relay connection. */
export interface Page<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  /** How many rows the filter leaves; asked of the database only when a client selects it. */
  readonly totalCount: () => Promise<number>;
}

/** The rows after a cursor in the order that was asked for, without gaps while others write. */
export async function pageOf<Row extends TenantPart, Filter, Field extends string>(
  request: RequestContext,
  list: List<Row, Filter, Field>,
  { filter, orderBy, first: size, after }: ListArguments<Filter, Field>,
): Promise<Page<Row>> {
  const first = size ?? PAGE_SIZE;
  checkPageSize(first);
  const order = orderBy?.length ? orderBy : list.defaultOrder;
  checkOrder(order);
  // A cursor is good for the same list, order and municipality only.
  const belongsTo = [
    list.alias,
    ...order.map(({ field, direction }) => `${field} ${direction}`),
    request.actor.municipalityId,
  ].join(',');

  const { raw, entities, terms } = await request.unitOfWork
    .read(async ({ manager }) => {
      const terms = termsOf(list, order, manager.connection.getMetadata(list.entity));
      const query = narrowed(
        manager.createQueryBuilder(list.entity, list.alias),
        list,
        filter,
        request,
      );
      terms.forEach(({ sql }, index) => {
        query.addSelect(`(${sql})::text`, `sort_${index}`);
      });
      for (const { sql, direction } of sortColumns(terms)) query.addOrderBy(sql, direction);
      if (after) {
        const { sql, parameters } = comesAfter(terms, positionIn(after, belongsTo, terms.length));
        query.andWhere(sql, parameters);
      }
      const found = await query.limit(first + 1).getRawAndEntities<Record<string, string | null>>();
      return { ...found, terms };
    })
    .catch((error: unknown) => {
      // Class 22: a value in the cursor is not of the type of its column.
      const code = error instanceof QueryFailedError ? Object(error.driverError).code : '';
      throw after && String(code).startsWith('22') ? notACursor() : error;
    });

  const edges = entities.slice(0, first).map((node, row) => ({
    cursor: encodeCursor(
      belongsTo,
      terms.map((_term, index) => raw[row]?.[`sort_${index}`] ?? null),
    ),
    node,
  }));
  return {
    edges,
    pageInfo: { hasNextPage: entities.length > first, endCursor: edges.at(-1)?.cursor ?? null },
    totalCount: () =>
      request.unitOfWork.read(({ manager }) =>
        narrowed(
          manager.createQueryBuilder(list.entity, list.alias),
          list,
          filter,
          request,
        ).getCount(),
      ),
  };
}

/** What a list is sorted by, and last by its key, which goes the way of the field before it. */
function termsOf<Row extends TenantPart, Filter, Field extends string>(
  list: List<Row, Filter, Field>,
  order: readonly Order<Field>[],
  { columns }: EntityMetadata,
): SortTerm[] {
  const filled = new Set(
    columns
      .filter(({ isNullable }) => !isNullable)
      .map((each) => `${list.alias}.${each.databaseName}`),
  );
  const terms = order.map(({ field, direction }) => {
    const sql = list.fields[field];
    return { sql, direction, isNullable: !filled.has(sql.replace(COLLATION, '')) };
  });
  const key = list.key ?? `${list.alias}.id`;
  if (terms.some(({ sql }) => sql === key)) return terms;
  return [...terms, { sql: key, direction: terms.at(-1)?.direction ?? 'ASC', isNullable: false }];
}

const COLLATION = / COLLATE "[\w-]+"$/;

function narrowed<Row extends TenantPart, Filter, Field extends string>(
  query: SelectQueryBuilder<Row>,
  list: List<Row, Filter, Field>,
  filter: Filter | null | undefined,
  { actor }: RequestContext,
): SelectQueryBuilder<Row> {
  const { municipalityId } = actor;
  query.where(`${list.alias}.municipality_id = :municipalityId`, { municipalityId });
  query.setParameters(readableTextsParameters(secretReachOf(actor)));
  if (filter) list.narrow(query, filter);
  return query;
}

function encodeCursor(belongsTo: string, position: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify([belongsTo, ...position])).toString('base64url');
}

function positionIn(cursor: string, belongsTo: string, length: number): (string | null)[] {
  const [list, ...position] = parsedList(cursor);
  const isPosition = position.every((value) => typeof value === 'string' || value === null);
  if (list !== belongsTo || position.length !== length || !isPosition) throw notACursor();
  return position as (string | null)[];
}

function parsedList(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

const notACursor = () =>
  invalid('after', {
    sv: 'är inte en markör från den här listan',
    en: 'is not a cursor from this list',
  });

function checkOrder(order: readonly Order<string>[]): void {
  if (new Set(order.map(({ field }) => field)).size === order.length) return;
  throw invalid('orderBy', { sv: 'nämner ett fält två gånger', en: 'names a field twice' });
}

function checkPageSize(first: number): void {
  if (first >= 1 && first <= MAX_PAGE_SIZE) return;
  throw invalid('first', {
    sv: `ska vara 1 till ${MAX_PAGE_SIZE}`,
    en: `must be 1 to ${MAX_PAGE_SIZE}`,
  });
}
