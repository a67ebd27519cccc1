import { isOverdue } from '../../../src/modules/decision/domain/decision';
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
import { planOf } from '../follow-up/year';
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

  it('is null for an unknown id', async () => {
    expect(await ask(unknownId())).toEqual({ decision: null });
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
    ['today when nobody says', {}, today],
    ['on a day that nobody knows', { doneOn: null }, null],
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
    expect(await told(unknownId())).toEqual(answer);
    expect(await everythingStored(database, elsewhere)).toEqual(before);
  });
});

describe('the links of a decision', () => {
  const links = `board { code } controlPlan { id decision { id } }
    followUpReport { id decision { id } } points { decision { id } }`;
  const linksOf = async (id: string, of = here): Promise<unknown> => {
    const query = `query ($id: ID!) { decision(id: $id) { ${links} } }`;
    return (await of.api.ask<{ decision: unknown }>(query, { id })).decision;
  };

  it('lead to its board, its points and the plan that it adopted', async () => {
    const plan = await adopt(here, await draft(here, { board: 'BUN' }), { points: [assignment] });
    const { decision } = await read<{ decision: Decision }>(here, plan.id, 'decision { id }');

    expect(await linksOf(decision.id)).toEqual({
      ...{ board: { code: 'BUN' }, followUpReport: null },
      controlPlan: { id: plan.id, decision },
      points: [{ decision }],
    });
    expect(await linksOf(decision.id, elsewhere)).toBeNull();
  });

  it('lead to the report that it is about', async () => {
    const { board, year } = await planOf(here);
    const fields = 'followUpReport { id version decision { id } }';
    type Report = { id: string; version: number; decision: { id: string } };
    const move = async (mutation: string, input: object, actor = api.actorWith('CONTROLLER')) =>
      (await api.does<{ followUpReport: Report }>(actor, mutation, input, fields)).followUpReport;
    const at = ({ id, version }: Report) => ({ reportId: id, expectedVersion: version });

    const draft = { board: board.id, year, occasion: 'YEAR_END', asOf: today };
    const submitted = await move('submitFollowUpReport', {
      ...at(await move('draftFollowUpReport', draft)),
    });
    const { id, decision } = await move(
      'decideFollowUpReport',
      { ...at(submitted), decision: {} },
      secretary(),
    );

    expect(await linksOf(decision.id)).toMatchObject({
      ...{ controlPlan: null, followUpReport: { id, decision } },
    });
  });
});

describe('a point', () => {
  const pointOf = (id: string, of = here) =>
    of.api.ask(
      'query ($id: ID!) { decisionPoint(id: $id) { text assignedRole isOverdue decision { body } } }',
      { id },
    );

  it('is read by its id, whether it is an assignment or not', async () => {
    const { points } = await decide({ body: 'KS', points: [{ text: 'Antas.' }, assignment] });
    const [plain, assigned] = await Promise.all(points.map(({ id }) => pointOf(id)));

    const rest = { isOverdue: false, decision: { body: 'KS' } };
    expect(plain).toEqual({ decisionPoint: { text: 'Antas.', assignedRole: null, ...rest } });
    const { text, assignedRole } = assignment;
    expect(assigned).toEqual({ decisionPoint: { text, assignedRole, ...rest } });
  });

  it('is null when there is none, and for another municipality', async () => {
    const { id } = await decidedPoint();

    const answers = [pointOf(unknownId()), pointOf(id, elsewhere)];
    expect(await Promise.all(answers)).toEqual(Array(2).fill({ decisionPoint: null }));
  });
});

