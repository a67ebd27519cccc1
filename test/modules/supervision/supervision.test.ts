import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import {
  assess,
  createBoard,
  decision,
  establishLights,
  movePlan,
  planOf,
  raise,
  record,
  refusalOf,
  type Versioned,
} from '../follow-up/year';
import { does } from '../risk/register';

interface Row {
  readonly board: { readonly code: string };
  readonly figures: object;
}
interface Report extends Versioned {
  readonly state: string;
  readonly flags: readonly string[];
  readonly revision: number;
  readonly forwardedOn: string | null;
  readonly rows: readonly Row[];
}

const FIELDS = `
  id version revision state asOf flags summary proposals forwardedOn possibleMoves round { name year }
  board { code } decision { paragraph points { text state } }
  totals { items expected performed sharePerformed deviationRate }
  rows {
    board { code } plan { year } adoptedOn planDaysLate submission report { state } reportDaysLate
    ownJudgement basis judgement { judgement motive } overdueActionCount overdueActions { text dueOn state }
    unchangedItems { isRiskReassessed item { title } }
    figures {
      items performed sharePerformed deviationRate
      lights { scheme { number } counts { level { code } count } }
    }
  }`;

const ASK = `query ($revision: Int) {
  supervisionReport(year: 2025, occasion: INTERIM, revision: $revision) { ${FIELDS} }
}`;

let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;
let roundId: string;

const controller = () => here.api.actorWith('CONTROLLER');
const secretary = () => here.api.actorWith('BOARD_SECRETARY');

/**
 * The school board has reported, five days late; the executive board has a plan and results, but no
 * report; the company has nothing. The council is supervised by nobody.
 */
beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database, '2025-09-20');
  elsewhere = await createMunicipality(database, '2025-09-20');
  const { api } = here;
  await establishLights(here);
  for (const input of [
    { code: 'AB', name: 'Bostäder AB', kind: 'COMPANY' },
    { code: 'KF', name: 'Kommunfullmäktige', kind: 'COUNCIL' },
  ]) {
    await api.does(api.actorWith('ADMINISTRATOR'), 'createBoard', input);
  }
  const { followUpRound } = await does<{ followUpRound: { id: string } }>(
    here,
    'configureFollowUpRound',
    {
      ...{ year: 2025, occasion: 'INTERIM', name: 'Delårsbokslut augusti' },
      ...{ asOf: '2025-08-31', dueOn: '2025-09-15' },
    },
    'followUpRound { id }',
  );
  roundId = followUpRound.id;

  const schools = await planOf(
    here,
    [
      { title: 'Skolskjuts', controls: ['Stickprov på beslut'] },
      { title: 'Frånvaro', controls: ['Enkät'] },
    ],
    { board: 'BUN' },
  );
  const values = { resultOn: '2025-06-01', sample: 40, deviatingCases: 2 };
  await assess(here, await record(here, schools.items[0], values), 'YELLOW', 'Två fel.');
  await raise(here, 'Rätta besluten', {
    board: 'BUN',
    raisedOn: '2025-03-01',
    dueOn: '2025-08-01',
  });
  await raise(here, 'Lär alla', { board: 'BUN', raisedOn: '2025-03-01', dueOn: '2025-12-01' });
  const report = await does<{ followUpReport: Versioned }>(
    here,
    'draftFollowUpReport',
    { board: 'BUN', year: 2025, occasion: 'INTERIM', judgement: 'PARTLY_SUFFICIENT' },
    'followUpReport { id version }',
  );
  const { id: reportId, version: expectedVersion } = report.followUpReport;
  await does(here, 'submitFollowUpReport', { reportId, expectedVersion });

  const before = [{ title: 'Attest', controls: ['Stickprov'] }];
  const earlier = await planOf(here, before, { board: 'KS', year: 2024 });
  const { controlPlan } = await does<{ controlPlan: Versioned }>(
    here,
    'draftControlPlan',
    { board: 'KS', year: 2025, fromPlanId: earlier.id },
    'controlPlan { id version }',
  );
  const executive = await movePlan(here, await movePlan(here, controlPlan, 'propose'), 'adopt');
  await record(here, executive.items[0], { resultOn: '2025-08-31' });
  api.itIs('2025-10-01');
});
afterAll(() => database.drop());

const found = async (variables: Record<string, unknown> = {}) =>
  (await here.api.ask<{ supervisionReport: Report | null }>(ASK, variables)).supervisionReport;

