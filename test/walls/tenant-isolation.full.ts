import { randomUUID } from 'node:crypto';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../ormconfig';
import { createClock } from '../../src/kernel/clock';
import { createRequestContext } from '../../src/kernel/request-context';
import { buildApiSchema } from '../../src/schema';
import { type Answer, unknownId } from '../support/api';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { askEverything } from '../support/everything';
import { fingerprint, tenantTables } from '../support/fingerprint';
import { createMunicipality, type TestMunicipality } from '../support/municipality';
import { ownerUrl } from '../support/template';
import { everybody, everyInput, everyName, type Input, mutationOf } from './every-mutation';

const noon = new Date('2025-12-16T12:00:00Z');

let database: TestDatabase;
let unwalled: DataSource;
let schema: GraphQLSchema;
let here: TestMunicipality;
let there: TestMunicipality;
/** An input that works for each mutation, here and there. */
let ours: Readonly<Record<string, Input>>;
let theirs: Readonly<Record<string, Input>>;

/**
 * The API on a connection that row-level security does not bind, so that only the conditions of its own
 * queries keep the municipalities apart.
 */
beforeAll(async () => {
  [database, schema] = await Promise.all([createTestDatabase(), buildApiSchema()]);
  unwalled = await new DataSource(dataSourceOptions(ownerUrl(database.name))).initialize();
  const withoutWall = { ...database, application: unwalled };
  [here, there] = [await createMunicipality(withoutWall), await createMunicipality(withoutWall)];
  [ours, theirs] = await Promise.all([everyInput(here), everyInput(there)]);
}, 120_000);
afterAll(async () => {
  await unwalled.destroy();
  await database.drop();
});

/** True for an argument or a field of an input that names a record. */
const namesRecord = ({ name, type }: GraphQLArgument | GraphQLInputField): boolean =>
  getNamedType(type).name === 'ID' || name === 'board' || name === 'boards';

/** Where an input type names records, such as `controls.0.controlId`. */
function placesIn(typeName: string): string[] {
  const type = schema.getType(typeName);
  if (!isInputObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const place = isListType(getNullableType(field.type)) ? `${field.name}.0` : field.name;
    if (namesRecord(field)) return [place];
    return placesIn(getNamedType(field.type).name).map((below) => `${place}.${below}`);
  });
}

const placesOfMutation = (mutation: string): string[] =>
  placesIn(`${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`);

const valueAt = (input: unknown, place: string): unknown =>
  place.split('.').reduce<unknown>((value, step) => Object(value)[step], input);

/** The same input with another value at one place. */
function withValueAt(input: Input, place: string, value: string): Input {
  const copy = structuredClone(input);
  const steps = place.split('.');
  const last = steps.pop() ?? '';
  const parent = steps.length > 0 ? valueAt(copy, steps.join('.')) : copy;
  Object.assign(parent as object, { [last]: value });
  return copy;
}

type Query = GraphQLField<unknown, unknown>;

const queries = (): Query[] => Object.values(schema.getQueryType()?.getFields() ?? {});

/** Where the arguments of a query name records, such as `filter.riskId`. */
const placesOfQuery = ({ args }: Query): string[] =>
  args.flatMap((each) =>
    namesRecord(each)
      ? [each.name]
      : placesIn(getNamedType(each.type).name).map((below) => `${each.name}.${below}`),
  );

/** The table whose rows a query names at a place. */
function tableOf(query: string, place: string): string {
  const name = place.split('.').at(-1) ?? place;
  const record = (name === 'id' ? query : name).replace(/^owner|(ById|Id)$/g, '');
  const table = record.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^_/, '');
  if (/^(from|to)_plan$/.test(table)) return 'control_plan';
  if (table === 'boards') return 'board';
  return table === 'category' ? 'risk_category' : table;
}

/** The ids of a few rows of a table. */
async function idsOf({ municipalityId }: TestMunicipality, table: string): Promise<string[]> {
  const rows = await database.owner.query<{ id: string }[]>(
    `SELECT id FROM ${table} WHERE municipality_id = $1 ORDER BY id LIMIT 3`,
    [municipalityId],
  );
  expect([table, rows.length > 0]).toEqual([table, true]);
  return rows.map(({ id }) => id);
}

/** A value of each argument that has to be there. */
const plausible: Readonly<Record<string, string>> = {
  ...{ board: '"KS"', occasion: 'YEAR_END', year: '2025', from: '2025', to: '2026' },
  ...{ fromPlanId: `"${unknownId()}"`, toPlanId: `"${unknownId()}"` },
};

