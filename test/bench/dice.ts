/** Throws the same numbers each time that it begins with the same seed (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  /** From 0, below `sides`. */
  throw(sides: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  }

  /** One of several things. */
  pick<Thing>(things: readonly Thing[]): Thing {
    const thing = things[this.throw(things.length)];
    if (thing === undefined) throw new Error('There is nothing to pick from');
    return thing;
  }
}
