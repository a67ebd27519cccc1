import { Check, Column, Entity, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import {
  CompositeReference,
  EnumColumn,
  EnumListColumn,
  Reference,
  SensitivityColumn,
  TenantPart,
  TenantRow,
} from '../../kernel/columns';
import type { Sensitivity } from '../../kernel/sensitivity';
import { ActionEntity } from '../action';
import { CommonControlEntity } from '../common-control';
import { ControlEntity } from '../control';
import { ControlMethod } from '../control/domain/control';
import { ProcessEntity } from '../process';
import { RiskEntity } from '../risk';
import { RiskBandEntity, ScoringCellEntity, ScoringSchemeEntity } from '../scoring-scheme';
import { ControlPlanEntity } from './control-plan.entity';
import { PlanItemKind } from './domain/plan-item';

/** A row of `plan_item`: one future row of the follow-up. */
@Entity('plan_item')
@Unique('plan_item_plan_key', ['municipalityId', 'planId', 'id'])
@Unique('plan_item_kind_key', ['municipalityId', 'planId', 'id', 'kind'])
@Unique('plan_item_stable_key', ['municipalityId', 'planId', 'stableId'])
@Unique('plan_item_identity_key', ['municipalityId', 'id', 'stableId'])
@Unique('plan_item_number_key', ['municipalityId', 'planId', 'number'])
@Unique('plan_item_common_control_key', ['municipalityId', 'planId', 'commonControlId'])
@Index('plan_item_risk_idx', ['municipalityId', 'riskId'])
@Index('plan_item_stable_idx', ['municipalityId', 'stableId'])
@Index('plan_item_previous_idx', ['municipalityId', 'previousItemId'])
@Index('plan_item_common_control_idx', ['municipalityId', 'commonControlId'])
@CompositeReference('plan_item_cell_fkey', () => ScoringCellEntity, {
  scheme_id: 'schemeId',
  likelihood: 'likelihood',
  consequence: 'consequence',
})
@CompositeReference('plan_item_band_fkey', () => RiskBandEntity, {
  scheme_id: 'schemeId',
  band_code: 'code',
})
@Check('plan_item_value_check', 'value >= 0')
@Check(
  'plan_item_risk_or_own_check',
  `risk_id IS NULL OR (process_id IS NULL AND title IS NULL AND scheme_id IS NULL AND likelihood IS NULL
   AND consequence IS NULL AND value IS NULL AND band_code IS NULL)`,
)
@Check(
  'plan_item_scheme_check',
  `scheme_id IS NOT NULL OR
   (likelihood IS NULL AND consequence IS NULL AND value IS NULL AND band_code IS NULL)`,
)
@Check('plan_item_tested_check', `is_tested OR kind = 'STANDING_CONTROL'`)
@Check('plan_item_not_applicable_check', `not_applicable_reason IS NULL OR kind = 'COMMON_CONTROL'`)
@Check('plan_item_common_control_check', `common_control_id IS NULL OR kind = 'COMMON_CONTROL'`)
@Check(
  'plan_item_named_check',
  'risk_id IS NOT NULL OR title IS NOT NULL OR process_id IS NOT NULL',
)
export class PlanItemEntity extends TenantRow {
  @Reference(() => ControlPlanEntity)
  planId!: string;

  /** The same in every revision of the plan, so that results follow the item into the next one. */
  @Column('uuid')
  stableId!: string;

  /** The order in the plan: 1, 2, ... */
  @Column('integer')
  number!: number;

  @EnumColumn(PlanItemKind)
  kind!: PlanItemKind;

  @Reference(() => RiskEntity, { nullable: true })
  riskId!: string | null;

  /** What an item without a risk is about. */
  @Reference(() => ProcessEntity, { nullable: true })
  processId!: string | null;

  /** What an item without a risk is called. */
  @Column('text', { nullable: true })
  title!: string | null;

  @Column('integer', { nullable: true })
  likelihood!: number | null;

  @Column('integer', { nullable: true })
  consequence!: number | null;

  /** The risk value of an item without a risk; null when unknown. */
  @Column('integer', { nullable: true })
  value!: number | null;

  @Column('text', { nullable: true })
  bandCode!: string | null;

  @Reference(() => ScoringSchemeEntity, { nullable: true })
  schemeId!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  /** False for a standing control that the plan relies on without testing it. */
  @Column('boolean', { default: true })
  isTested!: boolean;

  /** What the executive board decided; null for an item that does not come from it. */
  @Reference(() => CommonControlEntity, { nullable: true })
  commonControlId!: string | null;

  /** Why a common control does not apply to the board; null when it does. */
  @Column('text', { nullable: true })
  notApplicableReason!: string | null;

  /** The item of an earlier plan that this one continues; null for a new one. */
  @Reference(() => PlanItemEntity, { nullable: true })
  previousItemId!: string | null;

  /** The linked definitions as they were when the plan was proposed; null in a draft. */
  @Column('jsonb', { nullable: true })
  stated!: object | null;

  @SensitivityColumn()
  sensitivity!: Sensitivity;

  /** Why it was made more secret after the text had come to stand still; null when it was not. */
  @Column('text', { nullable: true })
  sensitivityReason!: string | null;

  @VersionColumn()
  version!: number;
}

/** A row of `planned_control`: a control of the register that an item will have performed. */
@Entity('planned_control')
@Unique('planned_control_item_key', ['municipalityId', 'itemId', 'id'])
@Unique('planned_control_position_key', ['municipalityId', 'itemId', 'position'])
@Unique('planned_control_control_key', ['municipalityId', 'itemId', 'controlId'])
@Index('planned_control_plan_idx', ['municipalityId', 'planId'])
@Index('planned_control_control_idx', ['municipalityId', 'controlId'])
@CompositeReference('planned_control_item_fkey', () => PlanItemEntity, {
  plan_id: 'planId',
  item_id: 'id',
  item_kind: 'kind',
})
@Check('planned_control_population_check', 'population >= 0')
@Check('planned_control_sample_check', 'sample >= 0')
@Check('planned_control_sample_in_population_check', 'sample <= population')
export class PlannedControlEntity extends TenantRow {
  @Column('uuid')
  planId!: string;

  @Column('uuid')
  itemId!: string;

  /** The kind of the item again, because a direct action has no controls. */
  @EnumColumn({
    OWN_CONTROL: 'OWN_CONTROL',
    COMMON_CONTROL: 'COMMON_CONTROL',
    STANDING_CONTROL: 'STANDING_CONTROL',
  })
  itemKind!: Exclude<PlanItemKind, 'DIRECT_ACTION'>;

  /** The same in every revision of the plan. */
  @Column('uuid')
  stableId!: string;

  @Column('integer')
  position!: number;

  @Reference(() => ControlEntity)
  controlId!: string;

  /** How it is planned to be performed this year. */
  @EnumListColumn(ControlMethod)
  methods!: ControlMethod[];

  @Column('integer', { nullable: true })
  population!: number | null;

  @Column('integer', { nullable: true })
  sample!: number | null;

  /** The control as it was when the plan was proposed; null in a draft. */
  @Column('jsonb', { nullable: true })
  stated!: object | null;
}

/** A row of `plan_item_action`: the item has the action carried out. */
@Entity('plan_item_action')
@Index('plan_item_action_plan_idx', ['municipalityId', 'planId'])
@Index('plan_item_action_action_idx', ['municipalityId', 'actionId'])
@CompositeReference('plan_item_action_item_fkey', () => PlanItemEntity, {
  plan_id: 'planId',
  item_id: 'id',
})
export class PlanItemActionEntity extends TenantPart {
  @Column('uuid')
  planId!: string;

  @PrimaryColumn('uuid')
  itemId!: string;

  @Reference(() => ActionEntity, { primary: true })
  actionId!: string;

  @Column('integer')
  position!: number;

  /** The action as it was when the plan was proposed; null in a draft. */
  @Column('jsonb', { nullable: true })
  stated!: object | null;
}
