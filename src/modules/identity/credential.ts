import { createHash, randomBytes } from 'node:crypto';

/** How API tokens begin, so that one that leaked can be recognised. */
export const API_TOKEN_START = 'ik_';

/** A new API token. The whole of it is shown once; what is kept cannot be turned back into it. */
export interface NewApiToken {
  readonly token: string;
  /** How it begins: a name to recognise it by, no part of the secret. */
  readonly prefix: string;
}

/** Makes an API token with 256 random bits, such as `ik_8f3KQ0aZ_…`. */
export function newApiToken(): NewApiToken {
  const name = randomBytes(6).toString('base64url').replaceAll(/[-_]/g, '0');
  const prefix = `${API_TOKEN_START}${name}`;
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
