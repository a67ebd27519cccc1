import type { MigrationInterface, QueryRunner } from 'typeorm';
import { freezeBelow, freezeRows, guardTables } from './support/guards';

/** What somebody is to do, and what a body decided: both shared by everything that comes later. */
export class CreateActionsAndDecisions1790000020000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE action (
        municipality_id         uuid    NOT NULL,
        id                      uuid    NOT NULL,
        board_id                uuid    NOT NULL,
        kind                    text    NOT NULL CONSTRAINT action_kind_check CHECK (kind IN
          ('DIRECT','CORRECTIVE','IMPROVEMENT','CONTINUED_TESTING','NONE_REQUIRED')),
        text                    text    NOT NULL,
        owner_role              text,
        owner_administration_id uuid,
        raised_on               date    NOT NULL,
        due_on                  date,
        due_text                text,
        reported_at             text    CONSTRAINT action_reported_at_check CHECK (reported_at IN
          ('INTERIM','YEAR_END','HALF_YEAR','TERTIAL_1','TERTIAL_2','TERTIAL_3','IMMEDIATE')),
        state                   text    NOT NULL CONSTRAINT action_state_check CHECK (state IN
          ('PLANNED','IN_PROGRESS','DONE','CANCELLED')),
        started_on              date,
        done_on                 date,
        cancelled_on            date,
        cancelled_reason        text,
        effect                  text    CONSTRAINT action_effect_check CHECK (effect IN
          ('ACHIEVED','PARTLY_ACHIEVED','NOT_ACHIEVED')),
        effect_checked_on       date,
        effect_note             text,
        version                 integer NOT NULL,
        CONSTRAINT action_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT action_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id),
        CONSTRAINT action_owner_administration_fkey FOREIGN KEY (municipality_id, owner_administration_id)
          REFERENCES administration (municipality_id, id),
        CONSTRAINT action_done_on_check CHECK (done_on IS NULL OR state = 'DONE'),
        CONSTRAINT action_none_required_check CHECK (kind <> 'NONE_REQUIRED' OR state = 'DONE'),
        CONSTRAINT action_cancelled_on_check CHECK (cancelled_on IS NULL OR state = 'CANCELLED'),
        CONSTRAINT action_cancelled_reason_check CHECK ((state = 'CANCELLED') = (cancelled_reason IS NOT NULL)),
        CONSTRAINT action_effect_of_done_check CHECK (effect IS NULL OR state = 'DONE')
      );
      CREATE INDEX action_board_idx ON action (municipality_id, board_id);
      CREATE INDEX action_due_on_idx ON action (municipality_id, due_on) WHERE state IN ('PLANNED','IN_PROGRESS');

      CREATE TABLE decision (
        municipality_id uuid   NOT NULL,
        id              uuid   NOT NULL,
        board_id        uuid   NOT NULL,
        body            text,
        met_on          date,
        paragraph       text,
        diary_number    text,
        proposal_on     date,
        notes           text[] NOT NULL,
        annexes         text[] NOT NULL,
        forwarded_to    text[] NOT NULL,
        frozen_at       timestamptz,
        CONSTRAINT decision_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT decision_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id)
      );

      CREATE TABLE decision_point (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        decision_id     uuid    NOT NULL,
        number          integer NOT NULL,
        text            text    NOT NULL,
        assigned_role   text,
        due_on          date,
        state           text    CONSTRAINT decision_point_state_check CHECK (state IN ('OPEN','DONE')),
        done_on         date,
        version         integer NOT NULL,
        CONSTRAINT decision_point_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT decision_point_number_key UNIQUE (municipality_id, decision_id, number),
        CONSTRAINT decision_point_decision_fkey FOREIGN KEY (municipality_id, decision_id)
          REFERENCES decision (municipality_id, id),
        CONSTRAINT decision_point_assignment_check CHECK (
          (assigned_role IS NULL) = (state IS NULL)
          AND (assigned_role IS NOT NULL OR (due_on IS NULL AND done_on IS NULL))),
        CONSTRAINT decision_point_done_on_check CHECK (done_on IS NULL OR state = 'DONE')
      );
      CREATE INDEX decision_point_open_idx ON decision_point (municipality_id, due_on) WHERE state = 'OPEN';

      CREATE TABLE decision_preparation (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        decision_id     uuid    NOT NULL,
        position        integer NOT NULL,
        body            text    NOT NULL,
        prepared_on     date,
        paragraph       text,
        CONSTRAINT decision_preparation_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT decision_preparation_position_key UNIQUE (municipality_id, decision_id, position),
        CONSTRAINT decision_preparation_decision_fkey FOREIGN KEY (municipality_id, decision_id)
          REFERENCES decision (municipality_id, id)
      );
    `);
    await guardTables(db, 'CHANGE', ['action', 'decision', 'decision_point']);
    await guardTables(db, 'KEEP', ['decision_preparation']);
    await freezeRows(db, 'decision');
    await freezeBelow(db, 'decision', 'decision_id', ['decision_preparation']);
    await freezeBelow(
      db,
      'decision',
      'decision_id',
      ['decision_point'],
      ['state', 'done_on', 'version'],
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE decision_preparation, decision_point, decision, action');
  }
}
