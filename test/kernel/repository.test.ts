import { randomUUID } from 'node:crypto';
import { VersionedRepository } from '../../src/kernel/repository';
import { type Tx, UnitOfWork } from '../../src/kernel/unit-of-work';
import { ApiTokenEntity } from '../../src/modules/identity';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createMunicipality, type TestMunicipality } from '../support/municipality';

let database: TestDatabase;
let here: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database);
});
afterAll(() => database.drop());

function write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const { municipalityId } = here;
  const answerable = { subject: 'test', requestId: randomUUID() };
  return new UnitOfWork(database.application, { municipalityId }, answerable).write('TESTED', work);
}

it('gives a row back as it is read, without reading it', async () => {
  const tokens = (tx: Tx) => new VersionedRepository(tx, ApiTokenEntity);
  const values = {
    ...{ name: 'Ekonomisystemet', prefix: 'ik_test', digest: Buffer.from('digest') },
    ...{ scopes: ['register:read', 'result:record'], createdBy: 'test' },
    ...{ createdAt: new Date('2025-12-16T12:00:00.123Z'), expiresAt: new Date('2026-06-16') },
  };

  let inserted: ApiTokenEntity | undefined;
  const inserting = await database.queriesOf(async () => {
    inserted = await write((tx) => tokens(tx).insert(values));
  });
  const { id = '' } = inserted ?? {};
  expect(inserting).toHaveLength(1);
  expect(inserted).toEqual(await write((tx) => tokens(tx).get(id)));

  const revoked = { revokedAt: new Date('2026-01-01'), revokedBy: 'test' };
  let changed: ApiTokenEntity | undefined;
  const changing = await database.queriesOf(async () => {
    changed = await write((tx) => tokens(tx).change(id, 1, revoked));
  });
  expect(changing).toHaveLength(1);
  expect(changed).toMatchObject({ ...values, ...revoked, version: 2 });
  expect(changed).toEqual(await write((tx) => tokens(tx).get(id)));
});
