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
import { Sensitivity } from '../../kernel/sensitivity';
import { Control } from '../control';
import { DecisionInput } from '../decision';
import {
  type FactValues,
  QuestionKind,
  type QuestionValues,
  StatedControlKind,
  type StatedControlValues,
} from './domain/question';
import { secrecyOfQuestion, secrecyOfStatedControl } from './question.secrecy';
import type {
  AnswerQuestion,
  ControlOfStatement,
  CorrectQuestion,
  RaiseQuestionSensitivity,
  RecordQuestion,
} from './question.service';

registerEnumType(QuestionKind, {
  name: 'QuestionKind',
  description: 'What sort of question it is.',
  valuesConfig: {
    INTERPELLATION: { description: 'Interpellation.' },
    SIMPLE_QUESTION: { description: 'Enkel fråga.' },
    CITIZENS_PROPOSAL: { description: 'Medborgarförslag.' },
  },
});
registerEnumType(StatedControlKind, {
  name: 'StatedControlKind',
  description: 'Whether a control is said to be there already, or to come.',
});

@ObjectType({
  description:
    'What somebody asked a body, such as an interpellation, what it builds on, and the answer. Null is ' +
    'unknown. Frozen once a body has decided on the answer.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfQuestion)
export class Question extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @Field(() => QuestionKind)
  kind!: QuestionKind;

  @SecretText('What it is called; null when not known.')
  title!: string | null;

  @SecretText('The body or role that asks, never a person; null when not known.')
  askedBy!: string | null;

  @SecretText('The role that is asked: `Kommunstyrelsens ordförande`; null when not known.')
  addressee!: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Null when not known.' })
  askedOn!: string | null;

  @SecretText('Diary number; formats differ everywhere.')
  diaryNumber!: string | null;

  @SecretTexts('What is asked, in order. Null only when it is masked.')
  questions!: string[];

  @SecretText('What was answered; null while nothing is, and when it is not known.')
  answer!: string | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'The day it was answered; null while it is not, and when it is not known.',
  })
  answeredOn!: string | null;

  @SecretText('The body or role that answered; null when not known.')
  answeredBy!: string | null;

  @SecretText('Why it became more secret; null when it did not.')
  sensitivityReason!: string | null;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;

  @RecordPermissions<Question>({
    permissions: ['register:maintain'],
    boardIdOf: ({ boardId }) => boardId,
  })
  permissions?: string[];

  /** Not in the API: field resolvers follow it. */
  boardId!: string;

  /** Not in the API: field resolvers follow it. */
  decisionId!: string | null;
}

@ObjectType({ description: 'Something that a question takes for a fact.', simpleResolvers: true })
@PartOfGuarded()
export class QuestionFact {
  @SecretText('Null only when it is masked.')
  text!: string;

  @SecretText('Who says so: a newspaper and a day; null when nobody is named.')
  source!: string | null;
}

@ObjectType({
  description:
    'A control that somebody says there is or will be, in connection with a question. Nobody has tested ' +
    'that; it may be linked to controls of the register.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfStatedControl)
export class StatedControl extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'Its number in the source, whether existing or planned.' })
  number!: number;

  @Field(() => StatedControlKind)
  kind!: StatedControlKind;

  @SecretText('Null only when it is masked.')
  text!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The year since which it is said to be there; null when not known.',
  })
  sinceYear!: number | null;

  @Field(() => CalendarDay, { nullable: true, description: 'The day it is to be there.' })
  dueOn!: string | null;

  @SecretText('When it is to be there, in words: `årets slut`.')
  dueText!: string | null;

  /** Not in the API: field resolvers follow it. */
  questionId!: string;
}

@ObjectType({ simpleResolvers: true })
export class QuestionConnection extends connectionOf(Question) {}

@InputType({ description: 'Which questions to list. Conditions add up.' })
export class QuestionFilterInput {
  @Field(() => String, { nullable: true, description: 'The body asked, by its code or id.' })
  board?: string | null;

  @Field(() => [QuestionKind], { nullable: true })
  kinds?: QuestionKind[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: there is an answer or a decision. False: all others.',
  })
  isAnswered?: boolean | null;
}

const QuestionOrderField = enumeration('ASKED_ON', 'ANSWERED_ON');
registerEnumType(QuestionOrderField, {
  name: 'QuestionOrderField',
  description: 'What questions can be sorted by.',
});

