import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumeration } from '../../kernel/enumeration';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import {
  GuardedBy,
  GuardedRecord,
  SecretText,
  SecretTexts,
} from '../../kernel/graphql/secret-texts';
import { Direction } from '../../kernel/list';
import { Sensitivity } from '../../kernel/sensitivity';
import { secrecyOfReport } from './audit-recommendation.secrecy';
import type {
  AddAuditRecommendation,
  NewRecommendation,
  RaiseAuditReportSensitivity,
  RecordAuditReport,
  UpdateAuditReport,
} from './audit-report.service';

@ObjectType({
  description:
    'What the auditors (revisorerna), elected and outside the boards, wrote of an audit. Frozen when ' +
    'the first body has decided on its answer; null means that something is not known.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfReport)
export class AuditReport extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @SecretText('What was audited. Null only when it is masked.')
  subject!: string;

  @SecretText('Who audited, such as `Kommunens revisorer`.')
  auditor!: string | null;

  @SecretText('The firm that assisted them.')
  firm!: string | null;

  @SecretTexts('What they conclude, in order. Null only when it is masked.')
  opinion!: string[];

  @Field(() => CalendarDay, { nullable: true, description: 'The day on the report.' })
  issuedOn!: string | null;

  @SecretText('The number it is registered under (diarienummer).')
  diaryNumber!: string | null;

  @SecretText('Why it was made more secret afterwards; null when it was not.')
  sensitivityReason!: string | null;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;

  @RecordPermissions<AuditReport>({
    permissions: ['audit-recommendation:maintain'],
    boardIdOf: ({ boardId }) => boardId,
  })
  permissions?: string[];

  /** Not in the API: field resolvers follow it. */
  boardId!: string;
}

@ObjectType({ simpleResolvers: true })
export class AuditReportConnection extends connectionOf(AuditReport) {}

@InputType({ description: 'Which of the auditors’ reports to list.' })
export class AuditReportFilterInput {
  @Field(() => String, {
    nullable: true,
    description: 'A body that was audited, or that has to answer, by its code or id.',
  })
  board?: string | null;
}

const AuditReportOrderField = enumeration('ISSUED_ON');
registerEnumType(AuditReportOrderField, {
  name: 'AuditReportOrderField',
  description: 'What the auditors’ reports can be sorted by.',
});

@InputType()
export class AuditReportOrder {
  @Field(() => AuditReportOrderField)
  field!: keyof typeof AuditReportOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class AuditReportListArguments extends PageArguments {
  @Field(() => AuditReportFilterInput, { nullable: true })
  filter?: AuditReportFilterInput | null;

  @Field(() => [AuditReportOrder], {
    nullable: true,
    description: 'The latest first when left out.',
  })
  orderBy?: AuditReportOrder[] | null;
}

@InputType()
abstract class AuditReportValuesInput extends MutationInput {
  @Field(() => String, { nullable: true })
  auditor?: string | null;

  @Field(() => String, { nullable: true })
  firm?: string | null;

  @Field(() => [String], { nullable: true, description: 'All of it, in order.' })
  opinion?: string[] | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Never later than today.' })
  issuedOn?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 100 characters.' })
  diaryNumber?: string | null;

  @Field(() => Sensitivity, {
    nullable: true,
    description: 'INTERNAL when it is never said; cannot be cleared. The answers are as secret.',
  })
  sensitivity?: Sensitivity;
}

@InputType()
export class AuditRecommendationInput implements NewRecommendation {
  @Field(() => Int, { description: 'As the auditors number it, from 1.' })
  number!: number;

  @Field(() => String)
  text!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'The bodies that are to answer, by code or id; the one that was audited if none is named.',
  })
  boards?: string[] | null;
}

@InputType()
export class RecordAuditReportInput extends AuditReportValuesInput implements RecordAuditReport {
  @Field(() => String, { description: 'The body that was audited, by code or id.' })
  board!: string;

  @Field(() => String)
  subject!: string;

  @Field(() => [AuditRecommendationInput], { nullable: true })
  recommendations?: AuditRecommendationInput[] | null;
}

@ObjectType({ simpleResolvers: true })
export class RecordAuditReportPayload {
  @Field(() => AuditReport)
  auditReport!: AuditReport;
}

@InputType()
export class UpdateAuditReportInput extends AuditReportValuesInput implements UpdateAuditReport {
  @Field(() => ID)
  auditReportId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: 'Cannot be cleared.' })
  subject?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class UpdateAuditReportPayload {
  @Field(() => AuditReport)
  auditReport!: AuditReport;
}

@InputType()
export class AddAuditRecommendationInput extends MutationInput implements AddAuditRecommendation {
  @Field(() => ID)
  auditReportId!: string;

  @Field(() => Int, { description: 'The version of the report.' })
  expectedVersion!: number;

  @Field(() => Int, { description: 'As the auditors number it, from 1.' })
  number!: number;

  @Field(() => String)
  text!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'The bodies that are to answer, by code or id; the one that was audited if none is named.',
  })
  boards?: string[] | null;
}

@ObjectType({ simpleResolvers: true })
export class AddAuditRecommendationPayload {
  @Field(() => AuditReport)
  auditReport!: AuditReport;
}

@InputType()
export class RaiseAuditReportSensitivityInput
  extends MutationInput
  implements RaiseAuditReportSensitivity
{
  @Field(() => ID)
  auditReportId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => Sensitivity, { description: 'Stricter than it is.' })
  sensitivity!: Sensitivity;

  @Field(() => String)
  reason!: string;
}

@ObjectType({ simpleResolvers: true })
export class RaiseAuditReportSensitivityPayload {
  @Field(() => AuditReport)
  auditReport!: AuditReport;
}
