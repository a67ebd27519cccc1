import type { Client } from 'pg';
import { AUDITOR_ROLE, BACKUP_ROLE } from '../../migrations/support/tables';
import type { CheckpointHead } from './checkpoint';
import type { BrokenChain } from './fault';

/** The trail cannot be read as it must be; the message says why, in both languages. */
export class TrailUnreadable extends Error {
  override readonly name = 'TrailUnreadable';
}

/**
 * Does the work on one picture of the database, in UTC, where nothing can be written.
 *
 * @throws TrailUnreadable when the role of the connection does not see every municipality's events.
 */
export async function whileReading<Result>(
  client: Client,
  work: () => Promise<Result>,
): Promise<Result> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    await client.query(
      `SET LOCAL timezone = 'UTC'; SET LOCAL bytea_output = 'hex'; SET LOCAL search_path = public;
       SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '256MB'; SET LOCAL jit = off`,
    );
    await assertSeesEverything(client);
    return await work();
  } finally {
    await client.query('ROLLBACK');
  }
}

/** A role that row-level security binds would see nothing, and nothing has no fault. */
async function assertSeesEverything(client: Client): Promise<void> {
  const { rows } = await client.query<{ isChained: boolean; seesAll: boolean }>(
    `SELECT to_regprocedure('audit_hash(audit_event)') IS NOT NULL AS "isChained",
       NOT coalesce(row_security_active(to_regclass('audit_event')), FALSE) OR EXISTS (
         SELECT FROM pg_roles WHERE rolname IN ('${AUDITOR_ROLE}', '${BACKUP_ROLE}')
           AND pg_has_role(oid, 'USAGE')) AS "seesAll"`,
  );
  const [trail] = rows;
  if (!trail?.isChained) {
    throw new TrailUnreadable(
      'Databasen har inget kedjat spår. Kör: npm run migrate (The database has no chained trail. Run: npm run migrate)',
    );
  }
  if (!trail.seesAll) {
    throw new TrailUnreadable(
      `Rollen ser inte alla kommuners händelser. Gör den till medlem i ${AUDITOR_ROLE}. ` +
        `(The role does not see the events of every municipality. Make it a member of ${AUDITOR_ROLE}.)`,
    );
  }
}

/** A municipality that has a row, events or a place in a checkpoint; its code is null without a row. */
export interface KnownMunicipality {
  readonly id: string;
  readonly code: string | null;
}

/**
 * The municipalities to look at.
 *
 * @param wanted one by its code or id; null means every one.
 * @throws TrailUnreadable when nothing is known of the one that is wanted.
 */
export async function municipalitiesOf(
  client: Client,
  wanted: string | null,
  heads: readonly CheckpointHead[],
): Promise<KnownMunicipality[]> {
  const { rows } = await client.query<KnownMunicipality>(
    `SELECT id, code FROM (
       SELECT municipality_id AS id FROM municipality
       UNION SELECT municipality_id FROM audit_event UNION SELECT unnest($1::uuid[])
     ) known LEFT JOIN municipality ON municipality_id = id
     WHERE $2::text IS NULL OR id::text = lower($2) OR code = $2 ORDER BY code, id`,
    [heads.map(({ municipalityId }) => municipalityId), wanted],
  );
  if (rows.length > 0 || wanted === null) return rows;
  throw new TrailUnreadable(
    `Det finns ingen kommun ${wanted}. (There is no municipality ${wanted}.)`,
  );
}

/** The hash of an event as the database has it, as hex; null when there is no such event. */
export async function hashAt(
  client: Client,
  municipalityId: string,
  seq: number,
): Promise<string | null> {
  const { rows } = await client.query<{ hash: string }>(
    `SELECT encode(hash, 'hex') AS hash FROM audit_event WHERE municipality_id = $1 AND seq = $2`,
    [municipalityId, seq],
  );
  return rows[0]?.hash ?? null;
}

/** Where the trail is not as a checkpoint promised; null when it is. */
export async function brokenPromise(
  client: Client,
  { municipalityId, seq, hash }: CheckpointHead,
): Promise<BrokenChain | null> {
  const found = await hashAt(client, municipalityId, seq);
  if (found === hash) return null;
  return { seq, reason: found === null ? 'CHECKPOINT_EVENT_MISSING' : 'CHECKPOINT_DIFFERS' };
}

/** The last event of each municipality that has any. */
export async function headsOf(client: Client): Promise<CheckpointHead[]> {
  const { rows } = await client.query<CheckpointHead & { seq: string }>(
    `SELECT DISTINCT ON (municipality_id) municipality_id AS "municipalityId", seq,
       encode(hash, 'hex') AS hash
     FROM audit_event ORDER BY municipality_id, seq DESC`,
  );
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}
