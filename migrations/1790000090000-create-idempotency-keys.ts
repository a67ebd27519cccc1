import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { wallTables } from './support/tables';

/** What callers have asked for under a key of theirs, so that asking again changes nothing more. */
export class CreateIdempotencyKeys1790000090000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE idempotency_key (
        municipality_id uuid        NOT NULL,
        client          text        NOT NULL,
        operation       text        NOT NULL,
        key             text        NOT NULL,
        input_digest    bytea       NOT NULL,
        answer          jsonb,
        used_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT idempotency_key_pkey PRIMARY KEY (municipality_id, client, operation, key)
      );
      CREATE INDEX idempotency_key_used_at_idx ON idempotency_key (municipality_id, used_at);
    `);
    await wallTables(db, ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], ['idempotency_key']);
  }
}
