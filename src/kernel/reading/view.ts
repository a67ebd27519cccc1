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

/** SQL that gives one value of a row. */
export type ColumnSql = string | CopySql;

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
export function everyColumn({ columns, secrecy }: View): string {
  const values = Object.entries(columns).flatMap(([name, column]) =>
    typeof column === 'string'
      ? `${column} AS "${name}"`
      : `${column.copy} || jsonb_build_object('secrecy', ${secrecyJson(column.secrecy)}) AS "${name}"`,
  );
  return [...values, ...(secrecy ? [`${secrecyJson(secrecy)} AS secrecy`] : [])].join(', ');
}

function secrecyJson({ type, id, sensitivity, boardId }: SecrecySql): string {
  return `jsonb_build_object('type', '${type}', 'id', ${id}, 'sensitivity', ${sensitivity}, 'boardId', ${boardId})`;
}

/** SQL for the strictest of sensitivities; a NULL among them does not count. */
export function strictestOf(...sensitivities: readonly string[]): string {
  const all = sensitivities.join(', ');
  return `CASE WHEN 'SECRET' IN (${all}) THEN 'SECRET' WHEN 'INTERNAL' IN (${all}) THEN 'INTERNAL' ELSE 'OPEN' END`;
}
