import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Linking } from '../graphql/linked';
import { isPlain } from '../graphql/plain-fields';
import type { LinkLoad } from '../loaders';
import { jsonObject } from './json-object';
import type { Link } from './link';
import type { SecrecyRule } from './secrecy';
import { type Fragments, NotCompilable, selectionBelow } from './selection';
import { ElementSource, JsonSource, type Made, RowSource, type Source } from './source';
import {
  type MetadataOf,
  type PartSql,
  RECORD,
  type Rows,
  type SecrecySql,
  type View,
  viewOf,
} from './view';

/** What a table is called where only one value of it is looked up. */
const FOUND = 'found';

/** How many objects may lie in each other for the inner ones to be looked into from the outermost. */
const MOST_STEPS = 4;

/**
 * The most objects that a statement is made of. A fragment that is spread ten times is written ten times, and
 * PostgreSQL keeps some megabytes for the plan of a hundred.
 */
const MOST_OBJECTS = 100;

/** Scalars whose SQL value stands in JSON as it is. */
const PLAIN_SCALARS: ReadonlySet<string> = new Set([
  ...['ID', 'String', 'Int', 'Float', 'Boolean', 'CalendarDay'],
]);

/** What a compiler is told besides the fragments. */
export interface CompilerOptions {
  /** The number of the first parameter that is free. */
  readonly firstParameter: number;
  /** Whether rows that may stand still are expected to. */
  readonly expectsStill: boolean;
}

/** An argument whose value comes with each request. */
export interface AskedArgument {
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
  readonly name: string;
}

/** An object that is kept as jsonb in another one. */
interface Part {
  readonly json: string;
  /** Who may read its texts, when it is a copy of another record. */
  readonly own: SecrecySql | undefined;
  /** Who may read the texts of what it is a part of. */
  readonly whole: SecrecySql | undefined;
}

/** Which rows of a view: SQL that stands after its FROM. */
export interface Narrowed {
  readonly join?: string | undefined;
  readonly where: string;
  readonly orderBy?: string | undefined;
  readonly limit?: string | undefined;
}

/** Stands in the JSON of a connection for how many rows there are in all. */
export const TOTAL = '/* total */';

/** The JSON of a connection, in terms of the rows of its page. */
export interface Connection {
  readonly json: string;
  /** What the rows are called in it. */
  readonly alias: string;
  /** What it needs of each row; may be empty. */
  readonly columns: string;
}

type FieldSql = (field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]) => string;

/**
 * Turns selections into SQL that gives their JSON. It knows nothing of any module: what a field is comes
 * from the schema (a property of its record, a link, a secret text) and from the views that links lead to.
 *
 * The SQL that it makes expects to stand beside `reading` and `reader`; see `compiled-query.ts`.
 */
export class Compiler {
  /** The arguments of fields below the roots, each of which is a parameter. */
  readonly askedArguments: AskedArgument[] = [];
  /** Whether it matters that rows are expected to stand still. */
  readsStill = false;
  private aliases = 0;
  private objects = 0;

  constructor(
    private readonly fragments: Fragments,
    private readonly metadataOf: MetadataOf,
    private readonly options: CompilerOptions,
  ) {}

  /** SQL for the JSON of one object, or of a list of them; null when there is none. */
  rows(
    type: GraphQLOutputType,
    nodes: readonly FieldNode[],
    rows: Rows,
    narrowed: Narrowed,
    whole?: SecrecySql,
  ): string {
    const view = this.viewOf(rows);
    const alias = this.nextAlias();
    const row = new RowSource(alias, view);
    const object = this.object(objectTypeIn(type), nodes, row, whole);
    const { join = '', where, orderBy, limit } = narrowed;
    const selected = `SELECT ${row.columns()} FROM ${view.from} ${join}
      WHERE ${view.tenant} = reading.municipality AND ${where}
      ${orderBy ? `ORDER BY ${orderBy}` : ''} ${limit ? `LIMIT ${limit}` : ''}
      ${row.isPlain() ? '' : 'OFFSET 0'}`;
    return isListType(getNullableType(type))
      ? `coalesce((SELECT json_agg(${object}) FROM (${selected}) ${alias}), '[]')`
      : required(type, `(SELECT ${object} FROM (${selected}) ${alias})`);
  }

