import { move } from '../modules/control-plan/plan';
import { decision } from '../modules/follow-up/year';
import { establish } from '../modules/risk/register';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createMunicipality, type TestMunicipality } from '../support/municipality';
import { csvOf, exchangeOf, hostileTexts } from './exchange';

let database: TestDatabase;
let here: TestMunicipality;
let exchange: ReturnType<typeof exchangeOf>;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  here = await createMunicipality(database);
  exchange = exchangeOf(database, here);
  await establish(here);
  await exchange.send(
    'risks',
    csvOf(['Nyckel', 'Nämnd', 'Identifierad risk'], ['R1', 'KS', 'Jäv'], ['R2', 'KS', 'Frånvaro']),
  );
});
afterAll(() => database.drop());

interface Plan {
  readonly id: string;
  readonly version: number;
  readonly items: readonly object[];
}
const planOf = async (year = 2026) => {
  const { yearlyControlPlan } = await here.api.ask<{ yearlyControlPlan: Plan | null }>(
    `query ($year: Int!) { yearlyControlPlan(board: "KS", year: $year) { id version items {
       kind title riskValue note isTested sensitivity risk { title } process { name }
       plannedControls { methods population sample definition { title purpose ownerRole frequency } } } } }`,
    { year },
  );
  return yearlyControlPlan;
};
const counts = (values: object) => ({
  created: 0,
  changed: 0,
  unchanged: 0,
  rejected: 0,
  ...values,
});
const take = (format: 'csv' | 'xlsx', year = '2026') =>
  exchange.take('/reports/control-plan/:year', { year, name: 'KS' }, format);

const header = [
  'Nyckel',
  'Nämnd',
  'År',
  'Risknyckel',
  'Identifierad risk',
  'Rubrik utan risk',
  'Sannolikhet',
  'Konsekvens',
  'Kontrollnyckel',
  'Kontrollmoment',
  'Syfte',
  'Kontrollmetod',
  'Kontrollansvarig',
  'Population',
  'Stickprov',
  'Anteckning',
];
const rows = [
  [
    '1',
    'KS',
    2026,
    'R1',
    null,
    null,
    null,
    null,
    'K1',
    'Attest',
    'Rätt\nattest',
    'Stickprov\nEnkät',
    'Chef',
    100,
    10,
    'Obs',
  ],
  [
    '1',
    'KS',
    2026,
    'R1',
    null,
    null,
    null,
    null,
    null,
    'Jävsprövning',
    null,
    'INTERVIEW',
    null,
    null,
    null,
    null,
  ],
  [
    '2',
    'KS',
    2026,
    null,
    'frånvaro',
    null,
    null,
    null,
    null,
    'Attest',
    null,
    null,
    null,
    null,
    null,
    null,
  ],
  ['3', 'KS', 2026, null, null, 'Kassan', 2, 3, null, null, null, null, null, null, null, null],
];

it('makes the draft of a board and year, with risks and controls, and the same file again changes nothing', async () => {
  const first = await exchange.send('control-plans', csvOf(header, ...rows));
  const again = await exchange.send('control-plans', csvOf(header, ...rows));

  expect(first).toMatchObject({ status: 200, errors: [], counts: counts({ created: 4 }) });
  expect(again).toMatchObject({ status: 200, errors: [], counts: counts({ unchanged: 4 }) });
  expect((await planOf())?.items).toMatchObject([
    {
      kind: 'OWN_CONTROL',
      risk: { title: 'Jäv' },
      note: 'Obs',
      plannedControls: [
        {
          methods: ['SAMPLE', 'SURVEY'],
          population: 100,
          sample: 10,
          definition: { title: 'Attest', purpose: 'Rätt\nattest', ownerRole: 'Chef' },
        },
        { methods: ['INTERVIEW'], population: null, definition: { title: 'Jävsprövning' } },
      ],
    },
    { risk: { title: 'Frånvaro' }, plannedControls: [{ definition: { title: 'Attest' } }] },
    { risk: null, title: 'Kassan', riskValue: 6, plannedControls: [] },
  ]);
});

