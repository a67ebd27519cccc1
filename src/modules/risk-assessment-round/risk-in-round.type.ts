import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import {
  GuardedBy,
  GuardedRecord,
  PartOfGuarded,
  SecretText,
} from '../../kernel/graphql/secret-texts';
import { type Secrecy, secrecyOfCopy } from '../../kernel/sensitivity';
import { Proposal, Score } from '../scoring-scheme';
import { RoundVerdict } from './domain/round';
import { RiskAssessmentRound } from './risk-assessment-round.type';
import type { ChangeRiskInRound, ConfirmRisk, OverrideInclusion } from './risk-in-round.service';

registerEnumType(RoundVerdict, {
  name: 'RoundVerdict',
  description: 'What a round has said of what a risk is worth.',
  valuesConfig: {
    NOT_YET: { description: 'Nothing: it is neither assessed for the year nor confirmed.' },
    REASSESSED: { description: 'It is assessed for the plan year, before the round or in it.' },
    CONFIRMED: { description: 'Somebody says that an older assessment still holds.' },
  },
});

@ObjectType({
  description: 'A person’s decision on a risk instead of the rule’s.',
  simpleResolvers: true,
})
@PartOfGuarded()
export class InclusionOverride {
  @Field(() => Boolean, { description: 'True when the risk goes into the plan.' })
  isIncluded!: boolean;

  @SecretText('Null only when it is masked.')
  reason!: string;
}

@ObjectType({
  description:
    'A risk as it stands in a round: in an open one every risk that has not ended, as it is now; in a ' +
    'closed one what it came to.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfCopy)
export class RiskInRound extends GuardedRecord {
  @Field(() => Score, {
    nullable: true,
    description:
      'Of the latest CURRENT assessment for no later year than the round’s; null when there is none.',
  })
  score!: Score | null;

  @Field(() => RoundVerdict)
  verdict!: RoundVerdict;

  @SecretText('Why the older assessment still holds; null unless it was confirmed.')
  motive!: string | null;

  @Field(() => Proposal, { description: 'What the rule says.' })
  proposal!: Proposal;

  @Field(() => InclusionOverride, {
    nullable: true,
    description: 'Null while nobody departs from the rule.',
  })
  override!: InclusionOverride | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'By the override, else by the rule; null while nobody has decided what the rule cannot say.',
  })
  goesIntoPlan!: boolean | null;

  @Field(() => Int, {
    description: 'Send it back as `expectedVersion`; 0 while nobody has said anything.',
  })
  version!: number;

  /** Not in the API: field resolvers follow it. */
  riskId!: string;

  /** Not in the API: field resolvers follow it. */
  assessmentId!: string | null;

  /** Not in the API: field resolvers follow it. */
  schemeId!: string | null;

  /** Not in the API: who may read the texts. */
  secrecy!: Secrecy;
}

@InputType()
abstract class ChangeRiskInRoundInput extends MutationInput implements ChangeRiskInRound {
  @Field(() => ID)
  roundId!: string;

  @Field(() => ID)
  riskId!: string;

  @Field(() => Int, { description: 'The `version` of the risk in the round; 0 at first.' })
  expectedVersion!: number;
}

@InputType()
export class ConfirmRiskInput extends ChangeRiskInRoundInput implements ConfirmRisk {
  @Field(() => String, { description: 'Why it still holds; at most 20 000 characters.' })
  motive!: string;
}

@ObjectType({ simpleResolvers: true })
export class ConfirmRiskPayload {
  @Field(() => RiskInRound)
  riskInRound!: RiskInRound;

  @Field(() => RiskAssessmentRound)
  riskAssessmentRound!: RiskAssessmentRound;
}

@InputType()
export class OverrideInclusionInput extends ChangeRiskInRoundInput implements OverrideInclusion {
  @Field(() => Boolean, { description: 'True when the risk is to go into the plan.' })
  isIncluded!: boolean;

  @Field(() => String, {
    description: 'Required whatever the rule is, BY_HAND too; at most 20 000 characters.',
  })
  reason!: string;
}

@ObjectType({ simpleResolvers: true })
export class OverrideInclusionPayload extends ConfirmRiskPayload {}

@InputType()
export class WithdrawInclusionOverrideInput extends ChangeRiskInRoundInput {}

@ObjectType({ simpleResolvers: true })
export class WithdrawInclusionOverridePayload extends ConfirmRiskPayload {}
