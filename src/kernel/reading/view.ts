import type { EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';

/** SQL that decides who may read the texts of a row, or of a copy in it; see `Secrecy`. */
export interface SecrecySql {
  /** What the record is called in the API. */
  readonly type: string;
  readonly id: string;
  readonly sensitivity: string;
  readonly boardId: string;
}

/** A copy of another record, as jsonb, with who may read its texts. */
export interface CopySql {
  readonly copy: string;
  readonly secrecy: SecrecySql;
}

/** An object that is made of values of the row itself. */
export interface PartSql {
  readonly part: Readonly<Record<string, string | NestedSql>>;
  /** The condition without which there is none. */
  readonly when: string;
}

/** Rows that belong to the row, or the only one when they have no order. */
export interface NestedSql {
  readonly nested: View;
  /** Which, in terms of both. */
  readonly where: string;
  readonly orderBy?: string;
  /** Who may read their texts, where they are told as they are now. */
  readonly secrecy?: SecrecySql;
}

/** SQL that gives one value of a row. */
export type ColumnSql = string | CopySql | PartSql | NestedSql;

/**
 * Rows as SQL: the one place that says where each value of a record comes from. The compiler takes of it
 * what a query selects, the loaders take all of it.
 */
export interface View {
  /** What stands after FROM. */
  readonly from: string;
  /** The column with the municipality. */
  readonly tenant: string;
  /** What each property of a row is, by name. */
  readonly columns: Readonly<Record<string, ColumnSql>>;
  /** The names of columns that are never null, where that is known. */
  readonly required?: ReadonlySet<string>;
  /** Who may read the texts of a row, where its own columns do not say. */
  readonly secrecy?: SecrecySql;
  /**
   * The same rows for what stands still, which is much less to plan and to begin; gives up with
   * `unanswerable()` for a row that still moves.
   */
  readonly still?: View;
}

/** What TypeORM knows of an entity. */
export type MetadataOf = (entity: EntityTarget<ObjectLiteral>) => EntityMetadata;

/** Rows of a table, each with its columns, or of a view. */
export type Rows = View | (new () => ObjectLiteral);

const isView = (rows: Rows): rows is View => typeof rows !== 'function';

/** What a table is called in the SQL of conditions and orders on it. */
export const RECORD = 'record';

const tables = new WeakMap<EntityMetadata, Map<string, View>>();

/**
 * The view of a table: each column under the name of its property.
 *
 * @param alias what the table is called in conditions on it.
 */
export function viewOf(rows: Rows, metadataOf: MetadataOf, alias = RECORD): View {
  if (isView(rows)) return rows;
  const metadata = metadataOf(rows);
  const known = tables.get(metadata) ?? new Map<string, View>();
  tables.set(metadata, known);
  const view = known.get(alias) ?? tableView(metadata, alias);
  known.set(alias, view);
  return view;
}

function tableView({ tableName, columns }: EntityMetadata, alias: string): View {
  return {
    from: `${tableName} ${alias}`,
    tenant: `${alias}.municipality_id`,
    columns: Object.fromEntries(
      columns.map(({ propertyName, databaseName, type }) => [
        propertyName,
        // A day is a text wherever it is read; the driver would make a moment of it.
        `${alias}.${databaseName}${type === 'date' ? '::text' : ''}`,
      ]),
    ),
    required: new Set(
      columns.filter(({ isNullable }) => !isNullable).map(({ propertyName }) => propertyName),
    ),
  };
}

/** SQL for every value of a row, under its name. */
export function everyColumn(view: View): string {
  return valuesIn(view)
    .map(([name, sql]) => `${sql} AS "${name}"`)
    .join(', ');
}

/** SQL for a row with every value as one object. */
export function jsonOf(view: Pick<View, 'columns' | 'secrecy'>): string {
  return `jsonb_build_object(${valuesIn(view)
    .map(([name, sql]) => `'${name}', ${sql}`)
    .join(', ')})`;
}

function valuesIn({
  columns,
  secrecy,
}: Pick<View, 'columns' | 'secrecy'>): (readonly [string, string])[] {
  const values = Object.entries(columns).map(([name, column]) => [name, sqlOf(column)] as const);
  return secrecy ? [...values, ['secrecy', secrecyJson(secrecy)]] : values;
}

function sqlOf(column: ColumnSql): string {
  if (typeof column === 'string') return column;
  if ('copy' in column) {
    return `${column.copy} || jsonb_build_object('secrecy', ${secrecyJson(column.secrecy)})`;
  }
  if ('part' in column)
    return `CASE WHEN ${column.when} THEN ${jsonOf({ columns: column.part })} END`;
  const { nested, where, orderBy } = column;
  if (!orderBy) return `(SELECT ${jsonOf(nested)} FROM ${nested.from} WHERE ${where})`;
  return `coalesce((SELECT jsonb_agg(${jsonOf(nested)} ORDER BY ${orderBy})
    FROM ${nested.from} WHERE ${where}), '[]')`;
}

function secrecyJson({ type, id, sensitivity, boardId }: SecrecySql): string {
  return `jsonb_build_object('type', '${type}', 'id', ${id}, 'sensitivity', ${sensitivity}, 'boardId', ${boardId})`;
}

/** SQL for the strictest of sensitivities; a NULL among them does not count. */
export function strictestOf(...sensitivities: readonly string[]): string {
  const ranks = sensitivities.map((each) => `sensitivity_rank(${each})`);
  return `(ARRAY['OPEN','INTERNAL','SECRET'])[greatest(${ranks.join(', ')})]`;
}
