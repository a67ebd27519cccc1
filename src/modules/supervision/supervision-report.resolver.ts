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
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { type DocumentLink, Documents } from '../../kernel/graphql/document-link';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { AnsweredBy, AnsweredByList, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { ControlPlan, controlPlanById, PlanItem, planItemById } from '../control-plan';
import { Decision, decisionById } from '../decision';
import {
  Figures,
  FollowUpReport,
  FollowUpRound,
  ReportMove,
  reportById,
  roundById,
} from '../follow-up';
import { Board, boardById, FollowUpOccasion } from '../municipality';
import { documentsBySupervision } from './supervision.loader';
import {
  DecideSupervisionReportInput,
  DecideSupervisionReportPayload,
  DraftSupervisionReportInput,
  DraftSupervisionReportPayload,
  ForwardToCouncilInput,
  ForwardToCouncilPayload,
  JudgeInternalControlInput,
  JudgeInternalControlPayload,
  RaiseSupervisionReportSensitivityInput,
  RaiseSupervisionReportSensitivityPayload,
  RemitSupervisionReportInput,
  RemitSupervisionReportPayload,
  ReviseSupervisionReportInput,
  ReviseSupervisionReportPayload,
  SubmitSupervisionReportInput,
  SubmitSupervisionReportPayload,
  UpdateSupervisionReportInput,
  UpdateSupervisionReportPayload,
  WithdrawSupervisionReportInput,
  WithdrawSupervisionReportPayload,
} from './supervision-change.type';
import {
  decideSupervisionReport,
  forwardToCouncil,
  raiseSupervisionReportSensitivity,
  remitSupervisionReport,
  submitSupervisionReport,
} from './supervision-deciding.service';
import {
  draftSupervisionReport,
  judgeInternalControl,
  reviseSupervisionReport,
  updateSupervisionReport,
  withdrawSupervisionReport,
} from './supervision-drafting.service';
import { SupervisionReportEntity } from './supervision-report.entity';
import { askedSupervision, supervisionReportList } from './supervision-report.repository';
import {
  asOfSupervision,
  findSupervisionReport,
  findSupervisionReportById,
  listSupervisionReports,
  possibleSupervisionMovesOf,
  rowsOfSupervision,
  totalsOfSupervision,
} from './supervision-report.service';
import {
  SupervisionReport,
  SupervisionReportConnection,
  SupervisionReportListArguments,
  SupervisionRow,
  UnchangedItem,
} from './supervision-report.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => SupervisionReport)
export class SupervisionReportResolver {
  @AnsweredBy(askedSupervision)
  @Query(() => SupervisionReport, {
    nullable: true,
    description:
      'The executive board’s report on a round of follow-up, by default the decided revision, else the ' +
      'one that is being prepared; null when there is none.',
  })
  supervisionReport(
    @Ctx() request: RequestContext,
    @Arg('year', () => Int, { description: 'The year of the plans.' }) year: number,
    @Arg('occasion', () => FollowUpOccasion) occasion: FollowUpOccasion,
    @Arg('revision', () => Int, { nullable: true }) revision: number | null = null,
  ): Promise<SupervisionReport | null> {
    return findSupervisionReport(request, { year, occasion }, revision);
  }

  @AnsweredBy(byId(SupervisionReportEntity))
  @Query(() => SupervisionReport, {
    nullable: true,
    description: 'A report on supervision; null when there is none.',
  })
  supervisionReportById(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<SupervisionReport | null> {
    return findSupervisionReportById(request, id);
  }

  @AnsweredByList(supervisionReportList)
  @Query(() => SupervisionReportConnection, {
    description: 'Reports on supervision of the municipality.',
  })
  supervisionReports(
    @Ctx() request: RequestContext,
    @Args(() => SupervisionReportListArguments) list: SupervisionReportListArguments,
  ): Promise<SupervisionReportConnection> {
    return listSupervisionReports(request, list);
  }

  @Mutation(() => DraftSupervisionReportPayload, {
    description:
      'Begins the executive board’s report on a round of follow-up. Needs `supervision:draft`.',
  })
  async draftSupervisionReport(
    @Ctx() request: RequestContext,
    @Arg('input', () => DraftSupervisionReportInput) input: DraftSupervisionReportInput,
  ): Promise<DraftSupervisionReportPayload> {
    return { supervisionReport: await draftSupervisionReport(request, input) };
  }

  @Mutation(() => UpdateSupervisionReportPayload, {
    description: 'Changes the words of a draft. Needs `supervision:draft`.',
  })
  async updateSupervisionReport(
    @Ctx() request: RequestContext,
    @Arg('input', () => UpdateSupervisionReportInput) input: UpdateSupervisionReportInput,
  ): Promise<UpdateSupervisionReportPayload> {
    return { supervisionReport: await updateSupervisionReport(request, input) };
  }

  @Mutation(() => JudgeInternalControlPayload, {
    description:
      'Says in a draft what the executive board thinks of one body. Needs `supervision:draft`.',
  })
  async judgeInternalControl(
    @Ctx() request: RequestContext,
    @Arg('input', () => JudgeInternalControlInput) input: JudgeInternalControlInput,
  ): Promise<JudgeInternalControlPayload> {
    return { supervisionReport: await judgeInternalControl(request, input) };
  }

  @Mutation(() => SubmitSupervisionReportPayload, {
    description:
      'Lays a report before the executive board; it stands still from now on. Needs `supervision:submit`.',
  })
  async submitSupervisionReport(
    @Ctx() request: RequestContext,
    @Arg('input', () => SubmitSupervisionReportInput) input: SubmitSupervisionReportInput,
  ): Promise<SubmitSupervisionReportPayload> {
    return { supervisionReport: await submitSupervisionReport(request, input) };
  }

  @Mutation(() => RemitSupervisionReportPayload, {
    description: 'Sends a report back for more work (återremiss). Needs `supervision:remit`.',
  })
  async remitSupervisionReport(
    @Ctx() request: RequestContext,
    @Arg('input', () => RemitSupervisionReportInput) input: RemitSupervisionReportInput,
  ): Promise<RemitSupervisionReportPayload> {
    return { supervisionReport: await remitSupervisionReport(request, input) };
  }

  @Mutation(() => DecideSupervisionReportPayload, {
    description:
      'Records the executive board’s decision, which freezes the report. Needs `supervision:decide`, and another person than the submitter.',
  })
  async decideSupervisionReport(
    @Ctx() request: RequestContext,
    @Arg('input', () => DecideSupervisionReportInput) input: DecideSupervisionReportInput,
  ): Promise<DecideSupervisionReportPayload> {
    return { supervisionReport: await decideSupervisionReport(request, input) };
  }

  @Mutation(() => ForwardToCouncilPayload, {
    description:
      'Notes that a decided report was sent on to the council. Needs `supervision:decide`.',
  })
  async forwardToCouncil(
    @Ctx() request: RequestContext,
    @Arg('input', () => ForwardToCouncilInput) input: ForwardToCouncilInput,
  ): Promise<ForwardToCouncilPayload> {
    return { supervisionReport: await forwardToCouncil(request, input) };
  }

  @Mutation(() => ReviseSupervisionReportPayload, {
    description: 'Begins the next revision of a decided report. Needs `supervision:draft`.',
  })
  async reviseSupervisionReport(
    @Ctx() request: RequestContext,
    @Arg('input', () => ReviseSupervisionReportInput) input: ReviseSupervisionReportInput,
  ): Promise<ReviseSupervisionReportPayload> {
    return { supervisionReport: await reviseSupervisionReport(request, input) };
  }

  @Mutation(() => RaiseSupervisionReportSensitivityPayload, {
    description:
      'Makes a report’s own words more secret in every revision, also where they are frozen. Needs `supervision:draft`.',
  })
  async raiseSupervisionReportSensitivity(
    @Ctx() request: RequestContext,
    @Arg('input', () => RaiseSupervisionReportSensitivityInput)
    input: RaiseSupervisionReportSensitivityInput,
  ): Promise<RaiseSupervisionReportSensitivityPayload> {
    return { supervisionReport: await raiseSupervisionReportSensitivity(request, input) };
  }

  @Mutation(() => WithdrawSupervisionReportPayload, {
    description: 'Takes away a draft that nobody wants. Needs `supervision:draft`.',
  })
  async withdrawSupervisionReport(
    @Ctx() request: RequestContext,
    @Arg('input', () => WithdrawSupervisionReportInput) input: WithdrawSupervisionReportInput,
  ): Promise<WithdrawSupervisionReportPayload> {
    await withdrawSupervisionReport(request, input);
    return { deletedSupervisionReportId: input.reportId };
  }

  @Documents(documentsBySupervision)
  documents!: DocumentLink[];

  @Linked<SupervisionReport>(() => FollowUpRound, roundById, 'roundId', {
    description: 'The round that it is about.',
  })
  round!: FollowUpRound | null;

  @FieldResolver(() => CalendarDay, {
    description: 'The day whose state the report tells: that of the round.',
  })
  asOf(@Ctx() request: RequestContext, @Root() report: SupervisionReport): Promise<string> {
    return asOfSupervision(request, report);
  }

  @Linked<SupervisionReport>(() => Board, boardById, 'boardId', {
    description: 'The executive board, whose report it is.',
  })
  board!: Board | null;

  @Linked<SupervisionReport>(() => Decision, decisionById, 'decisionId', {
    nullable: true,
    description: 'The executive board’s decision, with the assignments it gave; null until then.',
  })
  decision!: Decision | null;

  @ListSize(12)
  @FieldResolver(() => [SupervisionRow], {
    description: 'Every body that answers for its own internal control, by name.',
  })
  rows(
    @Ctx() request: RequestContext,
    @Root() report: SupervisionReport,
  ): Promise<SupervisionRow[]> {
    return rowsOfSupervision(request, report);
  }

  @FieldResolver(() => Figures, { description: 'All bodies together.' })
  totals(@Ctx() request: RequestContext, @Root() report: SupervisionReport): Promise<Figures> {
    return totalsOfSupervision(request, report);
  }

  @FieldResolver(() => [ReportMove], {
    description: 'What the state allows now, to whoever has the right.',
  })
  possibleMoves(@Root() report: SupervisionReport): ReportMove[] {
    return possibleSupervisionMovesOf(report);
  }
}

/** The links from a body in a report on supervision. */
@Resolver(() => SupervisionRow)
export class SupervisionRowResolver {
  @Linked<SupervisionRow>(() => Board, boardById, 'boardId')
  board!: Board | null;

  @Linked<SupervisionRow>(() => ControlPlan, controlPlanById, 'planId', {
    nullable: true,
    description: 'The revision that was in force; null when it had adopted none.',
  })
  plan!: ControlPlan | null;

  @Linked<SupervisionRow>(() => FollowUpReport, reportById, 'reportId', {
    nullable: true,
    description: 'Its own report of the round; null when it has not begun one.',
  })
  report!: FollowUpReport | null;

  @ListSize(10)
  @FieldResolver(() => [UnchangedItem], {
    description: 'Items of its plan that are word for word as in the year before.',
  })
  unchangedItems(@Root() row: SupervisionRow): readonly UnchangedItem[] {
    return row.unchanged;
  }

  @FieldResolver(() => Int, { description: 'How many `overdueActions` there are.' })
  overdueActionCount(@Root() { overdueActions }: SupervisionRow): number {
    return overdueActions.length;
  }
}

/** The item that is unchanged. */
@Resolver(() => UnchangedItem)
export class UnchangedItemResolver {
  @Linked<UnchangedItem>(() => PlanItem, planItemById, 'itemId')
  item!: PlanItem | null;
}
