import { Check, Column, Entity, Index, Unique, VersionColumn } from 'typeorm';
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
import { ControlPlanEntity, PlanItemEntity } from '../control-plan';
import { DecisionEntity } from '../decision';
import { BoardEntity } from '../municipality';
import { FollowUpOccasion } from '../municipality/domain/follow-up-occasion';
import { Judgement, ReportFlag, ReportState } from './domain/report-state';
import type { FollowUpRowContent } from './follow-up-row';

/** The index that lets only one revision of a report be prepared. */
export const REPORT_IN_PREPARATION_INDEX = 'follow_up_report_in_preparation_idx';

/** A row of `follow_up_report`: what a board is told of its plan at an occasion, in one revision. */
@Entity('follow_up_report')
@Unique('follow_up_report_revision_key', [
  'municipalityId',
  'boardId',
  'year',
  'occasion',
  'number',
  'revision',
])
@Index(
  'follow_up_report_in_force_idx',
  ['municipalityId', 'boardId', 'year', 'occasion', 'number'],
  { unique: true, where: `(state = 'DECIDED'::text)` },
)
@Index(REPORT_IN_PREPARATION_INDEX, ['municipalityId', 'boardId', 'year', 'occasion', 'number'], {
  unique: true,
  where: `(state = ANY (ARRAY['DRAFT'::text, 'SUBMITTED'::text]))`,
})
@CompositeReference('follow_up_report_plan_fkey', () => ControlPlanEntity, {
  board_id: 'boardId',
  year: 'year',
  plan_id: 'id',
})
@CompositeReference('follow_up_report_item_plan_fkey', () => PlanItemEntity, {
  plan_id: 'planId',
  item_id: 'id',
})
@CompositeReference('follow_up_report_item_fkey', () => PlanItemEntity, {
  item_id: 'id',
  item_stable_id: 'stableId',
})
@Index('follow_up_report_as_of_idx', ['municipalityId', 'asOf', 'id'])
@Index('follow_up_report_year_idx', ['municipalityId', 'year', 'occasion'])
@Index('follow_up_report_decision_idx', ['municipalityId', 'decisionId'])
@Index('follow_up_report_item_idx', ['municipalityId', 'itemStableId'])
@Check(
  'follow_up_report_item_check',
  `(item_id IS NULL) = (item_stable_id IS NULL) AND (item_id IS NULL OR occasion = 'IMMEDIATE')`,
)
@Check('follow_up_report_four_eyes_check', 'decided_by <> submitted_by')
@Check('follow_up_report_decided_by_check', 'decided_by IS NULL OR frozen_at IS NOT NULL')
@Check('follow_up_report_number_check', `number = 1 OR occasion = 'IMMEDIATE'`)
@Check(
  'follow_up_report_frozen_check',
  `(state IN ('DRAFT','SUBMITTED')) = (frozen_at IS NULL) AND (frozen_at IS NULL) = (decision_id IS NULL)`,
)
export class FollowUpReportEntity extends TenantRow {
  @Reference(() => BoardEntity)
  boardId!: string;

  /** The revision of the plan that the report is about. */
  @Column('uuid')
  planId!: string;

  /** The row of that plan that an immediate report is about; null for the whole plan. */
  @Column('uuid', { nullable: true })
  itemId!: string | null;

  /** The same row in every revision of the plan. */
  @Column('uuid', { nullable: true })
  itemStableId!: string | null;

  @Column('integer')
  year!: number;

  @EnumColumn(FollowUpOccasion)
  occasion!: FollowUpOccasion;

  /** Tells immediate reports of a year apart: 1, 2, ...; always 1 at the other occasions. */
  @Column('integer')
  number!: number;

  /** What the board decides on: 1, 2, ... of the same report. */
  @Column('integer')
  revision!: number;

  /** The day whose state the report tells. */
  @Column('date')
  asOf!: string;

  @EnumColumn(ReportState)
  state!: ReportState;

  @Column('text', { nullable: true })
  summary!: string | null;

  @EnumColumn(Judgement, { nullable: true })
  judgement!: Judgement | null;

  @Column('text', { nullable: true })
  judgementMotive!: string | null;

  @Column('text', { nullable: true })
  submittedBy!: string | null;

  @Column('date', { nullable: true })
  submittedOn!: string | null;

  /** Why it was last sent back; null when nobody said, and once it lies before the board again. */
  @Column('text', { nullable: true })
  remitReason!: string | null;

  /** Who recorded the decision: another person than the submitter; null when not known. */
  @Column('text', { nullable: true })
  decidedBy!: string | null;

  @Reference(() => DecisionEntity, { nullable: true })
  decisionId!: string | null;

  @EnumListColumn(ReportFlag)
  flags!: ReportFlag[];

  /** When the decision was recorded; from then on the database refuses every change. */
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

/** A row of `follow_up_row`: what a submitted report says of one plan item. */
@Entity('follow_up_row')
@Index('follow_up_row_item_idx', ['municipalityId', 'itemId'])
export class FollowUpRowEntity extends TenantPart {
  @Reference(() => FollowUpReportEntity, { primary: true })
  reportId!: string;

  @Reference(() => PlanItemEntity, { primary: true })
  itemId!: string;

  @Column('jsonb')
  content!: FollowUpRowContent;
}
