import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { AnsweredBy, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { auditReportById, responsesByRecommendation } from './audit-recommendation.loader';
import {
  findAuditRecommendation,
  listAuditRecommendations,
  updateAuditRecommendation,
} from './audit-recommendation.service';
import {
  AuditRecommendation,
  AuditRecommendationConnection,
  AuditRecommendationListArguments,
  UpdateAuditRecommendationInput,
  UpdateAuditRecommendationPayload,
} from './audit-recommendation.type';
import { AuditRecommendationEntity } from './audit-report.entity';
import { AuditReport } from './audit-report.type';
import { AuditResponse } from './audit-response.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => AuditRecommendation)
export class AuditRecommendationResolver {
  @AnsweredBy(byId(AuditRecommendationEntity))
  @Query(() => AuditRecommendation, {
    nullable: true,
    description: 'A recommendation of the auditors; null when there is none.',
  })
  auditRecommendation(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<AuditRecommendation | null> {
    return findAuditRecommendation(request, id);
  }

  @Query(() => AuditRecommendationConnection, {
    description: 'Recommendations of the auditors, such as those that a body has not answered.',
  })
  auditRecommendations(
    @Ctx() request: RequestContext,
    @Args(() => AuditRecommendationListArguments) list: AuditRecommendationListArguments,
  ): Promise<AuditRecommendationConnection> {
    return listAuditRecommendations(request, list);
  }

  @Mutation(() => UpdateAuditRecommendationPayload, {
    description:
      'Corrects the words of a recommendation, until a body has decided on its answer to the report. ' +
      'Needs `audit-recommendation:maintain` for the audited body.',
  })
  async updateAuditRecommendation(
    @Ctx() request: RequestContext,
    @Arg('input', () => UpdateAuditRecommendationInput) input: UpdateAuditRecommendationInput,
  ): Promise<UpdateAuditRecommendationPayload> {
    return { auditRecommendation: await updateAuditRecommendation(request, input) };
  }

  @Linked<AuditRecommendation>(() => AuditReport, auditReportById, 'reportId', {
    description: 'The report that it stands in.',
  })
  report!: AuditReport | null;

  @ListSize(2)
  @Linked<AuditRecommendation>(() => [AuditResponse], responsesByRecommendation, 'id', {
    description: 'What each body does about it: first whoever the auditors asked, then others.',
  })
  responses!: AuditResponse[];
}
