import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TenantPart } from '../../kernel/columns';

/**
 * A row of `audit_event`: a change of one record, as a trigger of the database wrote it down. Events
 * of a municipality are numbered without gaps and chained by hash; see `migrations/`.
 */
@Entity('audit_event')
@Index('audit_event_actor_idx', ['municipalityId', 'actor', 'seq'])
@Index('audit_event_act_idx', ['municipalityId', 'act', 'seq'])
@Index('audit_event_request_idx', ['municipalityId', 'requestId', 'seq'])
@Index('audit_event_happened_at_idx', ['municipalityId', 'happenedAt'])
@Index('audit_event_record_idx', ['municipalityId', 'recordKey', 'seq'])
@Check('audit_event_algorithm_check', 'algorithm = 1')
@Check('audit_event_hash_check', 'octet_length(hash) = 32 AND octet_length(prev_hash) = 32')
export class AuditEventEntity extends TenantPart {
  /** 1, 2, ... within the municipality. A `bigint`, which comes as text. */
  @PrimaryColumn('bigint')
  seq!: string;

  @Column('smallint')
  algorithm!: number;

  @Column('timestamptz')
  happenedAt!: Date;

  @Column('text')
  actor!: string;

  @Column('text', { nullable: true })
  client!: string | null;

  /** The roles that the actor held, with commas between. */
  @Column('text', { nullable: true })
  role!: string | null;

  @Column('text', { nullable: true })
  onBehalfOf!: string | null;

  @Column('text')
  act!: string;

  @Column('uuid', { nullable: true })
  requestId!: string | null;

  @Column('text', { nullable: true })
  idempotencyKey!: string | null;

  @Column('text')
  tableName!: string;

  /** The record's id; ids with slashes between for a link. */
  @Column('text')
  recordKey!: string;

  /** The row as canonical JSON (RFC 8785); null when it was new. */
  @Column('text', { nullable: true })
  before!: string | null;

  /** The row as canonical JSON (RFC 8785); null when it was removed. */
  @Column('text', { nullable: true })
  after!: string | null;

  @Column('bytea')
  prevHash!: Buffer;

  @Column('bytea')
  hash!: Buffer;
}
