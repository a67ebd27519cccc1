import { Check, Column, Entity, Index, VersionColumn } from 'typeorm';
import {
  BelongsToMunicipality,
  EnumColumn,
  EnumListColumn,
  Reference,
  SensitivityColumn,
  TenantPart,
  TenantRow,
} from '../../kernel/columns';
import type { Sensitivity } from '../../kernel/sensitivity';
import { ActionEntity } from '../action';
import { BoardEntity, MunicipalityEntity } from '../municipality';
import { ProcessEntity } from '../process';
import { RiskEntity } from '../risk';
import { ControlFrequency, ControlMethod } from './domain/control';

/** A row of `control`: something that is examined, year after year, with or without a risk. */
@Entity('control')
@BelongsToMunicipality(() => MunicipalityEntity)
@Index('control_process_idx', ['municipalityId', 'processId'])
@Index('control_board_idx', ['municipalityId', 'boardId'])
@Check('control_planned_population_check', 'planned_population >= 0')
@Check('control_planned_sample_check', 'planned_sample >= 0')
@Check('control_sample_in_population_check', 'planned_sample <= planned_population')
@Check(
  'control_in_place_since_check',
  'in_place_since IS NULL OR (is_standing AND in_place_since BETWEEN 1900 AND 2200)',
)
export class ControlEntity extends TenantRow {
  /** The board whose control it is; null for one that the whole municipality shares. */
  @Reference(() => BoardEntity, { nullable: true })
  boardId!: string | null;

  /** A code of the municipality's own; null when it has none. */
  @Column('text', { nullable: true })
  code!: string | null;

  /** What is examined. */
  @Column('text')
  title!: string;

  @Column('text', { nullable: true })
  purpose!: string | null;

  @Column('text', { nullable: true })
  scope!: string | null;

  @EnumListColumn(ControlMethod)
  methods!: ControlMethod[];

  @EnumColumn(ControlFrequency, { nullable: true })
  frequency!: ControlFrequency | null;

  /** The role that answers for the control; null when not known. */
  @Column('text', { nullable: true })
  ownerRole!: string | null;

  /** The role that performs it; null when not known. */
  @Column('text', { nullable: true })
  performerRole!: string | null;

  @Column('integer', { nullable: true })
  plannedPopulation!: number | null;

  @Column('integer', { nullable: true })
  plannedSample!: number | null;

  @Reference(() => ProcessEntity, { nullable: true })
  processId!: string | null;

  /** True when it is built into the daily work (inbyggd kontroll). */
  @Column('boolean', { default: false })
  isStanding!: boolean;

  /** The year since which a standing control is in place; null when not known. */
  @Column('integer', { nullable: true })
  inPlaceSince!: number | null;

  /** The last day it was in use; null while it is. */
  @Column('date', { nullable: true })
  endedOn!: string | null;

  @SensitivityColumn()
  sensitivity!: Sensitivity;

  @VersionColumn()
  version!: number;
}

/** A row of `control_risk`: the control is about the risk. */
@Entity('control_risk')
@Index('control_risk_risk_idx', ['municipalityId', 'riskId'])
export class ControlRiskEntity extends TenantPart {
  @Reference(() => ControlEntity, { primary: true })
  controlId!: string;

  @Reference(() => RiskEntity, { primary: true })
  riskId!: string;
}

/** A row of `control_action`: the action is about the control. */
@Entity('control_action')
@Index('control_action_action_idx', ['municipalityId', 'actionId'])
export class ControlActionEntity extends TenantPart {
  @Reference(() => ControlEntity, { primary: true })
  controlId!: string;

  @Reference(() => ActionEntity, { primary: true })
  actionId!: string;
}
