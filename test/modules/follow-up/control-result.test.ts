import type { Actor } from '../../../src/kernel/authorisation';
import { type Api, unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { byHand, lights } from '../scoring-scheme/scheme';
import {
  establishLights,
  type Item,
  movePlan,
  type Plan,
  planOf,
  raise,
  refusalOf,
  revisePlan,
} from './year';

const today = '2025-09-01';
let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;
let api: Api;
/** An adopted plan with an item of two controls, one of one control, and a direct action. */
let plan: Plan;
let [twoControls, oneControl, directAction]: Item[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  [here, elsewhere] = [
    await createMunicipality(database, today),
    await createMunicipality(database, today),
  ];
  api = here.api;
  await Promise.all([here, elsewhere].map(establishLights));
  plan = await planOf(
    here,
    [
      { title: 'Bisysslor', controls: ['Enkät', 'Stickprov'] },
      { title: 'Attest', controls: ['Fakturor'] },
      { title: 'Rutin för gåvor', kind: 'DIRECT_ACTION' },
    ],
    { board: 'KS' },
  );
  [twoControls, oneControl, directAction] = plan.items;
});
afterAll(() => database.drop());

const performer = (boardId: string | null = null) => api.actorWith('CONTROL_PERFORMER', boardId);
const controller = (boardId: string | null = null) => api.actorWith('CONTROLLER', boardId);

interface Result {
  readonly id: string;
  readonly version: number;
  readonly executionStatus: string;
  readonly assessment: object | null;
}

const everything = `controlResult {
  id version resultOn executionStatus notPerformedReason text performedMethods performedOtherwise
  periodFrom periodTo population sample deviatingCases deviationRate
  deviations { text severity cause unit } units { unit population sample deviatingCases }
  evidence { title url } assessment { level { code word symbol } motive assessedOn flags }
  actions { text state action { text } } planItem { title } plannedControls { definition { title } }
}`;

const covering = ({ id, plannedControls }: Item = oneControl as Item) => ({
  planItemId: id,
  plannedControlIds: plannedControls.map((each) => each.id),
  executionStatus: 'COMPLETED',
});

async function record(values: object = {}, item?: Item): Promise<Result> {
  const input = { ...covering(item), ...values };
  const payload = await api.does<{ controlResult: Result }>(
    performer(),
    'recordResult',
    input,
    everything,
  );
  return payload.controlResult;
}

/** Corrects or assesses a result at the version that it has. */
async function change(mutation: string, { id, version }: Result, values: object) {
  const input = { resultId: id, expectedVersion: version, ...values };
  const payload = await api.does<{ controlResult: Result }>(
    controller(),
    mutation,
    input,
    everything,
  );
  return payload.controlResult;
}
const correct = (result: Result, values: object) => change('correctResult', result, values);
const assess = (result: Result, levelCode: string | null, values: object = {}) =>
  change('assessResult', result, { levelCode, ...values });

async function attempt(mutation: string, input: object, actor: Actor = controller()) {
  const { errors, codes } = await api.attempt(actor, mutation, input);
  const details = (errors[0]?.extensions?.details ?? {}) as { fields?: { field: string }[] };
  return { codes, details, fields: (details.fields ?? []).map(({ field }) => field) };
}

/** What recording a result has the database do; what its answer asks for comes on top. */
const recording = (values: object = {}) =>
  database.queriesOf(() =>
    api.does(performer(), 'recordResult', { ...covering(), ...values }, 'controlResult { id }'),
  );

it('CON-3 takes six statements to record, one more for each list that hangs on it, and three under a key', async () => {
  const deviations = [{ text: 'Saknas' }, { text: 'Fel' }];
  const evidence = [{ title: 'Protokoll', url: 'https://exempel.se/protokoll' }];

  expect(await recording()).toHaveLength(6);
  expect(await recording({ deviations, evidence })).toHaveLength(8);
  expect(await recording({ idempotencyKey: 'a-key-of-ours' })).toHaveLength(9);
  expect(await recording({ idempotencyKey: 'a-key-of-ours' })).toHaveLength(3);
});

/** How many results there are, so that a test can show that there is not one more. */
async function resultCount(): Promise<number> {
  const [{ count }] = await database.owner.query('SELECT count(*)::int FROM control_result');
  return count;
}

/** Everything that the database has of a result, and what was ever done to it. */
async function stored(id: string): Promise<Record<string, unknown>> {
  const parts = ['deviation', 'unit_result', 'evidence', 'result_action', 'result_planned_control'];
  const lists = parts.map(
    (table) => `(SELECT jsonb_agg(to_jsonb(part) ORDER BY to_jsonb(part)::text) FROM ${table} part
      WHERE part.result_id = result.id) AS ${table}`,
  );
  const [row] = await database.owner.query(
    `SELECT *, ${lists}, (SELECT array_agg(act || ' ' || table_name || ' ' || actor ORDER BY seq)
       FROM audit_event WHERE $1 IN (record_key, after::jsonb ->> 'result_id', before::jsonb ->> 'result_id')
     ) AS acts FROM control_result result WHERE id = $1::uuid`,
    [id],
  );
  return row;
}

