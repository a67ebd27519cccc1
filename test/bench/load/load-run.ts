import { HttpConnection } from './http-connection';
import { type HttpRequest, textOf } from './http-text';

/** What is to be sent, by how many at the same time, for how long. */
export interface LoadOrder {
  /** What faults call it. */
  readonly name: string;
  readonly url: string;
  readonly requests: readonly HttpRequest[];
  readonly concurrency: number;
  readonly seconds: number;
}

/** How it went; times are in milliseconds. */
export interface LoadReport {
  readonly answers: number;
  readonly elapsed: number;
  readonly p50: number;
  readonly p99: number;
  /** How many answers were 304. */
  readonly unmodified: number;
}

/**
 * Sends the requests in turn over as many connections as asked for. What a request was answered with an
 * ETag, it sends along the next time.
 *
 * @param etags the last ETag of each server's answer to each GET; grows.
 * @throws Error for the first answer that is neither 200 nor 304, or has errors.
 */
export async function runLoad(
  order: LoadOrder,
  etags = new Map<string, string>(),
): Promise<LoadReport> {
  const { name, url, requests, concurrency, seconds } = order;
  const keys = requests.map((request) => url + textOf(request));
  const texts = requests.map((request, index) => textOf(request, etags.get(keys[index] ?? '')));
  const times: number[] = [];
  let next = 0;
  let unmodified = 0;
  const start = performance.now();
  const end = start + seconds * 1000;

  const sendInTurn = async (): Promise<void> => {
    const connection = new HttpConnection(new URL(url));
    try {
      while (performance.now() < end) {
        const index = next % texts.length;
        next += 1;
        const sent = performance.now();
        const { status, etag, body } = await connection.send(texts[index] ?? '');
        times.push(performance.now() - sent);
        if (status === 304) unmodified += 1;
        else if (status !== 200 || body.subarray(0, 9).toString() === '{"errors"') {
          throw new Error(`${name} answers ${status} ${body.toString().slice(0, 500)}`);
        }
        const request = requests[index];
        if (etag !== null && request?.method === 'GET') {
          etags.set(keys[index] ?? '', etag);
          texts[index] = textOf(request, etag);
        }
      }
    } finally {
      connection.close();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, sendInTurn));
  const elapsed = performance.now() - start;
  times.sort((one, other) => one - other);
  const quantile = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return { answers: times.length, elapsed, p50: quantile(0.5), p99: quantile(0.99), unmodified };
}
