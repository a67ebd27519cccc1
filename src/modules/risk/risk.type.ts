import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumeration } from '../../kernel/enumeration';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import { GuardedBy, GuardedRecord, SecretText } from '../../kernel/graphql/secret-texts';
import { Direction } from '../../kernel/list';
import { Sensitivity } from '../../kernel/sensitivity';
import { Action } from '../action';
import { RiskSource, RiskTreatment, Sufficiency } from './domain/risk';
import { secrecyOfRisk } from './risk.secrecy';
import type { CreateRisk, EndRisk, LinkActionToRisk, RiskValues, UpdateRisk } from './risk.service';

registerEnumType(RiskSource, {
  name: 'RiskSource',
  description: 'Where a risk was found.',
  valuesConfig: {
    ADMINISTRATION: { description: 'By the administration itself.' },
    DEVIATION: { description: 'In a deviation of an earlier control.' },
    AUDIT: { description: 'By the auditors (revisorerna).' },
    EVALUATION: { description: 'In an evaluation.' },
    QUESTION: { description: 'In a question or interpellation.' },
    EVENT: { description: 'In something that happened.' },
  },
});
registerEnumType(RiskTreatment, {
  name: 'RiskTreatment',
  description: 'What is done about a risk.',
  valuesConfig: {
    CONTROL: { description: 'Kontrollera.' },
    ACT: { description: 'Åtgärda direkt.' },
    ACCEPT: { description: 'Acceptera, always with a reason.' },
    MONITOR: { description: 'Bevaka.' },
  },
});
registerEnumType(Sufficiency, {
  name: 'Sufficiency',
  description: 'Whether the measures that exist suffice. Unknown is an answer of its own.',
});

@ObjectType({
  description:
    'Something that may go wrong. The same risk lives on over the years; controls and actions are ' +
    'linked to it, any number of each or none.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfRisk)
export class Risk extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: '1, 2, ... within the municipality; never used again.' })
  number!: number;

  @SecretText('Identifierad risk. Null only when it is masked.')
  title!: string;

  @SecretText('Riskbeskrivning.')
  description!: string | null;

  @SecretText('The role that owns the risk, never a person; null when not known.')
  ownerRole!: string | null;

  @Field(() => RiskSource, { nullable: true, description: 'Null when not known.' })
  source!: RiskSource | null;

  @SecretText('Which report, deviation or event.')
  sourceNote!: string | null;

  @Field(() => RiskTreatment, { nullable: true, description: 'Null until it is chosen.' })
  treatment!: RiskTreatment | null;

  @SecretText('Always there when it is accepted.')
  treatmentReason!: string | null;

  @SecretText('What is done about it already.')
  existingMeasures!: string | null;

  @Field(() => Sufficiency)
  measuresSufficient!: Sufficiency;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'The last day it was a risk; null while it is one.',
  })
  endedOn!: string | null;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;

  @RecordPermissions<Risk>({
    permissions: ['register:maintain', 'risk:assess'],
    boardIdOf: ({ boardId }) => boardId,
  })
  permissions?: string[];

  /** Not in the API: field resolvers follow it. */
  boardId!: string;

  /** Not in the API: field resolvers follow it. */
  categoryId!: string | null;

  /** Not in the API: field resolvers follow it. */
  processId!: string | null;

  /** Not in the API: field resolvers follow it. */
  councilGoalId!: string | null;
}

@ObjectType({ simpleResolvers: true })
export class RiskConnection extends connectionOf(Risk) {}

@InputType({ description: 'Which risks to list. Conditions add up.' })
export class RiskFilterInput {
  @Field(() => String, { nullable: true, description: 'A board by its code or id.' })
  board?: string | null;

  @Field(() => ID, { nullable: true })
  categoryId?: string | null;

  @Field(() => ID, { nullable: true })
  processId?: string | null;

  @Field(() => RiskTreatment, { nullable: true })
  treatment?: RiskTreatment | null;

  @Field(() => Sufficiency, { nullable: true })
  measuresSufficient?: Sufficiency | null;

