import type { KeyObject } from 'node:crypto';
import type { Client } from 'pg';
import { type CheckpointHead, fingerprintOf, readCheckpoint, sealCheckpoint } from './checkpoint';
import { keepCheckpoint, newestCheckpoint } from './checkpoint-directory';
import type { BrokenChain } from './fault';
import { brokenPromise, headsOf, whileReading } from './trail';

/** What came of taking a checkpoint. */
export interface TakenCheckpoint {
  /** The file; null when none was written, since events of the checkpoint before are gone. */
  readonly path: string | null;
  readonly heads: readonly CheckpointHead[];
  /** Where the trail is not as the checkpoint before promised. */
  readonly broken: readonly (BrokenChain & { readonly municipalityId: string })[];
}

/**
 * Writes down the last event of each municipality, signed, in a new file of the directory. A trail that
 * has lost what the newest checkpoint there vouches for gets no other.
 *
 * @throws TrailUnreadable, or CheckpointRefused when the newest file there is no checkpoint.
 */
export function takeCheckpoint(
  client: Client,
  directory: string,
  privateKey: KeyObject,
): Promise<TakenCheckpoint> {
  return whileReading(client, async () => {
    const previous = await newestCheckpoint(directory);
    const promised = previous === null ? [] : readCheckpoint(previous).checkpoint.heads;
    const broken = [];
    for (const { municipalityId, ...head } of promised) {
      const found = await brokenPromise(client, { municipalityId, ...head });
      if (found) broken.push({ municipalityId, ...found });
    }
    const heads = await headsOf(client);
    if (broken.length > 0) return { path: null, heads, broken };

    const takenAt = await nowIn(client);
    const text = sealCheckpoint(
      { format: 1, takenAt, previous: previous === null ? null : fingerprintOf(previous), heads },
      privateKey,
    );
    return { path: await keepCheckpoint(directory, takenAt, text), heads, broken };
  });
}

async function nowIn(client: Client): Promise<string> {
  const { rows } = await client.query<{ now: string }>(
    `SELECT to_char(clock_timestamp(), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS now`,
  );
  return rows[0]?.now ?? '';
}
