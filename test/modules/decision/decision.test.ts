import { type Api, unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import {
  adopt,
  draft,
  everythingStored,
  latestAct,
  move,
  read,
  wholeDecision,
} from '../control-plan/plan';
import { establish } from '../risk/register';

const today = '2025-12-16';
let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;
let api: Api;

beforeAll(async () => {
  database = await createTestDatabase();
  [here, elsewhere] = [await createMunicipality(database), await createMunicipality(database)];
  for (const each of [here, elsewhere]) await establish(each);
  api = here.api;
});
afterAll(() => database.drop());

const secretary = (boardId: string | null = null) => api.actorWith('BOARD_SECRETARY', boardId);

interface Point {
  readonly id: string;
  readonly version: number;
  readonly number: number;
}
interface Decision {
  readonly id: string;
  readonly points: readonly Point[];
}

const assignment = { text: 'Rutinen ses över.', assignedRole: 'Ekonomichef', dueOn: '2026-06-30' };

/** A decision of the executive board, on a plan. */
async function decide(values: object, of: TestMunicipality = here): Promise<Decision> {
  const { id } = await adopt(of, await draft(of), values);
  return (await read<{ decision: Decision }>(of, id, `decision { ${wholeDecision} }`)).decision;
}

/** A point of a new decision, an assignment unless said otherwise. */
async function decidedPoint(
  of: TestMunicipality = here,
  point: object = assignment,
): Promise<Point> {
  const { points } = await decide({ points: [point] }, of);
  return points[0] as Point;
}

const complete = ({ id, version }: Point, values: object = {}, actor = secretary()) =>
  api.attempt<{ decisionPoint: object }>(
    actor,
    'completeAssignment',
    { pointId: id, expectedVersion: version, ...values },
    'decisionPoint { number text assignedRole dueOn state doneOn version }',
  );

const ask = (id: string) =>
  api.ask<{ decision: object | null }>(
    `query ($id: ID!) { decision(id: $id) { ${wholeDecision} } }`,
    {
      id,
    },
  );

describe('a decision', () => {
  it('is read by its id, as it stands in the minutes', async () => {
    const decision = await decide({
      ...{ body: 'Kommunstyrelsen', metOn: today, paragraph: '§ 60', diaryNumber: '2025.018 KS' },
      ...{ proposalOn: '2025-11-20', notes: ['A 🙂 reserverar sig', 'B'], annexes: ['Plan'] },
      forwardedTo: ['Revisorerna', 'Ekonomi'],
      points: [{ text: 'Planen\nantas.' }, assignment, { text: 'Tack.', assignedRole: ' ' }],
      preparation: [{ body: 'AU', preparedOn: today, paragraph: ' ' }, { body: 'KSau' }],
    });

    expect(await ask(decision.id)).toEqual({ decision });
    expect(decision).toMatchObject({
      ...{
        metOn: today,
        notes: ['A 🙂 reserverar sig', 'B'],
        forwardedTo: ['Revisorerna', 'Ekonomi'],
      },
      points: [
        { number: 1, text: 'Planen\nantas.', assignedRole: null, state: null, version: 1 },
        { number: 2, ...assignment, state: 'OPEN', doneOn: null, version: 1 },
        { number: 3, text: 'Tack.', assignedRole: null, state: null },
      ],
      preparation: [
        { body: 'AU', preparedOn: today, paragraph: null },
        { body: 'KSau', preparedOn: null, paragraph: null },
      ],
    });
  });

  it.each([
    ['an unknown id', () => unknownId()],
    ['no id at all', () => '§ 60'],
  ])('is null for %s', async (_case, id) => {
    expect(await ask(id())).toEqual({ decision: null });
  });

  it('is null for another municipality', async () => {
    const { id } = await decide({}, elsewhere);

    expect(await ask(id)).toEqual({ decision: null });
  });

  it.each([
    ['metOn', { metOn: '2025-12-17' }],
    ['proposalOn', { proposalOn: '2025-12-17' }],
    ['points.1.dueOn', { points: [assignment, { text: 'Snart', dueOn: '2026-01-31' }] }],
    ['points.0.dueOn', { points: [{ text: 'Snart', assignedRole: ' ', dueOn: '2026-01-31' }] }],
    ['points.0.text', { points: [{ ...assignment, text: '\n' }] }],
    ['preparation.0.preparedOn', { preparation: [{ body: 'AU', preparedOn: '2025-12-17' }] }],
    ['preparation.1.body', { preparation: [{ body: 'AU' }, { body: ' ' }] }],
  ])('is refused for %s alone, and the plan stays undecided', async (field, decision) => {
    const plan = await move(here, 'proposeControlPlan', await draft(here));
    const before = await everythingStored(database, here);
    const input = { planId: plan.id, expectedVersion: plan.version, decision };
    const { codes, errors } = await api.attempt(secretary(), 'adoptControlPlan', input);

    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(errors[0]?.extensions?.details).toMatchObject({
      fields: [{ field: `decision.${field}` }],
    });
    expect(await everythingStored(database, here)).toEqual(before);
  });

  it('may be of the day itself, and of a meeting that the clock has reached in Sweden', async () => {
    await expect(decide({ metOn: '2025-12-17' })).rejects.toThrow('BAD_USER_INPUT');
    api.itIs('2025-12-17');
    expect(await decide({ metOn: '2025-12-17' })).toMatchObject({ metOn: '2025-12-17' });
    api.itIs(today);
  });
});

describe('an assignment', () => {
  it.each([
    ['on a known day', { doneOn: '2025-12-01' }, '2025-12-01'],
    ['today', { doneOn: today }, today],
    ['on a day that nobody knows', {}, null],
  ])('is completed %s; its words stand', async (_case, values, doneOn) => {
    const point = await decidedPoint();
    const { data } = await complete(point, values);

    const done = { number: 1, ...assignment, state: 'DONE', doneOn, version: 2 };
    expect(data).toEqual({ decisionPoint: done });
    expect(await latestAct(database, here)).toMatchObject([
      {
        ...{ act: 'ASSIGNMENT_COMPLETED', table: 'decision_point' },
        before: { id: point.id, state: 'OPEN', done_on: null, text: assignment.text },
        after: { id: point.id, state: 'DONE', done_on: doneOn, text: assignment.text },
      },
    ]);
  });

  it('is completed once; a point that assigns nothing, never', async () => {
    const point = await decidedPoint();
    await complete(point);
    const again = await complete({ ...point, version: 2 });
    const plain = await complete(await decidedPoint(here, { text: 'Planen antas.' }));

    expect([again.codes, plain.codes]).toEqual([['ILLEGAL_MOVE'], ['ILLEGAL_MOVE']]);
    expect(again.errors[0]?.extensions?.details).toEqual({
      ...{ state: 'DONE', move: 'complete', allowed: [] },
    });
    expect(plain.errors[0]?.extensions?.details).toEqual({
      ...{ state: 'NO_ASSIGNMENT', move: 'complete', allowed: [] },
    });
  });

  it('is not completed in the future, nor by whoever saw another version', async () => {
    const point = await decidedPoint();
    const before = await everythingStored(database, here);
    const future = await complete(point, { doneOn: '2025-12-17' });
    const stale = await complete({ ...point, version: 2 });

    expect([future.codes, stale.codes]).toEqual([['BAD_USER_INPUT'], ['STALE_VERSION']]);
    expect(future.errors[0]?.extensions?.details).toMatchObject({
      ...{ field: 'doneOn', rule: { sv: 'ligger efter i dag', en: 'is after today' } },
    });
    expect(await everythingStored(database, here)).toEqual(before);
  });

  it('is completed by one of two at once', async () => {
    const point = await decidedPoint();
    const both = await Promise.all([complete(point), complete(point)]);

    const refused = both.flatMap(({ codes }) => codes);
    expect(refused).toHaveLength(1);
    expect(['STALE_VERSION', 'ILLEGAL_MOVE']).toContain(refused[0]);
  });

  it('belongs to the controller and the secretary of its board', async () => {
    const point = await decidedPoint();
    const before = await everythingStored(database, here);
    const strangers = [
      secretary(here.bun),
      api.actorWith('CONTROLLER', here.bun),
      ...(['ADMINISTRATOR', 'CONTROL_PERFORMER', 'BOARD_MEMBER', 'AUDITOR'] as const).map((role) =>
        api.actorWith(role),
      ),
      api.actorWith('INTEGRATION_CLIENT'),
    ];
    for (const actor of strangers) {
      const { codes } = await complete(point, {}, actor);
      expect([actor.subject, codes]).toEqual([actor.subject, ['FORBIDDEN']]);
    }
    expect(await everythingStored(database, here)).toEqual(before);

    expect((await complete(point, {}, secretary(here.ks))).codes).toEqual([]);
    const another = await decidedPoint();
    expect((await complete(another, {}, api.actorWith('CONTROLLER', here.ks))).codes).toEqual([]);
  });

  it('of another municipality is no better known than none', async () => {
    const theirs = await decidedPoint(elsewhere);
    const before = await everythingStored(database, elsewhere);
    const told = async (id: string) => {
      const { errors } = await complete({ ...theirs, id });
      return errors.map(({ message, extensions }) => ({
        message: message.replace(id, 'ID'),
        code: extensions?.code,
        details: { ...(extensions?.details as object), id: 'ID' },
      }));
    };

    const answer = await told(theirs.id);
    expect(answer).toEqual([
      {
        message: 'There is no DecisionPoint ID, or you may not see it.',
        ...{ code: 'NOT_FOUND', details: { type: 'DecisionPoint', id: 'ID' } },
      },
    ]);
    expect([await told(unknownId()), await told('§ 60')]).toEqual([answer, answer]);
    expect(await everythingStored(database, elsewhere)).toEqual(before);
  });
});
