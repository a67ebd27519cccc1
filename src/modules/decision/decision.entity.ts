import { Check, Column, Entity, Index, Unique, VersionColumn } from 'typeorm';
import { EnumColumn, Reference, SensitivityColumn, TenantRow } from '../../kernel/columns';
import type { Sensitivity } from '../../kernel/sensitivity';
import { BoardEntity } from '../municipality';
import { AssignmentState } from './domain/decision';

/** A row of `decision`: what a body decided, as its minutes record it. Null is unknown throughout. */
@Entity('decision')
@Index('decision_board_idx', ['municipalityId', 'boardId'])
export class DecisionEntity extends TenantRow {
  /** The board whose matter it is; that is not always the body that decided. */
  @Reference(() => BoardEntity)
  boardId!: string;

  /** The deciding body as the minutes name it; bodies change, minutes do not. */
  @Column('text', { nullable: true })
  body!: string | null;

  @Column('date', { nullable: true })
  metOn!: string | null;

  @Column('text', { nullable: true })
  paragraph!: string | null;

  @Column('text', { nullable: true })
  diaryNumber!: string | null;

  /** The day of the written proposal (tjänsteskrivelse). */
  @Column('date', { nullable: true })
  proposalOn!: string | null;

  @Column('text', { array: true })
  notes!: string[];

  @Column('text', { array: true })
  annexes!: string[];

  @Column('text', { array: true })
  forwardedTo!: string[];

  /** That of the report that it is about; INTERNAL when it is about a plan. */
  @SensitivityColumn()
  sensitivity!: Sensitivity;

  /** When it was recorded; from then on neither it nor its parts can change. */
  @Column('timestamptz', { nullable: true })
  frozenAt!: Date | null;
}

/** A row of `decision_point`: frozen but for the state of an assignment. */
@Entity('decision_point')
@Unique('decision_point_number_key', ['municipalityId', 'decisionId', 'number'])
@Unique('decision_point_decision_key', ['municipalityId', 'decisionId', 'id'])
@Index('decision_point_next_due_idx', { synchronize: false })
@Index('decision_point_open_idx', ['municipalityId', 'dueOn'], { where: `(state = 'OPEN'::text)` })
@Check(
  'decision_point_assignment_check',
  `(assigned_role IS NULL) = (state IS NULL)
   AND (assigned_role IS NOT NULL OR (due_on IS NULL AND done_on IS NULL))`,
)
@Check('decision_point_done_on_check', `done_on IS NULL OR state = 'DONE'`)
export class DecisionPointEntity extends TenantRow {
  @Reference(() => DecisionEntity)
  decisionId!: string;

  @Column('integer')
  number!: number;

  @Column('text')
  text!: string;

  /** The role that got the assignment; null when the point assigns nothing. */
  @Column('text', { nullable: true })
  assignedRole!: string | null;

  @Column('date', { nullable: true })
  dueOn!: string | null;

  @EnumColumn(AssignmentState, { nullable: true })
  state!: AssignmentState | null;

  @Column('date', { nullable: true })
  doneOn!: string | null;

  @VersionColumn()
  version!: number;
}

/** A row of `decision_preparation`: where the matter was before the decision. */
@Entity('decision_preparation')
@Unique('decision_preparation_position_key', ['municipalityId', 'decisionId', 'position'])
export class DecisionPreparationEntity extends TenantRow {
  @Reference(() => DecisionEntity)
  decisionId!: string;

  @Column('integer')
  position!: number;

  @Column('text')
  body!: string;

  @Column('date', { nullable: true })
  preparedOn!: string | null;

  @Column('text', { nullable: true })
  paragraph!: string | null;
}
