import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumeration } from '../../kernel/enumeration';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { ListSize } from '../../kernel/graphql/list-size';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import {
  GuardedBy,
  GuardedRecord,
  PartOfGuarded,
  SecretText,
  SecretTexts,
} from '../../kernel/graphql/secret-texts';
import { Direction } from '../../kernel/list';
import { Figures, ReportedAction } from '../follow-up';
import { Judgement, ReportState } from '../follow-up/domain/report-state';
import { SubmissionState } from '../follow-up/domain/submission';
import {
  SupervisionBasis,
  SupervisionFlag,
  type SupervisionRowFacts,
  type UnchangedItem as UnchangedItemContent,
} from './domain/supervision';
import { secrecyOfSupervision } from './supervision.secrecy';

registerEnumType(SupervisionFlag, {
  name: 'SupervisionFlag',
  description: 'What is unusual about a decided report on supervision. A flag never stops anybody.',
  valuesConfig: {
    DECISION_INCOMPLETE: {
      description: 'Day of the meeting, paragraph or diary number is not known.',
    },
    JUDGEMENT_MISSING: { description: 'At least one body is not judged.' },
    MOTIVE_MISSING: { description: 'At least one judgement has no motive.' },
  },
});
registerEnumType(SupervisionBasis, {
  name: 'SupervisionBasis',
  description: 'What the figures of a body were taken from.',
  valuesConfig: {
    REPORT: { description: 'What the body itself has submitted.' },
    REGISTER: { description: 'The register on the day of the round: its report is missing.' },
  },
});

@ObjectType({
  description:
    'The executive board’s summary of a round of follow-up over all bodies (uppsiktsplikt, ' +
    'kommunallagen 6:1). A draft follows the register; a submitted report stands still; a decided one is ' +
    'frozen for ever. Callers who see the plans of certain boards only see none.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfSupervision)
export class SupervisionReport extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'What the executive board decides on: 1, 2, ... of a round.' })
  revision!: number;

  @Field(() => ReportState)
  state!: ReportState;

  @SecretText('The executive board’s summary; null when none is written.')
  summary!: string | null;

  @SecretTexts('What the executive board proposes. Null only when it is masked.')
  proposals!: string[];

  @Field(() => String, { nullable: true, description: 'Who laid it before the board.' })
  submittedBy!: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Null in a draft, or when not known.' })
  submittedOn!: string | null;

  @SecretText('Why it was last sent back; null once it lies before the board again.')
  remitReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who recorded the decision; null until then.',
  })
  decidedBy!: string | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'When it was sent on to the council; null until then.',
  })
  forwardedOn!: string | null;

  @SecretText('Why it was made more secret after it was submitted; null when it was not.')
  sensitivityReason!: string | null;

  @Field(() => [SupervisionFlag], { description: 'Found at the decision; empty until then.' })
  flags!: SupervisionFlag[];

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;

  @RecordPermissions<SupervisionReport>({
    permissions: [
      'supervision:draft',
      'supervision:submit',
      'supervision:remit',
      'supervision:decide',
    ],
    boardIdOf: ({ boardId }) => boardId,
    otherThan: ['supervision:decide', ({ submittedBy }) => submittedBy],
  })
  permissions?: string[];

  /** Not in the API: field resolvers follow it. */
  boardId!: string;
  /** Not in the API: field resolvers follow it. */
  roundId!: string;
  /** Not in the API: a field resolver gives it. */
  asOf!: string;
  /** Not in the API: field resolvers follow it. */
  decisionId!: string | null;
}

@ObjectType({
  description: 'What the executive board thinks of the internal control of one body.',
  simpleResolvers: true,
})
@PartOfGuarded()
export class SupervisionJudgement {
  @Field(() => Judgement)
  judgement!: Judgement;

  @SecretText('Null when none is given.')
  motive!: string | null;
}

@ObjectType({
  description: 'An item that is word for word as in the plan of the year before.',
  simpleResolvers: true,
})
export class UnchangedItem implements UnchangedItemContent {
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether its risk was assessed again for the year all the same; null for an item without a risk.',
  })
  isRiskReassessed!: boolean | null;

  /** Not in the API: a field resolver follows it. */
  itemId!: string;
}

@ObjectType({ description: 'One body in a report on supervision.', simpleResolvers: true })
@PartOfGuarded()
export class SupervisionRow {
  @Field(() => CalendarDay, {
    nullable: true,
    description: 'When its plan was first adopted; null when not known, or not adopted.',
  })
  adoptedOn!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many days after the last day before its year, or after its own first day, the plan was adopted; ' +
      '0 in time, null when the day is not known. Without a plan the days until the report count.',
  })
  planDaysLate!: number | null;

  @Field(() => SubmissionState, { description: 'How far its own report of the round had come.' })
  submission!: SubmissionState;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many days its own report was late; counted until the report on supervision while it is missing; ' +
      'null when the day is not known.',
  })
  reportDaysLate!: number | null;

  @Field(() => Judgement, {
    nullable: true,
    description: 'What the body itself thinks in its report; null when it has not said.',
  })
  ownJudgement!: Judgement | null;

  @Field(() => SupervisionBasis, {
    nullable: true,
    description: 'What the figures were taken from; null when there is neither report nor plan.',
  })
  basis!: SupervisionBasis | null;

  @Field(() => Figures)
  figures!: Figures;

  @Field(() => SupervisionJudgement, {
    nullable: true,
    description: 'What the executive board thinks; null when it has not said.',
  })
  judgement!: SupervisionJudgement | null;

  /** Not in the API: field resolvers follow it. */
  boardId!: string;
  /** Not in the API: field resolvers follow it. */
  planId!: string | null;
  /** Not in the API: field resolvers follow it. */
  reportId!: string | null;
  /** Not in the API: a field resolver gives it. */
  unchanged!: SupervisionRowFacts['unchanged'];
  @ListSize(5)
  @Field(() => [ReportedAction], {
    description:
      'Actions that it had on the day of the round, still open after their own day, as they were told ' +
      'then; the earliest day first.',
  })
  overdueActions!: readonly ReportedAction[];
}

@ObjectType({ simpleResolvers: true })
export class SupervisionReportConnection extends connectionOf(SupervisionReport) {}

@InputType({ description: 'Which reports on supervision to list. Conditions add up.' })
export class SupervisionReportFilterInput {
  @Field(() => Int, { nullable: true, description: 'The year of the plans.' })
  year?: number | null;

  @Field(() => [ReportState], { nullable: true })
  states?: ReportState[] | null;
}

const SupervisionReportOrderField = enumeration('AS_OF');
registerEnumType(SupervisionReportOrderField, {
  name: 'SupervisionReportOrderField',
  description: 'What reports on supervision can be sorted by.',
});

@InputType()
export class SupervisionReportOrder {
  @Field(() => SupervisionReportOrderField)
  field!: keyof typeof SupervisionReportOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class SupervisionReportListArguments extends PageArguments {
  @Field(() => SupervisionReportFilterInput, { nullable: true })
  filter?: SupervisionReportFilterInput | null;

  @Field(() => [SupervisionReportOrder], {
    nullable: true,
    description: 'The latest day first when left out.',
  })
  orderBy?: SupervisionReportOrder[] | null;
}