async function move(name: string, report: Versioned, values: object = {}, actor = controller()) {
  const input = { reportId: report.id, expectedVersion: report.version, ...values };
  const payload = await here.api.does<{ supervisionReport: Report }>(
    actor,
    name,
    input,
    `supervisionReport { ${FIELDS} }`,
  );
  return payload.supervisionReport;
}

const draft = async (values: object = {}) => {
  const fields = `supervisionReport { ${FIELDS} }`;
  const input = { roundId, ...values };
  type Payload = { supervisionReport: Report };
  return (await does<Payload>(here, 'draftSupervisionReport', input, fields)).supervisionReport;
};

const withdraw = ({ id, version }: Versioned) =>
  does(here, 'withdrawSupervisionReport', { reportId: id, expectedVersion: version });

const lights = (yellow: number) => [
  {
    scheme: { number: 1 },
    counts: [
      { level: { code: 'GREEN' }, count: 0 },
      { level: { code: 'YELLOW' }, count: yellow },
      { level: { code: 'RED' }, count: 0 },
    ],
  },
];

it('tells of every body what it reported, else what the register says, else what is missing', async () => {
  expect(await found()).toBeNull();
  const report = await draft({ summary: 'Mer att göra.', proposals: ['Utbilda alla.'] });

  expect(report).toMatchObject({
    ...{ revision: 1, state: 'DRAFT', asOf: '2025-08-31', flags: [], board: { code: 'KS' } },
    ...{
      summary: 'Mer att göra.',
      proposals: ['Utbilda alla.'],
      decision: null,
      forwardedOn: null,
    },
    ...{
      round: { name: 'Delårsbokslut augusti', year: 2025 },
      possibleMoves: ['submit', 'withdraw'],
    },
    totals: { items: 3, expected: 3, performed: 2, sharePerformed: 2 / 3, deviationRate: 0.05 },
  });
  const nothing = { unchangedItems: [], judgement: null };
  const late = { text: 'Rätta besluten', dueOn: '2025-08-01', state: 'PLANNED' };
  const unchanged = { isRiskReassessed: null, item: { title: 'Attest' } };
  expect(report.rows).toEqual([
    {
      ...{
        board: { code: 'BUN' },
        plan: { year: 2025 },
        adoptedOn: '2025-01-15',
        planDaysLate: 15,
      },
      ...{ submission: 'SUBMITTED', report: { state: 'SUBMITTED' }, reportDaysLate: 5 },
      ...{ ownJudgement: 'PARTLY_SUFFICIENT', basis: 'REPORT', ...nothing },
      ...{ overdueActionCount: 1, overdueActions: [late] },
      figures: {
        ...{ items: 2, performed: 1, sharePerformed: 0.5, deviationRate: 0.05 },
        lights: lights(1),
      },
    },
    {
      ...{ board: { code: 'AB' }, plan: null, adoptedOn: null, planDaysLate: 274 },
      ...{ submission: 'NOT_BEGUN', report: null, reportDaysLate: 16 },
      ...{ ownJudgement: null, basis: null, ...nothing },
      ...{ overdueActionCount: 0, overdueActions: [] },
      figures: { items: 0, performed: 0, sharePerformed: null, deviationRate: null, lights: [] },
    },
    {
      ...{ board: { code: 'KS' }, plan: { year: 2025 }, adoptedOn: '2025-01-15', planDaysLate: 15 },
      ...{ submission: 'NOT_BEGUN', report: null, reportDaysLate: 16 },
      ...{ ownJudgement: null, basis: 'REGISTER', judgement: null, unchangedItems: [unchanged] },
      ...{ overdueActionCount: 0, overdueActions: [] },
      figures: { items: 1, performed: 1, sharePerformed: 1, deviationRate: null, lights: [] },
    },
  ]);
  await withdraw(report);
  expect(await found()).toBeNull();
});

it('what is submitted stands still, and follows the register again when it is sent back', async () => {
  let report = await move('submitSupervisionReport', await draft());
  const before = report.rows;
  here.api.itIs('2025-10-02');
  await raise(here, 'Sen', { board: 'AB', raisedOn: '2025-03-01', dueOn: '2025-08-01' });

  const still = await found();
  expect(still?.rows).toEqual(before);
  report = await move('remitSupervisionReport', report, { reason: 'Mer om bolaget.' }, secretary());
  expect(report.rows[1]).toMatchObject({
    overdueActionCount: 1,
    planDaysLate: 275,
    reportDaysLate: 17,
  });
  await withdraw(report);
});

