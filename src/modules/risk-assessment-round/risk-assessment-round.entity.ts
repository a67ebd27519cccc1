import { Check, Column, Entity, Index, Unique, VersionColumn } from 'typeorm';
import {
  BelongsToMunicipality,
  CompositeReference,
  EnumColumn,
  Reference,
  TenantRow,
} from '../../kernel/columns';
import { ActionEntity } from '../action';
import { AuditResponseEntity } from '../audit-recommendation';
import { EvaluationPointEntity } from '../evaluation';
import { DeviationEntity } from '../follow-up';
import { BoardEntity, MunicipalityEntity } from '../municipality';
import { QuestionEntity } from '../question';
import { RiskAssessmentEntity, RiskEntity } from '../risk';
import { Proposal } from '../scoring-scheme/domain/inclusion-rule';
import { CandidateKind, CandidateSettlement } from './domain/candidate';
import type { RoundVerdict } from './domain/round';

/** The index that lets only one round of a board and year be open. */
export const OPEN_BOARD_INDEX = 'risk_assessment_round_open_board_idx';
/** The index that lets only one round of the whole municipality and a year be open. */
export const OPEN_INDEX = 'risk_assessment_round_open_idx';

/** A row of `risk_assessment_round`: the risks of a plan year are gone through. Frozen when closed. */
@Entity('risk_assessment_round')
@BelongsToMunicipality(() => MunicipalityEntity)
@Index(OPEN_BOARD_INDEX, ['municipalityId', 'boardId', 'year'], {
  unique: true,
  where: '(frozen_at IS NULL)',
})
@Index(OPEN_INDEX, ['municipalityId', 'year'], {
  unique: true,
  where: '((frozen_at IS NULL) AND (board_id IS NULL))',
})
@Check('risk_assessment_round_year_check', 'year BETWEEN 1900 AND 2200')
@Check('risk_assessment_round_closed_on_check', 'closed_on >= opened_on')
@Check('risk_assessment_round_closed_check', '(closed_on IS NULL) = (frozen_at IS NULL)')
@Check(
  'risk_assessment_round_coverage_check',
  `(uncovered_process_ids IS NULL) = (frozen_at IS NULL)
   AND (uncovered_category_ids IS NULL) = (frozen_at IS NULL)`,
)
export class RiskAssessmentRoundEntity extends TenantRow {
  /** Null when it is about every board. */
  @Reference(() => BoardEntity, { nullable: true })
  boardId!: string | null;

  /** The plan year. */
  @Column('integer')
  year!: number;

  @Column('date')
  openedOn!: string;

  @Column('date', { nullable: true })
  closedOn!: string | null;

  /** Processes without an assessed risk, as it was when the round was closed; null until then. */
  @Column('uuid', { array: true, nullable: true })
  uncoveredProcessIds!: string[] | null;

  /** Categories without an assessed risk, as it was when the round was closed; null until then. */
  @Column('uuid', { array: true, nullable: true })
  uncoveredCategoryIds!: string[] | null;

  /** When it was closed; from then on neither it nor what is in it can change. */
  @Column('timestamptz', { nullable: true })
  frozenAt!: Date | null;

  @VersionColumn()
  version!: number;
}

/** A row of `risk_candidate`: something that may be a risk, with its one source. */
@Entity('risk_candidate')
@Unique('risk_candidate_deviation_key', ['municipalityId', 'roundId', 'deviationId'])
@Unique('risk_candidate_action_key', ['municipalityId', 'roundId', 'actionId'])
@Unique('risk_candidate_audit_response_key', ['municipalityId', 'roundId', 'auditResponseId'])
@Unique('risk_candidate_evaluation_point_key', ['municipalityId', 'roundId', 'evaluationPointId'])
@Unique('risk_candidate_question_key', ['municipalityId', 'roundId', 'questionId'])
@Index('risk_candidate_deviation_idx', ['municipalityId', 'deviationId'])
@Index('risk_candidate_evaluation_point_idx', ['municipalityId', 'evaluationPointId'])
@Index('risk_candidate_question_idx', ['municipalityId', 'questionId'])
@Index('risk_candidate_risk_idx', ['municipalityId', 'riskId'])
@Check(
  'risk_candidate_source_check',
  `(deviation_id IS NOT NULL) = (kind = 'DEVIATION') AND (action_id IS NOT NULL) = (kind = 'ACTION')
   AND (audit_response_id IS NOT NULL) = (kind = 'AUDIT_RESPONSE')
   AND (evaluation_point_id IS NOT NULL) = (kind = 'EVALUATION_POINT')
   AND (question_id IS NOT NULL) = (kind = 'QUESTION')`,
)
@Check(
  'risk_candidate_settled_check',
  `(settlement IS NULL) = (settled_on IS NULL)
   AND (risk_id IS NOT NULL) = (coalesce(settlement, '') IN ('NEW_RISK','EXISTING_RISK'))`,
)
@Check(
  'risk_candidate_reason_check',
  `(reason IS NOT NULL) = (settlement IS NOT DISTINCT FROM 'SET_ASIDE')`,
)
export class RiskCandidateEntity extends TenantRow {
  @Reference(() => RiskAssessmentRoundEntity)
  roundId!: string;

