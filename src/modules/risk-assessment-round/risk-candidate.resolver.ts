import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { AnsweredBy, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { Action, actionById } from '../action';
import { AuditResponse, auditResponseById } from '../audit-recommendation';
import { EvaluationPoint, evaluationPointById } from '../evaluation';
import { ControlResult, Deviation, deviationById, resultById } from '../follow-up';
import { Question, questionById } from '../question';
import { Risk, riskById } from '../risk';
import { RiskCandidateEntity } from './risk-assessment-round.entity';
import { originByCandidate, roundById } from './risk-assessment-round.loader';
import { RiskAssessmentRound } from './risk-assessment-round.type';
import {
  createRiskFromCandidate,
  findRiskCandidate,
  settleCandidate,
} from './risk-candidate.service';
import {
  CreateRiskFromCandidateInput,
  CreateRiskFromCandidatePayload,
  RiskCandidate,
  SettleCandidateInput,
  SettleCandidatePayload,
} from './risk-candidate.type';

/** Where a candidate comes from, and what became of it. */
@Resolver(() => RiskCandidate)
export class RiskCandidateResolver {
  @AnsweredBy(byId(RiskCandidateEntity))
  @Query(() => RiskCandidate, {
    nullable: true,
    description: 'A candidate of a round; null when there is none.',
  })
  riskCandidate(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<RiskCandidate | null> {
    return findRiskCandidate(request, id);
  }

  @Mutation(() => CreateRiskFromCandidatePayload, {
    description:
      'Makes a candidate a risk of a board. Unless it is said, its source follows from the candidate, ' +
      'and it is as secret as that. Needs `risk-assessment-round:maintain` for the board of the ' +
      'candidate, and `register:maintain` for that of the risk.',
  })
  createRiskFromCandidate(
    @Ctx() request: RequestContext,
    @Arg('input', () => CreateRiskFromCandidateInput) input: CreateRiskFromCandidateInput,
  ): Promise<CreateRiskFromCandidatePayload> {
    return createRiskFromCandidate(request, input);
  }

  @Mutation(() => SettleCandidatePayload, {
    description:
      'Says of a candidate that it is part of a risk, or sets it aside with a reason; again corrects ' +
      'that. Needs `risk-assessment-round:maintain` for the board of the candidate, and ' +
      '`register:maintain` for that of the risk.',
  })
  settleCandidate(
    @Ctx() request: RequestContext,
    @Arg('input', () => SettleCandidateInput) input: SettleCandidateInput,
  ): Promise<SettleCandidatePayload> {
    return settleCandidate(request, input);
  }

  @Linked<RiskCandidate>(() => RiskAssessmentRound, roundById, 'roundId')
  round!: RiskAssessmentRound | null;

  @Linked<RiskCandidate>(() => Risk, riskById, 'riskId', {
    nullable: true,
    description: 'The risk that it became or is part of; null when it is neither.',
  })
  risk!: Risk | null;

  @Linked<RiskCandidate>(() => Deviation, deviationById, 'deviationId', {
    nullable: true,
    description: 'Of kind DEVIATION alone.',
  })
  deviation!: Deviation | null;

  @FieldResolver(() => ControlResult, {
    nullable: true,
    description: 'The result that the deviation was found in, as it is now.',
  })
  async controlResult(
    @Ctx() request: RequestContext,
    @Root() { id }: RiskCandidate,
  ): Promise<ControlResult | null> {
    const origin = await request.loaders.load(originByCandidate, id);
    return request.loaders.load(resultById, origin?.resultId ?? null);
  }

  @Linked<RiskCandidate>(() => Action, actionById, 'actionId', {
    nullable: true,
    description: 'Of kind ACTION alone.',
  })
  action!: Action | null;

  @Linked<RiskCandidate>(() => AuditResponse, auditResponseById, 'auditResponseId', {
    nullable: true,
    description: 'Of kind AUDIT_RESPONSE alone.',
  })
  auditResponse!: AuditResponse | null;

  @Linked<RiskCandidate>(() => EvaluationPoint, evaluationPointById, 'evaluationPointId', {
    nullable: true,
    description: 'Of kind EVALUATION_POINT alone.',
  })
  evaluationPoint!: EvaluationPoint | null;

  @Linked<RiskCandidate>(() => Question, questionById, 'questionId', {
    nullable: true,
    description: 'Of kind QUESTION alone.',
  })
  question!: Question | null;
}