/** Asks a query with `$value` at a place. */
function documentOf({ name, type, args }: Query, place: string): string {
  const [top, below] = place.split('.');
  const given = args
    .filter((each) => each.name === top || isNonNullType(each.type))
    .map((each) => {
      const whole = isListType(getNullableType(each.type)) ? '[$value]' : '$value';
      const value = below ? `{ ${below}: $value }` : whole;
      return `${each.name}: ${each.name === top ? value : plausible[each.name]}`;
    });
  const kind = /boards?$/i.test(place) ? 'String' : 'ID';
  const isList = getNamedType(type).name.endsWith('Connection');
  const selection = isList ? 'totalCount edges { node { __typename } }' : '__typename';
  return `query ($value: ${kind}!) { ${name}(${given.join()}) { ${selection} } }`;
}

/** All that a caller gets to know, but for the name of the request and the value that was asked for. */
const told = ({ data, errors, status }: Answer<unknown>, value: string): string =>
  JSON.stringify({ status, data, errors }, (name, each) =>
    name === 'requestId' ? undefined : each,
  ).replaceAll(value, '<value>');

it('AZ-2 is tried with every mutation, and with every id that it can name', () => {
  const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
  const untried = mutations.flatMap((mutation) => {
    const ways = everyName.filter((name) => mutationOf(name) === mutation);
    return placesOfMutation(mutation)
      .filter((place) => ways.every((name) => typeof valueAt(ours[name], place) !== 'string'))
      .map((place) => `${mutation} ${place}`);
  });

  expect([...new Set(everyName.map(mutationOf))].sort()).toEqual(mutations.sort());
  expect(untried).toEqual([]);
});

describe('the id of another municipality', () => {
  const now = async () => ({
    ours: await fingerprint(database.owner, here.municipalityId),
    theirs: await fingerprint(database.owner, there.municipalityId),
  });
  let before: object;
  beforeAll(async () => {
    before = await now();
  });

  it.each(everyName)('AZ-2 is to %s as one that nothing has', async (name) => {
    const mutation = mutationOf(name);
    const ask = (input: Input) => here.api.attempt(everybody(here), mutation, input);

    for (const place of placesOfMutation(mutation)) {
      const theirId = valueAt(theirs[name], place);
      if (typeof theirId !== 'string') continue;
      const id = unknownId();
      const answer = await ask(withValueAt(ours[name] ?? {}, place, theirId));
      const unknown = await ask(withValueAt(ours[name] ?? {}, place, id));
      // What a result covers is looked for among the controls of its own item.
      const code = place === 'plannedControlIds.0' ? 'BAD_USER_INPUT' : 'NOT_FOUND';
      expect([place, answer.codes]).toEqual([place, [code]]);
      expect(told(answer, theirId)).toBe(told(unknown, id));
    }
  });

  it('AZ-2 is to every query as one that nothing has, as an argument and in a filter', async () => {
    const asked: string[] = [];
    for (const query of queries()) {
      for (const place of placesOfQuery(query)) {
        const [theirId = ''] = await idsOf(there, tableOf(query.name, place));
        const id = unknownId();
        const ask = (value: string) =>
          here.api.run(everybody(here), documentOf(query, place), { value });
        const [answer, unknown] = [await ask(theirId), await ask(id)];
        expect([query.name, place, told(answer, theirId)]).toEqual([
          ...[query.name, place, told(unknown, id)],
        ]);
        asked.push(`${query.name} ${place}`);
      }
    }

    expect(asked).toContain('risks filter.categoryId');
    expect(asked.length).toBeGreaterThan(30);
  });

  it('AZ-2 stands in no cursor that is good here', async () => {
    const lists = queries().filter(({ args }) => args.some(({ name }) => name === 'after'));
    for (const { name } of lists) {
      type Page = { list: { pageInfo: { endCursor: string } } };
      const page = `{ list: ${name}(first: 1) { pageInfo { endCursor } } }`;
      const { endCursor } = (await there.api.run<Page>(everybody(there), page)).data.list.pageInfo;
      const next = `query ($after: String) { ${name}(after: $after) { edges { cursor } } }`;
      const ask = (after: string) => here.api.run(everybody(here), next, { after });
      const answer = await ask(endCursor);
      expect([name, answer.codes]).toEqual([name, ['BAD_USER_INPUT']]);
      const id = unknownId();
      expect(told(answer, endCursor)).toBe(told(await ask(id), id));
    }

    expect(lists.length).toBeGreaterThan(8);
  });

  it('AZ-2 has changed nothing, here or there', async () => {
    expect(await now()).toEqual(before);
  });
});

/** Columns whose values nobody else in the world may have. */
const unique = [
  ...['api_token.digest', 'api_token.prefix', 'municipality.code', 'sign_in_session.digest'],
  ...['app_role.name', 'app_role_grant.app_role', 'subject.subject'],
];

/**
 * Copies everything of a municipality to another one, with the same ids, and with other words where no
 * rule says which. A query that forgets the municipality finds both.
 */
