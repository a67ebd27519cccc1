import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { APPLICATION_ROLE, freezeBelow, freezeRows, TRUSTED_PATH } from './support/guards';
import { keepTrailOf, wallTables } from './support/tables';

/** The yearly round in which risks are collected, assessed anew or confirmed, and chosen for the plan. */
export class CreateRiskAssessmentRounds1790000225000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE risk_assessment ADD CONSTRAINT risk_assessment_risk_key
        UNIQUE (municipality_id, risk_id, id);
      -- Deviations change places without becoming others.
      ALTER TABLE deviation DROP CONSTRAINT deviation_position_key,
        ADD CONSTRAINT deviation_position_key UNIQUE (municipality_id, result_id, position)
          DEFERRABLE INITIALLY DEFERRED;

      CREATE TABLE risk_assessment_round (
        municipality_id        uuid    NOT NULL,
        id                     uuid    NOT NULL,
        board_id               uuid,
        year                   integer NOT NULL CONSTRAINT risk_assessment_round_year_check CHECK
          (year BETWEEN 1900 AND 2200),
        opened_on              date    NOT NULL,
        closed_on              date,
        uncovered_process_ids  uuid[],
        uncovered_category_ids uuid[],
        frozen_at              timestamptz,
        version                integer NOT NULL,
        CONSTRAINT risk_assessment_round_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT risk_assessment_round_municipality_fkey FOREIGN KEY (municipality_id)
          REFERENCES municipality (municipality_id),
        CONSTRAINT risk_assessment_round_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id),
        CONSTRAINT risk_assessment_round_closed_on_check CHECK (closed_on >= opened_on),
        CONSTRAINT risk_assessment_round_closed_check CHECK ((closed_on IS NULL) = (frozen_at IS NULL)),
        CONSTRAINT risk_assessment_round_coverage_check CHECK (
          (uncovered_process_ids IS NULL) = (frozen_at IS NULL)
          AND (uncovered_category_ids IS NULL) = (frozen_at IS NULL))
      );
      CREATE UNIQUE INDEX risk_assessment_round_open_board_idx ON risk_assessment_round
        (municipality_id, board_id, year) WHERE frozen_at IS NULL;
      CREATE UNIQUE INDEX risk_assessment_round_open_idx ON risk_assessment_round
        (municipality_id, year) WHERE frozen_at IS NULL AND board_id IS NULL;

      CREATE TABLE risk_candidate (
        municipality_id     uuid    NOT NULL,
        id                  uuid    NOT NULL,
        round_id            uuid    NOT NULL,
        kind                text    NOT NULL CONSTRAINT risk_candidate_kind_check CHECK (kind IN
          ('DEVIATION','ACTION','AUDIT_RESPONSE','EVALUATION_POINT','QUESTION')),
        deviation_id        uuid,
        action_id           uuid,
        audit_response_id   uuid,
        evaluation_point_id uuid,
        question_id         uuid,
        settlement          text    CONSTRAINT risk_candidate_settlement_check CHECK (settlement IN
          ('NEW_RISK','EXISTING_RISK','SET_ASIDE')),
        risk_id             uuid,
        reason              text,
        settled_on          date,
        version             integer NOT NULL,
        CONSTRAINT risk_candidate_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT risk_candidate_deviation_key UNIQUE (municipality_id, round_id, deviation_id),
        CONSTRAINT risk_candidate_action_key UNIQUE (municipality_id, round_id, action_id),
        CONSTRAINT risk_candidate_audit_response_key UNIQUE (municipality_id, round_id, audit_response_id),
        CONSTRAINT risk_candidate_evaluation_point_key UNIQUE
          (municipality_id, round_id, evaluation_point_id),
        CONSTRAINT risk_candidate_question_key UNIQUE (municipality_id, round_id, question_id),
        CONSTRAINT risk_candidate_round_fkey FOREIGN KEY (municipality_id, round_id)
          REFERENCES risk_assessment_round (municipality_id, id),
        -- What was recorded by mistake takes its candidate with it, unless the round is closed.
        CONSTRAINT risk_candidate_deviation_fkey FOREIGN KEY (municipality_id, deviation_id)
          REFERENCES deviation (municipality_id, id) ON DELETE CASCADE,
        CONSTRAINT risk_candidate_action_fkey FOREIGN KEY (municipality_id, action_id)
          REFERENCES action (municipality_id, id),
        CONSTRAINT risk_candidate_audit_response_fkey FOREIGN KEY (municipality_id, audit_response_id)
          REFERENCES audit_response (municipality_id, id),
        CONSTRAINT risk_candidate_evaluation_point_fkey FOREIGN KEY (municipality_id, evaluation_point_id)
          REFERENCES evaluation_point (municipality_id, id) ON DELETE CASCADE,
        CONSTRAINT risk_candidate_question_fkey FOREIGN KEY (municipality_id, question_id)
          REFERENCES question (municipality_id, id),
        CONSTRAINT risk_candidate_risk_fkey FOREIGN KEY (municipality_id, risk_id)
          REFERENCES risk (municipality_id, id),
        CONSTRAINT risk_candidate_source_check CHECK (
          (deviation_id IS NOT NULL) = (kind = 'DEVIATION')
          AND (action_id IS NOT NULL) = (kind = 'ACTION')
          AND (audit_response_id IS NOT NULL) = (kind = 'AUDIT_RESPONSE')
          AND (evaluation_point_id IS NOT NULL) = (kind = 'EVALUATION_POINT')
          AND (question_id IS NOT NULL) = (kind = 'QUESTION')),
        CONSTRAINT risk_candidate_settled_check CHECK (
          (settlement IS NULL) = (settled_on IS NULL)
          AND (risk_id IS NOT NULL) = (coalesce(settlement, '') IN ('NEW_RISK','EXISTING_RISK'))),
        CONSTRAINT risk_candidate_reason_check CHECK (
          (reason IS NOT NULL) = (settlement IS NOT DISTINCT FROM 'SET_ASIDE'))
      );
      CREATE INDEX risk_candidate_deviation_idx ON risk_candidate (municipality_id, deviation_id);
      CREATE INDEX risk_candidate_evaluation_point_idx ON risk_candidate
        (municipality_id, evaluation_point_id);
      CREATE INDEX risk_candidate_question_idx ON risk_candidate (municipality_id, question_id);
      CREATE INDEX risk_candidate_risk_idx ON risk_candidate (municipality_id, risk_id);

      CREATE TABLE risk_in_round (
        municipality_id         uuid    NOT NULL,
        id                      uuid    NOT NULL,
        round_id                uuid    NOT NULL,
        risk_id                 uuid    NOT NULL,
        confirmed_assessment_id uuid,
        motive                  text,
        confirmed_on            date,
        is_included             boolean,
        reason                  text,
        verdict                 text    CONSTRAINT risk_in_round_verdict_check CHECK (verdict IN
          ('REASSESSED','CONFIRMED')),
        assessment_id           uuid,
        proposal                text    CONSTRAINT risk_in_round_proposal_check CHECK (proposal IN
          ('INCLUDED','NOT_INCLUDED','UNDECIDABLE')),
        version                 integer NOT NULL,
        CONSTRAINT risk_in_round_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT risk_in_round_risk_key UNIQUE (municipality_id, round_id, risk_id),
        CONSTRAINT risk_in_round_round_fkey FOREIGN KEY (municipality_id, round_id)
          REFERENCES risk_assessment_round (municipality_id, id),
        CONSTRAINT risk_in_round_risk_fkey FOREIGN KEY (municipality_id, risk_id)
          REFERENCES risk (municipality_id, id),
        CONSTRAINT risk_in_round_confirmed_fkey
          FOREIGN KEY (municipality_id, risk_id, confirmed_assessment_id)
          REFERENCES risk_assessment (municipality_id, risk_id, id),
        CONSTRAINT risk_in_round_assessment_fkey FOREIGN KEY (municipality_id, risk_id, assessment_id)
          REFERENCES risk_assessment (municipality_id, risk_id, id),
        CONSTRAINT risk_in_round_motive_check CHECK (
          (confirmed_assessment_id IS NULL) = (motive IS NULL)
          AND (confirmed_assessment_id IS NULL) = (confirmed_on IS NULL)),
        CONSTRAINT risk_in_round_reason_check CHECK ((is_included IS NULL) = (reason IS NULL)),
        CONSTRAINT risk_in_round_stated_check CHECK (
          (verdict IS NULL) = (assessment_id IS NULL) AND (verdict IS NULL) = (proposal IS NULL)),
        CONSTRAINT risk_in_round_as_confirmed_check CHECK (
          verdict <> 'CONFIRMED' OR assessment_id = confirmed_assessment_id)
      );
      CREATE INDEX risk_in_round_risk_idx ON risk_in_round (municipality_id, risk_id);
    `);
    await wallTables(
      db,
      ['SELECT', 'INSERT', 'UPDATE'],
      ['risk_assessment_round', 'risk_candidate', 'risk_in_round'],
    );
    await keepTrailOf(db, ['risk_assessment_round', 'risk_candidate', 'risk_in_round']);
    await freezeRows(db, 'risk_assessment_round');
    await freezeBelow(db, 'risk_assessment_round', 'round_id', ['risk_candidate', 'risk_in_round']);
    await db.query(`
      -- Whoever does not see a deviation does not see that it was collected.
      CREATE POLICY risk_candidate_board_policy ON risk_candidate AS RESTRICTIVE TO ${APPLICATION_ROLE}
        USING (${SEES_DEVIATION}) WITH CHECK (${SEES_DEVIATION});

      -- What a round is about, and where a candidate comes from, never changes.
      CREATE TRIGGER risk_assessment_round_kept BEFORE UPDATE ON risk_assessment_round FOR EACH ROW
        WHEN ((NEW.board_id, NEW.year, NEW.opened_on)
          IS DISTINCT FROM (OLD.board_id, OLD.year, OLD.opened_on))
        EXECUTE FUNCTION refuse_every_change();
      CREATE TRIGGER risk_candidate_kept BEFORE UPDATE ON risk_candidate FOR EACH ROW
        WHEN ((NEW.round_id, NEW.deviation_id, NEW.action_id, NEW.audit_response_id,
               NEW.evaluation_point_id, NEW.question_id)
          IS DISTINCT FROM (OLD.round_id, OLD.deviation_id, OLD.action_id, OLD.audit_response_id,
               OLD.evaluation_point_id, OLD.question_id))
        EXECUTE FUNCTION refuse_every_change();
      CREATE TRIGGER risk_in_round_kept BEFORE UPDATE ON risk_in_round FOR EACH ROW
        WHEN ((NEW.round_id, NEW.risk_id) IS DISTINCT FROM (OLD.round_id, OLD.risk_id))
        EXECUTE FUNCTION refuse_every_change();

      -- A round is closed when each risk has its verdict, somebody has decided on each that the rule
      -- says nothing of, and each candidate is settled.
      CREATE FUNCTION refuse_incomplete_round() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      BEGIN
        IF EXISTS (SELECT FROM risk_candidate candidate
                   WHERE candidate.municipality_id = NEW.municipality_id
                     AND candidate.round_id = NEW.id AND candidate.settlement IS NULL)
          OR EXISTS (SELECT FROM risk_in_round undecided
                     WHERE undecided.municipality_id = NEW.municipality_id
                       AND undecided.round_id = NEW.id AND undecided.proposal = 'UNDECIDABLE'
                       AND undecided.is_included IS NULL)
          OR EXISTS (SELECT FROM risk WHERE risk.municipality_id = NEW.municipality_id
                     AND (NEW.board_id IS NULL OR risk.board_id = NEW.board_id)
                     AND risk.ended_on IS NULL AND NOT EXISTS (
                       SELECT FROM risk_in_round stated
                       WHERE stated.municipality_id = NEW.municipality_id
                         AND stated.round_id = NEW.id AND stated.risk_id = risk.id
                         AND stated.verdict IS NOT NULL)) THEN
          RAISE EXCEPTION 'the round is not complete' USING ERRCODE = '23514',
            TABLE = 'risk_assessment_round', CONSTRAINT = 'risk_assessment_round_complete_check';
        END IF;
        -- Whoever does not see every board does not see every candidate.
        IF row_security_active(TG_RELID) AND NOT sees_every_board() THEN
          RAISE EXCEPTION '% is of every board', TG_TABLE_NAME USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
      END $$;
      -- After the guard of frozen rows, which goes first by its name.
      CREATE TRIGGER risk_assessment_round_whole BEFORE INSERT OR UPDATE ON risk_assessment_round
        FOR EACH ROW WHEN (NEW.frozen_at IS NOT NULL) EXECUTE FUNCTION refuse_incomplete_round();
    `);
  }
}

const SEES_DEVIATION = `deviation_id IS NULL OR sees_every_board() OR EXISTS (
  SELECT FROM deviation WHERE deviation.municipality_id = risk_candidate.municipality_id
    AND deviation.id = risk_candidate.deviation_id)`;
