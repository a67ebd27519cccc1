import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { GuardedBy, GuardedRecord, SecretText } from '../../kernel/graphql/secret-texts';
import { CreateRiskInput, Risk } from '../risk';
import { CandidateKind, CandidateSettlement } from './domain/candidate';
import { secrecyOfCandidate } from './risk-candidate.secrecy';
import type { CreateRiskFromCandidate, SettleCandidate } from './risk-candidate.service';

export { CandidateKind } from './domain/candidate';

registerEnumType(CandidateKind, {
  name: 'CandidateKind',
  description: 'Where a candidate comes from.',
  valuesConfig: {
    DEVIATION: {
      description:
        'A deviation in a result on a plan of the year before, that no round has settled.',
    },
    ACTION: { description: 'An action that is not finished.' },
    AUDIT_RESPONSE: { description: 'What a body still owes the auditors on a recommendation.' },
    EVALUATION_POINT: {
      description:
        'An improvement point of an evaluation that led to nothing and that no round has settled.',
    },
    QUESTION: { description: 'A question to the body that no round has settled.' },
  },
});
registerEnumType(CandidateSettlement, {
  name: 'CandidateSettlement',
  description: 'What became of a candidate.',
  valuesConfig: {
    NEW_RISK: { description: 'It became a risk of the register.' },
    EXISTING_RISK: { description: 'It is part of a risk that was there.' },
    SET_ASIDE: { description: 'Nothing, for a reason.' },
  },
});

@ObjectType({
  description:
    'Something that may be a risk (uppslag), with a link to where it comes from: the field of its kind, ' +
    'and no other. Its texts are those of that record.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfCandidate)
export class RiskCandidate extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @Field(() => CandidateKind)
  kind!: CandidateKind;

  @Field(() => CandidateSettlement, { nullable: true, description: 'Null until it is settled.' })
  settlement!: CandidateSettlement | null;

  @SecretText('Why it was set aside; null unless it was.')
  reason!: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Null until it is settled.' })
  settledOn!: string | null;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you settle it.' })
  version!: number;

  /** Not in the API: field resolvers follow it. */
  roundId!: string;

  /** Not in the API: field resolvers follow it. */
  riskId!: string | null;

  /** Not in the API: field resolvers follow it. */
  deviationId!: string | null;

  /** Not in the API: field resolvers follow it. */
  actionId!: string | null;

  /** Not in the API: field resolvers follow it. */
  auditResponseId!: string | null;

  /** Not in the API: field resolvers follow it. */
  evaluationPointId!: string | null;

  /** Not in the API: field resolvers follow it. */
  questionId!: string | null;
}

@InputType()
export class CreateRiskFromCandidateInput
  extends CreateRiskInput
  implements CreateRiskFromCandidate
{
  @Field(() => ID)
  candidateId!: string;

  @Field(() => Int)
  expectedVersion!: number;
}

@ObjectType({ simpleResolvers: true })
export class CreateRiskFromCandidatePayload {
  @Field(() => RiskCandidate)
  riskCandidate!: RiskCandidate;

  @Field(() => Risk)
  risk!: Risk;
}

@InputType({ description: 'Either a risk or a reason.' })
export class SettleCandidateInput extends MutationInput implements SettleCandidate {
  @Field(() => ID)
  candidateId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => ID, { nullable: true, description: 'The risk that it is part of.' })
  riskId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is set aside; at most 20 000 characters.',
  })
  reason?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class SettleCandidatePayload {
  @Field(() => RiskCandidate)
  riskCandidate!: RiskCandidate;

  @Field(() => Risk, { nullable: true, description: 'Null when it was set aside.' })
  risk!: Risk | null;
}
