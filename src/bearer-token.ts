import type { DataSource } from 'typeorm';
import { type HttpRequest, RequestRefused } from './http';
import type { Actor } from './kernel/authorisation';
import type { Clock } from './kernel/clock';
import { createRequestContext, type RequestContext } from './kernel/request-context';
import type { Authenticator } from './modules/identity';

/** What turns a request into the context that services work in. */
export type CreateContext = (request: HttpRequest) => Promise<RequestContext>;

/**
 * Makes the context of whoever the bearer token of a request belongs to (RFC 6750). Without a good
 * token the request is refused with 401, and nothing of it is read.
 */
export function contextByBearerToken(
  authenticator: Authenticator,
  dataSource: DataSource,
  clock: Clock,
): CreateContext {
  return async ({ id, headers }) => {
    const token = bearerToken.exec(headers.authorization ?? '')?.[1];
    const actor: Actor | null = token ? await authenticator.authenticate(token) : null;
    if (!actor) throw notSignedIn;
    const key = headers['idempotency-key'];
    const idempotencyKey = typeof key === 'string' ? key : undefined;
    return createRequestContext(dataSource, actor, clock, { requestId: id, idempotencyKey });
  };
}

const bearerToken = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

const notSignedIn = new RequestRefused(
  401,
  'UNAUTHENTICATED',
  {
    sv: 'Du är inte inloggad, eller så gäller din inloggning inte längre.',
    en: 'You are not signed in, or your token is not valid any more.',
  },
  { 'www-authenticate': 'Bearer error="invalid_token"' },
);
