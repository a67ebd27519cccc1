import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumeration } from '../../kernel/enumeration';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import { GuardedBy, GuardedRecord, SecretText } from '../../kernel/graphql/secret-texts';
import { Direction } from '../../kernel/list';
import { type Secrecy, Sensitivity, secrecyOfCopy } from '../../kernel/sensitivity';
import { Action } from '../action';
import { Risk } from '../risk';
import { secrecyOfControl } from './control.secrecy';
import type {
  ActionOfControl,
  CreateControl,
  EndControl,
  RiskOfControl,
  UpdateControl,
} from './control.service';
import { ControlFrequency, ControlMethod } from './domain/control';

registerEnumType(ControlMethod, {
  name: 'ControlMethod',
  description: 'How a control is performed; what was planned and what was done may differ.',
  valuesConfig: {
    SAMPLE: { description: 'Stickprov.' },
    SURVEY: { description: 'Enkät.' },
    DOCUMENT_REVIEW: { description: 'Dokumentgranskning.' },
    ANALYSIS: { description: 'Analys.' },
    INTERVIEW: { description: 'Intervju.' },
    FOLLOW_UP_OF_ACTIONS: { description: 'Uppföljning av åtgärder.' },
  },
});
registerEnumType(ControlFrequency, {
  name: 'ControlFrequency',
  description: 'How often a control is performed.',
});

@ObjectType({
  description:
    'Something that is examined year after year (kontrollmoment). It is about any number of risks, ' +
    'or none, and belongs to a board or is shared by the whole municipality.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfControl)
export class Control extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @SecretText('A code of the municipality’s own; null when it has none.')
  code!: string | null;

  @SecretText('What is examined. Null only when it is masked.')
  title!: string;

  @SecretText('Why it is examined.')
  purpose!: string | null;

  @SecretText('How much of it, where and for which time.')
  scope!: string | null;

  @Field(() => [ControlMethod], { description: 'The main one first; empty when none is chosen.' })
  methods!: ControlMethod[];

  @Field(() => ControlFrequency, { nullable: true, description: 'Null when not said.' })
  frequency!: ControlFrequency | null;

  @SecretText('The role that answers for it, never a person; null when not known.')
  ownerRole!: string | null;

  @SecretText('The role that performs it, never a person; null when not known.')
  performerRole!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many cases there are to choose from; null when not known.',
  })
  plannedPopulation!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many of them are to be looked at; null when not known.',
  })
  plannedSample!: number | null;

  @Field(() => Boolean, {
    description:
      'True when it is built into the daily work (inbyggd kontroll): it needs no risk and no yearly ' +
      'test, and plans cite it.',
  })
  isStanding!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'The year since which a standing control is in place; null when not known.',
  })
  inPlaceSince!: number | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'The last day it was in use; null while it is.',
  })
  endedOn!: string | null;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;

  @RecordPermissions<Control>({
    permissions: ['register:maintain'],
    boardIdOf: ({ boardId }) => boardId,
  })
  permissions?: string[];

  /** Not in the API: field resolvers follow it. */
  boardId!: string | null;

  /** Not in the API: field resolvers follow it. */
  processId!: string | null;
}

@ObjectType({
  description:
    'The control as it stands while the plan is a draft, and as the board got it after that.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfCopy)
export class ControlDefinition extends GuardedRecord {
  @SecretText()
  code!: string | null;

  @SecretText('Null only when it is masked.')
  title!: string;

  @SecretText()
  purpose!: string | null;

  @SecretText()
  scope!: string | null;

  @Field(() => ControlFrequency, { nullable: true })
  frequency!: ControlFrequency | null;

  @SecretText()
  ownerRole!: string | null;

  @SecretText()
  performerRole!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True when it was built into the daily work; null in a plan from before anybody could say.',
  })
  isStanding!: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The year since which it was in place; null when not known.',
  })
  inPlaceSince!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The name that the process or system had; null when it was about none.',
  })
  process!: string | null;

  /** Not in the API: who may read it. */
  secrecy!: Secrecy;
}

@ObjectType({ simpleResolvers: true })
export class ControlConnection extends connectionOf(Control) {}

@InputType({ description: 'Which controls to list. Conditions add up.' })
export class ControlFilterInput {
  @Field(() => String, { nullable: true, description: 'A board by its code or id.' })
  board?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: shared by the whole municipality. False: of a board.',
  })
  isShared?: boolean | null;

  @Field(() => ControlMethod, { nullable: true, description: 'Has this method among others.' })
  method?: ControlMethod | null;

  @Field(() => ID, { nullable: true })
  processId?: string | null;

  @Field(() => ID, { nullable: true })
  riskId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True: no longer in use.' })
  isEnded?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'True: built into the daily work.' })
  isStanding?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Swedish words in title, purpose and scope, in any form, at most 200 characters; `"a phrase"`, ' +
      '`or` and `-without` work. Blank is no condition.',
  })
  search?: string | null;
}

