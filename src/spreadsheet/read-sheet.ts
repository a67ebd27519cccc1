import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { SheetRow } from './sheet';
import type { SheetRead, SheetReading } from './sheet-reading';
import { UnreadableFile } from './unreadable-file';

/** What reading a file may take; a file that takes more is refused. */
export interface ReadingLimits {
  readonly heapMegabytes: number;
  readonly milliseconds: number;
}

const readingLimits: ReadingLimits = { heapMegabytes: 768, milliseconds: 20_000 };

/**
 * Reads the rows of a file in a process of its own, so that nothing that a file can do reaches this one.
 *
 * @param signal ends it, when nobody waits for the rows any more.
 * @throws UnreadableFile; the signal's reason.
 */
export function readSheet(
  reading: SheetReading,
  signal: AbortSignal,
  { heapMegabytes, milliseconds }: ReadingLimits = readingLimits,
): Promise<readonly SheetRow[]> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = fork(join(__dirname, 'reading-process'), {
      execArgv: [`--max-old-space-size=${heapMegabytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const stop = (reason: unknown): void => {
      reject(reason);
      child.kill('SIGKILL');
    };
    const overdue = setTimeout(() => stop(new UnreadableFile('TOO_SLOW')), milliseconds);
    const abandon = (): void => stop(signal.reason);
    signal.addEventListener('abort', abandon, { once: true });
    child.once('message', (read: SheetRead) => {
      if ('rows' in read) resolve(read.rows);
      else reject(new UnreadableFile(read.unreadable));
    });
    child.once('error', reject);
    // Whoever has told nothing until the end ran out of memory, or met a file that nobody foresaw.
    child.once('exit', () => {
      clearTimeout(overdue);
      signal.removeEventListener('abort', abandon);
      reject(new UnreadableFile('TOO_LARGE'));
    });
    child.send(reading, (error) => error && reject(error));
  });
}
