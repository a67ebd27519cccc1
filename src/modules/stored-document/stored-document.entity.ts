import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import {
  BelongsToMunicipality,
  CompositeReference,
  EnumColumn,
  TenantPart,
  TenantRow,
} from '../../kernel/columns';
import { MunicipalityEntity } from '../municipality';
import { DocumentLanguage, DocumentSubject, DocumentVariant } from './domain/document-kind';

/** A row of `stored_file`: a file by its content. Neither can change, and the database compares them. */
@Entity('stored_file')
@BelongsToMunicipality(() => MunicipalityEntity)
@Check('stored_file_sha256_check', 'sha256 = sha256(content)')
export class StoredFileEntity extends TenantPart {
  @PrimaryColumn('bytea')
  sha256!: Buffer;

  @Column('bytea')
  content!: Buffer;
}

/** A row of `stored_document`: which file the document of a decided revision is, for ever. */
@Entity('stored_document')
@CompositeReference('stored_document_file_fkey', () => StoredFileEntity, { sha256: 'sha256' })
@Unique('stored_document_edition_key', [
  'municipalityId',
  'subjectType',
  'subjectId',
  'language',
  'variant',
  'leftOut',
])
@Check('stored_document_left_out_check', 'octet_length(left_out) = 32')
export class StoredDocumentEntity extends TenantRow {
  @EnumColumn(DocumentSubject)
  subjectType!: DocumentSubject;

  @Column('uuid')
  subjectId!: string;

  @EnumColumn(DocumentLanguage)
  language!: DocumentLanguage;

  @EnumColumn(DocumentVariant)
  variant!: DocumentVariant;

  /** Stands for what the document leaves out: another one is made when more becomes secret. */
  @Column('bytea')
  leftOut!: Buffer;

  /** The release of the program that made it. */
  @Column('text')
  madeBy!: string;

  @Column('bytea')
  sha256!: Buffer;
}
