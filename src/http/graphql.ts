import { isUtf8 } from 'node:buffer';
import {
  type ApolloServer,
  type BaseContext,
  HeaderMap,
  type HTTPGraphQLRequest,
  type HTTPGraphQLResponse,
} from '@apollo/server';
import { isKnownAnswer } from './known-answer';
import { answerTypeFor } from './media-type';
import { createPlayground, isPageVisit, type PlaygroundOptions } from './playground';
import { requestLimits } from './request-limits';
import { RequestRefused } from './request-refused';
import type { HttpRequest, RefusalReply, Reply, Route } from './route';

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
  /**
   * Asked before an answer is sent: false when the caller turned out to be another than the context says,
   * and everything is to be done anew with another context. True for every answer when left out.
   */
  mayAnswer?(context: Context): Promise<boolean>;
  /** Null when browsers get no playground. */
  readonly playground: PlaygroundOptions | null;
  /** The longest body, in bytes; 200 KB unless told. */
  readonly bodyBytes?: number;
  /** Other origins whose pages may ask from a browser; none unless told. */
  readonly corsOrigins?: readonly string[];
}

/** `/graphql`, and the playground below it when there is one. */
export function graphqlRoutes<Context extends BaseContext>({
  apollo,
  createContext,
  mayAnswer = async () => true,
  playground: playgroundOptions,
  bodyBytes = requestLimits.bodyBytes,
  corsOrigins: origins = [],
}: GraphqlOptions<Context>): Route[] {
  const playground = playgroundOptions && createPlayground(playgroundOptions);

  const handle = async (request: HttpRequest): Promise<Reply> => {
    if (isPageVisit(request)) {
      if (playground) return playground.page(request);
      throw noPage;
    }
    if (request.method === 'POST') checkMediaType(request);
    const accept = answerTypeFor(request.headers.accept);
    let context = await createContext(request);
    const body = request.method === 'POST' ? await readJson(request, bodyBytes) : undefined;
    const httpGraphQLRequest = toApolloRequest(request, accept, body);
    for (;;) {
      const contextValue = context;
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest,
        context: async () => contextValue,
      });
      if (await mayAnswer(context)) return unlessKnown(request, replyFrom(answer, request.id));
      context = await createContext(request);
    }
  };
  const methods = ['GET', 'POST'];
  const route: Route = { methods, path: '/graphql', origins, handle, refusalReply };
  return playground ? [route, playground.assets] : [route];
}

function replyFrom({ status = 200, headers, body }: HTTPGraphQLResponse, requestId: string): Reply {
  if (body.kind !== 'complete') throw new Error('Incremental delivery is not offered.');
  const content = status < 400 ? body.string : withRequestId(body.string, requestId);
  return { status, headers: Object.fromEntries(headers), body: content };
}

function unlessKnown(request: HttpRequest, reply: Reply): Reply {
  const etag = String(reply.headers?.etag ?? '');
  if (!etag || !isKnownAnswer(request, etag)) return reply;
  const cacheControl = reply.headers?.['cache-control'] ?? '';
  return { status: 304, headers: { etag, 'cache-control': cacheControl } };
}

/** What Apollo refuses before there is an operation passes by its plugins. */
function withRequestId(text: string, requestId: string): string {
  const { errors, ...others }: { errors?: { extensions: object }[] } = JSON.parse(text);
  const named = errors?.map((error) => ({
    ...error,
    extensions: { ...error.extensions, requestId },
  }));
  return JSON.stringify({ ...others, errors: named });
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

async function readJson(request: HttpRequest, bodyBytes: number): Promise<unknown> {
  const bytes = await request.readBody(bodyBytes);
  if (!isUtf8(bytes)) throw notUtf8;
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw notJson;
  }
}

function toApolloRequest(request: HttpRequest, accept: string, body: unknown): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined)
      headers.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  headers.set('accept', accept);
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
