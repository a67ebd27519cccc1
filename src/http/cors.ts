import type { HttpRequest } from './route';

/** How long a browser may remember the answer to a preflight, in seconds. */
const PREFLIGHT_SECONDS = '600';

const requestHeaders = [
  'authorization',
  'content-type',
  'idempotency-key',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'if-none-match',
];
const responseHeaders = ['etag', 'retry-after', 'www-authenticate', 'x-request-id'];

/**
 * Headers that let pages of certain origins use a route from a browser. They bring a token of their
 * own: the browser is never asked to add cookies.
 *
 * @param origins compared as whole texts; none unless the operator names some.
 */
export function corsHeaders(
  origins: readonly string[],
  { method, headers: { origin } }: HttpRequest,
): Readonly<Record<string, string>> {
  if (origins.length === 0) return {};
  const vary = { vary: 'Origin' };
  if (origin === undefined || !origins.includes(origin)) return vary;
  const readable = {
    ...vary,
    'access-control-allow-origin': origin,
    'access-control-expose-headers': responseHeaders.join(', '),
  };
  if (method !== 'OPTIONS') return readable;
  return {
    ...readable,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': requestHeaders.join(', '),
    'access-control-max-age': PREFLIGHT_SECONDS,
  };
}