  @Field(() => Boolean, { nullable: true, description: 'True: has ended. False: all others.' })
  isEnded?: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Codes of bands: the latest CURRENT assessment is in one of them.',
  })
  bandCodes?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Swedish words in title or description, in any form: `upphandling` finds `upphandlingar`. ' +
      '`"in quotes"` keeps words together, `or` and `-` mean or and not. Blank: no condition.',
  })
  search?: string | null;
}

const RiskOrderField = enumeration('NUMBER', 'TITLE', 'VALUE');
registerEnumType(RiskOrderField, {
  name: 'RiskOrderField',
  description: 'What risks can be sorted by; titles the Swedish way, å ä ö last.',
  valuesConfig: {
    VALUE: { description: 'The value of the latest CURRENT assessment; unknown comes last.' },
  },
});

@InputType()
export class RiskOrder {
  @Field(() => RiskOrderField)
  field!: keyof typeof RiskOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class RiskListArguments extends PageArguments {
  @Field(() => RiskFilterInput, { nullable: true })
  filter?: RiskFilterInput | null;

  @Field(() => [RiskOrder], { nullable: true, description: 'By number when left out.' })
  orderBy?: RiskOrder[] | null;
}

@InputType()
abstract class RiskValuesInput extends MutationInput implements RiskValues {
  @Field(() => String, { nullable: true, description: 'At most 20 000 characters.' })
  description?: string | null;

  @Field(() => ID, { nullable: true })
  categoryId?: string | null;

  @Field(() => ID, { nullable: true })
  processId?: string | null;

  @Field(() => String, { nullable: true, description: 'A role, never a person.' })
  ownerRole?: string | null;

  @Field(() => RiskSource, { nullable: true })
  source?: RiskSource | null;

  @Field(() => String, { nullable: true, description: 'At most 20 000 characters.' })
  sourceNote?: string | null;

  @Field(() => ID, { nullable: true })
  councilGoalId?: string | null;

  @Field(() => RiskTreatment, { nullable: true, description: '`ACCEPT` needs a reason.' })
  treatment?: RiskTreatment | null;

  @Field(() => String, { nullable: true, description: 'At most 20 000 characters.' })
  treatmentReason?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 20 000 characters.' })
  existingMeasures?: string | null;

  @Field(() => Sensitivity, {
    nullable: true,
    description: 'INTERNAL when it is never said; cannot be cleared.',
  })
  sensitivity?: Sensitivity;

  @Field(() => Sufficiency, { nullable: true, description: 'Null means `UNKNOWN`.' })
  measuresSufficient?: Sufficiency | null;
}

@InputType()
export class CreateRiskInput extends RiskValuesInput implements CreateRisk {
  @Field(() => String, { description: 'The board whose risk it is, by code or id.' })
  board!: string;

  @Field(() => String, { description: 'At most 200 characters.' })
  title!: string;
}

@ObjectType({ simpleResolvers: true })
export class CreateRiskPayload {
  @Field(() => Risk)
  risk!: Risk;
}

@InputType()
export class UpdateRiskInput extends RiskValuesInput implements UpdateRisk {
  @Field(() => ID)
  riskId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: 'At most 200 characters; cannot be cleared.',
  })
  title?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class UpdateRiskPayload extends CreateRiskPayload {}

@InputType()
export class EndRiskInput extends MutationInput implements EndRisk {
  @Field(() => ID)
  riskId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'Today when left out, never later; null when it is a risk again.',
  })
  endedOn?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class EndRiskPayload extends CreateRiskPayload {}

@InputType()
export class LinkActionToRiskInput extends MutationInput implements LinkActionToRisk {
  @Field(() => ID)
  riskId!: string;

  @Field(() => ID)
  actionId!: string;
}

@ObjectType({ simpleResolvers: true })
export class LinkActionToRiskPayload extends CreateRiskPayload {
  @Field(() => Action)
  action!: Action;
}

@InputType()
export class UnlinkActionFromRiskInput extends LinkActionToRiskInput {}

@ObjectType({ simpleResolvers: true })
export class UnlinkActionFromRiskPayload extends LinkActionToRiskPayload {}
