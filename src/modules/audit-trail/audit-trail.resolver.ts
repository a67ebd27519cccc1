import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { recordTypeOf } from '../../kernel/record-type';
import type { RequestContext } from '../../kernel/request-context';
import { changedFields, listAuditEvents, listSecurityEvents } from './audit-trail.service';
import {
  AuditEvent,
  AuditEventConnection,
  AuditEventListArguments,
  SecurityEvent,
  SecurityEventConnection,
  SecurityEventListArguments,
} from './audit-trail.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => AuditEvent)
export class AuditEventResolver {
  @Query(() => AuditEventConnection, {
    description:
      'Changes of the records of the municipality. That they were read is a security event. Needs ' +
      '`audit-trail:read`.',
  })
  auditTrail(
    @Ctx() request: RequestContext,
    @Args(() => AuditEventListArguments) list: AuditEventListArguments,
  ): Promise<AuditEventConnection> {
    return listAuditEvents(request, list);
  }

  @FieldResolver(() => [String], { description: 'The roles that the actor held.' })
  roles(@Root() { role }: AuditEvent): string[] {
    return role?.split(',') ?? [];
  }

  @FieldResolver(() => String, {
    description: 'The kind of record, as errors name it: `ControlPlan`.',
  })
  recordType(@Root() { tableName }: AuditEvent): string {
    return recordTypeOf(tableName);
  }

  @FieldResolver(() => String, {
    description: 'The record, by its id; a link by the ids that it links, with a slash between.',
  })
  recordId(@Root() { recordKey }: AuditEvent): string {
    return recordKey;
  }

  @FieldResolver(() => [String], {
    description: 'The fields that a change changed; empty when the record was new or removed.',
  })
  changedFields(@Root() event: AuditEvent): string[] {
    return changedFields(event);
  }

  @FieldResolver(() => String, {
    description: 'SHA-256 over the event and the hash of the one before it, as hex.',
  })
  hash(@Root() { hash }: AuditEvent): string {
    return hash.toString('hex');
  }
}

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => SecurityEvent)
export class SecurityEventResolver {
  @Query(() => SecurityEventConnection, {
    description:
      'What happened in the municipality around who may do what. That it was read is a security ' +
      'event itself. Needs `identity:read`.',
  })
  securityEvents(
    @Ctx() request: RequestContext,
    @Args(() => SecurityEventListArguments) list: SecurityEventListArguments,
  ): Promise<SecurityEventConnection> {
    return listSecurityEvents(request, list);
  }

  @FieldResolver(() => String, { description: 'What it was about, as JSON.' })
  detail(@Root() { detail }: SecurityEvent): string {
    return JSON.stringify(detail);
  }
}
