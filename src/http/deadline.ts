import type { IncomingMessage, ServerResponse } from 'node:http';
import { brokenOff, tooSlow } from './request-body';
import { unavailable } from './request-refused';

/** Until when an answer is waited for. */
export interface Deadline {
  /** Comes when nobody waits for it any more; its reason is the refusal to send instead. */
  readonly signal: AbortSignal;
  /** Has it be waited for longer, counted from now. */
  extend(milliseconds: number): void;
}

/** A deadline after which an answer is overdue; it is also over when the client has gone. */
export function deadlineOf(
  incoming: IncomingMessage,
  response: ServerResponse,
  answerMilliseconds: number,
): Deadline {
  const controller = new AbortController();
  const begin = (milliseconds: number): NodeJS.Timeout =>
    setTimeout(() => {
      if (response.headersSent) return;
      controller.abort(incoming.complete ? unavailable : tooSlow);
    }, milliseconds);
  let timer = begin(answerMilliseconds);
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) controller.abort(brokenOff);
  });
  const extend = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = begin(milliseconds);
  };
  return { signal: controller.signal, extend };
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
