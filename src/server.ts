import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import { accessDeniedPlugin } from './access-denied-plugin';
import { authoriseOperations } from './kernel/graphql/authorise-operations';
import { compiledReadsPlugin } from './kernel/graphql/compiled-reads-plugin';
import { formatError } from './kernel/graphql/format-error';
import { gatherFaultsPlugin } from './kernel/graphql/gather-faults-plugin';
import { type OperationLimits, operationLimits } from './kernel/graphql/operation-limits';
import { operationLimitsPlugin } from './kernel/graphql/operation-limits-plugin';
import { stringifyAnswer } from './kernel/graphql/raw-json';
import { requestIdPlugin } from './kernel/graphql/request-id-plugin';
import { statusPlugin } from './kernel/graphql/status-plugin';
import type { MemoryLimits } from './kernel/reading/remembered-answers';
import type { RequestContext } from './kernel/request-context';
import { logFault } from './log';
import { permissionOf } from './operations';
import { buildApiSchema } from './schema';
import { secretReadsPlugin } from './secret-reads-plugin';

/** How a server differs from the usual one. */
export interface ServerOptions {
  readonly limits?: OperationLimits;
  /** False when the resolvers answer every query, for tests and measurements. */
  readonly compiles?: boolean;
  /** How many answers are kept in memory. */
  readonly memory?: MemoryLimits;
  /** The schema, when somebody has built it already. */
  readonly schema?: GraphQLSchema;
  /** False when callers may not ask for the schema. */
  readonly introspection?: boolean;
}

/** The GraphQL server without its network, so that tests run the very same one. */
export async function createServer(
  log: (requestId: string, cause: unknown) => void = logFault,
  {
    limits = operationLimits,
    introspection = true,
    compiles = true,
    memory,
    schema,
  }: ServerOptions = {},
): Promise<ApolloServer<RequestContext>> {
  // GraphQL adds one of its own that says that there are more.
  const faults = limits.faults - 1;
  return new ApolloServer<RequestContext>({
    schema: schema ?? (await buildApiSchema()),
    formatError,
    introspection,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: { maxErrors: faults },
    executionOptions: { maxCoercionErrors: faults },
    csrfPrevention: true,
    stringifyResult: stringifyAnswer,
    plugins: [
      operationLimitsPlugin(limits),
      gatherFaultsPlugin(),
      requestIdPlugin(log),
      authoriseOperations(permissionOf),
      accessDeniedPlugin(log),
      secretReadsPlugin(log),
      statusPlugin(),
      ...(compiles ? [compiledReadsPlugin(log, memory)] : []),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
}
