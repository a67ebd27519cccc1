import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { checkedArguments } from '../graphql/check-arguments';
import type { Statement } from '../unit-of-work';
import { Compiler } from './compiler';
import type { Lookup, Parameter } from './lookup';
import { type Fragments, NotCompilable, selectionBelow } from './selection';
import type { MetadataOf } from './view';

/** The parameters that every statement has: the municipality, the boards, and what the reader reaches. */
const FIXED_PARAMETERS = 5;

/** How many statements one document may become: one for each combination of arguments that are there. */
const MOST_STATEMENTS = 100;

/** What a root field becomes: SQL around the condition that its arguments give. */
interface Root {
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
  readonly lookup: Lookup<never>;
  readonly before: string;
  readonly after: string;
}

/** A statement with the values of its parameters after the fixed ones. */
export interface BoundQuery {
  readonly statement: Statement;
  readonly values: readonly unknown[];
}

/** Stands in the SQL of a root for the condition, which each request gives anew. */
const CONDITION = '/* condition */';

/** A query that one statement answers, whatever its variables are. */
export class CompiledQuery {
  private readonly statements = new Map<string, Statement>();

  constructor(private readonly roots: readonly Root[]) {}

  /** @throws Error for arguments that are not right; the resolvers say how. */
  bind(variables: Readonly<Record<string, unknown>>): BoundQuery {
    const values: unknown[] = [];
    const parameter: Parameter = (value, type) => {
      values.push(value);
      return `$${FIXED_PARAMETERS + values.length}::${type}`;
    };
    const conditions = this.roots.map(({ field, node, lookup }) => {
      const given = checkedArguments(field.args, getArgumentValues(field, node, variables));
      return lookup.where(given as never, parameter, 'reading.municipality');
    });
    return { statement: this.statementFor(conditions), values };
  }

  private statementFor(conditions: readonly string[]): Statement {
    const key = conditions.join('\n');
    const known = this.statements.get(key);
    if (known) return known;
    const fields = this.roots.map(({ before, after }, index) => before + conditions[index] + after);
    const text = `SELECT answer.data, secret_reads(answer.data)
      FROM begin_reading($1, $2) AS reading (municipality)
      CROSS JOIN (SELECT $3::boolean AS reads_shared, $4::boolean AS reads_every_board,
        $5::uuid[] AS reads_boards) reader
      CROSS JOIN LATERAL (
        SELECT json_build_object(${fields.join(', ')})::text AS data OFFSET 0) answer`;
    const name = createHash('sha256').update(text).digest('base64url');
    if (this.statements.size >= MOST_STATEMENTS) this.statements.clear();
    const statement = { name, text };
    this.statements.set(key, statement);
    return statement;
  }
}

/** Null for an operation that the resolvers must answer. */
export function compileQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  metadataOf: MetadataOf,
): CompiledQuery | null {
  const compiler = new Compiler(fragmentsIn(document), metadataOf);
  try {
    const fields = schema.getQueryType()?.getFields() ?? {};
    const selection = selectionBelow([operation], fragmentsIn(document));
    const roots = [...selection].map(([key, nodes]): Root => {
      const field = fields[nodes[0].name.value];
      const lookup = field?.extensions.lookup as Lookup | undefined;
      if (!field || !lookup) throw new NotCompilable();
      const { of, orderBy } = lookup;
      const narrowed = { where: CONDITION, orderBy, limit: '1' };
      const json = compiler.rows(field.type, nodes, of, narrowed);
      const [before = '', after = ''] = json.split(CONDITION);
      return { field, node: nodes[0], lookup, before: `'${key}', ${before}`, after };
    });
    return new CompiledQuery(roots);
  } catch (reason) {
    if (reason instanceof NotCompilable) return null;
    throw reason;
  }
}

function fragmentsIn({ definitions }: DocumentNode): Fragments {
  const fragments = definitions.filter(
    (each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION,
  );
  return Object.fromEntries(fragments.map((each) => [each.name.value, each]));
}
