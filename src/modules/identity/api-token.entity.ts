import { Check, Column, Entity, Unique, VersionColumn } from 'typeorm';
import { BelongsToMunicipality, Reference, TenantPart, TenantRow } from '../../kernel/columns';
import { BoardEntity, MunicipalityEntity } from '../municipality';

/** A row of `api_token`: what a system signs in with. The token itself is kept nowhere. */
@Entity('api_token')
@Unique('api_token_prefix_key', ['prefix'])
@Unique('api_token_digest_key', ['digest'])
@BelongsToMunicipality(() => MunicipalityEntity)
@Check(
  'api_token_expiry_check',
  `expires_at > created_at AND expires_at <= created_at + interval '366 days'`,
)
@Check('api_token_revoked_check', '(revoked_at IS NULL) = (revoked_by IS NULL)')
@Check('api_token_scopes_check', `scopes <> '{}'`)
export class ApiTokenEntity extends TenantRow {
  /** What it is for. */
  @Column('text')
  name!: string;

  /** How the token begins: enough to recognise it by, too little to guess it. */
  @Column('text')
  prefix!: string;

  /** SHA-256 of the token. */
  @Column('bytea')
  digest!: Buffer;

  /** The permissions that it carries. */
  @Column('text', { array: true })
  scopes!: string[];

  @Column('text')
  createdBy!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;

  @Column('text', { nullable: true })
  revokedBy!: string | null;

  @VersionColumn()
  version!: number;
}

/** A row of `api_token_board`: the token is for the board. One without rows is for every board. */
@Entity('api_token_board')
export class ApiTokenBoardEntity extends TenantPart {
  @Reference(() => ApiTokenEntity, { primary: true })
  tokenId!: string;

  @Reference(() => BoardEntity, { primary: true })
  boardId!: string;
}

/** A row of `api_token_use`: when a token was last used. */
@Entity('api_token_use')
export class ApiTokenUseEntity extends TenantPart {
  @Reference(() => ApiTokenEntity, { primary: true })
  tokenId!: string;

  /** To the minute. */
  @Column('timestamptz')
  lastUsedAt!: Date;
}