  /** SQL around the rows of a page, for the JSON of a connection. */
  connection(type: GraphQLObjectType, nodes: readonly FieldNode[], view: View): Connection {
    const alias = this.nextAlias();
    const row = new RowSource(alias, view);
    const isOnPage = `${alias}.position <= ${alias}.first`;
    const json = this.fieldsOf(type, nodes, {
      edges: (field, its) => {
        const edge = this.fieldsOf(objectTypeIn(field.type), its, {
          cursor: () => `${alias}.cursor`,
          node: (nodeField, below) => this.object(objectTypeIn(nodeField.type), below, row),
        });
        return `coalesce(json_agg(${edge} ORDER BY ${alias}.position) FILTER (WHERE ${isOnPage}), '[]')`;
      },
      pageInfo: (field, its) =>
        this.fieldsOf(objectTypeIn(field.type), its, {
          hasNextPage: () => `coalesce(bool_or(${alias}.position > ${alias}.first), FALSE)`,
          endCursor: () =>
            `(array_agg(${alias}.cursor ORDER BY ${alias}.position DESC) FILTER (WHERE ${isOnPage}))[1]`,
        }),
      totalCount: () => TOTAL,
    });
    return { json, alias, columns: row.columns() };
  }

  /** The JSON of an object each of whose fields has SQL of its own. */
  private fieldsOf(
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    sqlOf: Readonly<Record<string, FieldSql>>,
  ): string {
    const fields = [...selectionBelow(nodes, this.fragments)].map(([key, its]) => {
      const name = its[0].name.value;
      const field = type.getFields()[name];
      const sql = field ? sqlOf[name]?.(field, its) : `'${type.name}'`;
      return [key, present(sql)] as const;
    });
    return jsonObject(fields);
  }

  /** SQL for the JSON of an object, whose values a source gives. */
  private object(
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    source: Source,
    whole?: SecrecySql,
  ): string {
    this.objects += 1;
    if (this.objects > MOST_OBJECTS) throw new NotCompilable();
    const secrecy = this.secrecyIn(type, source, whole);
    const fields = [...selectionBelow(nodes, this.fragments)].map(
      ([name, its]) => [name, this.field(type, its, source, secrecy)] as const,
    );
    return jsonObject(fields);
  }

  private field(
    type: GraphQLObjectType,
    nodes: readonly [FieldNode, ...FieldNode[]],
    source: Source,
    secrecy: SecrecySql | undefined,
  ): string {
    const name = nodes[0].name.value;
    if (name === '__typename') return `'${type.name}'`;
    const field = type.getFields()[name];
    if (!field) throw new NotCompilable();
    const { linking, compiledAs, madeOf } = field.extensions;
    if (madeOf) return this.made(field, nodes, source.made(name, madeOf as PartSql), secrecy);
    if (compiledAs) return this.linked(field, nodes, compiledAs as Linking, source);
    if (field.args.length > 0) throw new NotCompilable();
    if (linking) return this.linked(field, nodes, linking as Linking, source);
    if (isGuarded(type) && name === 'isMasked') return `NOT ${readable(present(secrecy))}`;
    if (isGuarded(type) && name === 'sensitivity') return present(secrecy).sensitivity;
    if (!isPlain(field)) throw new NotCompilable();
    const made = source.part(name);
    if (made) return this.made(field, nodes, made, secrecy);
    const rows = source.nested(name, ({ nested, where, orderBy, secrecy: own }) =>
      this.rows(
        field.type,
        nodes,
        own ? { ...nested, secrecy: own } : nested,
        { where, orderBy },
        secrecy,
      ),
    );
    if (rows) return rows;
    const value = present(source.value(name));
    if (isObjectType(getNamedType(field.type))) {
      return this.part(field, nodes, {
        json: value,
        own: source.secrecyOfCopy(name),
        whole: secrecy,
      });
    }
    return scalar(field, value, source, field.extensions.isSecretText ? present(secrecy) : null);
  }

