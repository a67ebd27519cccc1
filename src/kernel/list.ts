import { QueryFailedError } from 'typeorm';
import type { TenantPart } from './columns';
import { invalid } from './errors';
import { comesAfter, Direction, type SortTerm, sortColumns } from './list-order';
import { everyColumn, type View, viewOf } from './reading/view';
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

/** Takes conditions with parameters, written `:name`. */
export interface Conditions {
  andWhere(sql: string, parameters?: Readonly<Record<string, unknown>>): void;
}

/** SQL of ours that stands for a value of a filter. */
export class ValueSql {
  constructor(readonly sql: string) {}
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
  /** Adds the conditions of a filter to the query; which ones depends on what is there, not on values. */
  readonly narrow: (query: Conditions, filter: Filter) => void;
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

/** What a page of a list is in SQL, after the view that its rows come from. */
export interface PageSql {
  /** What the filter leaves. */
  readonly where: string;
  /** What comes after the cursor, beginning with AND; empty for the first page. */
  readonly after: string;
  readonly orderBy: string;
  /** The cursor of a row. */
  readonly cursor: string;
  /** How many rows the page may hold. */
  readonly first: number;
}

/** Gives the SQL that stands for a value in a statement, such as `$3`; of a name that it knows, its own. */
export type Bind = (value: unknown, name?: string) => string;

/**
 * A page as SQL, for pages that resolvers fetch as for those that are compiled.
 *
 * @throws DomainError BAD_USER_INPUT for a size, an order or a cursor that cannot be.
 */
export function pageSql<Row extends TenantPart, Filter, Field extends string>(
  list: List<Row, Filter, Field>,
  { filter, orderBy, first: size, after }: ListArguments<Filter, Field>,
  { columns, required = new Set() }: View,
  municipalityId: string,
  bind: Bind,
): PageSql {
  const first = size ?? PAGE_SIZE;
  checkPageSize(first);
  const order = orderBy?.length ? orderBy : list.defaultOrder;
  checkOrder(order);
  // A day is read as a text, but sorted as it is.
  const filled = new Set([...required].map((name) => String(columns[name]).replace('::text', '')));
  const terms = termsOf(list, order, (sql) => filled.has(sql));
  // A cursor is good for the same list, order and municipality only.
  const belongsTo = [
    list.alias,
    ...order.map(({ field, direction }) => `${field} ${direction}`),
    municipalityId,
  ].join(',');
  const conditions: string[] = [];
  const andWhere: Conditions['andWhere'] = (sql, parameters = {}) => {
    conditions.push(withParameters(sql, parameters, bind));
  };
  if (filter) list.narrow({ andWhere }, filter);
  const place = after ? comesAfter(terms, positionIn(after, belongsTo, terms.length)) : null;
  return {
    where: ['TRUE', ...conditions].map((each) => `(${each})`).join(' AND '),
    after: place ? `AND ${withParameters(place.sql, place.parameters, bind)}` : '',
    orderBy: sortColumns(terms)
      .map(({ sql, direction }) => `${withParameters(sql, {}, bind)} ${direction}`)
      .join(', '),
    cursor: `page_cursor(${bind(belongsTo)}::text, ARRAY[${terms
      .map(({ sql }) => `(${withParameters(sql, {}, bind)})::text`)
      .join(', ')}])`,
    first,
  };
}

/** Puts values where a condition names them; one that is named twice is the same parameter. */
function withParameters(
  sql: string,
  parameters: Readonly<Record<string, unknown>>,
  bind: Bind,
): string {
  const bound = new Map<string, string>();
  return sql.replaceAll(PARAMETER, (_name, name: string) => {
    const value = parameters[name];
    const known = bound.get(name) ?? (value instanceof ValueSql ? value.sql : bind(value, name));
    bound.set(name, known);
    return known;
  });
}

/** A colon and a name, but not the two colons of a cast. */
const PARAMETER = /(?<!:):([a-zA-Z_]\w*)/g;

/** The rows after a cursor in the order that was asked for, without gaps while others write. */
export async function pageOf<Row extends TenantPart, Filter, Field extends string>(
  request: RequestContext,
  list: List<Row, Filter, Field>,
  asked: ListArguments<Filter, Field>,
): Promise<Page<Row>> {
  const { actor, unitOfWork } = request;
  const view = viewOf(list.entity, unitOfWork.metadataOf, list.alias);
  const reach = readableTextsParameters(secretReachOf(actor));
  /** The page with the values of its parameters. */
  const bound = (): PageSql & { readonly values: unknown[] } => {
    const values: unknown[] = [actor.municipalityId];
    const bind: Bind = (value, name = '') => `$${values.push(name in reach ? reach[name] : value)}`;
    return { ...pageSql(list, asked, view, actor.municipalityId, bind), values };
  };
  const { where, after, orderBy, cursor, first, values } = bound();
  const sql = `SELECT ${everyColumn(view)}, ${cursor} AS "cursorOfRow" FROM ${view.from}
    WHERE ${view.tenant} = $1 AND ${where} ${after} ORDER BY ${orderBy} LIMIT ${first + 1}`;
  const rows = await unitOfWork
    .read(({ manager }) => manager.query<(Row & { cursorOfRow: string })[]>(sql, values))
    .catch((error: unknown) => {
      // Class 22: a value in the cursor is not of the type of its column.
      const code = error instanceof QueryFailedError ? Object(error.driverError).code : '';
      throw after && String(code).startsWith('22') ? notACursor() : error;
    });

  const edges = rows.slice(0, first).map(({ cursorOfRow, ...node }) => ({
    cursor: cursorOfRow,
    node: node as unknown as Row,
  }));
  return {
    edges,
    pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null },
    totalCount: async () => {
      const counted = `SELECT count(*)::integer AS count FROM ${view.from}
        WHERE ${view.tenant} = $1 AND ${where}`;
      const parameters = values.slice(0, parametersIn(counted));
      const [row] = await unitOfWork.read(({ manager }) =>
        manager.query<{ count: number }[]>(counted, parameters),
      );
      return row?.count ?? 0;
    },
  };
}

/** What a list is sorted by, and last by its key, which goes the way of the field before it. */
function termsOf<Row extends TenantPart, Filter, Field extends string>(
  list: List<Row, Filter, Field>,
  order: readonly Order<Field>[],
  isFilled: (sql: string) => boolean,
): SortTerm[] {
  const terms = order.map(({ field, direction }) => {
    const sql = list.fields[field];
    return { sql, direction, isNullable: !isFilled(sql.replace(COLLATION, '')) };
  });
  const key = list.key ?? `${list.alias}.id`;
  if (terms.some(({ sql }) => sql === key)) return terms;
  return [...terms, { sql: key, direction: terms.at(-1)?.direction ?? 'ASC', isNullable: false }];
}

const COLLATION = / COLLATE "[\w-]+"$/;

/** How many parameters a statement has; those of the conditions come first. */
const parametersIn = (sql: string): number =>
  Math.max(...[...sql.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));

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
