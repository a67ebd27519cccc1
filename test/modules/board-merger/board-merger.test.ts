import type { Actor } from '../../../src/kernel/authorisation';
import { valuesOf } from '../../../src/kernel/enumeration';
import { AuditDisposition } from '../../../src/modules/audit-recommendation/domain/audit-answer';
import { isLeft } from '../../../src/modules/audit-recommendation/domain/audit-response';
import { unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { fingerprint } from '../../support/fingerprint';
import { meet } from '../../support/meeting';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import {
  type AuditReport,
  answer,
  auditReport,
  decide,
  type Recommendation,
} from '../audit-recommendation/audits';
import {
  decision,
  establishLights,
  planOf,
  raise,
  record,
  refusalOf,
  type Versioned,
} from '../follow-up/year';
import { createRisk, does } from '../risk/register';

let database: TestDatabase;
let of: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  of = await createMunicipality(database);
});
afterAll(() => database.drop());

const as = (role: Parameters<TestMunicipality['api']['actorWith']>[0], board?: string): Actor =>
  of.api.actorWith(role, board ?? null);
const seen = ({ version }: Versioned) => ({ expectedVersion: version });

/** Makes one more board; answers with its id. */
async function board(code: string, values: object = {}): Promise<string> {
  const input = { code, name: `Nämnden ${code}`, kind: 'BOARD', ...values };
  const fields = 'board { id }';
  type Payload = { board: { id: string } };
  return (await of.api.does<Payload>(as('ADMINISTRATOR'), 'createBoard', input, fields)).board.id;
}

/** Merges boards; answers with the id of the merger. */
async function merge(predecessors: string[], successor: string, mergedOn: string, values = {}) {
  const input = { predecessors, successor, mergedOn, ...values };
  type Payload = { boardMerger: { id: string } };
  const fields = 'boardMerger { id }';
  return (await of.api.does<Payload>(as('ADMINISTRATOR'), 'mergeBoards', input, fields)).boardMerger
    .id;
}

/** The code of the board that each record of a table has now, by id. */
async function boardsIn(table: string): Promise<Record<string, string>> {
  const rows = await database.owner.query<{ id: string; code: string }[]>(
    `SELECT record.id, board.code FROM ${table} record JOIN board
     ON board.municipality_id = record.municipality_id AND board.id = record.board_id
     WHERE record.municipality_id = $1`,
    [of.municipalityId],
  );
  return Object.fromEntries(rows.map(({ id, code }) => [id, code]));
}

/** What a mutation that must be refused answers, with the proof that nothing was written. */
async function refused(mutation: string, input: object, actor = as('ADMINISTRATOR')) {
  const before = await fingerprint(database.owner, of.municipalityId);
  const { codes, errors } = await of.api.attempt(actor, mutation, input);
  expect(await fingerprint(database.owner, of.municipalityId)).toEqual(before);
  type Details = { fields?: { field: string; rule: object }[]; rule?: object; type?: string };
  const { details } = (errors[0]?.extensions ?? {}) as { details?: Details };
  const fields = details?.fields;
  return { codes, details: fields ? { fields } : details };
}

const lastDays = async (): Promise<Record<string, string | null>> => {
  type Listed = { boards: { edges: { node: { code: string; validTo: string | null } }[] } };
  const { boards } = await of.api.ask<Listed>('{ boards { edges { node { code validTo } } } }');
  return Object.fromEntries(boards.edges.map(({ node }) => [node.code, node.validTo]));
};

const move = async (name: string, { id, version }: Versioned, values: object = {}) => {
  const input = { actionId: id, expectedVersion: version, ...values };
  return (await does<{ action: Versioned }>(of, name, input, 'action { id version }')).action;
};
const createControl = async (values: object): Promise<Versioned> => {
  const input = { title: 'Stickprov', ...values };
  const fields = 'control { id version }';
  return (await does<{ control: Versioned }>(of, 'createControl', input, fields)).control;
};

