import { isCanonicalJson } from './canonical-json';
import { ALGORITHM, hashOf, type StoredEvent } from './event-hash';
import type { BrokenChain, ChainFault } from './fault';

/** Follows the chain of one municipality from event to event, each given in the order of its number. */
export class ChainCheck {
  /** @param head the event before the first that is checked; number 0 and `GENESIS` when it is the first. */
  constructor(
    private readonly municipalityId: string,
    /** The last event that was good. */
    public head: { readonly seq: number; readonly hash: string },
  ) {}

  /** Where the chain breaks; null when the event is the next one and says what it said when written. */
  next(event: StoredEvent): BrokenChain | null {
    const expected = this.head.seq + 1;
    if (Number(event.seq) !== expected) return { seq: expected, reason: 'EVENT_MISSING' };
    const reason = this.faultOf(event);
    if (reason) return { seq: expected, reason };
    this.head = { seq: expected, hash: event.hash };
    return null;
  }

  private faultOf(event: StoredEvent): ChainFault | null {
    if (event.algorithm !== ALGORITHM) return 'ALGORITHM_UNKNOWN';
    if (hashOf(this.municipalityId, event) !== event.hash) return 'HASH_DIFFERS';
    if (event.prevHash !== this.head.hash) return 'DOES_NOT_FOLLOW';
    const texts = [event.before, event.after];
    return texts.every((text) => text === null || isCanonicalJson(text)) ? null : 'NOT_CANONICAL';
  }
}
