import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumeration } from '../../kernel/enumeration';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import { GuardedBy, GuardedRecord, SecretText } from '../../kernel/graphql/secret-texts';
import { Direction } from '../../kernel/list';
import { type Secrecy, Sensitivity, secrecyOfCopy } from '../../kernel/sensitivity';
import { FollowUpOccasion } from '../municipality/domain/follow-up-occasion';
import { secrecyOfAction } from './action.secrecy';
import type {
  CancelAction,
  CheckActionEffect,
  CompleteAction,
  MoveAction,
  RaiseAction,
  UpdateAction,
} from './action.service';
import { ActionEffect, ActionKind, ActionMove, ActionState } from './domain/action-state';

export { ActionMove } from './domain/action-state';

registerEnumType(ActionKind, {
  name: 'ActionKind',
  description: 'What sort of action it is.',
  valuesConfig: {
    DIRECT: { description: 'Direktåtgärd: decided with the plan, instead of a control.' },
    CORRECTIVE: { description: 'Rättar det som gick fel.' },
    IMPROVEMENT: { description: 'Förbättring.' },
    CONTINUED_TESTING: { description: 'The control goes on.' },
    NONE_REQUIRED: {
      description: 'The statement that no further action is needed; not the same as no action.',
    },
  },
});
registerEnumType(ActionState, {
  name: 'ActionState',
  description: 'How far an action has come: PLANNED, IN_PROGRESS, then DONE or CANCELLED.',
});
registerEnumType(ActionMove, {
  name: 'ActionMove',
  description: 'What can be done to an action as a whole.',
});
registerEnumType(ActionEffect, {
  name: 'ActionEffect',
  description: 'Whether a done action did what it was meant to.',
});

@ObjectType({
  description:
    'Something that somebody is to do (åtgärd), or the statement that nothing is needed. It needs ' +
    'no deviation, and belongs to any number of risks, controls, results and plan items, or none.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfAction)
export class Action extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @Field(() => ActionKind)
  kind!: ActionKind;

  @SecretText('Null only when it is masked.')
  text!: string;

  @SecretText('Who is to do it, in the words of the plan; null when not known.')
  ownerRole!: string | null;

  @Field(() => CalendarDay, { description: 'The day from which it counts in follow-ups.' })
  raisedOn!: string;

  @Field(() => CalendarDay, { nullable: true, description: 'Due on this day; null when unknown.' })
  dueOn!: string | null;

  @SecretText('When it is due in words, such as `under hösten`.')
  dueText!: string | null;

  @Field(() => FollowUpOccasion, {
    nullable: true,
    description: 'The occasion at which it is reported back; null when none is said.',
  })
  reportedAt!: FollowUpOccasion | null;

  @Field(() => ActionState)
  state!: ActionState;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'The day work began; null when unknown.',
  })
  startedOn!: string | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'The day it was done; null while it is not, and when the day is unknown.',
  })
  doneOn!: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'The day it was cancelled.' })
  cancelledOn!: string | null;

  @SecretText('Why it was cancelled.')
  cancelledReason!: string | null;

  @Field(() => ActionEffect, {
    nullable: true,
    description: 'Whether it helped; null until somebody has looked.',
  })
  effect!: ActionEffect | null;

  @Field(() => CalendarDay, { nullable: true, description: 'The day somebody looked.' })
  effectCheckedOn!: string | null;

  @SecretText('What was seen then.')
  effectNote!: string | null;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;

  @RecordPermissions<Action>({
    permissions: ['action:maintain'],
    boardIdOf: ({ boardId }) => boardId,
  })
  permissions?: string[];

  /** Not in the API: field resolvers follow it. */
  boardId!: string;

  /** Not in the API: field resolvers follow it. */
  ownerAdministrationId!: string | null;
}

@ObjectType({
  description:
    'The wording of an action as it stands while the plan is a draft, and as the board got it after that.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfCopy)
export class ActionDefinition extends GuardedRecord {
  @Field(() => ActionKind)
  kind!: ActionKind;

  @SecretText('Null only when it is masked.')
  text!: string;

  @SecretText()
  ownerRole!: string | null;

  @Field(() => String, { nullable: true, description: 'The administration of the owner, by name.' })
  ownerAdministration!: string | null;

  @Field(() => CalendarDay, { nullable: true })
  dueOn!: string | null;

  @SecretText()
  dueText!: string | null;

  @Field(() => FollowUpOccasion, { nullable: true })
  reportedAt!: FollowUpOccasion | null;

  /** Not in the API: who may read it. */
  secrecy!: Secrecy;
}

@ObjectType({ simpleResolvers: true })
export class ActionConnection extends connectionOf(Action) {}

@InputType({ description: 'Which actions to list. Conditions add up.' })
export class ActionFilterInput {
  @Field(() => String, { nullable: true, description: 'A board by its code or id.' })
  board?: string | null;

  @Field(() => ID, { nullable: true, description: 'The administration of the owner.' })
  ownerAdministrationId?: string | null;

  @Field(() => [ActionState], {
    nullable: true,
    description: 'DONE includes the statements that none is required; leave them out with `kinds`.',
  })
  states?: ActionState[] | null;

  @Field(() => [ActionKind], { nullable: true })
  kinds?: ActionKind[] | null;

  @Field(() => FollowUpOccasion, { nullable: true })
  reportedAt?: FollowUpOccasion | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: open, and its day has passed in Sweden. False: all others.',
  })
  isOverdue?: boolean | null;
}

