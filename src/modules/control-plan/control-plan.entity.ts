import { Check, Column, Entity, Index, Unique, VersionColumn } from 'typeorm';
import { EnumColumn, EnumListColumn, Reference, TenantRow } from '../../kernel/columns';
import { DecisionEntity } from '../decision';
import { BoardEntity } from '../municipality';
import { ScoringSchemeEntity } from '../scoring-scheme';
import { PlanFlag } from './domain/adoption';
import { PlanItemKind } from './domain/plan-item';
import { PlanState } from './domain/plan-state';

/** The index that lets only one revision per board and year be in force. */
export const IN_FORCE_INDEX = 'control_plan_in_force_idx';
/** The index that lets only one revision per board and year be prepared. */
export const IN_PREPARATION_INDEX = 'control_plan_in_preparation_idx';

/** A row of `control_plan`: one board's plan for one year, in one revision. */
@Entity('control_plan')
@Unique('control_plan_board_key', ['municipalityId', 'boardId', 'year', 'id'])
@Unique('control_plan_revision_key', ['municipalityId', 'boardId', 'year', 'revision'])
@Index('control_plan_year_idx', ['municipalityId', 'year', 'revision', 'id'])
@Index('control_plan_decision_idx', ['municipalityId', 'decisionId'])
@Index(IN_FORCE_INDEX, ['municipalityId', 'boardId', 'year'], {
  unique: true,
  where: `(state = ANY (ARRAY['ADOPTED'::text, 'CLOSED'::text]))`,
})
@Index(IN_PREPARATION_INDEX, ['municipalityId', 'boardId', 'year'], {
  unique: true,
  where: `(state = ANY (ARRAY['DRAFT'::text, 'PROPOSED'::text]))`,
})
@Check('control_plan_year_check', 'year BETWEEN 1900 AND 2200')
@Check(
  'control_plan_frozen_check',
  `(state IN ('DRAFT','PROPOSED')) = (frozen_at IS NULL) AND (frozen_at IS NULL) = (decision_id IS NULL)`,
)
@Check('control_plan_four_eyes_check', 'adopted_by <> proposed_by')
@Check('control_plan_adopted_by_check', 'adopted_by IS NULL OR frozen_at IS NOT NULL')
@Check('control_plan_closed_check', `closed_on IS NULL OR state IN ('CLOSED','SUPERSEDED')`)
export class ControlPlanEntity extends TenantRow {
  @Reference(() => BoardEntity)
  boardId!: string;

  @Column('integer')
  year!: number;

  /** What the board decides on: 1, 2, ... for the same board and year. */
  @Column('integer')
  revision!: number;

  /** The scheme that values and words of the plan belong to. */
  @Reference(() => ScoringSchemeEntity)
  schemeId!: string;

  @EnumColumn(PlanState)
  state!: PlanState;

  /** The kinds that the plan explicitly says it has none of. */
  @EnumListColumn(PlanItemKind)
  noneOfKinds!: PlanItemKind[];

  @Column('text', { nullable: true })
  proposedBy!: string | null;

  @Column('date', { nullable: true })
  proposedOn!: string | null;

  /** Why it was last sent back; null when nobody said, and once it lies before the board again. */
  @Column('text', { nullable: true })
  remitReason!: string | null;

  /** Who recorded the adoption: another person than the proposer; null when not known. */
  @Column('text', { nullable: true })
  adoptedBy!: string | null;

  @Reference(() => DecisionEntity, { nullable: true })
  decisionId!: string | null;

  /** Found when the board adopted the plan; empty until then. */
  @EnumListColumn(PlanFlag)
  flags!: PlanFlag[];

  /** When the decision was recorded; from then on the database refuses every change of content. */
  @Column('timestamptz', { nullable: true })
  frozenAt!: Date | null;

  @Column('date', { nullable: true })
  closedOn!: string | null;

  /** Counts the changes of the plan and of everything in it. */
  @VersionColumn()
  version!: number;
}
