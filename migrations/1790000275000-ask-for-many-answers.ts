import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { APPLICATION_ROLE, TRUSTED_PATH } from './support/guards';

/** So many events later an answer is read anew, which is less work than to look through them. */
const MOST_EVENTS = 1_000;

/** Lets the service ask in one round trip whether answers that it gave to several municipalities still hold. */
export class AskForManyAnswers1790000275000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- For each answer in turn the last event of its municipality's audit trail: up to it the answer is
      -- known to hold. NULL when a table that it was read from has changed, any table where they are not
      -- known; when somebody's access has changed since the stamp; and when the event up to which it held
      -- is not there, since the database then is another one, such as one from a backup.
      CREATE FUNCTION until_when_answers_hold(asked jsonb) RETURNS SETOF text
      LANGUAGE plpgsql VOLATILE ${TRUSTED_PATH} AS $$
      DECLARE
        one record;
        last_event record;
        current_stamp uuid := (SELECT its.stamp FROM access_stamp its);
      BEGIN
        PERFORM set_config('transaction_read_only', 'on', true);
        FOR one IN SELECT * FROM jsonb_to_recordset(asked)
          AS (municipality uuid, stamp uuid, seq bigint, hash text, tables text[]) LOOP
          PERFORM set_config('app.municipality', one.municipality::text, true);
          SELECT event.seq, encode(event.hash, 'hex') AS hash INTO last_event FROM audit_event event
            WHERE event.municipality_id = one.municipality ORDER BY event.seq DESC LIMIT 1;
          IF one.stamp <> current_stamp THEN
            RETURN NEXT NULL;
          ELSIF coalesce(last_event.seq, 0) = one.seq AND coalesce(last_event.hash, '') = one.hash THEN
            RETURN NEXT one.seq || ' ' || one.hash;
          ELSIF one.seq = 0 OR last_event.seq > one.seq + ${MOST_EVENTS}
            OR NOT EXISTS (SELECT FROM audit_event event WHERE event.municipality_id = one.municipality
              AND event.seq = one.seq AND event.hash = decode(one.hash, 'hex'))
            OR EXISTS (SELECT FROM audit_event event WHERE event.municipality_id = one.municipality
              AND event.seq > one.seq
              AND (one.tables IS NULL OR event.table_name = ANY (one.tables))) THEN
            RETURN NEXT NULL;
          ELSE
            RETURN NEXT last_event.seq || ' ' || last_event.hash;
          END IF;
        END LOOP;
      END $$;
      GRANT EXECUTE ON FUNCTION until_when_answers_hold(jsonb) TO ${APPLICATION_ROLE};
    `);
  }
}
