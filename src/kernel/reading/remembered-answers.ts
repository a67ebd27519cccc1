import type { HeldAnswer } from '../held-answers';

/** How long the memory of answers may become, in characters of answers. */
export interface MemoryLimits {
  readonly rememberedCharacters: number;
}

/** What holds unless the operator says otherwise: some thousand plans. */
export const memoryLimits: MemoryLimits = { rememberedCharacters: 32_000_000 };

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

const lengthOf = ({ text }: RememberedAnswer): number => text.length + BESIDES;

/** A memory of less than this is none. */
const LEAST = 1_000;

/** How many questions are noted as having been asked once. */
const MOST_NOTED = 10_000;

/**
 * Answers by question, of which it is told a digest, those that were asked for last. It does not know whether they still hold: who asks
 * finds out, from the audit trail, which tells every change in the transaction that makes it.
 */
export class RememberedAnswers {
  private readonly answers = new Map<string, RememberedAnswer>();
  private readonly noted = new Set<string>();
  private characters = 0;

  constructor(private readonly limit: number) {}

  /** Undefined when there is none. */
  find(question: string): RememberedAnswer | undefined {
    const answer = this.answers.get(question);
    if (answer) this.keep(question, answer);
    return answer;
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
  keep(question: string, answer: RememberedAnswer): void {
    this.forget(question);
    if (lengthOf(answer) > this.limit * LONGEST_PART) return;
    this.answers.set(question, answer);
    this.characters += lengthOf(answer);
    for (const oldest of this.answers.keys()) {
      if (this.characters <= this.limit) break;
      this.forget(oldest);
    }
  }

  private forget(question: string): void {
    const known = this.answers.get(question);
    if (!known) return;
    this.characters -= lengthOf(known);
    this.answers.delete(question);
  }
}
