import { randomUUID } from 'node:crypto';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
} from 'graphql';
import { Role } from '../../src/kernel/authorisation';
import { valuesOf } from '../../src/kernel/enumeration';
import type { Fault } from '../../src/kernel/errors';
import { buildApiSchema } from '../../src/schema';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createMunicipality, type TestMunicipality } from '../support/municipality';

let database: TestDatabase;
let here: TestMunicipality;
let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildApiSchema();
  database = await createTestDatabase();
  here = await createMunicipality(database);
});
afterAll(() => database.drop());

type Operation = GraphQLField<unknown, unknown>;
const mutations = (): Operation[] => Object.values(schema.getMutationType()?.getFields() ?? {});
const queries = (): Operation[] =>
  Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ args }) => args.length > 0);

const samples: Readonly<Record<string, () => unknown>> = {
  ID: randomUUID,
  String: () => 'Åtta',
  Int: () => 1,
  Boolean: () => true,
  CalendarDay: () => '2025-01-01',
};

/** A value with everything in it, hardly more than one entry in a list; its ids are those of nothing. */
function sampleOf(raw: GraphQLInputType): unknown {
  const type = getNullableType(raw);
  if (isListType(type)) return stepsOf(sampleOf(type.ofType));
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return samples[type.name]?.();
  const fields = Object.values(type.getFields()).filter(({ name }) => name !== 'idempotencyKey');
  return Object.fromEntries(fields.map((field) => [field.name, sampleOf(field.type)]));
}

/** Steps of a scale are numbered, and at least two; of anything else one is enough. */
function stepsOf(entry: unknown): unknown[] {
  const number = ['level', 'rank'].find((name) => name in Object(entry));
  return number ? [1, 2].map((step) => ({ ...Object(entry), [number]: step })) : [entry];
}

type Path = readonly (string | number)[];

/** Where in a value there is something of the scalar. */
function pathsTo(scalar: string, raw: GraphQLInputType, at: Path = []): Path[] {
  const type = getNullableType(raw);
  if (isListType(type)) return pathsTo(scalar, type.ofType, [...at, 0]);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).flatMap((field) =>
      pathsTo(scalar, field.type, [...at, field.name]),
    );
  }
  return 'name' in type && type.name === scalar ? [at] : [];
}

function withValue(whole: unknown, [step, ...rest]: Path, value: unknown): object {
  if (step === undefined) return value as object;
  const copy = (Array.isArray(whole) ? [...whole] : { ...Object(whole) }) as Record<Step, unknown>;
  copy[step] = withValue(copy[step], rest, value);
  return copy;
}
type Step = string | number;

/** Whoever may do everything, so that nothing but the values is in the way. */
const everybody = () => ({
  ...here.api.actorWith('AUDITOR'),
  grants: valuesOf(Role).map((role) => ({ role, boardId: null })),
});

/** The faults of an operation with another value at some paths, and the statements that were run. */
async function faultsWith(
  kind: string,
  operation: Operation,
  paths: readonly Path[],
  value: unknown,
) {
  const { name, args, type } = operation;
  const given = Object.fromEntries(args.map((each) => [each.name, sampleOf(each.type)]));
  const variables = paths.reduce((whole, path) => withValue(whole, path, value), given as object);
  const declared = args.map((each) => `$${each.name}: ${each.type}`).join(', ');
  const passed = args.map((each) => `${each.name}: $${each.name}`).join(', ');
  const fields = isEnumType(getNullableType(type) as GraphQLInputType) ? '' : '{ __typename }';
  const query = `${kind} (${declared}) { ${name}(${passed}) ${fields} }`;
  let faults: readonly Fault[] = [];
  let codes: readonly unknown[] = [];
  const statements = await database.queriesOf(async () => {
    const answer = await here.api.run(everybody(), query, { ...variables });
    codes = answer.codes;
    faults = answer.errors.flatMap(({ extensions }) => Object(extensions?.details).fields ?? []);
  });
  return { codes, faults, statements };
}

/** How a path is told: what is within the input of a mutation, without it. */
const told = (path: Path): string => (path[0] === 'input' ? path.slice(1) : path).join('.');

