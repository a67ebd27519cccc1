import type { IncomingMessage, ServerResponse } from 'node:http';
import { brokenOff, tooSlow } from './request-body';
import { unavailable } from './request-refused';

/**
 * A signal that comes when nobody waits for the answer any more: it is overdue, or the client has
 * gone. Its reason is the refusal to send instead.
 */
export function deadlineOf(
  incoming: IncomingMessage,
  response: ServerResponse,
  answerMilliseconds: number,
): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    if (response.headersSent) return;
    controller.abort(incoming.complete ? unavailable : tooSlow);
  }, answerMilliseconds);
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) controller.abort(brokenOff);
  });
  return controller.signal;
}

/**
 * The result of the work, or the signal's reason when that comes first. Work that ends later ends
 * unheard, and cannot end the process.
 */
export function unlessAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
