import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import type { RequestContext } from '../../kernel/request-context';
import { Risk, RiskAssessment, riskAssessmentById, riskById } from '../risk';
import { InclusionRule, inclusionRuleOf, schemeById } from '../scoring-scheme';
import { confirmRisk, overrideInclusion, withdrawInclusionOverride } from './risk-in-round.service';
import {
  ConfirmRiskInput,
  ConfirmRiskPayload,
  OverrideInclusionInput,
  OverrideInclusionPayload,
  RiskInRound,
  WithdrawInclusionOverrideInput,
  WithdrawInclusionOverridePayload,
} from './risk-in-round.type';

/** What is said of a risk in a round. */
@Resolver(() => RiskInRound)
export class RiskInRoundResolver {
  @Mutation(() => ConfirmRiskPayload, {
    description:
      'Confirms that the latest assessment of a risk, for an earlier year, still holds; no new one is ' +
      'made. Needs `risk-assessment-round:maintain` for the board of the risk.',
  })
  confirmRisk(
    @Ctx() request: RequestContext,
    @Arg('input', () => ConfirmRiskInput) input: ConfirmRiskInput,
  ): Promise<ConfirmRiskPayload> {
    return confirmRisk(request, input);
  }

  @Mutation(() => OverrideInclusionPayload, {
    description:
      'Decides whether a risk goes into the plan, whatever the rule says, or where it cannot say, as ' +
      'BY_HAND never can. Needs `risk-assessment-round:maintain` for the board of the risk.',
  })
  overrideInclusion(
    @Ctx() request: RequestContext,
    @Arg('input', () => OverrideInclusionInput) input: OverrideInclusionInput,
  ): Promise<OverrideInclusionPayload> {
    return overrideInclusion(request, input);
  }

  @Mutation(() => WithdrawInclusionOverridePayload, {
    description:
      'Takes an override back; the rule counts again. Needs `risk-assessment-round:maintain` for the ' +
      'board of the risk.',
  })
  withdrawInclusionOverride(
    @Ctx() request: RequestContext,
    @Arg('input', () => WithdrawInclusionOverrideInput) input: WithdrawInclusionOverrideInput,
  ): Promise<WithdrawInclusionOverridePayload> {
    return withdrawInclusionOverride(request, input);
  }

  @Linked<RiskInRound>(() => Risk, riskById, 'riskId')
  risk!: Risk | null;

  @Linked<RiskInRound>(() => RiskAssessment, riskAssessmentById, 'assessmentId', {
    nullable: true,
    description: 'The assessment that counts; null when there is none.',
  })
  assessment!: RiskAssessment | null;

  @FieldResolver(() => InclusionRule, {
    nullable: true,
    description:
      'The rule that proposes: that of the scheme of its assessment; null when it has none.',
  })
  async inclusionRule(
    @Ctx() request: RequestContext,
    @Root() { schemeId }: RiskInRound,
  ): Promise<InclusionRule | null> {
    const scheme = await request.loaders.load(schemeById, schemeId);
    return scheme && inclusionRuleOf(scheme);
  }
}