describe('boards that are merged', () => {
  it('end the day before; what is open moves, the rest stays, and both tell of it', async () => {
    const old = { board: 'BUN' };
    const open = [await raise(of, 'Planerad', old), await raise(of, 'Påbörjad', old)];
    await move('startAction', open[1] as Versioned);
    const closed = [
      await move('completeAction', await raise(of, 'Klar', old)),
      await move('cancelAction', await raise(of, 'Avbruten', old), { reason: 'Onödig' }),
      await raise(of, 'Ingen', { ...old, kind: 'NONE_REQUIRED' }),
    ];
    const others = await raise(of, 'Kommunstyrelsens');
    const [risk, ended] = [await createRisk(of, old), await createRisk(of, old)];
    await does(of, 'endRisk', { riskId: ended.id, ...seen(ended) });
    const [control, unused] = [await createControl(old), await createControl(old)];
    await does(of, 'endControl', { controlId: unused.id, ...seen(unused) });
    const shared = await createControl({});

    const note = 'Fullmäktige slår ihop dem.';
    const mergerId = await merge(['BUN', of.bun], 'KS', '2025-07-01', { note, decision });

    expect(await boardsIn('action')).toEqual({
      ...Object.fromEntries(open.map(({ id }) => [id, 'KS'])),
      ...Object.fromEntries(closed.map(({ id }) => [id, 'BUN'])),
      [others.id]: 'KS',
    });
    expect(await boardsIn('risk')).toEqual({ [risk.id]: 'KS', [ended.id]: 'BUN' });
    expect(await boardsIn('control')).toEqual({ [control.id]: 'KS', [unused.id]: 'BUN' });
    expect(Object.keys(await boardsIn('control'))).not.toContain(shared.id);

    const query = `query ($id: ID!, $risk: ID!, $control: ID!, $action: ID!, $other: ID!) {
      boardMerger(id: $id) { mergedOn note successor { code } predecessors { code }
        decision { paragraph boardMerger { mergedOn } } }
      former: board(board: "BUN") { validTo successor { code } predecessors { code } mergers { mergedOn } }
      latter: board(board: "KS") { validTo successor { code } predecessors { code } mergers { mergedOn } }
      risk(id: $risk) { version transfers { fromBoard { code } toBoard { code } merger { mergedOn } } }
      control(id: $control) { transfers { fromBoard { code } } }
      action(id: $action) { transfers { toBoard { code } action { id } movedAt } }
      other: action(id: $other) { transfers { movedAt } }
      out: boardTransfers(filter: { fromBoard: "BUN" }) { totalCount }
      in: boardTransfers(filter: { toBoard: "KS", boardMergerId: $id }) { totalCount }
      neither: boardTransfers(filter: { toBoard: "BUN" }) { totalCount }
    }`;
    const variables = {
      ...{ id: mergerId, risk: risk.id, control: control.id, action: open[0]?.id },
      other: closed[0]?.id,
    };
    const mergers = [{ mergedOn: '2025-07-01' }];
    const [KS, BUN] = [{ code: 'KS' }, { code: 'BUN' }];
    expect(await of.api.ask(query, variables)).toEqual({
      boardMerger: {
        ...{ mergedOn: '2025-07-01', note, successor: KS, predecessors: [BUN] },
        decision: { paragraph: '§ 7', boardMerger: mergers[0] },
      },
      former: { validTo: '2025-06-30', successor: KS, predecessors: [], mergers },
      latter: { validTo: null, successor: null, predecessors: [BUN], mergers },
      risk: { version: 2, transfers: [{ fromBoard: BUN, toBoard: KS, merger: mergers[0] }] },
      control: { transfers: [{ fromBoard: BUN }] },
      action: {
        transfers: [{ toBoard: KS, action: { id: open[0]?.id }, movedAt: expect.any(String) }],
      },
      other: { transfers: [] },
      ...{ out: { totalCount: 4 }, in: { totalCount: 4 }, neither: { totalCount: 0 } },
    });
    const listed = '{ boardMergers(filter: { board: "BUN" }) { edges { node { id } } } }';
    expect(await of.api.ask(listed)).toEqual({
      boardMergers: { edges: [{ node: { id: mergerId } }] },
    });
    const acts = await database.owner.query<{ table_name: string }[]>(
      `SELECT DISTINCT table_name FROM audit_event
       WHERE municipality_id = $1 AND act = 'BOARDS_MERGED' ORDER BY 1`,
      [of.municipalityId],
    );
    expect(acts.map((each) => each.table_name)).toEqual([
      ...['action', 'board', 'board_merger', 'board_merger_decision', 'board_predecessor'],
      ...['board_transfer', 'control', 'decision', 'risk'],
    ]);
  });

  it('leave plans, results and reports as they were, for those who saw them too', async () => {
    await establishLights(of);
    const risk = await createRisk(of, { board: 'BUN', title: 'Frånvaro' });
    const drafts = [{ title: 'Attest', controls: ['Stickprov'] }, { riskId: risk.id }];
    const plan = await planOf(of, drafts, { board: 'BUN' });
    await record(of, plan.items[0], { resultOn: '2025-06-01' });
    const report = { board: 'BUN', year: 2025, occasion: 'INTERIM', asOf: '2025-08-31' };
    const begun = await does<{ followUpReport: Versioned }>(
      of,
      'draftFollowUpReport',
      report,
      'followUpReport { id version }',
    );
    const { id: reportId, version: expectedVersion } = begun.followUpReport;
    await does(of, 'submitFollowUpReport', { reportId, expectedVersion });
    const query = `query ($id: ID!) {
      controlPlan(id: $id) { state version board { code } items {
        title risk { title } plannedControls { definition { title } } results { executionStatus }
      } }
      followUpReport(board: "BUN", year: 2025, occasion: INTERIM) { state board { code } counts { rows } }
      controls { edges { node { title } } }
    }`;
    const performer = as('CONTROL_PERFORMER', of.bun);
    const answers = () =>
      Promise.all(
        [as('CONTROLLER'), performer].map((actor) => of.api.run(actor, query, { id: plan.id })),
      );
    const tables = ['control_plan', 'plan_item', 'planned_control', 'control_result'];
    const kept = async () =>
      (await fingerprint(database.owner, of.municipalityId)).filter(({ table }) =>
        [...tables, 'follow_up_report', 'follow_up_row'].includes(table),
      );
    const before = { rows: await kept(), answers: await answers() };

    await merge(['BUN'], 'KS', '2025-07-01');
    await createControl({ board: 'KS', title: 'Ny hos efterträdaren' });

    expect(await kept()).toEqual(before.rows);
    const [controller, limited] = await answers();
    expect(limited).toEqual(before.answers[1]);
    expect(controller).toMatchObject({
      data: { controls: { edges: expect.arrayContaining([{ node: { title: 'Stickprov' } }]) } },
    });
    const ofPlan = (answer: { data: unknown } | undefined) => ({
      ...Object(answer?.data),
      controls: null,
    });
    expect(ofPlan(controller)).toEqual(ofPlan(before.answers[0]));
    // What they see of what moved, they cannot change; and they see nothing else of the successor's.
    const system = {
      ...performer,
      grants: [
        { role: 'INTEGRATION_CLIENT' as const, boardId: of.bun, scopes: ['register:maintain'] },
      ],
    };
    const [controlId] = Object.keys(await boardsIn('control'));
    const input = { controlId, expectedVersion: 2, title: 'Annat' };
    expect((await refused('updateControl', input, system)).codes).toEqual(['FORBIDDEN']);
  });

  it('go on with their last plan, about what is with the successor already', async () => {
    await establishLights(of);
    const risk = await createRisk(of, { board: 'BUN' });
    const plan = await planOf(of, [{ riskId: risk.id }], { board: 'BUN', upTo: null });
    const control = await createControl({ board: 'BUN' });
    await board('TN');
    const foreign = await createRisk(of, { board: 'TN' });

    await merge(['BUN'], 'KS', '2025-07-01');

    const item = { planItemId: plan.items[0].id, expectedVersion: 1, note: 'Kvar' };
    await does(of, 'changePlanItem', { ...item, controls: [{ controlId: control.id }] });
    const other = { planItemId: plan.items[0].id, expectedVersion: 2, riskId: foreign.id };
    expect(await refused('changePlanItem', other, as('CONTROLLER'))).toMatchObject({
      codes: ['BAD_USER_INPUT'],
      details: { fields: [{ field: 'riskId' }] },
    });
  });

  it('take nothing new, whatever the day; a board that only ended takes what is older', async () => {
    await board('TN', { validTo: '2025-06-30' });
    await merge(['BUN'], 'KS', '2026-01-01');
    const merged = {
      codes: ['CONFLICT'],
      details: {
        type: 'Board',
        rule: {
          sv: 'BUN har gått upp i KS, som tar emot allt nytt',
          en: 'BUN was merged into KS, which takes what is new',
        },
      },
    };
    const over = { sv: 'TN upphörde 2025-06-30', en: 'TN ended on 2025-06-30' };
    const action = { kind: 'DIRECT', text: 'Utbilda' };
    const controller = as('CONTROLLER');
    const shared = await createControl({});

    for (const [code, expected] of [
      ['BUN', merged],
      ['TN', { codes: ['CONFLICT'], details: { type: 'Board', rule: over } }],
    ] as const) {
      for (const [mutation, input] of [
        ['raiseAction', { ...action, board: code }],
        ['createRisk', { board: code, title: 'Jäv' }],
        ['createControl', { board: code, title: 'Stickprov' }],
        ['updateControl', { controlId: shared.id, ...seen(shared), board: code }],
      ] as const) {
        expect(await refused(mutation, input, controller)).toEqual(expected);
      }
    }
    await does(of, 'raiseAction', { ...action, board: 'TN', raisedOn: '2025-06-30' });
    const late = { ...action, board: 'TN', raisedOn: '2025-07-01' };
    expect((await refused('raiseAction', late, controller)).codes).toEqual(['CONFLICT']);
  });

  it('hand their secrets to the roles of the successor', async () => {
    const { id } = await createRisk(of, { board: 'BUN', sensitivity: 'SECRET', title: 'Hot' });
    const titleFor = async (boardId: string) => {
      const query = 'query ($id: ID!) { risk(id: $id) { title } }';
      const { data } = await of.api.run<{ risk: { title: string | null } }>(
        as('BOARD_MEMBER', boardId),
        query,
        { id },
      );
      return data.risk.title;
    };
    expect([await titleFor(of.bun), await titleFor(of.ks)]).toEqual(['Hot', null]);

    await merge(['BUN'], 'KS', '2025-07-01');

    expect([await titleFor(of.bun), await titleFor(of.ks)]).toEqual([null, 'Hot']);
  });
});

