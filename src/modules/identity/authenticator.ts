import type { Actor } from '../../kernel/authorisation';

/** Finds out who is asking. Whatever way of signing in there is stands behind this. */
export interface Authenticator {
  /** Whom the token belongs to; null when it is not, or no longer, good. */
  authenticate(token: string): Promise<Actor | null>;
}

/** Knows nobody: what stands where there is no way of signing in. */
export const knowsNobody: Authenticator = { authenticate: async () => null };
