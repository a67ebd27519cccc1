import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../request-context';
import { logSecretReads } from '../secret-reads';
import { formatError } from './format-error';

/** Logs every read of a secret text before the answer is sent, and sends none that it cannot log. */
export function secretReadsPlugin(
  log: (requestId: string, cause: unknown) => void,
): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart({ contextValue: request }) {
      return {
        async willSendResponse({ response }) {
          const { requestId } = request;
          await logSecretReads(request).catch((cause: unknown) => {
            log(requestId, cause);
            const error = formatError(new GraphQLError('').toJSON(), cause);
            const extensions = { ...error.extensions, requestId };
            response.body = {
              kind: 'single',
              singleResult: { errors: [{ ...error, extensions }] },
            };
            response.http.status = 500;
          });
        },
      };
    },
  };
}
