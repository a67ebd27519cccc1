import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { DemoMunicipality } from '../../seeds/demo-municipalities';
import { UnitOfWork } from '../kernel/unit-of-work';
import { SubjectEntity, SubjectGrantRepository, SubjectRepository } from '../modules/identity';
import { DEMO_ISSUER } from './issuer';
import { nameOf } from './person-groups';
import { demoPersons } from './persons';
import { seedId } from './seed-names';
import { SEEDER } from './seeder';

/**
 * Registers the invented persons that a municipality lacks, each with the role of its name. One that
 * is there stays as it is, also when it was blocked or has lost its role.
 *
 * @param dataSource as the role of the application.
 */
export async function loadPersons(
  dataSource: DataSource,
  municipality: DemoMunicipality,
): Promise<void> {
  const scope = { municipalityId: municipality.id };
  const unitOfWork = new UnitOfWork(dataSource, scope, { subject: SEEDER, requestId: '' });
  await unitOfWork.write('DEMO_LOADED', async (tx) => {
    const subjects = new SubjectRepository(tx);
    const grants = new SubjectGrantRepository(tx);
    const known = await tx.manager.find(SubjectEntity, { select: { id: true }, where: tx.scope });
    const knownIds = new Set(known.map(({ id }) => id));
    const missing = personsOf(municipality)
      .map((person) => ({ ...person, id: seedId(municipality.code, 'subject', person.subject) }))
      .filter(({ id }) => !knownIds.has(id));
    await subjects.insertAll(
      missing.map(({ id, subject }) => ({
        ...{ id, issuer: DEMO_ISSUER, subject, name: nameOf(subject) },
        ...{ blockedAt: null, blockReason: null },
      })),
    );
    await grants.insertAll(
      missing.map(({ id: subjectId, grant }) => ({
        ...grant,
        id: randomUUID(),
        scopes: [...(grant.scopes ?? [])],
        subjectId,
      })),
    );
  });
}

const personsOf = (municipality: DemoMunicipality) =>
  demoPersons.filter((person) => person.municipality === municipality);
