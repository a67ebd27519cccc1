import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { AnsweredBy, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { Decision, DecisionPoint, decisionById } from '../decision';
import { Board, boardById } from '../municipality';
import {
  answerAuditRecommendation,
  findAuditAnswer,
  recordAuditDecision,
  reviseAuditAnswer,
} from './audit-answer.service';
import {
  AnswerAuditRecommendationInput,
  AnswerAuditRecommendationPayload,
  AuditAnswer,
  RecordAuditDecisionInput,
  RecordAuditDecisionPayload,
  ReviseAuditAnswerInput,
  ReviseAuditAnswerPayload,
} from './audit-answer.type';
import { auditResponseById, pointsByAnswer } from './audit-recommendation.loader';
import { AuditAnswerEntity } from './audit-response.entity';
import { AuditResponse } from './audit-response.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => AuditAnswer)
export class AuditAnswerResolver {
  @AnsweredBy(byId(AuditAnswerEntity))
  @Query(() => AuditAnswer, {
    nullable: true,
    description: 'An answer to a recommendation; null when there is none.',
  })
  auditAnswer(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<AuditAnswer | null> {
    return findAuditAnswer(request, id);
  }

  @Mutation(() => AnswerAuditRecommendationPayload, {
    description:
      'Writes what a body is going to answer, until its decision is recorded. Needs ' +
      '`audit-recommendation:answer` for the body.',
  })
  async answerAuditRecommendation(
    @Ctx() request: RequestContext,
    @Arg('input', () => AnswerAuditRecommendationInput) input: AnswerAuditRecommendationInput,
  ): Promise<AnswerAuditRecommendationPayload> {
    return { auditAnswer: await answerAuditRecommendation(request, input) };
  }

  @Mutation(() => RecordAuditDecisionPayload, {
    description:
      'Records a body’s decision on its answers to one report, which freezes them and what the auditors ' +
      'wrote. Whoever a recommendation is referred to gets it in its list. Needs ' +
      '`audit-recommendation:decide` for the body.',
  })
  async recordAuditDecision(
    @Ctx() request: RequestContext,
    @Arg('input', () => RecordAuditDecisionInput) input: RecordAuditDecisionInput,
  ): Promise<RecordAuditDecisionPayload> {
    const { decision, auditAnswers } = await recordAuditDecision(request, input);
    return { decision, auditAnswers: [...auditAnswers] };
  }

  @Mutation(() => ReviseAuditAnswerPayload, {
    description:
      'Begins a new answer where the body has decided on one before; that one counts until the new one ' +
      'is decided. Needs `audit-recommendation:answer` for the body.',
  })
  async reviseAuditAnswer(
    @Ctx() request: RequestContext,
    @Arg('input', () => ReviseAuditAnswerInput) input: ReviseAuditAnswerInput,
  ): Promise<ReviseAuditAnswerPayload> {
    return { auditAnswer: await reviseAuditAnswer(request, input) };
  }

  @Linked<AuditAnswer>(() => AuditResponse, auditResponseById, 'responseId', {
    description: 'The response that it is a part of.',
  })
  response!: AuditResponse | null;

  @Linked<AuditAnswer>(() => Board, boardById, 'referredToBoardId', {
    nullable: true,
    description: 'The body that the recommendation is referred to; null unless it is REFERRED.',
  })
  referredTo!: Board | null;

  @Linked<AuditAnswer>(() => Decision, decisionById, 'decisionId', {
    nullable: true,
    description: 'The body’s decision on it; null while it is being prepared.',
  })
  decision!: Decision | null;

  @ListSize(1)
  @Linked<AuditAnswer>(() => [DecisionPoint], pointsByAnswer, 'id', {
    description: 'The points of the decision that are about it, by number.',
  })
  points!: DecisionPoint[];
}
