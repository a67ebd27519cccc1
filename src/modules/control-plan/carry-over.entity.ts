import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { CompositeReference, TenantPart } from '../../kernel/columns';
import { PlanItemEntity } from './plan-item.entity';

/**
 * A row of `carry_over`: what is left of an item is done under an item of next year's plan. By stable
 * ids, it holds for every revision of both plans; it stands still once the plan of the year is closed.
 */
@Entity('carry_over')
@Index('carry_over_to_idx', ['municipalityId', 'toStableId'])
@CompositeReference('carry_over_from_item_fkey', () => PlanItemEntity, {
  from_item_id: 'id',
  from_stable_id: 'stableId',
})
@CompositeReference('carry_over_to_item_fkey', () => PlanItemEntity, {
  to_item_id: 'id',
  to_stable_id: 'stableId',
})
export class CarryOverEntity extends TenantPart {
  /** An item is carried over to one other at most. */
  @PrimaryColumn('uuid')
  fromStableId!: string;

  @Column('uuid')
  fromItemId!: string;

  @Column('uuid')
  toItemId!: string;

  @Column('uuid')
  toStableId!: string;

  /** Why; null when nobody said. As secret as the item that is carried over. */
  @Column('text', { nullable: true })
  motive!: string | null;

  @Column('text')
  carriedBy!: string;

  @Column('date')
  carriedOn!: string;
}
