import type { EntityManager } from 'typeorm';
import { DomainError } from './errors';

/** A mutation that is to take effect once, however often a caller sends it. */
export interface Once {
  /** What the caller calls it, 8 to 255 visible ASCII characters. */
  readonly key: string;
  /** The mutation by name. */
  readonly operation: string;
  /** Whose key it is: two clients may well choose the same one. */
  readonly client: string;
  /** SHA-256 of the input, and of the caller's rights, in canonical form (RFC 8785). */
  readonly inputDigest: Buffer;
}

/**
 * Does the work, and remembers its result under the key for 30 days, in the same transaction; or gives the result
 * that is remembered. Whoever sends the same key at the same time waits for the first.
 *
 * @throws DomainError IDEMPOTENCY_KEY_REUSED when the key was used for another input.
 */
export async function answerOnce<Result>(
  manager: EntityManager,
  municipalityId: string,
  { key, operation, client, inputDigest }: Once,
  work: () => Promise<Result>,
): Promise<Result> {
  const name = [municipalityId, client, operation, key];
  // Sent together, and run in this order.
  const [, claimed] = await Promise.all([
    manager.query(
      `DELETE FROM idempotency_key
       WHERE municipality_id = $1 AND used_at < clock_timestamp() - interval '30 days'`,
      [municipalityId],
    ),
    manager.query<unknown[]>(
      `INSERT INTO idempotency_key (municipality_id, client, operation, key, input_digest)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING 1`,
      [...name, inputDigest],
    ),
  ]);
  if (claimed.length > 0) {
    const result = await work();
    await manager.query(
      `UPDATE idempotency_key SET answer = $5
       WHERE municipality_id = $1 AND client = $2 AND operation = $3 AND key = $4`,
      [...name, JSON.stringify({ result: withDatesMarked(result) })],
    );
    return result;
  }
  const [first] = await manager.query<{ input_digest: Buffer; answer: { result: unknown } }[]>(
    `SELECT input_digest, answer FROM idempotency_key
     WHERE municipality_id = $1 AND client = $2 AND operation = $3 AND key = $4`,
    name,
  );
  if (!first?.input_digest.equals(inputDigest)) {
    throw new DomainError('IDEMPOTENCY_KEY_REUSED', { operation });
  }
  return withDates(first.answer.result) as Result;
}

const DATE = '$date';

/** JSON has no moments in time, so each is kept as an object that says that it is one. */
function withDatesMarked(value: unknown): unknown {
  if (value instanceof Date) return { [DATE]: value.toISOString() };
  return mapped(value, withDatesMarked);
}

function withDates(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && DATE in value) {
    return new Date(String(value[DATE]));
  }
  return mapped(value, withDates);
}

function mapped(value: unknown, each: (member: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(each);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, each(member)]));
}