describe('what the auditors recommended', () => {
  type Told = {
    id: string;
    board: { code: string };
    state: string;
    isUnanswered: boolean;
    isOverdue: boolean;
    ownerRole: string | null;
    receivedFrom: { id: string } | null;
    answers: { disposition: string | null; text: string | null; dueOn: string | null }[];
    actions: { text: string }[];
    transfers: { auditResponse: { id: string }; takenOverAs: { id: string } }[];
    possibleMoves: string[];
  };

  /** The responses to each recommendation of a report, by number. */
  async function told({ id }: AuditReport): Promise<Told[][]> {
    const query = `query ($id: ID!) { auditReport(id: $id) { recommendations { responses {
      id board { code } state isUnanswered isOverdue ownerRole possibleMoves receivedFrom { id }
      answers { disposition text dueOn } actions { text }
      transfers { auditResponse { id } takenOverAs { id } }
    } } } }`;
    type Answer = { auditReport: { recommendations: { responses: Told[] }[] } };
    const { auditReport: report } = await of.api.ask<Answer>(query, { id });
    return report.recommendations.map(({ responses }) => responses);
  }
  const responseOf = ({ responses }: Recommendation, code: string) => {
    const response = responses.find((each) => each.board.code === code);
    if (!response) throw new Error(`${code} has no response`);
    return response;
  };
  const numbersOf = async (filter: object): Promise<number[]> => {
    const query = `query ($filter: AuditRecommendationFilterInput) { auditRecommendations(filter: $filter) {
      edges { node { number } } } }`;
    type Listed = { auditRecommendations: { edges: { node: { number: number } }[] } };
    const { auditRecommendations } = await of.api.ask<Listed>(query, { filter });
    return auditRecommendations.edges.map(({ node }) => node.number);
  };

  it('is taken over where something is left, and nowhere else', async () => {
    const dispositions = [null, ...valuesOf(AuditDisposition)];
    const cases = dispositions.flatMap((disposition) =>
      (['draft', 'decided', 'done'] as const).map((stage) => ({ disposition, stage })),
    );
    await board('TN');
    const report = await auditReport(of, {
      recommendations: cases.map((_case, index) => ({
        ...{ number: index + 1, text: 'Skriv ned', boards: ['BUN'] },
      })),
    });
    const tn = (await of.api.ask<{ board: { id: string } }>('{ board(board: "TN") { id } }')).board;
    const decided: Versioned[] = [];
    for (const [index, { disposition, stage }] of cases.entries()) {
      const response = responseOf(report.recommendations[index] as Recommendation, 'BUN');
      const referredToBoardId = disposition === 'REFERRED' ? tn.id : null;
      const written = await answer(of, response.answers[0], { disposition, referredToBoardId });
      if (stage === 'decided') decided.push(written);
      if (stage !== 'done') continue;
      const change = { responseId: response.id, expectedVersion: response.version };
      await does(of, 'completeAuditResponse', { ...change, doneOn: null });
    }
    await decide(of, decided);
    const frozen = () =>
      database.owner.query(
        `SELECT answer.* FROM audit_answer answer JOIN audit_response response
           ON response.municipality_id = answer.municipality_id AND response.id = answer.response_id
         WHERE response.municipality_id = $1 AND response.board_id = $2 ORDER BY answer.id`,
        [of.municipalityId, of.bun],
      );
    const before = await frozen();

    await merge(['BUN'], 'KS', '2025-07-01');

    expect(await frozen()).toEqual(before);
    const after = await told(report);
    const takenOver = after.map((responses) =>
      responses.some(({ board: { code } }) => code === 'KS'),
    );
    expect(takenOver).toEqual(
      cases.map(({ disposition, stage }) =>
        isLeft({
          disposition: stage === 'decided' ? (disposition ?? 'NOT_ANSWERED') : disposition,
          frozenAt: stage === 'decided' ? new Date() : null,
          state: stage === 'done' ? 'DONE' : 'OPEN',
        }),
      ),
    );
    expect(takenOver.filter(Boolean)).toHaveLength(9 + 6);
    const numbers = takenOver.flatMap((is, index) => (is ? [index + 1] : []));
    expect(await numbersOf({ board: 'KS', isUnanswered: true })).toEqual(numbers);
    expect(await numbersOf({ board: 'BUN', isUnanswered: true })).not.toEqual(
      expect.arrayContaining([1]),
    );
    for (const [index, is] of takenOver.entries()) {
      const responses = after[index] ?? [];
      const former = responses.find((each) => each.board.code === 'BUN');
      const latter = responses.find((each) => each.board.code === 'KS');
      if (!is) continue;
      const { disposition } = cases[index] ?? {};
      expect(former).toMatchObject({ state: 'TAKEN_OVER', isUnanswered: false, possibleMoves: [] });
      expect(latter).toMatchObject({ state: 'OPEN', receivedFrom: { id: former?.id } });
      const begun = disposition === 'REFERRED' ? null : disposition;
      const written = cases[index]?.stage === 'decided' ? (begun ?? 'NOT_ANSWERED') : begun;
      expect(latter?.answers).toEqual([{ disposition: written, text: null, dueOn: null }]);
    }
  });

  it('goes on with its day, its owner and its actions; each side finds the other', async () => {
    const report = await auditReport(of, {
      recommendations: [{ number: 1, text: 'Skriv ned', boards: ['BUN'] }],
    });
    const response = responseOf(report.recommendations[0], 'BUN');
    const promise = { disposition: 'ACCEPTED', text: 'I höst', dueOn: '2025-10-01' };
    await decide(of, [await answer(of, response.answers[0], promise)]);
    const change = { responseId: response.id, expectedVersion: response.version };
    await does(of, 'updateAuditResponse', { ...change, ownerRole: 'Rektor' });
    const actionId = (await raise(of, 'Utbilda', { board: 'BUN' })).id;
    await does(of, 'linkActionToAuditResponse', { responseId: response.id, actionId });

    await merge(['BUN'], 'KS', '2025-07-01');

    const [responses = []] = await told(report);
    const former = responses.find(({ id }) => id === response.id);
    const latter = responses.find(({ id }) => id !== response.id);
    const transfers = [{ auditResponse: { id: former?.id }, takenOverAs: { id: latter?.id } }];
    expect(former).toMatchObject({ transfers, isOverdue: false, answers: [promise] });
    expect(latter).toMatchObject({
      ...{ transfers, isOverdue: true, answers: [promise], ownerRole: 'Rektor' },
      actions: [{ text: 'Utbilda' }],
    });
    expect(await numbersOf({ board: 'KS', isOverdue: true })).toEqual([1]);
    expect(await numbersOf({ board: 'BUN', isOverdue: true })).toEqual([]);
  });

  it('is one matter of the successor, whoever had it, and open again where it was settled', async () => {
    await board('TN');
    const boards = ['BUN', 'TN', 'KS'];
    const report = await auditReport(of, {
      recommendations: [
        { number: 1, text: 'Två föregångare', boards: ['BUN', 'TN'] },
        { number: 2, text: 'Avvisad av efterträdaren', boards },
        { number: 3, text: 'Klar hos efterträdaren', boards },
        { number: 4, text: 'Öppen hos efterträdaren', boards },
      ],
    });
    const [first, second, third] = report.recommendations as unknown as Recommendation[];
    const secondOf = (code: string) => responseOf(first as Recommendation, code).answers[0];
    await decide(of, [await answer(of, secondOf('TN'), { disposition: 'PARTLY', text: 'TN' })]);
    const declined = responseOf(second as Recommendation, 'KS').answers[0];
    await decide(of, [await answer(of, declined, { disposition: 'DECLINED', text: 'Nej' })]);
    const done = responseOf(third as Recommendation, 'KS');
    await does(of, 'completeAuditResponse', { responseId: done.id, ...seen(done) });

    await merge(['TN', 'BUN'], 'KS', '2025-07-01');

    const own = (await told(report)).map((responses) =>
      responses.filter(({ board: { code } }) => code === 'KS'),
    );
    expect(own.map((responses) => responses.length)).toEqual([1, 1, 1, 1]);
    expect(
      own.flat().map(({ state, transfers, answers }) => [state, transfers.length, answers]),
    ).toEqual([
      ['OPEN', 2, [{ disposition: 'PARTLY', text: 'TN', dueOn: null }]],
      [
        ...['OPEN', 2],
        [
          { disposition: 'DECLINED', text: 'Nej', dueOn: null },
          { disposition: null, text: null, dueOn: null },
        ],
      ],
      ['OPEN', 2, [{ disposition: null, text: null, dueOn: null }]],
      ['OPEN', 2, [{ disposition: null, text: null, dueOn: null }]],
    ]);
  });
});

