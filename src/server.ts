import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { authoriseOperations } from './kernel/graphql/authorise-operations';
import { formatError } from './kernel/graphql/format-error';
import { requestIdPlugin } from './kernel/graphql/request-id-plugin';
import { secretReadsPlugin } from './kernel/graphql/secret-reads-plugin';
import type { RequestContext } from './kernel/request-context';
import { permissionOf } from './operations';
import { buildApiSchema } from './schema';

/** The GraphQL server without its network, so that tests run the very same one. */
export async function createServer(
  log: (requestId: string, cause: unknown) => void = console.error,
): Promise<ApolloServer<RequestContext>> {
  return new ApolloServer<RequestContext>({
    schema: await buildApiSchema(),
    formatError,
    hideSchemaDetailsFromClientErrors: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: 5000 },
    csrfPrevention: true,
    plugins: [
      requestIdPlugin(log),
      authoriseOperations(permissionOf),
      secretReadsPlugin(log),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
}
