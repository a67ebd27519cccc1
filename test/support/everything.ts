import {
  execute,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  parse,
} from 'graphql';
import { DomainError } from '../../src/kernel/errors';
import type { RequestContext } from '../../src/kernel/request-context';

/** How far the questions follow links from the record that they begin with. */
const LINKS = 3;

/** Everything that can be selected of a type without meeting the same type twice on the way. */
function selectionOf(type: GraphQLObjectType, way: readonly string[], links: number): string {
  const fields = Object.values(type.getFields()).flatMap(({ name, type: to, args }) => {
    const target = getNamedType(to);
    if (args.some(({ type: its }) => String(its).endsWith('!'))) return [];
    if (!isObjectType(target)) return [name];
    const isWrapper = /(Connection|Edge|PageInfo)$/.test(target.name);
    if (way.includes(target.name) || links === 0) return [];
    const rest = selectionOf(target, [...way, target.name], isWrapper ? links : links - 1);
    return rest === '' ? [] : [`${name} ${rest}`];
  });
  return fields.length > 0 ? `{ ${fields.join(' ')} }` : '';
}

const isForbidden = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'FORBIDDEN';

/**
 * What every query of the API answers, each with everything that can be selected: the answers as one
 * text. A query that the caller may not ask at all answers with that. Without the server's limits, which would not let anybody ask so much at once.
 *
 * @param parametersOf the ways to ask a query, each as `(id: "…")`, or an empty text.
 */
export async function askEverything(
  schema: GraphQLSchema,
  contextOf: () => RequestContext,
  parametersOf: (query: GraphQLField<unknown, unknown>) => readonly string[],
): Promise<string> {
  const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
  const answers = queries.flatMap((query) => {
    const target = getNamedType(query.type);
    const selection = isObjectType(target) ? selectionOf(target, [target.name], LINKS) : '';
    return parametersOf(query).map(async (parameters) => {
      const document = parse(`{ ${query.name}${parameters} ${selection} }`);
      const { data, errors } = await execute({ schema, document, contextValue: contextOf() });
      const isRefused = errors?.some(({ originalError }) => isForbidden(originalError));
      if (errors && !isRefused)
        throw new Error(`${query.name}${parameters}: ${errors[0]?.message}`);
      return JSON.stringify([data, errors]);
    });
  });
  return (await Promise.all(answers)).join('\n');
}
