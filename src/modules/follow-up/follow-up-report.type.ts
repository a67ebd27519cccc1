import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumeration } from '../../kernel/enumeration';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { ListSize } from '../../kernel/graphql/list-size';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import { GuardedBy, GuardedRecord, SecretText } from '../../kernel/graphql/secret-texts';
import { Direction } from '../../kernel/list';
import { FollowUpOccasion } from '../municipality/domain/follow-up-occasion';
import { AssessmentLevel } from '../scoring-scheme';
import { ControlResult, ReportedAction } from './control-result.type';
import { ExecutionStatus } from './domain/execution';
import { AssessmentFlag } from './domain/light';
import { Judgement, ReportFlag, ReportMove, ReportState } from './domain/report-state';
import { secrecyOfReport } from './follow-up.secrecy';

export { ReportMove } from './domain/report-state';

registerEnumType(ReportState, {
  name: 'ReportState',
  description: 'Where a follow-up report stands: DRAFT, SUBMITTED, DECIDED, or SUPERSEDED.',
  valuesConfig: {
    SUBMITTED: { description: 'Lies before the board, and says what the register said then.' },
    DECIDED: { description: 'The board has decided on it; frozen from then on.' },
    SUPERSEDED: { description: 'The board has decided on a later revision. Still frozen.' },
  },
});
registerEnumType(ReportMove, {
  name: 'ReportMove',
  description: 'What can be done to a report as a whole.',
});
registerEnumType(ReportFlag, {
  name: 'ReportFlag',
  description: 'What is unusual about a decided report. A flag never stops anybody.',
});
registerEnumType(Judgement, {
  name: 'Judgement',
  description:
    'What the board thinks of its own internal control (tillräcklig, delvis, otillräcklig).',
});

@ObjectType({
  description:
    'What a board is told of its plan at an occasion (uppföljning av internkontroll). A draft follows ' +
    'the register; a submitted report stands still; a decided one is frozen for ever.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfReport)
export class FollowUpReport extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  year!: number;

  @Field(() => FollowUpOccasion)
  occasion!: FollowUpOccasion;

  @Field(() => Int, {
    description: 'Tells the immediate reports of a year apart: 1, 2, ...; always 1 otherwise.',
  })
  number!: number;

  @Field(() => Int, { description: 'What the board decides on: 1, 2, ... of the same report.' })
  revision!: number;

  @Field(() => CalendarDay, { description: 'The day whose state the report tells.' })
  asOf!: string;

  @Field(() => ReportState)
  state!: ReportState;

  @SecretText('The board’s summary; null when none is written.')
  summary!: string | null;

  @Field(() => Judgement, { nullable: true, description: 'Null when the board has not said.' })
  judgement!: Judgement | null;

  @SecretText()
  judgementMotive!: string | null;

  @Field(() => String, { nullable: true, description: 'Who laid it before the board.' })
  submittedBy!: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Null in a draft, or when not known.' })
  submittedOn!: string | null;

  @SecretText('Why it was last sent back; null once it lies before the board again.')
  remitReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who recorded the decision; null until then, or when not known.',
  })
  decidedBy!: string | null;

  @SecretText('Why it was made more secret after it was submitted; null when it was not.')
  sensitivityReason!: string | null;

  @Field(() => [ReportFlag], { description: 'Found at the decision; empty until then.' })
  flags!: ReportFlag[];

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;

  @RecordPermissions<FollowUpReport>({
    permissions: [
      'follow-up-report:draft',
      'follow-up-report:submit',
      'follow-up-report:remit',
      'follow-up-report:decide',
    ],
    boardIdOf: ({ boardId }) => boardId,
    otherThan: ['follow-up-report:decide', ({ submittedBy }) => submittedBy],
  })
  permissions?: string[];

  /** Not in the API: field resolvers follow it. */
  boardId!: string;
  /** Not in the API: field resolvers follow it. */
  planId!: string;
  /** Not in the API: field resolvers follow it. */
  itemId!: string | null;
  /** Not in the API: field resolvers follow it. */
  decisionId!: string | null;
}

@ObjectType({
  description:
    'The light of a row: the worst one of its finished controls, also while another one goes on.',
  simpleResolvers: true,
})
export class RowAssessment {
  @Field(() => AssessmentLevel, {
    nullable: true,
    description: 'Null when there was a light but nobody knows which any longer.',
  })
  level!: AssessmentLevel | null;

  @Field(() => [AssessmentFlag])
  flags!: AssessmentFlag[];
}

@ObjectType({ description: 'What a follow-up says of one row of the plan.', simpleResolvers: true })
export class FollowUpRow {
  @Field(() => ExecutionStatus, {
    nullable: true,
    description:
      'Of all controls of the item together; null when no result is expected: a standing control that ' +
      'is not tested, or a common one that does not apply to the board.',
  })
  executionStatus!: ExecutionStatus | null;

