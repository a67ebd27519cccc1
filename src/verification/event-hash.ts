import { hash } from 'node:crypto';

/** An event as the database has it, every value as text; null where there is none. */
export interface StoredEvent {
  readonly seq: string;
  readonly algorithm: string;
  readonly prevHash: string;
  readonly hash: string;
  /** In UTC to the microsecond, `2025-12-16T12:00:00.123456Z`. */
  readonly happenedAt: string;
  readonly actor: string;
  readonly client: string | null;
  readonly role: string | null;
  readonly onBehalfOf: string | null;
  readonly act: string;
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
  readonly tableName: string;
  readonly recordKey: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What the first event of a municipality follows: 32 zero bytes, as hex. */
export const GENESIS = '00'.repeat(32);

/** The only way to hash that there is so far. */
export const ALGORITHM = '1';

/**
 * The hash that an event must have, as hex: SHA-256 over its fields as netstrings, in this order. It is
 * worked out here, and not by the database, which whoever changed an event may have changed too.
 */
export function hashOf(municipalityId: string, event: StoredEvent): string {
  const fields =
    field(event.algorithm) +
    field(event.prevHash) +
    field(municipalityId) +
    field(event.seq) +
    field(event.happenedAt) +
    field(event.actor) +
    field(event.client) +
    field(event.role) +
    field(event.onBehalfOf) +
    field(event.act) +
    field(event.requestId) +
    field(event.idempotencyKey) +
    field(event.tableName) +
    field(event.recordKey) +
    field(event.before) +
    field(event.after);
  return hash('sha256', fields, 'hex');
}

/** Its length in bytes before it, so that no two events read the same; `-` when there is none. */
function field(value: string | null): string {
  return value === null ? '-' : `${Buffer.byteLength(value)}:${value},`;
}
