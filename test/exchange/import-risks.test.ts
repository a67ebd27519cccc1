import { establish, given } from '../modules/risk/register';
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
});
afterAll(() => database.drop());

const risks = async () => {
  type Risk = { title: string; description: string | null; current: { year: number } | null };
  const { risks: all } = await here.api.ask<{ risks: { edges: { node: Risk }[] } }>(
    `{ risks(first: 100) { edges { node { title description ownerRole treatment endedOn sensitivity
         category { name } current { year score { likelihood consequence value } } } } } }`,
  );
  return all.edges.map(({ node }) => node);
};
const counts = (values: object) => ({
  created: 0,
  changed: 0,
  unchanged: 0,
  rejected: 0,
  ...values,
});

it('adds, changes and leaves alone, by key or by title', async () => {
  await given.category(here, 'Ekonomi');
  const header = [
    'Nyckel',
    'NÄMND',
    'identifierad  risk',
    'Kategori',
    'Sannolikhet',
    'Konsekvens',
    'Handläggare',
  ];
  const rows = [
    ['R1', 'KS', 'Jäv', 'ekonomi', 2, 3, 'Åsa'],
    ['R2', 'BUN', 'Frånvaro', null, null, null, null],
    [null, 'KS', 'Utan nyckel', null, 1, 1, null],
  ];

  const dry = await exchange.send('risks', csvOf(header, ...rows), { dryRun: true });
  expect(dry).toMatchObject({ isDryRun: true, counts: counts({ created: 3 }), errors: [] });
  expect(await risks()).toEqual([]);

  const first = await exchange.send('risks', csvOf(header, ...rows));
  const again = await exchange.send('risks', csvOf(header, ...rows));
  const changed = await exchange.send(
    'risks',
    csvOf(
      ['Key', 'Board', 'Risk', 'Likelihood', 'Consequence'],
      ['R1', 'KS', 'Jäv!', 2, 3],
      [null, 'KS', 'utan nyckel', 3, 1],
    ),
  );

  expect(first).toMatchObject({
    status: 200,
    isDryRun: false,
    counts: counts({ created: 3 }),
    errors: [],
  });
  expect(first.ignoredColumns).toEqual(['Handläggare']);
  expect(again.counts).toEqual(counts({ unchanged: 3 }));
  expect(changed.counts).toEqual(counts({ changed: 2 }));
  const current = (likelihood: number, consequence: number) => ({
    year: 2025,
    score: { likelihood, consequence, value: likelihood * consequence },
  });
  expect(await risks()).toMatchObject([
    { title: 'Jäv!', category: { name: 'Ekonomi' }, current: current(2, 3) },
    { title: 'Frånvaro', category: null, current: null },
    { title: 'utan nyckel', current: current(3, 1) },
  ]);
});

