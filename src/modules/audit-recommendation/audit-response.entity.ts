import { Check, Column, Entity, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import {
  CompositeReference,
  EnumColumn,
  Reference,
  TenantPart,
  TenantRow,
} from '../../kernel/columns';
import { ActionEntity } from '../action';
import { DecisionEntity, DecisionPointEntity } from '../decision';
import { BoardEntity } from '../municipality';
import { AuditRecommendationEntity } from './audit-report.entity';
import { AuditDisposition } from './domain/audit-answer';
import { AuditResponseState, AuditRetestResult } from './domain/audit-response';

/** A row of `audit_response`: what one body does about one recommendation. It lives on after the answer. */
@Entity('audit_response')
@Unique('audit_response_board_key', ['municipalityId', 'recommendationId', 'boardId'])
@Index('audit_response_board_idx', ['municipalityId', 'boardId'])
@CompositeReference('audit_response_recommendation_fkey', () => AuditRecommendationEntity, {
  report_id: 'reportId',
  recommendation_id: 'id',
})
@Check('audit_response_received_check', 'received_from_id <> id')
@Check('audit_response_done_on_check', `done_on IS NULL OR state = 'DONE'`)
export class AuditResponseEntity extends TenantRow {
  @Column('uuid')
  reportId!: string;

  @Column('uuid')
  recommendationId!: string;

  @Reference(() => BoardEntity)
  boardId!: string;

  /**
   * The response of the body that sent the recommendation on, or of the predecessor that it was taken
   * over from; null when the auditors sent it here.
   */
  @Reference(() => AuditResponseEntity, { nullable: true })
  receivedFromId!: string | null;

  /** Who is to see it through, as a role; null when not known. */
  @Column('text', { nullable: true })
  ownerRole!: string | null;

  @EnumColumn(AuditResponseState)
  state!: AuditResponseState;

  @Column('date', { nullable: true })
  doneOn!: string | null;

  @VersionColumn()
  version!: number;
}

/** A row of `audit_answer`: what the body answers, in one revision. Frozen with its decision. */
@Entity('audit_answer')
@Unique('audit_answer_revision_key', ['municipalityId', 'responseId', 'revision'])
@Unique('audit_answer_decision_key', ['municipalityId', 'id', 'decisionId'])
@Index('audit_answer_in_preparation_idx', ['municipalityId', 'responseId'], {
  unique: true,
  where: `(frozen_at IS NULL)`,
})
@Index('audit_answer_decision_idx', ['municipalityId', 'decisionId'])
@Check(
  'audit_answer_referral_check',
  `(referred_to_board_id IS NOT NULL) = (disposition IS NOT DISTINCT FROM 'REFERRED')`,
)
@Check(
  'audit_answer_frozen_check',
  'frozen_at IS NULL OR (decision_id IS NOT NULL AND disposition IS NOT NULL)',
)
export class AuditAnswerEntity extends TenantRow {
  @Reference(() => AuditResponseEntity)
  responseId!: string;

  /** What the body decides on: 1, 2, ... of the same response. */
  @Column('integer')
  revision!: number;

  @EnumColumn(AuditDisposition, { nullable: true })
  disposition!: AuditDisposition | null;

  @Column('text', { nullable: true })
  text!: string | null;

  @Column('date', { nullable: true })
  dueOn!: string | null;

  /** When it is due in words, such as `hösten 2023`; may stand beside a day. */
  @Column('text', { nullable: true })
  dueText!: string | null;

  @Reference(() => BoardEntity, { nullable: true })
  referredToBoardId!: string | null;

  @Reference(() => DecisionEntity, { nullable: true })
  decisionId!: string | null;

  /** When the decision was recorded; from then on the database refuses every change. */
  @Column('timestamptz', { nullable: true })
  frozenAt!: Date | null;

  @VersionColumn()
  version!: number;
}

/** A row of `audit_answer_point`: the point of the decision is about the answer. */
@Entity('audit_answer_point')
@Index('audit_answer_point_point_idx', ['municipalityId', 'pointId'])
@CompositeReference('audit_answer_point_answer_fkey', () => AuditAnswerEntity, {
  answer_id: 'id',
  decision_id: 'decisionId',
})
@CompositeReference('audit_answer_point_point_fkey', () => DecisionPointEntity, {
  decision_id: 'decisionId',
  point_id: 'id',
})
export class AuditAnswerPointEntity extends TenantPart {
  @PrimaryColumn('uuid')
  answerId!: string;

  @PrimaryColumn('uuid')
  pointId!: string;

  @Column('uuid')
  decisionId!: string;
}

/** A row of `audit_evidence`: a link to what shows that the body did it. */
@Entity('audit_evidence')
export class AuditEvidenceEntity extends TenantPart {
  @Reference(() => AuditResponseEntity, { primary: true })
  responseId!: string;

  @PrimaryColumn('integer')
  position!: number;

  @Column('text')
  title!: string;

  @Column('text')
  url!: string;
}

/** A row of `audit_retest`: what the auditors found when they came back. Rows are only ever added. */
@Entity('audit_retest')
export class AuditRetestEntity extends TenantPart {
  @Reference(() => AuditResponseEntity, { primary: true })
  responseId!: string;

  /** 1, 2, ... of the same response; the last one counts. */
  @PrimaryColumn('integer')
  number!: number;

  @EnumColumn(AuditRetestResult)
  result!: AuditRetestResult;

  @Column('date', { nullable: true })
  testedOn!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;
}

/** A row of `audit_response_action`: the action follows from what the body answered. */
@Entity('audit_response_action')
@Index('audit_response_action_action_idx', ['municipalityId', 'actionId'])
export class AuditResponseActionEntity extends TenantPart {
  @Reference(() => AuditResponseEntity, { primary: true })
  responseId!: string;

  @Reference(() => ActionEntity, { primary: true })
  actionId!: string;
}
