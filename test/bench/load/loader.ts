import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadOrder, LoadReport } from './load-run';

/** A process that makes load when it is told to. */
export class Loader {
  private readonly child: ChildProcess = fork(join(__dirname, 'load-process.js'));

  /** @throws Error when an answer was not as it should be. */
  async run(order: LoadOrder): Promise<LoadReport> {
    this.child.send(order);
    const [answer] = (await once(this.child, 'message')) as [
      { report?: LoadReport; fault?: string },
    ];
    if (answer.report) return answer.report;
    throw new Error(answer.fault);
  }

  stop(): void {
    this.child.disconnect();
  }
}