it('tells what is wrong with every row, and writes nothing', async () => {
  const file = csvOf(
    [
      'Nyckel',
      'Nämnd',
      'Identifierad risk',
      'Hantering',
      'Sannolikhet',
      'Riskvärde',
      'Upphörde',
      'Kategori',
    ],
    ['A', 'KS', 'God', 'Bevaka', null, null, null, null],
    ['B', 'XX', 'Okänd nämnd', null, null, null, null, null],
    ['C', 'KS', null, null, null, null, null, null],
    ['D', 'KS', 'Fel ord', 'Hantera', 'två', null, '31/12', null],
    ['E', 'KS', 'Ej på skalan', null, 9, null, null, null],
    ['F', 'KS', 'Godtagen', 'ACCEPT', null, null, null, null],
    ['A', 'KS', 'Samma', null, null, null, null, null],
    ['H', 'KS', 'Okänd kategori', null, null, null, null, 'Finns ej'],
    ['I', 'KS', 'Fel värde', null, 1, 5, null, null],
  );

  const dry = await exchange.send('risks', file, { dryRun: null });
  const real = await exchange.send('risks', file);

  expect(dry).toMatchObject({
    status: 200,
    isDryRun: true,
    counts: counts({ created: 1, rejected: 8 }),
  });
  expect(
    dry.errors.map(({ line, column, value, reason }) => [line, column, value, reason.sv]),
  ).toEqual([
    [3, null, null, 'Board XX finns inte, eller så får du inte se den.'],
    [4, 'Identifierad risk', null, 'får inte vara tomt'],
    [5, 'Hantering', 'Hantera', 'är inget av: Kontrollera, Åtgärda, Acceptera, Bevaka'],
    [5, 'Sannolikhet', 'två', 'är inget heltal'],
    [5, 'Upphörde', '31/12', 'är ingen dag som 2025-01-31'],
    [6, 'Sannolikhet', '9', 'finns inte på skalan'],
    [7, 'Motiv till hantering', null, 'måste anges när risken accepteras'],
    [8, 'Nyckel', 'A', 'står redan på rad 2'],
    [9, 'Kategori', 'Finns ej', 'finns inte i registret'],
    [10, 'Riskvärde', '5', 'följer av nivåerna, och de saknas'],
  ]);
  expect(real).toMatchObject({ status: 422, code: 'BAD_USER_INPUT', counts: dry.counts });
  expect(real.errors).toEqual(dry.errors);
  expect(await risks()).toEqual([]);
});

it.each(['csv', 'xlsx'] as const)(
  'takes the register back from %s without a change',
  async (format) => {
    const header = [
      'Nyckel',
      'Nämnd',
      'Identifierad risk',
      'Riskbeskrivning',
      'Riskägare',
      'Upphörde',
      'Hantering',
      'Motiv till hantering',
      'Bedömt år',
      'Sannolikhet',
      'Konsekvens',
      'Motiv till bedömning',
      'Riskbedömd den',
    ];
    const rows = hostileTexts.map((text, index) => [
      `${text}${index}`,
      'KS',
      `x${text}`,
      `${text}\nrad ${text}\n\n${'lång '.repeat(2000)}`,
      text,
      index % 3 === 0 ? '2025-06-30' : null,
      'Acceptera',
      text.trim() || 'skäl',
      index % 2 ? 2024 : 2025,
      1,
      index % 4 === 0 ? null : 2,
      text,
      '2025-01-31',
    ]);
    expect((await exchange.send('risks', csvOf(header, ...rows))).errors).toEqual([]);
    const before = await risks();

    const answer = await exchange.send(
      'risks',
      ...(await exchange.take('/reports/risks/:year', { year: '2025', name: 'all' }, format)),
    );

    expect(answer).toMatchObject({
      status: 200,
      counts: counts({ unchanged: rows.length }),
      errors: [],
    });
    expect(await risks()).toEqual(before);
    expect(before.map(({ description }) => description)).toEqual(
      rows.map((row) => String(row[3]).trim()),
    );
  },
);

it('asks for the permission before it reads, also for each board', async () => {
  const file = csvOf(['Nämnd', 'Identifierad risk'], ['KS', 'Jäv'], ['BUN', 'Jäv']);
  const { actorWith } = here.api;

  const auditor = await exchange.send('risks', Buffer.from('%PDF'), {
    actor: actorWith('AUDITOR'),
  });
  const ofOneBoard = await exchange.send('risks', file, {
    actor: actorWith('CONTROLLER', here.bun),
  });

  expect(auditor).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  expect(ofOneBoard).toMatchObject({ status: 422, counts: counts({ created: 1, rejected: 1 }) });
  expect(ofOneBoard.errors).toMatchObject([{ line: 2, column: null }]);
  expect(await risks()).toEqual([]);
});

