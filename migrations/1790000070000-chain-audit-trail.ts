import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { TRUSTED_PATH } from './support/guards';
import {
  AUDITOR_ROLE,
  BACKUP_ROLE,
  keepTrailOf,
  keyOf,
  openToReaders,
  wallTables,
} from './support/tables';

/**
 * Chains the audit trail of each municipality: every event has a number without gaps and a hash over
 * itself and the one before it, so that nobody can change, remove, add or move an event unseen.
 */
export class ChainAuditTrail1790000070000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    for (const role of [AUDITOR_ROLE, BACKUP_ROLE]) {
      await db.query(`
        DO $$ BEGIN
          IF to_regrole('${role}') IS NULL THEN CREATE ROLE ${role} NOLOGIN; END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
          NULL; -- another database on the server was being migrated at the same time
        END $$`);
    }
    await db.query(`
      -- JSON in its canonical form (RFC 8785). Our keys are ASCII, so that their bytes sort as its
      -- UTF-16 does, and our numbers have no exponents.
      CREATE FUNCTION canonical_json(value jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT
        PARALLEL SAFE ${TRUSTED_PATH} AS $$
      BEGIN
        IF jsonb_typeof(value) = 'object' THEN
          RETURN (
            SELECT '{' || coalesce(string_agg(to_json(key)::text || ':' || CASE
                WHEN jsonb_typeof(member) IN ('object', 'array', 'number') THEN canonical_json(member)
                ELSE member::text END, ',' ORDER BY key COLLATE "C"), '') || '}'
            FROM jsonb_each(value) AS entry(key, member));
        ELSIF jsonb_typeof(value) = 'array' THEN
          RETURN (
            SELECT '[' || coalesce(string_agg(canonical_json(element), ',' ORDER BY place), '') || ']'
            FROM jsonb_array_elements(value) WITH ORDINALITY AS entry(element, place));
        ELSIF jsonb_typeof(value) = 'number' THEN
          RETURN trim_scale(value::numeric)::text;
        END IF;
        RETURN value::text;
      END $$;

      ALTER TABLE audit_event RENAME TO unchained_audit_event;
      ALTER TABLE unchained_audit_event NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE unchained_audit_event RENAME CONSTRAINT audit_event_pkey TO unchained_audit_event_pkey;
      DROP INDEX audit_event_record_idx;

      CREATE TABLE audit_event (
        municipality_id uuid        NOT NULL,
        seq             bigint      NOT NULL,
        algorithm       smallint    NOT NULL CONSTRAINT audit_event_algorithm_check CHECK (algorithm = 1),
        happened_at     timestamptz NOT NULL,
        actor           text        NOT NULL,
        client          text,
        role            text,
        on_behalf_of    text,
        act             text        NOT NULL,
        request_id      uuid,
        idempotency_key text,
        table_name      text        NOT NULL,
        record_key      text        NOT NULL,
        before          text,
        after           text,
        prev_hash       bytea       NOT NULL,
        hash            bytea       NOT NULL,
        CONSTRAINT audit_event_pkey PRIMARY KEY (municipality_id, seq),
        CONSTRAINT audit_event_hash_check CHECK (octet_length(hash) = 32 AND octet_length(prev_hash) = 32)
      );
      CREATE INDEX audit_event_record_idx ON audit_event (municipality_id, record_key, seq);

      -- One field of what is hashed: its length in bytes, a colon, itself, a comma (a netstring), so
      -- that no two events read the same; '-' when there is none.
      CREATE FUNCTION audit_field(value text) RETURNS text LANGUAGE sql STABLE
        AS $$ SELECT coalesce(octet_length(value) || ':' || value || ',', '-') $$;

      CREATE FUNCTION audit_hash(event audit_event) RETURNS bytea LANGUAGE plpgsql STABLE
        ${TRUSTED_PATH} AS $$
      BEGIN
        RETURN sha256(convert_to(
          audit_field(event.algorithm::text) || audit_field(encode(event.prev_hash, 'hex'))
          || audit_field(event.municipality_id::text) || audit_field(event.seq::text)
          || audit_field(to_char(event.happened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
          || audit_field(event.actor) || audit_field(event.client) || audit_field(event.role)
          || audit_field(event.on_behalf_of) || audit_field(event.act)
          || audit_field(event.request_id::text) || audit_field(event.idempotency_key)
          || audit_field(event.table_name) || audit_field(event.record_key)
          || audit_field(event.before) || audit_field(event.after), 'UTF8'));
      END $$;

      -- Gives the event its number and its hashes. The first event of a municipality follows 32 zero
      -- bytes. Whoever comes second waits here until the first has committed.
      CREATE FUNCTION chained(event audit_event) RETURNS audit_event LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      DECLARE head record;
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended('audit ' || event.municipality_id, 0));
        SELECT its.seq, its.hash, its.happened_at INTO head FROM audit_event its
          WHERE its.municipality_id = event.municipality_id ORDER BY its.seq DESC LIMIT 1;
        event.algorithm := 1;
        event.happened_at := coalesce(event.happened_at, clock_timestamp());
        event.seq := coalesce(head.seq, 0) + 1;
        event.prev_hash := coalesce(head.hash, decode(repeat('00', 32), 'hex'));
        event.hash := audit_hash(event);
        IF event.happened_at < head.happened_at - interval '1 second' THEN
          RAISE WARNING 'the clock of the database went backwards before audit event % of %',
            event.seq, event.municipality_id;
        END IF;
        RETURN event;
      END $$;

      -- What names the row within its municipality, from the columns of its key.
      CREATE FUNCTION record_key(record jsonb, columns text[]) RETURNS text LANGUAGE sql IMMUTABLE
        AS $$ SELECT string_agg(record ->> name, '/' ORDER BY place)
              FROM unnest(columns) WITH ORDINALITY AS part(name, place) $$;
    `);
    await this.chainWhatThereIs(db);
    await db.query(`
      DROP TABLE unchained_audit_event;

      -- The actor and the act have no default: a change that nobody answers for is refused. A record
      -- keeps its key, by which its events are found. Times are written in UTC and bytes as hex,
      -- whatever the session prefers. It writes with the rights of its owner, so that the application needs
      -- none on the trail; nobody may hang it on a table of their own, or tell a change that never was.
      CREATE OR REPLACE FUNCTION record_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        ${TRUSTED_PATH} SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
      DECLARE event audit_event;
      BEGIN
        event.municipality_id := coalesce(NEW.municipality_id, OLD.municipality_id);
        event.actor := nullif(current_setting('app.actor', true), '');
        event.client := nullif(current_setting('app.client', true), '');
        event.role := nullif(current_setting('app.role', true), '');
        event.on_behalf_of := nullif(current_setting('app.on_behalf_of', true), '');
        event.act := nullif(current_setting('app.act', true), '');
        event.request_id := nullif(current_setting('app.request', true), '')::uuid;
        event.idempotency_key := nullif(current_setting('app.idempotency_key', true), '');
        event.table_name := TG_TABLE_NAME;
        event.record_key := record_key(coalesce(to_jsonb(NEW), to_jsonb(OLD)), TG_ARGV);
        IF TG_OP = 'UPDATE' AND (OLD.municipality_id <> NEW.municipality_id
          OR record_key(to_jsonb(OLD), TG_ARGV) <> event.record_key) THEN
          RAISE EXCEPTION 'a record of % keeps its key', TG_TABLE_NAME USING ERRCODE = '42501';
        END IF;
        event.before := canonical_json(to_jsonb(OLD));
        event.after := canonical_json(to_jsonb(NEW));
        event := chained(event);
        INSERT INTO audit_event VALUES (event.*);
        RETURN NULL;
      END $$;
      REVOKE EXECUTE ON FUNCTION record_change() FROM PUBLIC;

      CREATE FUNCTION refuse_event_without_change() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        IF pg_trigger_depth() < 2 THEN
          RAISE EXCEPTION 'audit events are written by changes alone' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER audit_event_of_change BEFORE INSERT ON audit_event
        FOR EACH ROW EXECUTE FUNCTION refuse_event_without_change();
      CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_every_change();
    `);
    await wallTables(db, ['SELECT'], ['audit_event']);

    const tables = await auditedTables(db);
    for (const table of tables) await db.query(`DROP TRIGGER ${table}_audit ON ${table}`);
    await keepTrailOf(db, tables);
    await openToReaders(db, tables);
  }

  /** Gives the events that were written without a chain theirs, with their times in UTC. */
  private async chainWhatThereIs(db: QueryRunner): Promise<void> {
    await db.query(`
      SET LOCAL timezone = 'UTC';
      ALTER TABLE unchained_audit_event DISABLE TRIGGER USER;
      ALTER TABLE unchained_audit_event ADD COLUMN record_key text;
      UPDATE unchained_audit_event SET before = ${inUtc('before')}, after = ${inUtc('after')}`);
    for (const table of await auditedTables(db)) {
      const columns = (await keyOf(db, table)).map((column) => `'${column}'`).join(', ');
      await db.query(`
        UPDATE unchained_audit_event
        SET record_key = record_key(coalesce(after, before), ARRAY[${columns}])
        WHERE table_name = '${table}'`);
    }
    await db.query(`
      DO $$
      DECLARE old record; event audit_event;
      BEGIN
        FOR old IN SELECT * FROM unchained_audit_event ORDER BY municipality_id, id LOOP
          event := NULL;
          event.municipality_id := old.municipality_id;
          event.happened_at := old.happened_at;
          event.actor := old.actor;
          event.act := old.act;
          event.request_id := old.request_id;
          event.table_name := old.table_name;
          event.record_key := old.record_key;
          event.before := canonical_json(old.before);
          event.after := canonical_json(old.after);
          event := chained(event);
          INSERT INTO audit_event VALUES (event.*);
        END LOOP;
      END $$`);
  }
}

async function auditedTables(db: QueryRunner): Promise<string[]> {
  const rows: { name: string }[] = await db.query(
    `SELECT relname AS name FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
     WHERE tgfoid = 'record_change'::regproc ORDER BY relname`,
  );
  return rows.map(({ name }) => name);
}

/** A row as JSON with its times in the zone of the session. */
function inUtc(column: string): string {
  return `coalesce(${column} || (
    SELECT jsonb_object_agg(key, to_jsonb((value #>> '{}')::timestamptz)) FROM jsonb_each(${column})
    WHERE key IN ('frozen_at', 'recorded_at') AND jsonb_typeof(value) = 'string'), ${column})`;
}
