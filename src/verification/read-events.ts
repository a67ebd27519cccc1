import type { Client } from 'pg';
import type { StoredEvent } from './event-hash';

/** How many events are fetched at a time: enough to forget the way there, few enough to hold. */
const BATCH = 2_000;

/** Values come as the text that the database sends. */
const asText = { getTypeParser: () => (text: string) => text };

/**
 * The events of a municipality from a number on, in order, some thousands at a time: while one lot is
 * looked at, the database makes the next one ready. Must be read in a transaction.
 */
export async function* readEvents(
  client: Client,
  municipalityId: string,
  from: number,
): AsyncGenerator<readonly StoredEvent[]> {
  await client.query(
    `DECLARE events NO SCROLL CURSOR FOR
     SELECT seq, algorithm, encode(prev_hash, 'hex') AS "prevHash", encode(hash, 'hex') AS hash,
       to_char(happened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "happenedAt",
       actor, client, role, on_behalf_of AS "onBehalfOf", act, request_id AS "requestId",
       idempotency_key AS "idempotencyKey", table_name AS "tableName", record_key AS "recordKey",
       before, after
     FROM audit_event WHERE municipality_id = '${municipalityId}' AND seq >= ${from} ORDER BY seq`,
  );
  const fetch = () =>
    client.query<StoredEvent>({ text: `FETCH FORWARD ${BATCH} FROM events`, types: asText });
  let coming = fetch();
  try {
    for (;;) {
      const { rows } = await coming;
      if (rows.length === 0) break;
      coming = fetch();
      yield rows;
    }
  } finally {
    await coming;
    await client.query('CLOSE events');
  }
}