it('leaves a secret as it is where the file says only that it is one, and lets nobody guess it', async () => {
  const header = ['Nyckel', 'Nämnd', 'Identifierad risk', 'Sekretessnivå'];
  await exchange.send(
    'risks',
    csvOf(header, ['S', 'KS', 'Hemligt', 'Sekretess'], ['S2', 'KS', 'Annat', 'SECRET']),
  );
  const guess = csvOf(
    ['Nyckel', 'Nämnd', 'Identifierad risk'],
    ['S', 'KS', 'Hemligt'],
    [null, 'KS', 'Annat'],
  );
  const program = {
    ...here.api.actorWith('INTEGRATION_CLIENT'),
    grants: [
      {
        role: 'INTEGRATION_CLIENT',
        boardId: null,
        scopes: ['register:maintain', 'register:read'],
      } as const,
    ],
  };

  const back = await exchange.send(
    'risks',
    ...(await exchange.take('/reports/risks/:year', { year: '2025', name: 'KS' }, 'csv')),
  );
  const guessed = await exchange.send('risks', guess, { dryRun: true, actor: program });
  const known = await exchange.send('risks', guess, { dryRun: true });

  expect(back.counts).toEqual(counts({ unchanged: 2 }));
  expect(guessed.counts).toEqual(counts({ changed: 1, created: 1 }));
  expect(known.counts).toEqual(counts({ unchanged: 2 }));
});

it('says what is wrong with a file as a whole', async () => {
  const send = async (bytes: Buffer, type?: string) => {
    const { status, code, userMessage } = await exchange.send('risks', bytes, type ? { type } : {});
    return [status, code, userMessage?.sv];
  };

  expect(await send(csvOf(['Nämnd', 'Titel'], ['KS', 'Jäv']))).toEqual([
    400,
    'BAD_REQUEST',
    'Kolumner saknas: Identifierad risk. Den första raden ska ha kolumnernas namn.',
  ]);
  expect(await send(csvOf(['Nämnd', 'Identifierad risk', 'Risk']))).toEqual([
    400,
    'BAD_REQUEST',
    'Kolumnen Risk finns två gånger.',
  ]);
  expect(await send(Buffer.from('%PDF-1.7'))).toEqual([
    400,
    'BAD_REQUEST',
    'Filen är ingen textfil med rader och kolumner (CSV).',
  ]);
  expect(await send(Buffer.from('x'), 'application/pdf')).toMatchObject({
    0: 415,
    1: 'BAD_REQUEST',
  });
  expect(await send(Buffer.from(''))).toMatchObject({ 0: 400 });
});

it('keeps a trace of each record under the act of the import', async () => {
  await exchange.send(
    'risks',
    csvOf(['Nyckel', 'Nämnd', 'Identifierad risk'], ['R1', 'KS', 'Jäv']),
  );

  const events = await database.owner.query(
    `SELECT table_name, act FROM audit_event WHERE municipality_id = $1 AND act LIKE '%IMPORTED' ORDER BY table_name`,
    [here.municipalityId],
  );
  expect(events).toEqual([
    { table_name: 'external_key', act: 'RISKS_IMPORTED' },
    { table_name: 'risk', act: 'RISKS_IMPORTED' },
  ]);
});

it('lets nobody guess why a secret risk is assessed so', async () => {
  const header = ['Nyckel', 'Nämnd', 'Identifierad risk', 'Bedömt år', 'Motiv till bedömning'];
  const scored = [...header, 'Sekretessnivå', 'Sannolikhet', 'Konsekvens'];
  const row = ['S', 'KS', 'Hemligt', 2025, 'Varför'];
  await exchange.send('risks', csvOf(scored, [...row, 'SECRET', 2, 3]));
  const scopes = ['register:maintain', 'register:read'] as const;
  const program = {
    ...here.api.actorWith('INTEGRATION_CLIENT'),
    grants: [{ role: 'INTEGRATION_CLIENT', boardId: null, scopes: [...scopes] } as const],
  };
  const guess = csvOf(header, ['S', 'KS', 'Sekretess', 2025, 'Varför']);

  const guessed = await exchange.send('risks', guess, { dryRun: true, actor: program });
  const known = await exchange.send('risks', guess, { dryRun: true });

  expect(guessed.counts).toEqual(counts({ rejected: 1 }));
  expect(known.counts).toEqual(counts({ unchanged: 1 }));
});
