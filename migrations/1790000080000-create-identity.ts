import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { APPLICATION_ROLE, TRUSTED_PATH } from './support/guards';
import { keepTrailOf, wallTables } from './support/tables';

const ROLES = `('ADMINISTRATOR','CONTROLLER','BOARD_SECRETARY','CONTROL_PERFORMER','BOARD_MEMBER','AUDITOR',
          'INTEGRATION_CLIENT')`;

/**
 * Who may do what: people and systems that an issuer vouches for, what they are granted, tokens for
 * systems, sessions of browsers, and what happened around all this.
 */
export class CreateIdentity1790000080000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE subject (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        issuer          text    NOT NULL,
        subject         text    NOT NULL,
        name            text    NOT NULL,
        blocked_at      timestamptz,
        block_reason    text,
        version         integer NOT NULL,
        CONSTRAINT subject_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT subject_subject_key UNIQUE (issuer, subject),
        CONSTRAINT subject_municipality_fkey FOREIGN KEY (municipality_id)
          REFERENCES municipality (municipality_id),
        CONSTRAINT subject_blocked_check CHECK (blocked_at IS NOT NULL OR block_reason IS NULL)
      );

      CREATE TABLE subject_grant (
        municipality_id uuid   NOT NULL,
        id              uuid   NOT NULL,
        subject_id      uuid   NOT NULL,
        role            text   NOT NULL CONSTRAINT subject_grant_role_check CHECK (role IN
          ${ROLES}),
        board_id        uuid,
        scopes          text[] NOT NULL,
        CONSTRAINT subject_grant_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT subject_grant_subject_fkey FOREIGN KEY (municipality_id, subject_id)
          REFERENCES subject (municipality_id, id),
        CONSTRAINT subject_grant_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id),
        CONSTRAINT subject_grant_scopes_check CHECK (role = 'INTEGRATION_CLIENT' OR scopes = '{}')
      );
      CREATE UNIQUE INDEX subject_grant_once_idx ON subject_grant
        (municipality_id, subject_id, role, board_id) NULLS NOT DISTINCT;

      CREATE TABLE app_role (
        municipality_id uuid NOT NULL,
        issuer          text NOT NULL,
        name            text NOT NULL,
        CONSTRAINT app_role_pkey PRIMARY KEY (municipality_id, issuer, name),
        CONSTRAINT app_role_name_key UNIQUE (issuer, name),
        CONSTRAINT app_role_municipality_fkey FOREIGN KEY (municipality_id)
          REFERENCES municipality (municipality_id)
      );

      CREATE TABLE app_role_grant (
        municipality_id uuid   NOT NULL,
        id              uuid   NOT NULL,
        issuer          text   NOT NULL,
        app_role        text   NOT NULL,
        role            text   NOT NULL CONSTRAINT app_role_grant_role_check CHECK (role IN
          ${ROLES}),
        board_id        uuid,
        scopes          text[] NOT NULL,
        CONSTRAINT app_role_grant_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT app_role_grant_app_role_fkey FOREIGN KEY (municipality_id, issuer, app_role)
          REFERENCES app_role (municipality_id, issuer, name),
        CONSTRAINT app_role_grant_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id),
        CONSTRAINT app_role_grant_scopes_check CHECK (role = 'INTEGRATION_CLIENT' OR scopes = '{}')
      );
      CREATE UNIQUE INDEX app_role_grant_once_idx ON app_role_grant
        (municipality_id, issuer, app_role, role, board_id) NULLS NOT DISTINCT;

      CREATE TABLE api_token (
        municipality_id uuid        NOT NULL,
        id              uuid        NOT NULL,
        name            text        NOT NULL,
        prefix          text        NOT NULL,
        digest          bytea       NOT NULL,
        scopes          text[]      NOT NULL,
        created_by      text        NOT NULL,
        created_at      timestamptz NOT NULL,
        expires_at      timestamptz NOT NULL,
        revoked_at      timestamptz,
        revoked_by      text,
        version         integer     NOT NULL,
        CONSTRAINT api_token_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT api_token_prefix_key UNIQUE (prefix),
        CONSTRAINT api_token_digest_key UNIQUE (digest),
        CONSTRAINT api_token_municipality_fkey FOREIGN KEY (municipality_id)
          REFERENCES municipality (municipality_id),
        CONSTRAINT api_token_expiry_check CHECK
          (expires_at > created_at AND expires_at <= created_at + interval '366 days'),
        CONSTRAINT api_token_revoked_check CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)),
        CONSTRAINT api_token_scopes_check CHECK (scopes <> '{}')
      );

      CREATE TABLE api_token_board (
        municipality_id uuid NOT NULL,
        token_id        uuid NOT NULL,
        board_id        uuid NOT NULL,
        CONSTRAINT api_token_board_pkey PRIMARY KEY (municipality_id, token_id, board_id),
        CONSTRAINT api_token_board_token_fkey FOREIGN KEY (municipality_id, token_id)
          REFERENCES api_token (municipality_id, id),
        CONSTRAINT api_token_board_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id)
      );

      CREATE TABLE api_token_use (
        municipality_id uuid        NOT NULL,
        token_id        uuid        NOT NULL,
        last_used_at    timestamptz NOT NULL,
        CONSTRAINT api_token_use_pkey PRIMARY KEY (municipality_id, token_id),
        CONSTRAINT api_token_use_token_fkey FOREIGN KEY (municipality_id, token_id)
          REFERENCES api_token (municipality_id, id)
      );

      CREATE TABLE sign_in_session (
        municipality_id uuid        NOT NULL,
        id              uuid        NOT NULL,
        digest          bytea       NOT NULL,
        issuer          text        NOT NULL,
        subject         text        NOT NULL,
        client          text        NOT NULL,
        app_roles       text[]      NOT NULL,
        started_at      timestamptz NOT NULL,
        expires_at      timestamptz NOT NULL,
        CONSTRAINT sign_in_session_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT sign_in_session_digest_key UNIQUE (digest),
        CONSTRAINT sign_in_session_municipality_fkey FOREIGN KEY (municipality_id)
          REFERENCES municipality (municipality_id),
        CONSTRAINT sign_in_session_expiry_check CHECK (expires_at <= started_at + interval '8 hours')
      );
      CREATE INDEX sign_in_session_expires_at_idx ON sign_in_session (municipality_id, expires_at);

      CREATE TABLE security_event (
        municipality_id uuid        NOT NULL,
        id              bigint      GENERATED ALWAYS AS IDENTITY,
        happened_at     timestamptz NOT NULL,
        kind            text        NOT NULL CONSTRAINT security_event_kind_check CHECK (kind IN
          ('SIGNED_IN','SIGNED_OUT','SIGN_IN_REFUSED','ACCESS_DENIED','SUBJECT_REGISTERED','SUBJECT_BLOCKED',
           'SUBJECT_UNBLOCKED','ROLE_GRANTED','ROLE_WITHDRAWN','APP_ROLE_MAPPED','APP_ROLE_UNMAPPED',
           'API_TOKEN_CREATED','API_TOKEN_REVOKED','SECRET_READ','AUDIT_TRAIL_READ')),
        actor           text        NOT NULL,
        client          text,
        source          text,
        request_id      uuid,
        detail          jsonb       NOT NULL,
        CONSTRAINT security_event_pkey PRIMARY KEY (municipality_id, id)
      );
      CREATE INDEX security_event_happened_at_idx ON security_event (municipality_id, happened_at);

      ALTER TABLE municipality ADD COLUMN version integer NOT NULL DEFAULT 1;
      ALTER TABLE municipality ALTER COLUMN version DROP DEFAULT;
      GRANT UPDATE ON municipality TO ${APPLICATION_ROLE};
    `);
    await wallTables(db, ['SELECT', 'INSERT', 'UPDATE'], ['subject', 'api_token']);
    await wallTables(
      db,
      ['SELECT', 'INSERT', 'DELETE'],
      ['subject_grant', 'app_role', 'app_role_grant'],
    );
    await wallTables(db, ['SELECT', 'INSERT'], ['api_token_board', 'security_event']);
    await wallTables(db, ['SELECT', 'INSERT', 'UPDATE'], ['api_token_use']);
    await wallTables(db, ['SELECT', 'INSERT', 'DELETE'], ['sign_in_session']);
    await keepTrailOf(db, [
      'subject',
      'subject_grant',
      'app_role',
      'app_role_grant',
      'api_token',
      'api_token_board',
    ]);
    await db.query(`
      -- When it happened is for the clock of the database alone to say.
      CREATE FUNCTION date_security_event() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      BEGIN
        NEW.happened_at := clock_timestamp();
        RETURN NEW;
      END $$;
      CREATE TRIGGER security_event_time BEFORE INSERT ON security_event
        FOR EACH ROW EXECUTE FUNCTION date_security_event();
      CREATE TRIGGER security_event_append_only BEFORE UPDATE OR DELETE ON security_event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_every_change();

      -- Whoever signs in belongs to a municipality that nobody knows yet. What is presented opens the
      -- one row that it is for, and nothing else.
      CREATE POLICY subject_signing_in_policy ON subject FOR SELECT TO ${APPLICATION_ROLE}
        USING (jsonb_build_array(issuer, subject)::text = current_setting('app.signing_in', true));
      CREATE POLICY app_role_signing_in_policy ON app_role FOR SELECT TO ${APPLICATION_ROLE}
        USING (jsonb_build_array(issuer, name)::text = ANY
               (string_to_array(current_setting('app.signing_in_roles', true), E'\\n')));
      CREATE POLICY api_token_signing_in_policy ON api_token FOR SELECT TO ${APPLICATION_ROLE}
        USING (encode(digest, 'hex') = current_setting('app.signing_in', true));
      CREATE POLICY sign_in_session_signing_in_policy ON sign_in_session FOR SELECT TO ${APPLICATION_ROLE}
        USING (encode(digest, 'hex') = current_setting('app.signing_in', true));

      -- Who an issuer's subject is to us; no row when nobody knows it. Grants come from the subject's own
      -- rows and from those that the roles in its token are mapped to. The municipality that has mapped
      -- the roles is where it belongs, whoever else has registered it; roles of several tell nothing.
      CREATE FUNCTION identify_subject(its_issuer text, its_subject text, its_app_roles text[])
        RETURNS TABLE (municipality_id uuid, is_blocked boolean, grants jsonb)
        LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      DECLARE
        known subject;
        homes uuid[];
        home uuid;
      BEGIN
        PERFORM set_config('app.signing_in', jsonb_build_array(its_issuer, its_subject)::text, true),
          set_config('app.signing_in_roles', (
            SELECT string_agg(jsonb_build_array(its_issuer, name)::text, E'\\n')
            FROM unnest(its_app_roles) AS role(name)), true);
        SELECT * INTO known FROM subject its WHERE its.issuer = its_issuer AND its.subject = its_subject;
        SELECT array_agg(DISTINCT its.municipality_id) INTO homes FROM app_role its
          WHERE its.issuer = its_issuer AND its.name = ANY (its_app_roles);
        home := coalesce(homes[1], known.municipality_id);
        PERFORM set_config('app.signing_in', '', true), set_config('app.signing_in_roles', '', true);
        IF home IS NULL OR cardinality(homes) > 1 THEN RETURN; END IF;
        IF known.municipality_id <> home THEN known := NULL; END IF;
        PERFORM set_config('app.municipality', home::text, true);
        RETURN QUERY SELECT home, known.blocked_at IS NOT NULL, coalesce((
          SELECT jsonb_agg(jsonb_build_object('role', given.role, 'boardId', given.board_id,
            'scopes', given.scopes))
          FROM (
            SELECT its.role, its.board_id, its.scopes FROM subject_grant its
            WHERE its.municipality_id = home AND its.subject_id = known.id
            UNION
            SELECT its.role, its.board_id, its.scopes FROM app_role_grant its
            WHERE its.municipality_id = home AND its.issuer = its_issuer
              AND its.app_role = ANY (its_app_roles)
          ) given), '[]');
      END $$;

      -- Whose session a browser presents; no row when it has none that still holds.
      CREATE FUNCTION identify_session(its_digest bytea)
        RETURNS TABLE (municipality_id uuid, is_blocked boolean, grants jsonb, subject text, client text)
        LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      DECLARE session sign_in_session;
      BEGIN
        PERFORM set_config('app.signing_in', encode(its_digest, 'hex'), true);
        SELECT * INTO session FROM sign_in_session its
          WHERE its.digest = its_digest AND its.expires_at > clock_timestamp();
        IF session.id IS NULL THEN RETURN; END IF;
        RETURN QUERY SELECT its.municipality_id, its.is_blocked, its.grants, session.subject, session.client
          FROM identify_subject(session.issuer, session.subject, session.app_roles) its
          WHERE its.municipality_id = session.municipality_id;
      END $$;

      -- Whose API token is presented, and that it was used, to the minute; no row when it does not hold.
      CREATE FUNCTION identify_api_token(its_digest bytea)
        RETURNS TABLE (municipality_id uuid, prefix text, created_by text, grants jsonb)
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
            'scopes', token.scopes)));
      END $$;
    `);
  }
}
