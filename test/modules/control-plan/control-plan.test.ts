import { Role } from '../../../src/kernel/authorisation';
import { valuesOf } from '../../../src/kernel/enumeration';
import { type Api, unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { assess, createRisk, does, establish, given } from '../risk/register';
import { byHand } from '../scoring-scheme/scheme';
import {
  addItem,
  adopt,
  asRole,
  draft,
  everythingStored,
  freshYear,
  type Given,
  type Item,
  inputFor,
  latestAct,
  type Mutation,
  move,
  mutations,
  type Plan,
  planIn,
  read,
  settle,
  wholeItem,
  wholePlan,
} from './plan';

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

const controller = (boardId: string | null = null) => api.actorWith('CONTROLLER', boardId);
const secretary = (boardId: string | null = null) => api.actorWith('BOARD_SECRETARY', boardId);

interface Register {
  readonly riskId: string;
  readonly controlId: string;
  readonly commonId: string;
  readonly actionId: string;
  readonly processId: string;
}

async function createControl(of: TestMunicipality, values: object): Promise<string> {
  const { control } = await does<{ control: { id: string } }>(
    of,
    'createControl',
    { title: 'Attest', board: 'KS', ...values },
    'control { id }',
  );
  return control.id;
}

/** One of everything that an item can be about, all of the executive board but the common control. */
async function register(of: TestMunicipality = here): Promise<Register> {
  const processId = await given.process(of, `Inköp ${unknownId()}`);
  const risk = await createRisk(of, { title: 'Mutor' });
  await assess(of, risk, { likelihood: 2, consequence: 3 });
  const values = { methods: ['SAMPLE', 'SURVEY'], plannedPopulation: 240, plannedSample: 20 };
  return {
    riskId: risk.id,
    controlId: await createControl(of, values),
    commonId: await createControl(of, { title: 'Delegation', board: null }),
    actionId: await given.action(of, 'Utbilda'),
    processId,
  };
}

const attempt = (mutation: string, input: object, actor = controller()) =>
  api.attempt(actor, mutation, input);

interface Rule {
  readonly field: string;
  readonly rule: { readonly sv: string; readonly en: string };
}
/** What an answer says of bad input: each field with both languages. */
const faultsOf = ({ errors }: Awaited<ReturnType<typeof attempt>>): readonly Rule[] =>
  (errors[0]?.extensions?.details as { fields?: readonly Rule[] } | undefined)?.fields ?? [];

describe('a draft', () => {
  it('takes items of all four kinds', async () => {
    const { riskId, controlId, commonId, actionId, processId } = await register();
    let plan = await draft(here);
    for (const values of [
      { riskId, controls: [{ controlId }, { controlId: commonId, methods: ['INTERVIEW'] }] },
      { processId, title: null, likelihood: 3, consequence: 2, note: 'Två\nrader' },
      { title: 'Kassan', likelihood: 1 },
      { kind: 'COMMON_CONTROL', title: 'Delegation', controls: [{ controlId: commonId }] },
      { kind: 'DIRECT_ACTION', riskId, actionIds: [actionId, actionId] },
      { kind: 'STANDING_CONTROL', title: 'Attest', processId },
    ]) {
      ({ plan } = await addItem(here, plan, values));
    }

    const { items, kindStatements, version } = await read(here, plan.id);
    expect(items).toMatchObject([
      {
        ...{ number: 1, kind: 'OWN_CONTROL', title: 'Mutor', process: null, note: null },
        risk: { title: 'Mutor', current: { value: 6 } },
        score: { value: 6, likelihood: 2, consequence: 3, likelihoodWord: 'Möjlig' },
        riskValue: 6,
        plannedActions: [],
        plannedControls: [
          {
            definition: { title: 'Attest' },
            ...{ methods: ['SAMPLE', 'SURVEY'], population: 240, sample: 20 },
          },
          {
            definition: { title: 'Delegation' },
            ...{ methods: ['INTERVIEW'], population: null, sample: null },
          },
        ],
      },
      {
        ...{ number: 2, kind: 'OWN_CONTROL', risk: null, note: 'Två\nrader' },
        title: expect.stringMatching(/^Inköp/),
        process: { kind: 'PROCESS', name: expect.stringMatching(/^Inköp/) },
        score: { value: 6, band: { code: 'LOW' }, schemeNumber: 1 },
        riskValue: 6,
      },
      {
        ...{ number: 3, title: 'Kassan', risk: null, process: null, riskValue: null },
        score: { value: null, likelihood: 1, consequence: null, band: null },
      },
      {
        ...{ number: 4, kind: 'COMMON_CONTROL', title: 'Delegation', score: null },
        riskValue: null,
        plannedControls: [{ definition: { title: 'Delegation' } }],
      },
      {
        ...{ number: 5, kind: 'DIRECT_ACTION', title: 'Mutor', plannedControls: [] },
        plannedActions: [{ definition: { text: 'Utbilda', kind: 'DIRECT' } }],
      },
      {
        ...{ number: 6, kind: 'STANDING_CONTROL', title: 'Attest' },
        process: { kind: 'PROCESS' },
      },
    ]);
    expect(kindStatements).toEqual(
      ['OWN_CONTROL', 'COMMON_CONTROL', 'DIRECT_ACTION', 'STANDING_CONTROL'].map((kind) => ({
        kind,
        statement: 'HAS_ITEMS',
      })),
    );
    expect(version).toBe(7);
  });

  it('begins empty, as the first revision under the newest scheme', async () => {
    const year = freshYear();
    const { id } = await draft(here, { board: here.ks, year });

    expect(await read(here, id)).toMatchObject({
      ...{ year, revision: 1, state: 'DRAFT', flags: [], version: 1, items: [] },
      ...{ proposedBy: null, proposedOn: null, closedOn: null, decision: null },
      ...{ board: { code: 'KS' }, scheme: { number: 1 }, possibleMoves: ['propose', 'withdraw'] },
    });
  });

  it('takes of a planned control from the register what it does not say', async () => {
    const { controlId } = await register();
    const plannedFrom = async (values: object) => {
      const { item } = await addItem(here, await draft(here), {
        controls: [{ controlId, ...values }],
      });
      const query = `query ($id: ID!) { planItem(id: $id) {
        plannedControls { methods population sample registerControl { id } } } }`;
      const { planItem } = await api.ask<{ planItem: { plannedControls: object[] } }>(query, {
        id: item.id,
      });
      return planItem.plannedControls[0];
    };

    expect(await plannedFrom({})).toEqual({
      ...{ methods: ['SAMPLE', 'SURVEY'], population: 240, sample: 20 },
      registerControl: { id: controlId },
    });
    expect(await plannedFrom({ population: 90, sample: 0 })).toMatchObject({
      ...{ population: 90, sample: 0 },
    });
    expect(await plannedFrom({ methods: null, population: null, sample: null })).toMatchObject({
      ...{ methods: [], population: null, sample: null },
    });
  });

  it('under a scheme by hand takes a value that somebody states, also zero', async () => {
    const of = await createMunicipality(database);
    await establish(of, byHand());
    let plan = await draft(of);
    for (const values of [{ value: 12 }, { value: 0 }, {}]) {
      ({ plan } = await addItem(of, plan, values));
    }

    const fields = 'items { id version riskValue score { value band { code } } }';
    const { items } = await read<{ items: Item[] }>(of, plan.id, fields);
    expect(items).toMatchObject([
      { riskValue: 12, score: { value: 12, band: null } },
      { riskValue: 0, score: { value: 0, band: null } },
      { riskValue: null, score: null },
    ]);
    const [first] = items;
    const change = { planItemId: first?.id, expectedVersion: 1, note: 'Samma värde' };
    expect(await does(of, 'changePlanItem', change, 'planItem { note riskValue }')).toEqual({
      planItem: { note: 'Samma värde', riskValue: 12 },
    });
  });

  it('is changed field by field: what is left out stays, null clears', async () => {
    const { riskId, controlId, commonId, actionId, processId } = await register();
    const { item, plan } = await addItem(here, await draft(here), {
      ...{ title: 'Kassan', processId, likelihood: 3, consequence: 2, note: 'Anm' },
      ...{ controls: [{ controlId }, { controlId: commonId }], actionIds: [actionId] },
    });
    let version = item.version;
    const change = async (values: object) => {
      const input = { planItemId: item.id, expectedVersion: version, ...values };
      const payload = await does<{ planItem: Record<string, unknown>; controlPlan: Plan }>(
        here,
        'changePlanItem',
        input,
        `planItem { ${wholeItem} } controlPlan { version }`,
      );
      version = payload.planItem.version as number;
      return payload;
    };

    const { planItem: before, controlPlan } = await change({});
    expect(before).toMatchObject({ title: 'Kassan', note: 'Anm', riskValue: 6, version: 2 });
    expect(controlPlan.version).toBe(plan.version + 1);

    expect((await change({ title: null, consequence: 4, note: ' ' })).planItem).toEqual({
      ...before,
      ...{ version: 3, note: null, title: (before.process as { name: string }).name },
      ...{ riskValue: 12, score: expect.objectContaining({ value: 12, consequence: 4 }) },
    });

    const [kept] = before.plannedControls as Item[];
    const reordered = await change({ controls: [{ controlId: commonId }, { controlId }] });
    expect(reordered.planItem.plannedControls).toMatchObject([
      { definition: { title: 'Delegation' } },
      { definition: { title: 'Attest' }, stableId: kept?.stableId },
    ]);

    const own = { title: null, processId: null, likelihood: null, consequence: null };
    expect((await change({ riskId, ...own })).planItem).toMatchObject({
      ...{ title: 'Mutor', process: null, riskValue: 6 },
      plannedActions: [{}],
      plannedControls: [{}, {}],
    });
    expect((await change({ controls: null, actionIds: null })).planItem).toMatchObject({
      ...{ plannedControls: [], plannedActions: [] },
    });
    expect((await change({ riskId: null, title: 'Igen' })).planItem).toMatchObject({
      ...{ title: 'Igen', risk: null, riskValue: null },
    });
  });

  it('loses an item with everything in it; the others keep their numbers', async () => {
    const { controlId, actionId } = await register();
    const parts = { controls: [{ controlId }], actionIds: [actionId] };
    const first = await addItem(here, await draft(here), parts);
    const second = await addItem(here, first.plan, { title: 'Två' });

    expect(
      await does(
        here,
        'removePlanItem',
        { planItemId: first.item.id, expectedVersion: first.item.version },
        'deletedPlanItemId controlPlan { version items { id number } }',
      ),
    ).toEqual({
      deletedPlanItemId: first.item.id,
      controlPlan: {
        version: second.plan.version + 1,
        items: [{ id: second.item.id, number: 2 }],
      },
    });
    expect(
      await database.owner.query('SELECT 1 FROM planned_control WHERE item_id = $1', [
        first.item.id,
      ]),
    ).toEqual([]);
    const query = 'query ($id: ID!) { planItem(id: $id) { id } }';
    expect(await api.ask(query, { id: first.item.id })).toEqual({ planItem: null });
  });

  it('is one for the board and the year, and needs a scheme', async () => {
    const { plan } = await planIn(here, 'DRAFT');
    const { year } = await read<{ year: number }>(here, plan.id, 'year');
    const again = { board: 'KS', year };
    const inPreparation = await attempt('draftControlPlan', again);
    await adopt(here, plan);
    const inForce = await attempt('draftControlPlan', again);
    const bare = await createMunicipality(database);
    const noScheme = await bare.api.attempt(
      bare.api.actorWith('CONTROLLER'),
      'draftControlPlan',
      again,
    );

    expect([inPreparation.codes, inForce.codes, noScheme.codes]).toEqual(
      Array(3).fill(['CONFLICT']),
    );
    expect(inPreparation.errors[0]?.extensions?.details).toEqual({
      type: 'ControlPlan',
      rule: {
        sv: 'en plan för nämnden och året håller redan på att tas fram',
        en: 'a plan for the board and year is already being prepared',
      },
    });
    expect(inForce.errors[0]?.extensions?.details).toMatchObject({
      rule: { en: 'the board has a plan for the year already; revise that one' },
    });
    expect((await attempt('draftControlPlan', { ...again, board: 'BUN' })).codes).toEqual([]);
  });
});

describe('“the board has none of these”', () => {
  const state = (plan: Plan, hasNone: boolean) =>
    attempt('stateNoneOfKind', {
      ...{ planId: plan.id, expectedVersion: plan.version },
      ...{ kind: 'OWN_CONTROL', hasNone },
    });

  it('is said explicitly, and taken back', async () => {
    const statements = async (planId: string) => {
      const { kindStatements } = await read<{ kindStatements: { statement: string }[] }>(
        here,
        planId,
        'kindStatements { statement }',
      );
      return kindStatements.map(({ statement }) => statement);
    };
    const plan = await draft(here);
    expect(await statements(plan.id)).toEqual(Array(4).fill('NOT_STATED'));

    const values = { kind: 'DIRECT_ACTION', hasNone: true };
    const stated = await move(here, 'stateNoneOfKind', plan, values);
    expect(await statements(plan.id)).toEqual(['NOT_STATED', 'NOT_STATED', 'NONE', 'NOT_STATED']);

    await move(here, 'stateNoneOfKind', stated, { ...values, hasNone: false });
    expect(await statements(plan.id)).toEqual(Array(4).fill('NOT_STATED'));
  });

  it('and an item of that kind exclude each other, whichever is first', async () => {
    const none = await draft(here);
    await state(none, true);
    const item = { planId: none.id, expectedVersion: 2, kind: 'OWN_CONTROL', title: 'Kassan' };
    const refusedItem = await attempt('addPlanItem', item);
    const { plan } = await planIn(here, 'DRAFT');
    const refusedStatement = await state(plan, true);

    expect([refusedItem.codes, refusedStatement.codes]).toEqual([['CONFLICT'], ['CONFLICT']]);
    expect(refusedItem.errors[0]?.extensions?.details).toEqual({
      type: 'ControlPlan',
      rule: {
        sv: 'den säger att det inte finns några poster av det slaget; ta tillbaka det först',
        en: 'it says that it has no items of that kind; withdraw that first',
      },
    });
    expect(refusedStatement.errors[0]?.extensions?.details).toMatchObject({
      rule: { sv: 'den har poster av det slaget', en: 'it has items of that kind' },
    });
    expect((await attempt('addPlanItem', { ...item, kind: 'COMMON_CONTROL' })).codes).toEqual([]);
  });

  it('nor can they be written beside each other with SQL alone', async () => {
    const none = await draft(here);
    await state(none, true);
    const { plan } = await planIn(here, 'DRAFT');
    const sql = (statement: string, planId: string) =>
      asRole(database.application, here, (manager) => manager.query(statement, [planId]));
    const item = `INSERT INTO plan_item (municipality_id, id, plan_id, stable_id, number, kind, title, version)
      SELECT municipality_id, gen_random_uuid(), id, gen_random_uuid(), 9, 'OWN_CONTROL', 'x', 1
      FROM control_plan WHERE id = $1`;
    const statement = `UPDATE control_plan SET none_of_kinds = '{OWN_CONTROL}' WHERE id = $1`;

    await expect(sql(item, none.id)).rejects.toThrow('the plan says that it has none of this kind');
    await expect(sql(statement, plan.id)).rejects.toThrow('the plan has items of this kind');
    await expect(sql(item, plan.id)).resolves.toBeDefined();
    await expect(sql(statement, none.id)).resolves.toBeDefined();
  });
});

describe('a proposed plan', () => {
  it('stands still while the register changes; a draft and a remitted plan follow it', async () => {
    const { processId, controlId, actionId } = await register();
    const categoryId = await given.category(here, `Ekonomi ${unknownId()}`);
    const goal = await given.goal(here, unknownId().slice(0, 8));
    const { id: riskId } = await createRisk(here, {
      ...{ title: 'Mutor', categoryId, processId, councilGoalId: goal },
    });
    const contents = [
      { riskId, controls: [{ controlId }] },
      { kind: 'DIRECT_ACTION', processId, title: null, actionIds: [actionId] },
    ];
    const filled = async () => {
      let plan = await draft(here);
      for (const values of contents) ({ plan } = await addItem(here, plan, values));
      return plan;
    };
    const follower = await filled();
    const proposed = await move(here, 'proposeControlPlan', await filled());
    const stated = await read(here, proposed.id);
    expect(stated).toMatchObject({
      ...{ state: 'PROPOSED', proposedBy: 'test-controller', proposedOn: today },
      possibleMoves: ['remit', 'adopt'],
    });
    const definitionsOf = async ({ id }: Plan) => {
      const fields = `items { title riskValue process { name }
        risk { title category process current { value } }
        plannedControls { definition { title } } plannedActions { definition { text } } }`;
      return (await read(here, id, fields)).items;
    };
    const before = await definitionsOf(follower);

    await editEverything({ riskId, categoryId, processId, controlId, actionId });

    const after = [
      {
        ...{ title: 'Ny risk', riskValue: 12, process: null },
        risk: {
          ...{ title: 'Ny risk', category: `Ny ${categoryId}`, process: `Ny ${processId}` },
          current: { value: 12 },
        },
        plannedControls: [{ definition: { title: 'Ny kontroll' } }],
        plannedActions: [],
      },
      {
        ...{ title: `Ny ${processId}`, riskValue: null, process: { name: `Ny ${processId}` } },
        ...{ risk: null, plannedControls: [] },
        plannedActions: [{ definition: { text: 'Ny åtgärd' } }],
      },
    ];
    expect(JSON.stringify(await read(here, proposed.id))).toBe(JSON.stringify(stated));
    expect(await definitionsOf(proposed)).toEqual(before);
    expect(await definitionsOf(follower)).toEqual(after);

    await move(here, 'remitControlPlan', proposed);
    expect(await definitionsOf(proposed)).toEqual(after);
    expect(await read(here, proposed.id)).toMatchObject({
      ...{ state: 'DRAFT', proposedBy: null, proposedOn: null },
      possibleMoves: ['propose', 'withdraw'],
    });
  });

  async function editEverything(ids: Record<string, string>): Promise<void> {
    const { riskId, categoryId, processId, controlId, actionId } = ids;
    const once = { expectedVersion: 1 };
    const edit = (mutation: string, input: object) => does(here, mutation, { ...once, ...input });
    await edit('updateRisk', { riskId, title: 'Ny risk' });
    await edit('assessRisk', {
      ...{ riskId, expectedVersion: 2, kind: 'CURRENT', year: 2026 },
      ...{ likelihood: 3, consequence: 4 },
    });
    await edit('updateRiskCategory', { riskCategoryId: categoryId, name: `Ny ${categoryId}` });
    await edit('updateProcess', { processId, name: `Ny ${processId}` });
    await edit('updateControl', { controlId, title: 'Ny kontroll' });
    await edit('updateAction', { actionId, text: 'Ny åtgärd' });
  }
});

describe('adoption', () => {
  const decision = {
    ...{ body: 'Kommunstyrelsen', metOn: '2025-12-15', paragraph: '§ 60' },
    ...{ diaryNumber: '2025.018 KS', proposalOn: '2025-11-20' },
    notes: ['A reserverar sig', 'B deltar inte'],
    annexes: ['Tjänsteskrivelse', 'Plan 2026'],
    forwardedTo: ['Revisorerna'],
  };
  const points = [
    { text: 'Planen antas.' },
    { text: 'Rutinen ses över.', assignedRole: 'Ekonomichef', dueOn: '2026-06-30' },
  ];
  const preparation = [
    { body: 'Arbetsutskottet', preparedOn: '2025-12-01', paragraph: '§ 12' },
    { body: 'Ledningsgruppen' },
  ];

  it('keeps the whole decision, and finds nothing to flag', async () => {
    const { riskId } = await register();
    let plan = (await addItem(here, await draft(here), { riskId })).plan;
    for (const kind of ['COMMON_CONTROL', 'DIRECT_ACTION', 'STANDING_CONTROL']) {
      plan = await move(here, 'stateNoneOfKind', plan, { kind, hasNone: true });
    }
    const { id } = await adopt(here, plan, { ...decision, points, preparation });

    const adopted = await read(here, id);
    expect(adopted).toMatchObject({
      ...{ state: 'ADOPTED', flags: [], possibleMoves: ['close', 'revise'], closedOn: null },
      ...{ proposedBy: 'test-controller', proposedOn: today },
    });
    expect(adopted.decision).toMatchObject({
      ...decision,
      points: [
        { number: 1, ...points[0], assignedRole: null, dueOn: null, state: null, doneOn: null },
        { number: 2, ...points[1], state: 'OPEN', doneOn: null },
      ],
      preparation: [preparation[0], { ...preparation[1], preparedOn: null, paragraph: null }],
    });
  });

  it('takes a decision of which nothing is known, and flags it', async () => {
    const { plan } = await planIn(here, 'ADOPTED');

    expect(await read(here, plan.id)).toMatchObject({
      ...{ state: 'ADOPTED', possibleMoves: ['close', 'revise'] },
      flags: ['DECISION_INCOMPLETE', 'KIND_NOT_STATED', 'RISK_VALUE_UNKNOWN'],
      decision: {
        ...{ body: null, metOn: null, paragraph: null, diaryNumber: null, proposalOn: null },
        ...{ notes: [], annexes: [], forwardedTo: [], points: [], preparation: [] },
      },
    });
  });

  it('is late from the first day of its year, for the first revision only', async () => {
    const known = { paragraph: '§ 1', diaryNumber: '1' };
    const flagsOf = async ({ id }: Plan) =>
      (await read<{ flags: string[] }>(here, id, 'flags')).flags;
    const onDay = async (metOn: string, plan: Plan) =>
      (await flagsOf(await adopt(here, plan, { ...known, metOn }))).includes('ADOPTED_LATE');

    expect(await onDay('2023-12-31', await draft(here, { year: 2024 }))).toBe(false);
    const late = await draft(here, { year: 2025 });
    expect(await onDay('2025-01-01', late)).toBe(true);
    const inForce = await read<Plan>(here, late.id, 'id version');
    const revision = await move(here, 'reviseControlPlan', inForce);
    expect(await onDay('2025-12-16', revision)).toBe(false);
  });

  it('closes with the day of today when the year is over', async () => {
    const { plan } = await planIn(here, 'CLOSED');

    expect(await read(here, plan.id)).toMatchObject({
      ...{ state: 'CLOSED', closedOn: today, possibleMoves: ['revise'] },
    });
  });
});

describe('a revision', () => {
  it('is a new draft beside the one in force, which it supersedes when it is adopted', async () => {
    const { riskId, controlId, commonId, actionId } = await register();
    let plan = await draft(here);
    for (const values of [
      { riskId, controls: [{ controlId }, { controlId: commonId, sample: 3 }] },
      {
        kind: 'DIRECT_ACTION',
        title: 'Genast',
        likelihood: 3,
        consequence: 2,
        actionIds: [actionId],
      },
    ]) {
      ({ plan } = await addItem(here, plan, values));
    }
    plan = await move(here, 'stateNoneOfKind', plan, { kind: 'COMMON_CONTROL', hasNone: true });
    const first = await adopt(here, plan, { paragraph: '§ 1' });
    const decided = await read(here, first.id);
    const year = decided.year as number;

    const revision = await move(here, 'reviseControlPlan', first);
    const copy = await read<{ items: (Item & { plannedControls: Item[] })[] }>(here, revision.id);
    expect(copy).toEqual({
      ...decided,
      ...{ id: revision.id, revision: 2, state: 'DRAFT', version: 1, decision: null, flags: [] },
      ...{ proposedBy: null, proposedOn: null, possibleMoves: ['propose', 'withdraw'] },
      items: (decided.items as (Item & { plannedControls: Item[] })[]).map((item) => ({
        ...item,
        ...{ id: expect.any(String), version: 1 },
        plannedControls: item.plannedControls.map((each) => ({ ...each, id: expect.any(String) })),
      })),
    });
    expect(copy.items.map(({ id }) => id)).not.toEqual(
      (decided.items as Item[]).map(({ id }) => id),
    );
    expect(await read(here, first.id)).toEqual(decided);
    expect(await yearly('KS', year)).toEqual({ revision: 1, state: 'ADOPTED' });

    const second = await adopt(here, revision, { paragraph: '§ 2' });
    expect(await yearly('KS', year)).toEqual({ revision: 2, state: 'ADOPTED' });
    expect(await yearly('KS', year, 1)).toEqual({ revision: 1, state: 'SUPERSEDED' });
    expect(await read(here, first.id)).toEqual({
      ...decided,
      ...{ state: 'SUPERSEDED', version: first.version + 1, possibleMoves: [] },
    });

    await settle(here, second);
    const closed = await move(here, 'closeControlPlan', second);
    const third = await adopt(here, await move(here, 'reviseControlPlan', closed));
    expect(await read(here, third.id, 'revision state')).toEqual({ revision: 3, state: 'ADOPTED' });
    expect(await read(here, second.id, 'state closedOn')).toEqual({
      ...{ state: 'SUPERSEDED', closedOn: today },
    });
  });

  it('that nobody wants is withdrawn with all that is in it; the one in force goes on', async () => {
    const { controlId, actionId } = await register();
    const parts = { controls: [{ controlId }], actionIds: [actionId] };
    const inForce = await adopt(here, (await addItem(here, await draft(here), parts)).plan);
    const before = await read(here, inForce.id);
    const { id } = await move(here, 'reviseControlPlan', inForce);
    const input = { planId: id, expectedVersion: 1 };

    expect(await does(here, 'withdrawControlPlan', input, 'deletedControlPlanId')).toEqual({
      deletedControlPlanId: id,
    });
    expect(
      (await latestAct(database, here)).map(({ act, table, after }) => [act, table, after]),
    ).toEqual(
      ['planned_control', 'plan_item_action', 'plan_item', 'control_plan'].map((table) => [
        ...['CONTROL_PLAN_WITHDRAWN', table, null],
      ]),
    );
    expect(await read(here, id, 'id')).toBeNull();
    expect(await read(here, inForce.id)).toEqual(before);
    const again = await move(here, 'reviseControlPlan', inForce);
    expect(await read(here, again.id, 'revision')).toEqual({ revision: 2 });
  });

  it('is one at a time', async () => {
    const { plan } = await planIn(here, 'ADOPTED');
    await move(here, 'reviseControlPlan', plan);

    const again = await attempt(
      'reviseControlPlan',
      inputFor('reviseControlPlan', { plan } as Given, {}),
    );
    expect(again.codes).toEqual(['CONFLICT']);
  });
});

const yearlyQuery = `query ($board: String!, $year: Int!, $revision: Int) {
  yearlyControlPlan(board: $board, year: $year, revision: $revision) { revision state } }`;
async function yearly(board: string, year: number, revision?: number): Promise<object | null> {
  const variables = { board, year, revision };
  return (await api.ask<{ yearlyControlPlan: object }>(yearlyQuery, variables)).yearlyControlPlan;
}

describe('the plan of a year', () => {
  it('is the one in force, else the one being prepared, by the code or id of the board', async () => {
    const { plan } = await planIn(here, 'PROPOSED');
    const { year } = await read<{ year: number }>(here, plan.id, 'year');

    for (const board of ['KS', here.ks]) {
      expect(await yearly(board, year)).toEqual({ revision: 1, state: 'PROPOSED' });
    }
    expect([
      await yearly('KS', year, 1),
      await yearly('KS', year, 2),
      await yearly('BUN', year),
      await yearly('KS', 1950),
    ]).toEqual([{ revision: 1, state: 'PROPOSED' }, null, null, null]);
  });

  it.each([['XX'], [''], ['ks'], [unknownId()]])(
    'of a board %j that is none is an error',
    async (board) => {
      const { codes } = await api.run(controller(), yearlyQuery, { board, year: 2026 });
      expect(codes).toEqual(['NOT_FOUND']);
    },
  );
});

describe('the list of plans', () => {
  let of: TestMunicipality;
  interface Plans {
    readonly controlPlans: {
      readonly totalCount: number;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      readonly edges: { node: { year: number; revision: number; board: { code: string } } }[];
    };
  }
  const list = async (variables: object) => {
    const { controlPlans } = await of.api.ask<Plans>(
      `query ($filter: ControlPlanFilterInput, $orderBy: [ControlPlanOrder!], $first: Int = 100, $after: String) {
        controlPlans(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
          totalCount pageInfo { hasNextPage endCursor }
          edges { node { year revision board { code } } } } }`,
      { ...variables },
    );
    const names = controlPlans.edges.map(
      ({ node: { year, revision, board } }) => `${board.code} ${year}:${revision}`,
    );
    return { ...controlPlans, names };
  };

  beforeAll(async () => {
    of = await createMunicipality(database);
    await establish(of);
    const first = await adopt(of, await draft(of, { year: 2026 }));
    await adopt(of, await move(of, 'reviseControlPlan', first));
    await draft(of, { year: 2027 });
    await draft(of, { year: 2025, board: 'BUN' });
  });

  it.each([
    [undefined, ['KS 2027:1', 'KS 2026:2', 'KS 2026:1', 'BUN 2025:1']],
    [{ board: 'KS', year: 2026 }, ['KS 2026:2', 'KS 2026:1']],
    [{ board: 'BUN' }, ['BUN 2025:1']],
    [{ states: ['SUPERSEDED', 'DRAFT'] }, ['KS 2027:1', 'KS 2026:1', 'BUN 2025:1']],
    [{ states: [] }, []],
  ])('narrowed to %j', async (filter, expected) => {
    expect(await list({ filter })).toMatchObject({ names: expected, totalCount: expected.length });
  });

  it('is sorted as asked for, a page at a time', async () => {
    const orderBy = [
      { field: 'REVISION', direction: 'ASC' },
      { field: 'YEAR', direction: 'ASC' },
    ];
    const { names, pageInfo } = await list({ orderBy, first: 3 });

    expect(names).toEqual(['BUN 2025:1', 'KS 2026:1', 'KS 2027:1']);
    expect(await list({ orderBy, first: 3, after: pageInfo.endCursor })).toMatchObject({
      ...{ names: ['KS 2026:2'], pageInfo: { hasNextPage: false }, totalCount: 4 },
    });
  });

  it('of an unknown board is an error', async () => {
    const query = '{ controlPlans(filter: { board: "XX" }) { totalCount } }';
    expect((await api.run(controller(), query)).codes).toEqual(['NOT_FOUND']);
  });
});

it('asks the database as often for six items as for two', async () => {
  const { processId } = await register();
  const filled = async (count: number) => {
    const year = freshYear();
    let plan = await draft(here, { year });
    for (let number = 0; number < count; number++) {
      const { riskId, controlId, commonId, actionId } = await register();
      const controls = [{ controlId }, { controlId: commonId }];
      const subject = number % 2 ? { processId, likelihood: 1, consequence: 1 } : { riskId };
      const values = { ...subject, controls, actionIds: [actionId] };
      ({ plan } = await addItem(here, plan, values));
    }
    await adopt(here, plan, { points: [{ text: 'Ja' }], preparation: [{ body: 'AU' }] });
    return year;
  };
  const query = `query ($year: Int!) { yearlyControlPlan(board: "KS", year: $year) { ${wholePlan}
    links: items {
      registerRisk { title category { name } process { name } assessments { score { value } } }
      plannedControls { registerControl { title board { code } } }
      plannedActions { action { text board { code } } } } } }`;
  const queries = (year: number) => database.queriesOf(() => api.ask(query, { year }));
  const [two, six] = [await queries(await filled(2)), await queries(await filled(6))];

  expect([two.length, six.length]).toEqual([21, 21]);
});

describe('versions', () => {
  it.each(mutations)(
    '%s is refused to whoever saw another one',
    async (mutation, state, values) => {
      const plan = await planIn(here, state);
      const before = await everythingStored(database, here);
      for (const shift of [-1, 1]) {
        const input = inputFor(mutation, plan, values) as { expectedVersion: number };
        const expectedVersion = input.expectedVersion + shift;
        const actor = mutation === 'adoptControlPlan' ? secretary() : controller();
        const { codes, errors } = await attempt(mutation, { ...input, expectedVersion }, actor);

        expect(codes).toEqual(['STALE_VERSION']);
        expect(errors[0]?.extensions?.details).toEqual({
          ...{ expected: expectedVersion, actual: input.expectedVersion },
        });
      }
      expect(await everythingStored(database, here)).toEqual(before);
    },
  );

  it('count what happens to the items, so that no board adopts what it has not seen', async () => {
    const { plan: seen, item } = await planIn(here, 'PROPOSED');
    const remitted = await move(here, 'remitControlPlan', seen);
    const change = { planItemId: item.id, expectedVersion: item.version, note: 'I sista stund' };
    const { controlPlan } = await does<{ controlPlan: Plan }>(
      here,
      'changePlanItem',
      change,
      'controlPlan { id version }',
    );
    const unseen = await attempt('proposeControlPlan', {
      ...{ planId: seen.id, expectedVersion: remitted.version },
    });
    await move(here, 'proposeControlPlan', controlPlan);
    const adoption = { planId: seen.id, expectedVersion: seen.version, decision: {} };
    const { codes } = await attempt('adoptControlPlan', adoption, secretary());

    expect([unseen.codes, codes]).toEqual([['STALE_VERSION'], ['STALE_VERSION']]);
    expect(await read(here, seen.id, 'state decision { id }')).toEqual({
      ...{ state: 'PROPOSED', decision: null },
    });
  });
});

describe('two at once', () => {
  const codesOf = async (both: Promise<{ codes: readonly unknown[] }>[]) =>
    (await Promise.all(both)).map(({ codes }) => codes[0] ?? 'done').sort();

  it('adopt a plan: exactly one decision counts', async () => {
    const { plan } = await planIn(here, 'PROPOSED');
    const decisions = async () =>
      (
        await database.owner.query('SELECT 1 FROM decision WHERE municipality_id = $1', [
          here.municipalityId,
        ])
      ).length;
    const before = await decisions();
    const adoption = { planId: plan.id, expectedVersion: plan.version, decision: {} };

    expect(
      await codesOf([1, 2].map(() => attempt('adoptControlPlan', adoption, secretary()))),
    ).toEqual(['STALE_VERSION', 'done']);
    expect(await decisions()).toBe(before + 1);
  });

  it.each([
    ['draft a plan', async () => ['draftControlPlan', { board: 'KS', year: freshYear() }] as const],
    [
      'revise a plan',
      async () => {
        const { plan } = await planIn(here, 'ADOPTED');
        const input = { planId: plan.id, expectedVersion: plan.version };
        return ['reviseControlPlan', input] as const;
      },
    ],
  ])('%s: one of them hears that the other did', async (_case, prepare) => {
    const [mutation, input] = await prepare();

    expect(await codesOf([1, 2].map(() => attempt(mutation, input)))).toEqual(['CONFLICT', 'done']);
  });

  it('add an item: one of them has to look again', async () => {
    const plan = await draft(here);
    const input = { planId: plan.id, expectedVersion: 1, kind: 'OWN_CONTROL', title: 'Ny' };

    expect(await codesOf([1, 2].map(() => attempt('addPlanItem', input)))).toEqual([
      ...['STALE_VERSION', 'done'],
    ]);
    expect(await read(here, plan.id, 'items { number }')).toEqual({ items: [{ number: 1 }] });
  });
});

describe('rights', () => {
  const allowed: Readonly<Record<Mutation, readonly Role[]>> = {
    stateNoneOfKind: ['CONTROLLER'],
    addPlanItem: ['CONTROLLER'],
    changePlanItem: ['CONTROLLER'],
    removePlanItem: ['CONTROLLER'],
    withdrawControlPlan: ['CONTROLLER'],
    proposeControlPlan: ['CONTROLLER'],
    remitControlPlan: ['CONTROLLER', 'BOARD_SECRETARY'],
    adoptControlPlan: ['BOARD_SECRETARY'],
    closeControlPlan: ['CONTROLLER'],
    reviseControlPlan: ['CONTROLLER'],
  };

  it.each(mutations)('to %s', async (mutation, state, values) => {
    const plan = await planIn(here, state);
    const input = inputFor(mutation, plan, values);
    const before = await everythingStored(database, here);
    const refused = valuesOf(Role).filter((role) => !allowed[mutation].includes(role));

    for (const role of refused) {
      const { codes } = await attempt(mutation, input, api.actorWith(role));
      expect([role, codes]).toEqual([role, ['FORBIDDEN']]);
    }
    for (const role of allowed[mutation]) {
      const { codes } = await attempt(mutation, input, api.actorWith(role, here.bun));
      expect([`${role} of another board`, codes]).toEqual([
        ...[`${role} of another board`, ['FORBIDDEN']],
      ]);
    }
    expect(await everythingStored(database, here)).toEqual(before);

    const own = api.actorWith(allowed[mutation].at(-1) ?? 'AUDITOR', here.ks);
    expect((await attempt(mutation, input, own)).codes).toEqual([]);
  });

  it('to draft a plan belong to the controller of the board', async () => {
    const input = { board: 'KS', year: freshYear() };
    const before = await everythingStored(database, here);
    for (const role of valuesOf(Role).filter((each) => each !== 'CONTROLLER')) {
      expect([role, (await attempt('draftControlPlan', input, api.actorWith(role))).codes]).toEqual(
        [...[role, ['FORBIDDEN']]],
      );
    }
    expect((await attempt('draftControlPlan', input, controller(here.bun))).codes).toEqual([
      'FORBIDDEN',
    ]);
    expect(await everythingStored(database, here)).toEqual(before);
    expect((await attempt('draftControlPlan', input, controller(here.ks))).codes).toEqual([]);
  });

  it.each(mutations)(
    'to %s say nothing of an id to those who lack them',
    async (mutation, _state, values) => {
      const nothing = { id: unknownId(), version: 1, stableId: '' };
      const input = inputFor(mutation, { plan: nothing, item: nothing }, values);

      expect((await attempt(mutation, input, api.actorWith('AUDITOR'))).codes).toEqual([
        'FORBIDDEN',
      ]);
    },
  );
});

describe('another municipality', () => {
  /** An answer without the id that it was about, to be compared with another one. */
  const without = (id: string, { errors }: Awaited<ReturnType<typeof attempt>>) =>
    errors.map(({ message, extensions: { requestId: _own, ...extensions } = {} }) =>
      JSON.parse(JSON.stringify({ message, ...extensions }).replaceAll(id, 'ID')),
    );

  it.each(mutations)('is no better known than nothing: %s', async (mutation, state, values) => {
    const theirs = await planIn(elsewhere, state);
    const before = await everythingStored(database, elsewhere);
    const nothing = { id: unknownId(), version: 1, stableId: '' };
    const actor = mutation === 'adoptControlPlan' ? secretary() : controller();
    const tryWith = async (each: Given) => {
      const id =
        mutation.endsWith('PlanItem') && mutation !== 'addPlanItem' ? each.item.id : each.plan.id;
      return without(id, await attempt(mutation, inputFor(mutation, each, values), actor));
    };

    const answer = await tryWith(theirs);
    expect(answer).toMatchObject([{ code: 'NOT_FOUND', details: { id: 'ID' } }]);
    expect(answer).toEqual(await tryWith({ plan: nothing, item: nothing }));
    expect(await everythingStored(database, elsewhere)).toEqual(before);
  });

  const borrowed: [string, keyof Register, (id: string) => object][] = [
    ['Risk', 'riskId', (riskId) => ({ riskId, title: null })],
    ['Process', 'processId', (processId) => ({ processId })],
    ['Action', 'actionId', (id) => ({ actionIds: [id] })],
    ['Control', 'controlId', (controlId) => ({ controls: [{ controlId }] })],
    ['Control', 'commonId', (controlId) => ({ controls: [{ controlId }] })],
  ];

  it.each(borrowed)('lends no %s to an item (%s)', async (type, key, valuesWith) => {
    const { [key]: theirs } = await register(elsewhere);
    const given = await planIn(here, 'DRAFT');
    const before = await everythingStored(database, here);
    const tryWith = async (mutation: Mutation, id: string) => {
      const kind = mutation === 'addPlanItem' ? { kind: 'OWN_CONTROL', title: 'Kassan' } : {};
      const input = inputFor(mutation, given, { ...kind, ...valuesWith(id) });
      return without(id, await attempt(mutation, input));
    };

    for (const mutation of ['addPlanItem', 'changePlanItem'] as const) {
      const answer = await tryWith(mutation, theirs);
      expect(answer).toMatchObject([{ code: 'NOT_FOUND', details: { type, id: 'ID' } }]);
      expect(answer).toEqual(await tryWith(mutation, unknownId()));
    }
    expect(await everythingStored(database, here)).toEqual(before);
  });

  it('lends no board to a plan, and shows none of its records', async () => {
    const { plan, item } = await planIn(elsewhere, 'ADOPTED');
    const board = async (id: string) =>
      without(id, await attempt('draftControlPlan', { board: id, year: 2199 }));
    expect(await board(elsewhere.ks)).toEqual(await board(unknownId()));

    const query =
      'query ($plan: ID!, $item: ID!) { controlPlan(id: $plan) { id } planItem(id: $item) { id } }';
    const nothing = { controlPlan: null, planItem: null };
    expect(await api.ask(query, { plan: plan.id, item: item.id })).toEqual(nothing);
    expect(await api.ask(query, { plan: unknownId(), item: unknownId() })).toEqual(nothing);
  });
});

describe('bad input', () => {
  const another = { sv: 'hör till en annan nämnd', en: 'belongs to another board' };
  const empty = { sv: 'får inte vara tomt', en: 'must not be empty' };
  const future = { sv: 'ligger efter i dag', en: 'is after today' };
  const onlyWithout = {
    sv: 'anges bara på en post utan risk; risken har sitt eget',
    en: 'is only for an item without a risk; the risk has its own',
  };
  const small = { sv: 'är större än populationen', en: 'is larger than the population' };
  const count = {
    sv: 'ska vara ett heltal från 0 till 1000000000',
    en: 'must be a whole number from 0 to 1000000000',
  };
  const long = (max: number) => ({
    sv: `är längre än ${max} tecken`,
    en: `is longer than ${max} characters`,
  });
  const year = {
    sv: 'ska vara ett heltal från 1900 till 2200',
    en: 'must be a whole number from 1900 to 2200',
  };
  type ValuesOf = (of: Register) => Promise<object> | object;

  const ofItem: [string, ValuesOf, Record<string, object>][] = [
    [
      'nothing that it is about',
      () => ({ title: null }),
      {
        title: {
          sv: 'behövs när posten varken har risk, process eller system',
          en: 'is needed when the item has neither a risk nor a process or system',
        },
      },
    ],
    [
      'a risk and something of its own',
      ({ riskId, processId }) => ({ riskId, processId, title: 'T', likelihood: 1, consequence: 2 }),
      {
        processId: onlyWithout,
        title: onlyWithout,
        likelihood: onlyWithout,
        consequence: onlyWithout,
      },
    ],
    ['a title that is too long', () => ({ title: 'x'.repeat(201) }), { title: long(200) }],
    [
      'a note that is too long',
      () => ({ title: null, note: 'x'.repeat(20_001) }),
      { note: long(20_000) },
    ],
    [
      'a title of two lines',
      () => ({ title: 'två\nrader' }),
      { title: { sv: 'har styrtecken', en: 'has control characters' } },
    ],
    [
      'a risk of another board',
      async () => ({ title: null, riskId: (await createRisk(here, { board: 'BUN' })).id }),
      { riskId: another },
    ],
    [
      'a control of another board',
      async ({ controlId }) => ({
        controls: [{ controlId }, { controlId: await createControl(here, { board: 'BUN' }) }],
      }),
      { 'controls.1.controlId': another },
    ],
    [
      'a control twice',
      ({ controlId }) => ({ controls: [{ controlId }, { controlId }] }),
      { 'controls.1.controlId': { sv: 'finns redan på posten', en: 'is on the item already' } },
    ],
    [
      'a sample above its population',
      ({ commonId }) => ({ controls: [{ controlId: commonId, population: 3, sample: 4 }] }),
      { 'controls.0.sample': small },
    ],
    [
      'a sample above the population of the register',
      ({ controlId }) => ({ controls: [{ controlId, sample: 241 }] }),
      { 'controls.0.sample': small },
    ],
    [
      'numbers below zero',
      ({ controlId }) => ({ controls: [{ controlId, population: -1, sample: -2 }] }),
      { 'controls.0.population': count, 'controls.0.sample': count },
    ],
    [
      'a level that is not on the scale, and a value that is computed',
      () => ({ likelihood: 4, value: 5 }),
      {
        likelihood: { sv: 'finns inte på skalan', en: 'is not on the scale' },
        value: {
          sv: 'räknas ut ur nivåerna och anges inte',
          en: 'is computed from the levels and not stated',
        },
      },
    ],
  ];

  const rulesOf = (answer: Awaited<ReturnType<typeof attempt>>) =>
    Object.fromEntries(faultsOf(answer).map(({ field, rule }) => [field, rule]));

  it.each(ofItem)(
    'refuses an item with %s, new or changed',
    async (_case, valuesOfItem, faults) => {
      const values = await valuesOfItem(await register());
      const plan = await planIn(here, 'DRAFT');
      const before = await everythingStored(database, here);
      const kind = { kind: 'OWN_CONTROL', title: 'Kassan' };
      const added = await attempt(
        'addPlanItem',
        inputFor('addPlanItem', plan, { ...kind, ...values }),
      );
      const changed = await attempt('changePlanItem', inputFor('changePlanItem', plan, values));

      for (const answer of [added, changed]) {
        expect([answer.codes, rulesOf(answer)]).toEqual([['BAD_USER_INPUT'], faults]);
      }
      expect(await everythingStored(database, here)).toEqual(before);
    },
  );

  it('refuses controls on a direct action, new or changed', async () => {
    const { commonId } = await register();
    const direct = await addItem(here, await draft(here), { kind: 'DIRECT_ACTION' });
    const before = await everythingStored(database, here);
    const controls = { controls: [{ controlId: commonId }] };
    const kind = { kind: 'DIRECT_ACTION', title: 'Genast' };
    const answers = [
      await attempt('addPlanItem', inputFor('addPlanItem', direct, { ...kind, ...controls })),
      await attempt('changePlanItem', inputFor('changePlanItem', direct, controls)),
    ];

    expect(answers.map(rulesOf)).toEqual(
      Array(2).fill({
        controls: {
          sv: 'kan inte finnas på en direktåtgärd; den har åtgärder i stället',
          en: 'cannot be planned for a direct action; it has actions instead',
        },
      }),
    );
    expect(await everythingStored(database, here)).toEqual(before);
  });

  it.each([1899, 2201])('refuses a plan for the year %i', async (badYear) => {
    const answer = await attempt('draftControlPlan', { board: 'KS', year: badYear });

    expect([answer.codes, rulesOf(answer)]).toEqual([['BAD_USER_INPUT'], { year }]);
  });

  it('refuses a decision with every fault at once', async () => {
    const plan = await planIn(here, 'PROPOSED');
    const before = await everythingStored(database, here);
    const decision = {
      ...{ body: 'x'.repeat(201), metOn: '2025-12-17', proposalOn: '2026-01-01' },
      ...{ paragraph: '§'.repeat(51), diaryNumber: '1'.repeat(101) },
      points: [{ text: ' ' }, { text: 'Ses över', dueOn: '2026-01-31' }],
      preparation: [{ body: '', preparedOn: '2025-12-17', paragraph: '§'.repeat(51) }],
      ...{ notes: ['Ja', ' '], annexes: ['x'.repeat(1001)], forwardedTo: Array(101).fill('R') },
    };
    const input = inputFor('adoptControlPlan', plan, { decision });
    const answer = await attempt('adoptControlPlan', input, secretary());

    expect([answer.codes, rulesOf(answer)]).toEqual([
      ['BAD_USER_INPUT'],
      {
        'decision.body': long(200),
        'decision.metOn': future,
        'decision.paragraph': long(50),
        'decision.diaryNumber': long(100),
        'decision.proposalOn': future,
        'decision.notes.1': empty,
        'decision.annexes.0': long(1000),
        'decision.forwardedTo': { sv: 'har fler än 100 rader', en: 'has more than 100 entries' },
        'decision.points.0.text': empty,
        'decision.points.1.dueOn': {
          sv: 'kan bara sättas på ett uppdrag, alltså när assignedRole anges',
          en: 'can only be set on an assignment, that is when assignedRole is given',
        },
        'decision.preparation.0.body': empty,
        'decision.preparation.0.preparedOn': future,
        'decision.preparation.0.paragraph': long(50),
      },
    ]);
    expect(answer.errors[0]?.extensions?.userMessage).toMatchObject({
      sv: expect.stringContaining('Fältet decision.metOn ligger efter i dag.'),
      en: expect.stringContaining('The field decision.metOn is after today.'),
    });
    expect(await everythingStored(database, here)).toEqual(before);
  });
});

describe('the trail', () => {
  /** Each row that the latest act changed: its table, and which of its columns became what. */
  async function changes(): Promise<[string, string, object][]> {
    const events = await latestAct(database, here);
    return events.map(({ act, table, before, after }) => {
      const old: Record<string, unknown> = { ...before };
      const changed = Object.entries(after ?? {}).filter(
        ([column, value]) => JSON.stringify(old[column]) !== JSON.stringify(value),
      );
      if (!before) return [act, `+ ${table}`, {}];
      if (!after) return [act, `- ${table}`, {}];
      return [act, table, Object.fromEntries(changed)];
    });
  }

  it('has one act for each command, with every row before and after', async () => {
    const { controlId, actionId } = await register();
    let plan = await draft(here);
    expect(await changes()).toEqual([['CONTROL_PLAN_DRAFTED', '+ control_plan', {}]]);

    const parts = { controls: [{ controlId }], actionIds: [actionId] };
    const added = await addItem(here, plan, parts);
    expect(await changes()).toEqual([
      ['PLAN_ITEM_ADDED', '+ plan_item', {}],
      ['PLAN_ITEM_ADDED', '+ planned_control', {}],
      ['PLAN_ITEM_ADDED', '+ plan_item_action', {}],
      ['PLAN_ITEM_ADDED', 'control_plan', { version: 2 }],
    ]);

    const change = { planItemId: added.item.id, expectedVersion: 1, note: 'Anm', actionIds: [] };
    await does(here, 'changePlanItem', change);
    expect(await changes()).toEqual([
      ['PLAN_ITEM_CHANGED', 'plan_item', { note: 'Anm', version: 2 }],
      ['PLAN_ITEM_CHANGED', '- plan_item_action', {}],
      ['PLAN_ITEM_CHANGED', 'control_plan', { version: 3 }],
    ]);

    plan = { id: plan.id, version: 3 };
    plan = await move(here, 'stateNoneOfKind', plan, { kind: 'DIRECT_ACTION', hasNone: true });
    expect(await changes()).toEqual([
      ['KIND_STATED', 'control_plan', { none_of_kinds: ['DIRECT_ACTION'], version: 4 }],
    ]);

    plan = await move(here, 'proposeControlPlan', plan);
    const stated = expect.objectContaining({ stated: expect.any(Object) });
    expect(await changes()).toEqual([
      ['CONTROL_PLAN_PROPOSED', 'plan_item', stated],
      ['CONTROL_PLAN_PROPOSED', 'planned_control', stated],
      [
        'CONTROL_PLAN_PROPOSED',
        'control_plan',
        { state: 'PROPOSED', proposed_by: 'test-controller', proposed_on: today, version: 5 },
      ],
    ]);

    plan = await move(here, 'remitControlPlan', plan);
    expect(await changes()).toEqual([
      [
        'CONTROL_PLAN_REMITTED',
        'control_plan',
        { state: 'DRAFT', proposed_by: null, proposed_on: null, version: 6 },
      ],
      ['CONTROL_PLAN_REMITTED', 'plan_item', { stated: null }],
      ['CONTROL_PLAN_REMITTED', 'planned_control', { stated: null }],
    ]);

    const decision = { points: [{ text: 'Ja' }], preparation: [{ body: 'AU' }] };
    plan = await adopt(here, plan, decision);
    const adopted = [
      ['CONTROL_PLAN_ADOPTED', '+ decision', {}],
      ['CONTROL_PLAN_ADOPTED', '+ decision_point', {}],
      ['CONTROL_PLAN_ADOPTED', '+ decision_preparation', {}],
      ['CONTROL_PLAN_ADOPTED', 'decision', { frozen_at: expect.any(String) }],
      [
        'CONTROL_PLAN_ADOPTED',
        'control_plan',
        expect.objectContaining({ state: 'ADOPTED', decision_id: expect.any(String), version: 8 }),
      ],
    ];
    expect(await changes()).toEqual(adopted);

    const revision = await move(here, 'reviseControlPlan', plan);
    expect(await changes()).toEqual([
      ['CONTROL_PLAN_REVISED', '+ control_plan', {}],
      ['CONTROL_PLAN_REVISED', '+ plan_item', {}],
      ['CONTROL_PLAN_REVISED', '+ planned_control', {}],
    ]);

    await settle(here, plan);
    plan = await move(here, 'closeControlPlan', plan);
    expect(await changes()).toEqual([
      ['CONTROL_PLAN_CLOSED', 'control_plan', { state: 'CLOSED', closed_on: today, version: 9 }],
    ]);

    await adopt(here, revision, decision);
    expect(await changes()).toEqual([
      ['CONTROL_PLAN_ADOPTED', 'control_plan', { state: 'SUPERSEDED', version: 10 }],
      ...adopted.slice(0, 4),
      ['CONTROL_PLAN_ADOPTED', 'control_plan', expect.objectContaining({ state: 'ADOPTED' })],
    ]);
  });

  it('remembers an item that was removed', async () => {
    const { item } = await planIn(here, 'DRAFT');
    await does(here, 'removePlanItem', { planItemId: item.id, expectedVersion: 1 });

    const events = await latestAct(database, here);
    expect(events).toMatchObject([
      { act: 'PLAN_ITEM_REMOVED', table: 'plan_item', before: { title: 'Kassan' }, after: null },
      { act: 'PLAN_ITEM_REMOVED', table: 'control_plan', after: { version: 3 } },
    ]);
  });
});
