import {
  type GraphQLField,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql';
import { AdoptControlPlanInput } from '../../src/modules/control-plan/control-plan.type';
import { permissionOf } from '../../src/operations';
import { buildApiSchema } from '../../src/schema';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildApiSchema();
});

type Field = GraphQLField<unknown, unknown>;
const queries = (): Field[] => Object.values(schema.getQueryType()?.getFields() ?? {});
const mutations = (): Field[] => Object.values(schema.getMutationType()?.getFields() ?? {});
const inputs = () => Object.values(schema.getTypeMap()).filter(isInputObjectType);
const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const isOurs = ({ name }: { name: string }): boolean => !name.startsWith('__');

it('every mutation takes one input and answers with one payload, both named after it', () => {
  expect(mutations().length).toBeGreaterThan(40);
  for (const { name, args, type } of mutations()) {
    expect(args.map((arg) => `${arg.name}: ${arg.type}`)).toEqual([
      `input: ${upperFirst(name)}Input!`,
    ]);
    // Nullable, so that one of several mutations can fail by itself (CON-3).
    expect(String(type)).toBe(`${upperFirst(name)}Payload`);
  }
});

it('INP-6 no value is free JSON: these are all the scalars', () => {
  const scalars = Object.values(schema.getTypeMap()).filter(isScalarType);

  expect(scalars.map(({ name }) => name).sort()).toEqual([
    'Boolean',
    'CalendarDay',
    'DateTime',
    'Float',
    'ID',
    'Int',
    'String',
  ]);
});

it('every query, mutation, object and enumeration says what it is', () => {
  const rootFields = [...queries(), ...mutations()];
  expect(rootFields.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);

  const types = Object.values(schema.getTypeMap()).filter(
    (type) =>
      isOurs(type) &&
      (isEnumType(type) || isObjectType(type)) &&
      !/^(Query|Mutation)$|(Connection|Edge|Payload)$/.test(type.name),
  );
  expect(types.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
});

it('every mutation names the permission that it needs', () => {
  const silent = mutations().filter(
    ({ description }) => !/Needs `[\w-]+:\w+`/.test(description ?? ''),
  );

  expect(silent.map(({ name }) => name)).toEqual([]);
});

it('CON-2 every mutation takes an idempotency key', () => {
  const without = mutations().filter(({ args }) => {
    const input = args[0] && schema.getType(String(args[0].type).replace('!', ''));
    return !isInputObjectType(input) || !input.getFields().idempotencyKey;
  });

  expect(without.map(({ name }) => name)).toEqual([]);
});

it('AZ-1 every operation has its permission in the one table, and no other has', () => {
  const names = [...queries(), ...mutations()].map(({ name }) => name);

  expect(Object.keys(permissionOf).sort()).toEqual(names.sort());
});

it('AZ-1 what a description says is needed is what the table says', () => {
  const permissions: Readonly<Record<string, string | null>> = permissionOf;
  for (const { name, description } of [...queries(), ...mutations()]) {
    const [, said] = /Needs `([\w-]+:\w+)`/.exec(description ?? '') ?? [];
    if (said || permissions[name] !== 'register:read') {
      expect([name, said ?? null]).toEqual([name, permissions[name]]);
    }
  }
});

it('CON-1 every change says which version the caller saw, and only what is new, a link or a whole board does not', () => {
  const without = mutations()
    .filter(({ args }) => {
      const input = args[0] && schema.getType(String(args[0].type).replace('!', ''));
      return isInputObjectType(input) && !input.getFields().expectedVersion;
    })
    .map(({ name }) => name);
  const isNewOrLink =
    /^(create|register|establish|raise|draft|record|link|unlink|map|unmap|open|collect|mergeBoards$|moveOpenItems$)/;
  // New records, and the end of some that never change but by that.
  const byDecision = ['decideCommonControls', 'withdrawCommonControls'];

  expect(without.filter((name) => !isNewOrLink.test(name))).toEqual(byDecision);
});

it('AZ-8 no input sets what belongs to the server', () => {
  const owned = [
    ...['id', 'municipalityId', 'version', 'state', 'revision', 'flags', 'frozenAt'],
    ...['createdAt', 'createdBy', 'recordedAt', 'recordedBy', 'proposedBy', 'adoptedBy'],
    ...['submittedBy', 'decidedBy', 'assessedBy', 'revokedAt', 'revokedBy', 'hash', 'digest'],
  ];
  const breaches = inputs().flatMap((input) =>
    owned.filter((field) => input.getFields()[field]).map((field) => `${input.name}.${field}`),
  );

  expect(breaches).toEqual([]);
});

it('an optional input field is nullable, so that leaving it out and sending null are both possible', () => {
  const defaults = inputs().flatMap((input) =>
    Object.values(input.getFields()).filter(
      (field) => field.defaultValue !== undefined && !isNonNullType(field.type),
    ),
  );

  expect(defaults.map(({ name }) => name)).toEqual([]);
});

it('an input starts empty, so that a field that was left out is undefined', () => {
  expect(Object.keys(new AdoptControlPlanInput())).toEqual([]);
});

it('every list is a connection with a bounded page, filter and order', () => {
  const lists = queries().filter(({ type }) => /Connection!$/.test(String(type)));

  expect(lists.map(({ name }) => name).sort()).toEqual([
    'actions',
    'apiTokens',
    'assignments',
    'auditRecommendations',
    'auditReports',
    'auditTrail',
    'boardMergers',
    'boardTransfers',
    'boards',
    'controlPlans',
    'controls',
    'evaluations',
    'followUpReports',
    'governingDocuments',
    'processes',
    'questions',
    'riskAssessmentRounds',
    'risks',
    'securityEvents',
    'subjects',
    'supervisionReports',
  ]);
  for (const { args } of lists) {
    expect(args.map(({ name }) => name).sort()).toEqual(['after', 'filter', 'first', 'orderBy']);
    expect(String(args.find(({ name }) => name === 'orderBy')?.type)).toMatch(/^\[\w+Order!\]$/);
  }
});

it('enumeration values are written in capitals, as in the database, but for the names of moves', () => {
  const odd = Object.values(schema.getTypeMap())
    .filter(isEnumType)
    .filter((type) => isOurs(type) && !/Move$/.test(type.name))
    .flatMap((type) => type.getValues())
    .filter(({ name }) => !/^[A-Z][A-Z\d_]*$/.test(name));

  expect(odd.map(({ name }) => name)).toEqual([]);
});

it('every record that has an id and a page of its own can be asked for by that id', () => {
  const byId = queries().flatMap(({ args, type }) =>
    args.some(({ name }) => name === 'id') ? [String(type)] : [],
  );
  const parts = ['BoardTransfer', 'Deviation', 'SubjectGrant'];
  const byCodeOrNumber = ['Board'];
  const records = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && isOurs(type) && type.getFields().id)
    .map(({ name }) => name);

  expect([...byId, ...parts, ...byCodeOrNumber].sort()).toEqual(records.sort());
});