const whole = {
  resultOn: '2025-08-31',
  text: 'Två av tjugo saknade\nunderlag.',
  performedMethods: ['DOCUMENT_REVIEW', 'SAMPLE'],
  performedOtherwise: 'Stickprov i stället för enkät, eftersom få svarade.',
  periodFrom: '2025-01-01',
  periodTo: '2025-06-30',
  population: 240,
  sample: 20,
  deviatingCases: 2,
  deviations: [
    { text: 'Saknad bilaga', severity: 'MINOR', cause: 'Ny rutin', unit: 'Kansliet' },
    { text: 'Fel konto', severity: 'SERIOUS', cause: null, unit: null },
    { text: 'Fel datum', severity: null, cause: null, unit: 'Kansliet' },
  ],
  units: [
    { unit: 'Skolan', population: 200, sample: 15, deviatingCases: 2 },
    { unit: 'Kansliet', population: null, sample: 5, deviatingCases: null },
  ],
  evidence: [
    { title: 'Protokoll', url: 'https://exempel.se/protokoll?id=1' },
    { title: 'Underlag', url: 'http://intranet/underlag' },
  ],
};

describe('recording a result', () => {
  it('keeps everything that is said, of two controls at once', async () => {
    const actions = [await raise(here, 'Utbilda'), await raise(here, 'Rätta')];
    const actionIds = actions.map(({ id }) => id).reverse();

    const result = await record({ ...whole, actionIds: [...actionIds, actionIds[0]] }, twoControls);

    expect(result).toEqual({
      ...whole,
      id: result.id,
      version: 1,
      executionStatus: 'COMPLETED',
      notPerformedReason: null,
      deviationRate: 0.1,
      assessment: null,
      actions: ['Rätta', 'Utbilda'].map((text) => ({ text, state: 'PLANNED', action: { text } })),
      planItem: { title: 'Bisysslor' },
      plannedControls: ['Enkät', 'Stickprov'].map((title) => ({ definition: { title } })),
    });
    const query = `query ($id: ID!) { controlResult(id: $id) { ${everything.slice(16, -1)} } }`;
    expect(await api.ask(query, { id: result.id })).toEqual({ controlResult: result });
    expect(await stored(result.id)).toMatchObject({
      recorded_by: 'test-control_performer',
      item_stable_id: twoControls?.stableId,
      acts: expect.arrayContaining([
        'RESULT_RECORDED control_result test-control_performer',
        'RESULT_RECORDED deviation test-control_performer',
        'RESULT_RECORDED result_planned_control test-control_performer',
      ]),
    });
  });

  it('takes for unknown what nobody has said, and today for the day', async () => {
    expect(await record({ text: ' ' })).toMatchObject({
      ...{ resultOn: today, text: null, performedMethods: [], performedOtherwise: null },
      ...{ periodFrom: null, periodTo: null, population: null, sample: null },
      ...{ deviatingCases: null, deviationRate: null, deviations: [], units: [] },
      ...{ evidence: [], actions: [] },
      assessment: null,
    });
  });

  it('may tell each control of an item by itself, and the item tells them all', async () => {
    const { items } = await planOf(here, [{ title: 'Två', controls: ['Ett', 'Två'] }]);
    const [first, second] = items[0].plannedControls;
    for (const [plannedControl, resultOn] of [
      [first, '2025-03-01'],
      [second, '2025-05-01'],
      [first, '2025-04-01'],
    ] as const) {
      await record({ plannedControlIds: [plannedControl?.id], resultOn }, items[0]);
    }

    expect(
      await api.ask(
        'query ($id: ID!) { planItem(id: $id) { results { resultOn plannedControls { id } } } }',
        { id: items[0].id },
      ),
    ).toEqual({
      planItem: {
        results: [
          { resultOn: '2025-05-01', plannedControls: [{ id: second?.id }] },
          { resultOn: '2025-04-01', plannedControls: [{ id: first?.id }] },
          { resultOn: '2025-03-01', plannedControls: [{ id: first?.id }] },
        ],
      },
    });
  });

  it('needs no control on a direct action', async () => {
    expect(await record({ text: 'Rutinen finns' }, directAction)).toMatchObject({
      planItem: { title: 'Rutin för gåvor' },
      plannedControls: [],
    });
  });

  const firstControlOf = (item?: Item) => item?.plannedControls[0]?.id;

  it.each([
    ['no control of an item that has some', () => []],
    ['a control of another item', () => [firstControlOf(oneControl)]],
    ['its own and another item’s', () => [twoControls, oneControl].map(firstControlOf)],
    ['the same control twice', () => [twoControls, twoControls].map(firstControlOf)],
    ['a control that nobody planned', () => [unknownId()]],
  ])('is refused when it names %s', async (_case, ids) => {
    const before = await resultCount();

    const input = { ...covering(twoControls), plannedControlIds: ids() };
    const { codes, fields } = await attempt('recordResult', input);

    expect([codes, fields]).toEqual([['BAD_USER_INPUT'], ['plannedControlIds']]);
    expect(await resultCount()).toBe(before);
  });
  it.each([
    ['a draft', null, 'DRAFT'],
    ['a proposed plan', 'propose', 'PROPOSED'],
    ['a closed plan', 'close', 'CLOSED'],
  ] as const)('is refused on %s', async (_case, upTo, state) => {
    const { items } = await planOf(here, undefined, { upTo });
    const before = await resultCount();

    const { codes, details } = await attempt('recordResult', covering(items[0]));

    expect([codes, details]).toMatchObject([['ILLEGAL_MOVE'], { state, move: 'record' }]);
    expect(await resultCount()).toBe(before);
  });

  it('ends when the plan is closed, also for what is there', async () => {
    const open = await planOf(here);
    const { id } = await record({}, open.items[0]);
    await movePlan(here, open, 'close');
    const before = await stored(id);

    for (const [mutation, values] of [
      ['correctResult', { text: 'För sent' }],
      ['assessResult', { levelCode: 'GREEN' }],
      ['withdrawAssessment', {}],
    ] as const) {
      const input = { resultId: id, expectedVersion: 1, ...values };
      expect((await attempt(mutation, input)).codes).toEqual(['ILLEGAL_MOVE']);
    }
    expect(await stored(id)).toEqual(before);
  });
});

