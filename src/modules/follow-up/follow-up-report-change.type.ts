import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { Sensitivity } from '../../kernel/sensitivity';
import { DecisionInput } from '../decision';
import { FollowUpOccasion } from '../municipality';
import { Judgement } from './domain/report-state';
import type { MoveFollowUpReport } from './follow-up-change';
import type {
  DecideFollowUpReport,
  RaiseFollowUpReportSensitivity,
  RemitFollowUpReport,
} from './follow-up-deciding.service';
import type {
  DraftFollowUpReport,
  RaiseImmediateReport,
  UpdateFollowUpReport,
} from './follow-up-drafting.service';
import { FollowUpReport } from './follow-up-report.type';

@InputType()
export class DraftFollowUpReportInput extends MutationInput implements DraftFollowUpReport {
  @Field(() => String, { description: 'The board by its code or id.' })
  board!: string;

  @Field(() => Int, { description: 'The year of a plan in force.' })
  year!: number;

  @Field(() => FollowUpOccasion)
  occasion!: FollowUpOccasion;

  @Field(() => CalendarDay, {
    nullable: true,
    description:
      'The day whose state the report is to tell. That of its round, and no other, when the municipality ' +
      'has set one; needed otherwise.',
  })
  asOf?: string | null;

  @Field(() => String, { nullable: true })
  summary?: string | null;

  @Field(() => Judgement, { nullable: true })
  judgement?: Judgement | null;

  @Field(() => String, { nullable: true })
  judgementMotive?: string | null;

  @Field(() => Sensitivity, {
    nullable: true,
    description: 'INTERNAL when it is never said; cannot be cleared.',
  })
  sensitivity?: Sensitivity;
}

@ObjectType({ simpleResolvers: true })
export class DraftFollowUpReportPayload {
  @Field(() => FollowUpReport)
  followUpReport!: FollowUpReport;
}

@InputType()
export class RaiseImmediateReportInput extends MutationInput implements RaiseImmediateReport {
  @Field(() => ID, {
    description: 'A row of a plan, of any revision; the plan in force must have it.',
  })
  planItemId!: string;

  @Field(() => String, { description: 'What the board has to know at once.' })
  summary!: string;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'The day whose state the report is to tell; today when left out.',
  })
  asOf?: string | null;

  @Field(() => Sensitivity, {
    nullable: true,
    description: 'That of the row when it is never said; cannot be cleared.',
  })
  sensitivity?: Sensitivity;
}

@ObjectType({ simpleResolvers: true })
export class RaiseImmediateReportPayload {
  @Field(() => FollowUpReport)
  followUpReport!: FollowUpReport;
}

@InputType()
export class SubmitFollowUpReportInput extends MutationInput implements MoveFollowUpReport {
  @Field(() => ID)
  reportId!: string;

  @Field(() => Int)
  expectedVersion!: number;
}

@ObjectType({ simpleResolvers: true })
export class SubmitFollowUpReportPayload {
  @Field(() => FollowUpReport)
  followUpReport!: FollowUpReport;
}

@InputType()
export class UpdateFollowUpReportInput
  extends SubmitFollowUpReportInput
  implements UpdateFollowUpReport
{
  @Field(() => CalendarDay, {
    nullable: true,
    description: 'Cannot be cleared; that of the round, and no other, when there is one.',
  })
  asOf?: string | null;

  @Field(() => String, { nullable: true })
  summary?: string | null;

  @Field(() => Judgement, { nullable: true })
  judgement?: Judgement | null;

  @Field(() => String, { nullable: true })
  judgementMotive?: string | null;

  @Field(() => Sensitivity, {
    nullable: true,
    description: 'INTERNAL when it is never said; cannot be cleared.',
  })
  sensitivity?: Sensitivity;
}

@ObjectType({ simpleResolvers: true })
export class UpdateFollowUpReportPayload {
  @Field(() => FollowUpReport)
  followUpReport!: FollowUpReport;
}

@InputType()
export class WithdrawFollowUpReportInput extends SubmitFollowUpReportInput {}

@ObjectType({ simpleResolvers: true })
export class WithdrawFollowUpReportPayload {
  @Field(() => ID)
  deletedFollowUpReportId!: string;
}

@InputType()
export class RemitFollowUpReportInput
  extends SubmitFollowUpReportInput
  implements RemitFollowUpReport
{
  @Field(() => String, { nullable: true, description: 'Why, for whoever works on it next.' })
  reason?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class RemitFollowUpReportPayload {
  @Field(() => FollowUpReport)
  followUpReport!: FollowUpReport;
}

@InputType()
export class DecideFollowUpReportInput
  extends SubmitFollowUpReportInput
  implements DecideFollowUpReport
{
  @Field(() => DecisionInput)
  decision!: DecisionInput;
}

@ObjectType({ simpleResolvers: true })
export class DecideFollowUpReportPayload {
  @Field(() => FollowUpReport)
  followUpReport!: FollowUpReport;
}

@InputType()
export class RaiseFollowUpReportSensitivityInput
  extends SubmitFollowUpReportInput
  implements RaiseFollowUpReportSensitivity
{
  @Field(() => Sensitivity, { description: 'Stricter than it is.' })
  sensitivity!: Sensitivity;

  @Field(() => String, { description: 'Why; kept with the report, and as secret as it.' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true })
export class RaiseFollowUpReportSensitivityPayload {
  @Field(() => FollowUpReport)
  followUpReport!: FollowUpReport;
}

@InputType()
export class ReviseFollowUpReportInput extends SubmitFollowUpReportInput {}

@ObjectType({ simpleResolvers: true })
export class ReviseFollowUpReportPayload {
  @Field(() => FollowUpReport, { description: 'The new draft.' })
  followUpReport!: FollowUpReport;
}
