import { randomBytes } from 'node:crypto';
import { RememberedAnswers } from '../../../src/kernel/reading/remembered-answers';
import {
  assess,
  createBoard,
  establishLights,
  type Plan,
  planOf,
  raise,
  record,
  revisePlan,
} from '../../modules/follow-up/year';
import { pastRules } from '../../modules/past-rules';
import { does } from '../../modules/risk/register';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';

let database: TestDatabase;
let of: TestMunicipality;
let plan: Plan;
let board: string;
let riskId: string;
let actionId: string;

/** With everything that goes on below it. */
const whole = () => `{ yearlyControlPlan(board: "${board}", year: 2025) {
  version state board { name } decision { paragraph }
  items { title note isMasked registerRisk { title } plannedControls { registerControl { title } }
    plannedActions { action { state } }
    results { text evidence { title } deviations { text } assessment { level { code } }
      actions { text state } } } } }`;

beforeAll(async () => {
  database = await createTestDatabase();
  of = await createMunicipality(database);
  await establishLights(of);
  board = await createBoard(of);
  const risk = await does<{ risk: { id: string } }>(
    of,
    'createRisk',
    { board, title: 'Jäv' },
    'risk { id }',
  );
  riskId = risk.risk.id;
  actionId = (await raise(of, 'Utbilda', { board })).id;
  const item = { riskId, controls: ['Stickprov'], actionIds: [actionId] };
  plan = await planOf(of, [item], { board });
});
afterAll(() => database.drop());

/** How many statements an answer takes; the answer itself is compared with that of the resolvers. */
async function statementsFor(query: string): Promise<number> {
  return (await database.queriesOf(() => of.api.ask(query))).length;
}

/** From the third time on an answer comes from memory: one statement asks whether it holds. */
async function remember(query: string): Promise<void> {
  for (let times = 0; times < 2; times += 1) await of.api.ask(query);
  const [asked = ''] = await database.queriesOf(() => of.api.ask(query));
  expect(asked).toMatch(/until_when_answers_hold/);
}

describe('a write at each level of the plan is in the next answer', () => {
  const version = async (query: string): Promise<number> => {
    const [found] = Object.values(await of.api.ask<Record<string, { version: number }>>(query));
    return found?.version ?? 0;
  };
  let resultId: string;
  const result = async () => ({
    ...{
      resultId,
      expectedVersion: await version(`{ controlResult(id: "${resultId}") { version } }`),
    },
  });
  const action = async () => ({
    ...{ actionId, expectedVersion: await version(`{ action(id: "${actionId}") { version } }`) },
  });
  const risk = async () => ({
    ...{ riskId, expectedVersion: await version(`{ risk(id: "${riskId}") { version } }`) },
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'the board',
      async () => {
        const { id, version: expectedVersion } = (
          await of.api.ask<{ board: { id: string; version: number } }>(
            `{ board(board: "${board}") { id version } }`,
          )
        ).board;
        const input = { boardId: id, expectedVersion, name: 'Ett annat namn' };
        return of.api.does(of.api.actorWith('ADMINISTRATOR'), 'updateBoard', input);
      },
    ],
    [
      'a result',
      async () => {
        resultId = (await record(of, plan.items[0], { text: 'Inget' })).id;
      },
    ],
    [
      'what hangs on a result',
      async () =>
        does(of, 'correctResult', {
          ...(await result()),
          text: 'Två saknas',
          deviations: [{ text: 'Attest saknas' }],
          evidence: [{ title: 'Bilaga', url: 'https://exempel.se' }],
          actionIds: [actionId],
        }),
    ],
    [
      'a light',
      async () => assess(of, { id: resultId, version: (await result()).expectedVersion }, 'GREEN'),
    ],
    ['an action', async () => does(of, 'startAction', await action())],
    [
      'a risk of the register',
      async () => does(of, 'updateRisk', { ...(await risk()), title: 'Bisyssla' }),
    ],
    [
      'the plan itself',
      async () => {
        await revisePlan(of, {
          ...plan,
          version: await version(`{ controlPlan(id: "${plan.id}") { version } }`),
        });
      },
    ],
    [
      'what is secret',
      async () => does(of, 'updateRisk', { ...(await risk()), sensitivity: 'SECRET' }),
    ],
  ])('%s', async (_level, write) => {
    await remember(whole());
    await write();

    // The statement that finds the change, and those that read anew.
    expect(await statementsFor(whole())).toBeGreaterThan(1);
  });
});