describe('what a result may say', () => {
  const REASON = 'notPerformedReason';

  it.each<[string, object]>([
    ['nothing is known but the deviating cases', { deviatingCases: 3 }],
    ['the sample is everything, and all of it deviates', cases(7, 7, 7)],
    ['there was nothing to look at', cases(0, 0, 0)],
    ['only sample and population are known', cases(10, 5, null)],
    ['one case has several deviations', { sample: 5, deviatingCases: 1, deviations: three() }],
    ['there are deviations without any cases', { deviatingCases: 0, deviations: three() }],
    ['the period is one day', { periodFrom: '2025-02-01', periodTo: '2025-02-01' }],
    ['only the end of the period is known', { periodTo: '2025-02-01' }],
    ['it will not be done', { executionStatus: 'NOT_PERFORMED', notPerformedReason: 'Vakans' }],
    ['it was done otherwise', { executionStatus: 'COMPLETED_BY_OTHER_MEANS' }],
    ['a unit knows only its sample', { units: [{ unit: 'Skolan', sample: 4 }] }],
  ])('%s', async (_case, values) => {
    expect(await record(values)).toMatchObject(values);
  });

  it.each<[string, object, string[]]>([
    ['a sample above the population', cases(5, 6, null), ['sample']],
    ['deviating cases above the sample', cases(null, 6, 7), ['deviatingCases']],
    ['deviating cases above the population', cases(6, null, 7), ['deviatingCases']],
    ['a negative population', cases(-1, null, null), ['population']],
    ['a unit whose sample is above its population', unit(5, 6, null), ['units.1.sample']],
    ['a unit with more deviating cases than sample', unit(9, 6, 7), ['units.1.deviatingCases']],
    ['a unit with fewer than no cases', unit(null, null, -1), ['units.1.deviatingCases']],
    ['a unit without a name', { units: [{ unit: ' ' }] }, ['units.0.unit']],
    ['the same unit twice', { units: [{ unit: 'Skolan' }, { unit: 'Skolan' }] }, ['units.1.unit']],
    ['no reason for what will not be done', { executionStatus: 'NOT_PERFORMED' }, [REASON]],
    ['a blank reason', { executionStatus: 'NOT_PERFORMED', [REASON]: ' ' }, [REASON]],
    ['a reason for what was done', { notPerformedReason: 'Vakans' }, [REASON]],
    ['a period backwards', { periodFrom: '2025-02-02', periodTo: '2025-02-01' }, ['periodTo']],
    ['a day to come', { resultOn: '2025-09-02' }, ['resultOn']],
    ['a deviation without words', { deviations: [{ text: '' }] }, ['deviations.0.text']],
    ['evidence that is a script', link('javascript:alert(1)'), ['evidence.0.url']],
    ['evidence that is data', link('data:text/html,x'), ['evidence.0.url']],
    ['evidence on no web', link('protokoll.pdf'), ['evidence.0.url']],
    ['evidence without a title', link('https://exempel.se', ''), ['evidence.0.title']],
    ['two faults', { ...cases(1, 2, null), resultOn: '2026-01-01' }, ['sample', 'resultOn']],
  ])('is not %s', async (_case, values, expected) => {
    const before = await resultCount();

    const { codes, fields } = await attempt('recordResult', { ...covering(), ...values });

    expect([codes, fields]).toEqual([['BAD_USER_INPUT'], expected]);
    expect(await resultCount()).toBe(before);
  });

  function cases(population: number | null, sample: number | null, deviatingCases: number | null) {
    return { population, sample, deviatingCases };
  }
  function unit(...numbers: Parameters<typeof cases>) {
    return { units: [{ unit: 'Skolan' }, { unit: 'Kansliet', ...cases(...numbers) }] };
  }
  function link(url: string, title = 'Underlag') {
    return { evidence: [{ title, url }] };
  }
  function three() {
    return ['ett', 'två', 'tre'].map((text) => ({ text }));
  }
});

