import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { scripts } from '../package.json';
import { demoMunicipalities } from '../seeds/demo-municipalities';
import { configurationVariables } from '../src/config';
import { exampleOperation } from '../src/demo';
import { alingsas } from '../src/demo/alingsas';
import { loadMunicipality } from '../src/demo/load-municipality';
import { createApi } from './support/api';
import { createTestDatabase, type TestDatabase } from './support/database';

const root = path.join(__dirname, '..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

let database: TestDatabase;
let api: Awaited<ReturnType<typeof createApi>>;
beforeAll(async () => {
  database = await createTestDatabase();
  const [ids] = demoMunicipalities;
  if (!ids) throw new Error('There is no demo municipality');
  await loadMunicipality(database.application, ids, alingsas, new Date());
  api = await createApi(database.application, ids.id, '2026-11-20');
});
afterAll(() => database.drop());

const examples = [...readme.matchAll(/```graphql\n(.*?)```\s+```json\n(.*?)```/gs)].map(
  ([, operation = '', answer = '']) =>
    [/(\w+) [({]/.exec(operation)?.[1], operation, answer] as const,
);

it('has examples', () => expect(examples.length).toBeGreaterThan(1));

it.each(examples)('%s answers as the README says', async (_name, operation, answer) => {
  const { data, errors } = await api.run(api.actorWith('CONTROLLER'), operation);
  const told = JSON.parse(answer);

  if ('errors' in told) {
    const [{ message, extensions }] = errors as [(typeof errors)[number]];
    const { requestId, ...rest } = extensions ?? {};
    expect(requestId).toBeDefined();
    expect({ message, extensions: rest }).toEqual(told.errors[0]);
  } else {
    expect(errors).toEqual([]);
    expect(JSON.parse(JSON.stringify(data))).toEqual(told.data);
  }
});

it('the example of the playground answers without an error', async () => {
  const { yearlyControlPlan } = await api.ask<{ yearlyControlPlan: { items: unknown[] } }>(
    exampleOperation,
  );

  expect(yearlyControlPlan.items).toHaveLength(7);
});

it('tells every environment variable with what holds when it is not set', () => {
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| (.*?) \| (.*?) \|$/gm)];

  expect(rows.map(([, ...cells]) => cells)).toEqual(
    configurationVariables.map((each) => [each.name, each.default, each.meaning]),
  );
});

it('names only commands that exist', () => {
  const commands = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);

  expect(commands.filter((name) => !(String(name) in scripts))).toEqual([]);
});

it('shows the folders that there are', () => {
  const [, tree = ''] = /```\n(src\/main\.ts.*?)```/s.exec(readme) ?? [];
  const places = [...tree.matchAll(/^(\S+)/gm)].map(([place]) => place);
  const modules = [...tree.matchAll(/^ {2}([\w-]+)\//gm)].map(([, name]) => name);

  expect(places.filter((place) => !existsSync(path.join(root, place)))).toEqual([]);
  expect(modules.sort()).toEqual(readdirSync(path.join(root, 'src/modules')).sort());
});
