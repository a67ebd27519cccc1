import type { Tx } from '../../kernel/unit-of-work';
import type { DocumentLanguage, DocumentSubject, DocumentVariant } from './domain/document-kind';

/** Which document of which decided revision. */
export interface DocumentKey {
  readonly subjectType: DocumentSubject;
  readonly subjectId: string;
  readonly language: DocumentLanguage;
  readonly variant: DocumentVariant;
  /** A SHA-256 over what is left out. */
  readonly leftOut: Buffer;
}

/** A file, and the hash that it must have. */
export interface StoredFile {
  readonly sha256: Buffer;
  readonly content: Buffer;
}

/** All SQL for stored documents. */
export class StoredDocumentRepository {
  constructor(private readonly tx: Tx) {}

  /** Null when none is stored. */
  async find(key: DocumentKey): Promise<StoredFile | null> {
    const { municipalityId } = this.tx.scope;
    const [file] = await this.tx.manager.query<StoredFile[]>(
      `SELECT sha256, content FROM stored_document JOIN stored_file USING (municipality_id, sha256)
       WHERE municipality_id = $1 AND subject_type = $2 AND subject_id = $3 AND language = $4
         AND variant = $5 AND left_out = $6`,
      [municipalityId, ...valuesOf(key)],
    );
    return file ?? null;
  }

  /** Adds a document, unless somebody else did in the meantime. */
  async add(key: DocumentKey, { sha256, content }: StoredFile, madeBy: string): Promise<void> {
    const { municipalityId } = this.tx.scope;
    await this.tx.manager.query(
      `INSERT INTO stored_file (municipality_id, sha256, content) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING`,
      [municipalityId, sha256, content],
    );
    await this.tx.manager.query(
      `INSERT INTO stored_document (municipality_id, id, subject_type, subject_id, language, variant,
         left_out, made_by, sha256)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [municipalityId, ...valuesOf(key), madeBy, sha256],
    );
  }
}

const valuesOf = ({ subjectType, subjectId, language, variant, leftOut }: DocumentKey) => [
  subjectType,
  subjectId,
  language,
  variant,
  leftOut,
];