@InputType()
export class QuestionOrder {
  @Field(() => QuestionOrderField)
  field!: keyof typeof QuestionOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class QuestionListArguments extends PageArguments {
  @Field(() => QuestionFilterInput, { nullable: true })
  filter?: QuestionFilterInput | null;

  @Field(() => [QuestionOrder], { nullable: true, description: 'The latest first when left out.' })
  orderBy?: QuestionOrder[] | null;
}

@InputType()
export class QuestionFactInput implements FactValues {
  @Field(() => String, { description: 'At most 20 000 characters.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'At most 200 characters.' })
  source?: string | null;
}

@InputType()
export class StatedControlInput implements StatedControlValues {
  @Field(() => Int, { description: '1 to 1000; once within the question.' })
  number!: number;

  @Field(() => StatedControlKind)
  kind!: StatedControlKind;

  @Field(() => String, { description: 'At most 20 000 characters.' })
  text!: string;

  @Field(() => Int, { nullable: true, description: 'Only when it is EXISTING.' })
  sinceYear?: number | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Only when it is PLANNED.' })
  dueOn?: string | null;

  @Field(() => String, { nullable: true, description: 'Only when it is PLANNED.' })
  dueText?: string | null;
}

@InputType()
abstract class QuestionValuesInput extends MutationInput implements QuestionValues {
  @Field(() => String, { nullable: true, description: 'At most 200 characters.' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'A body or a role, never a person.' })
  askedBy?: string | null;

  @Field(() => String, { nullable: true, description: 'A role, never a person.' })
  addressee?: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Never later than today.' })
  askedOn?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 100 characters.' })
  diaryNumber?: string | null;

  @Field(() => [String], { nullable: true, description: 'Each at most 1 000 characters.' })
  questions?: string[] | null;

  @Field(() => [QuestionFactInput], { nullable: true })
  facts?: QuestionFactInput[] | null;

  @Field(() => [StatedControlInput], { nullable: true })
  statedControls?: StatedControlInput[] | null;

  @Field(() => Sensitivity, {
    nullable: true,
    description: 'INTERNAL when it is never said; cannot be cleared.',
  })
  sensitivity?: Sensitivity;
}

@InputType()
export class RecordQuestionInput extends QuestionValuesInput implements RecordQuestion {
  @Field(() => String, { description: 'The body that is asked, by code or id.' })
  board!: string;

  @Field(() => QuestionKind)
  kind!: QuestionKind;
}

@ObjectType({ simpleResolvers: true })
export class RecordQuestionPayload {
  @Field(() => Question)
  question!: Question;
}

@InputType()
export class CorrectQuestionInput extends QuestionValuesInput implements CorrectQuestion {
  @Field(() => ID)
  questionId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => QuestionKind, { nullable: true, description: 'Cannot be cleared.' })
  kind?: QuestionKind | null;
}

@ObjectType({ simpleResolvers: true })
export class CorrectQuestionPayload extends RecordQuestionPayload {}

@InputType()
export class AnswerQuestionInput extends MutationInput implements AnswerQuestion {
  @Field(() => ID)
  questionId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: 'At most 20 000 characters; can be left out only when there is a decision.',
  })
  answer?: string | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'Today when left out, never later; null when nobody knows.',
  })
  answeredOn?: string | null;

  @Field(() => String, { nullable: true, description: 'A body or a role, never a person.' })
  answeredBy?: string | null;

  @Field(() => DecisionInput, {
    nullable: true,
    description: 'What was decided on it; freezes the question. Null when nothing was.',
  })
  decision?: DecisionInput | null;
}

@ObjectType({ simpleResolvers: true })
export class AnswerQuestionPayload extends RecordQuestionPayload {}

@InputType()
export class RaiseQuestionSensitivityInput
  extends MutationInput
  implements RaiseQuestionSensitivity
{
  @Field(() => ID)
  questionId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => Sensitivity, { description: 'Stricter than it is.' })
  sensitivity!: Sensitivity;

  @Field(() => String, { description: 'Why, such as a section of the law.' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true })
export class RaiseQuestionSensitivityPayload extends RecordQuestionPayload {}

@InputType()
export class LinkControlToStatedControlInput extends MutationInput implements ControlOfStatement {
  @Field(() => ID)
  statedControlId!: string;

  @Field(() => ID)
  controlId!: string;
}

@ObjectType({ simpleResolvers: true })
export class LinkControlToStatedControlPayload {
  @Field(() => StatedControl)
  statedControl!: StatedControl;

  @Field(() => Control)
  control!: Control;
}

@InputType()
export class UnlinkControlFromStatedControlInput extends LinkControlToStatedControlInput {}

@ObjectType({ simpleResolvers: true })
export class UnlinkControlFromStatedControlPayload extends LinkControlToStatedControlPayload {}
