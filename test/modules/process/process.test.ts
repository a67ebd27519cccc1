import { type Api, unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';

let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;
let api: Api;

beforeAll(async () => {
  database = await createTestDatabase();
  [here, elsewhere] = [await createMunicipality(database), await createMunicipality(database)];
  api = here.api;
});
afterAll(() => database.drop());

interface Process {
  readonly id: string;
  readonly version: number;
}
const controller = () => api.actorWith('CONTROLLER');
const fields = 'process { id kind name ownerRole version }';

async function create(values: object): Promise<Process> {
  const input = { kind: 'PROCESS', ...values };
  return (await api.does<{ process: Process }>(controller(), 'createProcess', input, fields))
    .process;
}
async function update(actor: Parameters<Api['attempt']>[0], values: object) {
  return api.attempt<{ process: Process }>(actor, 'updateProcess', values, fields);
}
async function stored(id: string): Promise<object> {
  const [row] = await database.owner.query(
    `SELECT name, owner_role, version, (SELECT array_agg(act ORDER BY seq) FROM audit_event
       WHERE record_key = process.id::text) AS acts FROM process WHERE id = $1`,
    [id],
  );
  return row;
}

it('is added, found and changed field by field', async () => {
  const process = await create({ name: 'Fakturahantering', ownerRole: 'Ekonomichef' });
  const { id } = process;
  expect(process).toEqual({
    id,
    kind: 'PROCESS',
    name: 'Fakturahantering',
    ownerRole: 'Ekonomichef',
    version: 1,
  });

  const renamed = await update(controller(), {
    processId: id,
    expectedVersion: 1,
    name: 'Fakturor',
  });
  expect(renamed.data).toEqual({ process: { ...process, name: 'Fakturor', version: 2 } });
  await update(controller(), { processId: id, expectedVersion: 2, ownerRole: null });

  expect(
    await api.ask(`query ($id: ID!) { process(id: $id) { name ownerRole version } }`, { id }),
  ).toEqual({ process: { name: 'Fakturor', ownerRole: null, version: 3 } });
  expect(await stored(id)).toMatchObject({
    acts: ['PROCESS_CREATED', 'PROCESS_UPDATED', 'PROCESS_UPDATED'],
  });
});

it('has a name of its own among those of its kind', async () => {
  await create({ name: 'Lönesystemet' });
  await create({ name: 'Lönesystemet', kind: 'SYSTEM' });
  const { id } = await create({ name: 'Löner' });

  const again = await api.attempt(controller(), 'createProcess', {
    kind: 'SYSTEM',
    name: 'Lönesystemet',
  });
  const taken = { processId: id, expectedVersion: 1, name: 'Lönesystemet' };

  expect(again.codes).toEqual(['CONFLICT']);
  expect((await update(controller(), taken)).codes).toEqual(['CONFLICT']);
  expect(await stored(id)).toMatchObject({ name: 'Löner', version: 1 });
});

it.each([
  ['no name', { name: null }, 'name'],
  ['a blank name', { name: ' ' }, 'name'],
  ['a role of two lines', { ownerRole: 'a\nb' }, 'ownerRole'],
])('refuses %s and changes nothing', async (wrong, values, field) => {
  const { id } = await create({ name: `Process med ${wrong}` });

  const { errors } = await update(controller(), { processId: id, expectedVersion: 1, ...values });

  expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: { field } });
  expect(await stored(id)).toMatchObject({ version: 1 });
});

it('of two changes at once one is made', async () => {
  const { id } = await create({ name: 'Samtidigt' });

  const both = ['a', 'b'].map((ownerRole) =>
    update(controller(), { processId: id, expectedVersion: 1, ownerRole }),
  );

  expect((await Promise.all(both)).flatMap(({ codes }) => codes)).toEqual(['STALE_VERSION']);
  expect(await stored(id)).toMatchObject({ version: 2 });
});

it.each([
  ['an administrator', 'FORBIDDEN', () => api.actorWith('ADMINISTRATOR')],
  ['an auditor', 'FORBIDDEN', () => api.actorWith('AUDITOR')],
  ['a controller elsewhere', 'NOT_FOUND', () => elsewhere.api.actorWith('CONTROLLER')],
])('refuses %s and changes nothing', async (who, code, actor) => {
  const { id } = await create({ name: `Inte för ${who}` });

  const { codes } = await update(actor(), { processId: id, expectedVersion: 1, name: 'Annat' });

  expect(codes).toEqual([code]);
  expect(await stored(id)).toMatchObject({ version: 1, acts: ['PROCESS_CREATED'] });
});

it('is null for an id that is unknown or foreign', async () => {
  const { id } = await create({ name: 'Vår egen' });

  const query = 'query ($id: ID!) { process(id: $id) { name } }';
  expect(await api.ask(query, { id: unknownId() })).toEqual({ process: null });
  expect(await elsewhere.api.ask(query, { id })).toEqual({ process: null });
});

it('is listed the Swedish way, one kind or both', async () => {
  const of = await createMunicipality(database);
  for (const [kind, name] of [
    ['PROCESS', 'Ärenden'],
    ['SYSTEM', 'Ånga'],
    ['PROCESS', 'Öppna data'],
    ['PROCESS', 'Zonindelning'],
  ]) {
    await of.api.does(of.api.actorWith('CONTROLLER'), 'createProcess', { kind, name });
  }
  const names = async (list: string) => {
    const { processes } = await of.api.ask<{ processes: { edges: { node: { name: string } }[] } }>(
      `{ processes(${list}) { edges { node { name } } } }`,
    );
    return processes.edges.map(({ node }) => node.name);
  };

  expect(await names('first: 9')).toEqual(['Zonindelning', 'Ånga', 'Ärenden', 'Öppna data']);
  expect(await names('filter: { kind: SYSTEM }')).toEqual(['Ånga']);
  expect(await names('orderBy: [{ field: NAME, direction: DESC }], first: 1')).toEqual([
    'Öppna data',
  ]);
});
