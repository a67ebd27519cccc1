import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { BelongsToMunicipality, TenantRow } from '../../kernel/columns';
import { MunicipalityEntity } from '../municipality';

/** A row of `sign_in_session`: a browser that has signed in. What its cookie holds is kept nowhere. */
@Entity('sign_in_session')
@Unique('sign_in_session_digest_key', ['digest'])
@BelongsToMunicipality(() => MunicipalityEntity)
@Check('sign_in_session_expiry_check', `expires_at <= started_at + interval '8 hours'`)
@Index('sign_in_session_expires_at_idx', ['municipalityId', 'expiresAt'])
export class SignInSessionEntity extends TenantRow {
  /** SHA-256 of the issuer and the cookie. */
  @Column('bytea')
  digest!: Buffer;

  @Column('text')
  issuer!: string;

  @Column('text')
  subject!: string;

  @Column('text')
  client!: string;

  /** The roles that the issuer gave when the session began. */
  @Column('text', { array: true })
  appRoles!: string[];

  @Column('timestamptz')
  startedAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;
}
