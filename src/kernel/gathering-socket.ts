import { Socket } from 'node:net';

/**
 * A socket that sends in one go what is written to it before the process waits again. To hand over several
 * short messages one by one takes more time than everything else that is done about them.
 */
export class GatheringSocket extends Socket {
  override uncork(): void {
    process.nextTick(() => super.uncork());
  }
}
