import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { AnsweredBy, AnsweredByList, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { Board, boardById } from '../municipality';
import { recommendationsByReport } from './audit-recommendation.loader';
import { AuditRecommendation } from './audit-recommendation.type';
import { AuditReportEntity } from './audit-report.entity';
import { auditReportList } from './audit-report.repository';
import {
  addAuditRecommendation,
  findAuditReport,
  listAuditReports,
  raiseAuditReportSensitivity,
  recordAuditReport,
  updateAuditReport,
} from './audit-report.service';
import {
  AddAuditRecommendationInput,
  AddAuditRecommendationPayload,
  AuditReport,
  AuditReportConnection,
  AuditReportListArguments,
  RaiseAuditReportSensitivityInput,
  RaiseAuditReportSensitivityPayload,
  RecordAuditReportInput,
  RecordAuditReportPayload,
  UpdateAuditReportInput,
  UpdateAuditReportPayload,
} from './audit-report.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => AuditReport)
export class AuditReportResolver {
  @AnsweredBy(byId(AuditReportEntity))
  @Query(() => AuditReport, {
    nullable: true,
    description: 'A report of the auditors; null when there is none.',
  })
  auditReport(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<AuditReport | null> {
    return findAuditReport(request, id);
  }

  @AnsweredByList(auditReportList, ({ board, ...filter }, { board: named }) => ({
    ...filter,
    boardId: named(board),
  }))
  @Query(() => AuditReportConnection, { description: 'Reports of the auditors (revisorerna).' })
  auditReports(
    @Ctx() request: RequestContext,
    @Args(() => AuditReportListArguments) list: AuditReportListArguments,
  ): Promise<AuditReportConnection> {
    return listAuditReports(request, list);
  }

  @Mutation(() => RecordAuditReportPayload, {
    description:
      'Records what the auditors wrote, and whom they want an answer from. Needs ' +
      '`audit-recommendation:maintain` for the audited body and for each that is to answer.',
  })
  async recordAuditReport(
    @Ctx() request: RequestContext,
    @Arg('input', () => RecordAuditReportInput) input: RecordAuditReportInput,
  ): Promise<RecordAuditReportPayload> {
    return { auditReport: await recordAuditReport(request, input) };
  }

  @Mutation(() => UpdateAuditReportPayload, {
    description:
      'Corrects what was recorded of a report, until a body has decided on its answer. Needs ' +
      '`audit-recommendation:maintain` for the audited body.',
  })
  async updateAuditReport(
    @Ctx() request: RequestContext,
    @Arg('input', () => UpdateAuditReportInput) input: UpdateAuditReportInput,
  ): Promise<UpdateAuditReportPayload> {
    return { auditReport: await updateAuditReport(request, input) };
  }

  @Mutation(() => AddAuditRecommendationPayload, {
    description:
      'Adds a recommendation to a report, until a body has decided on its answer. Needs ' +
      '`audit-recommendation:maintain` for the audited body and for each that is to answer.',
  })
  async addAuditRecommendation(
    @Ctx() request: RequestContext,
    @Arg('input', () => AddAuditRecommendationInput) input: AddAuditRecommendationInput,
  ): Promise<AddAuditRecommendationPayload> {
    return { auditReport: await addAuditRecommendation(request, input) };
  }

  @Mutation(() => RaiseAuditReportSensitivityPayload, {
    description:
      'Makes a report more secret with its answers and the decisions on them, also when they are ' +
      'frozen. Needs `audit-recommendation:maintain` for the audited body.',
  })
  async raiseAuditReportSensitivity(
    @Ctx() request: RequestContext,
    @Arg('input', () => RaiseAuditReportSensitivityInput) input: RaiseAuditReportSensitivityInput,
  ): Promise<RaiseAuditReportSensitivityPayload> {
    return { auditReport: await raiseAuditReportSensitivity(request, input) };
  }

  @Linked<AuditReport>(() => Board, boardById, 'boardId', {
    description: 'The body that was audited.',
  })
  board!: Board | null;

  @ListSize(7)
  @Linked<AuditReport>(() => [AuditRecommendation], recommendationsByReport, 'id', {
    description: 'By number.',
  })
  recommendations!: AuditRecommendation[];
}
