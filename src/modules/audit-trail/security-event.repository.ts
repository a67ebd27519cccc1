import type { List } from '../../kernel/list';
import type { Tx } from '../../kernel/unit-of-work';
import type { SecurityEventKind } from './domain/security-event-kind';
import { SecurityEventEntity } from './security-event.entity';

/** Something that happened around who may do what. Who did it is whoever the transaction answers for. */
export interface HappenedSecurityEvent {
  readonly kind: SecurityEventKind;
  /** What it was about, such as the role that was granted; never a token or a secret text. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/**
 * Adds security events, in the same transaction as what they tell of. Actor, client, source, request and
 * municipality are those of the unit of work.
 *
 * @example await recordSecurityEvent(tx, { kind: 'ROLE_GRANTED', detail: { subjectId, role } });
 */
export async function recordSecurityEvent(
  { manager, scope }: Tx,
  ...events: readonly HappenedSecurityEvent[]
): Promise<void> {
  await manager.query(
    `INSERT INTO security_event (municipality_id, kind, actor, client, source, request_id, detail)
     SELECT $1, event.kind, nullif(current_setting('app.actor', true), ''),
       nullif(current_setting('app.client', true), ''),
       nullif(current_setting('app.source', true), ''),
       nullif(current_setting('app.request', true), '')::uuid, coalesce(event.detail, '{}')
     FROM jsonb_to_recordset($2::jsonb) AS event(kind text, detail jsonb)`,
    [scope.municipalityId, JSON.stringify(events)],
  );
}

/** What security events can be narrowed to. Conditions add up. */
export interface SecurityEventFilter {
  readonly kinds?: readonly SecurityEventKind[] | null;
  readonly actor?: string | null;
  readonly from?: Date | null;
  readonly to?: Date | null;
}

/** What security events can be sorted by. */
export type SecurityEventOrderField = 'HAPPENED_AT';

/** What happened in a municipality around who may do what. */
export const securityEventList: List<
  SecurityEventEntity,
  SecurityEventFilter,
  SecurityEventOrderField
> = {
  entity: SecurityEventEntity,
  alias: 'event',
  fields: { HAPPENED_AT: 'event.happened_at' },
  defaultOrder: [{ field: 'HAPPENED_AT', direction: 'DESC' }],
  narrow: (query, { kinds, actor, from, to }) => {
    if (kinds) query.andWhere('event.kind = ANY(:kinds)', { kinds });
    if (actor) query.andWhere('event.actor = :actor', { actor });
    if (from) query.andWhere('event.happened_at >= :from', { from });
    if (to) query.andWhere('event.happened_at < :to', { to });
  },
};
