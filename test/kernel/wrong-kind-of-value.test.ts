import { createTestDatabase, type TestDatabase } from '../support/database';
import { createMunicipality, type TestMunicipality } from '../support/municipality';

let database: TestDatabase;
let here: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database);
});
afterAll(() => database.drop());

const action = { board: 'KS', kind: 'DIRECT', text: 'Gör' };
const decision = { points: [{ text: 'A' }, { text: 'B', dueOn: '2026-13-01' }] };

it.each([
  ['an unknown enumeration value', 'raiseAction', { ...action, kind: 'GOOD' }, 'kind'],
  ['a day that does not exist', 'raiseAction', { ...action, dueOn: '2026-02-29' }, 'dueOn'],
  ['a number for a text', 'raiseAction', { ...action, text: 7 }, 'text'],
  ['a missing field', 'raiseAction', { board: 'KS', kind: 'DIRECT' }, 'text'],
  ['a field that does not exist', 'raiseAction', { ...action, colour: 'röd' }, 'colour'],
  ['null for what must be there', 'raiseAction', { ...action, board: null }, 'board'],
  [
    'a fault deep inside',
    'adoptControlPlan',
    { planId: 'x', expectedVersion: 1, decision },
    'decision.points.1.dueOn',
  ],
  [
    'a whole number that is too large',
    'startAction',
    { actionId: 'x', expectedVersion: 2 ** 40 },
    'expectedVersion',
  ],
])('ERR-3 %s names the field, in both languages', async (_case, mutation, input, field) => {
  const actor = {
    ...here.api.actorWith('CONTROLLER'),
    grants: (['CONTROLLER', 'BOARD_SECRETARY'] as const).map((role) => ({ role, boardId: null })),
  };
  const { codes, errors } = await here.api.attempt(actor, mutation, input);

  expect(codes).toEqual(['BAD_USER_INPUT']);
  expect(errors[0]?.extensions).toMatchObject({
    details: { field },
    userMessage: {
      sv: `Fältet ${field} saknas, finns inte eller har ett värde av fel slag.`,
      en: `The field ${field} is missing, does not exist or has a value of a wrong kind.`,
    },
  });
});

it('ERR-3 several of them come together', async () => {
  const actor = here.api.actorWith('CONTROLLER');
  const input = { ...action, kind: 'GOOD', dueOn: '2026-02-29' };
  const { errors } = await here.api.attempt(actor, 'raiseAction', input);

  const rule = {
    sv: expect.stringContaining('fel slag'),
    en: expect.stringContaining('wrong kind'),
  };
  expect(errors).toEqual([
    {
      message: expect.stringMatching(/"input.kind".*"input.dueOn"/),
      extensions: {
        code: 'BAD_USER_INPUT',
        details: {
          field: 'kind',
          rule,
          fields: [
            { field: 'kind', rule },
            { field: 'dueOn', rule },
          ],
        },
        userMessage: {
          sv: expect.stringMatching(/^Fältet kind .* Fältet dueOn /),
          en: expect.stringMatching(/^The field kind .* The field dueOn /),
        },
        requestId: expect.any(String),
      },
    },
  ]);
});

it('ERR-3 a variable that is no input object is named itself', async () => {
  const { errors } = await here.api.run(
    here.api.actorWith('AUDITOR'),
    'query ($year: Int!) { riskMatrix(year: $year) { total } }',
    { year: 'i år' },
  );

  expect(errors[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { field: 'year' },
  });
});

it('ERR-3 a very long value is not sent back in full', async () => {
  const actor = here.api.actorWith('CONTROLLER');
  const input = { ...action, kind: `${'x'.repeat(900)}${'😀'.repeat(90_000)}` };
  const { errors } = await here.api.attempt(actor, 'raiseAction', input);

  expect(errors[0]?.extensions?.details).toMatchObject({ field: 'kind' });
  expect(errors[0]?.message.length).toBe(1_001);
  expect(errors[0]?.message.isWellFormed()).toBe(true);
});
