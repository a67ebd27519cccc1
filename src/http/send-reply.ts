import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Reply } from './route';

/** How long a client may go on sending a body that was refused, before its connection is cut. */
const LINGER_MILLISECONDS = 1_000;

/** On every answer unless it says otherwise: kept nowhere, taken for nothing else, framed nowhere. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** What a reply needs besides itself in order to be sent. */
export interface Sending {
  readonly incoming: IncomingMessage;
  readonly requestId: string;
  /** True when the server stops, so that the client opens its next connection elsewhere. */
  readonly isLast: boolean;
}

/** Sends a reply; Node leaves its body out for HEAD. A client that has gone raises no error. */
export async function sendReply(
  { status, headers, body = '' }: Reply,
  response: ServerResponse,
  { incoming, requestId, isLast }: Sending,
): Promise<void> {
  if (response.destroyed) {
    if (body instanceof Readable) body.destroy();
    return;
  }
  response.writeHead(status, {
    ...commonHeaders,
    ...headers,
    'x-request-id': requestId,
    ...(isLast && { connection: 'close' }),
    ...(!(body instanceof Readable) && hasBody(status) && { 'content-length': byteLength(body) }),
  });
  cutIfStillSending(incoming);
  if (body instanceof Readable) await pipeline(body, response);
  else response.end(body);
}

const hasBody = (status: number): boolean => status !== 204 && status !== 304;

const byteLength = (body: string | Buffer): number =>
  typeof body === 'string' ? Buffer.byteLength(body) : body.length;

/**
 * A client that is cut off in the middle of sending often never sees the answer. So what it sends
 * is thrown away for a moment, and only then the connection goes.
 */
function cutIfStillSending(incoming: IncomingMessage): void {
  if (incoming.complete) return;
  incoming.resume();
  const cut = setTimeout(() => incoming.socket.destroy(), LINGER_MILLISECONDS);
  incoming.once('close', () => clearTimeout(cut));
}
