import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE, guardTables, TRUSTED_PATH } from './support/guards';

/** The municipality, the audit trail that every table writes to, and what it means to be frozen. */
export class CreateFoundation1790000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$ BEGIN
        IF to_regrole('${APPLICATION_ROLE}') IS NULL THEN CREATE ROLE ${APPLICATION_ROLE} NOLOGIN; END IF;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- another database on the server was being migrated at the same time
      END $$;

      CREATE TABLE audit_event (
        municipality_id uuid        NOT NULL,
        id              bigint      GENERATED ALWAYS AS IDENTITY,
        happened_at     timestamptz NOT NULL,
        actor           text        NOT NULL,
        act             text        NOT NULL,
        request_id      uuid,
        table_name      text        NOT NULL,
        record_id       uuid,
        before          jsonb,
        after           jsonb,
        CONSTRAINT audit_event_pkey PRIMARY KEY (municipality_id, id)
      );
      CREATE INDEX audit_event_record_idx ON audit_event (municipality_id, record_id);

      -- The actor and the act have no default: a change that nobody answers for is refused.
      CREATE FUNCTION record_change() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      BEGIN
        INSERT INTO audit_event
          (municipality_id, happened_at, actor, act, request_id, table_name, record_id, before, after)
        VALUES (
          coalesce(NEW.municipality_id, OLD.municipality_id),
          clock_timestamp(),
          nullif(current_setting('app.actor', true), ''),
          nullif(current_setting('app.act', true), ''),
          nullif(current_setting('app.request', true), '')::uuid,
          TG_TABLE_NAME,
          coalesce(to_jsonb(NEW) ->> 'id', to_jsonb(OLD) ->> 'id')::uuid,
          to_jsonb(OLD),
          to_jsonb(NEW)
        );
        RETURN NULL;
      END $$;

      CREATE FUNCTION refuse_every_change() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'IK001';
      END $$;

      -- Compared as text, since jsonb holds 1 and 1.0 to be equal.
      CREATE FUNCTION refuse_change_of_frozen() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      DECLARE changeable text[] := coalesce(TG_ARGV, '{}');
      BEGIN
        IF OLD.frozen_at IS NULL THEN RETURN coalesce(NEW, OLD); END IF;
        IF TG_OP = 'UPDATE'
          AND (to_jsonb(OLD) - changeable)::text = (to_jsonb(NEW) - changeable)::text THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'IK001';
      END $$;

      -- A record begins as a draft, and the arguments are the only moves that its state can make, as
      -- 'ADOPTED>CLOSED'. Without a move only the counter of a frozen record goes on.
      CREATE FUNCTION refuse_other_moves() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      BEGIN
        IF TG_OP = 'INSERT' AND coalesce(NEW.state, 'DRAFT') = 'DRAFT'
          OR OLD.state || '>' || NEW.state = ANY (TG_ARGV)
          OR OLD.frozen_at IS NULL AND OLD.state = NEW.state
          OR to_jsonb(OLD) - 'version' = to_jsonb(NEW) - 'version' THEN RETURN NEW;
        END IF;
        IF OLD.frozen_at IS NOT NULL THEN
          RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'IK001';
        END IF;
        RAISE EXCEPTION '% cannot make that move', TG_TABLE_NAME
          USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_state_check';
      END $$;

      -- The lock on the parent makes a change wait for an adoption that is under way, and the reverse.
      -- The parent is looked up as the caller sees it, so a caller who names another municipality in
      -- the middle of a statement would hide it: such a statement is refused.
      CREATE FUNCTION refuse_change_below_frozen() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      DECLARE
        changeable text[] := coalesce(TG_ARGV[2:], '{}');
        ours uuid := nullif(current_setting('app.municipality', true), '')::uuid;
        is_frozen boolean;
      BEGIN
        IF TG_OP = 'UPDATE'
          AND (to_jsonb(OLD) - changeable)::text = (to_jsonb(NEW) - changeable)::text THEN
          RETURN NEW;
        END IF;
        IF TG_OP <> 'INSERT' AND row_security_active(TG_RELID)
          AND OLD.municipality_id IS DISTINCT FROM ours THEN
          RAISE EXCEPTION '% is of another municipality', TG_TABLE_NAME USING ERRCODE = '42501';
        END IF;
        EXECUTE format(
          'SELECT bool_or(frozen_at IS NOT NULL) FROM (
             SELECT frozen_at FROM %I
             WHERE (municipality_id, id) IN (($1, $2), ($3, $4)) FOR SHARE
           ) parent', TG_ARGV[0])
        INTO is_frozen
        USING OLD.municipality_id, (to_jsonb(OLD) ->> TG_ARGV[1])::uuid,
              NEW.municipality_id, (to_jsonb(NEW) ->> TG_ARGV[1])::uuid;
        IF is_frozen THEN
          RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'IK001';
        END IF;
        RETURN coalesce(NEW, OLD);
      END $$;

      CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_every_change();

      CREATE TABLE municipality (
        municipality_id uuid NOT NULL CONSTRAINT municipality_pkey PRIMARY KEY,
        code            text NOT NULL CONSTRAINT municipality_code_key UNIQUE,
        name            text NOT NULL
      );
    `);
    await guardTables(db, 'KEEP', ['audit_event', 'municipality']);
    await db.query('DROP TRIGGER audit_event_audit ON audit_event');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE municipality, audit_event;
      DROP FUNCTION record_change, refuse_every_change, refuse_change_of_frozen, refuse_other_moves,
        refuse_change_below_frozen;
    `);
  }
}
