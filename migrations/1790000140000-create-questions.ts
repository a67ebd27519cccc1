import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { freezeBelow, freezeRows } from './support/guards';
import { keepTrailOf, wallTables } from './support/tables';

/** What bodies are asked, what the questions build on, and the answers; frozen once a body has decided. */
export class CreateQuestions1790000140000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE question (
        municipality_id    uuid    NOT NULL,
        id                 uuid    NOT NULL,
        board_id           uuid    NOT NULL,
        kind               text    NOT NULL CONSTRAINT question_kind_check CHECK (kind IN
          ('INTERPELLATION','SIMPLE_QUESTION','CITIZENS_PROPOSAL')),
        title              text,
        asked_by           text,
        addressee          text,
        asked_on           date,
        diary_number       text,
        questions          text[]  NOT NULL,
        answer             text,
        answered_on        date,
        answered_by        text,
        decision_id        uuid,
        sensitivity        text    NOT NULL DEFAULT 'INTERNAL' CONSTRAINT question_sensitivity_check
          CHECK (sensitivity IN ('OPEN','INTERNAL','SECRET')),
        sensitivity_reason text,
        frozen_at          timestamptz,
        version            integer NOT NULL,
        CONSTRAINT question_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT question_decision_key UNIQUE (municipality_id, decision_id),
        CONSTRAINT question_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id),
        CONSTRAINT question_decision_fkey FOREIGN KEY (municipality_id, decision_id)
          REFERENCES decision (municipality_id, id),
        CONSTRAINT question_answered_on_check CHECK (answered_on >= asked_on),
        CONSTRAINT question_answer_check CHECK (answer IS NOT NULL OR decision_id IS NOT NULL
          OR (answered_on IS NULL AND answered_by IS NULL)),
        CONSTRAINT question_frozen_at_check CHECK ((decision_id IS NULL) = (frozen_at IS NULL))
      );
      CREATE INDEX question_board_idx ON question (municipality_id, board_id);

      CREATE TABLE question_fact (
        municipality_id uuid    NOT NULL,
        question_id     uuid    NOT NULL,
        position        integer NOT NULL,
        text            text    NOT NULL,
        source          text,
        CONSTRAINT question_fact_pkey PRIMARY KEY (municipality_id, question_id, position),
        CONSTRAINT question_fact_question_fkey FOREIGN KEY (municipality_id, question_id)
          REFERENCES question (municipality_id, id)
      );

      CREATE TABLE stated_control (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        question_id     uuid    NOT NULL,
        number          integer NOT NULL,
        kind            text    NOT NULL CONSTRAINT stated_control_kind_check CHECK (kind IN
          ('EXISTING','PLANNED')),
        text            text    NOT NULL,
        since_year      integer,
        due_on          date,
        due_text        text,
        CONSTRAINT stated_control_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT stated_control_number_key UNIQUE (municipality_id, question_id, number),
        CONSTRAINT stated_control_question_fkey FOREIGN KEY (municipality_id, question_id)
          REFERENCES question (municipality_id, id),
        CONSTRAINT stated_control_number_check CHECK (number >= 1),
        CONSTRAINT stated_control_since_year_check CHECK (since_year IS NULL OR kind = 'EXISTING'),
        CONSTRAINT stated_control_due_on_check CHECK ((due_on IS NULL AND due_text IS NULL) OR kind = 'PLANNED')
      );

      CREATE TABLE stated_control_link (
        municipality_id   uuid NOT NULL,
        stated_control_id uuid NOT NULL,
        control_id        uuid NOT NULL,
        CONSTRAINT stated_control_link_pkey PRIMARY KEY (municipality_id, stated_control_id, control_id),
        CONSTRAINT stated_control_link_stated_control_fkey FOREIGN KEY (municipality_id, stated_control_id)
          REFERENCES stated_control (municipality_id, id),
        CONSTRAINT stated_control_link_control_fkey FOREIGN KEY (municipality_id, control_id)
          REFERENCES control (municipality_id, id)
      );
      CREATE INDEX stated_control_link_control_idx ON stated_control_link (municipality_id, control_id);
    `);
    await wallTables(db, ['SELECT', 'INSERT', 'UPDATE'], ['question']);
    await wallTables(db, ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], ['stated_control']);
    await wallTables(db, ['SELECT', 'INSERT', 'DELETE'], ['question_fact', 'stated_control_link']);
    await keepTrailOf(db, ['question', 'question_fact', 'stated_control', 'stated_control_link']);
    await freezeRows(db, 'question', ['sensitivity', 'sensitivity_reason', 'version']);
    await freezeBelow(db, 'question', 'question_id', ['question_fact', 'stated_control']);
    await db.query(`
      CREATE TRIGGER question_raised BEFORE UPDATE ON question FOR EACH ROW
        WHEN ((NEW.sensitivity, NEW.sensitivity_reason)
          IS DISTINCT FROM (OLD.sensitivity, OLD.sensitivity_reason))
        EXECUTE FUNCTION refuse_all_but_raising();
    `);
  }
}
