import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unavailable } from '../../http/request-refused';

/** A document that is to be set, by a standard that the compiler sees to. */
export interface Sheet {
  readonly content: string;
  readonly standard: 'ua-1' | 'a-2a';
}

/** What became of it: the file, or why there is none. */
export type Typeset = { readonly pdf: Buffer } | { readonly fault: string };

/** How a typesetter differs from the usual one. */
export interface TypesetterOptions {
  /** The compiler holds on to memory, so its process is replaced after as many documents. */
  readonly documentsPerProcess?: number;
  /** How long one document may take. */
  readonly milliseconds?: number;
  /** How many documents may wait for their turn. */
  readonly mostWaiting?: number;
}

/**
 * Sets documents in a process of its own, one at a time: what goes wrong there, or takes too much memory or
 * time, harms nobody else. The process is started with the first document, and is no reason to stay alive.
 */
export class Typesetter {
  private child: ChildProcess | undefined;
  private done = 0;
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();
  private readonly options: Required<TypesetterOptions>;

  constructor(options: TypesetterOptions = {}) {
    this.options = { documentsPerProcess: 50, milliseconds: 10_000, mostWaiting: 20, ...options };
  }

  /**
   * The file of a document.
   *
   * @throws RequestRefused 503 when too many wait already, or when it takes too long.
   */
  set(sheet: Sheet): Promise<Buffer> {
    if (this.waiting > this.options.mostWaiting) return Promise.reject(unavailable);
    this.waiting += 1;
    const pdf = this.last.then(() => this.setNow(sheet));
    this.last = pdf.catch(() => undefined).finally(() => (this.waiting -= 1));
    return pdf;
  }

  /** Ends the process when what waits is done. */
  async stop(): Promise<void> {
    await this.last;
    this.dismiss();
  }

  private async setNow(sheet: Sheet): Promise<Buffer> {
    this.child ??= this.begin();
    try {
      const answer = await answerOf(this.child, sheet, this.options.milliseconds);
      this.done += 1;
      if (this.done >= this.options.documentsPerProcess) this.dismiss();
      if ('pdf' in answer) return Buffer.from(answer.pdf);
      throw new Error(`The document could not be set: ${answer.fault}`);
    } catch (error) {
      this.dismiss();
      throw error;
    }
  }

  /** Begins a process without arguments of the service, such as those for a debugger. */
  private begin(): ChildProcess {
    const child = fork(join(__dirname, 'typesetting-process'), {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('error', () => undefined);
    child.once('exit', () => {
      if (this.child === child) this.dismiss();
    });
    child.unref();
    child.channel?.unref();
    return child;
  }

  private dismiss(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
    this.done = 0;
  }
}

/** @throws RequestRefused 503 when it takes too long. */
async function answerOf(child: ChildProcess, sheet: Sheet, milliseconds: number): Promise<Typeset> {
  const settled = new AbortController();
  const { signal } = settled;
  const answered = once(child, 'message', { signal });
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('The process that sets documents has ended.');
  });
  const overdue = sleep(milliseconds, undefined, { signal }).then(() => {
    throw unavailable;
  });
  child.send(sheet);
  try {
    const [answer] = await Promise.race([answered, ended, overdue]);
    return answer;
  } finally {
    settled.abort();
  }
}
