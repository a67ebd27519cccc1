import { Check, Column, Entity, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import {
  EnumColumn,
  Reference,
  SensitivityColumn,
  TenantPart,
  TenantRow,
} from '../../kernel/columns';
import type { Sensitivity } from '../../kernel/sensitivity';
import { ControlEntity } from '../control';
import { DecisionEntity } from '../decision';
import { BoardEntity } from '../municipality';
import { QuestionKind, StatedControlKind } from './domain/question';

/** A row of `question`: what somebody asked a body, and the answer. Null is unknown throughout. */
@Entity('question')
@Unique('question_decision_key', ['municipalityId', 'decisionId'])
@Index('question_board_idx', ['municipalityId', 'boardId'])
@Check('question_answered_on_check', 'answered_on >= asked_on')
@Check(
  'question_answer_check',
  `answer IS NOT NULL OR decision_id IS NOT NULL
   OR (answered_on IS NULL AND answered_by IS NULL)`,
)
@Check('question_frozen_at_check', '(decision_id IS NULL) = (frozen_at IS NULL)')
export class QuestionEntity extends TenantRow {
  /** The body that is asked. */
  @Reference(() => BoardEntity)
  boardId!: string;

  @EnumColumn(QuestionKind)
  kind!: QuestionKind;

  @Column('text', { nullable: true })
  title!: string | null;

  /** The body or role that asks, never a person. */
  @Column('text', { nullable: true })
  askedBy!: string | null;

  /** The role in the body that is asked, such as its chair. */
  @Column('text', { nullable: true })
  addressee!: string | null;

  @Column('date', { nullable: true })
  askedOn!: string | null;

  @Column('text', { nullable: true })
  diaryNumber!: string | null;

  @Column('text', { array: true })
  questions!: string[];

  @Column('text', { nullable: true })
  answer!: string | null;

  @Column('date', { nullable: true })
  answeredOn!: string | null;

  /** The body or role that answered. */
  @Column('text', { nullable: true })
  answeredBy!: string | null;

  @Reference(() => DecisionEntity, { nullable: true })
  decisionId!: string | null;

  @SensitivityColumn()
  sensitivity!: Sensitivity;

  /** Why it became more secret; null when it did not. */
  @Column('text', { nullable: true })
  sensitivityReason!: string | null;

  /** When a decision was recorded; from then on neither it nor its parts can change. */
  @Column('timestamptz', { nullable: true })
  frozenAt!: Date | null;

  @VersionColumn()
  version!: number;
}

/** A row of `question_fact`: what the question takes for a fact. Frozen with the question. */
@Entity('question_fact')
export class QuestionFactEntity extends TenantPart {
  @Reference(() => QuestionEntity, { primary: true })
  questionId!: string;

  /** 1, 2, ... within the question. */
  @PrimaryColumn('integer')
  position!: number;

  @Column('text')
  text!: string;

  @Column('text', { nullable: true })
  source!: string | null;
}

/** A row of `stated_control`: a control that somebody says there is or will be. Frozen with the question. */
@Entity('stated_control')
@Unique('stated_control_number_key', ['municipalityId', 'questionId', 'number'])
@Check('stated_control_number_check', 'number >= 1')
@Check('stated_control_since_year_check', `since_year IS NULL OR kind = 'EXISTING'`)
@Check('stated_control_due_on_check', `(due_on IS NULL AND due_text IS NULL) OR kind = 'PLANNED'`)
export class StatedControlEntity extends TenantRow {
  @Reference(() => QuestionEntity)
  questionId!: string;

  /** Its number in the source, over existing and planned ones together. */
  @Column('integer')
  number!: number;

  @EnumColumn(StatedControlKind)
  kind!: StatedControlKind;

  @Column('text')
  text!: string;

  @Column('integer', { nullable: true })
  sinceYear!: number | null;

  @Column('date', { nullable: true })
  dueOn!: string | null;

  /** When it is to be there, in words: `årets slut`. */
  @Column('text', { nullable: true })
  dueText!: string | null;
}

/** A row of `stated_control_link`: what is stated is this control of the register. Never frozen. */
@Entity('stated_control_link')
@Index('stated_control_link_control_idx', ['municipalityId', 'controlId'])
export class StatedControlLinkEntity extends TenantPart {
  @Reference(() => StatedControlEntity, { primary: true })
  statedControlId!: string;

  @Reference(() => ControlEntity, { primary: true })
  controlId!: string;
}
