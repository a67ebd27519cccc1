import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { HeldAnswer } from '../held-answers';

/** How large the memory of answers may become. */
export interface MemoryLimits {
  readonly rememberedBytes: number;
}

/** What holds unless the operator says otherwise: some thousand plans. */
export const memoryLimits: MemoryLimits = { rememberedBytes: 8_000_000 };

/** An answer with what it was read from. */
export interface RememberedAnswer extends HeldAnswer {
  readonly text: string;
  /** Tells it from every other one, as HTTP writes it. */
  readonly etag: string;
}

/** The longest answer that is kept, as a part of the whole memory. */
const LONGEST_PART = 1 / 32;

/** What an answer takes besides its text: its question, its tag, its tables. */
const BESIDES = 1_000;

/** As it lies in memory: JSON takes a fraction of its length, and to unpack it hardly any time. */
type KeptAnswer = Omit<RememberedAnswer, 'text'> & { readonly packed: Buffer };

const sizeOf = ({ packed }: KeptAnswer): number => packed.length + BESIDES;

/** How answers are packed: to try harder takes longer and gains little. */
const FAST = { level: 1 };

/** A memory of less than this is none. */
const LEAST = 1_000;

/** How many questions are noted as having been asked once. */
const MOST_NOTED = 10_000;

/**
 * Answers by the digest of a question, those that were asked for last. It does not know whether they still
 * hold: who asks finds out, from the audit trail, which tells every change in the transaction that makes it.
 */
export class RememberedAnswers {
  private readonly answers = new Map<string, KeptAnswer>();
  private readonly noted = new Set<string>();
  private size = 0;

  constructor(private readonly limit: number) {}

  /** Undefined when there is none. */
  find(question: string): RememberedAnswer | undefined {
    const answer = this.answers.get(question);
    if (!answer) return undefined;
    this.put(question, answer);
    const { packed, ...others } = answer;
    return { ...others, text: inflateRawSync(packed).toString() };
  }

  /** True when the question was asked before, so that its answer is worth being remembered. */
  isAskedAgain(question: string): boolean {
    if (this.limit < LEAST) return false;
    if (this.noted.has(question)) return true;
    if (this.noted.size >= MOST_NOTED) this.noted.clear();
    this.noted.add(question);
    return false;
  }

  /** Remembers the answer, and forgets those that nobody has asked for the longest. */
  keep(question: string, { text, ...others }: RememberedAnswer): void {
    // A copy: what zlib gives is a small part of a buffer that would stay as a whole.
    const answer = { ...others, packed: Buffer.from(deflateRawSync(text, FAST)) };
    this.forget(question);
    if (sizeOf(answer) > this.limit * LONGEST_PART) return;
    this.put(question, answer);
    for (const oldest of this.answers.keys()) {
      if (this.size <= this.limit) break;
      this.forget(oldest);
    }
  }

  /** Notes that an answer was found to hold until a later event. */
  renew(question: string, holdsUntil: string): void {
    const answer = this.answers.get(question);
    if (answer) this.put(question, { ...answer, holdsUntil });
  }

  /** Puts it behind all others. */
  private put(question: string, answer: KeptAnswer): void {
    this.forget(question);
    this.answers.set(question, answer);
    this.size += sizeOf(answer);
  }

  private forget(question: string): void {
    const known = this.answers.get(question);
    if (!known) return;
    this.size -= sizeOf(known);
    this.answers.delete(question);
  }
}
