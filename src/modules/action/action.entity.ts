import { Check, Column, Entity, Index, VersionColumn } from 'typeorm';
import { EnumColumn, Reference, SensitivityColumn, TenantRow } from '../../kernel/columns';
import type { Sensitivity } from '../../kernel/sensitivity';
import { AdministrationEntity, BoardEntity } from '../municipality';
import { FollowUpOccasion } from '../municipality/domain/follow-up-occasion';
import { ActionEffect, ActionKind, ActionState } from './domain/action-state';

/** A row of `action`: something that somebody is to do, or the statement that nothing is needed. */
@Entity('action')
@Index('action_next_due_idx', { synchronize: false })
@Index('action_raised_on_idx', ['municipalityId', 'raisedOn', 'id'])
@Index('action_owner_idx', ['municipalityId', 'ownerAdministrationId'])
@Index('action_board_idx', ['municipalityId', 'boardId'])
@Index('action_due_on_idx', ['municipalityId', 'dueOn'], {
  where: `(state = ANY (ARRAY['PLANNED'::text, 'IN_PROGRESS'::text]))`,
})
@Check('action_done_on_check', `done_on IS NULL OR state = 'DONE'`)
@Check('action_cancelled_reason_check', `(state = 'CANCELLED') = (cancelled_reason IS NOT NULL)`)
@Check('action_none_required_check', `kind <> 'NONE_REQUIRED' OR state = 'DONE'`)
@Check('action_cancelled_on_check', `cancelled_on IS NULL OR state = 'CANCELLED'`)
@Check('action_effect_of_done_check', `effect IS NULL OR state = 'DONE'`)
export class ActionEntity extends TenantRow {
  /** The board whose internal control the action is a part of; somebody else may own it. */
  @Reference(() => BoardEntity)
  boardId!: string;

  @EnumColumn(ActionKind)
  kind!: ActionKind;

  @Column('text')
  text!: string;

  /** Who is to do it, in the words of the plan; null when not known. */
  @Column('text', { nullable: true })
  ownerRole!: string | null;

  /** The administration of the owner when it is one of ours, perhaps another board's. */
  @Reference(() => AdministrationEntity, { nullable: true })
  ownerAdministrationId!: string | null;

  /** The day from which the action counts in follow-ups. */
  @Column('date')
  raisedOn!: string;

  @Column('date', { nullable: true })
  dueOn!: string | null;

  /** When it is due in words, such as `under hösten`; may stand beside a day. */
  @Column('text', { nullable: true })
  dueText!: string | null;

  @EnumColumn(FollowUpOccasion, { nullable: true })
  reportedAt!: FollowUpOccasion | null;

  @EnumColumn(ActionState)
  state!: ActionState;

  @Column('date', { nullable: true })
  startedOn!: string | null;

  @Column('date', { nullable: true })
  doneOn!: string | null;

  @Column('date', { nullable: true })
  cancelledOn!: string | null;

  @Column('text', { nullable: true })
  cancelledReason!: string | null;

  @EnumColumn(ActionEffect, { nullable: true })
  effect!: ActionEffect | null;

  @Column('date', { nullable: true })
  effectCheckedOn!: string | null;

  @Column('text', { nullable: true })
  effectNote!: string | null;

  @SensitivityColumn()
  sensitivity!: Sensitivity;

  @VersionColumn()
  version!: number;
}
