import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { RiskAssessmentKind } from './domain/risk';
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
export class RiskAssessment {
  @Field(() => ID)
  id!: string;

  @Field(() => RiskAssessmentKind)
  kind!: RiskAssessmentKind;

  @Field(() => Int, { description: 'The plan year that it was made for.' })
  year!: number;

  @Field(() => String, { nullable: true })
  motive!: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Null when the day is not known.' })
  assessedOn!: string | null;
}

@InputType()
export class AssessRiskInput implements AssessRisk {
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