const ActionOrderField = enumeration('DUE_ON', 'RAISED_ON', 'STATE');
registerEnumType(ActionOrderField, {
  name: 'ActionOrderField',
  description: 'What actions can be sorted by.',
});

@InputType()
export class ActionOrder {
  @Field(() => ActionOrderField)
  field!: keyof typeof ActionOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class ActionListArguments extends PageArguments {
  @Field(() => ActionFilterInput, { nullable: true })
  filter?: ActionFilterInput | null;

  @Field(() => [ActionOrder], { nullable: true, description: 'By due day when left out.' })
  orderBy?: ActionOrder[] | null;
}

@InputType()
export class RaiseActionInput extends MutationInput implements RaiseAction {
  @Field(() => String, { description: 'The board whose action it is, by code or id.' })
  board!: string;

  @Field(() => ActionKind)
  kind!: ActionKind;

  @Field(() => String, { description: 'At most 20 000 characters.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'A role, never a person.' })
  ownerRole?: string | null;

  @Field(() => ID, { nullable: true, description: 'May work for another board.' })
  ownerAdministrationId?: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Today when left out; never later.' })
  raisedOn?: string | null;

  @Field(() => CalendarDay, { nullable: true })
  dueOn?: string | null;

  @Field(() => String, { nullable: true, description: 'When no day can be named.' })
  dueText?: string | null;

  @Field(() => FollowUpOccasion, { nullable: true })
  reportedAt?: FollowUpOccasion | null;

  @Field(() => Sensitivity, {
    nullable: true,
    description: 'INTERNAL when it is never said; cannot be cleared.',
  })
  sensitivity?: Sensitivity;
}

@ObjectType({ simpleResolvers: true })
export class RaiseActionPayload {
  @Field(() => Action)
  action!: Action;
}

@InputType()
export class UpdateActionInput extends MutationInput implements UpdateAction {
  @Field(() => ID)
  actionId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: 'Cannot be cleared.' })
  text?: string | null;

  @Field(() => String, { nullable: true })
  ownerRole?: string | null;

  @Field(() => ID, { nullable: true })
  ownerAdministrationId?: string | null;

  @Field(() => CalendarDay, { nullable: true })
  dueOn?: string | null;

  @Field(() => String, { nullable: true })
  dueText?: string | null;

  @Field(() => FollowUpOccasion, { nullable: true })
  reportedAt?: FollowUpOccasion | null;

  @Field(() => Sensitivity, {
    nullable: true,
    description: 'INTERNAL when it is never said; cannot be cleared.',
  })
  sensitivity?: Sensitivity;
}

@ObjectType({ simpleResolvers: true })
export class UpdateActionPayload {
  @Field(() => Action)
  action!: Action;
}

@InputType()
export class StartActionInput extends MutationInput implements MoveAction {
  @Field(() => ID)
  actionId!: string;

  @Field(() => Int)
  expectedVersion!: number;
}

@ObjectType({ simpleResolvers: true })
export class StartActionPayload {
  @Field(() => Action)
  action!: Action;
}

@InputType()
export class CompleteActionInput extends StartActionInput implements CompleteAction {
  @Field(() => CalendarDay, {
    nullable: true,
    description: 'Today when left out, never later; null when nobody knows the day.',
  })
  doneOn?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class CompleteActionPayload {
  @Field(() => Action)
  action!: Action;
}

@InputType()
export class CancelActionInput extends StartActionInput implements CancelAction {
  @Field(() => String)
  reason!: string;
}

@ObjectType({ simpleResolvers: true })
export class CancelActionPayload {
  @Field(() => Action)
  action!: Action;
}

@InputType()
export class ReopenActionInput extends StartActionInput {}

@ObjectType({ simpleResolvers: true })
export class ReopenActionPayload {
  @Field(() => Action)
  action!: Action;
}

@InputType()
export class CheckActionEffectInput extends StartActionInput implements CheckActionEffect {
  @Field(() => ActionEffect)
  effect!: ActionEffect;

  @Field(() => CalendarDay, { nullable: true, description: 'Today when left out; never later.' })
  checkedOn?: string | null;

  @Field(() => String, { nullable: true })
  note?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class CheckActionEffectPayload {
  @Field(() => Action)
  action!: Action;
}
