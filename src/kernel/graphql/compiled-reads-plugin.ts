import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  type DocumentNode,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { type CompiledQuery, compileQuery } from '../reading/compiled-query';
import type { RequestContext } from '../request-context';
import { noteSecretRead } from '../secret-reads';
import { secretReachOf } from '../sensitivity';
import { RawJson } from './raw-json';

/** SQLSTATE of a statement that has no answer, so that the resolvers must say why. */
const UNANSWERABLE = 'IK002';

/**
 * Answers queries by one SQL statement each, whose text is the answer. What cannot be compiled, and what
 * has no answer but an error, is left to the resolvers; both read through the same views and links.
 *
 * @param log told of statements that fail for no reason of the caller's.
 */
export function compiledReadsPlugin(
  log: (requestId: string, cause: unknown) => void,
): ApolloServerPlugin<RequestContext> {
  const compiled = new WeakMap<OperationDefinitionNode, readonly CompiledQuery[]>();

  const waysFor = (
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    { unitOfWork }: RequestContext,
  ): readonly CompiledQuery[] => {
    const known = compiled.get(operation);
    if (known) return known;
    const ways = compileQuery(schema, document, operation, unitOfWork.metadataOf);
    compiled.set(operation, ways);
    return ways;
  };

  return {
    async requestDidStart() {
      return {
        async responseForOperation({ schema, document, operation, request, contextValue }) {
          if (operation.operation !== OperationTypeNode.QUERY) return null;
          const ways = waysFor(schema, document, operation, contextValue);
          if (ways.length === 0) return null;
          const { variableDefinitions = [] } = operation;
          const { coerced } = getVariableValues(
            schema,
            variableDefinitions,
            request.variables ?? {},
            { maxErrors: 1 },
          );
          let text: string | null = null;
          for (const way of coerced ? ways : []) {
            text ??= await answerOf(contextValue, way, coerced ?? {}, log);
          }
          if (text === null) return null;
          const singleResult = { data: new RawJson(text) as unknown as Record<string, unknown> };
          return {
            http: { status: undefined, headers: new HeaderMap() },
            body: { kind: 'single', singleResult },
          };
        },
      };
    },
  };
}

/** The answer as JSON; null when the resolvers must answer. */
async function answerOf(
  request: RequestContext,
  query: CompiledQuery,
  variables: Readonly<Record<string, unknown>>,
  log: (requestId: string, cause: unknown) => void,
): Promise<string | null> {
  const bound = attempt(() => query.bind(variables, request.actor.municipalityId));
  if (!bound) return null;
  const { everyBoard, boardIds, shared } = secretReachOf(request.actor);
  try {
    const parameters = [shared, everyBoard, boardIds, request.clock.today(), ...bound.values];
    const [text = null, reads] = await request.unitOfWork.answer(bound.statement, parameters);
    for (const record of reads?.split('\n') ?? []) {
      const [type = '', id = ''] = record.split(' ');
      if (record) noteSecretRead(request, { type, id });
    }
    return text;
  } catch (cause) {
    if (!isOfCaller(cause)) log(request.requestId, cause);
    return null;
  }
}

/** Class 22 is a value that is not of its type, such as in a cursor that somebody has made up. */
function isOfCaller(cause: unknown): boolean {
  const { code } = Object(cause);
  return code === UNANSWERABLE || String(code).startsWith('22');
}

function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}
