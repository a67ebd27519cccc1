import { DomainError } from '../kernel/errors';
import { RETRY_SECONDS } from '../kernel/transport-codes';
import { RequestRefused } from './request-refused';

/** What the front says when it cannot find out who asks. Whatever it does not know stays as it is. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  const { code, userMessage } = error;
  if (code === 'SERVICE_UNAVAILABLE') {
    return new RequestRefused(503, code, userMessage, { 'retry-after': RETRY_SECONDS });
  }
  return error;
}
