import { Check, Column, Entity, Index, Unique, VersionColumn } from 'typeorm';
import {
  BelongsToMunicipality,
  CompositeReference,
  EnumColumn,
  Reference,
  SensitivityColumn,
  TenantPart,
  TenantRow,
} from '../../kernel/columns';
import type { Sensitivity } from '../../kernel/sensitivity';
import { ActionEntity } from '../action';
import { BoardEntity, CouncilGoalEntity, MunicipalityEntity } from '../municipality';
import { ProcessEntity } from '../process';
import { RiskBandEntity, ScoringCellEntity, ScoringSchemeEntity } from '../scoring-scheme';
import { RiskAssessmentKind, RiskSource, RiskTreatment, Sufficiency } from './domain/risk';

/** A row of `risk_category`: how a municipality groups its risks. */
@Entity('risk_category')
@Unique('risk_category_name_key', ['municipalityId', 'name'])
@BelongsToMunicipality(() => MunicipalityEntity)
export class RiskCategoryEntity extends TenantRow {
  @Column('text')
  name!: string;

  @VersionColumn()
  version!: number;
}

/** What a trigger copies from the latest CURRENT assessment, and nobody writes. */
const CopiedColumn = (type: 'integer' | 'text' | 'uuid'): PropertyDecorator =>
  Column({ type, nullable: true, insert: false, update: false });

/** A row of `risk`: something that may go wrong. The same risk lives on over the years. */
@Entity('risk')
@Unique('risk_number_key', ['municipalityId', 'number'])
@Index('risk_value_idx', { synchronize: false })
@Index('risk_band_idx', ['municipalityId', 'currentBandCode'])
@Index('risk_process_idx', ['municipalityId', 'processId'])
@Index('risk_board_idx', ['municipalityId', 'boardId'])
@Check(
  'risk_accepted_with_reason_check',
  `treatment IS DISTINCT FROM 'ACCEPT' OR treatment_reason IS NOT NULL`,
)
export class RiskEntity extends TenantRow {
  /** 1, 2, ... within the municipality; never used again. */
  @Column('integer')
  number!: number;

  @Reference(() => BoardEntity)
  boardId!: string;

  @Column('text')
  title!: string;

  @Column('text', { nullable: true })
  description!: string | null;

  @Reference(() => RiskCategoryEntity, { nullable: true })
  categoryId!: string | null;

  @Reference(() => ProcessEntity, { nullable: true })
  processId!: string | null;

  /** The role that owns the risk, never a person; null when not known. */
  @Column('text', { nullable: true })
  ownerRole!: string | null;

  @EnumColumn(RiskSource, { nullable: true })
  source!: RiskSource | null;

  @Column('text', { nullable: true })
  sourceNote!: string | null;

  @Reference(() => CouncilGoalEntity, { nullable: true })
  councilGoalId!: string | null;

  @EnumColumn(RiskTreatment, { nullable: true })
  treatment!: RiskTreatment | null;

  @Column('text', { nullable: true })
  treatmentReason!: string | null;

  @Column('text', { nullable: true })
  existingMeasures!: string | null;

  @EnumColumn(Sufficiency)
  measuresSufficient!: Sufficiency;

  /** The last day it was a risk; null while it is one. */
  @Column('date', { nullable: true })
  endedOn!: string | null;

  @SensitivityColumn()
  sensitivity!: Sensitivity;

  /** The plan year of the latest CURRENT assessment; null while there is none, as with the rest of it. */
  @CopiedColumn('integer')
  currentYear!: number | null;

  @CopiedColumn('uuid')
  currentSchemeId!: string | null;

  @CopiedColumn('integer')
  currentLikelihood!: number | null;

  @CopiedColumn('integer')
  currentConsequence!: number | null;

  @CopiedColumn('integer')
  currentValue!: number | null;

  @CopiedColumn('text')
  currentBandCode!: string | null;

  @VersionColumn()
  version!: number;
}

/** A row of `risk_assessment`: what a risk was worth under a scheme. Rows are only ever added. */
@Entity('risk_assessment')
@CompositeReference('risk_assessment_cell_fkey', () => ScoringCellEntity, {
  scheme_id: 'schemeId',
  likelihood: 'likelihood',
  consequence: 'consequence',
})
@CompositeReference('risk_assessment_band_fkey', () => RiskBandEntity, {
  scheme_id: 'schemeId',
  band_code: 'code',
})
@Unique('risk_assessment_risk_key', ['municipalityId', 'riskId', 'id'])
@Index('risk_assessment_latest_idx', { synchronize: false })
@Check('risk_assessment_value_check', 'value >= 0')
export class RiskAssessmentEntity extends TenantRow {
  @Reference(() => RiskEntity)
  riskId!: string;

  @EnumColumn(RiskAssessmentKind)
  kind!: RiskAssessmentKind;

  /** The plan year that the assessment was made for. */
  @Column('integer')
  year!: number;

  @Reference(() => ScoringSchemeEntity)
  schemeId!: string;

  @Column('integer', { nullable: true })
  likelihood!: number | null;

  @Column('integer', { nullable: true })
  consequence!: number | null;

  /** Null when unknown, which is not zero. */
  @Column('integer', { nullable: true })
  value!: number | null;

  @Column('text', { nullable: true })
  bandCode!: string | null;

  @Column('text', { nullable: true })
  motive!: string | null;

  /** The day the risk was assessed; null when not known. */
  @Column('date', { nullable: true })
  assessedOn!: string | null;

  @Column('timestamptz')
  recordedAt!: Date;
}

/** A row of `risk_action`: the action is about the risk. */
@Entity('risk_action')
@Index('risk_action_action_idx', ['municipalityId', 'actionId'])
export class RiskActionEntity extends TenantPart {
  @Reference(() => RiskEntity, { primary: true })
  riskId!: string;

  @Reference(() => ActionEntity, { primary: true })
  actionId!: string;
}
