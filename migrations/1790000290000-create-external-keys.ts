import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { APPLICATION_ROLE } from './support/guards';
import { keepTrailOf, wallTables } from './support/tables';

/** What records are called where they were imported from, so that the same file twice is once. */
export class CreateExternalKeys1790000290000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE external_key (
        municipality_id uuid NOT NULL,
        kind            text NOT NULL CONSTRAINT external_key_kind_check CHECK (kind IN
          ('RISK','CONTROL','PLAN_ITEM','RESULT')),
        key             text NOT NULL CONSTRAINT external_key_key_check
          CHECK (char_length(key) BETWEEN 1 AND 200),
        record_id       uuid NOT NULL,
        board_id        uuid,
        CONSTRAINT external_key_pkey PRIMARY KEY (municipality_id, kind, key),
        CONSTRAINT external_key_record_key UNIQUE (municipality_id, record_id),
        CONSTRAINT external_key_municipality_fkey FOREIGN KEY (municipality_id)
          REFERENCES municipality (municipality_id),
        CONSTRAINT external_key_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id)
      );
      CREATE INDEX external_key_board_idx ON external_key (municipality_id, board_id);
    `);
    await wallTables(db, ['SELECT', 'INSERT', 'UPDATE'], ['external_key']);
    await keepTrailOf(db, ['external_key']);
    // Whoever sees the plans of some boards only sees what those are called, and no more.
    const isVisible = 'sees_every_board() OR board_id IS NULL OR sees_board(board_id)';
    await db.query(`
      CREATE POLICY external_key_board_policy ON external_key AS RESTRICTIVE TO ${APPLICATION_ROLE}
        USING (${isVisible}) WITH CHECK (${isVisible});
    `);
  }
}
