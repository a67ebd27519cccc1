import { Check, Column, Entity, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
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
import { BoardEntity, MunicipalityEntity } from '../municipality';
import { RiskEntity } from '../risk';
import { EvaluationPointKind } from './domain/evaluation';

/**
 * A row of `evaluation`: what somebody else found about how the municipality, or a body of it, is
 * governed. Null is unknown throughout. That areas add up, a trigger holds when the transaction ends.
 */
@Entity('evaluation')
@BelongsToMunicipality(() => MunicipalityEntity)
@Index('evaluation_board_idx', ['municipalityId', 'boardId'])
@Check('evaluation_period_check', `period ~ '^(19|20|21)[0-9]{2}(-(0[1-9]|1[0-2]))?$'`)
@Check('evaluation_total_check', 'total >= 0 AND total <= max')
@Check('evaluation_max_check', 'max >= 0')
export class EvaluationEntity extends TenantRow {
  /** The body that was evaluated; null for the municipality as a whole. */
  @Reference(() => BoardEntity, { nullable: true })
  boardId!: string | null;

  @Column('text')
  instrument!: string;

  @Column('text', { nullable: true })
  instrumentVersion!: string | null;

  @Column('text', { nullable: true })
  evaluator!: string | null;

  /** A month `YYYY-MM`, or a year `YYYY`, so that text sorts as time does. */
  @Column('text', { nullable: true })
  period!: string | null;

  /** True when nothing had been evaluated with the instrument before. */
  @Column('boolean', { nullable: true })
  isFirst!: boolean | null;

  @Column('integer', { nullable: true })
  total!: number | null;

  @Column('integer', { nullable: true })
  max!: number | null;

  @SensitivityColumn()
  sensitivity!: Sensitivity;

  @VersionColumn()
  version!: number;
}

/** A row of `evaluation_area`: one of the areas that are evaluated. */
@Entity('evaluation_area')
@Unique('evaluation_area_number_key', ['municipalityId', 'evaluationId', 'number'])
@Unique('evaluation_area_evaluation_key', ['municipalityId', 'evaluationId', 'id'])
@Check('evaluation_area_number_check', 'number >= 1')
@Check('evaluation_area_achieved_check', 'achieved >= 0 AND achieved <= max')
@Check('evaluation_area_max_check', 'max >= 0')
export class EvaluationAreaEntity extends TenantRow {
  @Reference(() => EvaluationEntity)
  evaluationId!: string;

  @Column('integer')
  number!: number;

  @Column('text')
  name!: string;

  @Column('integer', { nullable: true })
  achieved!: number | null;

  @Column('integer', { nullable: true })
  max!: number | null;
}

/** A row of `evaluation_sub_area`: a part of an area. */
@Entity('evaluation_sub_area')
@Unique('evaluation_sub_area_code_key', ['municipalityId', 'areaId', 'code'])
@Check('evaluation_sub_area_achieved_check', 'achieved >= 0 AND achieved <= max')
@Check('evaluation_sub_area_max_check', 'max >= 0')
export class EvaluationSubAreaEntity extends TenantPart {
  @Reference(() => EvaluationAreaEntity, { primary: true })
  areaId!: string;

  /** 1, 2, ... within the area. */
  @PrimaryColumn('integer')
  position!: number;

  /** What the instrument calls it: `3.2`. */
  @Column('text', { nullable: true })
  code!: string | null;

  @Column('text')
  name!: string;

  @Column('integer', { nullable: true })
  achieved!: number | null;

  @Column('integer', { nullable: true })
  max!: number | null;
}

/** A row of `evaluation_benchmark`: what others reached, and who they are. */
@Entity('evaluation_benchmark')
@Unique('evaluation_benchmark_population_key', ['municipalityId', 'evaluationId', 'population'])
@Check('evaluation_benchmark_value_check', 'value >= 0')
export class EvaluationBenchmarkEntity extends TenantPart {
  @Reference(() => EvaluationEntity, { primary: true })
  evaluationId!: string;

  /** 1, 2, ... within the evaluation. */
  @PrimaryColumn('integer')
  position!: number;

  @Column('text')
  population!: string;

  /** A mean can have decimals. */
  @Column('double precision', { nullable: true })
  value!: number | null;
}

/** A row of `evaluation_point`: something that the evaluation says in words. */
@Entity('evaluation_point')
@Index('evaluation_point_evaluation_idx', ['municipalityId', 'evaluationId'])
@CompositeReference('evaluation_point_area_fkey', () => EvaluationAreaEntity, {
  evaluation_id: 'evaluationId',
  area_id: 'id',
})
export class EvaluationPointEntity extends TenantRow {
  @Reference(() => EvaluationEntity)
  evaluationId!: string;

  /** 1, 2, ... within the evaluation, in the order of the source. */
  @Column('integer')
  position!: number;

  @EnumColumn(EvaluationPointKind)
  kind!: EvaluationPointKind;

  /** The area of the same evaluation that it is about; null when it is about none of them alone. */
  @Column('uuid', { nullable: true })
  areaId!: string | null;

  /** What it is about in other words than an area: `Intern kontroll`. */
  @Column('text', { nullable: true })
  topic!: string | null;

  @Column('text')
  text!: string;
}

/** A row of `evaluation_point_risk`: the point led to the risk, or is about it. */
@Entity('evaluation_point_risk')
@Index('evaluation_point_risk_risk_idx', ['municipalityId', 'riskId'])
export class EvaluationPointRiskEntity extends TenantPart {
  @Reference(() => EvaluationPointEntity, { primary: true })
  pointId!: string;

  @Reference(() => RiskEntity, { primary: true })
  riskId!: string;
}

/** A row of `evaluation_point_action`: the point led to the action, or is about it. */
@Entity('evaluation_point_action')
@Index('evaluation_point_action_action_idx', ['municipalityId', 'actionId'])
export class EvaluationPointActionEntity extends TenantPart {
  @Reference(() => EvaluationPointEntity, { primary: true })
  pointId!: string;

  @Reference(() => ActionEntity, { primary: true })
  actionId!: string;
}
