import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { assess, establishLights, record } from '../follow-up/year';
import { does } from '../risk/register';
import {
  adopt,
  type Common,
  type CommonPlan,
  decide,
  decision,
  draftFor,
  itemOf,
  shared,
} from './common';

let database: TestDatabase;
let of: TestMunicipality;
let controlId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  of = await createMunicipality(database, '2026-12-15');
  await establishLights(of);
  controlId = await shared(of, 'Attest');
  await Promise.all(['A', 'B', 'C', 'D'].map(board));
});
afterAll(() => database.drop());

const board = (code: string) =>
  of.api.does(of.api.actorWith('ADMINISTRATOR'), 'createBoard', {
    code,
    name: code,
    kind: 'BOARD',
  });

const FIGURES = `items expected performed notPerformed ongoing sharePerformed sample deviatingCases
  deviationRate lights { counts { level { code } count } } unassessed`;
const ROLL_UP = `
  figures { ${FIGURES} } missing { code }
  boards {
    board { code } state executionStatus level { code word symbol }
    planItem { title notApplicableReason commonControl { id } } figures { deviationRate }
  }`;

/** The adopted plan of a board, and a result of its common control with a light. */
async function performed(
  code: string,
  year: number,
  common: { id: string },
  [sample, deviatingCases, light]: readonly [number, number, string],
): Promise<CommonPlan> {
  const plan = await adopt(of, await draftFor(of, code, year));
  const { id, stableId, plannedControls } = itemOf(plan, common);
  const item = {
    id,
    stableId,
    plannedControls: plannedControls.map((each) => ({ ...each, stableId })),
  };
  const result = await record(of, item, { resultOn: '2026-10-01', sample, deviatingCases });
  await assess(of, result, light);
  return plan;
}

it('one query rolls a common control up over all boards: performed, deviations, lights, who is missing', async () => {
  const year = 2026;
  // Adopted before the executive board decides: missing until the board revises.
  await adopt(of, await draftFor(of, 'A', year));
  const common = await decide(of, year, controlId);
  await performed('KS', year, common, [40, 2, 'GREEN']);
  await performed('BUN', year, common, [60, 18, 'RED']);
  await draftFor(of, 'B', year);
  const none = await draftFor(of, 'C', year);
  const { id, version } = itemOf(none, common);
  const reason = { planItemId: id, expectedVersion: version, reason: 'Inga fakturor' };
  await does(of, 'stateNotApplicable', reason);
  await adopt(of, { ...none, version: none.version + 1 });

  const { commonControl } = await of.api.ask<{ commonControl: object }>(
    `query ($id: ID!) { commonControl(id: $id) { ${ROLL_UP} } }`,
    { id: common.id },
  );

  const item = { title: 'Attest', notApplicableReason: null, commonControl: { id: common.id } };
  const nothing = { executionStatus: null, level: null, figures: { deviationRate: null } };
  const at = (code: string, state: string, more: object) => ({
    ...{ board: { code }, state, planItem: item },
    ...more,
  });
  const light = (code: string) => ({ code, word: code.toLowerCase(), symbol: '●' });
  const done = (code: string, deviationRate: number) => ({
    ...{ executionStatus: 'COMPLETED', level: light(code), figures: { deviationRate } },
  });
  expect(commonControl).toEqual({
    figures: {
      ...{ items: 3, expected: 2, performed: 2, notPerformed: 0, ongoing: 0, sharePerformed: 1 },
      ...{ sample: 100, deviatingCases: 20, deviationRate: 0.2, unassessed: 0 },
      lights: [
        {
          counts: [
            { level: { code: 'GREEN' }, count: 1 },
            { level: { code: 'YELLOW' }, count: 0 },
            { level: { code: 'RED' }, count: 1 },
          ],
        },
      ],
    },
    missing: [{ code: 'A' }, { code: 'B' }, { code: 'D' }],
    boards: [
      at('A', 'MISSING', { ...nothing, planItem: null }),
      at('B', 'IN_PREPARATION', { ...nothing, executionStatus: 'NOT_STARTED' }),
      at('BUN', 'IN_FORCE', done('RED', 0.3)),
      at('C', 'NOT_APPLICABLE', {
        ...nothing,
        planItem: { ...item, notApplicableReason: 'Inga fakturor' },
      }),
      at('D', 'MISSING', { ...nothing, planItem: null }),
      at('KS', 'IN_FORCE', done('GREEN', 0.05)),
    ],
  });
});

