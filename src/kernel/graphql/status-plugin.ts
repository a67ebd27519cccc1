import type { ApolloServerPlugin, BaseContext } from '@apollo/server';

/** The media type whose status tells whether the operation ran; with JSON, only the body does. */
export const GRAPHQL_RESPONSE = 'application/graphql-response+json';

/** Codes of a request that was well-formed and says what cannot be run. */
const refusals: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'QUERY_TOO_COMPLEX',
  'BAD_USER_INPUT',
  'FORBIDDEN',
]);

/**
 * Gives answers the status that GraphQL over HTTP wants: an operation that was refused as a whole has
 * 200 as `application/json` and 400, or 403, as `application/graphql-response+json`. Whatever could not be
 * done just now has 503, and says when to try again, unless some mutations were. Expects one media type in `accept`.
 */
export function statusPlugin(): ApolloServerPlugin<BaseContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, operation, response: { http, body } }) {
          if (body.kind !== 'single') return;
          const { data, errors = [] } = body.singleResult;
          const codes = errors.map(({ extensions }) => extensions?.code);
          const isPartlyDone =
            operation?.operation === 'mutation' &&
            Object.values(data ?? {}).some((value) => value !== null);
          if (codes.includes('SERVICE_UNAVAILABLE') && !isPartlyDone) {
            http.status = 503;
            http.headers.set('retry-after', '1');
          } else if (data === undefined && codes.every((code) => refusals.has(code))) {
            const telling = codes.includes('FORBIDDEN') ? 403 : 400;
            http.status = request.http?.headers.get('accept') === GRAPHQL_RESPONSE ? telling : 200;
          } else if (codes.includes('BAD_REQUEST') && http.status !== 405) {
            http.status = 400;
          }
        },
      };
    },
  };
}
