import { Check, Column, Entity, Index, Unique, VersionColumn } from 'typeorm';
import {
  EnumColumn,
  EnumListColumn,
  Reference,
  SensitivityColumn,
  TenantPart,
  TenantRow,
} from '../../kernel/columns';
import type { Sensitivity } from '../../kernel/sensitivity';
import { DecisionEntity } from '../decision';
import { FollowUpRoundEntity } from '../follow-up';
import { Judgement, ReportState } from '../follow-up/domain/report-state';
import { BoardEntity } from '../municipality';
import { SupervisionFlag } from './domain/supervision';
import type { SupervisionRowContent } from './supervision-row';

/** The index that lets only one revision of a report on supervision be prepared. */
export const SUPERVISION_IN_PREPARATION_INDEX = 'supervision_report_in_preparation_idx';

/** A row of `supervision_report`: what the executive board says of all bodies after a round. */
@Entity('supervision_report')
@Unique('supervision_report_revision_key', ['municipalityId', 'roundId', 'revision'])
@Index('supervision_report_in_force_idx', ['municipalityId', 'roundId'], {
  unique: true,
  where: `(state = 'DECIDED'::text)`,
})
@Index(SUPERVISION_IN_PREPARATION_INDEX, ['municipalityId', 'roundId'], {
  unique: true,
  where: `(state = ANY (ARRAY['DRAFT'::text, 'SUBMITTED'::text]))`,
})
@Check('supervision_report_four_eyes_check', 'decided_by <> submitted_by')
@Unique('supervision_report_decision_key', ['municipalityId', 'decisionId'])
@Check(
  'supervision_report_decided_by_check',
  `(decided_by IS NOT NULL AND submitted_by IS NOT NULL) = (frozen_at IS NOT NULL)
   AND (decided_by IS NULL OR frozen_at IS NOT NULL)`,
)
@Check('supervision_report_forwarded_on_check', 'forwarded_on IS NULL OR frozen_at IS NOT NULL')
@Check(
  'supervision_report_frozen_check',
  `(state IN ('DRAFT','SUBMITTED')) = (frozen_at IS NULL) AND (frozen_at IS NULL) = (decision_id IS NULL)`,
)
export class SupervisionReportEntity extends TenantRow {
  /** The executive board, whose report it is. */
  @Reference(() => BoardEntity)
  boardId!: string;

  @Reference(() => FollowUpRoundEntity)
  roundId!: string;

  /** What the executive board decides on: 1, 2, ... for the same round. */
  @Column('integer')
  revision!: number;

  /** The day whose state the report tells: that of the round. */
  @Column('date')
  asOf!: string;

  @EnumColumn(ReportState)
  state!: ReportState;

  @Column('text', { nullable: true })
  summary!: string | null;

  @Column('text', { array: true })
  proposals!: string[];

  @Column('text', { nullable: true })
  submittedBy!: string | null;

  @Column('date', { nullable: true })
  submittedOn!: string | null;

  /** Why it was last sent back; null when nobody said, and once it lies before the board again. */
  @Column('text', { nullable: true })
  remitReason!: string | null;

  /** Who recorded the decision: another person than the submitter; null until then. */
  @Column('text', { nullable: true })
  decidedBy!: string | null;

  @Reference(() => DecisionEntity, { nullable: true })
  decisionId!: string | null;

  /** The day it was sent on to the council; null until then. */
  @Column('date', { nullable: true })
  forwardedOn!: string | null;

  @EnumListColumn(SupervisionFlag)
  flags!: SupervisionFlag[];

  /** When the decision was recorded; from then on the database refuses every change of content. */
  @Column('timestamptz', { nullable: true })
  frozenAt!: Date | null;

  @SensitivityColumn()
  sensitivity!: Sensitivity;

  /** Why it was made more secret after the text had come to stand still; null when it was not. */
  @Column('text', { nullable: true })
  sensitivityReason!: string | null;

  @VersionColumn()
  version!: number;
}

/** A row of `supervision_judgement`: what the executive board thinks of one body's internal control. */
@Entity('supervision_judgement')
export class SupervisionJudgementEntity extends TenantPart {
  @Reference(() => SupervisionReportEntity, { primary: true })
  reportId!: string;

  @Reference(() => BoardEntity, { primary: true })
  boardId!: string;

  @EnumColumn(Judgement)
  judgement!: Judgement;

  @Column('text', { nullable: true })
  motive!: string | null;
}

/** A row of `supervision_row`: what a submitted report says of one body. */
@Entity('supervision_row')
export class SupervisionRowEntity extends TenantPart {
  @Reference(() => SupervisionReportEntity, { primary: true })
  reportId!: string;

  @Reference(() => BoardEntity, { primary: true })
  boardId!: string;

  @Column('jsonb')
  content!: SupervisionRowContent;
}
