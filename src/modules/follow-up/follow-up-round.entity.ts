import { Check, Column, Entity, Unique, VersionColumn } from 'typeorm';
import { BelongsToMunicipality, EnumColumn, TenantRow } from '../../kernel/columns';
import { MunicipalityEntity } from '../municipality';
import { FollowUpOccasion } from '../municipality/domain/follow-up-occasion';

/** A row of `follow_up_round`: when all boards follow up their plans of a year, and by which day. */
@Entity('follow_up_round')
@Unique('follow_up_round_occasion_key', ['municipalityId', 'year', 'occasion'])
@Check('follow_up_round_planned_check', `occasion <> 'IMMEDIATE'`)
@Check(
  'follow_up_round_days_check',
  `due_on >= as_of AND date_part('year', as_of) BETWEEN year AND year + 1
   AND date_part('year', due_on) BETWEEN year AND year + 1`,
)
@BelongsToMunicipality(() => MunicipalityEntity)
export class FollowUpRoundEntity extends TenantRow {
  /** The year of the plans. */
  @Column('integer')
  year!: number;

  @EnumColumn(FollowUpOccasion)
  occasion!: FollowUpOccasion;

  /** What the municipality calls it: `Delårsbokslut augusti`. */
  @Column('text')
  name!: string;

  /** The day whose state the reports tell. */
  @Column('date')
  asOf!: string;

  /** The last day to submit in time. */
  @Column('date')
  dueOn!: string;

  @VersionColumn()
  version!: number;
}
