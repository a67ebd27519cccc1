import type { Actor } from '../../kernel/authorisation';
import type { RequestOptions } from '../../kernel/request-context';
import type { Standing } from '../../kernel/standing';
import type { VerifiedToken } from './token-verifier';

/** The request by which a session begins or ends, for the record of it. */
export type SessionRequest = Required<Pick<RequestOptions, 'requestId' | 'source'>>;

/** A token or session is good, but nobody here is known by it, or whoever is has been shut out. */
export class NotKnownHere extends Error {
  override readonly name = 'NotKnownHere';
}

/** For where it makes no difference whether somebody is known. */
export function nobodyIfNotKnown(error: unknown): null {
  if (error instanceof NotKnownHere) return null;
  throw error;
}

/** Whoever asks, and whether that still is so: it may have been looked up some seconds ago. */
export interface Caller {
  readonly actor: Actor;
  readonly standing: Standing;
}

/** Finds out who is asking, by a token or by the cookie of a session. */
export interface Authenticator {
  /**
   * Whom the token speaks for; null when it is not, or no longer, good.
   *
   * @throws NotKnownHere when the token is good.
   * @throws DomainError SERVICE_UNAVAILABLE when it cannot be told now.
   */
  byToken(token: string): Promise<Caller | null>;
  /**
   * Whose session it is; null when it is none, or has ended.
   *
   * @throws NotKnownHere when it is for somebody who is not known any more.
   */
  bySession(cookieValue: string): Promise<Caller | null>;
  /**
   * Begins a session for whom the token speaks for.
   *
   * @returns what the cookie holds.
   * @throws NotKnownHere
   */
  startSession(verified: VerifiedToken, request: SessionRequest): Promise<string>;
  /** Ends a session, if it is one. */
  endSession(cookieValue: string, request: SessionRequest): Promise<void>;
}

/** Whoever is found, once that is confirmed: for what asks nothing else of the register. */
export async function confirmed(find: () => Promise<Caller | null>): Promise<Actor | null> {
  for (;;) {
    const caller = await find();
    if (caller === null || (await caller.standing.holds())) return caller?.actor ?? null;
  }
}
