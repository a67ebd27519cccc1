import type { Actor } from '../../../src/kernel/authorisation';
import { type Api, unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { raise } from '../follow-up/year';
import { createRisk } from '../risk/register';
import { asInput, comesOut, source } from './kommunkompassen';

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

interface Point {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
}
interface Evaluation {
  readonly id: string;
  readonly version: number;
  readonly total: number | null;
  readonly points: readonly Point[];
}
interface Details {
  readonly fields?: readonly { readonly field: string; readonly rule: object }[];
}

const controller = (boardId: string | null = null): Actor => api.actorWith('CONTROLLER', boardId);

const fields = `evaluation {
  id version instrument instrumentVersion evaluator period isFirst total max board { code }
  areas { number name achieved max subAreas { code name achieved max } }
  benchmarks { population value difference }
  points { id kind topic text area { number } }
}`;

/** Two areas, one of them divided, and a point of each kind. */
const sound = {
  instrument: 'Kommunkompassen',
  ...{ total: 12, max: 20 },
  areas: [
    {
      ...{ number: 1, name: 'Demokrati', achieved: 5, max: 10 },
      subAreas: [
        { code: '1.1', name: 'Dialog', achieved: 2, max: 5 },
        { code: '1.2', name: 'Insyn', achieved: 3, max: 5 },
      ],
    },
    { number: 2, name: 'Styrning', achieved: 7, max: 10, subAreas: [] },
  ],
  points: [
    { kind: 'STRENGTH', areaNumber: 2, text: 'Tydlig styrmodell' },
    { kind: 'IMPROVEMENT', areaNumber: 2, text: 'Utveckla styrningen' },
    { kind: 'RECOMMENDATION', text: 'Följ upp' },
    { kind: 'OBSERVATION', topic: 'Intern kontroll', text: 'Dubbelarbete förekommer' },
  ],
};

async function record(values: object = {}, of = here): Promise<Evaluation> {
  const input = { ...sound, ...values };
  const actor = of.api.actorWith('CONTROLLER');
  type Payload = { evaluation: Evaluation };
  return (await of.api.does<Payload>(actor, 'recordEvaluation', input, fields)).evaluation;
}

async function attempt(mutation: string, input: object, actor = controller()) {
  const { codes, errors } = await api.attempt(actor, mutation, input);
  const { fields: faults = [] } = (errors[0]?.extensions?.details ?? {}) as Details;
  return { codes, faults };
}

const correct = (evaluation: Evaluation, values: object) =>
  api.attempt<{ evaluation: Evaluation }>(
    controller(),
    'correctEvaluation',
    { evaluationId: evaluation.id, expectedVersion: evaluation.version, ...values },
    fields,
  );

async function read(id: string, what = fields, of = here): Promise<Evaluation | null> {
  const query = `query ($id: ID!) { evaluation(id: $id) ${what.replace('evaluation', '')} }`;
  return (await of.api.ask<{ evaluation: Evaluation | null }>(query, { id })).evaluation;
}

const count = async (): Promise<number> => {
  const [row] = await database.owner.query<[{ rows: number }]>(
    'SELECT count(*)::int AS rows FROM evaluation',
  );
  return row.rows;
};

const pointOf = ({ points }: Evaluation, kind = 'IMPROVEMENT'): Point =>
  points.find((point) => point.kind === kind) as Point;

describe('recording', () => {
  it('Kommunkompassen 2022 goes in and comes out without loss', async () => {
    const of = await createMunicipality(database);

    const { id } = await record(asInput, of);

    expect(await comesOut(of.api)).toEqual({ ...source, municipality: 'Provköping' });
    expect(await read(id, '{ total max }', of)).toEqual({ total: 456, max: 800 });
    const acts = await database.owner.query(
      `SELECT DISTINCT act, actor FROM audit_event WHERE municipality_id = $1 AND table_name LIKE 'evaluation%'`,
      [of.municipalityId],
    );
    expect(acts).toEqual([{ act: 'EVALUATION_RECORDED', actor: 'test-controller' }]);
  });

  it('knows nothing that was not said, which is not zero', async () => {
    const input = { instrument: 'Självvärdering', total: null, max: null, areas: [], points: null };
    const evaluation = await record({ ...input, areas: [{ number: 1, name: 'Styrning' }] });

    const unknown = { instrumentVersion: null, evaluator: null, period: null, isFirst: null };
    expect(evaluation).toEqual({
      ...{ ...unknown, id: evaluation.id, version: 1, instrument: 'Självvärdering' },
      ...{ total: null, max: null, board: null, benchmarks: [], points: [] },
      areas: [{ number: 1, name: 'Styrning', achieved: null, max: null, subAreas: [] }],
    });
  });

  it('keeps populations apart, one with decimals and one whose figure is unknown', async () => {
    const benchmarks = [
      { population: 'första mätningen', value: 12.5 },
      { population: 'alla mätningar', value: null },
    ];

    expect(await record({ benchmarks })).toMatchObject({
      benchmarks: [
        { population: 'första mätningen', value: 12.5, difference: -0.5 },
        { population: 'alla mätningar', value: null, difference: null },
      ],
    });
  });

  const [divided, other] = sound.areas;
  it.each([
    [
      'sub-areas that do not add up to their area',
      { areas: [{ ...divided, achieved: 6 }, other], total: 13 },
      ['areas.0.achieved', 'är 6, men delområdena summerar till 5', 'is 6, but the sub-areas'],
    ],
    [
      'sub-areas whose highest do not add up',
      { areas: [{ ...divided, max: 11 }, other], max: 21 },
      ['areas.0.max', 'är 11, men delområdena summerar till 10', 'but the sub-areas add up to 10'],
    ],
    [
      'areas that do not add up to the total',
      { total: 13 },
      ['total', 'är 13, men områdena summerar till 12', 'is 13, but the areas add up to 12'],
    ],
    [
      'areas whose highest do not add up',
      { max: 19 },
      ['max', 'är 19, men områdena summerar till 20', 'is 19, but the areas add up to 20'],
    ],
  ])('refuses %s, naming both figures in both languages', async (_case, values, told) => {
    const before = await count();

    const { codes, faults } = await attempt('recordEvaluation', { ...sound, ...values });

    const [field, sv, en] = told;
    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(faults).toEqual([{ field, rule: { sv, en: expect.stringContaining(en as string) } }]);
    expect(await count()).toBe(before);
  });

  it.each([
    ['more than can be reached', { total: 21, areas: [] }, 'total'],
    ['a benchmark that nobody can reach', { benchmarks: [of('alla', 21)] }, 'benchmarks.0.value'],
    ['a negative benchmark', { benchmarks: [of('alla', -1)] }, 'benchmarks.0.value'],
    ['a negative figure', { total: -1, areas: [] }, 'total'],
    [
      'a population that is named twice',
      { benchmarks: [of('alla', 1), of('alla', 2)] },
      'benchmarks.1.population',
    ],
    ['a benchmark of nobody', { benchmarks: [of(' ', 1)] }, 'benchmarks.0.population'],
    ['an area with the number of another', { areas: [other, other] }, 'areas.1.number'],
    ['a point about no area', { points: [about(3)] }, 'points.0.areaNumber'],
    ['a month that does not exist', { period: '2022-13' }, 'period'],
    ['a day for a period', { period: '2022-11-01' }, 'period'],
    ['no instrument', { instrument: ' ' }, 'instrument'],
  ])('refuses %s', async (_case, values, field) => {
    const { codes, faults } = await attempt('recordEvaluation', { ...sound, ...values });

    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(faults.map((each) => each.field)).toContain(field);
  });
  function of(population: string, value: number) {
    return { population, value };
  }
  function about(areaNumber: number) {
    return { kind: 'IMPROVEMENT', areaNumber, text: 'Utveckla' };
  }

  it('tells every fault at once', async () => {
    const areas = [{ ...other, achieved: 99 }];
    const values = { areas, period: 'i höstas', points: [about(3)] };
    const { faults } = await attempt('recordEvaluation', { ...sound, ...values });

    const named = faults.map(({ field }) => field).sort();
    expect(named).toEqual(['areas.0.achieved', 'max', 'period', 'points.0.areaNumber', 'total']);
  });

  it.each([
    [
      'a controller of one board, for the municipality',
      () => controller(here.bun),
      {},
      'FORBIDDEN',
    ],
    ['a controller of another board', () => controller(here.bun), { board: 'KS' }, 'FORBIDDEN'],
    ['an auditor', () => api.actorWith('AUDITOR'), {}, 'FORBIDDEN'],
    ['anybody for a board that is not there', () => controller(), { board: 'XX' }, 'NOT_FOUND'],
  ])('AZ-2 refuses %s and writes nothing', async (_case, actor, values, code) => {
    const before = await count();

    expect((await attempt('recordEvaluation', { ...sound, ...values }, actor())).codes).toEqual([
      code,
    ]);
    expect(await count()).toBe(before);
  });
});

describe('the database itself', () => {
  const sql = async (statement: string, parameters: unknown[] = []) =>
    database.application.transaction(async (manager) => {
      await manager.query(
        `SELECT set_config('app.municipality', $1, true), set_config('app.actor', 'test', true),
           set_config('app.act', 'TESTED', true)`,
        [here.municipalityId],
      );
      await manager.query(statement, parameters);
    });

  it.each([
    ['a total', 'UPDATE evaluation SET total = total - 1 WHERE id = $1'],
    ['a highest total', 'UPDATE evaluation SET max = max + 1 WHERE id = $1'],
    [
      'an area',
      'UPDATE evaluation_area SET achieved = achieved + 1 WHERE evaluation_id = $1 AND number = 1',
    ],
    ['a missing area', 'DELETE FROM evaluation_area WHERE evaluation_id = $1 AND number = 9'],
    [
      'a sub-area less',
      `DELETE FROM evaluation_sub_area WHERE position = 1
         AND area_id IN (SELECT id FROM evaluation_area WHERE evaluation_id = $1)`,
    ],
  ])('refuses %s that does not add up, when the transaction ends', async (_case, statement) => {
    const more = { number: 9, name: 'Mer', achieved: 1, max: 1 };
    const areas = [...sound.areas, more];
    const { id } = await record({ areas, total: 13, max: 21 });

    await expect(sql(statement, [id])).rejects.toThrow('do not add up');
    expect(await read(id, '{ total }')).toEqual({ total: 13 });
  });

  it.each([
    ['more than can be reached', 'UPDATE evaluation SET total = 99 WHERE id = $1', 'total_check'],
    ['a period in words', `UPDATE evaluation SET period = 'i år' WHERE id = $1`, 'period_check'],
    [
      'a point about the area of another evaluation',
      `UPDATE evaluation_point SET area_id = (SELECT id FROM evaluation_area
         WHERE evaluation_id <> $1 LIMIT 1) WHERE evaluation_id = $1`,
      'area_fkey',
    ],
    [
      'a population twice',
      `INSERT INTO evaluation_benchmark
       SELECT municipality_id, id, position, 'alla' FROM evaluation, generate_series(1, 2) position
       WHERE id = $1`,
      'population_key',
    ],
  ])('refuses %s', async (_case, statement, constraint) => {
    const { id } = await record();
    await record();

    await expect(sql(statement, [id])).rejects.toThrow(constraint);
  });
});

describe('correcting', () => {
  it('changes what is given, and keeps the rest', async () => {
    const before = await record({ period: '2022', benchmarks: [{ population: 'alla', value: 1 }] });

    const { data } = await correct(before, { evaluator: 'SKR', period: null });

    expect(data?.evaluation).toEqual({ ...before, version: 2, evaluator: 'SKR', period: null });
  });

  it('replaces areas by number and points by id, so that what came of a point stays', async () => {
    const before = await record();
    const point = pointOf(before);
    const { id: riskId } = await createRisk(here);
    const link = { evaluationPointId: point.id, riskId };
    await api.does(controller(), 'linkRiskToEvaluationPoint', link);
    const areas = [
      { number: 2, name: 'Styrning och kontroll', achieved: 8, max: 10 },
      { number: 3, name: 'Ny', achieved: 0, max: 10 },
    ];
    const points = [
      { kind: 'RECOMMENDATION', areaNumber: 3, text: 'Först' },
      { evaluationPointId: point.id, kind: 'IMPROVEMENT', areaNumber: 2, text: 'Rättat' },
    ];

    const { data } = await correct(before, { areas, points, total: 8 });

    expect(data?.evaluation).toMatchObject({
      ...{ version: 2, total: 8, max: 20 },
      areas: areas.map((area) => ({ ...area, subAreas: [] })),
      points: [
        { kind: 'RECOMMENDATION', text: 'Först', area: { number: 3 } },
        { id: point.id, kind: 'IMPROVEMENT', text: 'Rättat', area: { number: 2 } },
      ],
    });
    const query = 'query ($id: ID!) { evaluationPoint(id: $id) { text risks { id } } }';
    expect(await api.ask(query, { id: point.id })).toEqual({
      evaluationPoint: { text: 'Rättat', risks: [{ id: riskId }] },
    });
  });

  it('does not lose a point that led to something', async () => {
    const before = await record();
    const { id: actionId } = await raise(here, 'Utbilda');
    const evaluationPointId = pointOf(before).id;
    await api.does(controller(), 'linkActionToEvaluationPoint', { evaluationPointId, actionId });

    const strength = { evaluationPointId, kind: 'STRENGTH', text: 'Bra' };
    expect((await correct(before, { points: null })).codes).toEqual(['CONFLICT']);
    expect((await correct(before, { points: [strength] })).codes).toEqual(['CONFLICT']);
    expect(await read(before.id)).toEqual(before);
  });

  it.each([
    ['a total alone', { total: 11 }, 'total'],
    ['an area alone', { areas: [{ number: 1, name: 'A', achieved: 1, max: 20 }] }, 'total'],
    ['an area that a point is about', { areas: [], total: null }, 'points.0.areaNumber'],
  ])('refuses what does not fit what stays: %s', async (_case, values, field) => {
    const before = await record();

    const { errors } = await correct(before, values);

    const { fields: faults = [] } = (errors[0]?.extensions?.details ?? {}) as Details;
    expect(faults.map((fault) => fault.field)).toContain(field);
    expect(await read(before.id)).toEqual(before);
  });

  it('AZ-2 knows no point of another evaluation', async () => {
    const [before, other] = [await record(), await record()];
    const points = [{ evaluationPointId: pointOf(other).id, kind: 'IMPROVEMENT', text: 'Ej vår' }];

    expect((await correct(before, { points })).codes).toEqual(['NOT_FOUND']);
    expect(await read(other.id)).toEqual(other);
  });

  it('CON-1 of two corrections at once one is made', async () => {
    const before = await record();

    const both = ['SKR', 'KPMG'].map((evaluator) => correct(before, { evaluator }));

    expect((await Promise.all(both)).flatMap(({ codes }) => codes)).toEqual(['STALE_VERSION']);
  });

  it.each([
    ['another board', () => controller(here.bun), 'FORBIDDEN'],
    ['another municipality', () => elsewhere.api.actorWith('CONTROLLER'), 'NOT_FOUND'],
  ])('AZ-2 refuses a controller of %s and changes nothing', async (_who, actor, code) => {
    const before = await record({ board: 'KS' });
    const input = { evaluationId: before.id, expectedVersion: 1, evaluator: 'Andra' };

    expect((await attempt('correctEvaluation', input, actor())).codes).toEqual([code]);
    expect(await read(before.id)).toEqual(before);
  });
});

describe('what comes of a point', () => {
  const links =
    'risk { id source sensitivity evaluationPoints { text evaluation { instrument } } }';

  it('is a new risk of a board, found from both sides', async () => {
    const { id: evaluationPointId, text } = pointOf(await record());
    const input = { evaluationPointId, board: 'BUN', title: 'Svag styrning' };

    const payload = await api.does<{ risk: { id: string } }>(
      controller(here.bun),
      'createRiskFromEvaluationPoint',
      input,
      `${links} evaluationPoint { risks { title board { code } } }`,
    );

    expect(payload).toEqual({
      risk: {
        ...{ id: payload.risk.id, source: 'EVALUATION', sensitivity: 'INTERNAL' },
        evaluationPoints: [{ text, evaluation: { instrument: 'Kommunkompassen' } }],
      },
      evaluationPoint: { risks: [{ title: 'Svag styrning', board: { code: 'BUN' } }] },
    });
  });

  it('is a new action of a board, found from both sides', async () => {
    const { id: evaluationPointId, text } = pointOf(await record(), 'RECOMMENDATION');
    const input = { evaluationPointId, board: 'KS', kind: 'IMPROVEMENT', text: 'Gör om' };

    const payload = await api.does<object>(
      api.actorWith('CONTROL_PERFORMER', here.ks),
      'raiseActionFromEvaluationPoint',
      input,
      'action { text raisedOn evaluationPoints { text } } evaluationPoint { actions { text } }',
    );

    expect(payload).toEqual({
      action: { text: 'Gör om', raisedOn: '2025-12-16', evaluationPoints: [{ text }] },
      evaluationPoint: { actions: [{ text: 'Gör om' }] },
    });
  });

  it('AZ-10 is as secret as the evaluation unless it is said', async () => {
    const { id: evaluationPointId } = pointOf(await record({ sensitivity: 'SECRET' }));
    const risk = { evaluationPointId, board: 'KS', title: 'Brist' };
    const action = { evaluationPointId, board: 'KS', kind: 'DIRECT', text: 'Täta' };
    const made = (mutation: string, input: object, type: string) =>
      api.does(controller(), mutation, input, `${type} { sensitivity }`);

    expect(await made('createRiskFromEvaluationPoint', risk, 'risk')).toEqual({
      risk: { sensitivity: 'SECRET' },
    });
    expect(await made('raiseActionFromEvaluationPoint', action, 'action')).toEqual({
      action: { sensitivity: 'SECRET' },
    });
    const open = { ...risk, sensitivity: 'OPEN' };
    expect(await made('createRiskFromEvaluationPoint', open, 'risk')).toEqual({
      risk: { sensitivity: 'OPEN' },
    });
  });

  it.each([
    ['Risk', 'risk', async () => ({ riskId: (await createRisk(here)).id })],
    ['Action', 'action', async () => ({ actionId: (await raise(here, 'Utbilda')).id })],
  ])(
    'can be a %s that is there already; said twice is once, and can be taken back',
    async (name, type, given) => {
      const input = { evaluationPointId: pointOf(await record()).id, ...(await given()) };
      const seen = `${type} { evaluationPoints { id } } evaluationPoint { ${type}s { id } }`;
      const does = (mutation: string) => api.does<object>(controller(), mutation, input, seen);
      const id = Object.values(input)[1];

      await does(`link${name}ToEvaluationPoint`);
      expect(await does(`link${name}ToEvaluationPoint`)).toEqual({
        [type]: { evaluationPoints: [{ id: input.evaluationPointId }] },
        evaluationPoint: { [`${type}s`]: [{ id }] },
      });
      expect(await does(`unlink${name}FromEvaluationPoint`)).toEqual({
        [type]: { evaluationPoints: [] },
        evaluationPoint: { [`${type}s`]: [] },
      });
    },
  );

  const everyWay = async (evaluationPointId: string) =>
    [
      ['linkRiskToEvaluationPoint', { evaluationPointId, riskId: (await createRisk(here)).id }],
      ['linkActionToEvaluationPoint', { evaluationPointId, actionId: (await raise(here, 'U')).id }],
      ['createRiskFromEvaluationPoint', { evaluationPointId, board: 'KS', title: 'Brist' }],
      [
        'raiseActionFromEvaluationPoint',
        { evaluationPointId, board: 'KS', kind: 'DIRECT', text: 'Gör' },
      ],
    ] as const;
  const linked = async (pointId: string) =>
    database.owner.query(
      `SELECT FROM evaluation_point_risk WHERE point_id = $1
       UNION ALL SELECT FROM evaluation_point_action WHERE point_id = $1`,
      [pointId],
    );

  it('is nothing, of a strength', async () => {
    const { id } = pointOf(await record(), 'STRENGTH');

    for (const [mutation, input] of await everyWay(id)) {
      const { codes, faults } = await attempt(mutation, input);
      expect([mutation, codes]).toEqual([mutation, ['BAD_USER_INPUT']]);
      expect(faults).toMatchObject([{ field: 'evaluationPointId' }]);
    }
    expect(await linked(id)).toEqual([]);
  });

  it('AZ-2 is for the board of the risk or action to say', async () => {
    const { id } = pointOf(await record());

    for (const [mutation, input] of await everyWay(id)) {
      const ways = [
        ['FORBIDDEN', controller(here.bun), input],
        ['NOT_FOUND', elsewhere.api.actorWith('CONTROLLER'), input],
        ['NOT_FOUND', controller(), { ...input, evaluationPointId: unknownId() }],
      ] as const;
      for (const [code, actor, given] of ways) {
        expect([mutation, (await attempt(mutation, given, actor)).codes]).toEqual([
          ...[mutation, [code]],
        ]);
      }
    }
    expect(await linked(id)).toEqual([]);
  });
});

describe('reading', () => {
  it('is null for an id that is unknown or foreign', async () => {
    const { id, points } = await record();
    const point = 'query ($id: ID!) { evaluationPoint(id: $id) { text } }';

    expect(await read(unknownId())).toBeNull();
    expect(await read(id, fields, elsewhere)).toBeNull();
    expect(await elsewhere.api.ask(point, { id: points[0]?.id })).toEqual({
      evaluationPoint: null,
    });
  });

  it('lists the latest first, one body or instrument or all', async () => {
    const of = await createMunicipality(database);
    for (const [period, instrument, board] of [
      ['2022', 'Kommunkompassen', null],
      ['2022-11', 'Kommunkompassen', null],
      [null, 'Kommunkompassen', null],
      ['2024', 'Skolinspektionen', 'BUN'],
    ]) {
      await record({ period, instrument, board }, of);
    }
    const periods = async (list: string) => {
      const query = `{ evaluations(${list}) { totalCount edges { node { period } } } }`;
      type Page = { evaluations: { edges: { node: { period: string } }[]; totalCount: number } };
      const { evaluations } = await of.api.ask<Page>(query);
      expect(evaluations.totalCount).toBe(evaluations.edges.length);
      return evaluations.edges.map(({ node }) => node.period);
    };

    expect(await periods('first: 9')).toEqual(['2024', '2022-11', '2022', null]);
    expect(await periods('filter: { board: "BUN" }')).toEqual(['2024']);
    expect(await periods('filter: { instrument: "Kommunkompassen" }')).toHaveLength(3);
    expect(await periods('orderBy: [{ field: PERIOD, direction: ASC }]')).toEqual([
      ...['2022', '2022-11', '2024', null],
    ]);
  });

  it('AZ-10 hides the texts of a secret one, and its name in a filter, from whoever may not read them', async () => {
    const of = await createMunicipality(database);
    await record({ instrument: 'Säkerhetsgranskning', sensitivity: 'SECRET', board: 'KS' }, of);
    const list = `evaluations(filter: { instrument: "Säkerhetsgranskning" }) { totalCount }
      all: evaluations { edges { node {
        instrument isMasked total areas { name } points { text isMasked }
      } } }`;
    const seenBy = async (actor: Actor) => (await of.api.run(actor, `{ ${list} }`)).data;

    const masked = { text: null, isMasked: true };
    expect(await seenBy(of.api.actorWith('BOARD_MEMBER', of.bun))).toEqual({
      evaluations: { totalCount: 0 },
      all: {
        edges: [
          {
            node: {
              ...{ instrument: null, isMasked: true, total: 12 },
              areas: [{ name: null }, { name: null }],
              points: [masked, masked, masked, masked],
            },
          },
        ],
      },
    });
    expect(await seenBy(of.api.actorWith('BOARD_MEMBER', of.ks))).toMatchObject({
      evaluations: { totalCount: 1 },
      all: { edges: [{ node: { instrument: 'Säkerhetsgranskning', isMasked: false } }] },
    });
  });

  it('asks for all of one or five evaluations with the same number of statements', async () => {
    const of = await createMunicipality(database);
    const benchmarks = [{ population: 'alla', value: 1 }];
    const recordWithRisk = async () => {
      const evaluationPointId = pointOf(await record({ benchmarks, board: 'KS' }, of)).id;
      const input = { evaluationPointId, board: 'KS', title: 'Svag styrning' };
      const actor = of.api.actorWith('CONTROLLER');
      await of.api.does(actor, 'createRiskFromEvaluationPoint', input);
    };
    const all = `{ evaluations { edges { node {
      instrument board { code } areas { name subAreas { name } } benchmarks { population difference }
      points { text area { number } risks { title evaluationPoints { text } } actions { text } }
    } } } }`;

    await recordWithRisk();
    const ofOne = await database.queriesOf(() => of.api.ask(all));
    for (let more = 0; more < 4; more += 1) await recordWithRisk();
    const ofFive = await database.queriesOf(() => of.api.ask(all));

    expect(ofOne.length).toBeLessThanOrEqual(12);
    expect(ofFive).toHaveLength(ofOne.length);
  });
});
