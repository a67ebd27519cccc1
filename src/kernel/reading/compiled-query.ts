import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  TypeNameMetaFieldDef,
} from 'graphql';
import { checkedArguments } from '../graphql/check-arguments';
import { type Bind, type ListArguments, pageSql, ValueSql } from '../list';
import type { Statement } from '../lone-statement';
import { type AskedArgument, Compiler, TOTAL } from './compiler';
import { jsonObject } from './json-object';
import {
  type AnsweringList,
  ASKED,
  type First,
  type Lookup,
  type Naming,
  type Parameter,
} from './lookup';
import { type Fragments, NotCompilable, selectionBelow } from './selection';
import { tablesRead } from './tables-read';
import { type MetadataOf, viewOf } from './view';

/** The parameters that every statement has: whose rows, for whom, what the reader reaches, and the day. */
const FIXED_PARAMETERS = 7;

/**
 * How long all statements of one document may be, in characters: there is one for each combination of
 * arguments that are there.
 */
const MOST_TEXT = 500_000;

/** What a request puts into its statement, and whose it is. */
interface Asked {
  readonly parameter: Parameter;
  readonly first: First;
  readonly municipalityId: string;
}

/** A root field with its arguments: its SQL, and what of it the arguments decide. */
interface BoundRoot {
  readonly key: string;
  readonly sql: () => string;
}

/** The same with its name in the answer. */
type NamedRoot = BoundRoot & Pick<Root, 'name'>;

/** A root field, ready for arguments. */
interface Root {
  readonly name: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
  readonly bind: (given: never, asked: Asked) => BoundRoot;
}

/** A statement with the tables that it reads; null when they are not known. */
export interface ReadStatement extends Statement {
  readonly tables: readonly string[] | null;
}

/** A statement with the values of its parameters after the fixed ones. */
export interface BoundQuery {
  readonly statement: ReadStatement;
  readonly values: readonly unknown[];
}

/** The last event that a statement sees in the audit trail of the municipality: its number and its hash. */
const LAST_EVENT = `coalesce((SELECT event.seq || ' ' || encode(event.hash, 'hex') FROM audit_event event
      WHERE event.municipality_id = reading.municipality ORDER BY event.seq DESC LIMIT 1), '0 ')`;

/** A query that one statement answers, whatever its variables are. */
export class CompiledQuery {
  private readonly statements = new Map<string, ReadStatement>();
  private length = 0;

  constructor(
    private readonly roots: readonly Root[],
    private readonly askedArguments: readonly AskedArgument[],
  ) {}

  /**
   * @param tellsWhen whether the statement also tells the last event of the audit trail that it sees.
   * @throws Error for arguments that are not right; the resolvers say how.
   */
  bind(
    variables: Readonly<Record<string, unknown>>,
    municipalityId: string,
    tellsWhen: boolean,
  ): BoundQuery {
    const values = this.askedArguments.map(({ field, node, name }): unknown => {
      const given = checkedArguments(field.args, getArgumentValues(field, node, variables));
      return Object.entries(given).find(([each]) => each === name)?.[1] ?? null;
    });
    const parameter: Parameter = (value, type) =>
      `$${FIXED_PARAMETERS + values.push(value)}${type ? `::${type}` : ''}`;
    const before: string[] = [];
    const first: First = (sql) => `before.value${before.push(sql)}`;
    const bound = this.roots.map(({ name, field, node, bind }) => {
      const given = checkedArguments(field.args, getArgumentValues(field, node, variables));
      return { name, ...bind(given as never, { parameter, first, municipalityId }) };
    });
    return { statement: this.statementFor(bound, before, tellsWhen), values };
  }

  private statementFor(
    bound: readonly NamedRoot[],
    before: readonly string[],
    tellsWhen: boolean,
  ): ReadStatement {
    const key = [String(tellsWhen), ...before, ...bound.map((root) => root.key)].join('\n');
    const known = this.statements.get(key);
    if (known) return known;
    const answer = jsonObject(bound.map(({ name, sql }) => [name, sql()]));
    const worked = before.map((sql, index) => `${sql} AS value${index + 1}`);
    const text = `SELECT answer.data, secret_reads(answer.data)${tellsWhen ? `, ${LAST_EVENT}` : ''}
      FROM begin_reading($1, $2, $3) AS reading (municipality)
      CROSS JOIN (SELECT $4::boolean AS reads_shared, $5::boolean AS reads_every_board,
        $6::uuid[] AS reads_boards, $7::date AS today) reader
      ${worked.length > 0 ? `CROSS JOIN LATERAL (SELECT ${worked.join(', ')} OFFSET 0) before` : ''}
      CROSS JOIN LATERAL (
        SELECT ${answer}::text AS data OFFSET 0) answer`;
    const name = createHash('sha256').update(text).digest('base64url');
    this.length += text.length;
    if (this.length > MOST_TEXT) {
      this.statements.clear();
      this.length = text.length;
    }
    const statement = { name, text, tables: tablesRead([answer, ...before].join(' ')) };
    this.statements.set(key, statement);
    return statement;
  }
}

/**
 * The ways to answer an operation, the quickest first; the next one is for when a way gives up. None for an
 * operation that the resolvers must answer.
 */
