/** A request before it is sent. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty for GET. */
  readonly body: string;
}

/** The request as it goes over the wire, with the ETag of the last answer to it if there was one. */
export function textOf({ method, path, headers, body }: HttpRequest, etag?: string): string {
  const lines = Object.entries({
    host: '127.0.0.1',
    ...headers,
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(method === 'POST' && { 'content-length': String(Buffer.byteLength(body)) }),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}
