import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { AnsweredBy, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { Action } from '../action';
import { Board, boardById } from '../municipality';
import { AuditAnswer } from './audit-answer.type';
import {
  actionsByResponse,
  answersByResponse,
  auditRecommendationById,
  auditResponseById,
  evidenceByResponse,
  retestsByResponse,
} from './audit-recommendation.loader';
import { AuditRecommendation } from './audit-recommendation.type';
import { AuditResponseEntity } from './audit-response.entity';
import {
  completeAuditResponse,
  findAuditResponse,
  isResponseOverdue,
  isResponseUnanswered,
  linkActionToAuditResponse,
  possibleResponseMovesOf,
  recordAuditRetest,
  reopenAuditResponse,
  standingAnswerOf,
  unlinkActionFromAuditResponse,
  updateAuditResponse,
} from './audit-response.service';
import {
  AuditEvidence,
  AuditResponse,
  AuditResponseMove,
  AuditRetest,
  CompleteAuditResponseInput,
  CompleteAuditResponsePayload,
  LinkActionToAuditResponseInput,
  LinkActionToAuditResponsePayload,
  RecordAuditRetestInput,
  RecordAuditRetestPayload,
  ReopenAuditResponseInput,
  ReopenAuditResponsePayload,
  UnlinkActionFromAuditResponseInput,
  UnlinkActionFromAuditResponsePayload,
  UpdateAuditResponseInput,
  UpdateAuditResponsePayload,
} from './audit-response.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => AuditResponse)
export class AuditResponseResolver {
  @AnsweredBy(byId(AuditResponseEntity))
  @Query(() => AuditResponse, {
    nullable: true,
    description: 'What a body does about a recommendation; null when there is no such response.',
  })
  auditResponse(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<AuditResponse | null> {
    return findAuditResponse(request, id);
  }

  @Mutation(() => UpdateAuditResponsePayload, {
    description:
      'Says who is to see a response through, and links to what shows it. Needs ' +
      '`audit-recommendation:answer` for the body.',
  })
  async updateAuditResponse(
    @Ctx() request: RequestContext,
    @Arg('input', () => UpdateAuditResponseInput) input: UpdateAuditResponseInput,
  ): Promise<UpdateAuditResponsePayload> {
    return { auditResponse: await updateAuditResponse(request, input) };
  }

  @Mutation(() => CompleteAuditResponsePayload, {
    description:
      'Notes that the body has done what it answered. Needs `audit-recommendation:answer` for it.',
  })
  async completeAuditResponse(
    @Ctx() request: RequestContext,
    @Arg('input', () => CompleteAuditResponseInput) input: CompleteAuditResponseInput,
  ): Promise<CompleteAuditResponsePayload> {
    return { auditResponse: await completeAuditResponse(request, input) };
  }

  @Mutation(() => ReopenAuditResponsePayload, {
    description:
      'Takes up again what was done, such as when the auditors found that it did not help. Needs ' +
      '`audit-recommendation:answer` for the body.',
  })
  async reopenAuditResponse(
    @Ctx() request: RequestContext,
    @Arg('input', () => ReopenAuditResponseInput) input: ReopenAuditResponseInput,
  ): Promise<ReopenAuditResponsePayload> {
    return { auditResponse: await reopenAuditResponse(request, input) };
  }

  @Mutation(() => RecordAuditRetestPayload, {
    description:
      'Records what the auditors found when they came back; nothing that the body said is changed. ' +
      'Needs `audit-recommendation:retest`, which only auditors have.',
  })
  async recordAuditRetest(
    @Ctx() request: RequestContext,
    @Arg('input', () => RecordAuditRetestInput) input: RecordAuditRetestInput,
  ): Promise<RecordAuditRetestPayload> {
    return { auditResponse: await recordAuditRetest(request, input) };
  }

  @Mutation(() => LinkActionToAuditResponsePayload, {
    description:
      'Says that an action follows from a response; saying it twice is once. Needs ' +
      '`audit-recommendation:answer` for the body.',
  })
  linkActionToAuditResponse(
    @Ctx() request: RequestContext,
    @Arg('input', () => LinkActionToAuditResponseInput) input: LinkActionToAuditResponseInput,
  ): Promise<LinkActionToAuditResponsePayload> {
    return linkActionToAuditResponse(request, input);
  }

  @Mutation(() => UnlinkActionFromAuditResponsePayload, {
    description:
      'Takes back that an action follows from a response. Needs `audit-recommendation:answer` for the body.',
  })
  unlinkActionFromAuditResponse(
    @Ctx() request: RequestContext,
    @Arg('input', () => UnlinkActionFromAuditResponseInput)
    input: UnlinkActionFromAuditResponseInput,
  ): Promise<UnlinkActionFromAuditResponsePayload> {
    return unlinkActionFromAuditResponse(request, input);
  }

  @Linked<AuditResponse>(() => AuditRecommendation, auditRecommendationById, 'recommendationId', {
    description: 'What it responds to.',
  })
  recommendation!: AuditRecommendation | null;

  @Linked<AuditResponse>(() => Board, boardById, 'boardId', {
    description: 'The body that responds.',
  })
  board!: Board | null;

  @Linked<AuditResponse>(() => AuditResponse, auditResponseById, 'receivedFromId', {
    nullable: true,
    description:
      'The response of the body that sent the recommendation on to this one, or whose successor this one ' +
      'is; null when the auditors sent it here.',
  })
  receivedFrom!: AuditResponse | null;

  @FieldResolver(() => AuditAnswer, {
    description:
      'The answer that counts: the last one that was decided, or else the one that is being prepared.',
  })
  async answer(
    @Ctx() request: RequestContext,
    @Root() response: AuditResponse,
  ): Promise<AuditAnswer> {
    return standingAnswerOf(await request.loaders.loadList(answersByResponse, response.id));
  }

  @ListSize(2)
  @Linked<AuditResponse>(() => [AuditAnswer], answersByResponse, 'id', {
    description: 'All its answers, by revision.',
  })
  answers!: AuditAnswer[];

  @FieldResolver(() => Boolean, {
    description:
      'True until the body has decided on an answer, and when it decided without answering; never when ' +
      'another body took it over.',
  })
  async isUnanswered(
    @Ctx() request: RequestContext,
    @Root() response: AuditResponse,
  ): Promise<boolean> {
    const answers = await request.loaders.loadList(answersByResponse, response.id);
    return isResponseUnanswered(response, answers);
  }

  @FieldResolver(() => Boolean, {
    description:
      'True when the body has something left to do, and its day has passed in Sweden. A due text is ' +
      'never overdue.',
  })
  async isOverdue(
    @Ctx() request: RequestContext,
    @Root() response: AuditResponse,
  ): Promise<boolean> {
    const answers = await request.loaders.loadList(answersByResponse, response.id);
    return isResponseOverdue(request, response, answers);
  }

  @FieldResolver(() => [AuditResponseMove], {
    description: 'What the state allows now, to whoever has the right.',
  })
  possibleMoves(@Root() response: AuditResponse): AuditResponseMove[] {
    return possibleResponseMovesOf(response);
  }

  @ListSize(2)
  @Linked<AuditResponse>(() => [Action], actionsByResponse, 'id', {
    description: 'What follows from it, as it was raised.',
  })
  actions!: Action[];

  @ListSize(2)
  @Linked<AuditResponse>(() => [AuditEvidence], evidenceByResponse, 'id', {
    description: 'What shows it, in order.',
  })
  evidence!: AuditEvidence[];

  @ListSize(1)
  @Linked<AuditResponse>(() => [AuditRetest], retestsByResponse, 'id', {
    description: 'What the auditors found when they came back, the first time first.',
  })
  retests!: AuditRetest[];
}
