import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { corsHeaders } from './cors';
import { deadlineOf, unlessAborted } from './deadline';
import { assertLocalName } from './local-name';
import { problemReply } from './problem';
import { readBody } from './request-body';
import { faultOfOurs, RequestRefused } from './request-refused';
import type { HttpRequest, Reply, Route } from './route';
import type { FindRoute } from './route-table';
import { sendReply } from './send-reply';

/** Notes a fault of ours under the id of the request that met it. */
export type LogFault = (requestId: string, cause: unknown) => void;

/** What the listener knows besides the routes. */
export interface ListenerOptions {
  readonly log: LogFault;
  /** Asked once per answer. */
  readonly isStopping: () => boolean;
  /** True when only names of this computer itself are answered to. */
  readonly hasOnlyLocalNames: boolean;
  /** How long an answer may take. */
  readonly answerMilliseconds: number;
}

/** Answers each request by its route. */
export function createRequestListener(
  findRoute: FindRoute,
  { log, isStopping, hasOnlyLocalNames, answerMilliseconds }: ListenerOptions,
): RequestListener {
  return async (incoming, response) => {
    const { signal, extend } = deadlineOf(incoming, response, answerMilliseconds);
    const request = toHttpRequest(incoming, signal);
    try {
      const reply = await answer(
        request,
        (method, path) => {
          if (!hasOneHost(incoming)) throw notOneHost;
          if (hasOnlyLocalNames) assertLocalName(request.headers.host);
          const found = findRoute(method, path);
          const { answerMilliseconds: ownMilliseconds } = found.route;
          if (ownMilliseconds !== undefined) extend(ownMilliseconds);
          return found;
        },
        log,
      );
      const sending = { incoming, requestId: request.id, isLast: isStopping() };
      await sendReply(reply, response, sending);
    } catch (cause) {
      if (!isClientGone(cause)) log(request.id, cause);
      response.destroy();
    }
  };
}

async function answer(request: HttpRequest, findRoute: FindRoute, log: LogFault): Promise<Reply> {
  let route: Route | undefined;
  const forPagesOfOthers = (reply: Reply): Reply => ({
    ...reply,
    headers: { ...corsHeaders(route?.origins ?? [], request), ...reply.headers },
  });
  try {
    const found = findRoute(request.method, request.path);
    route = found.route;
    const handling = route.handle({ ...request, parameters: found.parameters });
    return forPagesOfOthers(await unlessAborted(request.signal, Promise.resolve(handling)));
  } catch (cause) {
    const isRefusal = cause instanceof RequestRefused;
    if (!isRefusal) log(request.id, cause);
    const reply = route?.refusalReply ?? problemReply;
    return forPagesOfOthers(reply(isRefusal ? cause : faultOfOurs, request.id));
  }
}

/** Of several, programs on the way here could each take another one (RFC 9112, 3.2). */
function hasOneHost({ headersDistinct, httpVersion }: IncomingMessage): boolean {
  const hosts = headersDistinct.host?.length ?? 0;
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0');
}

const notOneHost = new RequestRefused(
  400,
  'BAD_REQUEST',
  { sv: 'Anropet ska nämna en värd.', en: 'The request must name one host.' },
  { connection: 'close' },
);

const isClientGone = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ERR_STREAM_PREMATURE_CLOSE';

function toHttpRequest(incoming: IncomingMessage, signal: AbortSignal): HttpRequest {
  const { method = '', url = '', headers } = incoming;
  const target = url.startsWith('/') ? url : originFormOf(url);
  const end = target.indexOf('?');
  return {
    id: randomUUID(),
    method: method === 'HEAD' ? 'GET' : method,
    isHead: method === 'HEAD',
    path: end < 0 ? target : target.slice(0, end),
    search: end < 0 ? '' : target.slice(end),
    headers,
    parameters: {},
    source: incoming.socket.remoteAddress ?? '',
    signal,
    readBody: (maximumBytes) => readBody(incoming, maximumBytes),
  };
}

/** Proxies may send the whole address as the target of a request (RFC 9112, 3.2.2). */
function originFormOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