export function compileQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  metadataOf: MetadataOf,
): readonly CompiledQuery[] {
  const fragments = fragmentsIn(document);
  const compilerThat = (expectsStill: boolean): Compiler =>
    new Compiler(fragments, metadataOf, { firstParameter: FIXED_PARAMETERS + 1, expectsStill });
  const compile = (compiler: Compiler): CompiledQuery => {
    const fields = schema.getQueryType()?.getFields() ?? {};
    const roots = [...selectionBelow([operation], fragments)].map(([name, nodes]): Root => {
      const field = fields[nodes[0].name.value];
      if (!field) return rootOfTypeName(name, nodes[0]);
      const { lookup, answering } = field.extensions;
      const bind = lookup
        ? rootOfLookup(compiler, field, nodes, lookup as Lookup)
        : rootOfList(compiler, field, nodes, answering as AnsweringList | undefined, metadataOf);
      return { name, field, node: nodes[0], bind };
    });
    // Who asks for nothing but the name of a type needs no statement.
    if (roots.every(({ field }) => field === TypeNameMetaFieldDef)) throw new NotCompilable();
    return new CompiledQuery(roots, compiler.askedArguments);
  };
  try {
    const compiler = compilerThat(true);
    const quickest = compile(compiler);
    return compiler.readsStill ? [quickest, compile(compilerThat(false))] : [quickest];
  } catch (reason) {
    if (reason instanceof NotCompilable) return [];
    throw reason;
  }
}

/** `__typename` of the query itself; the schema is not compiled. */
function rootOfTypeName(name: string, node: FieldNode): Root {
  if (node.name.value !== TypeNameMetaFieldDef.name) throw new NotCompilable();
  return {
    name,
    field: TypeNameMetaFieldDef,
    node,
    bind: () => ({ key: '', sql: () => "'Query'" }),
  };
}

/** SQL for the municipality, in every statement. */
const OURS = 'reading.municipality';

/** Stands in SQL for what each request gives anew. */
const CONDITION = '/* condition */';

function rootOfLookup(
  compiler: Compiler,
  { type }: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
  { of, where, orderBy }: Lookup,
): Root['bind'] {
  const limit = isListType(getNullableType(type)) ? undefined : '1';
  const place = typeof of === 'object' && of.from.includes(ASKED) ? ASKED : CONDITION;
  const isAsked = place === ASKED ? 'TRUE' : CONDITION;
  const json = compiler.rows(type, nodes, of, { where: isAsked, orderBy, limit });
  const [before, after] = json.split(place);
  return (given, { parameter, first }) => {
    const condition = where(given, parameter, OURS, first);
    return { key: condition, sql: () => `${before}${condition}${after}` };
  };
}

function rootOfList(
  compiler: Compiler,
  { type }: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
  answering: AnsweringList | undefined,
  metadataOf: MetadataOf,
): Root['bind'] {
  const of = getNamedType(type);
  if (!answering || !isObjectType(of)) throw new NotCompilable();
  const { list, filterOf } = answering;
  const view = viewOf(list.entity, metadataOf, list.alias);
  const { json, alias, columns } = compiler.connection(of, nodes, view);
  return (given: ListArguments<Record<string, unknown>, string>, asked) => {
    const { parameter, municipalityId } = asked;
    const naming = namingOf(asked, metadataOf);
    const filter = filterOf(given.filter ?? {}, naming);
    if (!filter) throw new NotCompilable();
    const bind: Bind = (value, name = '') => READER[name] ?? parameter(value, '');
    const page = pageSql(list, { ...given, filter }, view, municipalityId, bind);
    const { where, after, orderBy, cursor, first } = page;
    const limit = parameter(first, 'integer');
    const within = `${view.tenant} = ${OURS} AND ${where}`;
    const total = `(SELECT count(*) FROM ${view.from} WHERE ${within})`;
    // Also what tells nothing of the rows is one answer for all of them, and reads them.
    const sql = (): string => `(SELECT ${json.replaceAll(TOTAL, () => total)} FROM (
      SELECT page.*, row_number() OVER () AS position FROM (
        SELECT ${columns ? `${columns}, ` : ''}${cursor} AS cursor, ${limit} AS first
        FROM ${view.from} WHERE ${within} ${after}
        ORDER BY ${orderBy} LIMIT ${limit} + 1) page) ${alias}
      HAVING count(*) >= 0)`;
    return { key: [where, after, orderBy].join('\n'), sql };
  };
}

/** What conditions call by name and every statement has. */
const READER: Readonly<Record<string, string>> = {
  readsShared: 'reader.reads_shared',
  readsEveryBoard: 'reader.reads_every_board',
  readsBoards: 'reader.reads_boards',
};

const namingOf = ({ parameter, first }: Asked, metadataOf: MetadataOf): Naming => ({
  board: (codeOrId) =>
    typeof codeOrId === 'string'
      ? new ValueSql(first(`board_named(${OURS}, ${parameter(codeOrId, 'text')})`))
      : null,
  known: (of, id, property = 'id') => {
    if (typeof id !== 'string') return null;
    const { from, tenant, columns } = viewOf(of, metadataOf);
    return new ValueSql(
      first(`coalesce((SELECT ${columns[property]} FROM ${from}
        WHERE ${tenant} = ${OURS} AND ${columns.id} = ${parameter(id, 'uuid')}),
        unanswerable()::text::uuid)`),
    );
  },
  today: new ValueSql('reader.today'),
});

function fragmentsIn({ definitions }: DocumentNode): Fragments {
  const fragments = definitions.filter(
    (each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION,
  );
  return Object.fromEntries(fragments.map((each) => [each.name.value, each]));
}