describe('correcting a result', () => {
  it('leaves what it does not name, and clears what is null', async () => {
    const { id: actionId } = await raise(here, 'Utbilda');
    const before = await record({ ...whole, actionIds: [actionId] });

    const after = await correct(before, { text: 'Tre av tjugo.', deviatingCases: 3, sample: null });

    expect(after).toEqual({
      ...before,
      version: 2,
      text: 'Tre av tjugo.',
      deviationRate: null,
      deviatingCases: 3,
      sample: null,
    });
    expect(await correct(after, {})).toEqual({ ...after, version: 3 });
    expect(await stored(before.id)).toMatchObject({
      acts: expect.arrayContaining(['RESULT_CORRECTED control_result test-controller']),
    });
  });

  it('replaces a list only when it is given, and then all of it', async () => {
    const actions = [await raise(here, 'Utbilda'), await raise(here, 'Rätta')];
    const before = await record({ ...whole, actionIds: [actions[0]?.id] });

    const lists = {
      deviations: [{ text: 'Ny', severity: 'MODERATE', cause: null, unit: null }],
      units: [],
      performedMethods: ['INTERVIEW'],
    };
    const after = await correct(before, { ...lists, actionIds: [actions[1]?.id] });

    expect(after).toEqual({
      ...before,
      ...lists,
      version: 2,
      actions: [{ text: 'Rätta', state: 'PLANNED', action: { text: 'Rätta' } }],
    });
    const cleared = { evidence: null, deviations: [], performedMethods: null, actionIds: null };
    expect(await correct(after, cleared)).toEqual({
      ...{ ...after, version: 3, evidence: [], deviations: [], performedMethods: [], actions: [] },
    });
  });

  it('may name another day and other controls of the item', async () => {
    const [enkat, stickprov] = twoControls?.plannedControls ?? [];
    const before = await record({ plannedControlIds: [enkat?.id] }, twoControls);
    const values = { resultOn: '2025-02-01', plannedControlIds: [stickprov?.id] };

    const after = await correct(before, values);

    expect(after).toEqual({
      ...{ ...before, version: 2, resultOn: '2025-02-01' },
      plannedControls: [{ definition: { title: 'Stickprov' } }],
    });
    expect(await correct(after, { resultOn: null })).toEqual({ ...after, version: 3 });
  });

  it.each([
    ['it is unfinished again', { executionStatus: 'IN_PROGRESS' }],
    ['it will not be done', { executionStatus: 'NOT_PERFORMED', notPerformedReason: 'Vakans' }],
    ['it was done otherwise', { executionStatus: 'COMPLETED_BY_OTHER_MEANS' }],
    ['its text is another', { text: 'Nytt' }],
    ['its text goes', { text: null }],
    ['its cases are others', { population: 10, sample: 5, deviatingCases: 5 }],
    ['it holds from another day', { resultOn: '2025-08-01' }],
    ['a deviation is told', { deviations: [{ text: 'Ny brist' }] }],
    ['its units are taken away', { units: [] }],
    ['it is shown by something else', { evidence: [{ title: 'x', url: 'https://exempel.se' }] }],
    ['its sensitivity is not all that changes', { sensitivity: 'OPEN', text: 'Nytt' }],
  ])('AZ-9 takes the light away when %s', async (_case, values) => {
    const result = await assess(await record(), 'RED', { motive: 'Allt saknas' });

    expect((await correct(result, values)).assessment).toBeNull();
    expect(await stored(result.id)).toMatchObject({
      ...{ is_assessed: false, scheme_id: null, level_code: null, motive: null },
      ...{ assessed_on: null, assessed_by: null, assessment_flags: [] },
    });
  });

  it('AZ-9 keeps the light when nothing but the sensitivity or what follows changes', async () => {
    const result = await assess(await record(), 'YELLOW', { motive: 'Två fel' });
    const { id: actionId } = await raise(here, 'Utbilda');

    const opened = await correct(result, { sensitivity: 'OPEN' });
    const after = await correct(opened, { actionIds: [actionId] });

    expect(after.assessment).toEqual(result.assessment);
    expect(after.assessment).toMatchObject({ level: { code: 'YELLOW' }, motive: 'Två fel' });
  });

  it.each<[string, object, string]>([
    ['fewer looked at than deviated', { sample: 1 }, 'deviatingCases'],
    ['fewer there than looked at', { population: 19 }, 'sample'],
    ['an end before the beginning that is there', { periodTo: '2024-12-31' }, 'periodTo'],
    ['a reason alone', { notPerformedReason: 'Vakans' }, 'notPerformedReason'],
    ['a status without its reason', { executionStatus: 'NOT_PERFORMED' }, 'notPerformedReason'],
    ['a broken unit', { units: [{ unit: 'A', population: 1, sample: 2 }] }, 'units.0.sample'],
    ['a script', { evidence: [{ title: 'x', url: 'javascript:1' }] }, 'evidence.0.url'],
    ['a day to come', { resultOn: '2025-09-02' }, 'resultOn'],
    ['no control any more', { plannedControlIds: [] }, 'plannedControlIds'],
    ['a control that nobody planned', { plannedControlIds: [unknownId()] }, 'plannedControlIds'],
  ])('is refused with %s, and nothing changes', async (_case, values, field) => {
    const { id } = await record(whole);
    const before = await stored(id);

    const input = { resultId: id, expectedVersion: 1, ...values };
    const { codes, fields } = await attempt('correctResult', input);

    expect([codes, fields]).toEqual([['BAD_USER_INPUT'], [field]]);
    expect(await stored(id)).toEqual(before);
  });

  it('may begin again what was not to be done, when the reason goes', async () => {
    const result = await record({ executionStatus: 'NOT_PERFORMED', notPerformedReason: 'Vakans' });
    const begin = { executionStatus: 'IN_PROGRESS', notPerformedReason: null };

    expect(await correct(result, begin)).toMatchObject(begin);
  });

  it('that two make at once has one winner', async () => {
    const { id } = await record(whole);
    const texts = ['Den ena', 'Den andra'];
    const both = texts.map((text) =>
      attempt('correctResult', {
        ...{ resultId: id, expectedVersion: 1, text, deviations: [{ text }] },
      }),
    );

    const codes = (await Promise.all(both)).map((answer) => answer.codes);

    const winners = texts.filter((_text, index) => codes[index]?.length === 0);
    expect(winners).toHaveLength(1);
    expect(codes.flat()).toEqual(['STALE_VERSION']);
    const [text] = winners;
    expect(await stored(id)).toMatchObject({ version: 2, text, deviation: [{ text }] });
  });

  it.each([
    ['correctResult', { text: 'Nytt' }],
    ['assessResult', { levelCode: 'GREEN' }],
    ['withdrawAssessment', {}],
  ])('and %s are refused to whoever saw another version', async (mutation, values) => {
    const { id } = await correct(await record(), { text: 'Gammalt' });
    const before = await stored(id);

    for (const expectedVersion of [1, 3]) {
      const input = { resultId: id, expectedVersion, ...values };
      const { codes, details } = await attempt(mutation, input);
      const told = { expected: expectedVersion, actual: 2 };
      expect([codes, details]).toEqual([['STALE_VERSION'], told]);
    }
    expect(await stored(id)).toEqual(before);
  });
});

