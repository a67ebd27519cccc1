import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import canonicalize from 'canonicalize';

/** The last event of a municipality when a checkpoint was taken. */
export interface CheckpointHead {
  readonly municipalityId: string;
  readonly seq: number;
  /** As hex. */
  readonly hash: string;
}

/** What a checkpoint vouches for. */
export interface Checkpoint {
  readonly format: 1;
  /** When it was taken, by the clock of the database, in UTC. */
  readonly takenAt: string;
  /** SHA-256 of the file of the checkpoint before, as hex; null when it is the first in its directory. */
  readonly previous: string | null;
  readonly heads: readonly CheckpointHead[];
}

/** A checkpoint cannot be relied on; the message says why, in both languages. */
export class CheckpointRefused extends Error {
  override readonly name = 'CheckpointRefused';
}

/** What is signed: the checkpoint in its canonical form (RFC 8785). */
function signedBytes(checkpoint: Checkpoint): Buffer {
  return Buffer.from(canonicalize(checkpoint) ?? '');
}

/** The text of a checkpoint's file: itself and its Ed25519 signature. */
export function sealCheckpoint(checkpoint: Checkpoint, privateKey: KeyObject): string {
  const signature = sign(null, signedBytes(checkpoint), privateKey).toString('base64');
  return `${JSON.stringify({ checkpoint, signature }, null, 2)}\n`;
}

/**
 * The checkpoint in the text of its file.
 *
 * @throws CheckpointRefused when the text is none, or somebody else signed it.
 */
export function openCheckpoint(text: string, publicKey: KeyObject): Checkpoint {
  const { checkpoint, signature } = readCheckpoint(text);
  if (verify(null, signedBytes(checkpoint), publicKey, Buffer.from(signature, 'base64'))) {
    return checkpoint;
  }
  throw new CheckpointRefused(
    'Kontrollpunktens underskrift stämmer inte. (The signature of the checkpoint is not good.)',
  );
}

/**
 * The checkpoint in the text of its file, whoever signed it.
 *
 * @throws CheckpointRefused when the text is none.
 */
export function readCheckpoint(text: string): { checkpoint: Checkpoint; signature: string } {
  const { checkpoint, signature } = parsed(text);
  const isCheckpoint =
    checkpoint?.format === 1 &&
    typeof signature === 'string' &&
    Array.isArray(checkpoint.heads) &&
    checkpoint.heads.every(
      (head) =>
        /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(head?.municipalityId) &&
        Number.isSafeInteger(head.seq) &&
        /^[\da-f]{64}$/.test(head.hash),
    );
  if (isCheckpoint) return { checkpoint, signature };
  throw new CheckpointRefused('Filen är ingen kontrollpunkt. (The file is no checkpoint.)');
}

function parsed(text: string): Partial<{ checkpoint: Checkpoint; signature: string }> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** What the next checkpoint names this one by. */
export function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