describe('boards that are merged again', () => {
  it('hand everything on to the last, whichever merger is recorded first', async () => {
    const [action, done] = [
      await raise(of, 'A', { board: 'BUN', raisedOn: '2024-01-01' }),
      await raise(of, 'B', { board: 'BUN', raisedOn: '2024-01-01' }),
    ];
    const closed = await move('completeAction', done);
    await board('B');
    await board('C');
    const report = await auditReport(of, {
      recommendations: [{ number: 1, text: 'Skriv ned', boards: ['BUN'] }],
    });
    // The later one is recorded first.
    await merge(['B'], 'C', '2025-03-01');
    const first = await merge(['BUN'], 'B', '2025-01-01');

    const history = `query ($id: ID!, $report: ID!) {
      action(id: $id) { board { code } transfers { fromBoard { code } toBoard { code } } }
      auditReport(id: $report) { recommendations { responses { board { code } state } } }
      board(board: "BUN") { successor { code successor { code successor { code } } } }
    }`;
    const [BUN, B, C] = [{ code: 'BUN' }, { code: 'B' }, { code: 'C' }];
    const steps = [
      { fromBoard: BUN, toBoard: B },
      { fromBoard: B, toBoard: C },
    ];
    const byBoard = (responses: { board: { code: string } }[]) =>
      Object.fromEntries(responses.map(({ board: { code }, ...rest }) => [code, rest]));
    type History = {
      action: { board: object; transfers: object[] };
      auditReport: { recommendations: [{ responses: { board: { code: string } }[] }] };
    };
    const told = await of.api.ask<History>(history, { id: action.id, report: report.id });
    expect(told).toMatchObject({
      action: { board: C, transfers: expect.arrayContaining(steps) },
      board: { successor: { ...B, successor: { ...C, successor: null } } },
    });
    expect(byBoard(told.auditReport.recommendations[0].responses)).toEqual({
      ...{ BUN: { state: 'TAKEN_OVER' }, B: { state: 'TAKEN_OVER' }, C: { state: 'OPEN' } },
    });

    // What is taken up again at the first of them goes the same way, and no second time.
    await move('reopenAction', closed);
    const moveAgain = () =>
      of.api.does(as('ADMINISTRATOR'), 'moveOpenItems', { boardMergerId: first });
    await moveAgain();
    expect(
      (await of.api.ask<History>(history, { id: done.id, report: report.id })).action,
    ).toMatchObject({ board: C, transfers: expect.arrayContaining(steps) });
    const before = await fingerprint(database.owner, of.municipalityId);
    await moveAgain();
    expect(await fingerprint(database.owner, of.municipalityId)).toEqual(before);
    expect(await refused('moveOpenItems', { boardMergerId: unknownId() })).toMatchObject({
      codes: ['NOT_FOUND'],
    });
  });

  it('cannot be the same ones: no board comes after itself', async () => {
    await board('B');
    await merge(['BUN'], 'B', '2025-01-01');
    const input = { predecessors: ['B'], successor: 'BUN', mergedOn: '2025-06-01' };

    expect(await refused('mergeBoards', input)).toEqual({
      codes: ['BAD_USER_INPUT'],
      details: {
        fields: [
          {
            field: 'mergedOn',
            rule: { sv: 'är en dag då BUN inte finns', en: 'is a day on which BUN does not exist' },
          },
        ],
      },
    });
  });

  it('at the same moment end in one of them only', async () => {
    await board('B');
    const into = (successor: string) =>
      of.api.attempt(as('ADMINISTRATOR'), 'mergeBoards', {
        ...{ predecessors: ['BUN'], successor, mergedOn: '2025-07-01' },
      });

    const answers = await Promise.all([into('KS'), into('B')]);

    expect(answers.map(({ codes }) => codes).sort()).toEqual([[], ['CONFLICT']]);
  });
});