describe('assessing a result', () => {
  const lightOf = (code: string) => ({ code, word: code.toLowerCase(), symbol: '●' });

  it.each([
    ['the best light needs no motive', 'GREEN', null, []],
    ['another light needs one', 'YELLOW', null, ['MOTIVE_MISSING']],
    ['another light has one', 'RED', 'Allt saknas', []],
    ['an unknown light has one', null, 'Tryckt, men oläsligt', ['LEVEL_UNKNOWN']],
    ['an unknown light needs one', null, ' ', ['LEVEL_UNKNOWN', 'MOTIVE_MISSING']],
  ])('flags what is missing and stops nobody: %s', async (_case, code, motive, flags) => {
    const { assessment, version } = await assess(await record(), code, { motive });

    expect(version).toBe(2);
    expect(assessment).toEqual({
      level: code && lightOf(code),
      motive: motive?.trim() || null,
      assessedOn: today,
      flags,
    });
  });

  it('can be done again, on a day of its own, and replaces all of the old', async () => {
    const first = await assess(await record(), 'RED', { motive: 'Allt saknas' });

    const second = await assess(first, 'GREEN', { assessedOn: '2025-08-15' });

    expect(second).toEqual({
      ...first,
      version: 3,
      assessment: { level: lightOf('GREEN'), motive: null, assessedOn: '2025-08-15', flags: [] },
    });
    expect(await stored(first.id)).toMatchObject({
      assessed_by: 'test-controller',
      acts: [
        'RESULT_RECORDED control_result test-control_performer',
        'RESULT_RECORDED result_planned_control test-control_performer',
        'RESULT_ASSESSED control_result test-controller',
        'RESULT_ASSESSED control_result test-controller',
      ],
    });
  });

  it('can be taken back, and leaves nothing but its trace', async () => {
    const result = await record();
    const lit = await assess(result, 'RED', { motive: 'Fel rad' });

    const after = await change('withdrawAssessment', lit, {});

    expect(after).toEqual({ ...result, version: 3 });
    expect(await stored(result.id)).toMatchObject({
      ...{ is_assessed: false, scheme_id: null, level_code: null, motive: null },
      ...{ assessed_on: null, assessed_by: null, assessment_flags: [] },
      acts: expect.arrayContaining(['ASSESSMENT_WITHDRAWN control_result test-controller']),
    });
  });

  it('is done under the scheme of the plan, also when there is a newer one', async () => {
    const of = await createMunicipality(database, today);
    await establishLights(of);
    const { items } = await planOf(of);
    const { controlResult } = await of.api.does<{ controlResult: Result }>(
      of.api.actorWith('CONTROLLER'),
      'recordResult',
      covering(items[0]),
      'controlResult { id version }',
    );
    const newer = { ...byHand(), assessmentLevels: lights('BRA', 'GREEN') };
    await of.api.does(of.api.actorWith('CONTROLLER'), 'establishScoringScheme', newer);
    const assessAs = (levelCode: string) =>
      of.api.attempt(
        of.api.actorWith('CONTROLLER'),
        'assessResult',
        { resultId: controlResult.id, expectedVersion: 1, levelCode },
        'controlResult { assessment { flags } }',
      );

    expect((await assessAs('BRA')).codes).toEqual(['NOT_FOUND']);
    expect((await assessAs('GREEN')).data).toEqual({
      controlResult: { assessment: { flags: [] } },
    });
  });

  it.each<[string, object, string]>([
    ['a light that the scheme does not have', { levelCode: 'PURPLE' }, 'NOT_FOUND'],
    ['no light', { levelCode: '' }, 'BAD_USER_INPUT'],
    ['a light that no database can hold', { levelCode: 'GREEN\u0000' }, 'BAD_USER_INPUT'],
    ['nothing said of the light', {}, 'BAD_USER_INPUT'],
    ['a day to come', { levelCode: 'GREEN', assessedOn: '2025-09-02' }, 'BAD_USER_INPUT'],
  ])('is refused with %s, and nothing changes', async (_case, values, code) => {
    const { id } = await record();
    const before = await stored(id);

    const input = { resultId: id, expectedVersion: 1, ...values };

    expect((await attempt('assessResult', input)).codes).toEqual([code]);
    expect(await stored(id)).toEqual(before);
  });

  it.each([
    ['NOT_STARTED', null],
    ['IN_PROGRESS', null],
    ['NOT_PERFORMED', 'Vakans'],
  ])('is refused while the control is %s', async (executionStatus, notPerformedReason) => {
    const { id } = await record({ executionStatus, notPerformedReason });
    const before = await stored(id);

    for (const levelCode of ['GREEN', null]) {
      const input = { resultId: id, expectedVersion: 1, levelCode };
      const { codes, details } = await attempt('assessResult', input);
      expect([codes, details]).toEqual([
        ['ILLEGAL_MOVE'],
        { state: executionStatus, move: 'assess', allowed: ['correct'] },
      ]);
    }
    expect(await stored(id)).toEqual(before);
  });
});

