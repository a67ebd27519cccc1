import { createClock } from '../../src/kernel/clock';
import { DomainError } from '../../src/kernel/errors';
import { writeJoined } from '../../src/kernel/joined-commands';
import { createRequestContext } from '../../src/kernel/request-context';
import type { Tx } from '../../src/kernel/unit-of-work';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createMunicipality, type TestMunicipality } from '../support/municipality';

let database: TestDatabase;
let here: TestMunicipality;

beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database);
});
afterAll(() => database.drop());

const contextOf = () =>
  createRequestContext(database.application, here.api.actorWith('CONTROLLER'), createClock());
const insert =
  (name: string) =>
  ({ manager, scope }: Tx): Promise<unknown> =>
    manager.query(
      `INSERT INTO risk_category (municipality_id, id, name, version) VALUES ($1, gen_random_uuid(), $2, 1)`,
      [scope.municipalityId, name],
    );
const names = async (): Promise<string[]> => {
  const rows = await database.owner.query<{ name: string }[]>(
    'SELECT name FROM risk_category ORDER BY name',
  );
  return rows.map(({ name }) => name);
};

it('keeps every part but the one that was refused, also by the database, under one act', async () => {
  const refused = await writeJoined(contextOf(), 'TOGETHER', async ({ request, attempt }) => {
    await attempt(() => request.unitOfWork.write('ONE', insert('Ett')));
    const again = attempt(async () => {
      await request.unitOfWork.write('TWO', insert('Två'));
      await request.unitOfWork.write('AGAIN', insert('Ett'));
    });
    const refusal = await again.catch((error: unknown) => error);
    await attempt(() => request.unitOfWork.write('THREE', insert('Tre')));
    return refusal;
  });

  expect(refused).toMatchObject({ code: 'CONFLICT' });
  expect(await names()).toEqual(['Ett', 'Tre']);
  const acts = await database.owner.query(
    `SELECT DISTINCT act FROM audit_event WHERE table_name = 'risk_category'`,
  );
  expect(acts).toEqual([{ act: 'TOGETHER' }]);
});

it('reads what its parts have written, and keeps nothing when the whole throws', async () => {
  const before = await names();
  const seen: unknown[] = [];

  const whole = writeJoined(contextOf(), 'TOGETHER', async ({ request }) => {
    await request.unitOfWork.write('ONE', insert('Fyra'));
    seen.push(
      ...(await request.unitOfWork.read(({ manager }) =>
        manager.query(`SELECT name FROM risk_category WHERE name = 'Fyra'`),
      )),
    );
    throw new DomainError('FROZEN', { type: 'Risk' });
  });

  await expect(whole).rejects.toMatchObject({ code: 'FROZEN' });
  expect(seen).toEqual([{ name: 'Fyra' }]);
  expect(await names()).toEqual(before);
});

it('does the whole again after a race that a part has lost', async () => {
  let times = 0;

  await writeJoined(contextOf(), 'TOGETHER', async ({ request, attempt }) => {
    times += 1;
    await attempt(() => request.unitOfWork.write('ONE', insert('Fem')));
    if (times > 1) return;
    await attempt(() =>
      request.unitOfWork.write('RACE', ({ manager }) =>
        manager.query(`DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END $$`),
      ),
    );
  });

  expect(times).toBe(2);
  expect(await names()).toContain('Fem');
});