describe('at the same moment as the merger', () => {
  const merging = () => {
    const input = { predecessors: ['BUN'], successor: 'KS', mergedOn: '2026-01-01' };
    return of.api.attempt(as('ADMINISTRATOR'), 'mergeBoards', input);
  };
  const taking = (mutation: string, values: object) => () =>
    of.api.attempt(as('CONTROLLER'), mutation, { board: 'BUN', ...values });
  const isNew = [
    ['risk', 'createRisk', { title: 'Ny' }],
    ['action', 'raiseAction', { kind: 'DIRECT', text: 'Ny' }],
    ['control', 'createControl', { title: 'Ny' }],
    ['control_plan', 'draftControlPlan', { year: 2026 }],
  ] as const;
  beforeEach(() => establishLights(of));

  it.each(isNew)('nobody hands the predecessor a new %s', async (table, mutation, values) => {
    const half = 'LOCK TABLE board_predecessor IN SHARE MODE';

    const [merger, late] = await meet(database, half, merging, taking(mutation, values));

    const code = table === 'control_plan' ? 'BAD_USER_INPUT' : 'CONFLICT';
    expect([merger.codes, late.codes]).toEqual([[], [code]]);
    expect(await boardsIn(table)).toEqual({});
  });

  it.each(isNew)(
    'a %s that was there first is not left behind',
    async (table, mutation, values) => {
      const half = `LOCK TABLE ${table} IN SHARE MODE`;

      const [first, merger] = await meet(database, half, taking(mutation, values), merging);

      const isPlan = table === 'control_plan';
      expect([first.codes, merger.codes]).toEqual([[], isPlan ? ['CONFLICT'] : []]);
      expect(Object.values(await boardsIn(table))).toEqual([isPlan ? 'BUN' : 'KS']);
    },
  );
});