describe('once it is decided', () => {
  let decided: Report;

  beforeAll(async () => {
    let report = await draft({ summary: 'Gott.', proposals: ['Utbilda alla.'] });
    report = await move('judgeInternalControl', report, {
      ...{ board: 'BUN', judgement: 'PARTLY_SUFFICIENT', motive: 'Två fel av fyrtio.' },
    });
    report = await move('judgeInternalControl', report, { board: 'KS', judgement: 'SUFFICIENT' });
    report = await move('submitSupervisionReport', report);
    const points = [{ text: 'Bolaget ska anta en plan.', assignedRole: 'VD', dueOn: '2025-12-31' }];
    decided = await move(
      'decideSupervisionReport',
      report,
      { decision: { ...decision, metOn: '2025-10-01', points } },
      secretary(),
    );
  });

  it('it flags who is not judged and what has no motive, and lists the assignments until they are done', async () => {
    expect(decided).toMatchObject({
      ...{ state: 'DECIDED', flags: ['JUDGEMENT_MISSING', 'MOTIVE_MISSING'] },
      decision: {
        paragraph: '§ 7',
        points: [{ text: 'Bolaget ska anta en plan.', state: 'OPEN' }],
      },
    });
    expect(decided.rows).toMatchObject([
      { judgement: { judgement: 'PARTLY_SUFFICIENT', motive: 'Två fel av fyrtio.' } },
      { judgement: null },
      { judgement: { judgement: 'SUFFICIENT', motive: null } },
    ]);
    const { assignments } = await here.api.ask<{ assignments: object }>(
      `{ assignments(filter: { board: "KS", states: [OPEN] }) {
        edges { node { text decision { supervisionReport { revision } } } } } }`,
    );
    expect(assignments).toEqual({
      edges: [
        {
          node: {
            text: 'Bolaget ska anta en plan.',
            decision: { supervisionReport: { revision: 1 } },
          },
        },
      ],
    });
  });

  it('the API refuses every change of it but a new revision', async () => {
    for (const [name, values] of [
      ['updateSupervisionReport', { summary: 'Nytt' }],
      ['judgeInternalControl', { board: 'AB', judgement: 'INSUFFICIENT' }],
    ] as const) {
      const input = { reportId: decided.id, expectedVersion: decided.version, ...values };
      expect((await here.api.attempt(controller(), name, input)).codes).toEqual(['FROZEN']);
    }
    const again = await here.api.attempt(controller(), 'draftSupervisionReport', { roundId });
    expect(again.errors[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      details: {
        rule: { sv: 'uppsikten över omgången är redan beslutad; gör en ny revision av den' },
      },
    });
    const input = { reportId: decided.id, expectedVersion: decided.version };
    expect(
      (await here.api.attempt(controller(), 'withdrawSupervisionReport', input)).codes,
    ).toEqual(['ILLEGAL_MOVE']);
  });

  it.each([
    ['its words', `UPDATE supervision_report SET summary = 'Nytt' WHERE id = $1`],
    ['its day', `UPDATE supervision_report SET as_of = '2025-09-30' WHERE id = $1`],
    [
      'its decision',
      'UPDATE supervision_report SET decision_id = NULL, frozen_at = NULL WHERE id = $1',
    ],
    ['its state', `UPDATE supervision_report SET state = 'DRAFT' WHERE id = $1`],
    ['the whole report', 'DELETE FROM supervision_report WHERE id = $1'],
    [
      'a judgement',
      `UPDATE supervision_judgement SET judgement = 'INSUFFICIENT' WHERE report_id = $1`,
    ],
    ['that there is a judgement', 'DELETE FROM supervision_judgement WHERE report_id = $1'],
    [
      'one more judgement',
      `INSERT INTO supervision_judgement (municipality_id, report_id, board_id, judgement)
       SELECT municipality_id, $1, id, 'INSUFFICIENT' FROM board WHERE code = 'AB'`,
    ],
    ['a row', `UPDATE supervision_row SET content = '{}' WHERE report_id = $1`],
    ['that there is a row', 'DELETE FROM supervision_row WHERE report_id = $1'],
    [
      'one more row',
      `INSERT INTO supervision_row (municipality_id, report_id, board_id, content)
       SELECT municipality_id, $1, id, '{}' FROM board WHERE code = 'KF'`,
    ],
    [
      'the words of the decision',
      `UPDATE decision SET paragraph = '§ 8'
       WHERE id = (SELECT decision_id FROM supervision_report WHERE id = $1)`,
    ],
  ])('the database refuses a change of %s, also to the owner', async (_what, sql) => {
    for (const source of [database.application, database.owner]) {
      const refusal = await refusalOf(source, here, sql, [decided.id]);
      // A row is never rewritten, so the application has not even the right to.
      const isRow = source === database.application && sql.startsWith('UPDATE supervision_row');
      expect(refusal).toBe(isRow ? '42501' : 'IK001');
    }
  });

  it('says the same when what it is about changes afterwards', async () => {
    const { actions } = await here.api.ask<{ actions: { edges: { node: Versioned }[] } }>(
      '{ actions(filter: { board: "BUN", isOverdue: true }) { edges { node { id version } } } }',
    );
    const [{ node: action }] = actions.edges as [{ node: Versioned }];
    await does(here, 'updateAction', {
      ...{ actionId: action.id, expectedVersion: action.version },
      ...{ text: 'Något annat', dueOn: '2027-12-31' },
    });
    const round = { year: 2025, occasion: 'INTERIM', name: 'Annat', asOf: '2025-08-31' };
    const { errors } = await here.api.attempt(controller(), 'configureFollowUpRound', {
      ...{ ...round, dueOn: '2025-12-31', expectedVersion: 1 },
    });
    expect(errors[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      details: { rule: { sv: 'kommunstyrelsen har redan en uppsikt över omgången' } },
    });
    await raise(here, 'Sen igen', { board: 'KS', raisedOn: '2025-03-01', dueOn: '2025-08-01' });
    const bun = await here.api.ask<{ board: Versioned }>('{ board(board: "BUN") { id version } }');
    const input = {
      boardId: bun.board.id,
      expectedVersion: bun.board.version,
      validTo: '2025-08-01',
    };
    await here.api.does(here.api.actorWith('ADMINISTRATOR'), 'updateBoard', input);
    expect((await found())?.rows).toEqual(decided.rows);
    await here.api.does(here.api.actorWith('ADMINISTRATOR'), 'updateBoard', {
      ...{ boardId: bun.board.id, expectedVersion: bun.board.version + 1, validTo: null },
    });
  });

  it('a new revision takes the words with it, and supersedes when it is decided', async () => {
    const revision = await move('reviseSupervisionReport', decided);
    expect(revision).toMatchObject({ revision: 2, state: 'DRAFT', summary: 'Gott.' });
    expect(revision.rows[0]).toMatchObject({ judgement: { motive: 'Två fel av fyrtio.' } });
    const submitted = await move('submitSupervisionReport', revision);
    const second = await move('decideSupervisionReport', submitted, { decision }, secretary());

    expect(await found()).toMatchObject({ revision: 2, state: 'DECIDED' });
    expect(await found({ revision: 1 })).toMatchObject({ state: 'SUPERSEDED', rows: decided.rows });
    decided = second;
  });

  it.each([
    ['removed', 'DELETE FROM follow_up_round WHERE id = $1'],
    ['put off', `UPDATE follow_up_round SET due_on = '2025-12-31' WHERE id = $1`],
    ['moved', 'UPDATE follow_up_round SET year = 2024 WHERE id = $1'],
    [
      'removed as if it were another municipality’s',
      `DELETE FROM follow_up_round WHERE id = $1
         AND set_config('app.municipality', gen_random_uuid()::text, true) <> ''`,
    ],
  ])('its round cannot be %s', async (_what, sql) => {
    expect(await refusalOf(database.application, here, sql, [roundId])).toMatch(/^(23514|42501)$/);
  });

  it('is forwarded to the council once', async () => {
    const forwarded = await move(
      'forwardToCouncil',
      decided,
      { forwardedOn: '2025-10-01' },
      secretary(),
    );
    expect(forwarded.forwardedOn).toBe('2025-10-01');

    const input = { reportId: decided.id, expectedVersion: forwarded.version };
    const again = await here.api.attempt(secretary(), 'forwardToCouncil', input);
    expect(again.errors[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      details: { rule: { sv: 'den är redan överlämnad till fullmäktige' } },
    });
    const sql = `UPDATE supervision_report SET forwarded_on = NULL WHERE id = $1`;
    expect(await refusalOf(database.application, here, sql, [decided.id])).toBe('IK001');
  });
});

