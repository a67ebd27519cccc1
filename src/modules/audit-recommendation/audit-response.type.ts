import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import {
  GuardedBy,
  GuardedRecord,
  PartOfGuarded,
  SecretText,
} from '../../kernel/graphql/secret-texts';
import { Action } from '../action';
import { secrecyOfResponse } from './audit-recommendation.secrecy';
import type { EvidenceValues } from './audit-response.repository';
import type {
  ChangeAuditResponse,
  CompleteAuditResponse,
  LinkActionToAuditResponse,
  RecordAuditRetest,
  UpdateAuditResponse,
} from './audit-response.service';
import { AuditResponseMove, AuditResponseState, AuditRetestResult } from './domain/audit-response';

export { AuditResponseMove } from './domain/audit-response';

registerEnumType(AuditResponseMove, {
  name: 'AuditResponseMove',
  description: 'What can be said of a response as a whole.',
});

@ObjectType({
  description:
    'What one body does about one recommendation: its answers, who sees it through, and what came of it.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfResponse)
export class AuditResponse extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @SecretText('Who is to see it through, as a role; null when not known.')
  ownerRole!: string | null;

  @Field(() => AuditResponseState)
  state!: AuditResponseState;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'The day it was done; null while it is not, and when the day is unknown.',
  })
  doneOn!: string | null;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;

  @RecordPermissions<AuditResponse>({
    permissions: [
      'audit-recommendation:answer',
      'audit-recommendation:decide',
      'audit-recommendation:retest',
    ],
    boardIdOf: ({ boardId }) => boardId,
  })
  permissions?: string[];

  /** Not in the API: field resolvers follow it. */
  reportId!: string;

  /** Not in the API: field resolvers follow it. */
  recommendationId!: string;

  /** Not in the API: field resolvers follow it. */
  boardId!: string;

  /** Not in the API: field resolvers follow it. */
  receivedFromId!: string | null;
}

@ObjectType({
  description: 'A link to what shows that a body did what it answered.',
  simpleResolvers: true,
})
@PartOfGuarded()
export class AuditEvidence {
  @SecretText('Null only when it is masked.')
  title!: string;

  @SecretText('An address that begins with http:// or https://. Null only when it is masked.')
  url!: string;
}

@ObjectType({
  description: 'What the auditors found when they came back (uppföljande granskning).',
  simpleResolvers: true,
})
@PartOfGuarded()
export class AuditRetest {
  @Field(() => Int, { description: '1, 2, ... of the same response; the last one counts.' })
  number!: number;

  @Field(() => AuditRetestResult)
  result!: AuditRetestResult;

  @Field(() => CalendarDay, { nullable: true, description: 'Null when nobody knows the day.' })
  testedOn!: string | null;

  @SecretText()
  note!: string | null;
}

@InputType()
export class AuditEvidenceInput implements EvidenceValues {
  @Field(() => String)
  title!: string;

  @Field(() => String, { description: 'Begins with http:// or https://.' })
  url!: string;
}

@InputType()
export class UpdateAuditResponseInput extends MutationInput implements UpdateAuditResponse {
  @Field(() => ID)
  responseId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: 'A role, never a person.' })
  ownerRole?: string | null;

  @Field(() => [AuditEvidenceInput], { nullable: true, description: 'All of it, in order.' })
  evidence?: AuditEvidenceInput[] | null;
}

@ObjectType({ simpleResolvers: true })
export class UpdateAuditResponsePayload {
  @Field(() => AuditResponse)
  auditResponse!: AuditResponse;
}

@InputType()
export class ReopenAuditResponseInput extends MutationInput implements ChangeAuditResponse {
  @Field(() => ID)
  responseId!: string;

  @Field(() => Int)
  expectedVersion!: number;
}

@ObjectType({ simpleResolvers: true })
export class ReopenAuditResponsePayload {
  @Field(() => AuditResponse)
  auditResponse!: AuditResponse;
}

@InputType()
export class CompleteAuditResponseInput
  extends ReopenAuditResponseInput
  implements CompleteAuditResponse
{
  @Field(() => CalendarDay, {
    nullable: true,
    description: 'Today when left out, never later; null when nobody knows the day.',
  })
  doneOn?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class CompleteAuditResponsePayload {
  @Field(() => AuditResponse)
  auditResponse!: AuditResponse;
}

@InputType()
export class RecordAuditRetestInput extends MutationInput implements RecordAuditRetest {
  @Field(() => ID)
  responseId!: string;

  @Field(() => AuditRetestResult)
  result!: AuditRetestResult;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'Today when left out, never later; null when nobody knows the day.',
  })
  testedOn?: string | null;

  @Field(() => String, { nullable: true })
  note?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class RecordAuditRetestPayload {
  @Field(() => AuditResponse)
  auditResponse!: AuditResponse;
}

@InputType()
export class LinkActionToAuditResponseInput
  extends MutationInput
  implements LinkActionToAuditResponse
{
  @Field(() => ID)
  responseId!: string;

  @Field(() => ID)
  actionId!: string;
}

@ObjectType({ simpleResolvers: true })
export class LinkActionToAuditResponsePayload {
  @Field(() => AuditResponse)
  auditResponse!: AuditResponse;

  @Field(() => Action)
  action!: Action;
}

@InputType()
export class UnlinkActionFromAuditResponseInput extends LinkActionToAuditResponseInput {}

@ObjectType({ simpleResolvers: true })
export class UnlinkActionFromAuditResponsePayload {
  @Field(() => AuditResponse)
  auditResponse!: AuditResponse;

  @Field(() => Action)
  action!: Action;
}