describe('days', () => {
  it.each([
    ['2028-02-29', '2028-02-28'],
    ['2028-03-01', '2028-02-29'],
    ['2027-03-01', '2027-02-28'],
    ['2027-01-01', '2026-12-31'],
  ])('a merger on %s has the predecessor end on %s', async (mergedOn, lastDay) => {
    await board('SN', { validTo: '2024-02-29' });
    await board('NY', { validFrom: mergedOn });

    await merge(['BUN', 'SN'], 'NY', mergedOn);

    expect(await lastDays()).toMatchObject({ BUN: lastDay, SN: '2024-02-29', KS: null });
  });

  it('a plan is for a year in which the board exists on some day', async () => {
    await establishLights(of);
    await board('SN', { validFrom: '2026-12-31', validTo: '2028-02-29' });
    await board('LEAP', { validFrom: '2028-02-29' });
    const year = (code: string, value: number) => ({ board: code, year: value });
    const fault = {
      codes: ['BAD_USER_INPUT'],
      details: {
        fields: [
          {
            field: 'year',
            rule: {
              sv: 'är ett år då nämnden inte finns',
              en: 'is a year in which the board does not exist',
            },
          },
        ],
      },
    };
    for (const each of [year('SN', 2025), year('SN', 2029), year('LEAP', 2027)]) {
      expect(await refused('draftControlPlan', each, as('CONTROLLER'))).toEqual(fault);
    }
    for (const each of [year('SN', 2026), year('SN', 2028), year('LEAP', 2028)]) {
      await does(of, 'draftControlPlan', each);
    }
  });

  it('a plan that is being prepared for a year after the end is to be withdrawn first', async () => {
    await establishLights(of);
    const { id: planId, version } = await planOf(of, [], { board: 'BUN', year: 2027, upTo: null });
    await planOf(of, [], { board: 'BUN', year: 2026, upTo: null });
    const input = { predecessors: ['BUN'], successor: 'KS', mergedOn: '2027-01-01' };

    expect(await refused('mergeBoards', input)).toEqual({
      codes: ['CONFLICT'],
      details: {
        type: 'ControlPlan',
        rule: {
          sv: 'BUN tar fram en plan för 2027, då nämnden inte finns; dra tillbaka den först',
          en: 'BUN prepares a plan for 2027, when it does not exist; withdraw it first',
        },
      },
    });
    await does(of, 'withdrawControlPlan', { planId, expectedVersion: version });
    await merge(['BUN'], 'KS', '2027-01-01');
  });

  it('of a board keep to its mergers', async () => {
    await merge(['BUN'], 'KS', '2025-07-01');
    const change = (boardId: string, expectedVersion: number, days: object) => ({
      ...{ boardId, expectedVersion, ...days },
    });
    const taken = {
      sv: 'ska ligga före 2025-07-01, då en annan nämnd tog över',
      en: 'must be before 2025-07-01, when another board took over',
    };
    const tookOver = {
      sv: 'går inte ihop med att nämnden tog över från andra 2025-07-01',
      en: 'does not agree with the board taking over from others on 2025-07-01',
    };
    for (const [input, field, rule] of [
      [change(of.bun, 2, { validTo: null }), 'validTo', taken],
      [change(of.bun, 2, { validTo: '2025-07-01' }), 'validTo', taken],
      [change(of.ks, 1, { validTo: '2025-06-30' }), 'validTo', tookOver],
      [change(of.ks, 1, { validFrom: '2025-07-02' }), 'validFrom', tookOver],
    ] as const) {
      expect(await refused('updateBoard', input)).toEqual({
        codes: ['BAD_USER_INPUT'],
        details: { fields: [{ field, rule }] },
      });
    }
    await of.api.does(
      as('ADMINISTRATOR'),
      'updateBoard',
      change(of.bun, 2, { validTo: '2025-01-31' }),
    );
  });
});

