import { Column, Entity, Unique, VersionColumn } from 'typeorm';
import { BelongsToMunicipality, EnumColumn, TenantRow } from '../../kernel/columns';
import { MunicipalityEntity } from '../municipality';
import { ProcessKind } from './domain/process-kind';

/** A row of `process`: a process or a system that risks, controls and plan items are about. */
@Entity('process')
@Unique('process_name_key', ['municipalityId', 'kind', 'name'])
@BelongsToMunicipality(() => MunicipalityEntity)
export class ProcessEntity extends TenantRow {
  @EnumColumn(ProcessKind)
  kind!: ProcessKind;

  @Column('text')
  name!: string;

  /** The role that answers for it, never a person; null when not known. */
  @Column('text', { nullable: true })
  ownerRole!: string | null;

  @VersionColumn()
  version!: number;
}
