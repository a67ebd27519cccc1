import { isUtf8 } from 'node:buffer';
import {
  type ApolloServer,
  type BaseContext,
  HeaderMap,
  type HTTPGraphQLRequest,
} from '@apollo/server';
import { createPlayground, isPageVisit } from './playground';
import type { PlaygroundOptions } from './playground-page';
import { RequestRefused } from './request-refused';
import type { HttpRequest, RefusalReply, Reply, Route } from './route';

/** The longest body of a GraphQL request, in bytes. */
export const MAXIMUM_GRAPHQL_BYTES = 200 * 1024;

/** What `/graphql` needs. */
export interface GraphqlOptions<Context extends BaseContext> {
  /**
   * The started server. Its `csrfPrevention` must be on (it guards GET) and its landing page off
   * (it would ask other hosts).
   */
  readonly apollo: ApolloServer<Context>;
  /**
   * Says who asks, before the body is read.
   *
   * Throws RequestRefused 401 with `www-authenticate` when it does not know the caller.
   */
  createContext(request: HttpRequest): Promise<Context>;
  /** Null when browsers get no playground. */
  readonly playground: PlaygroundOptions | null;
}

/** `/graphql`, and the playground below it when there is one. */
export function graphqlRoutes<Context extends BaseContext>({
  apollo,
  createContext,
  playground: playgroundOptions,
}: GraphqlOptions<Context>): Route[] {
  const playground = playgroundOptions && createPlayground(playgroundOptions);

  const handle = async (request: HttpRequest): Promise<Reply> => {
    if (isPageVisit(request)) {
      if (playground) return playground.page();
      throw noPage;
    }
    if (request.method === 'POST') checkMediaType(request);
    const context = await createContext(request);
    const body = request.method === 'POST' ? await readJson(request) : undefined;
    const httpGraphQLRequest = toApolloRequest(request, body);
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest,
      context: async () => context,
    });
    if (answer.body.kind !== 'complete') throw new Error('Incremental delivery is not offered.');
    const headers = Object.fromEntries(answer.headers);
    return { status: answer.status ?? 200, headers, body: answer.body.string };
  };
  const route: Route = { methods: ['GET', 'POST'], path: '/graphql', handle, refusalReply };
  return playground ? [route, playground.assets] : [route];
}

/** GraphQL clients look for `errors`, so that is where they find a refusal. */
const refusalReply: RefusalReply = (
  { status, code, message, userMessage, headers },
  requestId,
) => ({
  status,
  headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({
    errors: [{ message, extensions: { code, details: {}, userMessage, requestId } }],
  }),
});

/** Only what a form of a foreign page cannot send, and only in the encoding that is read below. */
function checkMediaType({ headers }: HttpRequest): void {
  if (headers['content-encoding'] !== undefined) throw encodedBody;
  if (!jsonInUtf8.test(headers['content-type'] ?? '')) throw otherMediaType;
}

const jsonInUtf8 = /^application\/json\s*(;\s*charset\s*=\s*("utf-8"|utf-8)\s*)?$/i;

async function readJson(request: HttpRequest): Promise<unknown> {
  const bytes = await request.readBody(MAXIMUM_GRAPHQL_BYTES);
  if (!isUtf8(bytes)) throw notUtf8;
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw notJson;
  }
}

function toApolloRequest(request: HttpRequest, body: unknown): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined)
      headers.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  return { method: request.method, headers, search: request.search, body };
}

const noPage = new RequestRefused(404, 'NOT_FOUND', {
  sv: 'Här finns ingen sida. Skicka frågor med POST.',
  en: 'There is no page here. Send operations by POST.',
});
const encodedBody = new RequestRefused(
  415,
  'BAD_REQUEST',
  { sv: 'Frågan får inte vara komprimerad.', en: 'The body must not have a content encoding.' },
  { 'accept-encoding': 'identity' },
);
const otherMediaType = new RequestRefused(415, 'BAD_REQUEST', {
  sv: 'Frågan ska vara application/json i UTF-8.',
  en: 'The content type must be application/json in UTF-8.',
});
const notUtf8 = new RequestRefused(400, 'BAD_REQUEST', {
  sv: 'Frågan är inte giltig UTF-8.',
  en: 'The body is not well-formed UTF-8.',
});
const notJson = new RequestRefused(400, 'BAD_REQUEST', {
  sv: 'Frågan är inte giltig JSON.',
  en: 'The body is not well-formed JSON.',
});
