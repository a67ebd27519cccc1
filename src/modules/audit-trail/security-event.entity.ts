import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { EnumColumn, TenantPart } from '../../kernel/columns';
import { SecurityEventKind } from './domain/security-event-kind';

/** A row of `security_event`: something that happened around who may do what. Rows are only ever added. */
@Entity('security_event')
@Index('security_event_actor_idx', ['municipalityId', 'actor', 'happenedAt'])
@Index('security_event_kind_idx', ['municipalityId', 'kind', 'happenedAt'])
@Index('security_event_happened_at_idx', ['municipalityId', 'happenedAt'])
export class SecurityEventEntity extends TenantPart {
  /** A `bigint`, which comes as text. */
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' })
  id!: string;

  /** By the clock of the database, whatever is sent. */
  @Column('timestamptz')
  happenedAt!: Date;

  @EnumColumn(SecurityEventKind)
  kind!: SecurityEventKind;

  @Column('text')
  actor!: string;

  @Column('text', { nullable: true })
  client!: string | null;

  /** The address that the request came from; null when it came from the service itself. */
  @Column('text', { nullable: true })
  source!: string | null;

  @Column('uuid', { nullable: true })
  requestId!: string | null;

  /** What it was about, such as the role that was granted. */
  @Column('jsonb')
  detail!: object;
}
