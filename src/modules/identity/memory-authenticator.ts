import { randomBytes } from 'node:crypto';
import type { Actor } from '../../kernel/authorisation';
import { DomainError } from '../../kernel/errors';
import type { Authenticator } from './authenticator';
import type { TokenVerifier } from './token-verifier';

/** Knows the actors it is given, by subject, and their sessions until the program ends. */
export function createMemoryAuthenticator(
  actors: readonly Actor[],
  verifier: TokenVerifier | null,
): Authenticator {
  const sessions = new Map<string, Actor>();
  const known = (subject: string): Actor => {
    const actor = actors.find((each) => each.subject === subject);
    if (actor === undefined) throw new DomainError('FORBIDDEN', { permission: 'sign-in' });
    return actor;
  };
  return {
    byToken: async (token) => {
      const verified = (await verifier?.verify(token)) ?? null;
      return verified && known(verified.subject);
    },
    bySession: async (value) => sessions.get(value) ?? null,
    startSession: async ({ subject }) => {
      const value = randomBytes(32).toString('base64url');
      sessions.set(value, known(subject));
      return value;
    },
    endSession: async (value) => void sessions.delete(value),
  };
}
