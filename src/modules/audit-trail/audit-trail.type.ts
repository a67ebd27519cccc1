import { ArgsType, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumeration } from '../../kernel/enumeration';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { DateTime } from '../../kernel/graphql/date-time';
import { Direction } from '../../kernel/list';
import { SecurityEventKind } from './domain/security-event-kind';

@ObjectType({
  description:
    'A change of one record, as the database wrote it down in the same transaction. Events of a ' +
    'municipality are numbered without gaps and chained by hash, so that none can be changed, removed, ' +
    'added or moved unseen: `internkontroll audit verify` tells.',
  simpleResolvers: true,
})
export class AuditEvent {
  @Field(() => Int, { description: '1, 2, ... within the municipality: the order of events.' })
  seq!: string;

  @Field(() => DateTime, { description: 'By the clock of the database.' })
  happenedAt!: Date;

  @Field(() => String, { description: 'Who did it: the subject of the token.' })
  actor!: string;

  @Field(() => String, { nullable: true, description: 'The program that was used, when known.' })
  client!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who answers for a system that did it; null when persons did it for themselves.',
  })
  onBehalfOf!: string | null;

  @Field(() => String, { description: 'What was done, in the past tense: `CONTROL_PLAN_ADOPTED`.' })
  act!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The request that it was done in, as its answer and the log name it.',
  })
  requestId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the caller called its mutation, so that it took effect once.',
  })
  idempotencyKey!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The row before, every column of it, as canonical JSON (RFC 8785): the very text that is ' +
      'hashed. Null when it was new.',
  })
  before!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The row after, in the same form; null when it was removed.',
  })
  after!: string | null;

  /** Not in the API as they are: field resolvers tell them. */
  role!: string | null;
  tableName!: string;
  recordKey!: string;
  hash!: Buffer;
}

@ObjectType({ simpleResolvers: true })
export class AuditEventConnection extends connectionOf(AuditEvent) {}

@InputType({ description: 'Which changes to list. Conditions add up.' })
export class AuditEventFilterInput {
  @Field(() => String, {
    nullable: true,
    description: 'The kind of record, as errors name it: `ControlPlan`.',
  })
  recordType?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The record, by its id; a link by the ids that it links, with a slash between.',
  })
  recordId?: string | null;

  @Field(() => String, { nullable: true, description: 'Who did it, exactly as it is written.' })
  actor?: string | null;

  @Field(() => String, { nullable: true, description: 'What was done: `CONTROL_PLAN_ADOPTED`.' })
  act?: string | null;

  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'At this moment or later.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Before this moment.' })
  to?: Date | null;
}

const AuditEventOrderField = enumeration('SEQ');
registerEnumType(AuditEventOrderField, {
  name: 'AuditEventOrderField',
  description: 'What changes can be sorted by: their number, for clocks can go backwards.',
});

@InputType()
export class AuditEventOrder {
  @Field(() => AuditEventOrderField)
  field!: keyof typeof AuditEventOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class AuditEventListArguments extends PageArguments {
  @Field(() => AuditEventFilterInput, { nullable: true })
  filter?: AuditEventFilterInput | null;

  @Field(() => [AuditEventOrder], { nullable: true, description: 'Newest first when left out.' })
  orderBy?: AuditEventOrder[] | null;
}

registerEnumType(SecurityEventKind, {
  name: 'SecurityEventKind',
  description: 'What can happen around who may do what.',
  valuesConfig: {
    ACCESS_DENIED: { description: 'An operation was refused for want of a permission.' },
    SECRET_READ: { description: 'The text of a secret record was read.' },
    AUDIT_TRAIL_READ: { description: 'Changes or security events were read.' },
    DOCUMENT_EXPORTED: { description: 'A document was fetched.' },
  },
});

@ObjectType({
  description:
    'Something that happened around who may do what. Kept apart from changes of records.',
  simpleResolvers: true,
})
export class SecurityEvent {
  @Field(() => DateTime, { description: 'By the clock of the database.' })
  happenedAt!: Date;

  @Field(() => SecurityEventKind)
  kind!: SecurityEventKind;

  @Field(() => String, { description: 'Who did it, or tried to: the subject of the token.' })
  actor!: string;

  @Field(() => String, { nullable: true, description: 'The program that was used, when known.' })
  client!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The address that the request came from; null when it is not kept.',
  })
  source!: string | null;

  @Field(() => String, { nullable: true, description: 'The request that it happened in.' })
  requestId!: string | null;

  /** Not in the API as it is: a field resolver tells it. */
  detail!: object;
}

@ObjectType({ simpleResolvers: true })
export class SecurityEventConnection extends connectionOf(SecurityEvent) {}

@InputType({ description: 'Which security events to list. Conditions add up.' })
export class SecurityEventFilterInput {
  @Field(() => [SecurityEventKind], { nullable: true })
  kinds?: SecurityEventKind[] | null;

  @Field(() => String, { nullable: true, description: 'Who did it, exactly as it is written.' })
  actor?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'At this moment or later.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Before this moment.' })
  to?: Date | null;
}

const SecurityEventOrderField = enumeration('HAPPENED_AT');
registerEnumType(SecurityEventOrderField, {
  name: 'SecurityEventOrderField',
  description: 'What security events can be sorted by.',
});

@InputType()
export class SecurityEventOrder {
  @Field(() => SecurityEventOrderField)
  field!: keyof typeof SecurityEventOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class SecurityEventListArguments extends PageArguments {
  @Field(() => SecurityEventFilterInput, { nullable: true })
  filter?: SecurityEventFilterInput | null;

  @Field(() => [SecurityEventOrder], { nullable: true, description: 'Newest first when left out.' })
  orderBy?: SecurityEventOrder[] | null;
}