  /** An object that is made of values of the row that it is a field of. */
  private made(
    { type }: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    made: Made | undefined,
    secrecy: SecrecySql | undefined,
  ): string {
    const { source, isThere } = present(made);
    const object = this.object(objectTypeIn(type), nodes, source, secrecy);
    return required(type, `CASE WHEN ${isThere} THEN ${object} END`);
  }

  private linked(
    field: GraphQLField<unknown, unknown>,
    nodes: readonly [FieldNode, ...FieldNode[]],
    { load, key }: Linking,
    source: Source,
  ): string {
    const { link } = load as Partial<LinkLoad<unknown>>;
    const value = source.plain(key);
    if (!link || !value) throw new NotCompilable();
    const { to, by, join, orderBy, findsMany, givesUpFor } = link;
    const given = link.where?.((name, of) => this.argument(field, nodes[0], name, of)) ?? 'TRUE';
    const where = `${by} = ${keyOf(source, value)} AND ${given}`;
    const limit = orderBy && !findsMany ? '1' : undefined;
    const rows = this.rows(field.type, nodes, to, { join, where, orderBy, limit });
    if (!givesUpFor) return rows;
    const isMoving = `${present(source.plain(givesUpFor[0]))} = '${givesUpFor[1]}'`;
    return `CASE WHEN ${isMoving} THEN unanswerable() ELSE ${rows} END`;
  }

  /** An object, or a list of them, that is kept as jsonb. */
  private part(
    { type }: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    { json, own, whole }: Part,
  ): string {
    const of = objectTypeIn(type);
    if (!isListType(getNullableType(type)) && isShort(json)) {
      const object = this.object(of, nodes, new JsonSource(`(${json})`, own), whole);
      return required(type, `CASE jsonb_typeof(${json}) WHEN 'object' THEN ${object} END`);
    }
    const alias = this.nextAlias();
    const source = new ElementSource(alias, own);
    const object = this.object(of, nodes, source, whole);
    if (!isListType(getNullableType(type))) {
      const one = source.rows(`(SELECT ${json} AS json, 1 AS number) element`);
      return required(
        type,
        `(SELECT ${object} FROM (${one}) ${alias} WHERE jsonb_typeof(${alias}.json) = 'object')`,
      );
    }
    const all = source.rows(`jsonb_array_elements(${json}) WITH ORDINALITY element (json, number)`);
    const list = `SELECT coalesce(json_agg(${object} ORDER BY ${alias}.number), '[]')
      FROM (${all}) ${alias}`;
    return required(type, `CASE jsonb_typeof(${json}) WHEN 'array' THEN (${list}) END`);
  }

  /** Who may read the texts of an object; undefined when it has none that could be secret. */
  private secrecyIn(
    { extensions }: GraphQLObjectType,
    source: Source,
    whole: SecrecySql | undefined,
  ): SecrecySql | undefined {
    if (extensions.isPartOfGuarded) return whole;
    if (!extensions.secrecyOf) return undefined;
    const { inSql } = extensions.secrecyOf as SecrecyRule<never>;
    const stated = source.secrecy();
    if (stated || !inSql) return stated;
    return source.classify((plain) =>
      inSql(
        (name) => present(plain(name)),
        ({ link }, key, name) => this.found(link, keyOf(source, key), name),
      ),
    );
  }

