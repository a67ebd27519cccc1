import { randomInt } from 'node:crypto';
import type { Client } from 'pg';
import type { BrokenRecord } from './fault';

/** How many faulty records a report names at most; the first ones tell where to look. */
const NAMED = 100;

/** Which municipalities' records are compared. */
export interface ReplayScope {
  /** Null means every one. */
  readonly only: string | null;
  /** Those whose chain is broken: what their events tell proves nothing. */
  readonly except: readonly string[];
}

/**
 * Compares every record with what the trail tells of it: that it is now as its last event left it, and
 * that each event found it as the one before had left it. Columns that a migration added or took away
 * in between are left out, for no event tells of them. The session must be in UTC, as the events are.
 */
export async function findBrokenRecords(
  client: Client,
  { only, except }: ReplayScope,
): Promise<BrokenRecord[]> {
  const isCompared = [
    ...except.map((id) => `municipality_id <> '${id}'`),
    ...(only ? [`municipality_id = '${only}'`] : []),
    'TRUE',
  ].join(' AND ');
  const tables = await auditedTables(client);
  return [
    ...(await switchedOff(client, tables)),
    ...(await unlikeTheTrail(client, tables, isCompared)),
    ...(await changedBetweenEvents(client, isCompared)),
    ...(await otherFiles(client, isCompared)),
  ];
}

/** A table whose changes leave events, and the columns that name its rows within a municipality. */
interface AuditedTable {
  readonly name: string;
  readonly key: readonly string[];
}

async function auditedTables(client: Client): Promise<AuditedTable[]> {
  const { rows } = await client.query<AuditedTable>(
    `SELECT relname::text AS name, ARRAY(
       SELECT attname::text FROM pg_index, unnest(indkey) WITH ORDINALITY AS part(number, place)
       JOIN pg_attribute ON attnum = part.number
       WHERE indrelid = pg_class.oid AND attrelid = indrelid AND indisprimary
         AND (attname <> 'municipality_id' OR indnkeyatts = 1) ORDER BY place) AS key
     FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
     WHERE tgfoid = to_regproc('record_change') AND tgenabled IN ('O', 'A') ORDER BY relname`,
  );
  return rows;
}

/** Tables of the municipalities whose rows are no records of the register. */
const UNAUDITED = [
  'api_token_use',
  'audit_event',
  'idempotency_key',
  'security_event',
  'sign_in_session',
  'stored_file',
];

/** Tables whose changes leave no events, although they should, or once did. */
async function switchedOff(
  client: Client,
  tables: readonly AuditedTable[],
): Promise<BrokenRecord[]> {
  const { rows } = await client.query<BrokenRecord>(
    `SELECT NULL AS "municipalityId", name AS table, NULL AS key, NULL AS seq,
       'TRAIL_SWITCHED_OFF' AS reason
     FROM (
       SELECT table_name AS name FROM audit_event UNION
       SELECT relname::text FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
       WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attname = 'municipality_id'
     ) ours WHERE name <> ALL ($1) ORDER BY name`,
    [[...tables.map(({ name }) => name), ...UNAUDITED]],
  );
  return rows;
}

/** SQL that is true when two rows, as jsonb, differ in a column that both have. */
const differ = (one: string, other: string): string =>
  `EXISTS (SELECT FROM jsonb_each(${one}) mine JOIN jsonb_each(${other}) theirs USING (key)
     WHERE mine.value <> theirs.value)`;

/** SQL for every row that there is of the tables. */
function rowsOf(tables: readonly AuditedTable[], isCompared: string): string {
  const parts = tables.map(({ name, key }) => {
    const recordKey = key.map((column) => `live."${column}"::text`).join(` || '/' || `);
    return `SELECT municipality_id, '${name}' AS table_name, ${recordKey} AS record_key,
      to_jsonb(live) AS row FROM "${name}" live WHERE ${isCompared}`;
  });
  return parts.join(' UNION ALL ');
}

async function unlikeTheTrail(
  client: Client,
  tables: readonly AuditedTable[],
  isCompared: string,
): Promise<BrokenRecord[]> {
  if (tables.length === 0) return [];
  const { rows } = await client.query<BrokenRecord>(
    `WITH last AS (
       SELECT municipality_id, table_name, record_key, max(seq) AS seq FROM audit_event
       WHERE ${isCompared} GROUP BY municipality_id, table_name, record_key
     ), told AS (
       SELECT last.municipality_id, last.table_name, last.record_key, after::jsonb AS row
       FROM last JOIN audit_event USING (municipality_id, seq)
       WHERE last.table_name = ANY ($1)
     ), found AS (${rowsOf(tables, isCompared)})
     SELECT municipality_id AS "municipalityId", table_name AS table, record_key AS key, NULL AS seq,
       CASE WHEN told.row IS NULL THEN 'ROW_WITHOUT_EVENT' WHEN found.row IS NULL THEN 'ROW_MISSING'
         ELSE 'ROW_DIFFERS' END AS reason
     FROM told FULL JOIN found USING (municipality_id, table_name, record_key)
     WHERE told.row IS DISTINCT FROM found.row
       AND (told.row IS NULL OR found.row IS NULL OR ${differ('told.row', 'found.row')})
     ORDER BY municipality_id, table_name, record_key LIMIT ${NAMED}`,
    [tables.map(({ name }) => name)],
  );
  return rows;
}

/** The trail tells only the hash of a stored file, so the file is compared with that. */
async function otherFiles(client: Client, isCompared: string): Promise<BrokenRecord[]> {
  const { rows } = await client.query<BrokenRecord>(
    `SELECT municipality_id AS "municipalityId", 'stored_file' AS table,
       encode(sha256, 'hex') AS key, NULL AS seq, 'ROW_DIFFERS' AS reason
     FROM stored_file WHERE sha256(content) <> sha256 AND ${isCompared}
     ORDER BY municipality_id, sha256 LIMIT ${NAMED}`,
  );
  return rows;
}

/**
 * A row that was changed unseen and then in order is as its last event left it, but that event found
 * it otherwise than the one before had left it. Short sums are compared first, from a number that
 * nobody can foresee, and only what differs is read in full.
 */
async function changedBetweenEvents(client: Client, isCompared: string): Promise<BrokenRecord[]> {
  const sum = (column: string) => `hashtextextended(${column}, ${seed})`;
  const seed = randomInt(2 ** 47);
  const { rows } = await client.query<Omit<BrokenRecord, 'seq'> & { seq: string }>(
    `WITH trail AS (
       SELECT municipality_id, seq, lag(seq) OVER history AS earlier_seq,
         ${sum('before')} AS found, lag(${sum('after')}) OVER history AS left_behind
       FROM audit_event WHERE ${isCompared}
       WINDOW history AS (
         PARTITION BY municipality_id, record_key COLLATE "C", table_name COLLATE "C" ORDER BY seq)
     )
     SELECT now.municipality_id AS "municipalityId", now.table_name AS table, now.record_key AS key,
       now.seq, 'CHANGED_BETWEEN_EVENTS' AS reason
     FROM trail JOIN audit_event now USING (municipality_id, seq)
     LEFT JOIN audit_event earlier
       ON earlier.municipality_id = now.municipality_id AND earlier.seq = trail.earlier_seq
     WHERE trail.found IS DISTINCT FROM trail.left_behind
       AND ((now.before IS NULL) <> (earlier.after IS NULL)
         OR ${differ('now.before::jsonb', 'earlier.after::jsonb')})
     ORDER BY now.municipality_id, now.seq LIMIT ${NAMED}`,
  );
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}
