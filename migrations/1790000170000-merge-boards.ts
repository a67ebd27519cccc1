import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { freezeBelow, freezeRows, TRUSTED_PATH } from './support/guards';
import { keepTrailOf, wallTables } from './support/tables';

/**
 * Which board took over from which, and what moved with it. Both are frozen as soon as they are
 * recorded: they are the only way back from a successor to where its matters came from.
 */
export class MergeBoards1790000170000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE board_merger (
        municipality_id uuid NOT NULL,
        id              uuid NOT NULL,
        successor_id    uuid NOT NULL,
        merged_on       date NOT NULL,
        note            text,
        frozen_at       timestamptz,
        CONSTRAINT board_merger_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT board_merger_successor_key UNIQUE (municipality_id, id, successor_id),
        CONSTRAINT board_merger_successor_fkey FOREIGN KEY (municipality_id, successor_id)
          REFERENCES board (municipality_id, id)
      );
      CREATE INDEX board_merger_successor_idx ON board_merger (municipality_id, successor_id);

      CREATE TABLE board_predecessor (
        municipality_id uuid NOT NULL,
        merger_id       uuid NOT NULL,
        board_id        uuid NOT NULL,
        CONSTRAINT board_predecessor_pkey PRIMARY KEY (municipality_id, merger_id, board_id),
        CONSTRAINT board_predecessor_board_key UNIQUE (municipality_id, board_id),
        CONSTRAINT board_predecessor_merger_fkey FOREIGN KEY (municipality_id, merger_id)
          REFERENCES board_merger (municipality_id, id),
        CONSTRAINT board_predecessor_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id)
      );

      CREATE TABLE board_merger_decision (
        municipality_id uuid NOT NULL,
        merger_id       uuid NOT NULL,
        decision_id     uuid NOT NULL,
        CONSTRAINT board_merger_decision_pkey PRIMARY KEY (municipality_id, merger_id),
        CONSTRAINT board_merger_decision_decision_key UNIQUE (municipality_id, decision_id),
        CONSTRAINT board_merger_decision_merger_fkey FOREIGN KEY (municipality_id, merger_id)
          REFERENCES board_merger (municipality_id, id),
        CONSTRAINT board_merger_decision_decision_fkey FOREIGN KEY (municipality_id, decision_id)
          REFERENCES decision (municipality_id, id)
      );

      CREATE TABLE board_transfer (
        municipality_id   uuid        NOT NULL,
        id                uuid        NOT NULL,
        merger_id         uuid        NOT NULL,
        from_board_id     uuid        NOT NULL,
        to_board_id       uuid        NOT NULL,
        moved_at          timestamptz NOT NULL,
        action_id         uuid,
        control_id        uuid,
        risk_id           uuid,
        audit_response_id uuid,
        taken_over_as_id  uuid,
        CONSTRAINT board_transfer_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT board_transfer_action_key UNIQUE (municipality_id, action_id, merger_id),
        CONSTRAINT board_transfer_control_key UNIQUE (municipality_id, control_id, merger_id),
        CONSTRAINT board_transfer_risk_key UNIQUE (municipality_id, risk_id, merger_id),
        CONSTRAINT board_transfer_audit_response_key UNIQUE (municipality_id, audit_response_id, merger_id),
        CONSTRAINT board_transfer_from_board_fkey FOREIGN KEY (municipality_id, merger_id, from_board_id)
          REFERENCES board_predecessor (municipality_id, merger_id, board_id),
        CONSTRAINT board_transfer_to_board_fkey FOREIGN KEY (municipality_id, merger_id, to_board_id)
          REFERENCES board_merger (municipality_id, id, successor_id),
        CONSTRAINT board_transfer_action_fkey FOREIGN KEY (municipality_id, action_id)
          REFERENCES action (municipality_id, id),
        CONSTRAINT board_transfer_control_fkey FOREIGN KEY (municipality_id, control_id)
          REFERENCES control (municipality_id, id),
        CONSTRAINT board_transfer_risk_fkey FOREIGN KEY (municipality_id, risk_id)
          REFERENCES risk (municipality_id, id),
        CONSTRAINT board_transfer_audit_response_fkey FOREIGN KEY (municipality_id, audit_response_id)
          REFERENCES audit_response (municipality_id, id),
        CONSTRAINT board_transfer_taken_over_as_fkey FOREIGN KEY (municipality_id, taken_over_as_id)
          REFERENCES audit_response (municipality_id, id),
        CONSTRAINT board_transfer_subject_check CHECK
          (num_nonnulls(action_id, control_id, risk_id, audit_response_id) = 1),
        CONSTRAINT board_transfer_taken_over_check CHECK
          ((audit_response_id IS NULL) = (taken_over_as_id IS NULL))
      );
      CREATE INDEX board_transfer_taken_over_as_idx ON board_transfer (municipality_id, taken_over_as_id);
      CREATE INDEX board_transfer_from_board_idx ON board_transfer (municipality_id, from_board_id);
      CREATE INDEX board_transfer_to_board_idx ON board_transfer (municipality_id, to_board_id);

      ALTER TABLE audit_response DROP CONSTRAINT audit_response_state_check,
        ADD CONSTRAINT audit_response_state_check CHECK (state IN ('OPEN','DONE','TAKEN_OVER'));
    `);
    await wallTables(db, ['SELECT', 'INSERT', 'UPDATE'], ['board_merger']);
    const kept = ['board_predecessor', 'board_merger_decision', 'board_transfer'];
    await wallTables(db, ['SELECT', 'INSERT'], kept);
    await keepTrailOf(db, ['board_merger', ...kept]);
    await freezeRows(db, 'board_merger');
    await freezeBelow(db, 'board_merger', 'merger_id', [
      'board_predecessor',
      'board_merger_decision',
    ]);
    await db.query(`
      CREATE TRIGGER board_transfer_kept BEFORE UPDATE OR DELETE ON board_transfer
        FOR EACH ROW EXECUTE FUNCTION refuse_every_change();

      -- The predecessor has ended when the successor, which exists then, takes over. So every step to a
      -- successor leads to a later last day, and no board can come after itself.
      CREATE FUNCTION refuse_impossible_succession() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      BEGIN
        PERFORM FROM board_merger merger
        JOIN board predecessor ON predecessor.municipality_id = merger.municipality_id
          AND predecessor.id = NEW.board_id
        JOIN board successor ON successor.municipality_id = merger.municipality_id
          AND successor.id = merger.successor_id
        WHERE merger.municipality_id = NEW.municipality_id AND merger.id = NEW.merger_id
          AND predecessor.valid_to < merger.merged_on
          AND coalesce(successor.valid_from, merger.merged_on) <= merger.merged_on
          AND coalesce(successor.valid_to, merger.merged_on) >= merger.merged_on
        FOR SHARE OF predecessor, successor;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'the boards do not follow each other on that day' USING ERRCODE = '23514',
            TABLE = 'board_predecessor', CONSTRAINT = 'board_predecessor_merged_on_check';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER board_predecessor_succession AFTER INSERT ON board_predecessor
        FOR EACH ROW EXECUTE FUNCTION refuse_impossible_succession();

      CREATE FUNCTION refuse_days_against_merger() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      BEGIN
        IF EXISTS (SELECT FROM board_predecessor
            JOIN board_merger merger ON merger.municipality_id = board_predecessor.municipality_id
              AND merger.id = board_predecessor.merger_id
            WHERE board_predecessor.municipality_id = NEW.municipality_id
              AND board_predecessor.board_id = NEW.id
              AND coalesce(NEW.valid_to, merger.merged_on) >= merger.merged_on)
          OR EXISTS (SELECT FROM board_merger merger
            WHERE merger.municipality_id = NEW.municipality_id AND merger.successor_id = NEW.id
              AND (NEW.valid_from > merger.merged_on OR NEW.valid_to < merger.merged_on)) THEN
          RAISE EXCEPTION 'the board would not exist as its merger says' USING ERRCODE = '23514',
            TABLE = 'board', CONSTRAINT = 'board_valid_to_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER board_merged BEFORE UPDATE ON board FOR EACH ROW
        WHEN ((NEW.valid_from, NEW.valid_to) IS DISTINCT FROM (OLD.valid_from, OLD.valid_to))
        EXECUTE FUNCTION refuse_days_against_merger();

      -- A transfer tells where something is, or was on its way further: it is never made up.
      CREATE FUNCTION refuse_untrue_transfer() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      BEGIN
        IF NOT EXISTS (
          SELECT 1 FROM action WHERE municipality_id = NEW.municipality_id
            AND id = NEW.action_id AND board_id = NEW.to_board_id
          UNION ALL SELECT 1 FROM control WHERE municipality_id = NEW.municipality_id
            AND id = NEW.control_id AND board_id = NEW.to_board_id
          UNION ALL SELECT 1 FROM risk WHERE municipality_id = NEW.municipality_id
            AND id = NEW.risk_id AND board_id = NEW.to_board_id
          UNION ALL SELECT 1 FROM audit_response former
            JOIN audit_response latter ON latter.municipality_id = former.municipality_id
              AND latter.recommendation_id = former.recommendation_id
            WHERE former.municipality_id = NEW.municipality_id AND former.id = NEW.audit_response_id
              AND former.board_id = NEW.from_board_id AND former.state = 'TAKEN_OVER'
              AND latter.id = NEW.taken_over_as_id AND latter.board_id = NEW.to_board_id) THEN
          RAISE EXCEPTION 'nothing has moved so' USING ERRCODE = '23514',
            TABLE = 'board_transfer', CONSTRAINT = 'board_transfer_to_board_check';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER board_transfer_true AFTER INSERT ON board_transfer
        FOR EACH ROW EXECUTE FUNCTION refuse_untrue_transfer();

      -- The audit trail, which nobody but a change itself writes to, tells what this transaction moved.
      -- What it first brought to the former board, without a transfer there, was not that board's.
      CREATE FUNCTION refuse_made_up_transfer() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      DECLARE
        has_moved boolean;
      BEGIN
        WITH moved AS (
          SELECT (before::jsonb ->> 'board_id')::uuid AS former,
            (after::jsonb ->> 'board_id')::uuid AS latter
          FROM audit_event
          WHERE municipality_id = NEW.municipality_id
            AND record_key = coalesce(NEW.action_id, NEW.control_id, NEW.risk_id)::text
            AND table_name = CASE WHEN NEW.action_id IS NOT NULL THEN 'action'
              WHEN NEW.control_id IS NOT NULL THEN 'control' ELSE 'risk' END
            AND xmin = pg_current_xact_id()::xid AND before IS NOT NULL
            AND before::jsonb ->> 'board_id' IS DISTINCT FROM after::jsonb ->> 'board_id')
        SELECT EXISTS (SELECT FROM moved
            WHERE former = NEW.from_board_id AND latter = NEW.to_board_id)
          AND NOT EXISTS (SELECT FROM moved
            WHERE latter = NEW.from_board_id AND NOT EXISTS (SELECT FROM board_transfer earlier
              WHERE earlier.municipality_id = NEW.municipality_id
                AND coalesce(earlier.action_id, earlier.control_id, earlier.risk_id)
                  = coalesce(NEW.action_id, NEW.control_id, NEW.risk_id)
                AND earlier.from_board_id = moved.former AND earlier.to_board_id = moved.latter))
        INTO has_moved;
        IF NOT has_moved THEN
          RAISE EXCEPTION 'nothing has moved so' USING ERRCODE = '23514',
            TABLE = 'board_transfer', CONSTRAINT = 'board_transfer_from_board_check';
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER board_transfer_moved AFTER INSERT ON board_transfer
        DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (NEW.audit_response_id IS NULL)
        EXECUTE FUNCTION refuse_made_up_transfer();

      -- Whoever sees only a predecessor still sees the controls of its plans. Changing them is for those
      -- who see the successor: the check of what is written stays as it was.
      ALTER POLICY control_board_policy ON control USING (
        board_id IS NULL OR sees_every_board() OR sees_board(board_id)
        OR EXISTS (SELECT FROM board_transfer transfer
          WHERE transfer.municipality_id = control.municipality_id AND transfer.control_id = control.id
            AND sees_board(transfer.from_board_id)));
    `);
  }
}
