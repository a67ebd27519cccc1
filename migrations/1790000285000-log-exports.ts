import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';

/** Lets it be logged that a document was taken out of the register, as reading a secret text is. */
export class LogExports1790000285000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE security_event DROP CONSTRAINT security_event_kind_check,
        ADD CONSTRAINT security_event_kind_check CHECK (kind IN
          ('SIGNED_IN','SIGNED_OUT','SIGN_IN_REFUSED','ACCESS_DENIED','SUBJECT_REGISTERED','SUBJECT_BLOCKED',
           'SUBJECT_UNBLOCKED','ROLE_GRANTED','ROLE_WITHDRAWN','APP_ROLE_MAPPED','APP_ROLE_UNMAPPED',
           'API_TOKEN_CREATED','API_TOKEN_REVOKED','SECRET_READ','AUDIT_TRAIL_READ','DOCUMENT_EXPORTED'));
    `);
  }
}
