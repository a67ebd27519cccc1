import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { UnitOfWork } from '../../../src/kernel/unit-of-work';
import { comparedCopies } from '../../support/current-assessments';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { assess, createRisk, establish, type Risk } from './register';

let database: TestDatabase;
let here: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database);
  await establish(here);
});
afterAll(() => database.drop());
afterEach(async () => {
  expect((await comparedCopies(database.owner)).unlike).toEqual([]);
});

const write = (work: (manager: EntityManager) => Promise<unknown>) =>
  new UnitOfWork(
    database.application,
    { municipalityId: here.municipalityId },
    { subject: 'test', requestId: randomUUID() },
  ).write('TESTED', ({ manager }) => work(manager));

const copyOf = async ({ id }: Risk) => {
  const rows = await database.owner.query(
    `SELECT current_year AS year, current_likelihood AS likelihood, current_value AS value,
       current_band_code AS band FROM risk WHERE id = $1`,
    [id],
  );
  return rows[0];
};

/** An assessment that is written without a word to the risk, as no command does. */
const ADD = `INSERT INTO risk_assessment (municipality_id, id, risk_id, kind, year, scheme_id, value, recorded_at)
  SELECT municipality_id, gen_random_uuid(), $1, $2, $3, id, $4, clock_timestamp() FROM scoring_scheme`;

it('a risk has what its latest assessment as it is now says, and nothing before there is one', async () => {
  const risk = await createRisk(here);
  expect(await copyOf(risk)).toEqual({ year: null, likelihood: null, value: null, band: null });

  const assessed = await assess(here, risk, { likelihood: 2, consequence: 3 });
  expect(await copyOf(risk)).toEqual({ year: 2026, likelihood: 2, value: 6, band: 'HIGH' });

  const earlier = await assess(here, assessed, { year: 2025, likelihood: 1, consequence: 1 });
  const other = { kind: 'INHERENT', year: 2027, likelihood: 1, consequence: 1 };
  const inherent = await assess(here, earlier, other);
  expect(await copyOf(risk)).toMatchObject({ year: 2026, value: 6 });

  await assess(here, inherent, { likelihood: 1, consequence: 1 });
  expect(await copyOf(risk)).toMatchObject({ year: 2026, likelihood: 1, value: 1 });
});

it('the copy follows whoever writes an assessment alone, and leaves one event when it changes', async () => {
  const { id } = await createRisk(here);
  const events = async (): Promise<number> => {
    const [{ count }] = await database.owner.query(
      `SELECT count(*)::int FROM audit_event WHERE table_name = 'risk' AND record_key = $1`,
      [id],
    );
    return count;
  };
  await write((manager) => manager.query(ADD, [id, 'CURRENT', 2026, 4]));
  expect(await events()).toBe(2);
  await write((manager) => manager.query(ADD, [id, 'CURRENT', 2025, 9]));
  await write((manager) => manager.query(ADD, [id, 'RESIDUAL', 2026, 9]));
  expect(await events()).toBe(2);
});

it('nobody can write another copy, on a new risk or an old one', async () => {
  const risk = await assess(here, await createRisk(here), { likelihood: 2, consequence: 3 });
  await write(async (manager) => {
    await manager.query(`UPDATE risk SET current_value = 99, current_band_code = NULL`);
    await manager.query(
      `INSERT INTO risk (municipality_id, id, number, board_id, title, measures_sufficient, version,
         current_value) VALUES ($1, $2, 900, $3, 'Jäv', 'UNKNOWN', 1, 99)`,
      [here.municipalityId, randomUUID(), here.ks],
    );
  });

  expect(await copyOf(risk)).toMatchObject({ value: 6, band: 'HIGH' });
});

it('of two who assess a risk at once, the copy is of the one that counts', async () => {
  const { id } = await createRisk(here);
  await Promise.all(
    [2026, 2024, 2028, 2025, 2027].map((year) =>
      write((manager) => manager.query(ADD, [id, 'CURRENT', year, year])),
    ),
  );

  const [{ year }] = await database.owner.query(
    'SELECT current_year AS year FROM risk WHERE id = $1',
    [id],
  );
  expect(year).toBe(2028);
});
