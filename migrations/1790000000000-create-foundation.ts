import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE, guardTables } from './support/guards';

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
      CREATE FUNCTION record_change() RETURNS trigger LANGUAGE plpgsql AS $$
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

      CREATE FUNCTION refuse_every_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'IK001';
      END $$;

      CREATE FUNCTION refuse_change_of_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE changeable text[] := coalesce(TG_ARGV, '{}');
      BEGIN
        IF OLD.frozen_at IS NULL THEN RETURN coalesce(NEW, OLD); END IF;
        IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - changeable = to_jsonb(NEW) - changeable THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'IK001';
      END $$;

      -- The arguments are the moves that a frozen record may still make, as 'ADOPTED>CLOSED'.
      CREATE FUNCTION refuse_other_moves() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.frozen_at IS NULL OR OLD.state = NEW.state
          OR OLD.state || '>' || NEW.state = ANY (TG_ARGV) THEN RETURN NEW;
        END IF;
        RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'IK001';
      END $$;

      -- The lock on the parent makes a change wait for an adoption that is under way, and the reverse.
      CREATE FUNCTION refuse_change_below_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        changeable text[] := coalesce(TG_ARGV[2:], '{}');
        is_frozen boolean;
      BEGIN
        IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - changeable = to_jsonb(NEW) - changeable THEN
          RETURN NEW;
        END IF;
        EXECUTE format(
          'SELECT bool_or(frozen_at IS NOT NULL) FROM (
             SELECT frozen_at FROM %I WHERE municipality_id = $1 AND id IN ($2, $3) FOR SHARE
           ) parent', TG_ARGV[0])
        INTO is_frozen
        USING coalesce(NEW.municipality_id, OLD.municipality_id),
              (to_jsonb(OLD) ->> TG_ARGV[1])::uuid, (to_jsonb(NEW) ->> TG_ARGV[1])::uuid;
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
