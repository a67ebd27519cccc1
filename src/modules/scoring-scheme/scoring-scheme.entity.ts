import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import {
  BelongsToMunicipality,
  CompositeReference,
  EnumColumn,
  Reference,
  TenantPart,
  TenantRow,
} from '../../kernel/columns';
import { MunicipalityEntity } from '../municipality';
import { InclusionKind } from './domain/inclusion-rule';
import { ScoringAxis } from './domain/scoring-axis';
import { ScoringMethod } from './domain/scoring-scheme';

/** A row of `scoring_scheme`: one version of how a municipality values risks and words its lights. */
@Entity('scoring_scheme')
@Unique('scoring_scheme_number_key', ['municipalityId', 'number'])
@BelongsToMunicipality(() => MunicipalityEntity)
@Check(
  'scoring_scheme_least_value_check',
  `(least_value IS NOT NULL) = (inclusion_kind = 'BY_VALUE')`,
)
@Check('scoring_scheme_axis_check', `(inclusion_axis IS NOT NULL) = (inclusion_kind = 'BY_AXIS')`)
@Check(
  'scoring_scheme_least_level_check',
  `(least_level IS NOT NULL) = (inclusion_kind = 'BY_AXIS')`,
)
@Check(
  'scoring_scheme_highest_check',
  `(highest IS NOT NULL) = (inclusion_kind = 'HIGHEST_PER_CATEGORY')`,
)
@Check('scoring_scheme_inclusion_check', 'least_value >= 0 AND highest >= 1')
export class ScoringSchemeEntity extends TenantRow {
  /** 1, 2, ...: the version of the municipality's scheme. */
  @Column('integer')
  number!: number;

  @Column('text')
  name!: string;

  @EnumColumn(ScoringMethod)
  method!: ScoringMethod;

  /** What the municipality calls the first axis, such as `Sannolikhet`. */
  @Column('text')
  likelihoodName!: string;

  /** What the municipality calls the second axis, such as `Konsekvens` or `Väsentlighet`. */
  @Column('text')
  consequenceName!: string;

  /** What the plan is called here, such as `Internkontrollplan`. */
  @Column('text')
  planName!: string;

  /** What the follow-up is called here, such as `Uppföljning av internkontroll`. */
  @Column('text')
  followUpName!: string;

  /** The first day it is used; null when not known. */
  @Column('date', { nullable: true })
  validFrom!: string | null;

  /** Which risks must be in the plan; BY_HAND in versions from before there were such rules. */
  @EnumColumn(InclusionKind, { default: 'BY_HAND' })
  inclusionKind!: InclusionKind;

  /** BY_VALUE: this risk value and all above. */
  @Column('integer', { nullable: true })
  leastValue!: number | null;

  /** BY_AXIS: which of the two counts. */
  @EnumColumn(ScoringAxis, { nullable: true })
  inclusionAxis!: ScoringAxis | null;

  /** BY_AXIS: this level and all above. */
  @Column('integer', { nullable: true })
  leastLevel!: number | null;

  /** HIGHEST_PER_CATEGORY: how many of each. */
  @Column('integer', { nullable: true })
  highest!: number | null;

  /** When it was established; from then on neither it nor its parts can change. */
  @Column('timestamptz', { nullable: true })
  frozenAt!: Date | null;
}

/** A row of `scoring_level`: one step of an axis, with its word. */
@Entity('scoring_level')
@Check('scoring_level_level_check', 'level BETWEEN 1 AND 10')
export class ScoringLevelEntity extends TenantPart {
  @Reference(() => ScoringSchemeEntity, { primary: true })
  schemeId!: string;

  @EnumColumn(ScoringAxis, { primary: true })
  axis!: ScoringAxis;

  @PrimaryColumn('integer')
  level!: number;

  @Column('text')
  word!: string;

  @Column('text', { nullable: true })
  description!: string | null;
}

/** A row of `risk_band`: a colour of the risk matrix, always with its word and symbol. */
@Entity('risk_band')
@Unique('risk_band_rank_key', ['municipalityId', 'schemeId', 'rank'])
@Check('risk_band_colour_check', `colour ~ '^#[0-9A-F]{6}$'`)
export class RiskBandEntity extends TenantPart {
  @Reference(() => ScoringSchemeEntity, { primary: true })
  schemeId!: string;

  @PrimaryColumn('text')
  code!: string;

  /** 1 is the least serious. */
  @Column('integer')
  rank!: number;

  @Column('text')
  word!: string;

  @Column('text')
  symbol!: string;

  /** `#RRGGBB` in upper case. */
  @Column('text')
  colour!: string;
}

/** A row of `scoring_cell`: what one meeting of levels is worth, and its band. */
@Entity('scoring_cell')
@CompositeReference('scoring_cell_band_fkey', () => RiskBandEntity, {
  scheme_id: 'schemeId',
  band_code: 'code',
})
export class ScoringCellEntity extends TenantPart {
  @Reference(() => ScoringSchemeEntity, { primary: true })
  schemeId!: string;

  @PrimaryColumn('integer')
  likelihood!: number;

  @PrimaryColumn('integer')
  consequence!: number;

  /** Null when the value is stated by hand. */
  @Column('integer', { nullable: true })
  value!: number | null;

  @Column('text')
  bandCode!: string;
}

/** A row of `inclusion_cell`: under the rule BY_CELL, risks in this cell must be in the plan. */
@Entity('inclusion_cell')
@CompositeReference('inclusion_cell_cell_fkey', () => ScoringCellEntity, {
  scheme_id: 'schemeId',
  likelihood: 'likelihood',
  consequence: 'consequence',
})
export class InclusionCellEntity extends TenantPart {
  @Reference(() => ScoringSchemeEntity, { primary: true })
  schemeId!: string;

  @PrimaryColumn('integer')
  likelihood!: number;

  @PrimaryColumn('integer')
  consequence!: number;
}

/** A row of `assessment_level`: one light that the outcome of a control can get. */
@Entity('assessment_level')
@Unique('assessment_level_rank_key', ['municipalityId', 'schemeId', 'rank'])
@Check('assessment_level_colour_check', `colour ~ '^#[0-9A-F]{6}$'`)
export class AssessmentLevelEntity extends TenantPart {
  @Reference(() => ScoringSchemeEntity, { primary: true })
  schemeId!: string;

  @PrimaryColumn('text')
  code!: string;

  /** 1 is the best. */
  @Column('integer')
  rank!: number;

  @Column('text')
  word!: string;

  @Column('text')
  symbol!: string;

  /** `#RRGGBB` in upper case. */
  @Column('text')
  colour!: string;
}
