import { unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { meet } from '../../support/meeting';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { everythingStored } from '../control-plan/plan';
import { establishLights } from '../follow-up/year';
import { does } from '../risk/register';
import {
  adopt,
  type CommonItem,
  type CommonPlan,
  decide,
  decision,
  draftFor,
  go,
  has,
  itemOf,
  planOfBoard,
  refusals,
  shared,
  withdraw,
} from './common';

let database: TestDatabase;
let of: TestMunicipality;
let lastYear = 2026;
/** A year that no other test has used. */
const freshYear = (): number => ++lastYear;

beforeAll(async () => {
  database = await createTestDatabase();
  of = await createMunicipality(database, '2026-12-15');
  await establishLights(of);
  const bodies = [
    { code: 'BOLAG', name: 'Bostadsbolaget', kind: 'COMPANY' },
    { code: 'KF', name: 'Fullmäktige', kind: 'COUNCIL' },
    { code: 'GAMLA', name: 'Gamla nämnden', kind: 'BOARD', validTo: '2026-12-31' },
    { code: 'NYA', name: 'Nya nämnden', kind: 'BOARD', validFrom: '2027-07-01' },
  ];
  for (const body of bodies) {
    await of.api.does(of.api.actorWith('ADMINISTRATOR'), 'createBoard', body);
  }
});
afterAll(() => database.drop());

const controller = () => of.api.actorWith('CONTROLLER');
const secretary = () => of.api.actorWith('BOARD_SECRETARY', of.ks);
const attemptItem = (mutation: string, item: CommonItem, values: object = {}) =>
  of.api.attempt(controller(), mutation, {
    ...{ planItemId: item.id, expectedVersion: item.version },
    ...values,
  });
const sayNotApplicable = async (item: CommonItem, reason: string | null) =>
  (await attemptItem('stateNotApplicable', item, { reason })).codes;

/** A draft with one common control that its board cannot choose. */
async function given(): Promise<{
  year: number;
  common: { id: string };
  plan: CommonPlan;
  item: CommonItem;
}> {
  const year = freshYear();
  const common = await decide(of, year, await shared(of, 'Attest'));
  const plan = await draftFor(of, 'BUN', year);
  return { year, common, plan, item: itemOf(plan, common) };
}

describe('the executive board decides', () => {
  it('for every body that answers for itself: what, for which year, and with which decision', async () => {
    const year = freshYear();
    const controlId = await shared(of, 'Attest', { purpose: 'Rätt att attestera' });
    const common = await decide(of, year, controlId);
    await does(of, 'updateControl', { controlId, expectedVersion: 1, title: 'Attest av fakturor' });

    const { commonControls } = await of.api.ask<{ commonControls: object[] }>(
      `query ($year: Int!) { commonControls(year: $year) {
        id year number kinds definition { title purpose sensitivity }
        registerControl { title } decision { paragraph commonControls { id } } withdrawal { id }
        boards { board { code } } missing { code }
      } }`,
      { year },
    );

    const concerned = ['BUN', 'BOLAG', 'KS', 'NYA'];
    expect(commonControls).toEqual([
      {
        ...{ id: common.id, year, number: 1, kinds: [], withdrawal: null },
        definition: { title: 'Attest', purpose: 'Rätt att attestera', sensitivity: 'INTERNAL' },
        registerControl: { title: 'Attest av fakturor' },
        decision: { paragraph: '§ 210', commonControls: [{ id: common.id }] },
        boards: concerned.map((code) => ({ board: { code } })),
        missing: concerned.map((code) => ({ code })),
      },
    ]);
  });

  it('for some kinds: only those get it, and it is numbered on within the year', async () => {
    const year = freshYear();
    await decide(of, year, await shared(of, 'Attest'));
    const [ks, bolag] = [await draftFor(of, 'KS', year), await draftFor(of, 'BOLAG', year)];

    const common = await decide(of, year, await shared(of, 'Bisyssla'), [
      'BOARD',
      'EXECUTIVE_BOARD',
    ]);

    expect(common.number).toBe(2);
    expect(has(await planOfBoard(of, 'KS', year), common)).toBe(true);
    expect(has(await planOfBoard(of, 'BOLAG', year), common)).toBe(false);
    // The version tells whoever had the draft before them that it has changed.
    expect((await planOfBoard(of, 'KS', year)).version).toBe(ks.version + 1);
    expect((await planOfBoard(of, 'BOLAG', year)).version).toBe(bolag.version);
  });

  it('in December for the next year: not for a body that ends with this one', async () => {
    const bodies = async (year: number): Promise<string[]> => {
      await decide(of, year, await shared(of, 'Attest'), ['BOARD']);
      type Asked = { commonControls: [{ missing: { code: string }[] }] };
      const { commonControls } = await of.api.ask<Asked>(
        `{ commonControls(year: ${year}) { missing { code } } }`,
      );
      return commonControls[0].missing.map(({ code }) => code);
    };

    expect(await bodies(2026)).toEqual(['BUN', 'GAMLA']);
    expect(await bodies(freshYear())).toEqual(['BUN', 'NYA']);
  });
});

describe('it is in the plan of each board', () => {
  it('from the beginning of the draft, marked as common, planned as the register has it', async () => {
    const { common, plan, item } = await given();

    expect(plan).toMatchObject({ version: 1, items: [{ number: 1, notApplicableReason: null }] });
    expect(plan.kindStatements).toContainEqual({
      ...{ kind: 'COMMON_CONTROL', statement: 'HAS_ITEMS' },
    });
    expect(item).toMatchObject({
      ...{ kind: 'COMMON_CONTROL', title: 'Attest', commonControl: { id: common.id } },
      plannedControls: [{ methods: ['SAMPLE'], population: 90, sample: 30 }],
    });
  });

  it('also where the draft said that it has none of them, and knows again what was put in by hand', async () => {
    const year = freshYear();
    const controlId = await shared(of, 'Attest');
    const bun = await draftFor(of, 'BUN', year);
    await does(of, 'addPlanItem', {
      ...{ planId: bun.id, expectedVersion: 1, kind: 'COMMON_CONTROL', title: 'Attest i skolan' },
      controls: [{ controlId, sample: 12 }],
    });
    const ks = await draftFor(of, 'KS', year);
    await does(of, 'stateNoneOfKind', {
      ...{ planId: ks.id, expectedVersion: 1, kind: 'COMMON_CONTROL', hasNone: true },
    });

    const common = await decide(of, year, controlId);

    const known = await planOfBoard(of, 'BUN', year);
    expect(known.items).toHaveLength(1);
    expect(itemOf(known, common)).toMatchObject({
      ...{ title: 'Attest i skolan', plannedControls: [{ sample: 12 }] },
    });
    expect(has(await planOfBoard(of, 'KS', year), common)).toBe(true);
  });

  it('not in a plan that was decided on before, until the board revises it: so long it is missing', async () => {
    const year = freshYear();
    const adopted = await adopt(of, await draftFor(of, 'BUN', year));
    const common = await decide(of, year, await shared(of, 'Attest'));
    const at = async () => {
      type Asked = { commonControl: { boards: { board: object; state: string }[] } };
      const { commonControl } = await of.api.ask<Asked>(
        `query ($id: ID!) { commonControl(id: $id) { boards { board { code } state } } }`,
        { id: common.id },
      );
      return commonControl.boards.find(({ board }) => Object(board).code === 'BUN')?.state;
    };

    expect([await planOfBoard(of, 'BUN', year), await at()]).toEqual([adopted, 'MISSING']);
    const draft = await go(of, 'revise', adopted);
    expect([has(draft, common), await at()]).toEqual([true, 'IN_PREPARATION']);
    await adopt(of, draft);
    expect(await at()).toBe('IN_FORCE');
  });

  it('in a plan that lies before the board, when it comes back', async () => {
    const year = freshYear();
    const proposed = await go(of, 'propose', await draftFor(of, 'BUN', year));
    const common = await decide(of, year, await shared(of, 'Attest'));

    expect(await planOfBoard(of, 'BUN', year)).toEqual(proposed);
    expect(has(await go(of, 'remit', proposed), common)).toBe(true);
  });

  it('is flagged when a plan that lay before the board is adopted without it, and is drift', async () => {
    const year = freshYear();
    const drift = `flags drift {
      missingCommonControls { id } withdrawnCommonControls { id } items { fields { field } } }`;
    const told = async (id: string) => {
      const query = `query ($id: ID!) { controlPlan(id: $id) { ${drift} } }`;
      type Told = { controlPlan: { flags: string[]; drift: object } };
      return (await of.api.ask<Told>(query, { id })).controlPlan;
    };
    const early = await decide(of, year, await shared(of, 'Tidig'));
    const proposed = await go(of, 'propose', await draftFor(of, 'BUN', year));
    const late = [
      await decide(of, year, await shared(of, 'Sen')),
      await decide(of, year, await shared(of, 'Senare'), ['BOARD']),
    ];
    await decide(of, year, await shared(of, 'Bolagens'), ['COMPANY']);

    const adopted = await go(of, 'adopt', proposed);

    const nothing = { missingCommonControls: [], withdrawnCommonControls: [], items: [] };
    expect(await told(adopted.id)).toEqual({
      flags: expect.arrayContaining(['COMMON_CONTROL_MISSING']),
      drift: { ...nothing, missingCommonControls: late.map(({ id }) => ({ id })) },
    });
    const revised = await adopt(of, await go(of, 'revise', adopted));
    const whole = await told(revised.id);
    expect(whole.drift).toEqual(nothing);
    expect(whole.flags).not.toContain('COMMON_CONTROL_MISSING');
    await withdraw(of, [early.id]);
    const later = await decide(of, year, await shared(of, 'Efteråt'));
    expect(await told(revised.id)).toEqual({
      flags: whole.flags,
      drift: {
        ...{ missingCommonControls: [{ id: later.id }], items: [] },
        withdrawnCommonControls: [{ id: early.id }],
      },
    });
    // What was withdrawn again is neither missing nor in the plan.
    await withdraw(of, [later.id]);
    expect((await told(revised.id)).drift).toMatchObject({ missingCommonControls: [] });
  });

  it('in a plan whose body became concerned after it was begun, when it is proposed', async () => {
    const year = freshYear();
    const common = await decide(of, year, await shared(of, 'Attest'), ['BOARD']);
    const body = { code: `K${year}`, name: `Kansliet ${year}`, kind: 'COMPANY' };
    const admin = of.api.actorWith('ADMINISTRATOR');
    type Made = { board: { id: string } };
    const { board } = await of.api.does<Made>(admin, 'createBoard', body, 'board { id }');
    const draft = await draftFor(of, body.code, year);
    await of.api.does(admin, 'updateBoard', {
      ...{ boardId: board.id, expectedVersion: 1, kind: 'BOARD' },
    });

    expect([has(draft, common), has(await go(of, 'propose', draft), common)]).toEqual([
      false,
      true,
    ]);
  });

  it('also when a system that is limited to one board drafts it, and goes with its whole draft', async () => {
    const year = freshYear();
    const common = await decide(of, year, await shared(of, 'Attest'));
    const client = {
      ...of.api.actorWith('INTEGRATION_CLIENT'),
      grants: [
        { role: 'INTEGRATION_CLIENT' as const, boardId: of.bun, scopes: ['control-plan:draft'] },
      ],
    };
    type Drafted = { controlPlan: { id: string } };
    const input = { board: 'BUN', year };
    const drafted = 'controlPlan { id }';
    const { controlPlan } = await of.api.does<Drafted>(client, 'draftControlPlan', input, drafted);

    expect(has(await planOfBoard(of, 'BUN', year), common)).toBe(true);
    const seen = { planId: controlPlan.id, expectedVersion: 1 };
    expect((await of.api.attempt(client, 'withdrawControlPlan', seen)).codes).toEqual([]);
    expect(await planOfBoard(of, 'BUN', year)).toBeNull();
  });

  it('goes into the next revision as the same item, with what the board says of it', async () => {
    const { year, common, item, plan } = await given();
    expect(await sayNotApplicable(item, 'Inga fakturor')).toEqual([]);
    const adopted = await adopt(of, { ...plan, version: plan.version + 1 });

    const { stableId, notApplicableReason } = itemOf(await go(of, 'revise', adopted), common);

    expect({ stableId, notApplicableReason }).toEqual({
      stableId: item.stableId,
      notApplicableReason: 'Inga fakturor',
    });
    expect((await planOfBoard(of, 'BUN', year, 2)).items).toHaveLength(1);
  });
});

it('is in every plan as secret as its control becomes', async () => {
  const { item, common } = await given();
  const controlId = item.plannedControls[0]?.registerControl.id;
  const raised = { controlId, expectedVersion: 1, sensitivity: 'SECRET' };
  await does(of, 'updateControl', raised);

  const { data } = await of.api.run<Record<string, object>>(
    of.api.actorWith('ADMINISTRATOR'),
    `query ($item: ID!, $common: ID!) {
      planItem(id: $item) { isMasked title }
      commonControl(id: $common) { definition { isMasked title } }
    }`,
    { item: item.id, common: common.id },
  );

  const masked = { isMasked: true, title: null };
  expect(data).toEqual({ planItem: masked, commonControl: { definition: masked } });
});

describe('a board', () => {
  it('cannot remove it, only state why it does not apply, and take that back', async () => {
    const { year, common, item, plan } = await given();

    expect(refusals(await attemptItem('removePlanItem', item))).toEqual([
      [
        'CONFLICT',
        'PlanItem',
        {
          sv: 'en gemensam kontroll tas inte bort; ange i stället varför den inte gäller nämnden',
          en: 'a common control is not removed; state instead why it does not apply to the board',
        },
      ],
    ]);
    expect(await sayNotApplicable(item, 'Nämnden har inga fakturor')).toEqual([]);
    const stated = itemOf(await planOfBoard(of, 'BUN', year), common);
    expect(stated.notApplicableReason).toBe('Nämnden har inga fakturor');
    expect(await sayNotApplicable(item, 'För sent')).toEqual(['STALE_VERSION']);
    expect(await sayNotApplicable(stated, null)).toEqual([]);

    const { items, version } = await planOfBoard(of, 'BUN', year);
    expect(items).toMatchObject([{ notApplicableReason: null, version: item.version + 2 }]);
    // The plan counts every change of what is in it.
    expect(version).toBe(plan.version + 2);
  });

  it('cannot say that it has none of them, nor why another item does not apply', async () => {
    const { plan } = await given();
    const seen = { planId: plan.id, expectedVersion: plan.version };
    const none = { ...seen, kind: 'COMMON_CONTROL', hasNone: true };
    expect((await of.api.attempt(controller(), 'stateNoneOfKind', none)).codes).toEqual([
      'CONFLICT',
    ]);

    type Added = { planItem: CommonItem };
    const own = { ...seen, kind: 'OWN_CONTROL', title: 'Kassan' };
    const { planItem } = await does<Added>(of, 'addPlanItem', own, 'planItem { id version }');

    const answer = await attemptItem('stateNotApplicable', planItem, { reason: 'Ingen kassa' });
    expect(refusals(answer)).toMatchObject([
      ['CONFLICT', 'PlanItem', { sv: expect.stringContaining('bara en gemensam kontroll') }],
    ]);
  });

  it('decides how it is performed and what it is worth, not what it is about or which control it is', async () => {
    const { year, common, item } = await given();
    const [controlId, other] = [
      item.plannedControls[0]?.registerControl.id,
      await shared(of, 'Annan'),
    ];
    const before = await everythingStored(database, of);

    const answer = await attemptItem('changePlanItem', item, {
      ...{ title: 'Något annat', controls: [{ controlId }, { controlId: other }] },
    });
    expect(answer.errors[0]?.extensions?.details).toMatchObject({
      fields: [
        {
          field: 'title',
          rule: {
            sv: 'har kommunstyrelsen beslutat för en gemensam kontroll',
            en: 'is what the executive board has decided for a common control',
          },
        },
        { field: 'controls', rule: { en: expect.stringContaining('must be the same controls') } },
      ],
    });
    expect((await attemptItem('changePlanItem', item, { controls: [] })).codes).toEqual([
      'BAD_USER_INPUT',
    ]);
    expect(await everythingStored(database, of)).toEqual(before);

    const own = { controls: [{ controlId, methods: ['SURVEY'], sample: 5 }], value: 4, note: 'Ny' };
    expect((await attemptItem('changePlanItem', item, own)).codes).toEqual([]);
    expect(itemOf(await planOfBoard(of, 'BUN', year), common)).toMatchObject({
      ...{ title: 'Attest', plannedControls: [{ methods: ['SURVEY'], sample: 5 }] },
    });
  });

  it('records no result of what does not apply to it, and needs no risk value for it', async () => {
    const { year, common, item, plan } = await given();
    await sayNotApplicable(item, 'Inga fakturor');
    const adopted = itemOf(await adopt(of, { ...plan, version: plan.version + 1 }), common);

    const { yearlyControlPlan } = await of.api.ask<{ yearlyControlPlan: object }>(
      `{ yearlyControlPlan(board: "BUN", year: ${year}) { flags } }`,
    );
    expect(yearlyControlPlan).toEqual({ flags: ['DECISION_INCOMPLETE', 'KIND_NOT_STATED'] });

    const answer = await of.api.attempt(controller(), 'recordResult', {
      ...{ planItemId: adopted.id, executionStatus: 'COMPLETED' },
      plannedControlIds: adopted.plannedControls.map(({ id }) => id),
    });

    expect(refusals(answer)).toEqual([
      [
        'CONFLICT',
        'PlanItem',
        {
          sv: 'planen säger att kontrollen inte gäller nämnden; gör en ny revision om den ändå ska utföras',
          en: 'the plan says that it does not apply to the board; revise the plan if it is to be performed',
        },
      ],
    ]);
  });
});

describe('the executive board withdraws', () => {
  it('from drafts and from what comes, not from what a board has decided on', async () => {
    const { year, common, plan } = await given();
    const adopted = await adopt(of, plan);
    const ks = await draftFor(of, 'KS', year);

    expect((await withdraw(of, [common.id])).codes).toEqual([]);

    expect(await planOfBoard(of, 'BUN', year)).toEqual(adopted);
    expect(await planOfBoard(of, 'KS', year)).toMatchObject({ items: [], version: ks.version + 1 });
    expect(has(await draftFor(of, 'BOLAG', year), common)).toBe(false);
    const { commonControl } = await of.api.ask<{ commonControl: object }>(
      `query ($id: ID!) { commonControl(id: $id) {
        withdrawal { paragraph } boards { board { code } state } missing { code } } }`,
      { id: common.id },
    );
    expect(commonControl).toEqual({
      withdrawal: { paragraph: '§ 210' },
      boards: [{ board: { code: 'BUN' }, state: 'IN_FORCE' }],
      missing: [],
    });
  });

  it('and the board itself may remove it in its next revision; nothing is withdrawn twice', async () => {
    const { common, plan } = await given();
    const adopted = await adopt(of, plan);
    await withdraw(of, [common.id]);

    const draft = await go(of, 'revise', adopted);
    expect((await attemptItem('removePlanItem', itemOf(draft, common))).codes).toEqual([]);
    expect(refusals(await withdraw(of, [common.id]))).toEqual([
      [
        'CONFLICT',
        'CommonControl',
        { sv: 'den är redan återtagen', en: 'it has been withdrawn already' },
      ],
    ]);
  });

  it('not from a draft that something was carried over to, until that is taken back', async () => {
    const year = freshYear();
    const first = await decide(of, year, await shared(of, 'Behörigheter'));
    const now = await adopt(of, await draftFor(of, 'KS', year));
    const next = await decide(of, year + 1, await shared(of, 'Behörigheter'));
    freshYear();
    const to = itemOf(await draftFor(of, 'KS', year + 1), next);
    const from = itemOf(now, first);
    const { planItem } = await does<{ planItem: CommonItem }>(
      of,
      'carryOverPlanItem',
      { planItemId: from.id, expectedVersion: from.version, toPlanItemId: to.id },
      'planItem { id version }',
    );

    expect((await withdraw(of, [next.id])).codes).toEqual([]);
    const current = () => planOfBoard(of, 'KS', year + 1);
    expect(has(await go(of, 'propose', await current()), next)).toBe(true);
    expect(has(await go(of, 'remit', await current()), next)).toBe(true);
    const remove = async () => attemptItem('removePlanItem', itemOf(await current(), next));
    expect(refusals(await remove())).toMatchObject([['CONFLICT', 'PlanItem', expect.anything()]]);
    const seen = { planItemId: from.id, expectedVersion: planItem.version };
    await does(of, 'withdrawCarryOver', seen);
    expect((await remove()).codes).toEqual([]);
  });

  it('and can decide the same control again for the year', async () => {
    const { year, common, item } = await given();
    await withdraw(of, [common.id]);

    const controlId = item.plannedControls[0]?.registerControl.id ?? '';
    const again = await decide(of, year, controlId);

    expect([again.number, has(await planOfBoard(of, 'BUN', year), again)]).toEqual([2, true]);
  });
});

describe('at the same moment', () => {
  // Everything is done by then but the commit.
  const half = 'LOCK TABLE audit_event IN SHARE MODE';
  /** A plan of a fresh year that can be moved so, and a control that may become common meanwhile. */
  const prepared = async (move: 'draft' | 'revise' | 'remit') => {
    const year = freshYear();
    const controlId = await shared(of, 'Attest');
    if (move === 'draft') return { year, controlId, moved: () => draftFor(of, 'BUN', year) };
    const proposed = await go(of, 'propose', await draftFor(of, 'BUN', year));
    const plan = move === 'revise' ? await go(of, 'adopt', proposed) : proposed;
    return { year, controlId, moved: () => go(of, move, plan) };
  };

  it.each(['draft', 'revise', 'remit'] as const)(
    'a decision and a %s do not miss each other, whichever is first',
    async (move) => {
      const late = await prepared(move);
      const [common] = await meet(
        database,
        half,
        () => decide(of, late.year, late.controlId),
        late.moved,
      );
      expect(has(await planOfBoard(of, 'BUN', late.year, move === 'revise' ? 2 : 1), common)).toBe(
        true,
      );

      const first = await prepared(move);
      const [, decided] = await meet(database, half, first.moved, () =>
        decide(of, first.year, first.controlId),
      );
      expect(
        has(await planOfBoard(of, 'BUN', first.year, move === 'revise' ? 2 : 1), decided),
      ).toBe(true);
    },
  );

  it('a withdrawal leaves nothing in a draft that is begun', async () => {
    const { year, controlId, moved } = await prepared('draft');
    const common = await decide(of, year, controlId);

    const [, { codes }] = await meet(database, half, moved, () => withdraw(of, [common.id]));

    expect(codes).toEqual([]);
    expect(has(await planOfBoard(of, 'BUN', year), common)).toBe(false);
  });
});

describe('refused, and nothing is written', () => {
  const attempt = async (controls: object[], values: object = {}, actor = secretary()) => {
    const before = await everythingStored(database, of);
    const input = { year: lastYear, controls, decision, ...values };
    const answer = await of.api.attempt(actor, 'decideCommonControls', input);
    expect(await everythingStored(database, of)).toEqual(before);
    return refusals(answer);
  };
  const one = async (values: object = {}): Promise<[object]> => [
    { controlId: await shared(of, 'A', values), kinds: [] },
  ];

  it('what belongs to a board, ended before the year, or is secret', async () => {
    const ended = await shared(of, 'Gammal');
    await does(of, 'endControl', { controlId: ended, expectedVersion: 1, endedOn: '2026-12-01' });

    expect(await attempt(await one({ board: 'BUN' }))).toEqual([
      [
        'BAD_USER_INPUT',
        'controls.0.controlId',
        {
          sv: 'hör till en nämnd; bara en kontroll som hela kommunen delar kan vara gemensam',
          en: 'belongs to one board; only a control that the whole municipality shares can be common',
        },
      ],
    ]);
    expect(await attempt([{ controlId: ended, kinds: [] }])).toMatchObject([
      ['BAD_USER_INPUT', 'controls.0.controlId', { en: 'ended before the year' }],
    ]);
    expect(await attempt(await one({ sensitivity: 'SECRET' }))).toMatchObject([
      ['BAD_USER_INPUT', 'controls.0.controlId', { sv: expect.stringContaining('är hemlig') }],
    ]);
  });

  it('a year that is none, nothing at all, and a body without internal control of its own', async () => {
    const [control] = await one();
    const refused = async (controls: object[], values: object = {}) =>
      (await attempt(controls, values)).map((each) => each.slice(0, 2));

    expect(await refused([control], { year: 1 })).toEqual([['BAD_USER_INPUT', 'year']]);
    expect(await refused([])).toEqual([['BAD_USER_INPUT', 'controls']]);
    expect(await refused([{ ...control, kinds: ['COUNCIL'] }])).toEqual([
      ['BAD_USER_INPUT', 'controls.0.kinds'],
    ]);
    expect(await refused([control], { decision: { metOn: '2027-01-01' } })).toEqual([
      ['BAD_USER_INPUT', 'decision.metOn'],
    ]);
    expect(await refused([{ controlId: unknownId(), kinds: [] }])).toEqual([
      ['NOT_FOUND', 'Control'],
    ]);
  });

  it('the same control twice in a year', async () => {
    const year = freshYear();
    const controlId = await shared(of, 'Attest');
    await decide(of, year, controlId);

    expect(await attempt([{ controlId, kinds: [] }], { year })).toEqual([
      [
        'CONFLICT',
        'CommonControl',
        {
          sv: 'en av kontrollerna är redan beslutad som gemensam för året',
          en: 'one of the controls has been decided as common for the year already',
        },
      ],
    ]);
  });

  it.each([
    ['a secretary of another board', () => of.api.actorWith('BOARD_SECRETARY', of.bun)],
    ['a controller', () => of.api.actorWith('CONTROLLER')],
    ['a performer of the executive board', () => of.api.actorWith('CONTROL_PERFORMER', of.ks)],
  ])('%s', async (_who, actor) => {
    const { common } = await given();
    const withdrawal = { commonControlIds: [common.id], decision };

    expect(await attempt(await one(), {}, actor())).toMatchObject([['FORBIDDEN']]);
    expect((await of.api.attempt(actor(), 'withdrawCommonControls', withdrawal)).codes).toEqual([
      'FORBIDDEN',
    ]);
  });

  it('a withdrawal of nothing, of the unknown, or of the same twice', async () => {
    const { common } = await given();

    expect(refusals(await withdraw(of, []))).toMatchObject([
      ['BAD_USER_INPUT', 'commonControlIds', { sv: 'ska ha minst en rad' }],
    ]);
    expect((await withdraw(of, [unknownId()])).codes).toEqual(['NOT_FOUND']);
    expect(refusals(await withdraw(of, [common.id, common.id.toUpperCase()]))).toMatchObject([
      ['BAD_USER_INPUT', 'commonControlIds.1', { en: 'is in the list already' }],
    ]);
  });

  it('a reason that is left out or blank, and one in a plan that is no draft', async () => {
    const { common, item, plan } = await given();
    expect(refusals(await attemptItem('stateNotApplicable', item))).toMatchObject([
      ['BAD_USER_INPUT', 'reason', { sv: 'får inte vara tomt', en: 'must not be empty' }],
    ]);
    expect(await sayNotApplicable(item, ' ')).toEqual(['BAD_USER_INPUT']);

    const proposed = await go(of, 'propose', plan);
    const lies = itemOf(proposed, common);
    expect(await sayNotApplicable(lies, 'För sent')).toEqual(['ILLEGAL_MOVE']);
    await go(of, 'adopt', proposed);
    expect(await sayNotApplicable(lies, 'För sent')).toEqual(['FROZEN']);
  });

  it('anything where there is no executive board', async () => {
    const elsewhere = await createMunicipality(database);
    const admin = elsewhere.api.actorWith('ADMINISTRATOR');
    const change = { boardId: elsewhere.ks, expectedVersion: 1, kind: 'BOARD' };
    await elsewhere.api.does(admin, 'updateBoard', change);

    const answer = await elsewhere.api.attempt(
      elsewhere.api.actorWith('BOARD_SECRETARY'),
      'decideCommonControls',
      { year: 2026, controls: [{ controlId: unknownId(), kinds: [] }], decision },
    );

    expect(refusals(answer)).toEqual([
      [
        'CONFLICT',
        'Board',
        { sv: 'kommunen har ingen kommunstyrelse', en: 'the municipality has no executive board' },
      ],
    ]);
  });
});
