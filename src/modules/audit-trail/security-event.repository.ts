import type { QueryDeepPartialEntity } from 'typeorm';
import type { Tx } from '../../kernel/unit-of-work';
import { SecurityEventEntity } from './security-event.entity';

/** A security event to be noted; the database says when. */
export type NewSecurityEvent = Omit<SecurityEventEntity, 'municipalityId' | 'id' | 'happenedAt'>;

/** All SQL for security events. */
export class SecurityEventRepository {
  constructor(private readonly tx: Tx) {}

  /** Adds events in one statement. */
  async add(events: readonly NewSecurityEvent[]): Promise<void> {
    const { manager, scope } = this.tx;
    const rows = events.map((event) => ({ ...event, ...scope }));
    await manager.insert(
      SecurityEventEntity,
      rows as QueryDeepPartialEntity<SecurityEventEntity>[],
    );
  }
}
