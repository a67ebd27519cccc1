import { Column, Entity, PrimaryColumn, Unique, VersionColumn } from 'typeorm';

/** A row of `municipality`: the tenant. Its id is the `municipality_id` of every other row. */
@Entity('municipality')
@Unique('municipality_code_key', ['code'])
export class MunicipalityEntity {
  @PrimaryColumn('uuid')
  municipalityId!: string;

  /** Short name in addresses and configuration, such as `alingsas`. */
  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  /** True when whoever recorded a result may not be the one who assesses it. */
  @Column('boolean', { default: true })
  requiresOtherAssessor!: boolean;

  @VersionColumn()
  version!: number;
}