it('a body that took over during the year is not missing what the plan of the former one has', async () => {
  const year = 2026;
  const there = await createMunicipality(database, '2026-12-15');
  await establishLights(there);
  const administrator = there.api.actorWith('ADMINISTRATOR');
  const begins = { kind: 'BOARD', validFrom: '2026-07-01' };
  for (const values of [
    { code: 'A', kind: 'BOARD' },
    { code: 'B', kind: 'BOARD' },
    { code: 'NYA', ...begins },
    { code: 'NYB', ...begins },
  ]) {
    await there.api.does(administrator, 'createBoard', { ...values, name: values.code });
  }
  const [common, next] = [
    await decide(there, year, await shared(there, 'Attest')),
    await decide(there, year + 1, await shared(there, 'Attest')),
  ];
  for (const code of ['A', 'BUN']) await adopt(there, await draftFor(there, code, year));
  for (const [former, successor] of [
    ['A', 'NYA'],
    ['B', 'NYB'],
    ['BUN', 'KS'],
  ]) {
    const merger = { predecessors: [former], successor, mergedOn: '2026-07-01' };
    await there.api.does(administrator, 'mergeBoards', merger);
  }
  const rollUp = async ({ id }: Common) => {
    type Asked = { commonControl: { boards: { board: { code: string }; state: string }[] } };
    const query = `query ($id: ID!) {
      commonControl(id: $id) { missing { code } boards { board { code } state } } }`;
    const { boards } = (await there.api.ask<Asked>(query, { id })).commonControl;
    return Object.fromEntries(boards.map(({ board: { code }, state }) => [code, state]));
  };

  // KS was there all the year: what it took over is not its own plan.
  const others = { B: 'MISSING', NYB: 'MISSING', KS: 'MISSING' };
  expect(await rollUp(common)).toEqual({ A: 'IN_FORCE', BUN: 'IN_FORCE', ...others });
  expect(await rollUp(next)).toEqual({ NYA: 'MISSING', NYB: 'MISSING', KS: 'MISSING' });

  await draftFor(there, 'NYA', year);
  expect(await rollUp(common)).toMatchObject({ ...others, NYA: 'IN_PREPARATION' });
});

it('one query follows the deviation rate of a control over the years, the latest first', async () => {
  const common = await decide(of, 2025, controlId);
  await performed('KS', 2025, common, [10, 1, 'GREEN']);

  const { control } = await of.api.ask<{ control: object }>(
    `query ($id: ID!) { control(id: $id) { commonControls { year figures { deviationRate } } } }`,
    { id: controlId },
  );

  expect(control).toEqual({
    commonControls: [
      { year: 2026, figures: { deviationRate: 0.2 } },
      { year: 2025, figures: { deviationRate: 0.1 } },
    ],
  });
});

it('who sees the plans of one board only is told of that board only', async () => {
  const { data } = await of.api.run<{ commonControls: object[] }>(
    of.api.actorWith('CONTROL_PERFORMER', of.bun),
    `{ commonControls(year: 2026) {
      figures { items deviationRate } missing { code } boards { board { code } state } } }`,
  );

  expect(data.commonControls).toEqual([
    {
      figures: { items: 1, deviationRate: 0.3 },
      missing: [],
      boards: [{ board: { code: 'BUN' }, state: 'IN_FORCE' }],
    },
  ]);
});

it('takes as many statements for six boards and controls as for two', async () => {
  const statements = async (year: number): Promise<number> =>
    (
      await database.queriesOf(() =>
        of.api.ask(`query ($year: Int!) { commonControls(year: $year) { id ${ROLL_UP} } }`, {
          year,
        }),
      )
    ).length;
  const fill = async (year: number, boards: readonly string[], controls: number) => {
    const titles = Array.from({ length: controls }, (_each, count) => `Kontroll ${count}`);
    const ids = await Promise.all(titles.map((title) => shared(of, title)));
    const input = { year, controls: ids.map((id) => ({ controlId: id, kinds: [] })), decision };
    const secretary = of.api.actorWith('BOARD_SECRETARY');
    const { commonControls } = await of.api.does<{ commonControls: [Common] }>(
      ...([secretary, 'decideCommonControls', input, 'commonControls { id number }'] as const),
    );
    await performed('KS', year, commonControls[0], [10, 1, 'RED']);
    await Promise.all(boards.map((code) => draftFor(of, code, year)));
  };
  await fill(2030, ['A'], 2);
  expect(await statements(2030)).toBe(7);

  const more = Array.from({ length: 2 }, (_each, index) => `N${index}`);
  await Promise.all(more.map(board));
  await fill(2031, ['A', 'B', 'C', ...more], 6);
  expect(await statements(2031)).toBe(7);
}, 60_000);
