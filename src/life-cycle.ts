import { logError } from './log';

/** How to end something that was started. */
export type Stop = () => Promise<unknown>;

/** What has been started so far, to be stopped in the opposite order. */
export class Started {
  private readonly stops: Stop[] = [];

  add(stop: Stop): void {
    this.stops.unshift(stop);
  }

  /**
   * Stops everything, each thing once. What fails is noted and keeps nothing else from stopping.
   *
   * @returns true when nothing failed.
   */
  async stop(): Promise<boolean> {
    let isClean = true;
    for (const stop of this.stops.splice(0)) {
      await stop().catch((error) => {
        isClean = false;
        logError('Stopping failed', error);
      });
    }
    return isClean;
  }
}

/** npm passes on the Ctrl-C that the terminal has sent us already: this close, two are one. */
const ECHO_MILLISECONDS = 500;

/** How often to look whether the shell that npm runs us in is still there. */
const LOOK_MILLISECONDS = 500;

/**
 * Ends the process in order when it is told to, and at once when it is told a second time. When npm
 * is ended, its shell passes nothing on; that the shell is gone tells us as much.
 *
 * @param isUnderNpm whether the process was started by `npm start`.
 */
export function endWhenTold(stop: () => Promise<boolean>, isUnderNpm: boolean): void {
  let firstAt: number | undefined;
  const end = (): void => {
    if (firstAt === undefined) {
      firstAt = Date.now();
      void stop().then((isClean) => process.exit(isClean ? 0 : 1));
    } else if (Date.now() - firstAt > ECHO_MILLISECONDS) {
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);

  if (!isUnderNpm) return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    if (firstAt === undefined) end();
  }, LOOK_MILLISECONDS).unref();
}

/** Ends the process when something went wrong that nobody handled, for its state is unknown then. */
export function endOnFault(): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (cause: unknown) => {
      logError(event, cause);
      process.exit(1);
    });
  }
  // Whoever read what we print may have gone; that is no fault.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
}
