import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { APPLICATION_ROLE, TRUSTED_PATH } from './support/guards';
import { BACKUP_ROLE } from './support/tables';

/** What a change of who may do what is, besides signing in and the making of a token that nobody has yet. */
const changesOfAccess = {
  subject: 'INSERT OR UPDATE OR DELETE',
  subject_grant: 'INSERT OR UPDATE OR DELETE',
  app_role: 'INSERT OR UPDATE OR DELETE',
  app_role_grant: 'INSERT OR UPDATE OR DELETE',
  api_token: 'UPDATE OR DELETE',
  api_token_board: 'INSERT OR UPDATE OR DELETE',
  sign_in_session: 'UPDATE OR DELETE',
};

/**
 * Lets the service remember for a moment who a caller is: each change of anybody's access replaces a stamp,
 * which every transaction confirms as it begins.
 */
export class ConfirmCallers1790000250000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE access_stamp (
        is_only boolean NOT NULL CONSTRAINT access_stamp_pkey PRIMARY KEY
          CONSTRAINT access_stamp_only_check CHECK (is_only),
        stamp   uuid    NOT NULL
      );
      INSERT INTO access_stamp VALUES (true, gen_random_uuid());
      GRANT SELECT ON access_stamp TO ${APPLICATION_ROLE}, ${BACKUP_ROLE};

      -- With the rights of its owner, so that the application needs none to replace the stamp.
      CREATE FUNCTION replace_access_stamp() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        ${TRUSTED_PATH} AS $$
      BEGIN
        UPDATE access_stamp SET stamp = gen_random_uuid();
        RETURN NULL;
      END $$;
      REVOKE EXECUTE ON FUNCTION replace_access_stamp() FROM PUBLIC;

      -- Refuses to begin for a caller who was looked up before somebody's access changed. No stamp is for
      -- what the service does by itself.
      CREATE FUNCTION confirm_caller(known_stamp uuid) RETURNS void LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      BEGIN
        IF known_stamp IS NOT NULL
            AND NOT EXISTS (SELECT FROM access_stamp its WHERE its.stamp = known_stamp) THEN
          RAISE EXCEPTION 'access has changed' USING ERRCODE = 'IK003';
        END IF;
      END $$;

      -- Names the municipality and the boards whose rows the rest of the statement may read, until its
      -- transaction ends, and gives the municipality back: a statement that takes it from here cannot
      -- read a row before row-level security knows whose it is.
      CREATE FUNCTION begin_reading(municipality uuid, boards text, known_stamp uuid) RETURNS uuid
      LANGUAGE plpgsql VOLATILE ${TRUSTED_PATH} AS $$
      BEGIN
        PERFORM confirm_caller(known_stamp);
        PERFORM set_config('transaction_read_only', 'on', true),
          set_config('app.municipality', municipality::text, true),
          set_config('app.boards', boards, true);
        RETURN municipality;
      END $$;

      -- Tells whose the writes of the transaction are and who answers for them, for a caller who is
      -- confirmed first.
      CREATE FUNCTION begin_writing(known_stamp uuid, settings jsonb) RETURNS void
      LANGUAGE plpgsql VOLATILE ${TRUSTED_PATH} AS $$
      BEGIN
        PERFORM confirm_caller(known_stamp);
        PERFORM set_config('app.' || key, value, true) FROM jsonb_each_text(settings);
      END $$;

      GRANT EXECUTE ON FUNCTION confirm_caller(uuid), begin_reading(uuid, text, uuid),
        begin_writing(uuid, jsonb) TO ${APPLICATION_ROLE};

      -- As before, and until when it holds.
      DROP FUNCTION identify_session(bytea);
      CREATE FUNCTION identify_session(its_digest bytea)
        RETURNS TABLE (municipality_id uuid, is_blocked boolean, grants jsonb, subject text, client text,
          expires_at timestamptz)
        LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      DECLARE session sign_in_session;
      BEGIN
        PERFORM set_config('app.signing_in', encode(its_digest, 'hex'), true);
        SELECT * INTO session FROM sign_in_session its
          WHERE its.digest = its_digest AND its.expires_at > clock_timestamp();
        IF session.id IS NULL THEN RETURN; END IF;
        RETURN QUERY SELECT its.municipality_id, its.is_blocked, its.grants, session.subject,
            session.client, session.expires_at
          FROM identify_subject(session.issuer, session.subject, session.app_roles) its
          WHERE its.municipality_id = session.municipality_id;
      END $$;

      -- As before, and until when it holds.
      DROP FUNCTION identify_api_token(bytea);
      CREATE FUNCTION identify_api_token(its_digest bytea)
        RETURNS TABLE (municipality_id uuid, prefix text, created_by text, grants jsonb,
          expires_at timestamptz)
        LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      DECLARE token api_token;
      BEGIN
        PERFORM set_config('app.signing_in', encode(its_digest, 'hex'), true);
        SELECT * INTO token FROM api_token its WHERE its.digest = its_digest
          AND its.revoked_at IS NULL AND its.expires_at > clock_timestamp();
        IF token.id IS NULL THEN RETURN; END IF;
        PERFORM set_config('app.signing_in', '', true),
          set_config('app.municipality', token.municipality_id::text, true);
        INSERT INTO api_token_use VALUES
          (token.municipality_id, token.id, date_trunc('minute', clock_timestamp()))
        ON CONFLICT ON CONSTRAINT api_token_use_pkey DO UPDATE SET last_used_at = excluded.last_used_at
          WHERE api_token_use.last_used_at < excluded.last_used_at;
        RETURN QUERY SELECT token.municipality_id, token.prefix, token.created_by, coalesce(
          (SELECT jsonb_agg(jsonb_build_object('role', 'INTEGRATION_CLIENT', 'boardId', its.board_id,
             'scopes', token.scopes))
           FROM api_token_board its
           WHERE its.municipality_id = token.municipality_id AND its.token_id = token.id),
          jsonb_build_array(jsonb_build_object('role', 'INTEGRATION_CLIENT', 'boardId', NULL,
            'scopes', token.scopes))), token.expires_at;
      END $$;
    `);
    for (const [table, changes] of Object.entries(changesOfAccess)) {
      // As late as it can be: whoever changes access elsewhere waits for this transaction from then on.
      await db.query(`
        CREATE CONSTRAINT TRIGGER ${table}_stamp AFTER ${changes} ON ${table}
          DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION replace_access_stamp()
      `);
    }
  }
}