const ControlOrderField = enumeration('CODE', 'TITLE');
registerEnumType(ControlOrderField, {
  name: 'ControlOrderField',
  description: 'What controls can be sorted by; titles the Swedish way, å ä ö last.',
});

@InputType()
export class ControlOrder {
  @Field(() => ControlOrderField)
  field!: keyof typeof ControlOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class ControlListArguments extends PageArguments {
  @Field(() => ControlFilterInput, { nullable: true })
  filter?: ControlFilterInput | null;

  @Field(() => [ControlOrder], { nullable: true, description: 'By title when left out.' })
  orderBy?: ControlOrder[] | null;
}

@InputType()
abstract class ControlValuesInput extends MutationInput {
  @Field(() => String, {
    nullable: true,
    description: 'The board by its code or id; null for the whole municipality.',
  })
  board?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 20 characters.' })
  code?: string | null;

  @Field(() => String, { nullable: true })
  purpose?: string | null;

  @Field(() => String, { nullable: true })
  scope?: string | null;

  @Field(() => [ControlMethod], { nullable: true, description: 'Each at most once.' })
  methods?: ControlMethod[] | null;

  @Field(() => ControlFrequency, { nullable: true })
  frequency?: ControlFrequency | null;

  @Field(() => String, { nullable: true, description: 'A role, never a person.' })
  ownerRole?: string | null;

  @Field(() => String, { nullable: true, description: 'A role, never a person.' })
  performerRole?: string | null;

  @Field(() => Int, { nullable: true })
  plannedPopulation?: number | null;

  @Field(() => Int, { nullable: true, description: 'At most `plannedPopulation`.' })
  plannedSample?: number | null;

  @Field(() => Sensitivity, {
    nullable: true,
    description: 'INTERNAL when it is never said; cannot be cleared.',
  })
  sensitivity?: Sensitivity;

  @Field(() => ID, { nullable: true, description: 'The process or system it is about.' })
  processId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Built into the daily work; false when it is never said; cannot be cleared.',
  })
  isStanding?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Only for a standing control: a year from 1900 to this year.',
  })
  inPlaceSince?: number | null;
}

@InputType()
export class CreateControlInput extends ControlValuesInput implements CreateControl {
  @Field(() => String, { description: 'What is examined; at most 200 characters.' })
  title!: string;
}

@ObjectType({ simpleResolvers: true })
export class CreateControlPayload {
  @Field(() => Control)
  control!: Control;
}

@InputType()
export class UpdateControlInput extends ControlValuesInput implements UpdateControl {
  @Field(() => ID)
  controlId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: 'Cannot be cleared.' })
  title?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class UpdateControlPayload {
  @Field(() => Control)
  control!: Control;
}

@InputType()
export class EndControlInput extends MutationInput implements EndControl {
  @Field(() => ID)
  controlId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'The last day it was in use: today when left out; null when it is used again.',
  })
  endedOn?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class EndControlPayload {
  @Field(() => Control)
  control!: Control;
}

@InputType()
export class LinkControlToRiskInput extends MutationInput implements RiskOfControl {
  @Field(() => ID)
  controlId!: string;

  @Field(() => ID)
  riskId!: string;
}

@ObjectType({ simpleResolvers: true })
export class LinkControlToRiskPayload {
  @Field(() => Control)
  control!: Control;

  @Field(() => Risk)
  risk!: Risk;
}

@InputType()
export class UnlinkControlFromRiskInput extends LinkControlToRiskInput {}

@ObjectType({ simpleResolvers: true })
export class UnlinkControlFromRiskPayload extends LinkControlToRiskPayload {}

@InputType()
export class LinkActionToControlInput extends MutationInput implements ActionOfControl {
  @Field(() => ID)
  actionId!: string;

  @Field(() => ID)
  controlId!: string;
}

@ObjectType({ simpleResolvers: true })
export class LinkActionToControlPayload {
  @Field(() => Action)
  action!: Action;

  @Field(() => Control)
  control!: Control;
}

@InputType()
export class UnlinkActionFromControlInput extends LinkActionToControlInput {}

@ObjectType({ simpleResolvers: true })
export class UnlinkActionFromControlPayload extends LinkActionToControlPayload {}