describe('refuses, and writes nothing', () => {
  let report: Report;
  beforeAll(async () => {
    const { followUpRound } = await does<{ followUpRound: { id: string } }>(
      here,
      'configureFollowUpRound',
      {
        ...{ year: 2025, occasion: 'YEAR_END', name: 'Årsbokslut' },
        ...{ asOf: '2025-12-31', dueOn: '2026-01-31' },
      },
      'followUpRound { id }',
    );
    report = await draft({ roundId: followUpRound.id });
  });

  const refused = async (name: string, values: object, actor = controller()) => {
    const input = { reportId: report.id, expectedVersion: report.version, ...values };
    const { errors } = await here.api.attempt(actor, name, input);
    const { supervisionReportById } = await here.api.ask<{ supervisionReportById: Versioned }>(
      'query ($id: ID!) { supervisionReportById(id: $id) { version } }',
      { id: report.id },
    );
    expect(supervisionReportById.version).toBe(report.version);
    return errors[0]?.extensions;
  };

  it.each([
    [
      'a body that is not supervised',
      { board: 'KF', judgement: 'SUFFICIENT' },
      'board',
      'ingår inte i omgången',
    ],
    [
      'a motive of no judgement',
      { board: 'KS', judgement: null, motive: 'Så' },
      'motive',
      'anges bara med en bedömning',
    ],
  ])('%s', async (_what, values, field, sv) => {
    expect(await refused('judgeInternalControl', values)).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field, rule: { sv } },
    });
  });

  it('a body of another municipality, an unknown judgement, and a stale version', async () => {
    const judged = { judgement: 'SUFFICIENT' };
    expect(
      await refused('judgeInternalControl', { ...judged, board: elsewhere.bun }),
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await refused('judgeInternalControl', { board: 'KS', judgement: 'FINE' })).toMatchObject(
      {
        code: 'BAD_USER_INPUT',
      },
    );
    const stale = { summary: 'Så', expectedVersion: 9 };
    expect(await refused('updateSupervisionReport', stale)).toMatchObject({
      code: 'STALE_VERSION',
    });
  });

  it('to submit before the day of the round, to decide on a draft, to forward what is not decided', async () => {
    expect(await refused('submitSupervisionReport', {})).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'asOf', rule: { sv: 'ligger efter i dag', en: 'is after today' } },
    });
    expect(await refused('decideSupervisionReport', { decision }, secretary())).toMatchObject({
      code: 'ILLEGAL_MOVE',
    });
    expect(await refused('forwardToCouncil', {}, secretary())).toMatchObject({
      code: 'ILLEGAL_MOVE',
    });
  });

  it.each([
    ['a row', 'DELETE FROM supervision_row WHERE report_id = $1', true],
    ['a judgement', 'DELETE FROM supervision_judgement WHERE report_id = $1', true],
    [
      'the name of whoever decides',
      `UPDATE supervision_report SET state = 'DECIDED', frozen_at = now(),
         decision_id = (SELECT id FROM decision LIMIT 1) WHERE id = $1`,
      false,
    ],
  ])('by SQL to lose %s while it lies before the board', async (_what, sql, isFrozen) => {
    const { api } = here;
    api.itIs('2026-01-02');
    const judged = { board: 'KS', judgement: 'SUFFICIENT' };
    report = await move('judgeInternalControl', report, judged);
    report = await move('submitSupervisionReport', report);
    const refusal = await refusalOf(database.application, here, sql, [report.id]);
    expect(refusal).toBe(isFrozen ? 'IK001' : '23514');
    report = await move('remitSupervisionReport', report, {}, secretary());
    api.itIs('2025-10-02');
  });

  it('another board’s people, and whoever submitted it', async () => {
    const other = here.api.actorWith('CONTROLLER', here.bun);
    expect(await refused('updateSupervisionReport', { summary: 'Så' }, other)).toMatchObject({
      code: 'FORBIDDEN',
    });
    const { api } = here;
    const both = {
      ...api.actorWith('CONTROLLER'),
      grants: (['CONTROLLER', 'BOARD_SECRETARY'] as const).map((role) => ({ role, boardId: null })),
    };
    api.itIs('2026-01-02');
    report = await move('submitSupervisionReport', report, {}, both);
    expect(await refused('decideSupervisionReport', { decision }, both)).toMatchObject({
      code: 'FORBIDDEN',
    });
    api.itIs('2025-10-02');
  });
});