describe('the database itself', () => {
  /** What it answers to a change of a result, by the name that the application has. */
  const changed = async (set: string, values: object = {}): Promise<string | null> => {
    const { id } = await record(values);
    const sql = `UPDATE control_result SET ${set} WHERE id = $1`;
    return refusalOf(database.application, here, sql, [id]);
  };
  const light = `is_assessed = true, scheme_id = (SELECT scheme_id FROM control_plan LIMIT 1)`;

  it('lets a light come to what is finished', async () => {
    expect(await changed(`${light}, level_code = 'RED'`)).toBeNull();
  });

  it('refuses a light on what is unfinished', async () => {
    expect(await changed(light, { executionStatus: 'IN_PROGRESS' })).toBe('23514');
  });

  it.each([
    ['a lit result to become unfinished', `${light}, execution_status = 'NOT_STARTED'`],
    ['a light without a scheme', 'is_assessed = true'],
    ['a motive without a light', `motive = 'Allt saknas'`],
    ['a day of assessment without a light', `assessed_on = '2025-08-01'`],
    ['more deviating cases than the sample', 'sample = 2, deviating_cases = 3'],
    ['a sample above the population', 'population = 2, sample = 3'],
    ['deviating cases above the population', 'population = 2, deviating_cases = 3'],
    ['a negative number', 'deviating_cases = -1'],
    ['not performed without a reason', `execution_status = 'NOT_PERFORMED'`],
    ['a reason for what is performed', `not_performed_reason = 'Vakans'`],
    ['a period backwards', `period_from = '2025-02-02', period_to = '2025-02-01'`],
    ['a status of its own', `execution_status = 'NÄSTAN'`],
    ['a method of its own', `performed_methods = '{GISSNING}'`],
  ])('refuses %s', async (_case, set) => {
    expect(await changed(set)).toBe('23514');
  });

  it('refuses a light that the scheme does not have', async () => {
    expect(await changed(`${light}, level_code = 'PURPLE'`)).toBe('23503');
  });

  it('refuses a unit with more deviating cases than its sample', async () => {
    const { id } = await record({ units: [{ unit: 'Skolan', sample: 4 }] });

    const sql = 'UPDATE unit_result SET deviating_cases = 5 WHERE result_id = $1';
    expect(await refusalOf(database.application, here, sql, [id])).toBe('23514');
  });

  it('refuses that a result covers a planned control of another item, whoever says so', async () => {
    const { id } = await record({}, directAction);
    const control = oneControl?.plannedControls[0]?.id;
    const cover = (itemId?: string) =>
      refusalOf(
        database.application,
        here,
        `INSERT INTO result_planned_control (municipality_id, item_id, result_id, planned_control_id)
         VALUES ($1, $2, $3, $4)`,
        [here.municipalityId, itemId, id, control],
      );

    expect(await cover(directAction?.id)).toBe('23503');
    expect(await cover(oneControl?.id)).toBe('23503');
  });

  it('refuses a result on a plan that the board has not adopted', async () => {
    const { id } = await record();
    const { items } = await planOf(here, undefined, { upTo: 'propose' });
    const [item] = items;

    const sql = 'UPDATE control_result SET item_id = $2, item_stable_id = $3 WHERE id = $1';
    const move = (...to: unknown[]) => refusalOf(database.application, here, sql, [id, ...to]);
    expect(await move(item.id, item.stableId)).toBe('23514');
    expect(await move(twoControls?.id, item.stableId)).toBe('23503');
  });

  it('keeps what a closed plan was settled by, but that it can become more secret', async () => {
    const plan = await planOf(here);
    const [item] = plan.items;
    const whole = {
      ...{ deviations: [{ text: 'Fel' }], units: [{ unit: 'Skolan' }] },
      ...{ evidence: [{ title: 'Lista', url: 'https://exempel.se' }] },
      ...{ actionIds: [(await raise(here, 'Rätta')).id], sensitivity: 'INTERNAL' },
    };
    const { id } = await record(whole, item);
    const other = await record();
    const part = (table: string) => `FROM ${table} WHERE result_id = '${id}'`;
    const parts = ['deviation', 'unit_result', 'evidence', 'result_action'] as const;
    const below = ['result_planned_control', ...parts];
    const copied = (table: string, condition: string) =>
      `INSERT INTO ${table} SELECT (jsonb_populate_record(row, jsonb_build_object('id',
         gen_random_uuid(), 'position', 9, 'unit', 'Ny'))).* FROM ${table} row WHERE ${condition}`;
    const attempts = [
      ...below.map((table) => `DELETE ${part(table)}`),
      ...below.map((table) => copied(table, `result_id = '${id}'`)),
      ...parts.map((table) => `UPDATE ${table} SET position = 9 WHERE result_id = '${id}'`),
      ...parts.map(
        (table) => `UPDATE ${table} SET result_id = '${other.id}', position = 9
        WHERE result_id = '${id}'`,
      ),
      copied('control_result', `id = '${id}'`),
      `UPDATE control_result SET execution_status = 'IN_PROGRESS' WHERE id = '${id}'`,
      `UPDATE control_result SET result_on = '2026-06-01' WHERE id = '${id}'`,
      `UPDATE control_result SET sensitivity = 'OPEN' WHERE id = '${id}'`,
      `UPDATE control_result SET sensitivity = 'SECRET', text = 'Nytt' WHERE id = '${id}'`,
    ];
    const told = async (source: typeof database.owner) => {
      const answers: Record<string, string | null> = {};
      for (const sql of attempts) answers[sql] = await refusalOf(source, here, sql, []);
      return answers;
    };
    const all = (answer: string | null) => Object.fromEntries(attempts.map((sql) => [sql, answer]));
    const openly = Object.values(await told(database.application));
    expect(openly.filter((answer) => answer === 'IK001')).toEqual([]);

    await movePlan(here, plan, 'close');

    expect(await told(database.application)).toEqual(all('IK001'));
    expect(await told(database.owner)).toEqual(all('IK001'));
    const secret = `UPDATE control_result SET sensitivity = 'SECRET' WHERE id = '${id}'`;
    expect(await refusalOf(database.application, here, secret, [])).toBeNull();
  });

  it('keeps a result as long as anything hangs on it', async () => {
    const { id } = await record();

    const sql = 'DELETE FROM control_result WHERE id = $1';
    expect(await refusalOf(database.application, here, sql, [id])).toBe('23503');
  });
});

