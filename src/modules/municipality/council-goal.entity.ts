import { Column, Entity, Unique, VersionColumn } from 'typeorm';
import { BelongsToMunicipality, TenantRow } from '../../kernel/columns';
import { MunicipalityEntity } from './municipality.entity';

/** A row of `council_goal`: a goal of the council (fullmäktige), which risks may threaten. */
@Entity('council_goal')
@Unique('council_goal_number_key', ['municipalityId', 'number'])
@BelongsToMunicipality(() => MunicipalityEntity)
export class CouncilGoalEntity extends TenantRow {
  /** As the council numbers it, so a text: `3`, `2.1`. */
  @Column('text')
  number!: string;

  @Column('text')
  text!: string;

  @VersionColumn()
  version!: number;
}
