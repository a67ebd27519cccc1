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
import { ControlMethod } from '../control/domain/control';
import { PlanItemEntity, PlannedControlEntity } from '../control-plan';
import { AssessmentLevelEntity } from '../scoring-scheme';
import { ExecutionStatus, Severity } from './domain/execution';
import { AssessmentFlag } from './domain/light';

/** A row of `control_result`: what came of one or several controls of a plan item, with its light. */
@Entity('control_result')
@Unique('control_result_item_key', ['municipalityId', 'itemId', 'id'])
@Index('control_result_latest_idx', { synchronize: false })
@CompositeReference('control_result_item_fkey', () => PlanItemEntity, {
  item_id: 'id',
  item_stable_id: 'stableId',
})
@CompositeReference('control_result_level_fkey', () => AssessmentLevelEntity, {
  scheme_id: 'schemeId',
  level_code: 'code',
})
@Check('control_result_population_check', 'population >= 0')
@Check('control_result_sample_check', 'sample >= 0')
@Check('control_result_deviating_cases_check', 'deviating_cases >= 0')
@Check(
  'control_result_not_performed_check',
  `(execution_status = 'NOT_PERFORMED') = (not_performed_reason IS NOT NULL)`,
)
@Check('control_result_period_check', 'period_from <= period_to')
@Check(
  'control_result_cases_check',
  'deviating_cases <= sample AND sample <= population AND deviating_cases <= population',
)
@Check(
  'control_result_light_of_finished_check',
  `NOT is_assessed OR execution_status IN ('COMPLETED','COMPLETED_BY_OTHER_MEANS')`,
)
@Check(
  'control_result_unassessed_check',
  `is_assessed OR (scheme_id IS NULL AND level_code IS NULL AND motive IS NULL
   AND assessed_on IS NULL AND assessed_by IS NULL)`,
)
@Check('control_result_assessed_check', 'NOT is_assessed OR scheme_id IS NOT NULL')
export class ControlResultEntity extends TenantRow {
  @Column('uuid')
  itemId!: string;

  /** The stable id of the item: the result counts in every revision of the plan. */
  @Column('uuid')
  itemStableId!: string;

  /** The day from which the result holds in follow-ups. */
  @Column('date')
  resultOn!: string;

  @EnumColumn(ExecutionStatus)
  executionStatus!: ExecutionStatus;

  @Column('text', { nullable: true })
  notPerformedReason!: string | null;

  @Column('text', { nullable: true })
  text!: string | null;

  @EnumListColumn(ControlMethod)
  performedMethods!: ControlMethod[];

  /** How and why it was performed otherwise than planned. */
  @Column('text', { nullable: true })
  performedOtherwise!: string | null;

  @Column('date', { nullable: true })
  periodFrom!: string | null;

  @Column('date', { nullable: true })
  periodTo!: string | null;

  @Column('integer', { nullable: true })
  population!: number | null;

  @Column('integer', { nullable: true })
  sample!: number | null;

  @Column('integer', { nullable: true })
  deviatingCases!: number | null;

  /** True when somebody has judged the outcome, also when nobody knows the level any longer. */
  @Column('boolean')
  isAssessed!: boolean;

  @Column('uuid', { nullable: true })
  schemeId!: string | null;

  @Column('text', { nullable: true })
  levelCode!: string | null;

  @Column('text', { nullable: true })
  motive!: string | null;

  @Column('date', { nullable: true })
  assessedOn!: string | null;

  @Column('text', { nullable: true })
  assessedBy!: string | null;

  @EnumListColumn(AssessmentFlag)
  assessmentFlags!: AssessmentFlag[];

  @Column('text')
  recordedBy!: string;

  /** Everybody who recorded or corrected the outcome, each once; for a system whoever answers for it. */
  @Column('text', { array: true })
  outcomeBy!: string[];

  @Column('timestamptz')
  recordedAt!: Date;

  @SensitivityColumn()
  sensitivity!: Sensitivity;

  /** Why it was made more secret after the text had come to stand still; null when it was not. */
  @Column('text', { nullable: true })
  sensitivityReason!: string | null;

  @VersionColumn()
  version!: number;
}

/** A row of `result_planned_control`: the result covers the planned control of the same item. */
@Entity('result_planned_control')
@Index('result_planned_control_planned_control_idx', ['municipalityId', 'plannedControlId'])
@CompositeReference('result_planned_control_result_fkey', () => ControlResultEntity, {
  item_id: 'itemId',
  result_id: 'id',
})
@CompositeReference('result_planned_control_planned_control_fkey', () => PlannedControlEntity, {
  item_id: 'itemId',
  planned_control_id: 'id',
})
export class ResultPlannedControlEntity extends TenantPart {
  @Column('uuid')
  itemId!: string;

  @PrimaryColumn('uuid')
  resultId!: string;

  @PrimaryColumn('uuid')
  plannedControlId!: string;
}

/** A row of `deviation`: something that was not as it should be. */
@Entity('deviation')
@Unique('deviation_position_key', ['municipalityId', 'resultId', 'position'], {
  deferrable: 'INITIALLY DEFERRED',
})
export class DeviationEntity extends TenantRow {
  @Reference(() => ControlResultEntity)
  resultId!: string;

  @Column('integer')
  position!: number;

  @Column('text')
  text!: string;

  @EnumColumn(Severity, { nullable: true })
  severity!: Severity | null;

  @Column('text', { nullable: true })
  cause!: string | null;

  @Column('text', { nullable: true })
  unit!: string | null;
}

/** A row of `unit_result`: the cases of one unit (enhet). */
@Entity('unit_result')
@Unique('unit_result_unit_key', ['municipalityId', 'resultId', 'unit'])
@Check('unit_result_population_check', 'population >= 0')
@Check('unit_result_sample_check', 'sample >= 0')
@Check('unit_result_deviating_cases_check', 'deviating_cases >= 0')
@Check(
  'unit_result_cases_check',
  'deviating_cases <= sample AND sample <= population AND deviating_cases <= population',
)
export class UnitResultEntity extends TenantPart {
  @Reference(() => ControlResultEntity, { primary: true })
  resultId!: string;

  @PrimaryColumn('integer')
  position!: number;

  @Column('text')
  unit!: string;

  @Column('integer', { nullable: true })
  population!: number | null;

  @Column('integer', { nullable: true })
  sample!: number | null;

  @Column('integer', { nullable: true })
  deviatingCases!: number | null;
}

/** A row of `evidence`: a link to what shows the result. */
@Entity('evidence')
export class EvidenceEntity extends TenantPart {
  @Reference(() => ControlResultEntity, { primary: true })
  resultId!: string;

  @PrimaryColumn('integer')
  position!: number;

  @Column('text')
  title!: string;

  @Column('text')
  url!: string;
}

/** A row of `result_action`: the action follows from the result. */
@Entity('result_action')
@Index('result_action_action_idx', ['municipalityId', 'actionId'])
export class ResultActionEntity extends TenantPart {
  @Reference(() => ControlResultEntity, { primary: true })
  resultId!: string;

  @Reference(() => ActionEntity, { primary: true })
  actionId!: string;

  @Column('integer')
  position!: number;
}
