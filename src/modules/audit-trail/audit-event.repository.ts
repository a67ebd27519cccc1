import { isId } from '../../kernel/input';
import type { List } from '../../kernel/list';
import { AuditEventEntity } from './audit-event.entity';

/** What audit events can be narrowed to. Conditions add up. */
export interface AuditEventFilter {
  readonly tableName?: string | null;
  readonly recordKey?: string | null;
  readonly actor?: string | null;
  readonly act?: string | null;
  readonly requestId?: string | null;
  readonly from?: Date | null;
  readonly to?: Date | null;
}

/** What audit events can be sorted by: their number alone, for clocks can go backwards. */
export type AuditEventOrderField = 'SEQ';

/** The changes of a municipality's records. */
export const auditEventList: List<AuditEventEntity, AuditEventFilter, AuditEventOrderField> = {
  entity: AuditEventEntity,
  alias: 'event',
  key: 'event.seq',
  fields: { SEQ: 'event.seq' },
  defaultOrder: [{ field: 'SEQ', direction: 'DESC' }],
  narrow: (query, { tableName, recordKey, actor, act, requestId, from, to }) => {
    if (tableName) query.andWhere('event.table_name = :tableName', { tableName });
    if (recordKey) query.andWhere('event.record_key = :recordKey', { recordKey });
    if (actor) query.andWhere('event.actor = :actor', { actor });
    if (act) query.andWhere('event.act = :act', { act });
    // What is no id is the id of no request.
    if (requestId) {
      query.andWhere('event.request_id = :requestId', {
        requestId: isId(requestId) ? requestId : null,
      });
    }
    if (from) query.andWhere('event.happened_at >= :from', { from });
    if (to) query.andWhere('event.happened_at < :to', { to });
  },
};
