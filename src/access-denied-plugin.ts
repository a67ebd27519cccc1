import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLError } from 'graphql';
import { DomainError } from './kernel/errors';
import type { RequestContext } from './kernel/request-context';
import { recordSecurityEvent } from './modules/audit-trail';

/** How many refusals of one operation are told; more of them tell nothing more. */
const TOLD = 20;

/** What the caller lacked where; null when the error is another. */
function refusalOf(error: GraphQLError): object | null {
  const cause = unwrapResolverError(error);
  if (!(cause instanceof DomainError) || !('permission' in cause.details)) return null;
  return { field: error.path?.join('.') ?? null, permission: cause.details.permission };
}

/**
 * Notes each operation that a caller lacked a permission for, as one security event. The caller is
 * refused in any case: what cannot be noted is logged.
 */
export function accessDeniedPlugin(
  log: (requestId: string, cause: unknown) => void,
): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart({ contextValue: { requestId, unitOfWork } }) {
      return {
        async didEncounterErrors({ errors }) {
          const refusals = errors.flatMap((error) => refusalOf(error) ?? []).slice(0, TOLD);
          if (refusals.length === 0) return;
          await unitOfWork
            .write('ACCESS_DENIED', (tx) =>
              recordSecurityEvent(tx, { kind: 'ACCESS_DENIED', detail: { refusals } }),
            )
            .catch((cause: unknown) => {
              // The caller may do other things by now, so that the answer is not sent.
              const isOutdated = cause instanceof DomainError && cause.code === 'UNAUTHENTICATED';
              if (!isOutdated) log(requestId, cause);
            });
        },
      };
    },
  };
}
