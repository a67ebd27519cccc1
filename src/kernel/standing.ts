import type { Actor } from './authorisation';
import { DomainError } from './errors';

/** Somebody as the register knew them under a stamp, which is another one after any change of access. */
export interface Known {
  readonly actor: Actor;
  readonly stamp: string;
}

/** Where a caller is known from. */
export interface AccessRegister {
  /** True while nobody's access has changed since the stamp. */
  isCurrent(stamp: string): Promise<boolean>;
  /** The caller as of now; null when it is not let in any more. */
  lookUpAgain(): Promise<Known | null>;
}

/**
 * Whether a caller still is who it was when it was looked up, which may have been seconds ago. Each
 * transaction confirms the stamp as it begins, so no answer needs a round trip of its own for that.
 */
export class Standing {
  private hasWritten = false;
  private isConfirmed = false;
  private isLost = false;

  constructor(
    private known: Known,
    private readonly register: AccessRegister,
  ) {}

  /** What a transaction has to find unchanged as it begins. */
  get stamp(): string {
    return this.known.stamp;
  }

  /** Notes that a transaction found the stamp unchanged. */
  confirm(): void {
    this.isConfirmed = true;
  }

  /** Notes that something was written for the caller, so that the request cannot be done anew. */
  noteWrite(): void {
    this.hasWritten = true;
  }

  /**
   * After somebody's access has changed: goes on if it was not the caller's own.
   *
   * @throws DomainError UNAUTHENTICATED when the caller is not let in any more, or may do other things.
   */
  async renew(): Promise<void> {
    const found = await this.register.lookUpAgain();
    if (found && isSame(found.actor, this.known.actor)) {
      this.known = found;
      return;
    }
    this.isLost = true;
    throw new DomainError('UNAUTHENTICATED', {});
  }

  /**
   * True when what was answered may be sent. False when it was answered to somebody who may do other things
   * than was thought: then the whole request is to be done anew.
   */
  async holds(): Promise<boolean> {
    if (!this.isLost && !this.isConfirmed && !(await this.register.isCurrent(this.stamp))) {
      const found = await this.register.lookUpAgain();
      this.isLost = found === null || !isSame(found.actor, this.known.actor);
    }
    return !this.isLost || this.hasWritten;
  }
}

/** Grants come in no order. */
function isSame(one: Actor, other: Actor): boolean {
  const told = ({ grants, ...who }: Actor): string =>
    JSON.stringify([who, grants.map((grant) => JSON.stringify(grant)).sort()]);
  return told(one) === told(other);
}
