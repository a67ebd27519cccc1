import { DomainError, type ErrorCode, type UserMessage } from '../kernel/errors';
import { RETRY_SECONDS } from '../kernel/transport-codes';
import { RequestRefused } from './request-refused';

/** What a refusal tells. */
export interface RefusalFields {
  readonly code: ErrorCode;
  readonly userMessage: UserMessage;
}

/** The status outside GraphQL. What is not here cannot happen there, or is our own fault. */
const statuses: { readonly [Code in ErrorCode]?: number } = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  STALE_VERSION: 409,
  ILLEGAL_MOVE: 409,
  FROZEN: 409,
  IDEMPOTENCY_KEY_REUSED: 422,
  UNAUTHENTICATED: 401,
  SERVICE_UNAVAILABLE: 503,
};

/** What the front says when a rule said no; whatever it does not know stays as it is. */
export function refusalOf(error: unknown): unknown {
  return error instanceof DomainError ? (refusalWith(error) ?? error) : error;
}

/** A refusal with the status of its code; null when that is not for callers. */
export function refusalWith({ code, userMessage }: RefusalFields): RequestRefused | null {
  const status = statuses[code];
  if (status === undefined) return null;
  return new RequestRefused(status, code, userMessage, headersOf(status));
}

function headersOf(status: number): Readonly<Record<string, string>> {
  if (status === 401) return { 'www-authenticate': 'Bearer error="invalid_token"' };
  return status === 503 ? { 'retry-after': RETRY_SECONDS } : {};
}
