import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import {
  APPLICATION_ROLE,
  allowMoves,
  freezeBelow,
  freezeRows,
  TRUSTED_PATH,
} from './support/guards';
import { keepTrailOf, wallTables } from './support/tables';

/** What the executive board says of every body's internal control after a round; frozen when decided. */
export class CreateSupervision1790000230000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE supervision_report (
        municipality_id    uuid    NOT NULL,
        id                 uuid    NOT NULL,
        board_id           uuid    NOT NULL,
        round_id           uuid    NOT NULL,
        revision           integer NOT NULL,
        as_of              date    NOT NULL,
        state              text    NOT NULL CONSTRAINT supervision_report_state_check CHECK (state IN
          ('DRAFT','SUBMITTED','DECIDED','SUPERSEDED')),
        summary            text,
        proposals          text[]  NOT NULL,
        submitted_by       text,
        submitted_on       date,
        remit_reason       text,
        decided_by         text,
        decision_id        uuid,
        forwarded_on       date,
        flags              text[]  NOT NULL CONSTRAINT supervision_report_flags_check CHECK (flags <@ ARRAY[
          'DECISION_INCOMPLETE','JUDGEMENT_MISSING','MOTIVE_MISSING']),
        frozen_at          timestamptz,
        sensitivity        text    NOT NULL DEFAULT 'INTERNAL' CONSTRAINT supervision_report_sensitivity_check
          CHECK (sensitivity IN ('OPEN','INTERNAL','SECRET')),
        sensitivity_reason text,
        version            integer NOT NULL,
        CONSTRAINT supervision_report_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT supervision_report_revision_key UNIQUE (municipality_id, round_id, revision),
        CONSTRAINT supervision_report_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id),
        CONSTRAINT supervision_report_round_fkey FOREIGN KEY (municipality_id, round_id)
          REFERENCES follow_up_round (municipality_id, id),
        CONSTRAINT supervision_report_decision_fkey FOREIGN KEY (municipality_id, decision_id)
          REFERENCES decision (municipality_id, id),
        CONSTRAINT supervision_report_four_eyes_check CHECK (decided_by <> submitted_by),
        CONSTRAINT supervision_report_decision_key UNIQUE (municipality_id, decision_id),
        CONSTRAINT supervision_report_decided_by_check CHECK
          ((decided_by IS NOT NULL AND submitted_by IS NOT NULL) = (frozen_at IS NOT NULL)
           AND (decided_by IS NULL OR frozen_at IS NOT NULL)),
        CONSTRAINT supervision_report_forwarded_on_check
          CHECK (forwarded_on IS NULL OR frozen_at IS NOT NULL),
        CONSTRAINT supervision_report_frozen_check CHECK (
          (state IN ('DRAFT','SUBMITTED')) = (frozen_at IS NULL)
          AND (frozen_at IS NULL) = (decision_id IS NULL))
      );
      CREATE UNIQUE INDEX supervision_report_in_force_idx ON supervision_report
        (municipality_id, round_id) WHERE state = 'DECIDED';
      CREATE UNIQUE INDEX supervision_report_in_preparation_idx ON supervision_report
        (municipality_id, round_id) WHERE state IN ('DRAFT','SUBMITTED');

      CREATE TABLE supervision_judgement (
        municipality_id uuid NOT NULL,
        report_id       uuid NOT NULL,
        board_id        uuid NOT NULL,
        judgement       text NOT NULL CONSTRAINT supervision_judgement_judgement_check CHECK (judgement IN
          ('SUFFICIENT','PARTLY_SUFFICIENT','INSUFFICIENT')),
        motive          text,
        CONSTRAINT supervision_judgement_pkey PRIMARY KEY (municipality_id, report_id, board_id),
        CONSTRAINT supervision_judgement_report_fkey FOREIGN KEY (municipality_id, report_id)
          REFERENCES supervision_report (municipality_id, id),
        CONSTRAINT supervision_judgement_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id)
      );

      CREATE TABLE supervision_row (
        municipality_id uuid  NOT NULL,
        report_id       uuid  NOT NULL,
        board_id        uuid  NOT NULL,
        content         jsonb NOT NULL,
        CONSTRAINT supervision_row_pkey PRIMARY KEY (municipality_id, report_id, board_id),
        CONSTRAINT supervision_row_report_fkey FOREIGN KEY (municipality_id, report_id)
          REFERENCES supervision_report (municipality_id, id),
        CONSTRAINT supervision_row_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id)
      );
    `);
    await db.query(`
      -- A report without what the board saw of each body, or whose decision can still be changed, would
      -- be frozen in name only.
      CREATE FUNCTION refuse_unstored_supervision() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM supervision_row WHERE municipality_id = NEW.municipality_id
                       AND report_id = NEW.id)
          OR EXISTS (SELECT FROM supervision_judgement told WHERE told.municipality_id = NEW.municipality_id
                     AND told.report_id = NEW.id AND NOT EXISTS (
                       SELECT FROM supervision_row stored
                       WHERE stored.municipality_id = told.municipality_id
                         AND stored.report_id = told.report_id AND stored.board_id = told.board_id))
          OR EXISTS (SELECT FROM decision WHERE municipality_id = NEW.municipality_id
                     AND id = NEW.decision_id AND frozen_at IS NULL) THEN
          RAISE EXCEPTION 'the report or its decision can still change' USING ERRCODE = '23514',
            TABLE = 'supervision_report', CONSTRAINT = 'supervision_report_stored_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER supervision_report_stored BEFORE INSERT OR UPDATE ON supervision_report
        FOR EACH ROW WHEN (NEW.frozen_at IS NOT NULL) EXECUTE FUNCTION refuse_unstored_supervision();

      -- What was forwarded was forwarded.
      CREATE TRIGGER supervision_report_forwarded BEFORE UPDATE ON supervision_report FOR EACH ROW
        WHEN (OLD.forwarded_on IS NOT NULL AND NEW.forwarded_on IS DISTINCT FROM OLD.forwarded_on)
        EXECUTE FUNCTION refuse_every_change();
      CREATE TRIGGER supervision_report_raised BEFORE UPDATE ON supervision_report FOR EACH ROW
        WHEN ((NEW.sensitivity, NEW.sensitivity_reason)
          IS DISTINCT FROM (OLD.sensitivity, OLD.sensitivity_reason))
        EXECUTE FUNCTION refuse_all_but_raising();

      -- What the executive board was told of a round stands still: its days, and what it is called.
      CREATE FUNCTION refuse_change_of_supervised_round() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        IF row_security_active(TG_RELID) AND OLD.municipality_id IS DISTINCT FROM
            nullif(current_setting('app.municipality', true), '')::uuid THEN
          RAISE EXCEPTION '% is of another municipality', TG_TABLE_NAME USING ERRCODE = '42501';
        END IF;
        IF EXISTS (SELECT FROM supervision_report WHERE municipality_id = OLD.municipality_id
                   AND round_id = OLD.id AND state <> 'DRAFT') THEN
          RAISE EXCEPTION 'the executive board has a report on the round' USING ERRCODE = '23514',
            TABLE = 'follow_up_round', CONSTRAINT = 'follow_up_round_supervised_check';
        END IF;
        RETURN coalesce(NEW, OLD);
      END $$;
      CREATE TRIGGER follow_up_round_supervised BEFORE UPDATE OR DELETE ON follow_up_round
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_supervised_round();

      -- A submission waits for a change of its round that is under way.
      CREATE FUNCTION lock_supervised_round() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        PERFORM FROM follow_up_round WHERE municipality_id = NEW.municipality_id
          AND id = NEW.round_id AND as_of = NEW.as_of FOR SHARE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'the report is of another day than its round' USING ERRCODE = '23514',
            TABLE = 'supervision_report', CONSTRAINT = 'supervision_report_as_of_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER supervision_report_round BEFORE INSERT OR UPDATE ON supervision_report
        FOR EACH ROW WHEN (NEW.state = 'SUBMITTED') EXECUTE FUNCTION lock_supervised_round();

      -- What lies before the executive board stands still: rows and judgements come and go in a draft.
      CREATE FUNCTION refuse_change_of_submitted_supervision() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        IF EXISTS (SELECT FROM supervision_report
                   WHERE municipality_id = coalesce(NEW.municipality_id, OLD.municipality_id)
                     AND id IN (OLD.report_id, NEW.report_id) AND state <> 'DRAFT') THEN
          RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'IK001';
        END IF;
        RETURN coalesce(NEW, OLD);
      END $$;
      CREATE TRIGGER supervision_judgement_submitted BEFORE INSERT OR UPDATE OR DELETE
        ON supervision_judgement FOR EACH ROW EXECUTE FUNCTION refuse_change_of_submitted_supervision();
      CREATE TRIGGER supervision_row_submitted BEFORE INSERT OR UPDATE OR DELETE
        ON supervision_row FOR EACH ROW EXECUTE FUNCTION refuse_change_of_submitted_supervision();

      -- A row is stored whole and removed whole; nobody rewrites what a report says.
      CREATE TRIGGER supervision_row_kept BEFORE UPDATE ON supervision_row
        FOR EACH ROW EXECUTE FUNCTION refuse_every_change();
    `);
    const tables = ['supervision_report', 'supervision_judgement', 'supervision_row'];
    await wallTables(db, ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], tables.slice(0, 2));
    await wallTables(db, ['SELECT', 'INSERT', 'DELETE'], tables.slice(2));
    await keepTrailOf(db, tables);
    await freezeRows(db, 'supervision_report', [
      ...['state', 'forwarded_on', 'sensitivity', 'sensitivity_reason', 'version'],
    ]);
    await allowMoves(db, 'supervision_report', [
      ...['DRAFT>SUBMITTED', 'SUBMITTED>DRAFT', 'SUBMITTED>DECIDED', 'DECIDED>SUPERSEDED'],
      ...['DECIDED>DECIDED', 'SUPERSEDED>SUPERSEDED'],
    ]);
    await freezeBelow(db, 'supervision_report', 'report_id', tables.slice(1));
    await this.limitBoards(db);
  }

  /** Figures of every board are not for whoever sees the plans of certain boards only. */
  private async limitBoards(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE POLICY supervision_report_board_policy ON supervision_report AS RESTRICTIVE
        TO ${APPLICATION_ROLE} USING (sees_every_board()) WITH CHECK (sees_every_board());
      CREATE POLICY supervision_judgement_board_policy ON supervision_judgement AS RESTRICTIVE
        TO ${APPLICATION_ROLE} USING (sees_every_board()) WITH CHECK (sees_every_board());
      CREATE POLICY supervision_row_board_policy ON supervision_row AS RESTRICTIVE
        TO ${APPLICATION_ROLE} USING (sees_every_board()) WITH CHECK (sees_every_board());
    `);
  }
}
