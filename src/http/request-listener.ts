import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { assertLocalName } from './local-name';
import { problemReply } from './problem';
import { readBody } from './request-body';
import { faultOfOurs, RequestRefused } from './request-refused';
import type { HttpRequest, Reply, Route } from './route';
import type { FindRoute } from './route-table';
import { sendReply } from './send-reply';

/** Notes a fault of ours under the id of the request that met it. */
export type LogFault = (requestId: string, cause: unknown) => void;

/** Answers each request by its route; `isStopping` is asked once per answer. */
export function createRequestListener(
  findRoute: FindRoute,
  log: LogFault,
  isStopping: () => boolean,
  hasOnlyLocalNames: boolean,
): RequestListener {
  return async (incoming, response) => {
    const request = toHttpRequest(incoming);
    try {
      const reply = await answer(
        request,
        (method, path) => {
          if (hasOnlyLocalNames) assertLocalName(request.headers.host);
          return findRoute(method, path);
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
  try {
    const found = findRoute(request.method, request.path);
    route = found.route;
    return await route.handle({ ...request, parameters: found.parameters });
  } catch (cause) {
    const isRefusal = cause instanceof RequestRefused;
    if (!isRefusal) log(request.id, cause);
    return (route?.refusalReply ?? problemReply)(isRefusal ? cause : faultOfOurs, request.id);
  }
}

const isClientGone = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ERR_STREAM_PREMATURE_CLOSE';

function toHttpRequest(incoming: IncomingMessage): HttpRequest {
  const { method = '', url = '', headers } = incoming;
  const target = url.startsWith('/') ? url : originFormOf(url);
  const end = target.indexOf('?');
  return {
    id: randomUUID(),
    method: method === 'HEAD' ? 'GET' : method,
    path: end < 0 ? target : target.slice(0, end),
    search: end < 0 ? '' : target.slice(end),
    headers,
    parameters: {},
    readBody: (maximumBytes) => readBody(incoming, maximumBytes),
  };
}

/** Proxies may send the whole address as the target of a request (RFC 9112, 3.2.2). */
function originFormOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
