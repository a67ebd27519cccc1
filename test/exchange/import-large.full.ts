import { writeXlsx } from 'hucre';
import { establish } from '../modules/risk/register';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createMunicipality, type TestMunicipality } from '../support/municipality';
import { exchangeOf } from './exchange';

const ROWS = 1_500;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let database: TestDatabase;
let here: TestMunicipality;

beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database);
  await establish(here);
});
afterAll(() => database.drop());

it('takes in many rows in one transaction, and finds that nothing has changed', async () => {
  const header = ['Nyckel', 'Nämnd', 'Identifierad risk', 'Riskbeskrivning', 'Bedömt år'];
  const rows = Array.from({ length: ROWS }, (_, index) => [
    ...[`R${index}`, index % 2 ? 'KS' : 'BUN', `Risk ${index}`, `Något kan gå fel ${index}`, 2026],
    ...[(index % 3) + 1, (index % 4) + 1],
  ]);
  const all = [[...header, 'Sannolikhet', 'Konsekvens'], ...rows];
  const file = Buffer.from(await writeXlsx({ sheets: [{ name: 'Risker', rows: all }] }));
  const { send } = exchangeOf(database, here);
  const timed = async (dryRun: boolean) => {
    const begun = performance.now();
    const { counts, errors } = await send('risks', file, { dryRun, type: xlsx });
    console.log(`dryRun=${dryRun}: ${Math.round(performance.now() - begun)} ms`);
    return { ...counts, errors };
  };
  const nothing = { created: 0, changed: 0, unchanged: 0, rejected: 0, errors: [] };

  expect(await timed(false)).toEqual({ ...nothing, created: ROWS });
  expect(await timed(true)).toEqual({ ...nothing, unchanged: ROWS });
}, 900_000);