  @EnumColumn(CandidateKind)
  kind!: CandidateKind;

  @Reference(() => DeviationEntity, { nullable: true, onDelete: 'CASCADE' })
  deviationId!: string | null;

  @Reference(() => ActionEntity, { nullable: true })
  actionId!: string | null;

  @Reference(() => AuditResponseEntity, { nullable: true })
  auditResponseId!: string | null;

  @Reference(() => EvaluationPointEntity, { nullable: true, onDelete: 'CASCADE' })
  evaluationPointId!: string | null;

  @Reference(() => QuestionEntity, { nullable: true })
  questionId!: string | null;

  /** Null until somebody settles it. */
  @EnumColumn(CandidateSettlement, { nullable: true })
  settlement!: CandidateSettlement | null;

  /** The risk that it became, or is part of. */
  @Reference(() => RiskEntity, { nullable: true })
  riskId!: string | null;

  /** Why it was set aside. */
  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('date', { nullable: true })
  settledOn!: string | null;

  @VersionColumn()
  version!: number;
}

/** A row of `risk_in_round`: what a round says of a risk; none while nobody has said anything. */
@Entity('risk_in_round')
@Unique('risk_in_round_risk_key', ['municipalityId', 'roundId', 'riskId'])
@Index('risk_in_round_risk_idx', ['municipalityId', 'riskId'])
@CompositeReference('risk_in_round_confirmed_fkey', () => RiskAssessmentEntity, {
  risk_id: 'riskId',
  confirmed_assessment_id: 'id',
})
@CompositeReference('risk_in_round_assessment_fkey', () => RiskAssessmentEntity, {
  risk_id: 'riskId',
  assessment_id: 'id',
})
@Check(
  'risk_in_round_motive_check',
  `(confirmed_assessment_id IS NULL) = (motive IS NULL)
   AND (confirmed_assessment_id IS NULL) = (confirmed_on IS NULL)`,
)
@Check('risk_in_round_reason_check', '(is_included IS NULL) = (reason IS NULL)')
@Check(
  'risk_in_round_stated_check',
  '(verdict IS NULL) = (assessment_id IS NULL) AND (verdict IS NULL) = (proposal IS NULL)',
)
@Check(
  'risk_in_round_as_confirmed_check',
  `verdict <> 'CONFIRMED' OR assessment_id = confirmed_assessment_id`,
)
export class RiskInRoundEntity extends TenantRow {
  @Reference(() => RiskAssessmentRoundEntity)
  roundId!: string;

  @Reference(() => RiskEntity)
  riskId!: string;

  /** The older assessment of which somebody says that it still holds. */
  @Column('uuid', { nullable: true })
  confirmedAssessmentId!: string | null;

  /** Why it still holds. */
  @Column('text', { nullable: true })
  motive!: string | null;

  @Column('date', { nullable: true })
  confirmedOn!: string | null;

  /** Somebody's decision instead of the rule's; null while there is none. */
  @Column('boolean', { nullable: true })
  isIncluded!: boolean | null;

  /** Why it departs from the rule. */
  @Column('text', { nullable: true })
  reason!: string | null;

  /** As it was when the round was closed; null until then. */
  @EnumColumn({ REASSESSED: 'REASSESSED', CONFIRMED: 'CONFIRMED' }, { nullable: true })
  verdict!: Exclude<RoundVerdict, 'NOT_YET'> | null;

  /** The assessment that counted when the round was closed; null until then. */
  @Column('uuid', { nullable: true })
  assessmentId!: string | null;

  /** What the rule said when the round was closed; null until then. */
  @EnumColumn(Proposal, { nullable: true })
  proposal!: Proposal | null;

  @VersionColumn()
  version!: number;
}
