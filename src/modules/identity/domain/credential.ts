import { createHash, randomBytes } from 'node:crypto';

/** How API tokens begin, so that one that leaked can be recognised. */
export const API_TOKEN_START = 'ik_';

/** A new API token. The whole of it is shown once; what is kept cannot be turned back into it. */
export interface NewApiToken {
  readonly token: string;
  /** How it begins, `ik_` and eight characters: what a list shows of it. */
  readonly prefix: string;
}

/** Makes an API token of 256 random bits, after a name of its own that is no part of the secret. */
export function newApiToken(): NewApiToken {
  const prefix = `${API_TOKEN_START}${randomBytes(6).toString('base64url').replaceAll(/[-_]/g, '0')}`;
  return { token: `${prefix}_${newSecret()}`, prefix };
}

/** 256 random bits as text that stands in headers and cookies as it is. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a secret, and looked up by, so that the time it takes tells nothing about it. */
export function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
