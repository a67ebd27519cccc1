import type { Role } from '../../kernel/authorisation';
import type { List } from '../../kernel/list';
import { Repository, VersionedRepository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import { AppRoleGrantEntity, SubjectEntity, SubjectGrantEntity } from './subject.entity';

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

  /** Takes a mapping away. */
  async unmap(id: string): Promise<void> {
    await this.tx.manager.delete(AppRoleGrantEntity, this.where({ id }));
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
