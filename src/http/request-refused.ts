import type { ErrorCode, UserMessage } from '../kernel/errors';
import { RETRY_SECONDS, type TransportCode, transportMessages } from '../kernel/transport-codes';

/**
 * A request that is not answered. Anything else that a route throws is a fault of ours: it is
 * logged, and the caller sees status 500 and the request's id.
 *
 * @example throw new RequestRefused(401, 'UNAUTHENTICATED', texts, { 'www-authenticate': 'Bearer' });
 */
export class RequestRefused extends Error {
  constructor(
    readonly status: number,
    readonly code: TransportCode | ErrorCode,
    readonly userMessage: UserMessage,
    readonly headers: Readonly<Record<string, string>> = {},
    /** What else there is to tell; further members of the problem (RFC 9457, 3.2). */
    readonly facts: object = {},
  ) {
    super(userMessage.en);
    this.name = 'RequestRefused';
  }
}

/** The answer to a request that met a fault of ours. */
export const faultOfOurs = new RequestRefused(
  500,
  'INTERNAL_SERVER_ERROR',
  transportMessages.INTERNAL_SERVER_ERROR,
);

/** The answer to a request that cannot be dealt with just now, but probably in a moment. */
export const unavailable = new RequestRefused(
  503,
  'SERVICE_UNAVAILABLE',
  transportMessages.SERVICE_UNAVAILABLE,
  { 'retry-after': RETRY_SECONDS },
);
