import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { BelongsToMunicipality, EnumColumn, Reference, TenantPart } from '../../kernel/columns';
import { BoardEntity, MunicipalityEntity } from '../municipality';
import { ExternalKeyKind } from './domain/external-key-kind';

/** A row of `external_key`: what a record is called where it was imported from. */
@Entity('external_key')
@Unique('external_key_record_key', ['municipalityId', 'recordId'])
@Index('external_key_board_idx', ['municipalityId', 'boardId'])
@BelongsToMunicipality(() => MunicipalityEntity)
@Check('external_key_key_check', 'char_length(key) BETWEEN 1 AND 200')
export class ExternalKeyEntity extends TenantPart {
  @EnumColumn(ExternalKeyKind, { primary: true })
  kind!: ExternalKeyKind;

  @PrimaryColumn('text')
  key!: string;

  /** Of a row of a plan its stable id, which is the same in every revision. */
  @Column('uuid')
  recordId!: string;

  /** Who sees the record sees the key; null for what the boards share. */
  @Reference(() => BoardEntity, { nullable: true })
  boardId!: string | null;
}
