import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { APPLICATION_ROLE, TRUSTED_PATH } from './support/guards';

/** What statements that answer a whole query need; see `src/kernel/reading/`. */
export class ServeCompiledReads1790000240000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- For what has no answer, such as a board that nobody knows: the statement gives up, and the
      -- resolvers say why.
      CREATE FUNCTION unanswerable() RETURNS json LANGUAGE plpgsql VOLATILE AS $$
      BEGIN
        RAISE EXCEPTION 'unanswerable' USING ERRCODE = 'IK002';
      END $$;

      -- The board that somebody calls by its code or its id.
      CREATE FUNCTION board_named(municipality uuid, code_or_id text) RETURNS uuid
      LANGUAGE plpgsql STABLE ${TRUSTED_PATH} AS $$
      DECLARE
        found_id uuid;
      BEGIN
        SELECT board.id INTO found_id FROM board
        WHERE board.municipality_id = municipality
          AND (board.code = code_or_id OR board.id::text = lower(code_or_id));
        IF found_id IS NULL THEN PERFORM unanswerable(); END IF;
        RETURN found_id;
      END $$;

      -- Where a row stands in a list, to go on from: the list and what the row is sorted by.
      CREATE FUNCTION page_cursor(belongs_to text, position_in text[]) RETURNS text
      LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN translate(
        encode(convert_to(to_json(belongs_to || position_in)::text, 'UTF8'), 'base64'), E'+/=\\n', '-_');

      -- A secret text on its way to somebody who may read it: remembers whose it is.
      CREATE FUNCTION read_secret(secret anyelement, record_type text, record_id text) RETURNS anyelement
      LANGUAGE plpgsql VOLATILE STRICT AS $$
      DECLARE
        noted text := coalesce(current_setting('app.secret_reads', true), '');
        record text := record_type || ' ' || record_id || E'\\n';
      BEGIN
        IF strpos(noted, record) = 0 THEN
          PERFORM set_config('app.secret_reads', noted || record, true);
        END IF;
        RETURN secret;
      END $$;

      -- The records whose secrets were read for the answer, one a line; it takes the answer because it
      -- must come after it.
      CREATE FUNCTION secret_reads(answer text) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
      BEGIN
        RETURN coalesce(current_setting('app.secret_reads', true), '');
      END $$;

      GRANT EXECUTE ON FUNCTION unanswerable(),
        board_named(uuid, text), page_cursor(text, text[]),
        read_secret(anyelement, text, text), secret_reads(text) TO ${APPLICATION_ROLE};
    `);
  }
}
