import type { UserMessage } from '../kernel/errors';

/**
 * A request that is not answered. Anything else that a route throws is a fault of ours: it is
 * logged, and the caller sees status 500 and the request's id.
 *
 * @example throw new RequestRefused(401, 'UNAUTHENTICATED', texts, { 'www-authenticate': 'Bearer' });
 */
export class RequestRefused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly userMessage: UserMessage,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(userMessage.en);
    this.name = 'RequestRefused';
  }
}
