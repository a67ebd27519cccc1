import type { DataSource } from 'typeorm';
import { type HttpRequest, RequestRefused } from '../http';
import type { Actor } from '../kernel/authorisation';
import type { Clock } from '../kernel/clock';
import { createRequestContext, type RequestContext } from '../kernel/request-context';
import { transportMessages } from '../kernel/transport-codes';
import type { Authenticator, Caller } from '../modules/identity';
import { assertOwnOrigin, type Cookie, refusalOfCaller } from '../sign-in';
import { createRefusedCallers, type RefusedCallers } from './refused-callers';

/**
 * What turns a request into the context that services work in.
 *
 * @param limits what the caller is not to get this time.
 */
export type CreateContext = (
  request: HttpRequest,
  limits?: Pick<Actor, 'withoutSecrets'>,
) => Promise<RequestContext>;

/** How callers are known. */
export interface CallerOptions {
  readonly authenticator: Authenticator;
  readonly sessionCookie: Cookie;
  /** Where browsers find the service; null when that is where they say. */
  readonly publicUrl: string | null;
  readonly dataSource: DataSource;
  readonly clock: Clock;
  /** Counts who is not let in; one that counts for itself unless told. */
  readonly refusedCallers?: RefusedCallers;
}

/** The longest header `Authorization` that is looked at, in characters. */
const LONGEST_AUTHORIZATION = 8 * 1024;

/**
 * Makes the context of whoever sends a request: by a bearer token (RFC 6750), or by the cookie of a
 * page of our own. A request with the header `Authorization` stands or falls by it, whatever cookie it
 * has; tokens anywhere else are not looked for. Who is not known is refused with 401, who may not be
 * let in with 403, and nothing of the request is read.
 */
export function contextOfCaller(options: CallerOptions): CreateContext {
  const { authenticator, sessionCookie, publicUrl, dataSource, clock } = options;
  const { refusedCallers = createRefusedCallers() } = options;

  const callerOf = (request: HttpRequest): Promise<Caller | null> => {
    const { headers } = request;
    const { authorization } = headers;
    if (authorization !== undefined) return byBearerToken(authenticator, authorization);
    const session = sessionCookie.read(headers);
    if (session === null) throw nothingPresented;
    if (!isVisit(request)) assertOwnOrigin(headers, publicUrl);
    return authenticator.bySession(session);
  };

  return async (request, limits) => {
    try {
      const caller = await callerOf(request);
      if (!caller) throw notSignedIn;
      const key = request.headers['idempotency-key'];
      const idempotencyKey = typeof key === 'string' ? key : undefined;
      const actor = limits ? { ...caller.actor, ...limits } : caller.actor;
      return createRequestContext(dataSource, actor, clock, {
        requestId: request.id,
        source: request.source,
        signal: request.signal,
        standing: caller.standing,
        idempotencyKey,
      });
    } catch (error) {
      const refusal = refusalOfCaller(error);
      const isRefused = refusal instanceof RequestRefused && refusal.status < 500;
      if (isRefused && refusal !== nothingPresented) {
        refusedCallers.note(request.source, refusal.code);
      }
      throw refusal;
    }
  };
}

/** Opening a page or a document changes nothing, wherever the link to it was; the API is no page. */
function isVisit({ method, path }: HttpRequest): boolean {
  return method === 'GET' && path !== '/graphql';
}

async function byBearerToken(authenticator: Authenticator, header: string): Promise<Caller | null> {
  if (header.length > LONGEST_AUTHORIZATION) return null;
  const token = bearerToken.exec(header)?.[1];
  return token === undefined ? null : authenticator.byToken(token);
}

const bearerToken = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

const refused = (): RequestRefused =>
  new RequestRefused(401, 'UNAUTHENTICATED', transportMessages.UNAUTHENTICATED, {
    'www-authenticate': 'Bearer error="invalid_token"',
  });

const notSignedIn = refused();

/** Whoever presents nothing has not tried, so it is no failed sign-in. */
const nothingPresented = refused();
