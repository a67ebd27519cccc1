import type { DataSource } from 'typeorm';
import type { Grant } from '../../kernel/authorisation';
import { toUnavailable } from '../../kernel/database-errors';

/** Somebody whom the register knows. */
export interface Identified {
  /** Of everybody's access, from before the rest was read. */
  readonly stamp: string;
  readonly municipalityId: string;
  readonly isBlocked: boolean;
  readonly grants: readonly Grant[];
}

/** Whoever is behind a session. */
export interface IdentifiedSession extends Identified {
  readonly subject: string;
  readonly client: string;
  readonly expiresAt: Date;
}

/** Whoever is behind an API token. */
export interface IdentifiedApiToken extends Omit<Identified, 'isBlocked'> {
  readonly prefix: string;
  readonly createdBy: string;
  readonly expiresAt: Date;
}

/** As the statement finds it when it begins, whereas the functions see what is committed while they run. */
const STAMP = '(SELECT stamp FROM access_stamp)';

/**
 * Who is behind what a caller presents, in one round trip: asked before anybody knows the municipality,
 * so no transaction has named one. Row-level security shows the one row that is presented.
 */
export class IdentificationRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Null for a subject that nobody knows, by itself or by a role that its token has. */
  bySubject(
    issuer: string,
    subject: string,
    appRoles: readonly string[],
  ): Promise<Identified | null> {
    return this.first(
      `SELECT ${STAMP}, municipality_id AS "municipalityId", is_blocked AS "isBlocked", grants
       FROM identify_subject($1, $2, $3)`,
      [issuer, subject, appRoles],
    );
  }

  /** Null for what is no session, or one that has ended. */
  bySession(digest: Buffer): Promise<IdentifiedSession | null> {
    return this.first(
      `SELECT ${STAMP}, municipality_id AS "municipalityId", is_blocked AS "isBlocked", grants, subject, client,
         expires_at AS "expiresAt"
       FROM identify_session($1)`,
      [digest],
    );
  }

  /** Null for what is no API token, or one that has expired or been revoked. */
  byApiToken(digest: Buffer): Promise<IdentifiedApiToken | null> {
    return this.first(
      `SELECT ${STAMP}, municipality_id AS "municipalityId", prefix, created_by AS "createdBy", grants,
         expires_at AS "expiresAt"
       FROM identify_api_token($1)`,
      [digest],
    );
  }

  /** True while nobody's access has changed since the stamp was read. */
  async isCurrent(stamp: string): Promise<boolean> {
    const sql = 'SELECT FROM access_stamp WHERE stamp = $1';
    return (await this.first<object>(sql, [stamp])) !== null;
  }

  private async first<Row>(sql: string, parameters: unknown[]): Promise<Row | null> {
    try {
      const [row] = await this.dataSource.query<Row[]>(sql, parameters);
      return row ?? null;
    } catch (error) {
      throw toUnavailable(error);
    }
  }
}
