import { establishLights, planOf } from '../modules/follow-up/year';
import { does } from '../modules/risk/register';
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
  await establishLights(here);
  await planOf(
    here,
    [
      { title: 'Attest', controls: ['Stickprov', 'Enkät'] },
      { title: 'Kassan', controls: ['Räkning'] },
    ],
    { board: 'KS' },
  );
});
afterAll(() => database.drop());

const results = async () => {
  type Item = { title: string; results: object[] };
  const { yearlyControlPlan } = await here.api.ask<{ yearlyControlPlan: { items: Item[] } }>(
    `{ yearlyControlPlan(board: "KS", year: 2025) { items { title results {
       executionStatus resultOn text sample deviatingCases sensitivity performedMethods version
       plannedControls { definition { title } } deviations { text severity }
       assessment { level { code } motive assessedOn } } } } }`,
  );
  return yearlyControlPlan.items.map((item) => item.results);
};
const counts = (values: object) => ({
  created: 0,
  changed: 0,
  unchanged: 0,
  rejected: 0,
  ...values,
});
const take = async (board: string, format: 'csv' | 'xlsx') => {
  const report = { board, year: 2025, occasion: 'YEAR_END', asOf: '2025-12-16' };
  await does(here, 'draftFollowUpReport', report);
  const address = { year: '2025', board, name: 'year-end' };
  return exchange.take('/reports/follow-up/:year/:board', address, format);
};

const header = [
  'Nyckel',
  'Nämnd',
  'År',
  'Identifierad risk',
  'Kontrollmoment',
  'Uppföljning',
  'Resultat per',
  'Resultat',
  'Genomförd metod',
  'Population',
  'Stickprov',
  'Avvikande fall',
  'Avvikelser',
  'Bedömning',
  'Motiv till bedömning',
  'Resultat bedömt den',
];
const rows = [
  [
    'A',
    'KS',
    2025,
    'attest',
    'Stickprov',
    'Genomförd',
    '2025-08-31',
    'Bra',
    'Stickprov',
    100,
    20,
    2,
    'En\nTvå',
    'green',
    'Få fel',
    '2025-09-01',
  ],
  [
    null,
    'KS',
    2025,
    'Attest',
    'enkät',
    'Pågår',
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
  ],
  [
    null,
    'KS',
    2025,
    'Kassan',
    null,
    'COMPLETED',
    '2025-12-01',
    'Okej',
    null,
    null,
    null,
    null,
    null,
    'Okänd',
    null,
    null,
  ],
];

it('records results with their lights, and the same file again changes nothing', async () => {
  const first = await exchange.send('results', csvOf(header, ...rows));
  const before = await results();
  const again = await exchange.send('results', csvOf(header, ...rows));

  expect(first).toMatchObject({ status: 200, errors: [], counts: counts({ created: 3 }) });
  expect(again).toMatchObject({ status: 200, errors: [], counts: counts({ unchanged: 3 }) });
  expect(await results()).toEqual(before);
  expect(before).toMatchObject([
    expect.arrayContaining([
      expect.objectContaining({
        text: 'Bra',
        sample: 20,
        deviatingCases: 2,
        resultOn: '2025-08-31',
        performedMethods: ['SAMPLE'],
        plannedControls: [{ definition: { title: 'Stickprov' } }],
        deviations: [
          { text: 'En', severity: null },
          { text: 'Två', severity: null },
        ],
        assessment: { level: { code: 'GREEN' }, motive: 'Få fel', assessedOn: '2025-09-01' },
      }),
      expect.objectContaining({ executionStatus: 'IN_PROGRESS', assessment: null }),
    ]),
    [
      {
        text: 'Okej',
        assessment: { level: null },
        plannedControls: [{ definition: { title: 'Räkning' } }],
      },
    ],
  ]);
});

it('leaves a result alone that came after the file was made', async () => {
  const silent = rows.map((row) => row.map((value, at) => (at === 0 || at > 4 ? null : value)));
  await exchange.send('results', csvOf(header, ...rows));
  const before = await results();
  const answer = await exchange.send('results', csvOf(header, ...silent));

  expect(answer).toMatchObject({ status: 200, errors: [], counts: counts({ unchanged: 3 }) });
  expect(await results()).toEqual(before);
});

it('corrects what the file says otherwise, with the light that it still says', async () => {
  await exchange.send('results', csvOf(header, ...rows));
  const [first = []] = rows;

  const corrected = await exchange.send(
    'results',
    csvOf(header, [...first.slice(0, 7), 'Bättre', ...first.slice(8)]),
  );
  const onlyLight = await exchange.send(
    'results',
    csvOf(
      ['Nyckel', 'Nämnd', 'År', 'Identifierad risk', 'Uppföljning', 'Bedömning'],
      ['A', 'KS', 2025, 'Attest', null, 'RED'],
    ),
  );
  const withdrawn = await exchange.send(
    'results',
    csvOf(
      ['Nyckel', 'Nämnd', 'År', 'Identifierad risk', 'Uppföljning', 'Bedömning'],
      ['A', 'KS', 2025, 'Attest', null, null],
    ),
  );

  for (const answer of [corrected, onlyLight, withdrawn]) {
    expect(answer).toMatchObject({ errors: [], counts: counts({ changed: 1 }) });
  }
  expect((await results())[0]).toContainEqual(
    expect.objectContaining({
      text: 'Bättre',
      assessment: null,
      deviations: [expect.objectContaining({ text: 'En' }), expect.anything()],
    }),
  );
});

