import { STATUS_CODES } from 'node:http';
import type { RefusalReply } from './route';

/** A refusal as RFC 9457 `application/problem+json`; `instance` is the request's id. */
export const problemReply: RefusalReply = (
  { status, code, message, userMessage, headers, facts },
  requestId,
) => {
  const title = STATUS_CODES[status];
  const problem = { type: 'about:blank', title, status, detail: message, instance: requestId };
  return {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json; charset=utf-8' },
    body: JSON.stringify({ ...problem, code, userMessage, ...facts }),
  };
};
