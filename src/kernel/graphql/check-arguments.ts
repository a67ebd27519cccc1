import {
  defaultFieldResolver,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type InputReader, readInput } from '../input';

/** The most entries that a list of an argument may have. */
const LONGEST_LIST = 1_000;

/**
 * Checks every text, id and list of every argument before a resolver sees it, so that no field can be
 * forgotten: what no text may be, the rules of a field only make narrower. Ids reach resolvers in small
 * letters, as the database writes them.
 */
export function checkArguments(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.args.length === 0) continue;
      const { resolve = defaultFieldResolver } = field;
      field.resolve = (root, args, request, info) =>
        resolve(root, checkedArguments(field.args, args), request, info);
    }
  }
}

/** @throws DomainError BAD_USER_INPUT with every fault; what is within `input` is named without it. */
export function checkedArguments(
  known: readonly GraphQLArgument[],
  given: Readonly<Record<string, unknown>>,
): object {
  return readInput((input) =>
    checkedFields(input, known, given, (name) => (name === 'input' ? '' : name)),
  );
}

function checkedFields(
  input: InputReader,
  known: readonly (GraphQLArgument | GraphQLInputField)[],
  given: Readonly<Record<string, unknown>>,
  pathOf: (name: string) => string,
): object {
  const present = known.filter(({ name }) => name in given);
  return Object.fromEntries(
    present.map(({ name, type }) => [name, checked(input, type, given[name], pathOf(name))]),
  );
}

function checked(
  input: InputReader,
  type: GraphQLInputType,
  value: unknown,
  path: string,
): unknown {
  if (isNonNullType(type)) return checked(input, type.ofType, value, path);
  if (value === null || value === undefined) return value;
  const within = (name: string | number): string => (path === '' ? `${name}` : `${path}.${name}`);
  if (isListType(type)) {
    const entries = value as readonly unknown[];
    if (entries.length > LONGEST_LIST) input.tooMany(path, LONGEST_LIST);
    return entries.map((each, index) => checked(input, type.ofType, each, within(index)));
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return checkedFields(input, fields, value as Readonly<Record<string, unknown>>, within);
  }
  if (type.name === 'ID') return input.id(path, value as string);
  // What a blank text means is for the field to say.
  if (type.name === 'String') input.text(path, value as string);
  return value;
}
