import { unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import {
  assess,
  createBoard,
  establishLights,
  movePlan,
  planOf,
  record,
  revisePlan,
} from '../follow-up/year';
import { assess as assessRisk, createRisk, does } from '../risk/register';
import { lights, scheme } from '../scoring-scheme/scheme';

interface Row {
  readonly board: { readonly code: string };
  readonly year: number;
  readonly plan: { readonly year: number } | null;
  readonly daysLate: number | null;
  readonly figures: object;
}
interface Answer {
  readonly comparison: {
    readonly rows: readonly Row[];
    readonly years: readonly { readonly year: number }[];
  };
}

const COMPARISON = `query ($from: Int!, $to: Int!, $boards: [String!]) {
  comparison(from: $from, to: $to, boards: $boards) {
    rows {
      board { code } year plan { year } daysLate adoptedOn
      figures { items sharePerformed deviationRate lights { scheme { number } counts { level { code } count } } }
      categories { name figures { items } }
      values { scheme { number } items mean bands { band { code } count } }
    }
    years {
      year boards plansInForce schemes { number } differingSchemes { number }
      figures { items sharePerformed lights { scheme { number } counts { level { code } count } } }
      values { scheme { number } items mean }
    }
  }
}`;

let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;

/** BUN has a plan for 2025 under one scheme and one for 2026 under the next; KS has none. */
beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database, '2026-02-01');
  elsewhere = await createMunicipality(database, '2026-02-01');
  await establishLights(here);
  const before = await planOf(
    here,
    [
      { title: 'Attest', controls: ['A'] },
      { title: 'Jäv', controls: ['B'] },
    ],
    {
      board: 'BUN',
      year: 2025,
    },
  );
  const done = await record(here, before.items[0], { sample: 20, deviatingCases: 1 });
  await assess(here, done, 'YELLOW', 'En attest saknades.');

  await does(here, 'establishScoringScheme', scheme({ assessmentLevels: lights('GOOD', 'BAD') }));
  const { riskCategory } = await does<{ riskCategory: { id: string } }>(
    here,
    'createRiskCategory',
    { name: 'Ekonomi' },
    'riskCategory { id }',
  );
  const risk = await createRisk(here, { board: 'BUN', categoryId: riskCategory.id });
  const assessed = await assessRisk(here, risk, { year: 2026, likelihood: 3, consequence: 4 });
  const after = await planOf(here, [{ riskId: assessed.id, controls: ['C'] }], {
    board: 'BUN',
    year: 2026,
  });
  await assess(here, await record(here, after.items[0]), 'BAD', 'Allt saknades.');
});
afterAll(() => database.drop());

const compare = (variables: object) => here.api.ask<Answer>(COMPARISON, { ...variables });

it('tells items, categories, share performed, deviation rate, lights and days late of each board and year', async () => {
  const { rows } = (await compare({ from: 2025, to: 2026 })).comparison;

  expect(rows.map(({ board, year, daysLate }) => [board.code, year, daysLate])).toEqual([
    ['BUN', 2025, 15],
    ['KS', 2025, 397],
    ['BUN', 2026, 0],
    ['KS', 2026, 32],
  ]);
  expect(rows[0]).toEqual({
    ...{ board: { code: 'BUN' }, year: 2025, plan: { year: 2025 } },
    ...{ daysLate: 15, adoptedOn: '2025-01-15' },
    figures: {
      ...{ items: 2, sharePerformed: 0.5, deviationRate: 0.05 },
      lights: [
        {
          scheme: { number: 1 },
          counts: ['GREEN', 'YELLOW', 'RED'].map((code) => ({
            level: { code },
            count: Number(code === 'YELLOW'),
          })),
        },
      ],
    },
    categories: [{ name: null, figures: { items: 2 } }],
    values: [],
  });
  expect(rows[2]).toMatchObject({
    categories: [{ name: 'Ekonomi', figures: { items: 1 } }],
    values: [
      {
        ...{ scheme: { number: 2 }, items: 1, mean: 12 },
        bands: [
          { band: { code: 'LOW' }, count: 0 },
          { band: { code: 'HIGH' }, count: 1 },
        ],
      },
    ],
  });
  expect(rows[1]).toMatchObject({ plan: null, figures: { items: 0, sharePerformed: null } });
});

