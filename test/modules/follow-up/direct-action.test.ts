import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { does } from '../risk/register';
import { createBoard, establishLights, type Item, planOf, raise, record } from './year';

let database: TestDatabase;
let here: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database);
  await establishLights(here);
});
afterAll(() => database.drop());

it('has come as far as its actions had by the day, unless a final result says otherwise', async () => {
  const raised = { raisedOn: '2025-02-01' };
  const done = await raise(here, 'Gjord', raised);
  const cancelled = await raise(here, 'Avbruten', raised);
  const started = await raise(here, 'Påbörjad', raised);
  const planned = await raise(here, 'Planerad', raised);
  const seen = ({ id, version }: typeof done) => ({ actionId: id, expectedVersion: version });
  await does(here, 'completeAction', { ...seen(done), doneOn: '2025-05-01' });
  await does(here, 'cancelAction', { ...seen(cancelled), reason: 'x' });
  await does(here, 'startAction', seen(started));
  const board = await createBoard(here);
  const both = [done.id, cancelled.id];
  const drafts = [both, [done.id, planned.id], [started.id], [planned.id], [], both, both];
  const plan = await planOf(
    here,
    drafts.map((actionIds, index) => ({ title: `${index}`, kind: 'DIRECT_ACTION', actionIds })),
    { board },
  );
  const [reported, notPerformed] = plan.items.slice(5) as unknown as [Item, Item];
  await record(here, reported, { executionStatus: 'IN_PROGRESS', resultOn: '2025-03-01' });
  await record(here, notPerformed, {
    ...{ executionStatus: 'NOT_PERFORMED', notPerformedReason: 'Vakans', resultOn: '2025-03-01' },
  });

  const told = async (occasion: string, asOf: string) => {
    const input = { board, year: 2025, occasion, asOf };
    const { followUpReport } = await does<{
      followUpReport: { rows: { executionStatus: string }[]; counts: object };
    }>(
      here,
      'draftFollowUpReport',
      input,
      'followUpReport { rows { executionStatus } counts { unassessed } }',
    );
    const { rows, counts } = followUpReport;
    return [rows.map(({ executionStatus }) => executionStatus), counts];
  };
  const none = { unassessed: 0 };
  expect(await told('INTERIM', '2025-03-31')).toEqual([
    [...Array(5).fill('NOT_STARTED'), 'IN_PROGRESS', 'NOT_PERFORMED'],
    none,
  ]);
  expect(await told('YEAR_END', '2025-12-16')).toEqual([
    ['COMPLETED', 'IN_PROGRESS', 'IN_PROGRESS', 'NOT_STARTED', 'NOT_STARTED', 'COMPLETED'].concat(
      'NOT_PERFORMED',
    ),
    none,
  ]);
  const query = `query ($id: ID!) { controlPlan(id: $id) { items { settlement }
    figures { items performed notPerformed ongoing unassessed } } }`;
  const { controlPlan } = await here.api.ask<{ controlPlan: object }>(query, { id: plan.id });
  expect(controlPlan).toEqual({
    figures: { items: 7, performed: 2, notPerformed: 1, ongoing: 4, unassessed: 0 },
    items: ['ACTIONS_DONE', 'OPEN', 'OPEN', 'OPEN', 'OPEN', 'ACTIONS_DONE', 'NOT_PERFORMED'].map(
      (settlement) => ({ settlement }),
    ),
  });
});
