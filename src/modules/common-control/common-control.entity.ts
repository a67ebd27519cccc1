import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { EnumListColumn, Reference, TenantRow } from '../../kernel/columns';
import { ControlEntity } from '../control';
import { DecisionEntity } from '../decision';
import { AnsweringKind } from './domain/common-control';

/** The index that lets a control be common only once in a year, unless it was withdrawn. */
export const DECIDED_INDEX = 'common_control_decided_idx';

/** A row of `common_control`: what the executive board has others control in a year. Never changes. */
@Entity('common_control')
@Unique('common_control_number_key', ['municipalityId', 'year', 'number'])
@Index(DECIDED_INDEX, ['municipalityId', 'year', 'controlId'], {
  unique: true,
  where: '(withdrawal_decision_id IS NULL)',
})
@Index('common_control_decision_idx', ['municipalityId', 'decisionId'])
@Index('common_control_control_idx', ['municipalityId', 'controlId'])
@Check('common_control_year_check', 'year BETWEEN 1900 AND 2200')
@Check('common_control_number_check', 'number >= 1')
export class CommonControlEntity extends TenantRow {
  @Column('integer')
  year!: number;

  /** 1, 2, ... within the year, in the order they were decided. */
  @Column('integer')
  number!: number;

  @Reference(() => ControlEntity)
  controlId!: string;

  /** The kinds of bodies that it concerns; empty for every one that answers for itself. */
  @EnumListColumn(AnsweringKind)
  kinds!: AnsweringKind[];

  /** The control as it was when the executive board decided. */
  @Column('jsonb')
  definition!: object;

  @Reference(() => DecisionEntity)
  decisionId!: string;

  /** The later decision that new plans need it no more; null while it holds. */
  @Reference(() => DecisionEntity, { nullable: true })
  withdrawalDecisionId!: string | null;

  @Column('timestamptz')
  frozenAt!: Date;
}
