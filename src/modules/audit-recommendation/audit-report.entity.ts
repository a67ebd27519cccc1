import { Check, Column, Entity, Index, Unique, VersionColumn } from 'typeorm';
import { Reference, SensitivityColumn, TenantRow } from '../../kernel/columns';
import type { Sensitivity } from '../../kernel/sensitivity';
import { BoardEntity } from '../municipality';

/** A row of `audit_report`: what the auditors, elected and outside the boards, wrote of an audit. */
@Entity('audit_report')
@Index('audit_report_board_idx', ['municipalityId', 'boardId'])
export class AuditReportEntity extends TenantRow {
  /** The body that was audited, or the first of them. */
  @Reference(() => BoardEntity)
  boardId!: string;

  @Column('text')
  subject!: string;

  @Column('text', { nullable: true })
  auditor!: string | null;

  /** The firm that assisted the auditors; null when not known. */
  @Column('text', { nullable: true })
  firm!: string | null;

  @Column('text', { array: true })
  opinion!: string[];

  @Column('date', { nullable: true })
  issuedOn!: string | null;

  @Column('text', { nullable: true })
  diaryNumber!: string | null;

  /** When a body first decided on an answer; from then on nobody rewrites what was answered. */
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

/** A row of `audit_recommendation`: what the auditors recommend, as they numbered it. */
@Entity('audit_recommendation')
@Unique('audit_recommendation_number_key', ['municipalityId', 'reportId', 'number'])
@Unique('audit_recommendation_report_key', ['municipalityId', 'reportId', 'id'])
@Check('audit_recommendation_number_check', 'number >= 1')
export class AuditRecommendationEntity extends TenantRow {
  @Reference(() => AuditReportEntity)
  reportId!: string;

  @Column('integer')
  number!: number;

  @Column('text')
  text!: string;

  @VersionColumn()
  version!: number;
}
