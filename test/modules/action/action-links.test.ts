import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { createBoard, establishLights, planOf, raise, record, revisePlan } from '../follow-up/year';
import { createRisk, does } from '../risk/register';

let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;

beforeAll(async () => {
  database = await createTestDatabase();
  [here, elsewhere] = [await createMunicipality(database), await createMunicipality(database)];
  for (const each of [here, elsewhere]) await establishLights(each);
});
afterAll(() => database.drop());

const links = `risks { title } controls { title } planItems { title } results { text }`;
const nothing = { risks: [], controls: [], planItems: [], results: [] };

/** Where an action comes from, as one municipality sees it; null when it sees no such action. */
async function linksOf(id: string, of = here, fields = links): Promise<object | null> {
  const query = `query ($id: ID!) { action(id: $id) { ${fields} } }`;
  return (await of.api.ask<{ action: object | null }>(query, { id })).action;
}

async function linkRisk(of: TestMunicipality, actionId: string, title: string): Promise<void> {
  const { id: riskId } = await createRisk(of, { title });
  await does(of, 'linkActionToRisk', { riskId, actionId });
}

async function linkControl(of: TestMunicipality, actionId: string, title: string): Promise<void> {
  const input = { board: 'KS', title };
  const { control } = await does<{ control: { id: string } }>(
    of,
    'createControl',
    input,
    'control { id }',
  );
  await does(of, 'linkActionToControl', { controlId: control.id, actionId });
}

/** An action that comes from something of each sort, all called alike. */
async function raiseFromAll(of: TestMunicipality, name: string): Promise<string> {
  const { id } = await raise(of, `Åtgärda ${name}`);
  await linkRisk(of, id, `Risk ${name}`);
  await linkControl(of, id, `Kontroll ${name}`);
  await planOf(of, [{ title: `Post ${name}`, actionIds: [id] }], { upTo: null });
  const { items } = await planOf(of);
  await record(of, items[0], { text: `Utfall ${name}`, actionIds: [id] });
  return id;
}

const allOf = (name: string) => ({
  risks: [{ title: `Risk ${name}` }],
  controls: [{ title: `Kontroll ${name}` }],
  planItems: [{ title: `Post ${name}` }],
  results: [{ text: `Utfall ${name}` }],
});

it('an action tells the risks, controls, plan items and results that it comes from', async () => {
  const [one, other] = [await raiseFromAll(here, 'A'), await raiseFromAll(here, 'B')];

  expect(await linksOf(one)).toEqual(allOf('A'));
  expect(await linksOf(other)).toEqual(allOf('B'));
});

it('an action that is linked to nothing has empty lists', async () => {
  const { id } = await raise(here, 'Fristående');

  expect(await linksOf(id)).toEqual(nothing);
});

it('each link has an order: number, Swedish title, latest result', async () => {
  const { id } = await raise(here, 'Många');
  for (const title of ['Ö', 'Ä', 'A']) await linkRisk(here, id, title);
  for (const title of ['Ö', 'Ä', 'Z']) await linkControl(here, id, title);
  const { items } = await planOf(here);
  for (const day of ['2025-11-02', '2025-11-30', '2025-10-31']) {
    await record(here, items[0], { resultOn: day, text: day, actionIds: [id] });
  }

  expect(await linksOf(id)).toEqual({
    ...nothing,
    risks: ['Ö', 'Ä', 'A'].map((title) => ({ title })),
    controls: ['Z', 'Ä', 'Ö'].map((title) => ({ title })),
    results: ['2025-11-30', '2025-11-02', '2025-10-31'].map((text) => ({ text })),
  });
});

it('plan items come in the order of their plans, the latest year and revision first', async () => {
  const { id } = await raise(here, 'Flera år');
  const board = await createBoard(here);
  const rows = [1, 2].map((number) => ({ title: `Post ${number}`, actionIds: [id] }));
  const lastYear = await planOf(here, rows, { board, year: 2025 });
  const thisYear = await planOf(here, rows, { board, year: 2026 });
  const revised = await revisePlan(here, thisYear);

  const items = [revised, thisYear, lastYear].flatMap((plan) => plan.items);
  expect(await linksOf(id, here, 'planItems { id }')).toEqual({
    planItems: items.map((item) => ({ id: item.id })),
  });
});

it('a plan item tells what the board decided on, also when the register has moved on', async () => {
  const { id: actionId } = await raise(here, 'Utbilda');
  const risk = await createRisk(here, { title: 'Som beslutat' });
  const rows = [{ riskId: risk.id, actionIds: [actionId] }];
  await planOf(here, rows, { board: 'KS', year: 2025 });
  await planOf(here, rows, { board: 'KS', year: 2026, upTo: null });
  const renamed = { riskId: risk.id, expectedVersion: risk.version, title: 'Som i dag' };
  await does(here, 'updateRisk', renamed);

  expect(await linksOf(actionId, here, 'planItems { title risk { title } }')).toEqual({
    planItems: ['Som i dag', 'Som beslutat'].map((title) => ({ title, risk: { title } })),
  });
});

it('a link that is taken back is told no longer', async () => {
  const { id: actionId } = await raise(here, 'Ångrad');
  const { id: riskId } = await createRisk(here);
  await does(here, 'linkActionToRisk', { riskId, actionId });

  const { action } = await does<{ action: object }>(
    here,
    'unlinkActionFromRisk',
    { riskId, actionId },
    `action { ${links} }`,
  );

  expect(action).toEqual(nothing);
});

it('another municipality sees nothing of it', async () => {
  const ours = await raiseFromAll(here, 'vår');
  const theirs = await raiseFromAll(elsewhere, 'deras');

  expect(await linksOf(ours, elsewhere)).toBeNull();
  expect(await linksOf(theirs, elsewhere)).toEqual(allOf('deras'));
  const query = `{ actions { edges { node { id ${links} } } } }`;
  expect(await elsewhere.api.ask(query)).toEqual({
    actions: { edges: [{ node: { id: theirs, ...allOf('deras') } }] },
  });
});

it('QRY-6 asks for the links of one or five actions with the same number of statements', async () => {
  const of = await createMunicipality(database);
  await establishLights(of);
  const all = `{ actions { edges { node { ${links} } } } }`;

  await raiseFromAll(of, '1');
  const ofOne = await database.queriesOf(() => of.api.ask(all));
  for (const name of ['2', '3', '4', '5']) await raiseFromAll(of, name);
  const ofFive = await database.queriesOf(() => of.api.ask(all));

  // The first statement gives up, since the plans are drafts.
  expect([ofOne.length, ofFive.length]).toEqual([2, 2]);
});