  /** SQL for one value of the row that a link finds; the key may be of a table that is called the same. */
  private found({ to, by, join = '' }: Link, key: string, name: string): string {
    const { from, tenant, columns } = viewOf(to, this.metadataOf, FOUND);
    const column = columns[name];
    if (typeof column !== 'string') throw new NotCompilable();
    return `(SELECT ${column} FROM ${from} ${join}
      WHERE ${tenant} = reading.municipality AND ${by.replace(`${RECORD}.`, `${FOUND}.`)} = ${key})`;
  }

  /** SQL for an argument of a field below the roots. */
  private argument(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    name: string,
    type: string,
  ): string {
    this.askedArguments.push({ field, node, name });
    return `$${this.options.firstParameter + this.askedArguments.length - 1}::${type}`;
  }

  /** Rows that stand still, unless it was found that they do not. */
  private viewOf(rows: Rows): View {
    const view = viewOf(rows, this.metadataOf);
    if (!view.still) return view;
    this.readsStill = true;
    return this.options.expectsStill ? view.still : view;
  }

  private nextAlias(): string {
    this.aliases += 1;
    return `row${this.aliases}`;
  }
}

/** The object type of a field, whatever wraps it. */
function objectTypeIn(type: GraphQLOutputType): GraphQLObjectType {
  const named = getNamedType(type);
  if (!isObjectType(named)) throw new NotCompilable();
  return named;
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new NotCompilable();
  return value;
}

/** True for jsonb that is cheaper to look into again for each field than to make a row of. */
const isShort = (json: string): boolean =>
  !json.includes('SELECT') && json.split('->').length <= MOST_STEPS;

/** An id to compare with; in JSON it is a text. */
const keyOf = (source: Source, value: string): string =>
  source instanceof JsonSource ? `${value}::uuid` : value;

/** What must not be null makes the resolvers answer when it is: they say what is wrong. */
function required(type: GraphQLOutputType, json: string): string {
  return isNonNullType(type) ? `coalesce(${json}, unanswerable())` : json;
}

const isGuarded = ({ extensions }: GraphQLObjectType): boolean =>
  Boolean(extensions.secrecyOf ?? extensions.isPartOfGuarded);

function scalar(
  { type, name }: GraphQLField<unknown, unknown>,
  value: string,
  source: Source,
  secrecy: SecrecySql | null,
): string {
  const named = getNamedType(type);
  const isJson = source instanceof JsonSource;
  const isMoment = named.name === 'DateTime' && !isListType(getNullableType(type));
  if (!isMoment && !isEnumType(named) && !PLAIN_SCALARS.has(named.name)) throw new NotCompilable();
  if (isJson) {
    if (secrecy) return unlessSecret(`nullif(${value}, 'null')`, secrecy);
    return isNonNullType(type)
      ? `coalesce(nullif(${value}, 'null'), unanswerable()::jsonb)`
      : value;
  }
  const sql = isMoment ? utc(value) : value;
  if (secrecy) return unlessSecret(sql, secrecy);
  if (!isNonNullType(type) || source.isRequired(name)) return sql;
  return `coalesce(to_json(${sql}), unanswerable())`;
}

/** As the scalar `DateTime` writes it. */
const utc = (moment: string): string =>
  `to_char(${moment} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** `mayReadTexts` as SQL, of whoever asks. */
const readable = ({ sensitivity, boardId }: SecrecySql): string =>
  `(${sensitivity} <> 'SECRET' OR ${reaches(boardId)})`;

const reaches = (boardId: string): string =>
  `CASE WHEN ${boardId} IS NULL THEN reader.reads_shared
     ELSE reader.reads_every_board OR ${boardId}::uuid = ANY (reader.reads_boards) END`;

/** A text that only some may read; whose secret it is, is remembered as it is read. */
const unlessSecret = (text: string, { type, id, sensitivity, boardId }: SecrecySql): string =>
  `CASE WHEN ${sensitivity} <> 'SECRET' THEN ${text}
     WHEN ${reaches(boardId)} THEN read_secret(${text}, '${type}', ${id}::text) END`;