it('a trend says where schemes differ, and keeps their lights apart', async () => {
  const { years } = (await compare({ from: 2024, to: 2026 })).comparison;

  expect(years).toMatchObject([
    { year: 2024, boards: 2, plansInForce: 0, schemes: [], differingSchemes: [] },
    { year: 2025, plansInForce: 1, schemes: [{ number: 1 }], differingSchemes: [] },
    {
      year: 2026,
      differingSchemes: [{ number: 1 }, { number: 2 }],
      figures: {
        lights: [
          { scheme: { number: 2 }, counts: [{ count: 0 }, { level: { code: 'BAD' }, count: 1 }] },
        ],
      },
      values: [{ scheme: { number: 2 }, items: 1, mean: 12 }],
    },
  ]);
});

it('a revision during the year does not make a plan later than it was', async () => {
  const board = await createBoard(here);
  const first = await planOf(here, undefined, { board, year: 2025 });
  const revision = await movePlan(here, await revisePlan(here, first), 'propose');
  const input = {
    ...{ planId: revision.id, expectedVersion: revision.version },
    decision: { metOn: '2025-09-01' },
  };
  await here.api.does(here.api.actorWith('BOARD_SECRETARY'), 'adoptControlPlan', input);

  const { rows } = (await compare({ from: 2025, to: 2025, boards: [board] })).comparison;
  expect(rows).toMatchObject([{ plan: { year: 2025 }, daysLate: 15, adoptedOn: '2025-01-15' }]);
  await here.api.does(here.api.actorWith('ADMINISTRATOR'), 'updateBoard', {
    ...{ boardId: first.board.id, expectedVersion: 1, validTo: '2025-12-31' },
  });
});

it('a body is compared only in years in which it exists, and only if it answers for its own', async () => {
  const { api } = here;
  const create = (input: object) => api.does(api.actorWith('ADMINISTRATOR'), 'createBoard', input);
  await create({
    code: 'NY',
    name: 'Ny nämnd',
    kind: 'BOARD',
    validFrom: '2025-07-01',
    validTo: '2026-12-31',
  });
  await create({ code: 'KF', name: 'Kommunfullmäktige', kind: 'COUNCIL' });

  const named = await compare({ from: 2024, to: 2027, boards: ['NY'] });
  expect(named.comparison.rows.map(({ year }) => year)).toEqual([2025, 2026]);
  const { rows } = (await compare({ from: 2026, to: 2026 })).comparison;
  expect(rows.map(({ board }) => board.code)).toEqual(['BUN', 'KS', 'NY']);
});

it('leaves out the boards whose plans the caller does not see', async () => {
  const performer = here.api.actorWith('CONTROL_PERFORMER', here.ks);
  const { data } = await here.api.run<Answer>(performer, COMPARISON, { from: 2025, to: 2025 });
  expect(data.comparison).toMatchObject({
    rows: [{ board: { code: 'KS' }, plan: null }],
    years: [{ boards: 1, plansInForce: 0 }],
  });
});

it('refuses years the wrong way round or too many, and foreign boards', async () => {
  const ask = (variables: object) =>
    here.api.run(here.api.actorWith('AUDITOR'), COMPARISON, { ...variables });

  const wrong = await ask({ from: 2026, to: 2025 });
  expect(wrong.errors[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { field: 'to', rule: { sv: 'ligger före from', en: 'is before from' } },
  });
  const many = await ask({ from: 2000, to: 2020 });
  expect(many.errors[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { field: 'to' },
  });
  for (const board of [elsewhere.bun, unknownId()]) {
    expect((await ask({ from: 2025, to: 2025, boards: [board] })).codes).toEqual(['NOT_FOUND']);
  }
});

it('asks the same number of questions of the database for few and for many', async () => {
  const count = async () =>
    (await database.queriesOf(() => compare({ from: 2025, to: 2026 }))).length;
  const few = await count();
  for (let boards = 0; boards < 4; boards += 1) {
    const drafts = ['E', 'F', 'G', 'H'].map((title) => ({ title, controls: [title] }));
    await planOf(here, drafts, { board: await createBoard(here), year: 2026 });
  }

  expect(few).toBe(8);
  expect(await count()).toBe(8);
});