it('is not seen by those who see the plans of certain boards only', async () => {
  const performer = here.api.actorWith('CONTROL_PERFORMER', here.ks);
  const { data } = await here.api.run<{ supervisionReport: Report | null }>(performer, ASK);
  expect(data.supervisionReport).toBeNull();
});

it('hides its words when they are secret, and the motives with them', async () => {
  const report = (await found()) as Report;
  const raised = await move('raiseSupervisionReportSensitivity', report, {
    ...{ sensitivity: 'SECRET', reason: 'Rör enskilda.' },
  });
  expect(raised.rows[0]).toMatchObject({ judgement: { motive: 'Två fel av fyrtio.' } });

  const other = here.api.actorWith('BOARD_MEMBER', here.bun);
  const { data } = await here.api.run<{ supervisionReport: Report }>(other, ASK);
  expect(data.supervisionReport).toMatchObject({ summary: null, proposals: null });
  expect(data.supervisionReport.rows[0]).toMatchObject({
    judgement: { judgement: 'PARTLY_SUFFICIENT', motive: null },
  });
});

describe('a body that was merged into another one', () => {
  const rowOf = async (code: string) =>
    (await found())?.rows.find(({ board }) => board.code === code);

  it('is told of with the plan it had, also when it ended before the day of the round', async () => {
    const drafted = await move('reviseSupervisionReport', (await found()) as Report);
    const ask = async (code: string) => {
      const rows = (await found({ revision: drafted.revision }))?.rows ?? [];
      return rows.find(({ board }) => board.code === code);
    };
    const code = await createBoard(here);
    const { items } = await planOf(here, undefined, { board: code });
    await record(here, items[0], { resultOn: '2025-05-01', sample: 10, deviatingCases: 4 });
    await raise(here, 'Sen', { board: code, raisedOn: '2025-03-01', dueOn: '2025-08-01' });
    const figures = { items: 1, deviationRate: 0.4 };
    expect(await ask(code)).toMatchObject({ figures, overdueActionCount: 1 });

    // Recorded before its day: the action has moved already, but on the day of the round it was here.
    await here.api.does(here.api.actorWith('ADMINISTRATOR'), 'mergeBoards', {
      ...{ predecessors: [code], successor: 'AB', mergedOn: '2026-01-01' },
    });
    expect(await ask(code)).toMatchObject({ figures, overdueActionCount: 1 });

    const early = await createBoard(here);
    await planOf(here, undefined, { board: early });
    await here.api.does(here.api.actorWith('ADMINISTRATOR'), 'mergeBoards', {
      ...{ predecessors: [early], successor: 'AB', mergedOn: '2025-07-01' },
    });
    expect(await ask(early)).toMatchObject({ figures: { items: 1 }, planDaysLate: 15 });
    expect(await rowOf(early)).toBeUndefined();
    await withdraw(drafted);
  });
});

