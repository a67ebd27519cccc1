import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { GuardedBy, GuardedRecord, SecretText } from '../../kernel/graphql/secret-texts';
import { RiskAssessmentKind } from './domain/risk';
import { secrecyOfAssessment } from './risk.secrecy';
import { Risk } from './risk.type';
import type { AssessRisk } from './risk-assessment.service';

registerEnumType(RiskAssessmentKind, {
  name: 'RiskAssessmentKind',
  description: 'What an assessment assumes.',
  valuesConfig: {
    INHERENT: { description: 'That nothing is done.' },
    CURRENT: { description: 'The measures of today.' },
    RESIDUAL: { description: 'The planned measures in place.' },
  },
});

@ObjectType({
  description: 'What a risk was worth for a year. It never changes: a new one is made instead.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfAssessment)
export class RiskAssessment extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @Field(() => RiskAssessmentKind)
  kind!: RiskAssessmentKind;

  @Field(() => Int, { description: 'The plan year that it was made for.' })
  year!: number;

  @SecretText()
  motive!: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Null when the day is not known.' })
  assessedOn!: string | null;

  /** Not in the API: who may read it follows from its risk. */
  riskId!: string;
}

@InputType()
export class AssessRiskInput extends MutationInput implements AssessRisk {
  @Field(() => ID)
  riskId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => RiskAssessmentKind)
  kind!: RiskAssessmentKind;

  @Field(() => Int, { description: 'The plan year that it is made for.' })
  year!: number;

  @Field(() => Int, { nullable: true, description: 'Left out when unknown.' })
  likelihood?: number | null;

  @Field(() => Int, { nullable: true, description: 'Left out when unknown.' })
  consequence?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Stated only under a scheme with the method MANUAL; left out when unknown.',
  })
  value?: number | null;

  @Field(() => String, { nullable: true, description: 'At most 20 000 characters.' })
  motive?: string | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'Left out when unknown; never later than today.',
  })
  assessedOn?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class AssessRiskPayload {
  @Field(() => Risk)
  risk!: Risk;

  @Field(() => RiskAssessment)
  assessment!: RiskAssessment;
}