async function copyEverything(municipalityId: string, twin: string): Promise<void> {
  const columns = await database.owner.query<{ table: string; name: string; value: string }[]>(
    `SELECT relname AS table, quote_ident(attname) AS name, CASE
       WHEN attname = 'municipality_id' THEN '$2::uuid'
       WHEN relname || '.' || attname = ANY($1) AND atttypid = 'bytea'::regtype
         THEN format('sha256(%I)', attname)
       WHEN atttypid = 'text'::regtype AND (relname || '.' || attname = ANY($1)
         OR NOT EXISTS (SELECT FROM pg_constraint
           WHERE conrelid = attrelid AND attnum = ANY(conkey) AND contype <> 'n'))
         THEN format('%I || %L', attname, ' (tvilling)')
       ELSE quote_ident(attname) END AS value
     FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0
       AND NOT attisdropped AND attidentity = '' AND attgenerated = ''`,
    [unique],
  );
  const tables = await tenantTables(database.owner);
  await database.owner.transaction(async (manager) => {
    await manager.query('SET LOCAL session_replication_role = replica');
    for (const table of tables) {
      const own = columns.filter((each) => each.table === table);
      await manager.query(
        `INSERT INTO ${table} (${own.map(({ name }) => name)})
         SELECT ${own.map(({ value }) => value)} FROM ${table} WHERE municipality_id = $1`,
        [municipalityId, twin],
      );
    }
  });
}

/**
 * Everything that can be asked for, with ids of ours where an id is asked for; but not the security
 * events, of which there are more each time that somebody asks for all this.
 */
async function everything(): Promise<string> {
  const parameters = new Map<string, readonly string[]>();
  for (const { name, args } of queries()) {
    if (name === 'securityEvents') continue;
    const needed = args.filter(({ type }) => isNonNullType(type));
    const given = needed.map((each) => `${each.name}: ${plausible[each.name]}`).join();
    const isById = needed[0]?.name === 'id';
    const ids = isById ? await idsOf(here, tableOf(name, 'id')) : [];
    parameters.set(name, isById ? ids.map((id) => `(id: "${id}")`) : [given && `(${given})`]);
  }
  const clock = createClock(() => noon);
  const contextOf = () => createRequestContext(unwalled, everybody(here), clock);
  return askEverything(schema, contextOf, ({ name }) => parameters.get(name) ?? []);
}

describe('a municipality whose records have the same ids as ours', () => {
  const twin = randomUUID();
  let before: string;
  let copied: object;
  beforeAll(async () => {
    before = await everything();
    await copyEverything(here.municipalityId, twin);
    copied = await fingerprint(database.owner, twin);
  }, 120_000);

  it('AZ-2 is to be seen in no answer', async () => {
    const words = await database.owner.query<unknown[]>(
      `SELECT FROM risk WHERE municipality_id = $1 AND title LIKE '%(tvilling)'`,
      [twin],
    );
    expect(words.length).toBeGreaterThan(5);
    expect(before.length).toBeGreaterThan(50_000);
    expect((await everything()) === before).toBe(true);
  });

  it('AZ-2 is to be seen in no security event', async () => {
    const query = '{ securityEvents { totalCount } }';
    const { data } = await here.api.run(everybody(here), query);

    const rows = await database.owner.query<unknown[]>(
      'SELECT FROM security_event WHERE municipality_id = $1',
      [here.municipalityId],
    );
    expect(data).toEqual({ securityEvents: { totalCount: rows.length } });
  });

  it('AZ-6 is told its own words when both ask for the same ids at the same time', async () => {
    const [id] = await idsOf(here, 'risk');
    const query = 'query ($id: ID!) { risk(id: $id) { title board { name } } }';
    const ask = (municipalityId: string) =>
      here.api.run<{ risk: object }>({ ...everybody(here), municipalityId }, query, { id });

    const answers = await Promise.all(
      [here.municipalityId, twin, here.municipalityId, twin].map(ask),
    );

    const own = { title: 'Jäv', board: { name: expect.not.stringContaining('(tvilling)') } };
    const other = {
      title: 'Jäv (tvilling)',
      board: { name: expect.stringMatching(/ \(tvilling\)$/) },
    };
    expect(answers.map(({ data }) => data.risk)).toEqual([own, other, own, other]);
  });

  it.each(everyName)('AZ-2 is not touched when we %s', async (name) => {
    const answer = await here.api.attempt(everybody(here), mutationOf(name), ours[name] ?? {});

    expect([answer.codes, answer.data]).toEqual([[], expect.anything()]);
  });

  it('AZ-2 is as it was after all that', async () => {
    expect(await fingerprint(database.owner, twin)).toEqual(copied);
  });
});
