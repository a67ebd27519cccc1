import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumeration } from '../../kernel/enumeration';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import {
  GuardedBy,
  GuardedRecord,
  PartOfGuarded,
  SecretText,
  SecretTexts,
} from '../../kernel/graphql/secret-texts';
import { Direction } from '../../kernel/list';
import { secrecyOfDecision, secrecyOfPoint } from './decision.secrecy';
import type { CompleteAssignment } from './decision.service';
import {
  AssignmentState,
  type DecisionPointValues,
  type DecisionPreparationValues,
  type DecisionValues,
} from './domain/decision';

registerEnumType(AssignmentState, {
  name: 'AssignmentState',
  description: 'How far an assignment has come that a body gave with its decision.',
});

@ObjectType({
  description:
    'What a body decided, as its minutes record it. Frozen from the moment it is recorded; null ' +
    'means that something is not known.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfDecision)
export class Decision extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @SecretText('The deciding body, as the minutes name it.')
  body!: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Day of the meeting.' })
  metOn!: string | null;

  @SecretText('Paragraph of the minutes: `§ 60`.')
  paragraph!: string | null;

  @SecretText('Diary number: `2025.018 KS`.')
  diaryNumber!: string | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'Day of the written proposal (tjänsteskrivelse).',
  })
  proposalOn!: string | null;

  @SecretTexts('Notes to the minutes (protokollsanteckningar). Null only when it is masked.')
  notes!: string[];

  @SecretTexts('The documents that the decision was made on. Null only when it is masked.')
  annexes!: string[];

  @SecretTexts('Who gets to know of it (expedieras till). Null only when it is masked.')
  forwardedTo!: string[];

  /** Not in the API: field resolvers follow it. */
  boardId!: string;
}

@ObjectType({
  description: 'A numbered point of a decision; an assignment when it names a role.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfPoint)
export class DecisionPoint extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: '1, 2, ... within the decision.' })
  number!: number;

  @SecretText('Null only when it is masked.')
  text!: string;

  @SecretText('The role that got the assignment; null when the point assigns nothing.')
  assignedRole!: string | null;

  @Field(() => CalendarDay, { nullable: true })
  dueOn!: string | null;

  @Field(() => AssignmentState, {
    nullable: true,
    description: 'Null when the point assigns nothing.',
  })
  state!: AssignmentState | null;

  @Field(() => CalendarDay, { nullable: true })
  doneOn!: string | null;

  @Field(() => Int, { description: 'Send it back as `expectedVersion`.' })
  version!: number;

  @RecordPermissions<DecisionPoint>({
    permissions: ['assignment:complete'],
    boardIdOf: async (point, request) => (await secrecyOfPoint(point, request)).boardId,
  })
  permissions?: string[];

  /** Not in the API: field resolvers follow it. */
  decisionId!: string;
}

@ObjectType({ simpleResolvers: true })
export class DecisionPointConnection extends connectionOf(DecisionPoint) {}

@InputType({ description: 'Which assignments to list. Conditions add up.' })
export class AssignmentFilterInput {
  @Field(() => String, {
    nullable: true,
    description: 'The board whose matter it was decided in, by its code or id.',
  })
  board?: string | null;

  @Field(() => [AssignmentState], { nullable: true })
  states?: AssignmentState[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: open, and its day has passed in Sweden. False: all others.',
  })
  isOverdue?: boolean | null;
}

const AssignmentOrderField = enumeration('DUE_ON');
registerEnumType(AssignmentOrderField, {
  name: 'AssignmentOrderField',
  description: 'What assignments can be sorted by.',
});

@InputType()
export class AssignmentOrder {
  @Field(() => AssignmentOrderField)
  field!: keyof typeof AssignmentOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class AssignmentListArguments extends PageArguments {
  @Field(() => AssignmentFilterInput, { nullable: true })
  filter?: AssignmentFilterInput | null;

  @Field(() => [AssignmentOrder], { nullable: true, description: 'By due day when left out.' })
  orderBy?: AssignmentOrder[] | null;
}

@ObjectType({
  description: 'Where the matter was prepared before the decision, such as in a committee.',
  simpleResolvers: true,
})
@PartOfGuarded()
export class DecisionPreparation {
  @SecretText('Null only when it is masked.')
  body!: string;

  @Field(() => CalendarDay, { nullable: true })
  preparedOn!: string | null;

  @SecretText()
  paragraph!: string | null;
}

@InputType()
export class DecisionPointInput implements DecisionPointValues {
  @Field(() => String)
  text!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The role that gets it as an assignment; leave it out when it assigns nothing.',
  })
  assignedRole?: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Only on an assignment.' })
  dueOn?: string | null;
}

@InputType()
export class DecisionPreparationInput implements DecisionPreparationValues {
  @Field(() => String)
  body!: string;

  @Field(() => CalendarDay, { nullable: true })
  preparedOn?: string | null;

  @Field(() => String, { nullable: true })
  paragraph?: string | null;
}

@InputType({
  description: 'A decision as the minutes record it. Leave out what is not known; it is flagged.',
})
export class DecisionInput implements DecisionValues {
  @Field(() => String, { nullable: true })
  body?: string | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'Day of the meeting, never later than today.',
  })
  metOn?: string | null;

  @Field(() => String, { nullable: true, description: 'Such as `§ 60`, at most 50 characters.' })
  paragraph?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Such as `2025.018 KS`, at most 100 characters.',
  })
  diaryNumber?: string | null;

  @Field(() => CalendarDay, { nullable: true })
  proposalOn?: string | null;

  @Field(() => [DecisionPointInput], { nullable: true })
  points?: DecisionPointInput[] | null;

  @Field(() => [DecisionPreparationInput], { nullable: true })
  preparation?: DecisionPreparationInput[] | null;

  @Field(() => [String], { nullable: true })
  notes?: string[] | null;

  @Field(() => [String], { nullable: true })
  annexes?: string[] | null;

  @Field(() => [String], { nullable: true })
  forwardedTo?: string[] | null;
}

@InputType()
export class CompleteAssignmentInput extends MutationInput implements CompleteAssignment {
  @Field(() => ID)
  pointId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'Today when left out, never later; null when nobody knows.',
  })
  doneOn?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class CompleteAssignmentPayload {
  @Field(() => DecisionPoint)
  decisionPoint!: DecisionPoint;
}
