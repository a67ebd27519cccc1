import { Check, Column, Entity, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { Role } from '../../kernel/authorisation';
import {
  BelongsToMunicipality,
  CompositeReference,
  EnumColumn,
  Reference,
  TenantPart,
  TenantRow,
} from '../../kernel/columns';
import { BoardEntity, MunicipalityEntity } from '../municipality';

/** A row of `subject`: a person or a system that an issuer vouches for, and that is ours. */
@Entity('subject')
@Unique('subject_subject_key', ['issuer', 'subject'])
@BelongsToMunicipality(() => MunicipalityEntity)
@Check('subject_blocked_check', 'blocked_at IS NOT NULL OR block_reason IS NULL')
export class SubjectEntity extends TenantRow {
  /** Who vouches for the subject: `iss` of its tokens. */
  @Column('text')
  issuer!: string;

  /** What the issuer calls it: `sub` of its tokens. Never a personal identity number. */
  @Column('text')
  subject!: string;

  /** How the subject is called here, an office rather than a person. */
  @Column('text')
  name!: string;

  /** When the subject was shut out; null while it is not. */
  @Column('timestamptz', { nullable: true })
  blockedAt!: Date | null;

  @Column('text', { nullable: true })
  blockReason!: string | null;

  @VersionColumn()
  version!: number;
}

/** A row of `subject_grant`: a role that a subject holds, for one board or for all of them. */
@Entity('subject_grant')
@Index('subject_grant_once_idx', { synchronize: false })
@Check('subject_grant_scopes_check', `role = 'INTEGRATION_CLIENT' OR scopes = '{}'`)
export class SubjectGrantEntity extends TenantRow {
  @Reference(() => SubjectEntity)
  subjectId!: string;

  @EnumColumn(Role)
  role!: Role;

  /** Null when the role is held for every board. */
  @Reference(() => BoardEntity, { nullable: true })
  boardId!: string | null;

  /** What an integration client may do; empty for every other role. */
  @Column('text', { array: true })
  scopes!: string[];
}

/** A row of `app_role`: a role of the issuer that says that its holders belong to the municipality. */
@Entity('app_role')
@Unique('app_role_name_key', ['issuer', 'name'])
@BelongsToMunicipality(() => MunicipalityEntity)
export class AppRoleEntity extends TenantPart {
  @PrimaryColumn('text')
  issuer!: string;

  /** What the issuer calls the role, in the claim with roles. */
  @PrimaryColumn('text')
  name!: string;
}

/** A row of `app_role_grant`: a role that whoever has a role of the issuer holds. */
@Entity('app_role_grant')
@CompositeReference('app_role_grant_app_role_fkey', () => AppRoleEntity, {
  issuer: 'issuer',
  app_role: 'name',
})
@Index('app_role_grant_once_idx', { synchronize: false })
@Check('app_role_grant_scopes_check', `role = 'INTEGRATION_CLIENT' OR scopes = '{}'`)
export class AppRoleGrantEntity extends TenantRow {
  @Column('text')
  issuer!: string;

  /** What the issuer calls the role. */
  @Column('text')
  appRole!: string;

  @EnumColumn(Role)
  role!: Role;

  @Reference(() => BoardEntity, { nullable: true })
  boardId!: string | null;

  @Column('text', { array: true })
  scopes!: string[];
}
