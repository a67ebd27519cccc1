import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { type DocumentLink, Documents } from '../../kernel/graphql/document-link';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { AnsweredBy, AnsweredByList, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import {
  ControlPlan,
  controlPlanById,
  PlanItem,
  PlanItemEntity,
  planItemById,
} from '../control-plan';
import { Decision, decisionById } from '../decision';
import { Board, boardById, FollowUpOccasion } from '../municipality';
import { documentsByReport, rowsByReport } from './follow-up.loader';
import {
  decideFollowUpReport,
  raiseFollowUpReportSensitivity,
  remitFollowUpReport,
  submitFollowUpReport,
} from './follow-up-deciding.service';
import {
  draftFollowUpReport,
  raiseImmediateReport,
  reviseFollowUpReport,
  updateFollowUpReport,
  withdrawFollowUpReport,
} from './follow-up-drafting.service';
import { FollowUpReportEntity } from './follow-up-report.entity';
import { askedReport, followUpReportList } from './follow-up-report.repository';
import {
  findFollowUpReport,
  findFollowUpReportById,
  listFollowUpReports,
  possibleReportMovesOf,
} from './follow-up-report.service';
import {
  FollowUpReport,
  FollowUpReportConnection,
  FollowUpReportListArguments,
  FollowUpRollUp,
  FollowUpRow,
  FollowUpSummaryCounts,
  ReportMove,
} from './follow-up-report.type';
import {
  DecideFollowUpReportInput,
  DecideFollowUpReportPayload,
  DraftFollowUpReportInput,
  DraftFollowUpReportPayload,
  RaiseFollowUpReportSensitivityInput,
  RaiseFollowUpReportSensitivityPayload,
  RaiseImmediateReportInput,
  RaiseImmediateReportPayload,
  RemitFollowUpReportInput,
  RemitFollowUpReportPayload,
  ReviseFollowUpReportInput,
  ReviseFollowUpReportPayload,
  SubmitFollowUpReportInput,
  SubmitFollowUpReportPayload,
  UpdateFollowUpReportInput,
  UpdateFollowUpReportPayload,
  WithdrawFollowUpReportInput,
  WithdrawFollowUpReportPayload,
} from './follow-up-report-change.type';
import { roundByName, roundName } from './follow-up-round.loader';
import { FollowUpRound } from './follow-up-round.type';
import { countsOfReport, rollUpsByCategory, rollUpsByProcess } from './follow-up-summary.service';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => FollowUpReport)
export class FollowUpReportResolver {
  @AnsweredBy(askedReport)
  @Query(() => FollowUpReport, {
    nullable: true,
    description:
      'A board’s report for an occasion, by default the decided revision, else the one that is being ' +
      'prepared; null when there is none. Of several immediate reports, the latest unless `number` says another.',
  })
  followUpReport(
    @Ctx() request: RequestContext,
    @Arg('board', () => String, { description: 'A board by its code (`KS`) or id.' }) board: string,
    @Arg('year', () => Int) year: number,
    @Arg('occasion', () => FollowUpOccasion) occasion: FollowUpOccasion,
    @Arg('number', () => Int, {
      nullable: true,
      description: 'Which of several immediate reports: 1, 2, ...',
    })
    number: number | null = null,
    @Arg('revision', () => Int, { nullable: true }) revision: number | null = null,
  ): Promise<FollowUpReport | null> {
    return findFollowUpReport(request, { board, year, occasion, number, revision });
  }

