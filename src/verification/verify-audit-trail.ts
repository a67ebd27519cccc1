import type { Client } from 'pg';
import { ChainCheck } from './chain-check';
import type { Checkpoint } from './checkpoint';
import { GENESIS } from './event-hash';
import type { BrokenChain, BrokenRecord } from './fault';
import { readEvents } from './read-events';
import { findBrokenRecords } from './replay';
import { brokenPromise, hashAt, municipalitiesOf, whileReading } from './trail';

/** What is to be verified. */
export interface Verification {
  /** A municipality by its code or id; null means every one. */
  readonly municipality: string | null;
  /**
   * The number of the first event of the municipality that is verified. The one before it is taken as
   * it is, and records are not compared, for that takes the whole trail. Null means from the start.
   */
  readonly from: number | null;
  /** What is known from outside to have been there; null when nothing is. */
  readonly checkpoint: Checkpoint | null;
}

/** What was found of one municipality's chain. */
export interface VerifiedChain {
  readonly municipalityId: string;
  /** Null when its row is gone. */
  readonly code: string | null;
  /** How many events were good, before the first that was not. */
  readonly events: number;
  /** The last event that was good; its `seq` is 0 when there was none. */
  readonly head: { readonly seq: number; readonly hash: string };
  readonly broken: BrokenChain | null;
}

/** What was found of the whole audit trail. */
export interface VerificationReport {
  readonly isIntact: boolean;
  readonly chains: readonly VerifiedChain[];
  /** Null when they were not compared. Those of municipalities with a broken chain never are. */
  readonly records: readonly BrokenRecord[] | null;
}

/**
 * Recomputes the chain of each municipality, looks for the events that a checkpoint vouches for, and
 * compares every record with its events: all as of one moment, reading only.
 *
 * @throws TrailUnreadable when there is no such municipality, or the role does not see everything.
 */
export function verifyAuditTrail(
  client: Client,
  { municipality, from, checkpoint }: Verification,
): Promise<VerificationReport> {
  return whileReading(client, async () => {
    const heads = checkpoint?.heads ?? [];
    const chains: VerifiedChain[] = [];
    for (const { id, code } of await municipalitiesOf(client, municipality, heads)) {
      const chain = await verifyChain(client, id, from);
      const promised = heads.find((head) => head.municipalityId === id);
      const broken = chain.broken ?? (promised ? await brokenPromise(client, promised) : null);
      chains.push({ municipalityId: id, code, ...chain, broken });
    }
    const except = chains
      .filter(({ broken }) => broken)
      .map(({ municipalityId }) => municipalityId);
    const only = municipality === null ? null : (chains[0]?.municipalityId ?? null);
    const records = from === null ? await findBrokenRecords(client, { only, except }) : null;
    return { isIntact: except.length === 0 && !records?.length, chains, records };
  });
}

async function verifyChain(
  client: Client,
  municipalityId: string,
  from: number | null,
): Promise<Omit<VerifiedChain, 'municipalityId' | 'code'>> {
  const first = from ?? 1;
  const anchor = first > 1 ? await hashAt(client, municipalityId, first - 1) : GENESIS;
  const check = new ChainCheck(municipalityId, { seq: first - 1, hash: anchor ?? GENESIS });
  const verified = (broken: BrokenChain | null) => ({
    events: check.head.seq - first + 1,
    head: check.head,
    broken,
  });
  if (anchor === null) return verified({ seq: first - 1, reason: 'EVENT_MISSING' });
  for await (const events of readEvents(client, municipalityId, first)) {
    for (const event of events) {
      const broken = check.next(event);
      if (broken) return verified(broken);
    }
  }
  return verified(null);
}
