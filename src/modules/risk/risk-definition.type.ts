import { Field, Int, ObjectType } from 'type-graphql';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import {
  GuardedBy,
  GuardedRecord,
  PartOfGuarded,
  SecretText,
} from '../../kernel/graphql/secret-texts';
import { type Secrecy, secrecyOfCopy } from '../../kernel/sensitivity';
import { Score } from '../scoring-scheme';
import { RiskSource, RiskTreatment, Sufficiency } from './domain/risk';

@ObjectType({ description: 'An assessment as it stood.', simpleResolvers: true })
@PartOfGuarded()
export class StatedRiskAssessment extends Score {
  @Field(() => Int, { description: 'The plan year that the assessment was made for.' })
  year!: number;

  @SecretText()
  motive!: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Null when the day is not known.' })
  assessedOn!: string | null;
}

@ObjectType({ description: 'A goal of the council as it stood.', simpleResolvers: true })
export class StatedCouncilGoal {
  @Field(() => String)
  number!: string;

  @Field(() => String)
  text!: string;
}

@ObjectType({
  description:
    'The risk as it stands while the plan is a draft, and as the board got it after that. It does not change when the register does.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfCopy)
export class RiskDefinition extends GuardedRecord {
  @Field(() => Int)
  number!: number;

  @SecretText('Null only when it is masked.')
  title!: string;

  @SecretText()
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of its category.' })
  category!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of its process or system.' })
  process!: string | null;

  @SecretText()
  ownerRole!: string | null;

  @Field(() => RiskSource, { nullable: true })
  source!: RiskSource | null;

  @SecretText()
  sourceNote!: string | null;

  @Field(() => StatedCouncilGoal, { nullable: true })
  councilGoal!: StatedCouncilGoal | null;

  @Field(() => RiskTreatment, { nullable: true })
  treatment!: RiskTreatment | null;

  @SecretText()
  treatmentReason!: string | null;

  @SecretText()
  existingMeasures!: string | null;

  @Field(() => Sufficiency)
  measuresSufficient!: Sufficiency;

  @Field(() => StatedRiskAssessment, { nullable: true, description: 'As if nothing were done.' })
  inherent!: StatedRiskAssessment | null;

  @Field(() => StatedRiskAssessment, { nullable: true, description: 'With the measures of today.' })
  current!: StatedRiskAssessment | null;

  @Field(() => StatedRiskAssessment, { nullable: true, description: 'With planned measures done.' })
  residual!: StatedRiskAssessment | null;

  /** Not in the API: who may read it. */
  secrecy!: Secrecy;
}
