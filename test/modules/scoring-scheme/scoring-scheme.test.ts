import type { Role } from '../../../src/kernel/authorisation';
import { type Api, unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { byHand, lights, scheme } from './scheme';

let database: TestDatabase;
let here: TestMunicipality;
let api: Api;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Each test has a municipality that has no scheme yet. */
beforeEach(async () => {
  here = await createMunicipality(database);
  api = here.api;
});

const administrator = () => api.actorWith('ADMINISTRATOR');

const everything = `number name method likelihoodName consequenceName planName followUpName validFrom
  likelihoodLevels: levels(axis: LIKELIHOOD) { level word description }
  consequenceLevels: levels(axis: CONSEQUENCE) { level word description }
  bands { code rank word symbol colour } cells { likelihood consequence value bandCode }
  assessmentLevels { code rank word symbol colour }`;

async function establish(input: object = scheme()) {
  const fields = `scoringScheme { id ${everything} }`;
  type Payload = { scoringScheme: { id: string; number: number } };
  const payload = await api.does<Payload>(administrator(), 'establishScoringScheme', input, fields);
  return payload.scoringScheme;
}

const numbers = async (): Promise<number[]> => {
  type Schemes = { scoringSchemes: { number: number }[] };
  const { scoringSchemes } = await api.ask<Schemes>('{ scoringSchemes { number } }');
  return scoringSchemes.map(({ number }) => number);
};

/** SQL as the application runs it in one transaction for the municipality; answers with its refusal. */
async function refusalOf(sql: string): Promise<string | undefined> {
  const work = database.application.transaction(async (manager) => {
    await manager.query(
      `SELECT set_config('app.municipality', $1, true), set_config('app.actor', 'test', true),
              set_config('app.act', 'TEST', true)`,
      [here.municipalityId],
    );
    await manager.query(sql);
  });
  return work.then(
    () => undefined,
    (error: Error) => error.message,
  );
}

it('establishes a scheme with every value computed, and leaves a trace', async () => {
  const { id, ...established } = await establish();

  const { validFrom, cells, ...rest } = scheme();
  expect(established).toEqual({
    ...rest,
    number: 1,
    validFrom,
    cells: cells.map((cell) => ({ ...cell, value: cell.likelihood * cell.consequence })),
  });
  const acts = await database.owner.query(
    'SELECT DISTINCT act, actor FROM audit_event WHERE record_key = $1',
    [id],
  );
  expect(acts).toEqual([{ act: 'SCORING_SCHEME_ESTABLISHED', actor: 'test-administrator' }]);
});

it('numbers the versions, answers with the newest, and has none before the first', async () => {
  const newest = '{ scoringScheme { number name } }';
  expect(await api.ask(newest)).toEqual({ scoringScheme: null });
  expect(await numbers()).toEqual([]);
  await establish();
  await establish({ ...byHand(), name: 'För hand' });

  expect(await api.ask(newest)).toEqual({ scoringScheme: { number: 2, name: 'För hand' } });
  expect(await api.ask('{ scoringScheme(number: 1) { name } }')).toEqual({
    scoringScheme: { name: 'Värdering 2025' },
  });
  expect(await api.ask('{ scoringScheme(number: 3) { name } }')).toEqual({ scoringScheme: null });
  expect(await numbers()).toEqual([2, 1]);
});

it('is found by its id, which goes before a number; another municipality does not find it', async () => {
  const { id } = await establish();
  await establish({ ...byHand(), name: 'För hand' });
  const byId = '($id: ID) { scoringScheme(id: $id, number: 2) { number } }';
  const found = (of: TestMunicipality, value: string | null) =>
    of.api.ask(`query ${byId}`, { id: value });

  expect(await found(here, id)).toEqual({ scoringScheme: { number: 1 } });
  expect(await found(here, null)).toEqual({ scoringScheme: { number: 2 } });
  const stranger = await createMunicipality(database);
  const none = [found(here, unknownId()), found(stranger, id)];
  expect(await Promise.all(none)).toEqual(Array(2).fill({ scoringScheme: null }));
});

it('keeps a scheme by hand without levels, bands and cells', async () => {
  expect(await establish(byHand())).toMatchObject({
    method: 'MANUAL',
    likelihoodLevels: [],
    consequenceLevels: [],
    bands: [],
    cells: [],
    assessmentLevels: lights('GOOD', 'BAD'),
  });
});

it('shows nothing of another municipality', async () => {
  await establish();
  here = await createMunicipality(database);
  api = here.api;

  expect(await numbers()).toEqual([]);
  expect(await establish()).toMatchObject({ number: 1 });
});

it.each<[Role, string | null]>([
  ['BOARD_SECRETARY', null],
  ['CONTROL_PERFORMER', null],
  ['AUDITOR', null],
  ['INTEGRATION_CLIENT', null],
  ['CONTROLLER', 'only for one board'],
])('refuses the role %s (%s), and nothing changed', async (role, board) => {
  const actor = api.actorWith(role, board && here.ks);

  const { codes } = await api.attempt(actor, 'establishScoringScheme', scheme());

  expect(codes).toEqual(['FORBIDDEN']);
  expect(await numbers()).toEqual([]);
});

it('tells every fault in both languages, and nothing changed', async () => {
  const input = scheme({ name: ' ', assessmentLevels: lights('GOOD') });

  const { errors } = await api.attempt(administrator(), 'establishScoringScheme', input);

  expect(errors[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { fields: [{ field: 'name' }, { field: 'assessmentLevels' }] },
    userMessage: {
      sv: 'Fältet name får inte vara tomt. Fältet assessmentLevels ska ha 2 till 5 steg.',
      en: 'The field name must not be empty. The field assessmentLevels must have 2 to 5 steps.',
    },
  });
  expect(await numbers()).toEqual([]);
});

it('has the rule by which risks go into the plan; by hand when none is stated', async () => {
  const rule =
    'inclusionRule { kind leastValue axis leastLevel highest cells { likelihood consequence } }';
  const nothing = { leastValue: null, axis: null, leastLevel: null, highest: null, cells: [] };
  const cells = [
    { likelihood: 3, consequence: 3 },
    { likelihood: 3, consequence: 4 },
  ];
  const rules = [
    { kind: 'BY_CELL', cells },
    { kind: 'BY_AXIS', axis: 'CONSEQUENCE', leastLevel: 4 },
    { kind: 'HIGHEST_PER_CATEGORY', highest: 3 },
    { kind: 'BY_VALUE', leastValue: 8 },
  ];
  await establish();
  for (const inclusionRule of rules) await establish({ ...scheme(), inclusionRule });

  expect(await api.ask(`{ scoringSchemes { ${rule} } }`)).toEqual({
    scoringSchemes: [...rules.reverse(), { kind: 'BY_HAND' }].map((each) => ({
      inclusionRule: { ...nothing, ...each },
    })),
  });
});

it('gives two who establish at once different numbers, or one of them a conflict', async () => {
  const answers = await Promise.all(
    [1, 2, 3].map(() => api.attempt(administrator(), 'establishScoringScheme', scheme())),
  );

  const won = answers.filter(({ codes }) => codes.length === 0).length;
  expect(answers.flatMap(({ codes }) => codes)).toEqual(Array(3 - won).fill('CONFLICT'));
  expect(await numbers()).toEqual(Array.from({ length: won }, (_each, index) => won - index));
});

it.each([
  ['the scheme', `UPDATE scoring_scheme SET name = 'Annat'`, 'scoring_scheme is frozen'],
  ['its freezing', 'UPDATE scoring_scheme SET frozen_at = NULL', 'scoring_scheme is frozen'],
  ['the scheme away', 'DELETE FROM scoring_scheme', 'permission denied'],
  ['a level', `UPDATE scoring_level SET word = 'Annat'`, 'permission denied'],
  ['a cell', 'UPDATE scoring_cell SET value = 1', 'permission denied'],
  ['a band away', 'DELETE FROM risk_band', 'permission denied'],
  ['another light', insertLater('assessment_level'), 'assessment_level is frozen'],
  ['another band', insertLater('risk_band'), 'risk_band is frozen'],
  ['the rule', 'UPDATE scoring_scheme SET least_value = 1', 'scoring_scheme is frozen'],
  ['a marked cell', 'UPDATE inclusion_cell SET likelihood = 2', 'permission denied'],
  ['a marked cell away', 'DELETE FROM inclusion_cell', 'permission denied'],
  [
    'which cells are marked',
    'INSERT INTO inclusion_cell SELECT municipality_id, id, 1, 1 FROM scoring_scheme',
    'inclusion_cell is frozen',
  ],
])('lets the application never change %s', async (_what, sql, refusal) => {
  await establish();

  expect(await refusalOf(sql)).toContain(refusal);
});

function insertLater(table: string): string {
  return `INSERT INTO ${table} SELECT municipality_id, id, 'LATER', 9, 'Sen', 'x', '#000000'
    FROM scoring_scheme`;
}

it('QRY-6 reads the parts of all versions in one query each', async () => {
  const all = `{ scoringSchemes { ${everything} } }`;
  await establish();
  const one = await database.queriesOf(() => api.ask(all));
  await establish();
  await establish();

  const three = await database.queriesOf(() => api.ask(all));

  expect(one).toHaveLength(5);
  expect(three).toHaveLength(5);
});
