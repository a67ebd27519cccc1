import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TenantPart } from './columns';

/** A row of `idempotency_key`: what a client called a mutation, and what came of it. */
@Entity('idempotency_key')
@Index('idempotency_key_used_at_idx', ['municipalityId', 'usedAt'])
export class IdempotencyKeyEntity extends TenantPart {
  @PrimaryColumn('text')
  client!: string;

  @PrimaryColumn('text')
  operation!: string;

  @PrimaryColumn('text')
  key!: string;

  @Column('bytea')
  inputDigest!: Buffer;

  /** What the first one answered; null until it has. */
  @Column('jsonb', { nullable: true })
  answer!: object | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  usedAt!: Date;
}
