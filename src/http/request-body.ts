import type { IncomingMessage } from 'node:http';
import { RequestRefused } from './request-refused';

/**
 * The whole body of a request. Nothing beyond `maximumBytes` is kept; a length that is announced
 * as too long is refused before anything is read.
 *
 * @throws RequestRefused 413 when the body is too long, 400 when the client breaks off.
 */
export function readBody(incoming: IncomingMessage, maximumBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(incoming.headers['content-length']) > maximumBytes) reject(tooLong(maximumBytes));
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maximumBytes) reject(tooLong(maximumBytes));
      else chunks.push(chunk);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', () => reject(brokenOff));
  });
}

const tooLong = (maximumBytes: number) =>
  new RequestRefused(413, 'BAD_REQUEST', {
    sv: `Frågan är för stor: högst ${maximumBytes} byte.`,
    en: `The body may be at most ${maximumBytes} bytes.`,
  });

/** The client has gone before it had sent everything, or before it was answered. */
export const brokenOff = new RequestRefused(400, 'BAD_REQUEST', {
  sv: 'Frågan avbröts.',
  en: 'The request ended before its body was complete.',
});

/** The client takes too long to send its request. */
export const tooSlow = new RequestRefused(408, 'BAD_REQUEST', {
  sv: 'Frågan skickades för långsamt.',
  en: 'The request was sent too slowly.',
});
