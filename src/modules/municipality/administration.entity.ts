import { Column, Entity, Unique, VersionColumn } from 'typeorm';
import { BelongsToMunicipality, TenantRow } from '../../kernel/columns';
import { MunicipalityEntity } from './municipality.entity';

/** A row of `administration`: the officers (förvaltning, kontor) who work for one or several boards. */
@Entity('administration')
@Unique('administration_name_key', ['municipalityId', 'name'])
@BelongsToMunicipality(() => MunicipalityEntity)
export class AdministrationEntity extends TenantRow {
  @Column('text')
  name!: string;

  @VersionColumn()
  version!: number;
}
