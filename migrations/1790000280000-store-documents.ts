import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { keepTrailOf, wallTables } from './support/tables';

/**
 * Keeps the documents of what is decided: a file by its hash, and which revision it is the document of.
 * Nothing of it ever changes. The trail tells of the hash, and so vouches for the file without holding it.
 */
export class StoreDocuments1790000280000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE stored_file (
        municipality_id uuid  NOT NULL,
        sha256          bytea NOT NULL,
        content         bytea NOT NULL,
        CONSTRAINT stored_file_pkey PRIMARY KEY (municipality_id, sha256),
        CONSTRAINT stored_file_municipality_fkey FOREIGN KEY (municipality_id)
          REFERENCES municipality (municipality_id),
        CONSTRAINT stored_file_sha256_check CHECK (sha256 = sha256(content))
      );

      CREATE TABLE stored_document (
        municipality_id uuid  NOT NULL,
        id              uuid  NOT NULL,
        subject_type    text  NOT NULL CONSTRAINT stored_document_subject_type_check CHECK
          (subject_type IN ('ControlPlan','FollowUpReport','SupervisionReport')),
        subject_id      uuid  NOT NULL,
        language        text  NOT NULL CONSTRAINT stored_document_language_check CHECK
          (language IN ('sv','en')),
        variant         text  NOT NULL CONSTRAINT stored_document_variant_check CHECK
          (variant IN ('usual','archive')),
        left_out        bytea NOT NULL,
        made_by         text  NOT NULL,
        sha256          bytea NOT NULL,
        CONSTRAINT stored_document_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT stored_document_edition_key
          UNIQUE (municipality_id, subject_type, subject_id, language, variant, left_out),
        CONSTRAINT stored_document_file_fkey FOREIGN KEY (municipality_id, sha256)
          REFERENCES stored_file (municipality_id, sha256),
        CONSTRAINT stored_document_left_out_check CHECK (octet_length(left_out) = 32)
      );
    `);
    await wallTables(db, ['SELECT', 'INSERT'], ['stored_file', 'stored_document']);
    await keepTrailOf(db, ['stored_document']);
    for (const table of ['stored_file', 'stored_document']) {
      await db.query(`
        CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_every_change()
      `);
    }
  }
}
