import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type Actor, may, permissions, Role } from '../../src/kernel/authorisation';
import { valuesOf } from '../../src/kernel/enumeration';
import { permissionOf } from '../../src/operations';
import { buildApiSchema } from '../../src/schema';
import { establish } from '../modules/risk/register';
import { type Answer, unknownId } from '../support/api';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { fingerprint } from '../support/fingerprint';
import { createMunicipality, type TestMunicipality } from '../support/municipality';

type Operation = keyof typeof permissionOf;

let database: TestDatabase;
let schema: GraphQLSchema;
let of: TestMunicipality;
let before: object;
beforeAll(async () => {
  [database, schema] = await Promise.all([createTestDatabase(), buildApiSchema()]);
  of = await createMunicipality(database);
  await establish(of);
  before = await fingerprint(database.owner);
});
afterAll(() => database.drop());

/** Everybody who can ask: each role for all boards, a system with every scope, and nobody. */
function askers(): Actor[] {
  const roles = valuesOf(Role).map((role) => of.api.actorWith(role));
  const system = of.api.actorWith('INTEGRATION_CLIENT');
  const scoped = { role: 'INTEGRATION_CLIENT', boardId: null, scopes: permissions } as const;
  return [...roles, { ...system, grants: [scoped] }, { ...system, grants: [] }];
}

/** Makes values: of the right type, sensible or not. */
interface Maker {
  readonly ID: string;
  readonly String: string;
  readonly Int: number;
}

/** A value of every field of a type, so that everything is looked at that can be given. */
function sampleOf(type: GraphQLInputType, name: string, maker: Maker): unknown {
  if (isNonNullType(type)) return sampleOf(type.ofType, name, maker);
  if (isListType(type)) return [sampleOf(type.ofType, name, maker)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((each) => each.name !== 'idempotencyKey');
    return Object.fromEntries(
      fields.map((each) => [each.name, sampleOf(each.type, each.name, maker)]),
    );
  }
  if (name === 'board' || name === 'boards') return maker.ID;
  const values = { ...maker, Boolean: true, CalendarDay: '2025-06-01' };
  return values[type.name as keyof typeof values];
}

/** True when something in the input names a record. */
const namesRecord = (value: unknown, id: string): boolean => JSON.stringify(value).includes(id);

/** Asks for an operation with a variable for each of its arguments. */
function documentOf({ name, args, type }: GraphQLField<unknown, unknown>, kind: string): string {
  const variables = args.map((each) => `$${each.name}: ${each.type}`).join();
  const given = args.map((each) => `${each.name}: $${each.name}`).join();
  const selection = isObjectType(getNamedType(type)) ? '{ __typename }' : '';
  return args.length > 0
    ? `${kind} (${variables}) { ${name}(${given}) ${selection} }`
    : `${kind} { ${name} ${selection} }`;
}

/** An operation as the schema has it, with ways to ask for it. */
function operationOf(name: Operation) {
  const mutation = schema.getMutationType()?.getFields()[name];
  const field = mutation ?? schema.getQueryType()?.getFields()[name];
  if (!field) throw new Error(`There is no ${name}`);
  const document = documentOf(field, mutation ? 'mutation' : 'query');
  const with_ = (maker: Maker) =>
    Object.fromEntries(
      field.args.map((each) => [each.name, sampleOf(each.type, each.name, maker)]),
    );
  const id = unknownId();
  // Where nothing is named that is not there, only a word that is missing keeps a record from being made.
  const sensible = with_({ ID: id, String: 'Text', Int: 1 });
  const plausible = namesRecord(sensible, id) ? sensible : with_({ ID: id, String: ' ', Int: 99 });
  const garbage = [
    with_({ ID: 'no id', String: '\u0000', Int: -1 }),
    Object.fromEntries(field.args.map((each) => [each.name, { constructor: [42] }])),
  ];
  const ask = (actor: Actor, variables: Record<string, unknown>): Promise<Answer<unknown>> =>
    of.api.run(actor, document, variables);
  return { plausible, garbage, ask };
}

describe.each(Object.keys(permissionOf) as Operation[])('%s', (name) => {
  const permission = permissionOf[name];
  const isAllowed = (actor: Actor): boolean => permission === null || may(actor, permission, null);

  it('AZ-1 AZ-3 is refused to whoever lacks the permission, whatever the input is', async () => {
    const { plausible, garbage, ask } = operationOf(name);
    for (const actor of askers().filter((each) => !isAllowed(each))) {
      for (const variables of [plausible, ...garbage]) {
        const { codes, data } = await ask(actor, variables);
        const asked = { grants: actor.grants, variables };
        expect({ asked, codes, data }).toEqual({ asked, codes: ['FORBIDDEN'] });
      }
    }
  });

  it('AZ-1 looks at the input of whoever has the permission', async () => {
    const { plausible, ask } = operationOf(name);
    for (const actor of askers().filter(isAllowed)) {
      const { codes } = await ask(actor, plausible);
      for (const code of ['FORBIDDEN', 'INTERNAL_SERVER_ERROR']) {
        expect([actor.grants, codes]).not.toEqual([actor.grants, expect.arrayContaining([code])]);
      }
    }
  });
});

it.each(
  (Object.keys(permissionOf) as Operation[]).filter((name) =>
    /^(identity|organisation):/.test(permissionOf[name] ?? ''),
  ),
)('AZ-1 %s is not for an administrator of one board', async (name) => {
  const { plausible, ask } = operationOf(name);

  const { codes } = await ask(of.api.actorWith('ADMINISTRATOR', of.ks), plausible);

  expect(codes).toEqual(['FORBIDDEN']);
});

it('AZ-1 nobody of all these has changed anything', async () => {
  expect(await fingerprint(database.owner)).toEqual(before);
});