describe('rights', () => {
  const changes = (resultId: string) =>
    [
      ['correctResult', { resultId, expectedVersion: 1, text: 'Otillåtet' }],
      ['assessResult', { resultId, expectedVersion: 1, levelCode: 'GREEN' }],
      ['withdrawAssessment', { resultId, expectedVersion: 1 }],
    ] as const;

  it.each<[string, () => Actor]>([
    ['another board’s controller', () => controller(here.bun)],
    ['an administrator', () => api.actorWith('ADMINISTRATOR')],
    ['a board’s secretary', () => api.actorWith('BOARD_SECRETARY', here.ks)],
    ['a board’s member', () => api.actorWith('BOARD_MEMBER', here.ks)],
    ['an auditor', () => api.actorWith('AUDITOR')],
    ['a machine', () => api.actorWith('INTEGRATION_CLIENT')],
  ])('stop %s, and nothing changes', async (_case, actor) => {
    const { id } = await record(whole);
    const before = [await resultCount(), await stored(id)];

    for (const [mutation, input] of [['recordResult', covering()], ...changes(id)] as const) {
      const { codes } = await attempt(mutation, input, actor());
      expect([mutation, codes]).toEqual([mutation, ['FORBIDDEN']]);
    }
    expect([await resultCount(), await stored(id)]).toEqual(before);
  });

  it('AZ-7 hide the results of a board from the performers of another', async () => {
    const { id } = await record(whole);
    const before = [await resultCount(), await stored(id)];
    const stranger = performer(here.bun);

    for (const [mutation, input] of [['recordResult', covering()], ...changes(id)] as const) {
      const { codes } = await attempt(mutation, input, stranger);
      const isForPerformers = mutation === 'recordResult' || mutation === 'correctResult';
      expect([mutation, codes]).toEqual([mutation, [isForPerformers ? 'NOT_FOUND' : 'FORBIDDEN']]);
    }
    expect([await resultCount(), await stored(id)]).toEqual(before);
  });

  it('let a board’s performer record and correct, but not assess', async () => {
    const own = performer(here.ks);
    const { id } = await record();
    const [correction, assessment, withdrawal] = changes(id);

    expect((await attempt('recordResult', covering(), own)).codes).toEqual([]);
    expect((await attempt(...assessment, own)).codes).toEqual(['FORBIDDEN']);
    expect((await attempt(...withdrawal, own)).codes).toEqual(['FORBIDDEN']);
    expect((await attempt(...correction, own)).codes).toEqual([]);
    expect(await stored(id)).toMatchObject({ version: 2, is_assessed: false });
  });

  it('end at the border of the municipality', async () => {
    const { id } = await record(whole);
    const before = [await resultCount(), await stored(id)];
    const stranger = elsewhere.api.actorWith('CONTROLLER');

    for (const [mutation, input] of [['recordResult', covering()], ...changes(id)] as const) {
      const { codes } = await elsewhere.api.attempt(stranger, mutation, input);
      expect([mutation, codes]).toEqual([mutation, ['NOT_FOUND']]);
    }
    const query = 'query ($id: ID!) { controlResult(id: $id) { id } }';
    expect(await elsewhere.api.ask(query, { id })).toEqual({ controlResult: null });
    expect([await resultCount(), await stored(id)]).toEqual(before);
  });

  it.each([
    ['of another municipality', async () => (await raise(elsewhere, 'Deras')).id],
    ['that does not exist', async () => unknownId()],
  ])('reach no action %s', async (_case, actionId) => {
    const { id } = await record();
    const before = [await resultCount(), await stored(id)];
    const actionIds = [await actionId()];

    const inputs = [
      ['recordResult', { ...covering(), actionIds }],
      ['correctResult', { resultId: id, expectedVersion: 1, actionIds }],
    ] as const;
    for (const [mutation, input] of inputs) {
      expect((await attempt(mutation, input)).codes).toEqual(['NOT_FOUND']);
    }
    expect([await resultCount(), await stored(id)]).toEqual(before);
  });

  it('find nothing under an unknown id', async () => {
    const id = unknownId();
    const query = 'query ($id: ID!) { controlResult(id: $id) { id } }';

    expect(await api.ask(query, { id })).toEqual({ controlResult: null });
    expect((await attempt('recordResult', { ...covering(), planItemId: id })).codes).toEqual([
      'NOT_FOUND',
    ]);
    for (const [mutation, input] of changes(id)) {
      expect((await attempt(mutation, input)).codes).toEqual(['NOT_FOUND']);
    }
  });
});