it('adds up more cases than fit in an Int', async () => {
  const code = await createBoard(here);
  const many = { resultOn: '2025-05-01', sample: 1_000_000_000, deviatingCases: 500_000_000 };
  const { id, items } = await planOf(
    here,
    ['A', 'B', 'C'].map((title) => ({ title, controls: [title] })),
    { board: code },
  );
  for (const item of items) await record(here, item, many);
  const { controlPlan } = await here.api.ask<{ controlPlan: object }>(
    'query ($id: ID!) { controlPlan(id: $id) { figures { sample deviatingCases deviationRate } } }',
    { id },
  );
  const figures = { sample: 3_000_000_000, deviatingCases: 1_500_000_000, deviationRate: 0.5 };
  expect(controlPlan).toEqual({ figures });
});

it('asks the same number of questions of the database for few bodies and for many', async () => {
  const ask = async (revision: number) =>
    (await database.queriesOf(() => found({ revision }))).length;
  const other = (await planOf(here, undefined, { board: await createBoard(here) })).board;
  await raise(here, 'Sen', { board: other.id, raisedOn: '2025-03-01', dueOn: '2025-08-01' });
  const drafted = await move('reviseSupervisionReport', (await found()) as Report);
  const counts = async () => [await ask(drafted.revision), await ask(2)];
  const few = await counts();
  for (let boards = 0; boards < 4; boards += 1) {
    const { board, items } = await planOf(here, undefined, { board: await createBoard(here) });
    await raise(here, 'Sen', { board: board.id, raisedOn: '2025-03-01', dueOn: '2025-08-01' });
    await record(here, items[0], { resultOn: '2025-06-01' });
  }

  expect(few).toEqual([25, 16]);
  expect(await counts()).toEqual(few);
  await withdraw(drafted);
});