describe('refused, with nothing written,', () => {
  const input = { predecessors: ['BUN'], successor: 'KS', mergedOn: '2025-07-01' };
  const rule = (field: string, sv: string, en: string) => ({
    codes: ['BAD_USER_INPUT'],
    details: { fields: [{ field, rule: { sv, en } }] },
  });

  it('what makes no sense', async () => {
    await board('NY', { validFrom: '2026-01-01', validTo: '2026-12-31' });

    expect(await refused('mergeBoards', { ...input, predecessors: [] })).toEqual(
      rule('predecessors', 'får inte vara tomt', 'must not be empty'),
    );
    const many = Array.from({ length: 101 }, () => 'BUN');
    expect(await refused('mergeBoards', { ...input, predecessors: many })).toEqual(
      rule('predecessors', 'har fler än 100 rader', 'has more than 100 entries'),
    );
    expect(await refused('mergeBoards', { ...input, predecessors: ['KS', 'BUN'] })).toEqual(
      rule('successor', 'är själv en av föregångarna', 'is one of the predecessors itself'),
    );
    expect(
      await refused('mergeBoards', { ...input, successor: 'NY', mergedOn: '2025-12-31' }),
    ).toEqual(
      rule('mergedOn', 'är en dag då NY inte finns', 'is a day on which NY does not exist'),
    );
    expect(
      await refused('mergeBoards', { ...input, predecessors: ['NY'], mergedOn: '2026-01-01' }),
    ).toEqual(
      rule(
        'mergedOn',
        'ska ligga efter NY:s första dag, 2026-01-01',
        'must be after the first day of NY, 2026-01-01',
      ),
    );
    const future = { ...decision, metOn: '2025-12-17' };
    expect(await refused('mergeBoards', { ...input, decision: future })).toMatchObject({
      codes: ['BAD_USER_INPUT'],
      details: { fields: [{ field: 'decision.metOn' }] },
    });
  });

  it('boards that are not there, of another municipality, or merged before', async () => {
    const elsewhere = await createMunicipality(database);
    await merge(['BUN'], 'KS', '2025-01-01');
    await board('B');

    for (const each of [elsewhere.bun, unknownId(), 'SAKNAS']) {
      for (const other of [{ successor: each }, { predecessors: ['B', each] }]) {
        expect((await refused('mergeBoards', { ...input, ...other })).codes).toEqual(['NOT_FOUND']);
      }
    }
    expect(await refused('mergeBoards', { ...input, predecessors: ['B', 'BUN'] })).toEqual({
      codes: ['CONFLICT'],
      details: {
        type: 'Board',
        rule: {
          sv: 'BUN har redan gått upp i en annan nämnd',
          en: 'BUN was merged into another board before',
        },
      },
    });
    expect((await refused('moveOpenItems', { boardMergerId: 'x' })).codes).toEqual([
      'BAD_USER_INPUT',
    ]);
  });

  it('whoever does not keep the organisation of the whole municipality', async () => {
    const mergerId = await merge(['BUN'], 'KS', '2025-01-01');
    await board('B');
    for (const actor of [as('CONTROLLER'), as('ADMINISTRATOR', of.ks)]) {
      const denied = await refused('mergeBoards', { ...input, predecessors: ['B'] }, actor);
      expect(denied.codes).toEqual(['FORBIDDEN']);
      const again = await refused('moveOpenItems', { boardMergerId: mergerId }, actor);
      expect(again.codes).toEqual(['FORBIDDEN']);
    }
  });
});