describe('the next revision of the plan', () => {
  it('has the results of the first, which can be recorded on no longer', async () => {
    const first = await planOf(here, [{ title: 'Jäv', controls: ['Enkät', 'Register'] }]);
    const [enkat, register] = first.items[0].plannedControls;
    const result = await record({ plannedControlIds: [enkat?.id] }, first.items[0]);

    const second = await movePlan(
      here,
      await movePlan(here, await revisePlan(here, first), 'propose'),
      'adopt',
    );

    expect(second).toMatchObject({ revision: 2 });
    const copy = second.items[0];
    expect(copy.id).not.toBe(first.items[0].id);
    const resultsOf = ({ id }: Item) =>
      api.ask('query ($id: ID!) { planItem(id: $id) { results { id } } }', { id });
    expect(await resultsOf(copy)).toEqual({ planItem: { results: [{ id: result.id }] } });

    expect((await attempt('recordResult', covering(first.items[0]))).details).toMatchObject({
      state: 'SUPERSEDED',
    });
    const values = { plannedControlIds: [copy.plannedControls[1]?.id], resultOn: '2025-08-31' };
    const { id } = await record(values, copy);
    expect(register?.stableId).toBe(copy.plannedControls[1]?.stableId);
    for (const item of [copy, first.items[0]]) {
      const results = [{ id: result.id }, { id }];
      expect(await resultsOf(item)).toEqual({ planItem: { results } });
    }
  });

  it('goes on with the results of the first until it is closed', async () => {
    const first = await planOf(here);
    const result = await record({}, first.items[0]);
    const proposed = await movePlan(here, await revisePlan(here, first), 'propose');
    const second = await movePlan(here, proposed, 'adopt');

    const lit = await assess(await correct(result, { text: 'Rättat' }), 'GREEN');
    expect(lit).toMatchObject({ version: 3, text: 'Rättat', assessment: { flags: [] } });

    await movePlan(here, second, 'close');
    const input = { resultId: result.id, expectedVersion: 3, text: 'För sent' };
    expect((await attempt('correctResult', input)).codes).toEqual(['ILLEGAL_MOVE']);
  });
});

describe('an action', () => {
  it('tells the results that it follows from, the latest first', async () => {
    const action = await raise(here, 'Utbilda');
    const results: { id: string }[] = [];
    for (const resultOn of ['2025-03-01', '2025-05-01', '2025-04-01']) {
      const { id } = await record({ resultOn, actionIds: [action.id] });
      results.push({ id });
    }
    const [march, may, april] = results;
    const query = 'query ($id: ID!) { action(id: $id) { results { id } } }';

    expect(await api.ask(query, { id: action.id })).toEqual({
      action: { results: [may, april, march] },
    });
    const other = await raise(here, 'Ingen');
    expect(await api.ask(query, { id: other.id })).toEqual({ action: { results: [] } });
  });
});
