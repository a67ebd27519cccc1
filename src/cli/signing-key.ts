import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** The Ed25519 key in a PEM file, `private` or `public`; the public half of a private one will do. */
async function keyIn(path: string, make: (pem: Buffer) => KeyObject): Promise<KeyObject> {
  const pem = await readFile(path);
  const key = attempt(() => make(pem));
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new Error(`${path} har ingen Ed25519-nyckel i PEM. (${path} has no Ed25519 key as PEM.)`);
}

function attempt(make: () => KeyObject): KeyObject | null {
  try {
    return make();
  } catch {
    return null;
  }
}

const noKey = 'Ingen nyckel: sätt AUDIT_SIGNING_KEY_FILE. (No key: set AUDIT_SIGNING_KEY_FILE.)';

/**
 * The key that checkpoints are signed with.
 *
 * @throws Error when there is none; the message says what to do.
 */
export function signingKey(path: string | null): Promise<KeyObject> {
  if (path === null) throw new Error(noKey);
  return keyIn(path, createPrivateKey);
}

/**
 * The key that a checkpoint must have been signed with.
 *
 * @param paths files to look in, the first that is named.
 * @throws Error when there is none; the message says what to do.
 */
export function trustedKey(...paths: readonly (string | null | undefined)[]): Promise<KeyObject> {
  const path = paths.find((each) => each);
  if (!path) {
    throw new Error(
      'Ingen nyckel att lita på: ange --public-key. (No key to trust: name one with --public-key.)',
    );
  }
  return keyIn(path, createPublicKey);
}
