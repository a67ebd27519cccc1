import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { freezeBelow, freezeRows, TRUSTED_PATH } from './support/guards';
import { keepTrailOf, wallTables } from './support/tables';

/**
 * What the auditors recommend, what each body answers, and what came of it. What the auditors wrote is
 * frozen when the first body decides on its answer, and each answer with the decision on it.
 */
export class CreateAuditRecommendations1790000150000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE decision_point ADD CONSTRAINT decision_point_decision_key
        UNIQUE (municipality_id, decision_id, id);

      CREATE TABLE audit_report (
        municipality_id    uuid    NOT NULL,
        id                 uuid    NOT NULL,
        board_id           uuid    NOT NULL,
        subject            text    NOT NULL,
        auditor            text,
        firm               text,
        opinion            text[]  NOT NULL,
        issued_on          date,
        diary_number       text,
        frozen_at          timestamptz,
        sensitivity        text    NOT NULL DEFAULT 'INTERNAL' CONSTRAINT audit_report_sensitivity_check
          CHECK (sensitivity IN ('OPEN','INTERNAL','SECRET')),
        sensitivity_reason text,
        version            integer NOT NULL,
        CONSTRAINT audit_report_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT audit_report_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id)
      );
      CREATE INDEX audit_report_board_idx ON audit_report (municipality_id, board_id);

      CREATE TABLE audit_recommendation (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        report_id       uuid    NOT NULL,
        number          integer NOT NULL CONSTRAINT audit_recommendation_number_check CHECK (number >= 1),
        text            text    NOT NULL,
        version         integer NOT NULL,
        CONSTRAINT audit_recommendation_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT audit_recommendation_number_key UNIQUE (municipality_id, report_id, number),
        CONSTRAINT audit_recommendation_report_key UNIQUE (municipality_id, report_id, id),
        CONSTRAINT audit_recommendation_report_fkey FOREIGN KEY (municipality_id, report_id)
          REFERENCES audit_report (municipality_id, id)
      );

      CREATE TABLE audit_response (
        municipality_id   uuid    NOT NULL,
        id                uuid    NOT NULL,
        report_id         uuid    NOT NULL,
        recommendation_id uuid    NOT NULL,
        board_id          uuid    NOT NULL,
        received_from_id  uuid,
        owner_role        text,
        state             text    NOT NULL CONSTRAINT audit_response_state_check CHECK
          (state IN ('OPEN','DONE')),
        done_on           date,
        version           integer NOT NULL,
        CONSTRAINT audit_response_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT audit_response_board_key UNIQUE (municipality_id, recommendation_id, board_id),
        CONSTRAINT audit_response_recommendation_fkey
          FOREIGN KEY (municipality_id, report_id, recommendation_id)
          REFERENCES audit_recommendation (municipality_id, report_id, id),
        CONSTRAINT audit_response_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id),
        CONSTRAINT audit_response_received_from_fkey FOREIGN KEY (municipality_id, received_from_id)
          REFERENCES audit_response (municipality_id, id),
        CONSTRAINT audit_response_received_check CHECK (received_from_id <> id),
        CONSTRAINT audit_response_done_on_check CHECK (done_on IS NULL OR state = 'DONE')
      );
      CREATE INDEX audit_response_board_idx ON audit_response (municipality_id, board_id);

      CREATE TABLE audit_answer (
        municipality_id      uuid    NOT NULL,
        id                   uuid    NOT NULL,
        response_id          uuid    NOT NULL,
        revision             integer NOT NULL,
        disposition          text    CONSTRAINT audit_answer_disposition_check CHECK (disposition IN
          ('ACCEPTED','PARTLY','IN_PROGRESS','ALREADY_DONE','REFERRED','EXPLAINED','DECLINED',
           'NOT_ANSWERED')),
        text                 text,
        due_on               date,
        due_text             text,
        referred_to_board_id uuid,
        decision_id          uuid,
        frozen_at            timestamptz,
        version              integer NOT NULL,
        CONSTRAINT audit_answer_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT audit_answer_revision_key UNIQUE (municipality_id, response_id, revision),
        CONSTRAINT audit_answer_decision_key UNIQUE (municipality_id, id, decision_id),
        CONSTRAINT audit_answer_response_fkey FOREIGN KEY (municipality_id, response_id)
          REFERENCES audit_response (municipality_id, id),
        CONSTRAINT audit_answer_referred_to_board_fkey FOREIGN KEY (municipality_id, referred_to_board_id)
          REFERENCES board (municipality_id, id),
        CONSTRAINT audit_answer_decision_fkey FOREIGN KEY (municipality_id, decision_id)
          REFERENCES decision (municipality_id, id),
        CONSTRAINT audit_answer_referral_check CHECK
          ((referred_to_board_id IS NOT NULL) = (disposition IS NOT DISTINCT FROM 'REFERRED')),
        CONSTRAINT audit_answer_frozen_check CHECK
          (frozen_at IS NULL OR (decision_id IS NOT NULL AND disposition IS NOT NULL))
      );
      CREATE UNIQUE INDEX audit_answer_in_preparation_idx ON audit_answer (municipality_id, response_id)
        WHERE frozen_at IS NULL;
      CREATE INDEX audit_answer_decision_idx ON audit_answer (municipality_id, decision_id);

      CREATE TABLE audit_answer_point (
        municipality_id uuid NOT NULL,
        answer_id       uuid NOT NULL,
        point_id        uuid NOT NULL,
        decision_id     uuid NOT NULL,
        CONSTRAINT audit_answer_point_pkey PRIMARY KEY (municipality_id, answer_id, point_id),
        CONSTRAINT audit_answer_point_answer_fkey FOREIGN KEY (municipality_id, answer_id, decision_id)
          REFERENCES audit_answer (municipality_id, id, decision_id),
        CONSTRAINT audit_answer_point_point_fkey FOREIGN KEY (municipality_id, decision_id, point_id)
          REFERENCES decision_point (municipality_id, decision_id, id)
      );
      CREATE INDEX audit_answer_point_point_idx ON audit_answer_point (municipality_id, point_id);

      CREATE TABLE audit_evidence (
        municipality_id uuid    NOT NULL,
        response_id     uuid    NOT NULL,
        position        integer NOT NULL,
        title           text    NOT NULL,
        url             text    NOT NULL,
        CONSTRAINT audit_evidence_pkey PRIMARY KEY (municipality_id, response_id, position),
        CONSTRAINT audit_evidence_response_fkey FOREIGN KEY (municipality_id, response_id)
          REFERENCES audit_response (municipality_id, id)
      );

      CREATE TABLE audit_retest (
        municipality_id uuid    NOT NULL,
        response_id     uuid    NOT NULL,
        number          integer NOT NULL,
        result          text    NOT NULL CONSTRAINT audit_retest_result_check CHECK (result IN
          ('REMEDIED','PARTLY_REMEDIED','NOT_REMEDIED')),
        tested_on       date,
        note            text,
        CONSTRAINT audit_retest_pkey PRIMARY KEY (municipality_id, response_id, number),
        CONSTRAINT audit_retest_response_fkey FOREIGN KEY (municipality_id, response_id)
          REFERENCES audit_response (municipality_id, id)
      );

      CREATE TABLE audit_response_action (
        municipality_id uuid NOT NULL,
        response_id     uuid NOT NULL,
        action_id       uuid NOT NULL,
        CONSTRAINT audit_response_action_pkey PRIMARY KEY (municipality_id, response_id, action_id),
        CONSTRAINT audit_response_action_response_fkey FOREIGN KEY (municipality_id, response_id)
          REFERENCES audit_response (municipality_id, id),
        CONSTRAINT audit_response_action_action_fkey FOREIGN KEY (municipality_id, action_id)
          REFERENCES action (municipality_id, id)
      );
      CREATE INDEX audit_response_action_action_idx ON audit_response_action (municipality_id, action_id);
    `);
    await wallTables(
      db,
      ['SELECT', 'INSERT', 'UPDATE'],
      ['audit_report', 'audit_recommendation', 'audit_response', 'audit_answer'],
    );
    await wallTables(db, ['SELECT', 'INSERT'], ['audit_answer_point', 'audit_retest']);
    await wallTables(
      db,
      ['SELECT', 'INSERT', 'DELETE'],
      ['audit_evidence', 'audit_response_action'],
    );
    await keepTrailOf(db, [
      ...['audit_report', 'audit_recommendation', 'audit_response', 'audit_answer'],
      ...['audit_answer_point', 'audit_evidence', 'audit_retest', 'audit_response_action'],
    ]);
    await freezeRows(db, 'audit_report', ['sensitivity', 'sensitivity_reason', 'version']);
    await freezeBelow(db, 'audit_report', 'report_id', ['audit_recommendation']);
    await freezeRows(db, 'audit_answer');
    await freezeBelow(db, 'audit_answer', 'answer_id', ['audit_answer_point']);
    await db.query(`
      CREATE TRIGGER audit_report_raised BEFORE UPDATE ON audit_report FOR EACH ROW
        WHEN ((NEW.sensitivity, NEW.sensitivity_reason)
          IS DISTINCT FROM (OLD.sensitivity, OLD.sensitivity_reason))
        EXECUTE FUNCTION refuse_all_but_raising();

      -- Whose response it is, and to what, never changes, or a frozen answer would be another body's.
      CREATE TRIGGER audit_response_kept BEFORE UPDATE ON audit_response FOR EACH ROW
        WHEN ((NEW.report_id, NEW.recommendation_id, NEW.board_id, NEW.received_from_id)
          IS DISTINCT FROM (OLD.report_id, OLD.recommendation_id, OLD.board_id, OLD.received_from_id))
        EXECUTE FUNCTION refuse_every_change();
      CREATE TRIGGER audit_retest_kept BEFORE UPDATE OR DELETE ON audit_retest
        FOR EACH ROW EXECUTE FUNCTION refuse_every_change();

      -- An answer is frozen with a recorded decision of the very body that answers, which does not
      -- refer the recommendation to itself.
      CREATE FUNCTION refuse_undecided_answer() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      BEGIN
        IF NOT EXISTS (
          SELECT FROM audit_response response
          JOIN decision ON decision.municipality_id = response.municipality_id
            AND decision.board_id = response.board_id
          WHERE response.municipality_id = NEW.municipality_id AND response.id = NEW.response_id
            AND response.board_id IS DISTINCT FROM NEW.referred_to_board_id
            AND decision.id = NEW.decision_id AND decision.frozen_at IS NOT NULL) THEN
          RAISE EXCEPTION 'the answer has no decision of the body that answers' USING ERRCODE = '23514',
            TABLE = 'audit_answer', CONSTRAINT = 'audit_answer_decision_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER audit_answer_decided BEFORE INSERT OR UPDATE ON audit_answer
        FOR EACH ROW WHEN (NEW.frozen_at IS NOT NULL) EXECUTE FUNCTION refuse_undecided_answer();
    `);
  }
}
