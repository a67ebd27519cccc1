import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTables } from './support/guards';

/** Who answers for what: boards and other bodies, administrations, processes, the council's goals. */
export class CreateOrganisation1790000010000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE board (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        code            text    NOT NULL,
        name            text    NOT NULL,
        kind            text    NOT NULL CONSTRAINT board_kind_check CHECK (kind IN
                                ('COUNCIL','EXECUTIVE_BOARD','BOARD','COMPANY','FEDERATION','COMMITTEE')),
        valid_from      date,
        valid_to        date,
        version         integer NOT NULL,
        CONSTRAINT board_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT board_code_key UNIQUE (municipality_id, code),
        CONSTRAINT board_valid_check CHECK (valid_from <= valid_to),
        CONSTRAINT board_municipality_fkey FOREIGN KEY (municipality_id)
          REFERENCES municipality (municipality_id)
      );

      CREATE TABLE administration (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        name            text    NOT NULL,
        version         integer NOT NULL,
        CONSTRAINT administration_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT administration_name_key UNIQUE (municipality_id, name),
        CONSTRAINT administration_municipality_fkey FOREIGN KEY (municipality_id)
          REFERENCES municipality (municipality_id)
      );

      CREATE TABLE board_administration (
        municipality_id   uuid NOT NULL,
        board_id          uuid NOT NULL,
        administration_id uuid NOT NULL,
        CONSTRAINT board_administration_pkey PRIMARY KEY (municipality_id, board_id, administration_id),
        CONSTRAINT board_administration_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id),
        CONSTRAINT board_administration_administration_fkey
          FOREIGN KEY (municipality_id, administration_id) REFERENCES administration (municipality_id, id)
      );

      CREATE TABLE process (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        kind            text    NOT NULL CONSTRAINT process_kind_check CHECK (kind IN ('PROCESS','SYSTEM')),
        name            text    NOT NULL,
        owner_role      text,
        version         integer NOT NULL,
        CONSTRAINT process_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT process_name_key UNIQUE (municipality_id, kind, name),
        CONSTRAINT process_municipality_fkey FOREIGN KEY (municipality_id)
          REFERENCES municipality (municipality_id)
      );

      CREATE TABLE council_goal (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        number          text    NOT NULL,
        text            text    NOT NULL,
        version         integer NOT NULL,
        CONSTRAINT council_goal_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT council_goal_number_key UNIQUE (municipality_id, number),
        CONSTRAINT council_goal_municipality_fkey FOREIGN KEY (municipality_id)
          REFERENCES municipality (municipality_id)
      );
    `);
    await guardTables(db, 'CHANGE', ['board', 'administration', 'process', 'council_goal']);
    await guardTables(db, 'REMOVE', ['board_administration']);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE council_goal, process, board_administration, administration, board');
  }
}
