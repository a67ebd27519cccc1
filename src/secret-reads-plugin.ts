import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { formatError } from './kernel/graphql/format-error';
import type { RequestContext } from './kernel/request-context';
import { takeSecretReads } from './kernel/secret-reads';
import { recordSecurityEvent } from './modules/audit-trail';

/** Logs every read of a secret text before the answer is sent, and sends none that it cannot log. */
export function secretReadsPlugin(
  log: (requestId: string, cause: unknown) => void,
): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart({ contextValue: request }) {
      return {
        async willSendResponse({ response }) {
          const { requestId } = request;
          await noteSecretReads(request).catch((cause: unknown) => {
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

async function noteSecretReads(request: RequestContext): Promise<void> {
  const reads = takeSecretReads(request);
  if (reads.length === 0) return;
  await request.unitOfWork.write('SECRET_READ', (tx) =>
    recordSecurityEvent(tx, ...reads.map((detail) => ({ kind: 'SECRET_READ' as const, detail }))),
  );
}