  @Field(() => RowAssessment, {
    nullable: true,
    description: 'Null when nobody has assessed any outcome.',
  })
  assessment!: RowAssessment | null;

  @ListSize(2)
  @Field(() => [ControlResult], {
    description: 'The latest result of each planned control as of the day of the report.',
  })
  results!: ControlResult[];

  @ListSize(3)
  @Field(() => [ReportedAction], {
    description: 'What follows from the results, and what the plan itself has carried out.',
  })
  actions!: ReportedAction[];

  /** Not in the API: a field resolver follows it. */
  itemId!: string;
}

@ObjectType({ description: 'How many rows have come so far.', simpleResolvers: true })
export class ExecutionCount {
  @Field(() => ExecutionStatus)
  status!: ExecutionStatus;

  @Field(() => Int)
  count!: number;
}

@ObjectType({ description: 'How many rows got this light.', simpleResolvers: true })
export class LightCount {
  @Field(() => AssessmentLevel)
  level!: AssessmentLevel;

  @Field(() => Int)
  count!: number;
}

@ObjectType({ description: 'How many of everything a report tells.', simpleResolvers: true })
export class FollowUpSummaryCounts {
  @Field(() => Int)
  rows!: number;

  @ListSize(5)
  @Field(() => [ExecutionCount], { description: 'Every status, also those that no row has.' })
  executions!: readonly ExecutionCount[];

  @ListSize(5)
  @Field(() => [LightCount], { description: 'Every light of the scheme, the best first.' })
  lights!: readonly LightCount[];

  @Field(() => Int, {
    description:
      'Rows that no result is expected of: standing controls that are not tested, common ones that do ' +
      'not apply.',
  })
  notExpected!: number;

  @Field(() => Int, { description: 'Finished rows with an outcome that nobody has assessed.' })
  unassessed!: number;

  @Field(() => Int, { description: 'Rows with a light whose level nobody knows any longer.' })
  unknownLevel!: number;

  @Field(() => Int)
  deviations!: number;

  @Field(() => Int, { description: 'Without the statements that none is required.' })
  actions!: number;

  @Field(() => Int)
  openActions!: number;

  @Field(() => Int, { description: 'Open ones whose day had passed on the day of the report.' })
  overdueActions!: number;
}

@ObjectType({
  description: 'Several rows in one: the worst known light, and how much it does not tell.',
  simpleResolvers: true,
})
export class FollowUpRollUp {
  @Field(() => String, { nullable: true, description: 'Null for rows that have none.' })
  name!: string | null;

  @Field(() => AssessmentLevel, { nullable: true, description: 'Null when no light is known.' })
  worst!: AssessmentLevel | null;

  @Field(() => Int)
  total!: number;

  @Field(() => Int, { description: 'Rows that are not started or in progress.' })
  ongoing!: number;

  @Field(() => Int, { description: 'Rows that will not be performed.' })
  notPerformed!: number;

  @Field(() => Int, { description: 'Rows that no result is expected of.' })
  notExpected!: number;

  @Field(() => Int, { description: 'Finished rows without any light.' })
  missing!: number;

  @Field(() => Int, { description: 'Rows with a light whose level nobody knows any longer.' })
  unknown!: number;
}

@ObjectType({ simpleResolvers: true })
export class FollowUpReportConnection extends connectionOf(FollowUpReport) {}

@InputType({ description: 'Which reports to list. Conditions add up.' })
export class FollowUpReportFilterInput {
  @Field(() => String, { nullable: true, description: 'A board by its code or id.' })
  board?: string | null;

  @Field(() => Int, { nullable: true })
  year?: number | null;

  @Field(() => FollowUpOccasion, { nullable: true })
  occasion?: FollowUpOccasion | null;

  @Field(() => ID, {
    nullable: true,
    description: 'A row of a plan, of any revision: immediate reports on it.',
  })
  planItemId?: string | null;

  @Field(() => [ReportState], { nullable: true })
  states?: ReportState[] | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description:
      'The first day of submission; leaves out what was submitted on a day nobody knows.',
  })
  submittedFrom?: string | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'The last day of submission; leaves out what was submitted on a day nobody knows.',
  })
  submittedTo?: string | null;
}

const FollowUpReportOrderField = enumeration('AS_OF', 'YEAR');
registerEnumType(FollowUpReportOrderField, {
  name: 'FollowUpReportOrderField',
  description: 'What reports can be sorted by.',
});

@InputType()
export class FollowUpReportOrder {
  @Field(() => FollowUpReportOrderField)
  field!: keyof typeof FollowUpReportOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class FollowUpReportListArguments extends PageArguments {
  @Field(() => FollowUpReportFilterInput, { nullable: true })
  filter?: FollowUpReportFilterInput | null;

  @Field(() => [FollowUpReportOrder], {
    nullable: true,
    description: 'The latest day first when left out.',
  })
  orderBy?: FollowUpReportOrder[] | null;
}
