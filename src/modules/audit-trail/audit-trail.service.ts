import { authoriseForMunicipality } from '../../kernel/authorisation';
import { readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import { fieldNameOf, tableOf } from '../../kernel/record-type';
import type { RequestContext } from '../../kernel/request-context';
import type { AuditEventEntity } from './audit-event.entity';
import {
  type AuditEventFilter,
  type AuditEventOrderField,
  auditEventList,
} from './audit-event.repository';
import { changedColumns } from './domain/changed-fields';
import type { SecurityEventEntity } from './security-event.entity';
import {
  recordSecurityEvent,
  type SecurityEventFilter,
  type SecurityEventOrderField,
  securityEventList,
} from './security-event.repository';

/** What a caller can narrow audit events to; the kind of record as the API calls it. */
export interface ListAuditEventsFilter extends Omit<AuditEventFilter, 'tableName' | 'recordKey'> {
  readonly recordType?: string | null;
  readonly recordId?: string | null;
}

/**
 * Changes of records, a page at a time, the newest first unless asked otherwise. That they were read
 * is a security event.
 *
 * @throws DomainError FORBIDDEN or BAD_USER_INPUT.
 */
export async function listAuditEvents(
  request: RequestContext,
  { filter, ...list }: ListArguments<ListAuditEventsFilter, AuditEventOrderField>,
): Promise<Page<AuditEventEntity>> {
  authoriseForMunicipality(request.actor, 'audit-trail:read');
  const { recordType, recordId, requestId, ...moments } = filter ?? {};
  const conditions = readInput((input) => ({
    tableName: input.line('recordType', recordType),
    recordKey: input.line('recordId', recordId)?.toLowerCase(),
    actor: input.line('actor', moments.actor),
    act: input.line('act', moments.act),
    requestId: input.line('requestId', requestId)?.toLowerCase(),
  }));
  await noteReading(request, { of: 'auditTrail', filter, after: list.after });
  const tableName = conditions.tableName && tableOf(conditions.tableName);
  return pageOf(request, auditEventList, {
    ...list,
    filter: { ...moments, ...conditions, tableName },
  });
}

/**
 * What happened around who may do what, a page at a time, the newest first unless asked otherwise.
 * That it was read is a security event itself.
 *
 * @throws DomainError FORBIDDEN or BAD_USER_INPUT.
 */
export async function listSecurityEvents(
  request: RequestContext,
  { filter, ...list }: ListArguments<SecurityEventFilter, SecurityEventOrderField>,
): Promise<Page<SecurityEventEntity>> {
  authoriseForMunicipality(request.actor, 'identity:read');
  const actor = readInput((input) => input.line('actor', filter?.actor));
  await noteReading(request, { of: 'securityEvents', filter, after: list.after });
  return pageOf(request, securityEventList, { ...list, filter: { ...filter, actor } });
}

/** Before anything is read, so that nothing is read unseen. */
function noteReading(
  { unitOfWork }: RequestContext,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const kind = 'AUDIT_TRAIL_READ';
  return unitOfWork.write(kind, (tx) => recordSecurityEvent(tx, { kind, detail }));
}

/** The fields in which a record differs after a change, as the API calls them. */
export function changedFields({
  before,
  after,
}: Pick<AuditEventEntity, 'before' | 'after'>): string[] {
  return changedColumns(before, after).map(fieldNameOf);
}
