import type { Role } from '../../kernel/authorisation';
import type { List } from '../../kernel/list';
import { Repository, VersionedRepository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import {
  AppRoleEntity,
  AppRoleGrantEntity,
  SubjectEntity,
  SubjectGrantEntity,
} from './subject.entity';

/** All SQL for subjects. */
export class SubjectRepository extends VersionedRepository<SubjectEntity> {
  constructor(tx: Tx) {
    super(tx, SubjectEntity);
  }
}

/** All SQL for the roles that subjects hold. */
export class SubjectGrantRepository extends Repository<SubjectGrantEntity> {
  constructor(tx: Tx) {
    super(tx, SubjectGrantEntity);
  }

  /** Takes a role away. */
  async withdraw(id: string): Promise<void> {
    await this.tx.manager.delete(SubjectGrantEntity, this.where({ id }));
  }

  protected override get typeName(): string {
    return 'SubjectGrant';
  }
}

/** All SQL for the roles of the issuer that are mapped to ours. */
export class AppRoleGrantRepository extends Repository<AppRoleGrantEntity> {
  constructor(tx: Tx) {
    super(tx, AppRoleGrantEntity);
  }

  /** Every mapping, by the name of the issuer's role. */
  all(): Promise<AppRoleGrantEntity[]> {
    return this.tx.manager.find(AppRoleGrantEntity, {
      where: this.where({}),
      order: { appRole: 'ASC', role: 'ASC', id: 'ASC' },
    });
  }

  /** Makes a role of the issuer ours, if nobody has it; false when another municipality has. */
  async claim(issuer: string, name: string): Promise<boolean> {
    const { manager, scope } = this.tx;
    const role = { ...scope, issuer, name };
    const adding = manager.createQueryBuilder().insert().into(AppRoleEntity).values(role);
    await adding.orIgnore().execute();
    return manager.existsBy(AppRoleEntity, role);
  }

  /** Takes a mapping away; after the last one of a role, any municipality may have it. */
  async unmap({ id, issuer, appRole }: AppRoleGrantEntity): Promise<void> {
    const { manager, scope } = this.tx;
    await manager.delete(AppRoleGrantEntity, this.where({ id }));
    if (await manager.existsBy(AppRoleGrantEntity, this.where({ issuer, appRole }))) return;
    await manager.delete(AppRoleEntity, { ...scope, issuer, name: appRole });
  }
}

/** What subjects can be narrowed to. */
export interface SubjectFilter {
  readonly role?: Role | null;
  readonly isBlocked?: boolean | null;
}

/** Subjects of the municipality. */
export const subjectList: List<SubjectEntity, SubjectFilter, 'NAME'> = {
  entity: SubjectEntity,
  alias: 'subject',
  fields: { NAME: 'subject.name COLLATE "sv-SE-x-icu"' },
  defaultOrder: [{ field: 'NAME', direction: 'ASC' }],
  narrow: (query, { role, isBlocked }) => {
    if (role) {
      query.andWhere(
        `EXISTS (SELECT FROM subject_grant held WHERE held.municipality_id = subject.municipality_id
           AND held.subject_id = subject.id AND held.role = :role)`,
        { role },
      );
    }
    if (typeof isBlocked === 'boolean') {
      query.andWhere('(subject.blocked_at IS NOT NULL) = :isBlocked', { isBlocked });
    }
  },
};
