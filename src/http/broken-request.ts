import { randomUUID } from 'node:crypto';
import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { commonHeaders } from './send-reply';

const statusOf: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};

/**
 * Answers what is not HTTP (400), too slow (408) or has too long headers (431), and closes the
 * connection. An answer that is already on its way is not written into.
 */
export function answerBrokenRequest(
  { code = '' }: NodeJS.ErrnoException,
  socket: Duplex,
  answer: ServerResponse | undefined,
): void {
  if (socket.writableEnded) return;
  if (!socket.writable || answer?.headersSent) {
    socket.destroy();
    return;
  }
  const status = statusOf[code] ?? 400;
  const title = STATUS_CODES[status];
  const instance = randomUUID();
  const detail = 'The request is not proper HTTP, or was sent too slowly.';
  const body = JSON.stringify({ type: 'about:blank', title, status, detail, instance });
  const headers = {
    ...commonHeaders,
    connection: 'close',
    'x-request-id': instance,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': body.length,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${title}`, ...lines, '', body].join('\r\n'));
  setTimeout(() => socket.destroy(), 1_000).unref();
}