/** Every field of the scalar at once, so that each has to be named. Says how many fields there were. */
async function expectRefused(
  kind: string,
  operations: readonly Operation[],
  scalar: string,
  values: readonly unknown[],
): Promise<number> {
  let count = 0;
  for (const operation of operations) {
    const paths = operation.args.flatMap(({ name, type }) => pathsTo(scalar, type, [name]));
    if (paths.length === 0) continue;
    count += paths.length;
    for (const value of values) {
      const { codes, faults, statements } = await faultsWith(kind, operation, paths, value);
      const where = `${operation.name} ${JSON.stringify(value).slice(0, 40)}`;
      const named = faults.map(({ field }) => field).sort();

      expect([where, codes]).toEqual([where, ['BAD_USER_INPUT']]);
      expect([where, named]).toEqual([where, paths.map(told).sort()]);
      expect([where, statements]).toEqual([where, []]);
    }
  }
  return count;
}

const impossibleTexts = [
  '\u0000',
  'å\u0000ä',
  '\ud83d',
  'å\udc69ä',
  '\u0085',
  '\u001b',
  '😀'.repeat(20_001),
];
const impossibleIds = [
  'x',
  '{6f1c2a3e-0000-4000-8000-0123456789ab}',
  '6f1c2a3e-0000-4000-8000-0123456789ab\n',
  '６f1c2a3e-0000-4000-8000-0123456789ab',
  7,
];

describe('before anything is looked up, by the path of the field', () => {
  it('INP-1 INP-8 every text of every mutation refuses what no text may be', async () => {
    expect(await expectRefused('mutation', mutations(), 'String', impossibleTexts)).toBeGreaterThan(
      200,
    );
  });

  it('INP-1 INP-8 every text of every query does so too', async () => {
    expect(await expectRefused('query', queries(), 'String', impossibleTexts)).toBeGreaterThan(15);
  });

  it('INP-4 INP-8 every id refuses what is none', async () => {
    expect(await expectRefused('mutation', mutations(), 'ID', impossibleIds)).toBeGreaterThan(60);
    expect(await expectRefused('query', queries(), 'ID', impossibleIds)).toBeGreaterThan(15);
  });
});

/** The longest text of a field in code points, by the end of its path; else it is a line of 200. */
const longest: readonly [RegExp, number][] = [
  [/(^|\.)(text|description|note|motive|reason|purpose|scope|summary|answer)$/, 20_000],
  [/(judgementMotive|treatmentReason|existingMeasures|sourceNote|notPerformedReason)$/, 20_000],
  [/(performedOtherwise|cause)$/, 20_000],
  [/(decision\.(notes|annexes|forwardedTo)|^opinion|^proposals)\.\d+$/, 1_000],
  [/^questions\.\d+$/, 1_000],
  [/(evidence\.\d+\.|^)url$/, 2_000],
  [/^subject$/, 255],
  [/(decision\.(preparation\.\d+\.)?|^)paragraph$/, 50],
  [/(decision\.|^)diaryNumber$/, 100],
  [/^(code|number)$/, 20],
  [/symbol$/, 10],
];
/** Not written but looked up, so that their length does not matter; or written in a form of their own. */
const isLookedUp = (path: string): boolean =>
  /(^|\.)(board|boards\.\d+|predecessors\.\d+|successor|scopes\.\d+|levelCode|code|bandCode|colour|idempotencyKey)$/.test(
    path,
  );

it('INP-1 INP-8 every text has its longest length in code points, and is refused before anything is looked up', async () => {
  for (const mutation of mutations()) {
    const [argument] = mutation.args;
    for (const path of argument ? pathsTo('String', argument.type, ['input']) : []) {
      const field = told(path);
      if (isLookedUp(field)) continue;
      const most = longest.find(([pattern]) => pattern.test(field))?.[1] ?? 200;
      const lengthFaults = async (value: string) => {
        const { faults, statements } = await faultsWith('mutation', mutation, [path], value);
        const found = faults.filter(({ rule }) => /is longer than/.test(rule.en));
        return { fields: found.map((each) => each.field), isBefore: statements.length === 0 };
      };
      const where = `${mutation.name} ${field}`;
      const web = /url$/.test(field) ? 'https://x.se/' : '';
      const of = (length: number) => web + '😀'.repeat(length - web.length);

      expect([where, await lengthFaults(of(most + 1))]).toEqual([
        where,
        { fields: [field], isBefore: true },
      ]);
      expect([where, (await lengthFaults(of(most))).fields]).toEqual([where, []]);
    }
  }
});
