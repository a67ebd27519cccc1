import { type FieldNode, type GraphQLField, Kind, type OperationDefinitionNode } from 'graphql';
import { MAX_PAGE_SIZE, PAGE_SIZE } from '../list';

/** Values of an operation's variables, as the caller sent them. */
export type Variables = Readonly<Record<string, unknown>>;

/**
 * How long a page a field asks for, within the limits of pages, or null when it has no pages. A size
 * outside the limits will be refused by the list itself, in words of its own.
 */
export type PageSizeOf = (field: GraphQLField<unknown, unknown>, node: FieldNode) => number | null;

/** Reads page sizes in an operation, as literals, variables or defaults of variables. */
export function pageSizesIn(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Variables,
): PageSizeOf {
  const defaults = new Map(
    variableDefinitions.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]),
  );
  return ({ args }, { arguments: given = [] }) => {
    if (!args.some(({ name }) => name === 'first')) return null;
    const value = given.find(({ name }) => name.value === 'first')?.value;
    if (value?.kind !== Kind.VARIABLE) return sizeFrom(value);
    const sent = variables[value.name.value];
    if (sent === undefined) return sizeFrom(defaults.get(value.name.value));
    return typeof sent === 'number' ? within(sent) : PAGE_SIZE;
  };
}

const sizeFrom = (literal: { kind: string; value?: unknown } | undefined): number =>
  literal?.kind === Kind.INT ? within(Number(literal.value)) : PAGE_SIZE;

const within = (first: number): number => Math.min(Math.max(first, 1), MAX_PAGE_SIZE);
