import { unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { createRisk, does, establish } from '../risk/register';
import { addItem, adopt, draft, move, read } from './plan';

let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;

beforeAll(async () => {
  database = await createTestDatabase();
  [here, elsewhere] = [await createMunicipality(database), await createMunicipality(database)];
  for (const each of [here, elsewhere]) await establish(each);
});
afterAll(() => database.drop());

type Kind = 'risk' | 'control';
type Answer = Readonly<Record<Kind, { readonly planItems: readonly object[] } | null>>;

/** The plan items of a risk or control, as one municipality sees them; null when it sees no such. */
async function historyOf(kind: Kind, id: string, of = here, fields = 'id'): Promise<unknown> {
  const query = `query ($id: ID!) { ${kind}(id: $id) { planItems { ${fields} } } }`;
  return (await of.api.ask<Answer>(query, { id }))[kind]?.planItems ?? null;
}

async function createControl(of: TestMunicipality, title: string): Promise<string> {
  const input = { board: 'KS', title };
  type Payload = { control: { id: string } };
  return (await does<Payload>(of, 'createControl', input, 'control { id }')).control.id;
}

interface Planned {
  readonly riskId: string;
  readonly controlId: string;
  /** The plan items that are about both, those of the latest plan first. */
  readonly items: readonly object[];
}

/** A risk and a control in the plans of two years, the later one revised; each after another item. */
async function plan(of: TestMunicipality, title: string): Promise<Planned> {
  const { id: riskId } = await createRisk(of, { title });
  const controlId = await createControl(of, title);
  const filled = async () => {
    const { plan: begun } = await addItem(of, await draft(of));
    return addItem(of, begun, { riskId, controls: [{ controlId }] });
  };
  const first = await filled();
  await adopt(of, first.plan);
  const second = await filled();
  const revised = await move(of, 'reviseControlPlan', await adopt(of, second.plan));
  const { items } = await read<{ items: { id: string }[] }>(of, revised.id, 'items { id }');
  const ids = [items[1]?.id, second.item.id, first.item.id];
  return { riskId, controlId, items: ids.map((id) => ({ id })) };
}

it('a risk and a control tell their plan items, of the latest year and revision first', async () => {
  const [one, other] = [await plan(here, 'Jäv'), await plan(here, 'Mutor')];

  for (const { riskId, controlId, items } of [one, other]) {
    expect(await historyOf('risk', riskId)).toEqual(items);
    expect(await historyOf('control', controlId)).toEqual(items);
  }
});

it('each item says what its board decided on, also when the register has moved on', async () => {
  const { id: riskId, version } = await createRisk(here, { title: 'Som beslutat' });
  const controlId = await createControl(here, 'Stickprov');
  const values = { riskId, controls: [{ controlId }] };
  await adopt(here, (await addItem(here, await draft(here), values)).plan);
  await addItem(here, await draft(here), values);
  await does(here, 'updateRisk', { riskId, expectedVersion: version, title: 'Som i dag' });

  const told = ['Som i dag', 'Som beslutat'].map((title) => ({ title }));
  expect(await historyOf('risk', riskId, here, 'title')).toEqual(told);
  expect(await historyOf('control', controlId, here, 'title')).toEqual(told);
});

it('what was never planned has no history, and another municipality sees none', async () => {
  const { id } = await createRisk(here);
  const theirs = await plan(elsewhere, 'Deras');

  expect(await historyOf('risk', id)).toEqual([]);
  expect(await historyOf('control', await createControl(here, 'Ny'))).toEqual([]);
  expect(await historyOf('risk', theirs.riskId)).toBeNull();
  expect(await historyOf('control', theirs.controlId)).toBeNull();
});

it('a planned control is read by its id, with the definition that the board decided on', async () => {
  const controlId = await createControl(here, 'Som beslutat');
  const begun = await addItem(here, await draft(here), { controls: [{ controlId }] });
  await adopt(here, begun.plan);
  await does(here, 'updateControl', { controlId, expectedVersion: 1, title: 'Som i dag' });
  type Items = { items: { plannedControls: { id: string }[] }[] };
  const fields = 'items { plannedControls { id } }';
  const { items } = await read<Items>(here, begun.plan.id, fields);
  const id = String(items[0]?.plannedControls[0]?.id);
  const find = (of: TestMunicipality, value: string) =>
    of.api.ask(
      `query ($id: ID!) {
        plannedControl(id: $id) { id definition { title } registerControl { title } } }`,
      { id: value },
    );

  expect(await find(here, id)).toEqual({
    plannedControl: {
      ...{ id, definition: { title: 'Som beslutat' }, registerControl: { title: 'Som i dag' } },
    },
  });
  const none = [find(here, unknownId()), find(elsewhere, id)];
  expect(await Promise.all(none)).toEqual(Array(2).fill({ plannedControl: null }));
});

it('QRY-6 asks for the history of one or four with the same number of statements', async () => {
  const of = await createMunicipality(database);
  await establish(of);
  const query = `{
    risks { edges { node { planItems { title plan { year } } } } }
    controls { edges { node { planItems { title plan { year } } } } } }`;

  await plan(of, '1');
  const ofOne = await database.queriesOf(() => of.api.ask(query));
  for (const title of ['2', '3', '4']) await plan(of, title);
  const ofFour = await database.queriesOf(() => of.api.ask(query));

  // The first statement gives up, since the plans are drafts.
  expect([ofOne.length, ofFour.length]).toEqual([2, 2]);
});