  @AnsweredBy(byId(FollowUpReportEntity))
  @Query(() => FollowUpReport, {
    nullable: true,
    description: 'A report; null when there is none.',
  })
  followUpReportById(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<FollowUpReport | null> {
    return findFollowUpReportById(request, id);
  }

  @AnsweredByList(
    followUpReportList,
    ({ board, planItemId, ...filter }, { board: named, known }) => ({
      ...filter,
      boardId: named(board),
      itemStableId: known(PlanItemEntity, planItemId, 'stableId'),
    }),
  )
  @Query(() => FollowUpReportConnection, { description: 'Follow-up reports of the municipality.' })
  followUpReports(
    @Ctx() request: RequestContext,
    @Args(() => FollowUpReportListArguments) list: FollowUpReportListArguments,
  ): Promise<FollowUpReportConnection> {
    return listFollowUpReports(request, list);
  }

  @Mutation(() => DraftFollowUpReportPayload, {
    description:
      'Begins a report on a plan in force. Needs `follow-up-report:draft` for the board.',
  })
  async draftFollowUpReport(
    @Ctx() request: RequestContext,
    @Arg('input', () => DraftFollowUpReportInput) input: DraftFollowUpReportInput,
  ): Promise<DraftFollowUpReportPayload> {
    return { followUpReport: await draftFollowUpReport(request, input) };
  }

  @Mutation(() => RaiseImmediateReportPayload, {
    description:
      'Begins a report on one row of a plan in force, which cannot wait for the next round. Needs ' +
      '`follow-up-report:draft` for the board.',
  })
  async raiseImmediateReport(
    @Ctx() request: RequestContext,
    @Arg('input', () => RaiseImmediateReportInput) input: RaiseImmediateReportInput,
  ): Promise<RaiseImmediateReportPayload> {
    return { followUpReport: await raiseImmediateReport(request, input) };
  }

  @Mutation(() => UpdateFollowUpReportPayload, {
    description: 'Changes a draft’s day, summary or judgement. Needs `follow-up-report:draft`.',
  })
  async updateFollowUpReport(
    @Ctx() request: RequestContext,
    @Arg('input', () => UpdateFollowUpReportInput) input: UpdateFollowUpReportInput,
  ): Promise<UpdateFollowUpReportPayload> {
    return { followUpReport: await updateFollowUpReport(request, input) };
  }

  @Mutation(() => WithdrawFollowUpReportPayload, {
    description: 'Takes away a draft that nobody wants. Needs `follow-up-report:draft`.',
  })
  async withdrawFollowUpReport(
    @Ctx() request: RequestContext,
    @Arg('input', () => WithdrawFollowUpReportInput) input: WithdrawFollowUpReportInput,
  ): Promise<WithdrawFollowUpReportPayload> {
    await withdrawFollowUpReport(request, input);
    return { deletedFollowUpReportId: input.reportId };
  }

  @Mutation(() => SubmitFollowUpReportPayload, {
    description:
      'Lays a report before the board; it stands still from now on. Needs `follow-up-report:submit`.',
  })
  async submitFollowUpReport(
    @Ctx() request: RequestContext,
    @Arg('input', () => SubmitFollowUpReportInput) input: SubmitFollowUpReportInput,
  ): Promise<SubmitFollowUpReportPayload> {
    return { followUpReport: await submitFollowUpReport(request, input) };
  }

  @Mutation(() => RemitFollowUpReportPayload, {
    description: 'Sends a submitted report back for more work. Needs `follow-up-report:remit`.',
  })
  async remitFollowUpReport(
    @Ctx() request: RequestContext,
    @Arg('input', () => RemitFollowUpReportInput) input: RemitFollowUpReportInput,
  ): Promise<RemitFollowUpReportPayload> {
    return { followUpReport: await remitFollowUpReport(request, input) };
  }

  @Mutation(() => DecideFollowUpReportPayload, {
    description:
      'Records that the board decided on the report, which freezes it. Needs ' +
      '`follow-up-report:decide`, and another person than the submitter.',
  })
  async decideFollowUpReport(
    @Ctx() request: RequestContext,
    @Arg('input', () => DecideFollowUpReportInput) input: DecideFollowUpReportInput,
  ): Promise<DecideFollowUpReportPayload> {
    return { followUpReport: await decideFollowUpReport(request, input) };
  }

  @Mutation(() => RaiseFollowUpReportSensitivityPayload, {
    description:
      'Makes a report’s own words more secret in every revision of it, also where they are frozen; ' +
      'no text changes. Needs `follow-up-report:draft`.',
  })
  async raiseFollowUpReportSensitivity(
    @Ctx() request: RequestContext,
    @Arg('input', () => RaiseFollowUpReportSensitivityInput)
    input: RaiseFollowUpReportSensitivityInput,
  ): Promise<RaiseFollowUpReportSensitivityPayload> {
    return { followUpReport: await raiseFollowUpReportSensitivity(request, input) };
  }

  @Mutation(() => ReviseFollowUpReportPayload, {
    description: 'Begins the next revision of a decided report. Needs `follow-up-report:draft`.',
  })
  async reviseFollowUpReport(
    @Ctx() request: RequestContext,
    @Arg('input', () => ReviseFollowUpReportInput) input: ReviseFollowUpReportInput,
  ): Promise<ReviseFollowUpReportPayload> {
    return { followUpReport: await reviseFollowUpReport(request, input) };
  }

  @Linked<FollowUpReport>(() => Board, boardById, 'boardId', {
    description: 'The board whose report it is.',
  })
  board!: Board | null;

  @Linked<FollowUpReport>(() => ControlPlan, controlPlanById, 'planId', {
    description: 'The revision of the plan that it is about.',
  })
  plan!: ControlPlan | null;

  @Linked<FollowUpReport>(() => PlanItem, planItemById, 'itemId', {
    nullable: true,
    description: 'The only row that an immediate report tells; null when it tells the whole plan.',
  })
  item!: PlanItem | null;

  @FieldResolver(() => FollowUpRound, {
    nullable: true,
    description: 'Null for an immediate report, and when the municipality has set none.',
  })
  round(
    @Ctx() request: RequestContext,
    @Root() report: FollowUpReport,
  ): Promise<FollowUpRound | null> {
    return request.loaders.load(roundByName, roundName(report));
  }

  @Linked<FollowUpReport>(() => Decision, decisionById, 'decisionId', {
    nullable: true,
    description: 'Null until the board has decided.',
  })
  decision!: Decision | null;

  @Documents(documentsByReport)
  documents!: DocumentLink[];

  @ListSize(25)
  @Linked<FollowUpReport>(() => [FollowUpRow], rowsByReport, 'id', {
    description:
      'One row for each row of the plan, in order; of an immediate report its own alone.',
  })
  rows!: FollowUpRow[];

  @FieldResolver(() => FollowUpSummaryCounts, { description: 'How many of everything it tells.' })
  counts(
    @Ctx() request: RequestContext,
    @Root() report: FollowUpReport,
  ): Promise<FollowUpSummaryCounts> {
    return countsOfReport(request, report);
  }

  @ListSize(10)
  @FieldResolver(() => [FollowUpRollUp], { description: 'The rows by process or system, by name.' })
  byProcess(
    @Ctx() request: RequestContext,
    @Root() report: FollowUpReport,
  ): Promise<FollowUpRollUp[]> {
    return rollUpsByProcess(request, report);
  }

  @ListSize(10)
  @FieldResolver(() => [FollowUpRollUp], { description: 'The rows by category of risk, by name.' })
  byCategory(
    @Ctx() request: RequestContext,
    @Root() report: FollowUpReport,
  ): Promise<FollowUpRollUp[]> {
    return rollUpsByCategory(request, report);
  }

  @FieldResolver(() => [ReportMove], {
    description: 'What the state allows now, to whoever has the right.',
  })
  possibleMoves(@Root() report: FollowUpReport): ReportMove[] {
    return possibleReportMovesOf(report);
  }
}

/** The link from a row of a report to the row of the plan. */
@Resolver(() => FollowUpRow)
export class FollowUpRowResolver {
  @Linked<FollowUpRow>(() => PlanItem, planItemById, 'itemId', {
    description: 'The row of the plan, with its risk and controls.',
  })
  item!: PlanItem | null;
}
