/** The seed of a run: chosen anew each time, unless the environment names the one to repeat. */
export function chosenSeed(): number {
  const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`FUZZ_SEED=${seed}\n`);
  return seed;
}

/** Chance that can be repeated: the same seed makes the same choices (the generator is mulberry32). */
export class Dice {
  constructor(private state: number) {}

  /** From 0 up to, but not, 1. */
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to, but not, the limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** True about as often as the share, 0 to 1. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<Each>(list: readonly Each[]): Each {
    return list[this.below(list.length)] as Each;
  }

  /** Each entry or not. */
  some<Each>(list: readonly Each[], share: number): Each[] {
    return list.filter(() => this.chance(share));
  }

  /** As many of something as the limit says at most, perhaps none. */
  several<Each>(limit: number, make: () => Each): Each[] {
    return Array.from({ length: this.below(limit + 1) }, make);
  }
}
