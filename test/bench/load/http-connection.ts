import { connect, type Socket } from 'node:net';

/** What came back. */
export interface HttpAnswer {
  readonly status: number;
  /** Null when there is none. */
  readonly etag: string | null;
  readonly body: Buffer;
}

const END_OF_HEAD = '\r\n\r\n';

/**
 * A connection that sends one request after another. It does as little as it can, since the load
 * shares the computer with what it measures: an answer must tell its length.
 */
export class HttpConnection {
  private readonly socket: Socket;
  private received: Buffer[] = [];
  private length = 0;
  /** How long the whole answer is, in bytes; null until its head has come. */
  private expected: number | null = null;
  private head: { readonly text: string; readonly size: number } | null = null;
  private waiting: { resolve(answer: HttpAnswer): void; reject(cause: Error): void } | null = null;

  constructor(address: URL) {
    this.socket = connect({ host: address.hostname, port: Number(address.port), noDelay: true });
    this.socket.on('data', (part) => this.receive(part));
    this.socket.on('error', (cause) => this.waiting?.reject(cause));
    this.socket.on('close', () => this.waiting?.reject(new Error('The server hung up')));
  }

  /** Sends a request, head and body. Only one at a time. */
  send(request: string): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.waiting = null;
    this.socket.destroy();
  }

  private receive(part: Buffer): void {
    this.received.push(part);
    this.length += part.length;
    if (this.expected === null) this.readHead();
    if (this.expected === null || this.head === null || this.length < this.expected) return;
    const answer = {
      status: Number(this.head.text.slice(9, 12)),
      etag: headerIn(this.head.text, 'etag'),
      body: Buffer.concat(this.received).subarray(this.head.size),
    };
    const waiting = this.waiting;
    this.received = [];
    this.length = 0;
    this.expected = null;
    this.head = null;
    this.waiting = null;
    waiting?.resolve(answer);
  }

  private readHead(): void {
    const bytes = Buffer.concat(this.received);
    const end = bytes.indexOf(END_OF_HEAD);
    if (end === -1) return;
    const size = end + END_OF_HEAD.length;
    const text = bytes.toString('latin1', 0, end);
    const length = headerIn(text, 'content-length');
    if (length === null && !text.startsWith('HTTP/1.1 304')) {
      this.socket.destroy(new Error(`An answer does not tell its length: ${text}`));
      return;
    }
    this.head = { text, size };
    this.expected = size + Number(length ?? 0);
  }
}

function headerIn(head: string, name: string): string | null {
  return new RegExp(`\r\n${name}: *([^\r]*)`, 'i').exec(head)?.[1] ?? null;
}
