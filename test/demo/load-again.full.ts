import { demoMunicipalities } from '../../seeds/demo-municipalities';
import { loadDemo } from '../../src/demo/load-demo';
import { createTestDatabase, type TestDatabase } from '../support/database';

const databases: TestDatabase[] = [];
afterAll(() => Promise.all(databases.map((database) => database.drop())));

/** What people link to, and the seeds have names for. */
const named = [
  ...['board', 'process', 'risk', 'control', 'action', 'governing_document'],
  ...['control_plan', 'plan_item', 'planned_control', 'control_result'],
  ...['follow_up_round', 'follow_up_report', 'supervision_report'],
  ...['audit_report', 'audit_recommendation', 'evaluation', 'question'],
];

/** The ids of what is named, in a database with the demonstration. */
async function idsOfDemo(): Promise<[string, string[]][]> {
  const database = await createTestDatabase();
  databases.push(database);
  await loadDemo(database.application, new Date('2026-11-20T12:00:00Z'));
  const municipalities = demoMunicipalities.map(({ id }) => id);
  const ids: [string, string[]][] = [];
  for (const table of named) {
    const sql = `SELECT id FROM ${table} WHERE municipality_id = ANY($1) ORDER BY id`;
    const rows: { id: string }[] = await database.owner.query(sql, [municipalities]);
    ids.push([table, rows.map(({ id }) => id)]);
  }
  return ids;
}

it('another load has the same ids, so that links to the demonstration hold', async () => {
  const [here, there] = [await idsOfDemo(), await idsOfDemo()];

  expect(here.every(([, ids]) => ids.length > 0)).toBe(true);
  expect(there).toEqual(here);
}, 60_000);