it('refuses rows with clear reasons, and writes nothing', async () => {
  const bare = [
    'Nämnd',
    'År',
    'Identifierad risk',
    'Kontrollmoment',
    'Uppföljning',
    'Bedömning',
    'Stickprov',
    'Avvikande fall',
    'Resultat',
  ];
  const answer = await exchange.send(
    'results',
    csvOf(
      bare,
      ['KS', 2024, 'Attest', null, 'Pågår', null, null, null, null],
      ['KS', 2025, 'Borta', null, 'Pågår', null, null, null, null],
      ['KS', 2025, 'Attest', 'Räkning', 'Pågår', null, null, null, null],
      ['KS', 2025, 'Attest', 'Enkät', 'Genomförd', 'Lila', null, null, null],
      ['KS', 2025, 'Kassan', null, 'Genomförd', null, 20, 21, null],
      ['KS', 2025, 'Attest', 'Stickprov', null, null, null, null, 'Text utan läge'],
      ['KS', 2025, 'Attest', null, 'Pågår', 'GREEN', null, null, null],
    ),
  );

  expect(answer).toMatchObject({ status: 422, counts: counts({ rejected: 7 }) });
  expect(answer.errors.map(({ line, column, reason }) => [line, column, reason.sv])).toEqual([
    [2, null, 'ControlPlan kan inte ändras så: nämnden har ingen beslutad plan för året.'],
    [3, 'Identifierad risk', 'finns inte i nämndens beslutade plan för året'],
    [4, 'Kontrollmoment', 'har Räkning, som inte planeras för den raden'],
    [5, 'Bedömning', expect.stringContaining('är inget av: ')],
    [6, 'Avvikande fall', 'är större än stickprovet'],
    [7, 'Uppföljning', 'får inte vara tomt'],
    [8, null, expect.stringContaining('assess går inte i läget IN_PROGRESS')],
  ]);
  expect(await results()).toEqual([[], []]);
});

it.each(['csv', 'xlsx'] as const)(
  'takes a follow-up back from %s without a change',
  async (format) => {
    await planOf(
      here,
      hostileTexts.map((text, index) => ({ title: `t${text}${index}`, controls: [`k${text}`] })),
      { board: 'BUN' },
    );
    const hostile = hostileTexts.map((text, index) => [
      `${text}${index}`,
      'BUN',
      2025,
      `t${text}${index}`,
      null,
      'COMPLETED',
      '2025-12-01',
      `${text}\n${text}`,
      'Analys\nEnkät',
      7,
      0,
      0,
      `${text}\nx`,
      'RED',
      text.trim() || 'm',
      null,
    ]);
    expect(
      (await exchange.send('results', csvOf(header, rows[0] ?? [], ...hostile))).errors,
    ).toEqual([]);
    const before = await results();

    const answer = await exchange.send('results', ...(await take('KS', format)));
    const ofBun = await exchange.send('results', ...(await take('BUN', format)));

    expect(answer).toMatchObject({ status: 200, errors: [], counts: counts({ unchanged: 3 }) });
    expect(ofBun).toMatchObject({
      status: 200,
      errors: [],
      counts: counts({ unchanged: hostile.length }),
    });
    expect(await results()).toEqual(before);
  },
);

it('takes no result of another plan by its key', async () => {
  await planOf(here, [{ title: 'Attest', controls: ['Stickprov'] }], { board: 'BUN' });
  await exchange.send('results', csvOf(header, ...rows));
  const before = await results();
  const [first = []] = rows;
  const answer = await exchange.send(
    'results',
    csvOf(header, [first[0] ?? null, 'BUN', ...first.slice(2)]),
  );

  expect(answer).toMatchObject({ status: 422, errors: [{ line: 2, column: 'Nyckel' }] });
  expect(await results()).toEqual(before);
});

it('lets nobody guess what a secret control is called', async () => {
  type Planned = { registerControl: { id: string; version: number } };
  const { yearlyControlPlan } = await here.api.ask<{
    yearlyControlPlan: { items: { title: string; plannedControls: Planned[] }[] };
  }>(
    `{ yearlyControlPlan(board: "KS", year: 2025) { items { title
       plannedControls { registerControl { id version } } } } }`,
  );
  const item = yearlyControlPlan.items.find(({ title }) => title === 'Kassan');
  const { id: controlId, version: expectedVersion } =
    item?.plannedControls[0]?.registerControl ?? {};
  await does(here, 'updateControl', { controlId, expectedVersion, sensitivity: 'SECRET' });
  const guess = csvOf(
    ['Nämnd', 'År', 'Identifierad risk', 'Kontrollmoment', 'Uppföljning'],
    ['KS', 2025, 'Kassan', 'Räkning', null],
  );
  const scopes = ['result:record', 'control-plan:read', 'register:read'] as const;
  const program = {
    ...here.api.actorWith('INTEGRATION_CLIENT'),
    grants: [{ role: 'INTEGRATION_CLIENT', boardId: null, scopes: [...scopes] } as const],
  };

  const guessed = await exchange.send('results', guess, { dryRun: true, actor: program });
  const known = await exchange.send('results', guess, { dryRun: true });

  expect(guessed.errors).toMatchObject([{ line: 2, column: 'Kontrollmoment' }]);
  expect(known.counts).toEqual(counts({ unchanged: 1 }));
});
