import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { does } from '../risk/register';
import {
  assess,
  createBoard,
  establishLights,
  type Item,
  movePlan,
  type Plan,
  planOf,
  record,
} from './year';

let database: TestDatabase;
let here: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database);
  await establishLights(here);
});
afterAll(() => database.drop());

const fields =
  'id version revision year board { id } items { id stableId plannedControls { id stableId } }';

/** A plan in force that relies on standing controls, each tested or not, and the controls. */
async function relying(tested: readonly boolean[]) {
  const board = await createBoard(here);
  let plan: Plan = await planOf(here, [], { board, upTo: null });
  const controlIds: string[] = [];
  for (const [index, isTested] of tested.entries()) {
    const { control } = await does<{ control: { id: string } }>(
      here,
      'createControl',
      { board, title: `Inbyggd ${index}`, isStanding: true },
      'control { id }',
    );
    controlIds.push(control.id);
    const input = {
      planId: plan.id,
      expectedVersion: plan.version,
      controlId: control.id,
      isTested,
    };
    const payload = await does<{ controlPlan: Plan }>(
      here,
      'citeStandingControl',
      input,
      `controlPlan { ${fields} }`,
    );
    plan = payload.controlPlan;
  }
  plan = await movePlan(here, await movePlan(here, plan, 'propose'), 'adopt');
  return { board, plan, items: plan.items as readonly Item[], controlIds };
}

const rowsOf = async (board: string) => {
  const input = { board, year: 2025, occasion: 'YEAR_END', asOf: '2025-12-15' };
  const row = `executionStatus assessment { level { code } } results { deviations { text } }`;
  const payload = await does<{ followUpReport: { rows: object[]; rollUp: object } }>(
    here,
    'draftFollowUpReport',
    input,
    `followUpReport { rows { ${row} } }`,
  );
  return payload.followUpReport.rows;
};
const figuresOf = async ({ id }: Plan) => {
  const query =
    'query ($id: ID!) { controlPlan(id: $id) { figures { items expected performed ongoing } } }';
  return (await here.api.ask<{ controlPlan: object }>(query, { id })).controlPlan;
};
const lastTested = async (ids: readonly string[]) => {
  const query = 'query ($id: ID!) { control(id: $id) { lastTestedOn } }';
  const answers = ids.map((id) =>
    here.api.ask<{ control: { lastTestedOn: string | null } }>(query, { id }),
  );
  return (await Promise.all(answers)).map(({ control }) => control.lastTestedOn);
};

it('an untested one expects no result; a tested one works as any item; one that is tested anyway counts', async () => {
  const { board, plan, items, controlIds } = await relying([false, true, false, true]);
  const [, tested, anyway] = items as [Item, Item, Item];
  const deviations = [{ text: 'En referens saknas' }];
  const result = await record(here, tested, { resultOn: '2025-06-01', deviations, sample: 5 });
  await assess(here, result, 'RED', 'Saknas');
  await assess(here, await record(here, anyway, { resultOn: '2025-05-01' }), 'GREEN');

  expect(await figuresOf(plan)).toEqual({
    figures: { items: 4, expected: 3, performed: 2, ongoing: 1 },
  });
  expect(await rowsOf(board)).toEqual([
    { executionStatus: null, assessment: null, results: [] },
    {
      executionStatus: 'COMPLETED',
      assessment: { level: { code: 'RED' } },
      results: [{ deviations }],
    },
    {
      executionStatus: 'COMPLETED',
      assessment: { level: { code: 'GREEN' } },
      results: [{ deviations: [] }],
    },
    { executionStatus: 'NOT_STARTED', assessment: null, results: [] },
  ]);
  expect(await lastTested(controlIds)).toEqual([null, '2025-06-01', '2025-05-01', null]);
});

it('a control was last tested on the day of its latest completed result, whatever the plan', async () => {
  const { board, items, controlIds } = await relying([true, true]);
  const [first] = items as [Item];
  await record(here, first, { resultOn: '2025-03-01' });
  const tooLate = { resultOn: '2025-10-01', executionStatus: 'IN_PROGRESS' };
  await record(here, first, tooLate);
  expect(await lastTested(controlIds)).toEqual(['2025-03-01', null]);

  const next = await planOf(here, [], { board, year: 2026, upTo: null });
  const input = { planId: next.id, expectedVersion: next.version, controlId: controlIds[0] };
  const payload = await does<{ controlPlan: Plan }>(
    here,
    'citeStandingControl',
    input,
    `controlPlan { ${fields} }`,
  );
  const adopted = await movePlan(
    here,
    await movePlan(here, payload.controlPlan, 'propose'),
    'adopt',
  );
  const { id, version } = await record(here, adopted.items[0], {
    ...{ resultOn: '2025-12-01', executionStatus: 'COMPLETED_BY_OTHER_MEANS' },
    performedOtherwise: 'Revisorerna har granskat den',
  });

  expect(await lastTested(controlIds)).toEqual(['2025-12-01', null]);
  await does(here, 'withdrawResult', { resultId: id, expectedVersion: version });
  expect(await lastTested(controlIds)).toEqual(['2025-03-01', null]);
});

it('asks the database as often for six controls as for two', async () => {
  const asked = async (count: number) => {
    const { board, items } = await relying(Array(count).fill(true));
    for (const item of items) await record(here, item, { resultOn: '2025-06-01' });
    const query = `{ controls(filter: { board: "${board}", isStanding: true }) {
      edges { node { title lastTestedOn planItems { title isTested } } } } }`;
    type Answer = { controls: { edges: { node: object }[] } };
    let answer: Answer | undefined;
    const queries = await database.queriesOf(async () => {
      answer = await here.api.ask<Answer>(query);
    });
    const nodes = answer?.controls.edges.map(({ node }) => node) ?? [];
    expect(nodes).toHaveLength(count);
    for (const node of nodes) {
      expect(node).toMatchObject({ lastTestedOn: '2025-06-01', planItems: [{ isTested: true }] });
    }
    return queries.length;
  };

  // The page, the last days, and the items with their definitions.
  expect([await asked(2), await asked(6)]).toEqual([4, 4]);
});
