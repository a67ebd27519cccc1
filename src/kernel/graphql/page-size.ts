import { type FieldNode, type GraphQLField, Kind, type OperationDefinitionNode } from 'graphql';
import { MAX_PAGE_SIZE, PAGE_SIZE } from '../list';

/** Values of an operation's variables, as the caller sent them. */
export type Variables = Readonly<Record<string, unknown>>;

/** How long pages an operation asks for: by literals, by variables or by defaults of variables. */
export class PageSizes {
  /** The variables that pages have been asked for by. */
  readonly asked = new Set<string>();

  constructor(
    private readonly operation: OperationDefinitionNode,
    private readonly variables: Variables = {},
  ) {}

  /**
   * How long a page a field asks for, within the limits of pages, or null when it has no pages. A size
   * outside the limits will be refused by the list itself, in words of its own.
   */
  of(
    { args }: GraphQLField<unknown, unknown>,
    { arguments: given = [] }: FieldNode,
  ): number | null {
    if (!args.some(({ name }) => name === 'first')) return null;
    const value = given.find(({ name }) => name.value === 'first')?.value;
    if (value?.kind !== Kind.VARIABLE) return sizeFrom(value);
    this.asked.add(value.name.value);
    return this.by(value.name.value);
  }

  /** The sizes that some variables say, as a text. */
  named(variables: ReadonlySet<string>): string {
    return [...variables].map((each) => this.by(each)).join(' ');
  }

  private by(variable: string): number {
    const sent = this.variables[variable];
    if (sent !== undefined) return typeof sent === 'number' ? within(sent) : PAGE_SIZE;
    const { variableDefinitions = [] } = this.operation;
    const definition = variableDefinitions.find((each) => each.variable.name.value === variable);
    return sizeFrom(definition?.defaultValue);
  }
}

const sizeFrom = (literal: { kind: string; value?: unknown } | undefined): number =>
  literal?.kind === Kind.INT ? within(Number(literal.value)) : PAGE_SIZE;

const within = (first: number): number => Math.min(Math.max(first, 1), MAX_PAGE_SIZE);
