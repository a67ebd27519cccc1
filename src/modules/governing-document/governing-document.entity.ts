import { Check, Column, Entity, Index, Unique, VersionColumn } from 'typeorm';
import { BelongsToMunicipality, EnumColumn, Reference, TenantRow } from '../../kernel/columns';
import { BoardEntity, MunicipalityEntity } from '../municipality';
import { GoverningDocumentKind } from './domain/governing-document';

/** The constraint that lets a document be replaced by one other only. */
export const REPLACED_ONCE = 'governing_document_replaces_key';

/** A row of `governing_document`: rules, guidelines and the like. Null is unknown unless said otherwise. */
@Entity('governing_document')
@BelongsToMunicipality(() => MunicipalityEntity)
@Unique(REPLACED_ONCE, ['municipalityId', 'replacesId'])
@Index('governing_document_board_idx', ['municipalityId', 'boardId'])
@Check('governing_document_replaces_check', 'replaces_id <> id')
@Check('governing_document_validity_check', 'valid_from <= valid_to')
export class GoverningDocumentEntity extends TenantRow {
  /** The board that it is for; null for one that holds in the whole municipality. */
  @Reference(() => BoardEntity, { nullable: true })
  boardId!: string | null;

  @Column('text')
  title!: string;

  @EnumColumn(GoverningDocumentKind)
  kind!: GoverningDocumentKind;

  /** The body that decided on it, as the minutes call it. */
  @Column('text', { nullable: true })
  decidingBody!: string | null;

  @Column('date', { nullable: true })
  decidedOn!: string | null;

  @Column('text', { nullable: true })
  paragraph!: string | null;

  @Column('text', { nullable: true })
  diaryNumber!: string | null;

  /** The first day that it holds. */
  @Column('date', { nullable: true })
  validFrom!: string | null;

  /** The last day that it holds; null until further notice. */
  @Column('date', { nullable: true })
  validTo!: string | null;

  /** Where it can be read. */
  @Column('text', { nullable: true })
  url!: string | null;

  /** The document that it replaced; null when it replaced none. Never changes. */
  @Reference(() => GoverningDocumentEntity, { nullable: true })
  replacesId!: string | null;

  @VersionColumn()
  version!: number;
}