describe('the database refuses, whoever asks,', () => {
  const [FROZEN, CHECK, NO_RIGHT, FOREIGN] = ['IK001', '23514', '42501', '23503'];
  const told = async (sql: string, ...parameters: string[]) => [
    await refusalOf(database.application, of, sql, parameters),
    await refusalOf(database.owner, of, sql, parameters),
  ];

  it('to change what is told of a merger, or to add to it', async () => {
    const { id } = await raise(of, 'Utbilda', { board: 'BUN' });
    const others = await raise(of, 'Kommunstyrelsens');
    const third = await board('B', { validTo: '2024-12-31' });
    const merger = await merge(['BUN'], 'KS', '2025-07-01', { decision });
    const all = 'municipality_id = (SELECT municipality_id FROM board WHERE id = $1)';

    expect(await told(`UPDATE board_merger SET note = 'Ny' WHERE id = $1`, merger)).toEqual([
      ...[FROZEN, FROZEN],
    ]);
    expect(await told('DELETE FROM board_merger WHERE id = $1', merger)).toEqual([
      ...[NO_RIGHT, FROZEN],
    ]);
    for (const table of ['board_transfer', 'board_predecessor', 'board_merger_decision']) {
      expect(await told(`DELETE FROM ${table} WHERE ${all}`, of.ks)).toEqual([NO_RIGHT, FROZEN]);
      const sql = `UPDATE ${table} SET merger_id = gen_random_uuid() WHERE ${all}`;
      expect(await told(sql, of.ks)).toEqual([NO_RIGHT, FROZEN]);
      expect(await told(`TRUNCATE ${table} CASCADE`)).toEqual([NO_RIGHT, FROZEN]);
    }
    const add = (table: string, columns: string, values: string) =>
      `INSERT INTO ${table} (municipality_id, merger_id, ${columns})
       SELECT municipality_id, id, ${values} FROM board_merger WHERE id = $1`;
    const predecessor = add('board_predecessor', 'board_id', '$2');
    expect(await told(predecessor, merger, third)).toEqual([FROZEN, FROZEN]);
    const columns = 'id, from_board_id, to_board_id, moved_at, action_id';
    const transfer = (from: string) =>
      add('board_transfer', columns, `gen_random_uuid(), ${from}, successor_id, now(), $2`);
    // What has moved, as from another board; and what never has.
    expect(await told(transfer(`'${third}'`), merger, id)).toEqual(['23505', '23505']);
    expect(await told(transfer(`'${third}'`), merger, others.id)).toEqual([FOREIGN, FOREIGN]);
    const done = await move(
      'completeAction',
      await raise(of, 'Ny', { board: 'B', raisedOn: '2024-01-01' }),
    );
    expect(await told(transfer(`'${of.bun}'`), merger, done.id)).toEqual([CHECK, CHECK]);
  });

  it('a transfer of what was never the predecessor’s, or not when the boards were merged', async () => {
    const action = await raise(of, 'Alltid här');
    const [risk, control] = [await createRisk(of), await createControl({ board: 'KS' })];
    const before = await createControl({ board: 'BUN' });
    const handed = { controlId: before.id, ...seen(before), board: 'KS' };
    await does(of, 'updateControl', handed);
    const merger = await merge(['BUN'], 'KS', '2025-07-01');
    const transfer = (column: string, id: string) =>
      `INSERT INTO board_transfer (municipality_id, id, merger_id, from_board_id, to_board_id, moved_at,
         ${column}_id)
       SELECT municipality_id, gen_random_uuid(), id, '${of.bun}', successor_id, now(), '${id}'
       FROM board_merger WHERE id = '${merger}'`;
    const at = (table: string, id: string, to: string) =>
      `UPDATE ${table} SET board_id = '${to}' WHERE id = '${id}'`;
    const tried = async (...sql: string[]) => {
      const all = [...sql, 'SET CONSTRAINTS ALL IMMEDIATE'];
      return [
        await refusalOf(database.application, of, all, []),
        await refusalOf(database.owner, of, all, []),
      ];
    };

    for (const [what, { id }] of Object.entries({ action, risk, control })) {
      expect(await tried(transfer(what, id))).toEqual([CHECK, CHECK]);
      const thereAndBack = [at(what, id, of.bun), at(what, id, of.ks)];
      expect(await tried(...thereAndBack, transfer(what, id))).toEqual([CHECK, CHECK]);
    }
    expect(await tried(transfer('control', before.id))).toEqual([CHECK, CHECK]);
    const { id } = await createControl({});
    const around = [at('control', id, of.bun), at('control', id, of.ks)];
    expect(await tried(...around, transfer('control', id))).toEqual([CHECK, CHECK]);
  });

  it('boards that do not follow each other', async () => {
    await board('B', { validFrom: '2026-01-01' });
    const begin = `INSERT INTO board_merger (municipality_id, id, successor_id, merged_on)
      SELECT municipality_id, $1, id, '2025-07-01' FROM board WHERE municipality_id = $2 AND code = $3`;
    const end = `INSERT INTO board_predecessor SELECT municipality_id, $1, id FROM board
      WHERE municipality_id = $2 AND code = 'BUN' AND $3 <> ''`;
    const lastDay = `UPDATE board SET valid_to = '2025-06-30', version = version + 1
      WHERE code = 'BUN' AND municipality_id = $2 AND $1::uuid IS NOT NULL AND $3 <> ''`;
    const attempt = (successor: string, ...sql: string[]) =>
      refusalOf(database.application, of, sql, [unknownId(), of.municipalityId, successor]);

    expect(await attempt('KS', begin, lastDay, end)).toBe(null);
    expect(await attempt('KS', begin, end)).toBe(CHECK);
    expect(await attempt('B', begin, lastDay, end)).toBe(CHECK);
    expect(await attempt('BUN', begin, lastDay, end)).toBe(CHECK);
    const forget = lastDay.replace(`'2025-06-30'`, 'NULL');
    expect(await attempt('KS', begin, lastDay, end, forget)).toBe(CHECK);
  });
});

it('takes as many statements for two as for twenty', async () => {
  const fill = async (code: string, count: number) => {
    await board(code);
    const recommendations = [];
    for (let number = 1; number <= count; number += 1) {
      await raise(of, `Åtgärd ${number}`, { board: code });
      await createRisk(of, { board: code });
      await createControl({ board: code });
      recommendations.push({ number, text: 'Skriv ned', boards: [code] });
    }
    const report = await auditReport(of, { recommendations });
    for (const each of report.recommendations) {
      const actionId = (await raise(of, 'Följer av svaret', { board: code })).id;
      const responseId = responseOf(each).id;
      await does(of, 'linkActionToAuditResponse', { responseId, actionId });
    }
  };
  const responseOf = ({ responses: [response] }: Recommendation) => response;
  const all = `{ boardTransfers(first: 100) { totalCount edges { node {
    fromBoard { code } toBoard { code } merger { mergedOn predecessors { code } decision { paragraph } }
    action { text transfers { movedAt } } control { title transfers { movedAt } }
    risk { title transfers { movedAt } }
    auditResponse { state transfers { movedAt } } takenOverAs { answer { text } }
  } } } }`;
  const boards = `{ boards { edges { node { successor { code } predecessors { code } mergers { note } } } } }`;
  const count = async (work: () => Promise<unknown>) => (await database.queriesOf(work)).length;
  await fill('TVÅ', 2);
  await fill('TJUGO', 20);

  expect(await count(() => merge(['TVÅ'], 'KS', '2025-07-01'))).toBe(24);
  expect(await count(() => of.api.ask(all))).toBe(16);
  expect(await count(() => of.api.ask(boards))).toBe(5);
  expect(await count(() => merge(['TJUGO'], 'KS', '2025-07-01'))).toBe(24);
  const { boardTransfers } = await of.api.ask<{ boardTransfers: { totalCount: number } }>(all);
  expect(boardTransfers.totalCount).toBe(22 * 5);
  expect(await count(() => of.api.ask(all))).toBe(16);
  expect(await count(() => of.api.ask(boards))).toBe(5);
});
