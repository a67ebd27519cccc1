import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { RequestRefused } from './request-refused';

/** A request as a route sees it. `HEAD` arrives as `GET`; the answer's body is left out when it is sent. */
export interface HttpRequest {
  /** Names the request in its answer (`x-request-id`) and in the log. */
  readonly id: string;
  readonly method: string;
  /** True when nothing but the headers of the answer is sent. */
  readonly isHead: boolean;
  readonly path: string;
  /** What follows the path: empty, or from the question mark on. */
  readonly search: string;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  /** What the path has in the places of `:name`, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The address that the connection comes from, which may be that of a proxy. */
  readonly source: string;
  /** Comes when nobody waits for the answer any more: it is overdue, or the client has gone. */
  readonly signal: AbortSignal;
  /**
   * The whole body.
   *
   * @throws RequestRefused 413 as soon as it is longer than `maximumBytes`.
   */
  readBody(maximumBytes: number): Promise<Buffer>;
}

/** An answer. Headers that every answer has are added when it is sent; these win over them. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer | Readable;
}

/**
 * What answers one path.
 *
 * @example { methods: ['GET'], path: '/documents/:id', handle: ({ parameters }) => document(parameters.id) }
 */
export interface Route {
  readonly methods: readonly string[];
  /** `:name` stands for one segment, whatever it is. */
  readonly path: string;
  handle(request: HttpRequest): Reply | Promise<Reply>;
  /** Other origins whose pages may use it from a browser; none when left out. */
  readonly origins?: readonly string[];
  /** How long an answer may take where it is much longer than elsewhere. */
  readonly answerMilliseconds?: number;
  /** How a refusal is worded where problem+json is not what clients expect. */
  readonly refusalReply?: RefusalReply;
}

/** Words a refusal as an answer. */
export type RefusalReply = (refusal: RequestRefused, requestId: string) => Reply;