it('refuses rows with clear reasons, and writes nothing', async () => {
  const file = csvOf(
    header,
    [
      '1',
      'KS',
      2026,
      null,
      'Okänd risk',
      null,
      null,
      null,
      null,
      'Attest',
      null,
      null,
      null,
      null,
      null,
      null,
    ],
    [
      '2',
      'KS',
      2026,
      null,
      null,
      'Kassan',
      null,
      null,
      null,
      'Attest',
      null,
      'Gissning',
      null,
      null,
      null,
      null,
    ],
    ['3', 'KS', 2026, 'R1', null, null, null, null, null, 'A', null, null, null, 5, 10, null],
    ['4', 'KS', 2026, 'R2', null, null, null, null, null, 'B', null, null, null, null, null, 'x'],
    ['4', 'KS', 2026, 'R1', null, null, null, null, null, 'C', null, null, null, null, null, null],
    ['5', 'KS', 2026, null, null, null, null, null, null, 'D', null, null, null, null, null, null],
  );

  const answer = await exchange.send('control-plans', file);

  expect(answer).toMatchObject({ status: 422, counts: counts({ rejected: 6 }) });
  expect(answer.errors.map(({ line, column, reason }) => [line, column, reason.sv])).toEqual([
    [
      2,
      'Identifierad risk',
      'finns inte bland nämndens risker i registret; importera risken först',
    ],
    [3, 'Kontrollmetod', expect.stringContaining('är inget av: Stickprov')],
    [4, 'Stickprov', expect.stringContaining('större än populationen')],
    [6, 'Risknyckel', 'är något annat än på rad 5, som är samma rad i planen'],
    [7, 'Rubrik utan risk', 'behövs när posten varken har risk, process eller system'],
  ]);
  expect(await planOf()).toBeNull();
});

it.each(['csv', 'xlsx'] as const)(
  'takes a plan back from %s without a change, draft or adopted',
  async (format) => {
    const hostile = hostileTexts.map((text, index) => [
      `${text}${index}`,
      'KS',
      2026,
      null,
      null,
      `t${text}`,
      1,
      null,
      `${text}${index}`,
      `k${text}`,
      `${text}\n${text}`,
      'Analys',
      text,
      7,
      null,
      text,
    ]);
    const standing = [...header, 'Slag', 'Testas'];
    const cited = [
      'S',
      'KS',
      2026,
      null,
      null,
      'Inbyggd',
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      'Inbyggd kontroll',
      'Nej',
    ];
    const file = csvOf(
      standing,
      ...[...rows, ...hostile].map((row) => [...row, null, null]),
      cited,
    );
    expect((await exchange.send('control-plans', file)).errors).toEqual([]);
    const before = await planOf();
    const unchanged = counts({ unchanged: rows.length + hostile.length + 1 });

    const asDraft = await exchange.send('control-plans', ...(await take(format)));
    expect(asDraft).toMatchObject({ errors: [], counts: unchanged });
    expect(await planOf()).toEqual(before);

    const proposed = await move(here, 'proposeControlPlan', before as Plan);
    await move(here, 'adoptControlPlan', proposed, { decision });
    const adopted = await exchange.send('control-plans', ...(await take(format)));
    const changed = await exchange.send(
      'control-plans',
      csvOf(header.slice(0, 4).concat('Anteckning'), ['1', 'KS', 2026, 'R1', 'Annat']),
    );

    expect(adopted).toMatchObject({ errors: [], counts: unchanged });
    expect(changed).toMatchObject({ status: 422, counts: counts({ rejected: 1 }) });
    expect(changed.errors[0]?.reason.sv).toBe(
      'ControlPlan är beslutad och ändras aldrig mer. Gör en ny revision i stället.',
    );
  },
);

it('changes what the file says otherwise, and takes no row of another plan', async () => {
  await exchange.send('control-plans', csvOf(header, ...rows));
  const change = csvOf(
    [
      'Nyckel',
      'Nämnd',
      'År',
      'Risknyckel',
      'Anteckning',
      'Kontrollnyckel',
      'Kontrollmoment',
      'Stickprov',
    ],
    ['1', 'KS', 2026, 'R1', 'Ny', 'K1', 'Attest av fakturor', 20],
  );

  const changed = await exchange.send('control-plans', change);
  const nextYear = await exchange.send(
    'control-plans',
    csvOf(header, ...rows.map((row) => [row[0] ?? null, 'KS', 2027, ...row.slice(3)])),
  );

  expect(changed).toMatchObject({ errors: [], counts: counts({ changed: 1 }) });
  expect((await planOf())?.items[0]).toMatchObject({
    note: 'Ny',
    plannedControls: [
      {
        sample: 20,
        population: 100,
        methods: ['SAMPLE', 'SURVEY'],
        definition: { title: 'Attest av fakturor', purpose: 'Rätt\nattest' },
      },
    ],
  });
  expect(nextYear.errors.map(({ column, reason }) => [column, reason.sv])).toEqual(
    Array(3).fill([
      'Nyckel',
      'hör till en rad i en annan plan; töm nyckeln för att göra en ny rad',
    ]),
  );
});

it('tells of a row that PostgreSQL refuses, and goes on with the others', async () => {
  const answer = await exchange.send(
    'control-plans',
    csvOf(
      ['Nyckel', 'Nämnd', 'År', 'Risknyckel', 'Kontrollmoment'],
      ['1', 'KS', 202555, 'R1', 'Attest'],
      ['x'.repeat(201), 'KS', 2026, 'R1', 'Attest'],
      ['3', 'KS', 2026, 'R2', 'Attest'],
    ),
  );

  expect(answer).toMatchObject({ status: 422, counts: counts({ created: 1, rejected: 2 }) });
  expect(answer.errors.map(({ line }) => line)).toEqual([2, 3]);
});