describe('the list of assignments', () => {
  interface Answer {
    readonly assignments: {
      readonly totalCount: number;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      readonly edges: readonly {
        readonly node: { readonly text: string; readonly isOverdue: boolean };
      }[];
    };
  }
  const list = async (of: TestMunicipality, variables: object) =>
    (
      await of.api.ask<Answer>(
        `query ($filter: AssignmentFilterInput, $orderBy: [AssignmentOrder!], $first: Int = 100,
           $after: String) {
          assignments(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
            totalCount pageInfo { hasNextPage endCursor } edges { node { text isOverdue } }
          }
        }`,
        { ...variables },
      )
    ).assignments;
  const texts = async (of: TestMunicipality, variables: object = {}) =>
    (await list(of, variables)).edges.map(({ node }) => node.text);
  const assigned = (text: string, dueOn: string | null) => ({ text, dueOn, assignedRole: 'Chef' });
  const done = async (of: TestMunicipality, { id, version }: Point) =>
    of.api.does(of.api.actorWith('BOARD_SECRETARY'), 'completeAssignment', {
      ...{ pointId: id, expectedVersion: version },
    });

  let there: TestMunicipality;
  beforeAll(async () => {
    there = await createMunicipality(database, today);
    await establish(there);
    const { points } = await decide(
      {
        points: [
          { text: 'Planen antas.' },
          ...[assigned('juni', '2026-06-30'), assigned('okänd', null)],
          ...[assigned('sen', '2025-12-15'), assigned('klar', '2025-11-01')],
        ],
      },
      there,
    );
    await done(there, points[4] as Point);
    const plan = await draft(there, { board: 'BUN' });
    await adopt(there, plan, { points: [assigned('i dag', today), { text: 'Tack.' }] });
  });

  it('has assignments only, by due day, with those that have none last, either way', async () => {
    expect(await texts(there)).toEqual(['klar', 'sen', 'i dag', 'juni', 'okänd']);
    expect(await texts(there, { orderBy: [{ field: 'DUE_ON', direction: 'DESC' }] })).toEqual([
      ...['juni', 'i dag', 'sen', 'klar', 'okänd'],
    ]);
  });

  it('has the same rows page by page', async () => {
    const paged: string[] = [];
    let after: string | null = null;
    do {
      const { edges, pageInfo, totalCount } = await list(there, { first: 2, after });
      expect(totalCount).toBe(5);
      paged.push(...edges.map(({ node }) => node.text));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);

    expect(paged).toEqual(await texts(there));
  });

  it.each([
    [{ board: 'BUN' }, ['i dag']],
    [{ states: ['DONE'] }, ['klar']],
    [{ states: ['OPEN'] }, ['sen', 'i dag', 'juni', 'okänd']],
    [{ states: [] }, []],
    [{ isOverdue: true }, ['sen']],
    [{ isOverdue: false }, ['klar', 'i dag', 'juni', 'okänd']],
    [{ isOverdue: true, board: 'BUN' }, []],
    [{ isOverdue: null, board: null, states: null }, ['klar', 'sen', 'i dag', 'juni', 'okänd']],
  ])('narrowed to %j', async (filter, expected) => {
    expect(await texts(there, { filter })).toEqual(expected);
    expect(await list(there, { filter })).toMatchObject({ totalCount: expected.length });
  });

  it('narrows by the id of a board too, and refuses an unknown one', async () => {
    expect(await texts(there, { filter: { board: there.bun } })).toEqual(['i dag']);
    const query = '{ assignments(filter: { board: "XX" }) { totalCount } }';
    expect((await there.api.run(there.api.actorWith('AUDITOR'), query)).codes).toEqual([
      'NOT_FOUND',
    ]);
  });

  it('shows what is late by the day it is in Sweden', async () => {
    there.api.itIs('2025-12-17');
    expect(await texts(there, { filter: { isOverdue: true } })).toEqual(['sen', 'i dag']);
    there.api.itIs(today);
  });

  it('calls overdue what the rule calls overdue, for every state and day', async () => {
    const of = await createMunicipality(database, today);
    await establish(of);
    const days = ['2025-12-15', today, '2025-12-17', null];
    const cases = (['OPEN', 'DONE'] as const).flatMap((state) =>
      days.map((dueOn) => ({ state, dueOn })),
    );
    const { points } = await decide(
      { points: cases.map((each) => assigned(JSON.stringify(each), each.dueOn)) },
      of,
    );
    for (const point of points.slice(days.length)) await done(of, point);

    for (const isLate of [true, false]) {
      const { edges } = await list(of, { filter: { isOverdue: isLate } });
      const byRule = cases.filter((each) => isOverdue(each, today) === isLate);
      expect(edges.map(({ node }) => node.text).sort()).toEqual(
        byRule.map((each) => JSON.stringify(each)).sort(),
      );
      expect(edges.filter(({ node }) => node.isOverdue !== isLate)).toEqual([]);
    }
  });

  it('is empty for a municipality that gave none', async () => {
    const of = await createMunicipality(database, today);

    expect(await list(of, {})).toMatchObject({ totalCount: 0, edges: [] });
  });

  it('QRY-6 asks for the links of all in one statement', async () => {
    const query = `{ assignments { edges { node {
      decision { board { code } controlPlan { id } followUpReport { id } } } } } }`;

    expect(await database.queriesOf(() => there.api.ask(query))).toHaveLength(1);
  });
});
