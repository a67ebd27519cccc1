import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { Sensitivity } from '../../kernel/sensitivity';
import { DecisionInput } from '../decision';
import { Judgement } from '../follow-up/domain/report-state';
import type { MoveSupervisionReport } from './supervision-change';
import type {
  DecideSupervisionReport,
  ForwardToCouncil,
  RaiseSupervisionReportSensitivity,
  RemitSupervisionReport,
} from './supervision-deciding.service';
import type {
  DraftSupervisionReport,
  JudgeInternalControl,
  UpdateSupervisionReport,
} from './supervision-drafting.service';
import { SupervisionReport } from './supervision-report.type';

@InputType()
export class DraftSupervisionReportInput extends MutationInput implements DraftSupervisionReport {
  @Field(() => ID, { description: 'A round of follow-up.' })
  roundId!: string;

  @Field(() => String, { nullable: true })
  summary?: string | null;

  @Field(() => [String], { nullable: true, description: 'At most 50.' })
  proposals?: string[] | null;

  @Field(() => Sensitivity, {
    nullable: true,
    description: 'INTERNAL when it is never said; cannot be cleared.',
  })
  sensitivity?: Sensitivity;
}

@ObjectType({ simpleResolvers: true })
export class DraftSupervisionReportPayload {
  @Field(() => SupervisionReport)
  supervisionReport!: SupervisionReport;
}

@InputType()
export class SubmitSupervisionReportInput extends MutationInput implements MoveSupervisionReport {
  @Field(() => ID)
  reportId!: string;

  @Field(() => Int)
  expectedVersion!: number;
}

@ObjectType({ simpleResolvers: true })
export class SubmitSupervisionReportPayload {
  @Field(() => SupervisionReport)
  supervisionReport!: SupervisionReport;
}

@InputType()
export class ReviseSupervisionReportInput extends SubmitSupervisionReportInput {}

@ObjectType({ simpleResolvers: true })
export class ReviseSupervisionReportPayload {
  @Field(() => SupervisionReport, { description: 'The new draft.' })
  supervisionReport!: SupervisionReport;
}

@InputType()
export class WithdrawSupervisionReportInput extends SubmitSupervisionReportInput {}

@ObjectType({ simpleResolvers: true })
export class WithdrawSupervisionReportPayload {
  @Field(() => ID)
  deletedSupervisionReportId!: string;
}

@InputType()
export class UpdateSupervisionReportInput
  extends SubmitSupervisionReportInput
  implements UpdateSupervisionReport
{
  @Field(() => String, { nullable: true })
  summary?: string | null;

  @Field(() => [String], { nullable: true, description: 'Replaces all proposals; at most 50.' })
  proposals?: string[] | null;

  @Field(() => Sensitivity, {
    nullable: true,
    description: 'INTERNAL when it is never said; cannot be cleared.',
  })
  sensitivity?: Sensitivity;
}

@ObjectType({ simpleResolvers: true })
export class UpdateSupervisionReportPayload {
  @Field(() => SupervisionReport)
  supervisionReport!: SupervisionReport;
}

@InputType()
export class JudgeInternalControlInput
  extends SubmitSupervisionReportInput
  implements JudgeInternalControl
{
  @Field(() => String, { description: 'A body of the round, by its code or id.' })
  board!: string;

  @Field(() => Judgement, { nullable: true, description: 'Null takes the judgement back.' })
  judgement!: Judgement | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why; flagged at the decision when it is missing.',
  })
  motive?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class JudgeInternalControlPayload {
  @Field(() => SupervisionReport)
  supervisionReport!: SupervisionReport;
}

@InputType()
export class RemitSupervisionReportInput
  extends SubmitSupervisionReportInput
  implements RemitSupervisionReport
{
  @Field(() => String, { nullable: true })
  reason?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class RemitSupervisionReportPayload {
  @Field(() => SupervisionReport)
  supervisionReport!: SupervisionReport;
}

@InputType()
export class DecideSupervisionReportInput
  extends SubmitSupervisionReportInput
  implements DecideSupervisionReport
{
  @Field(() => DecisionInput)
  decision!: DecisionInput;
}

@ObjectType({ simpleResolvers: true })
export class DecideSupervisionReportPayload {
  @Field(() => SupervisionReport)
  supervisionReport!: SupervisionReport;
}

@InputType()
export class ForwardToCouncilInput
  extends SubmitSupervisionReportInput
  implements ForwardToCouncil
{
  @Field(() => CalendarDay, { nullable: true, description: 'Today when left out.' })
  forwardedOn?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class ForwardToCouncilPayload {
  @Field(() => SupervisionReport)
  supervisionReport!: SupervisionReport;
}

@InputType()
export class RaiseSupervisionReportSensitivityInput
  extends SubmitSupervisionReportInput
  implements RaiseSupervisionReportSensitivity
{
  @Field(() => Sensitivity, { description: 'Stricter than it is.' })
  sensitivity!: Sensitivity;

  @Field(() => String, { description: 'Why; kept with the report, and as secret as it.' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true })
export class RaiseSupervisionReportSensitivityPayload {
  @Field(() => SupervisionReport)
  supervisionReport!: SupervisionReport;
}
