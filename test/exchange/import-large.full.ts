import { writeXlsx } from 'hucre';
import { importRoutes } from '../../src/exchange/import-routes';
import { asCaller } from '../../src/front/as-caller';
import { startHttpServer } from '../../src/http';
import { createClock } from '../../src/kernel/clock';
import { createRequestContext } from '../../src/kernel/request-context';
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
  const outcome = async (dryRun: boolean) => {
    const { counts, errors } = await send('risks', file, { dryRun, type: xlsx });
    return { ...counts, errors };
  };
  const nothing = { created: 0, changed: 0, unchanged: 0, rejected: 0, errors: [] };

  expect(await outcome(false)).toEqual({ ...nothing, created: ROWS });
  expect(await outcome(true)).toEqual({ ...nothing, unchanged: ROWS });
}, 900_000);

it('refuses a file that is too long before it is read', async () => {
  const createContext = async () =>
    createRequestContext(database.application, here.api.actorWith('CONTROLLER'), createClock());
  const server = await startHttpServer({
    ...{ host: '127.0.0.1', port: 0, portIsChosen: false, log: () => undefined },
    routes: importRoutes(asCaller(createContext)),
    isReady: async () => true,
  });
  const post = (bytes: number) =>
    fetch(`${server.url}/imports/risks`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: new Uint8Array(bytes).fill(0x20),
    });

  const tooLong = await post(20 * 1024 ** 2 + 1);
  const blank = await post(1_000_000);
  await server.stop();

  expect([tooLong.status, blank.status]).toEqual([413, 400]);
  expect(tooLong.headers.get('content-type')).toMatch(/^application\/problem\+json/);
});
