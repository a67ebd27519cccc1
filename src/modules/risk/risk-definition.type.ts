import { Field, Int, ObjectType } from 'type-graphql';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { Score } from '../scoring-scheme';
import { RiskSource, RiskTreatment, Sufficiency } from './domain/risk';

@ObjectType({ description: 'An assessment as it stood.', simpleResolvers: true })
export class StatedRiskAssessment extends Score {
  @Field(() => Int, { description: 'The plan year that the assessment was made for.' })
  year!: number;

  @Field(() => String, { nullable: true })
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
export class RiskDefinition {
  @Field(() => Int)
  number!: number;

  @Field(() => String)
  title!: string;

  @Field(() => String, { nullable: true })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of its category.' })
  category!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of its process or system.' })
  process!: string | null;

  @Field(() => String, { nullable: true })
  ownerRole!: string | null;

  @Field(() => RiskSource, { nullable: true })
  source!: RiskSource | null;

  @Field(() => String, { nullable: true })
  sourceNote!: string | null;

  @Field(() => StatedCouncilGoal, { nullable: true })
  councilGoal!: StatedCouncilGoal | null;

  @Field(() => RiskTreatment, { nullable: true })
  treatment!: RiskTreatment | null;

  @Field(() => String, { nullable: true })
  treatmentReason!: string | null;

  @Field(() => String, { nullable: true })
  existingMeasures!: string | null;

  @Field(() => Sufficiency)
  measuresSufficient!: Sufficiency;

  @Field(() => StatedRiskAssessment, { nullable: true, description: 'As if nothing were done.' })
  inherent!: StatedRiskAssessment | null;

  @Field(() => StatedRiskAssessment, { nullable: true, description: 'With the measures of today.' })
  current!: StatedRiskAssessment | null;

  @Field(() => StatedRiskAssessment, { nullable: true, description: 'With planned measures done.' })
  residual!: StatedRiskAssessment | null;
}