it('what the board adopted is told from memory although results are recorded', async () => {
  const its = await planOf(of, [{ title: 'Attest', controls: ['Stickprov'] }]);
  const query = `{ controlPlan(id: "${its.id}") { revision items { title
    plannedControls { definition { title } } } } }`;
  await remember(query);
  const { id } = await record(of, its.items[0], { text: 'Inget' });
  await assess(of, { id, version: 1 }, 'GREEN');

  expect(await statementsFor(query)).toBe(1);
  expect(await statementsFor(query)).toBe(1);
});

it('an answer does not outlive a database that was restored from before it', async () => {
  const elsewhere = await createMunicipality(database);
  const query = '{ boards(filter: { kinds: [BOARD] }) { edges { node { name } } } }';
  const change = async (name: string) => {
    const [board] = (
      await elsewhere.api.ask<{
        boards: { edges: { node: { id: string; version: number } }[] };
      }>('{ boards { edges { node { id version } } } }')
    ).boards.edges;
    const input = { boardId: board?.node.id, expectedVersion: board?.node.version, name };
    await elsewhere.api.does(elsewhere.api.actorWith('ADMINISTRATOR'), 'updateBoard', input);
  };
  await change('Först');
  for (let times = 0; times < 3; times += 1) await elsewhere.api.ask(query);
  // As if the last event, and what it tells, had never been.
  await pastRules(
    database,
    `DELETE FROM audit_event event WHERE seq = (SELECT max(seq)
    FROM audit_event last WHERE last.municipality_id = event.municipality_id)`,
  );
  await pastRules(database, `UPDATE board SET name = 'Som förut'`);

  expect(JSON.stringify(await elsewhere.api.ask(query))).toContain('Som förut');
});

it('a day has its own answer', async () => {
  await raise(of, 'Före jul', { dueOn: '2025-12-20' });
  const query = '{ actions(filter: { isOverdue: true }) { edges { node { text } } } }';
  await remember(query);
  of.api.itIs('2025-12-24');

  const { actions } = await of.api.ask<{ actions: { edges: object[] } }>(query);
  expect(actions.edges).toContainEqual({ node: { text: 'Före jul' } });
  of.api.itIs('2025-12-16');
});

it('AUD-7 a secret is read, and logged, each time', async () => {
  const query = `{ risk(id: "${riskId}") { title sensitivity } }`;
  const reads = async (): Promise<number> =>
    (await database.owner.query(`SELECT FROM security_event WHERE kind = 'SECRET_READ'`)).length;
  const before = await reads();
  for (let times = 0; times < 4; times += 1) await of.api.ask(query);

  expect((await reads()) - before).toBe(4);
});

it('what one reader may see is not told to another', async () => {
  const { id } = await planOf(of);
  const query = `{ controlPlan(id: "${id}") { items { title } } }`;
  await remember(query);
  const outsider = of.api.actorWith('CONTROL_PERFORMER', of.ks);

  const { data } = await of.api.run<{ controlPlan: unknown }>(outsider, query);
  expect(data.controlPlan).toBeNull();
});

describe('the memory itself', () => {
  const answer = (text: string) => ({ text, etag: '', tables: null, holdsUntil: '0' });

  it('keeps what was asked for last, and no more than it may', () => {
    const memory = new RememberedAnswers(64_000);
    for (let number = 0; number < 80; number += 1) {
      memory.keep(`${number}`, answer(''));
      memory.find('0');
    }

    expect(memory.find('0')).toBeDefined();
    expect(memory.find('1')).toBeUndefined();
    expect(memory.find('79')).toBeDefined();
    expect(memory.find('79')).toEqual(answer(''));
    memory.keep('long', answer(randomBytes(2_000).toString('base64')));
    expect(memory.find('long')).toBeUndefined();
  });
});
