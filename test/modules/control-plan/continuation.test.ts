import { type GraphQLObjectType, isObjectType } from 'graphql';
import { isOpenField } from '../../../src/modules/control-plan/domain/difference';
import { buildApiSchema } from '../../../src/schema';
import { unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import {
  createBoard,
  establishLights,
  type Item,
  type Plan,
  planOf,
  raise,
  record,
  revisePlan,
  type Versioned,
} from '../follow-up/year';
import { assess, createRisk, does, type Risk } from '../risk/register';
import { addItem, adopt, everythingStored, move, read, settle } from './plan';

let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  [here, elsewhere] = [await createMunicipality(database), await createMunicipality(database)];
  await establishLights(here);
  await establishLights(elsewhere);
});
afterAll(() => database.drop());

const draftFrom = (board: string, year: number, fromPlanId: string | null) =>
  here.api.attempt<{ controlPlan: { id: string; version: number }; leftOut: object[] }>(
    here.api.actorWith('CONTROLLER'),
    'draftControlPlan',
    { board, year, fromPlanId },
    'controlPlan { id version } leftOut { reason item { title } }',
  );
const control = async (board: string, title: string) => {
  const input = { board, title, plannedPopulation: 100, plannedSample: 10, methods: ['SAMPLE'] };
  type Payload = { control: { id: string; version: number } };
  return (await does<Payload>(here, 'createControl', input, 'control { id version }')).control;
};
/** Does `updateRisk` and its like to a record, as it was when it was last seen. */
const change = (mutation: string, record: { id: string; version: number }, values: object) => {
  const type = mutation.replace(/^[a-z]+/, '').toLowerCase();
  return does(here, mutation, {
    ...{ [`${type}Id`]: record.id, expectedVersion: record.version, ...values },
  });
};

/** A plan of a board of its own for a year, in force: a risk, something of its own, and what is over. */
async function lastYear(year = 2025) {
  const board = await createBoard(here);
  const [risk, over] = [
    await createRisk(here, { board, title: 'Jäv', description: 'Som förr' }),
    await createRisk(here, { board, title: 'Förbi' }),
  ];
  const [kept, ended] = [await control(board, 'Attest'), await control(board, 'Gammal')];
  const action = await raise(here, 'Utbilda');
  const done = await raise(here, 'Gjort');
  let plan = await move(here, 'remitControlPlan', await proposedEmpty(board, year));
  for (const values of [
    {
      riskId: risk.id,
      controls: [{ controlId: kept.id, sample: 5 }],
      actionIds: [action.id],
      note: 'Anm',
    },
    { riskId: over.id },
    { title: 'Kassan', controls: [{ controlId: ended.id }], actionIds: [done.id] },
    { title: 'Behörigheter', kind: 'COMMON_CONTROL' },
    { title: 'Journalsystemet', kind: 'STANDING_CONTROL' },
  ]) {
    ({ plan } = await addItem(here, plan, values));
  }
  plan = await adopt(here, plan);
  return { board, risk, over, kept, ended, action, done, plan };
}

async function proposedEmpty(board: string, year: number) {
  const { data } = await draftFrom(board, year, null);
  return move(here, 'proposeControlPlan', data?.controlPlan as Plan);
}

describe('a draft that begins with last year', () => {
  it('has what goes on, marked as unchanged, without results, and names what it leaves out', async () => {
    const { board, risk, over, ended, done, plan } = await lastYear();
    await settle(here, plan);
    await change('endRisk', over, { endedOn: '2025-12-10' });
    await change('endControl', ended, { endedOn: '2025-12-10' });
    await change('completeAction', done, {});
    const { data, codes } = await draftFrom(board, 2026, plan.id);

    expect([codes, data?.leftOut]).toEqual([
      [],
      [
        { reason: 'RISK_ENDED', item: { title: 'Förbi' } },
        { reason: 'CONTROL_ENDED', item: { title: 'Kassan' } },
        { reason: 'COMMON_CONTROL', item: { title: 'Behörigheter' } },
      ],
    ]);
    const fields = `items { number title note kind isUnchanged isRiskReassessed results { id }
      previous { title plan { year } } plannedControls { sample methods definition { title } }
      plannedActions { definition { text } } }`;
    const previous = (title: string) => ({ title, plan: { year: 2025 } });
    const nothing = { note: null, results: [], plannedControls: [], plannedActions: [] };
    const items = [
      {
        ...{ number: 1, title: 'Jäv', note: 'Anm', kind: 'OWN_CONTROL', previous: previous('Jäv') },
        ...{ isUnchanged: true, isRiskReassessed: false, results: [] },
        plannedControls: [{ sample: 5, methods: ['SAMPLE'], definition: { title: 'Attest' } }],
        plannedActions: [{ definition: { text: 'Utbilda' } }],
      },
      {
        ...{ ...nothing, number: 2, title: 'Journalsystemet', kind: 'STANDING_CONTROL' },
        ...{ previous: previous('Journalsystemet'), isUnchanged: true, isRiskReassessed: null },
      },
    ];
    const draftId = data?.controlPlan.id ?? '';
    expect(await read(here, draftId, fields)).toEqual({ items });

    await assess(here, risk, { value: 8, kind: 'RESIDUAL' });
    const marks = () => read(here, draftId, 'items { isUnchanged isRiskReassessed }');
    expect(await marks()).toMatchObject({ items: [{ isRiskReassessed: false }, {}] });
    await assess(here, { ...risk, version: risk.version + 1 }, { value: 12 });
    expect(await marks()).toMatchObject({
      items: [{ isUnchanged: true, isRiskReassessed: true }, {}],
    });
    await change('updateRisk', { ...risk, version: risk.version + 2 }, { description: 'Nytt' });
    expect(await marks()).toMatchObject({ items: [{ isUnchanged: false }, {}] });
  });

  it('has the open actions of results and of what was carried over, which leave it unchanged', async () => {
    const { board, plan } = await lastYear();
    const before = await planOf(here, [{ title: 'Gåvor' }], { board, year: 2024 });
    const earlier = await raise(here, 'Från 2024', { raisedOn: '2024-05-01' });
    const [found, done] = [await raise(here, 'Rätta'), await raise(here, 'Gjord')];
    await record(here, before.items[0], { actionIds: [earlier.id] });
    const { items } = await read<{ items: Item[] }>(
      here,
      plan.id,
      'items { id plannedControls { id } }',
    );
    const [item] = items as [Item];
    const from = { planItemId: before.items[0].id, expectedVersion: 1 };
    await does(here, 'carryOverPlanItem', { ...from, toPlanItemId: item.id });
    await record(here, item, { actionIds: [found.id, done.id] });
    await change('completeAction', done, {});
    const { data } = await draftFrom(board, 2026, plan.id);
    const marks = async () => {
      const fields = 'items { id version isUnchanged plannedActions { definition { text } } }';
      const draft = await read<{ items: [Versioned & { plannedActions: object[] }] }>(
        here,
        data?.controlPlan.id ?? '',
        fields,
      );
      return draft.items[0];
    };

    const first = await marks();
    expect(first).toMatchObject({
      isUnchanged: true,
      plannedActions: ['Utbilda', 'Från 2024', 'Rätta'].map((text) => ({ definition: { text } })),
    });
    const actionIds = [earlier.id, (await raise(here, 'Ny')).id];
    await does(here, 'changePlanItem', {
      ...{ planItemId: first.id, expectedVersion: first.version, actionIds },
    });
    expect(await marks()).toMatchObject({ isUnchanged: false });
  });

  it('is refused for any other plan, and nothing is written', async () => {
    const { board, plan } = await lastYear();
    const other = await createBoard(here);
    const foreign = await planOf(elsewhere);
    const draft = (await draftFrom(other, 2025, null)).data?.controlPlan;
    const before = await everythingStored(database, here);
    const faultsOf = async (...parameters: Parameters<typeof draftFrom>) => {
      const { codes, errors } = await draftFrom(...parameters);
      const { fields } = Object(errors[0]?.extensions?.details);
      return [codes, fields?.map((each: { field: string; rule: { en: string } }) => each)];
    };
    const fault = (en: string) => [
      ['BAD_USER_INPUT'],
      [{ field: 'fromPlanId', rule: { sv: expect.any(String), en } }],
    ];

    expect(await faultsOf(other, 2026, plan.id)).toEqual(fault('is the plan of another board'));
    expect(await faultsOf(board, 2027, plan.id)).toEqual(fault('must be the plan for 2026'));
    expect(await faultsOf(other, 2026, draft?.id ?? '')).toEqual(
      fault('is not the revision in force'),
    );
    expect((await draftFrom(board, 2026, foreign.id)).codes).toEqual(['NOT_FOUND']);
    expect((await draftFrom(board, 2026, unknownId())).codes).toEqual(['NOT_FOUND']);
    expect(await everythingStored(database, here)).toEqual(before);
  });

  it('keeps a score of its own only under the same scheme', async () => {
    const there = await createMunicipality(database);
    await establishLights(there);
    const input = { title: 'Kassan', value: 7 };
    const begun = await does<{ controlPlan: Plan }>(
      there,
      'draftControlPlan',
      { board: 'KS', year: 2025 },
      'controlPlan { id version }',
    );
    const plan = await adopt(there, (await addItem(there, begun.controlPlan, input)).plan);
    const valuesFrom = async () => {
      const next = await does<{ controlPlan: Plan & { items: { riskValue: number }[] } }>(
        there,
        'draftControlPlan',
        { board: 'KS', year: 2026, fromPlanId: plan.id },
        'controlPlan { id version items { riskValue } }',
      );
      const { id, version, items } = next.controlPlan;
      await does(there, 'withdrawControlPlan', { planId: id, expectedVersion: version });
      return items;
    };

    expect(await valuesFrom()).toEqual([{ riskValue: 7 }]);
    await establishLights(there);
    expect(await valuesFrom()).toEqual([{ riskValue: null }]);
  });
});

describe('what an item continues', () => {
  it('is found by its risk when nobody said, in the revision in force of the year before', async () => {
    const { board, risk, plan } = await lastYear();
    const byHand = await planOf(
      here,
      [{ riskId: risk.id, title: undefined }, { title: 'Ny' }] as never,
      {
        ...{ board, year: 2026, upTo: null },
      },
    );
    const previous = () =>
      read(here, byHand.id, 'items { isUnchanged previous { note plan { revision state } } }');
    const nothing = { isUnchanged: null, previous: null };
    expect(await previous()).toEqual({
      items: [
        {
          isUnchanged: false,
          previous: { note: 'Anm', plan: { revision: 1, state: 'ADOPTED' } },
        },
        nothing,
      ],
    });

    const revision = await move(here, 'reviseControlPlan', plan);
    expect(await previous()).toMatchObject({
      items: [{ previous: { plan: { revision: 1 } } }, {}],
    });
    await adopt(here, revision);
    expect(await previous()).toMatchObject({
      items: [{ previous: { plan: { revision: 2, state: 'ADOPTED' } } }, {}],
    });
  });

  it('is found by its control for a standing and a common one, though each year decides anew', async () => {
    const board = await createBoard(here);
    const daily = await does<{ control: Versioned }>(
      here,
      'createControl',
      { board, title: 'Tvåhandsprincipen', isStanding: true },
      'control { id }',
    );
    const shared = await does<{ control: Versioned }>(
      here,
      'createControl',
      { title: 'Bisysslor' },
      'control { id }',
    );
    const planFor = async (year: number) => {
      await here.api.does(here.api.actorWith('BOARD_SECRETARY', here.ks), 'decideCommonControls', {
        year,
        controls: [{ controlId: shared.control.id, kinds: [] }],
        decision: {},
      });
      const draft = (await draftFrom(board, year, null)).data?.controlPlan as Plan;
      const cited = { planId: draft.id, expectedVersion: draft.version };
      return does<{ controlPlan: Plan }>(
        here,
        'citeStandingControl',
        { ...cited, controlId: daily.control.id },
        'controlPlan { id version }',
      );
    };
    await adopt(here, (await planFor(2030)).controlPlan);
    const { controlPlan: next } = await planFor(2031);

    expect(
      await read(here, next.id, 'items { isUnchanged previous { title plan { year } } }'),
    ).toEqual({
      items: ['Bisysslor', 'Tvåhandsprincipen'].map((title) => ({
        ...{ isUnchanged: true, previous: { title, plan: { year: 2030 } } },
      })),
    });
  });

  it('is said by hand too, of what was adopted for the year before, and is taken back', async () => {
    const { board, plan } = await lastYear();
    const [first] = (await read<{ items: [Item] }>(here, plan.id, 'items { id }')).items;
    let draft = (await draftFrom(board, 2026, null)).data?.controlPlan as Plan;
    const other = await planOf(here);
    const foreign = await planOf(elsewhere);
    const adding = (previousItemId: string) =>
      here.api.attempt<{ planItem: Versioned; controlPlan: Plan }>(
        here.api.actorWith('CONTROLLER'),
        'addPlanItem',
        {
          ...{ planId: draft.id, expectedVersion: draft.version, kind: 'OWN_CONTROL' },
          ...{ title: 'Jäv', previousItemId },
        },
        'planItem { id version } controlPlan { id version }',
      );
    const before = await everythingStored(database, here);
    const fields = [
      {
        field: 'previousItemId',
        rule: {
          sv: 'ska vara en post i den plan som antagits för 2025, av samma nämnd eller en som gått upp i den',
          en: 'must be an item of the plan adopted for 2025, of the same board or one that was merged into it',
        },
      },
    ];
    const refused = await adding(other.items[0].id);
    expect([refused.codes, refused.errors[0]?.extensions?.details]).toMatchObject([
      ['BAD_USER_INPUT'],
      { fields },
    ]);
    expect((await adding(foreign.items[0].id)).codes).toEqual(['NOT_FOUND']);
    expect(await everythingStored(database, here)).toEqual(before);

    const { data } = await adding(first.id);
    draft = data?.controlPlan as Plan;
    const previous = () => read(here, draft.id, 'items { previous { title } }');
    expect(await previous()).toEqual({ items: [{ previous: { title: 'Jäv' } }] });
    if (!data) throw new Error('Nothing was added');
    const { id, version } = data.planItem;
    const seen = { planItemId: id, expectedVersion: version };
    await does(here, 'changePlanItem', { ...seen, previousItemId: null });
    expect(await previous()).toEqual({ items: [{ previous: null }] });
    const wrong = { planItemId: id, expectedVersion: version + 1, previousItemId: id };
    const { codes } = await here.api.attempt(
      here.api.actorWith('CONTROLLER'),
      'changePlanItem',
      wrong,
    );
    expect(codes).toEqual(['BAD_USER_INPUT']);
  });

  it('does not skip a year', async () => {
    const { board, risk } = await lastYear();
    const later = await planOf(here, [{ riskId: risk.id }], { board, year: 2027, upTo: null });

    expect(await read(here, later.id, 'items { previous { id } }')).toEqual({
      items: [{ previous: null }],
    });
  });
});

const CHANGES = 'fields { field before after }';
const DIFFERENCE = `{ added { title } removed { title } changed { before { title } after { title } ${CHANGES} } }`;
const difference = (fromPlanId: string, toPlanId: string, fields = DIFFERENCE) =>
  here.api.run<{ controlPlanDifference: object }>(
    here.api.actorWith('AUDITOR'),
    `query ($fromPlanId: ID!, $toPlanId: ID!) {
      controlPlanDifference(fromPlanId: $fromPlanId, toPlanId: $toPlanId) ${fields} }`,
    { fromPlanId, toPlanId },
  );

describe('the difference', () => {
  it('between two revisions tells what came, what went, and every value that changed', async () => {
    const { board, kept, ended, action, plan } = await lastYear();
    type Copy = { items: { id: string; version: number }[] };
    let revision = await move(here, 'reviseControlPlan', plan);
    const { items } = await read<Copy>(here, revision.id, 'items { id version }');
    const seen = (index: number) => ({
      ...{ planItemId: items[index]?.id, expectedVersion: items[index]?.version },
    });
    const fresh = await control(board, 'Ny');
    const controls = [
      { controlId: fresh.id },
      { controlId: kept.id, sample: 8, methods: ['SURVEY'] },
    ];
    await does(here, 'changePlanItem', { ...seen(0), note: null, controls });
    await does(here, 'changePlanItem', { ...seen(2), controls: [], value: 4 });
    await does(here, 'removePlanItem', seen(4));
    revision = await read<Plan>(here, revision.id, 'id version');
    ({ plan: revision } = await addItem(here, revision, { title: 'Gåvor' }));

    const added = (values: object) =>
      Object.entries(values).map(([name, after]) => ({
        ...{ field: `controls.${fresh.id}.${name}`, before: null, after },
      }));
    const gone = (values: object) =>
      Object.entries(values).map(([name, before]) => ({
        ...{ field: `controls.${ended.id}.${name}`, before, after: null },
      }));
    const told = {
      added: [{ title: 'Gåvor' }],
      removed: [{ title: 'Journalsystemet' }],
      changed: [
        {
          ...{ before: { title: 'Jäv' }, after: { title: 'Jäv' } },
          fields: [
            { field: 'note', before: 'Anm', after: null },
            ...added({ title: 'Ny', methods: '["SAMPLE"]', population: '100', sample: '10' }),
            ...added({ isStanding: 'false' }),
            { field: `controls.${kept.id}.methods`, before: '["SAMPLE"]', after: '["SURVEY"]' },
            { field: `controls.${kept.id}.sample`, before: '5', after: '8' },
          ],
        },
        {
          ...{ before: { title: 'Kassan' }, after: { title: 'Kassan' } },
          fields: [
            { field: 'score.schemeNumber', before: null, after: '1' },
            { field: 'score.value', before: null, after: '4' },
            ...gone({ title: 'Gammal', methods: '["SAMPLE"]', population: '100', sample: '10' }),
            ...gone({ isStanding: 'false' }),
          ],
        },
      ],
    };
    const { data } = await difference(plan.id, revision.id);
    expect(data.controlPlanDifference).toEqual({
      ...told,
      changed: told.changed.map((each) => ({
        ...each,
        fields: expect.arrayContaining(each.fields as object[]),
      })),
    });
    expect(data.controlPlanDifference).toMatchObject({
      changed: told.changed.map(({ fields }) => ({ fields: { length: fields.length } })),
    });

    // The plan of the year before stands still: what the register does later is no difference.
    await change('updateAction', action, { text: 'Utbilda alla' });
    const adopted = await adopt(here, revision);
    const field = `differenceFromPreviousRevision ${DIFFERENCE}`;
    const { differenceFromPreviousRevision } = await read<
      Record<string, { changed: { fields: object[] }[] }>
    >(here, adopted.id, field);
    expect(differenceFromPreviousRevision?.changed[0]?.fields).toContainEqual({
      ...{ field: `actions.${action.id}.text`, before: 'Utbilda', after: 'Utbilda alla' },
    });
    expect(await read(here, plan.id, field)).toEqual({ differenceFromPreviousRevision: null });
    expect((await difference(adopted.id, adopted.id)).data.controlPlanDifference).toEqual({
      ...{ added: [], removed: [], changed: [] },
    });
  });

  it('from one year to the next goes to the board that the other one was merged into', async () => {
    const [{ board, plan }, successor] = [await lastYear(), await createBoard(here)];
    const next = await planOf(here, [{ title: 'Ny' }], {
      board: successor,
      year: 2026,
      upTo: null,
    });
    expect((await difference(plan.id, next.id)).codes).toEqual(['BAD_USER_INPUT']);
    await here.api.does(here.api.actorWith('ADMINISTRATOR'), 'mergeBoards', {
      ...{ predecessors: [board], successor, mergedOn: '2026-01-01' },
    });

    const told = await difference(plan.id, next.id, '{ added { title } }');
    expect([told.codes, told.data.controlPlanDifference]).toEqual([
      [],
      { added: [{ title: 'Ny' }] },
    ]);
    expect((await difference(next.id, plan.id)).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('from one year to the next follows what continues', async () => {
    const { board, plan } = await lastYear();
    const { data } = await draftFrom(board, 2026, plan.id);
    await addItem(here, data?.controlPlan as Plan, { title: 'Gåvor' });

    const told = await difference(plan.id, data?.controlPlan.id ?? '');
    expect(told.data.controlPlanDifference).toEqual({
      ...{ added: [{ title: 'Gåvor' }], removed: [{ title: 'Behörigheter' }], changed: [] },
    });
    const others = await lastYear();
    const faults = [
      await difference(plan.id, others.plan.id),
      await difference(data?.controlPlan.id ?? '', plan.id),
    ];
    for (const { codes, errors } of faults) {
      expect(codes).toEqual(['BAD_USER_INPUT']);
      expect(errors[0]?.extensions?.details).toMatchObject({ fields: [{ field: 'toPlanId' }] });
    }
    const foreign = await planOf(elsewhere);
    for (const id of [unknownId(), foreign.id]) {
      expect(await difference(plan.id, id)).toMatchObject({
        ...{ codes: [], data: { controlPlanDifference: null } },
      });
    }
  });
});

describe('drift', () => {
  it('is what the register has otherwise than the plan, item by item, and the risks it lacks', async () => {
    const { board, risk, over, kept, ended, action, plan } = await lastYear();
    const DRIFT = `drift { items { item { title } ${CHANGES} } missingRisks { title } }`;
    const nothing = { drift: { items: [], missingRisks: [] } };
    expect(await read(here, plan.id, DRIFT)).toEqual(nothing);

    await change('updateRisk', risk, { description: 'Nytt', ownerRole: 'Chef' });
    await assess(here, { ...risk, version: risk.version + 1 }, { year: 2025, value: 9 });
    await change('endRisk', over, { endedOn: '2025-12-10' });
    await change('updateControl', kept, { title: 'Attest av allt', plannedSample: 99 });
    await change('endControl', ended, { endedOn: '2025-12-11' });
    await change('updateAction', action, { dueOn: '2026-02-28' });
    const missing = await createRisk(here, { board, title: 'Upptäckt sent' });
    await assess(here, missing, { year: 2025, value: 5 });
    await assess(here, await createRisk(here, { board, title: 'Nästa år' }), {
      year: 2026,
      value: 5,
    });
    await createRisk(here, { board, title: 'Oskattad' });

    const { drift } = await read<{ drift: { items: { fields: object[] }[] } }>(
      here,
      plan.id,
      DRIFT,
    );
    const is = (field: string, before: string | null, after: string) => ({ field, before, after });
    expect(drift).toEqual({
      missingRisks: [{ title: 'Upptäckt sent' }],
      items: [
        {
          item: { title: 'Jäv' },
          fields: expect.arrayContaining([
            is('risk.description', 'Som förr', 'Nytt'),
            is('risk.ownerRole', null, 'Chef'),
            is('risk.current.value', null, '9'),
            is('risk.current.year', null, '2025'),
            is(`controls.${kept.id}.title`, 'Attest', 'Attest av allt'),
            is(`actions.${action.id}.dueOn`, null, '2026-02-28'),
          ]),
        },
        { item: { title: 'Förbi' }, fields: [is('risk.endedOn', null, '2025-12-10')] },
        {
          item: { title: 'Kassan' },
          fields: [is(`controls.${ended.id}.endedOn`, null, '2025-12-11')],
        },
      ],
    });
    // What is planned for this year is the plan's own: the register's sample is next year's.
    expect(JSON.stringify(drift)).not.toContain('"99"');

    const draft = await move(here, 'reviseControlPlan', plan);
    expect(await read(here, draft.id, 'drift { items { fields { field } } }')).toEqual({
      drift: null,
    });
    // What ended until the board met, it knew; what ended after that is drift.
    await adopt(here, draft, { metOn: '2025-12-10' });
    expect(
      await read(here, draft.id, 'drift { items { item { title } } missingRisks { id } }'),
    ).toMatchObject({
      drift: { items: [{ item: { title: 'Kassan' } }] },
    });
  });
});

describe('secrets', () => {
  it('AZ-10 are masked in values as on the item itself; what is no text is not', async () => {
    const { risk, plan } = await lastYear();
    const secret = { sensitivity: 'SECRET', description: 'Hemligt', treatment: 'ACT' };
    await change('updateRisk', risk, secret);
    const query = `query ($id: ID!) { controlPlan(id: $id) {
      drift { items { item { title } fields { field before after isMasked } } } } }`;
    type Drift = {
      controlPlan: { drift: { items: { item: object; fields: { field: string }[] }[] } };
    };
    const askedBy = async (role: 'AUDITOR' | 'BOARD_MEMBER') => {
      const actor =
        role === 'AUDITOR' ? here.api.actorWith(role) : here.api.actorWith(role, here.bun);
      const { data } = await here.api.run<Drift>(actor, query, { id: plan.id });
      const [first] = data.controlPlan.drift.items;
      return [
        first?.item,
        Object.fromEntries((first?.fields ?? []).map((each) => [each.field, each])),
      ];
    };
    const field = (
      name: string,
      before: string | null,
      after: string | null,
      isMasked: boolean,
    ) => ({
      [name]: { field: name, before, after, isMasked },
    });

    expect(await askedBy('AUDITOR')).toEqual([
      { title: 'Jäv' },
      {
        ...field('risk.description', 'Som förr', 'Hemligt', false),
        ...field('risk.treatment', null, 'ACT', false),
      },
    ]);
    expect(await askedBy('BOARD_MEMBER')).toEqual([
      { title: null },
      {
        ...field('risk.description', null, null, true),
        ...field('risk.treatment', null, 'ACT', false),
      },
    ]);
  });

  it('AZ-10 every text that the item hides is one that a difference hides', async () => {
    const schema = await buildApiSchema();
    const parts = {
      PlanItem: '',
      RiskDefinition: 'risk.',
      StatedRiskAssessment: 'risk.current.',
      ControlDefinition: 'controls.x.',
      ActionDefinition: 'actions.x.',
    };
    const texts = Object.entries(parts).flatMap(([name, prefix]) => {
      const type = schema.getType(name);
      if (!isObjectType(type)) throw new Error(`There is no type ${name}`);
      const fields = Object.values((type as GraphQLObjectType).getFields());
      return fields
        .filter(({ extensions }) => extensions.isSecretText)
        .map((each) => `${prefix}${each.name}`);
    });

    expect(texts.length).toBeGreaterThan(15);
    expect(texts.filter(isOpenField)).toEqual([]);
  });
});

it('asks as often for six items as for two', async () => {
  const fields = `items { previous { title } isUnchanged isRiskReassessed }
    differenceFromPreviousRevision ${DIFFERENCE}
    drift { items { item { title } ${CHANGES} } missingRisks { title } }`;
  const statements = async (count: number) => {
    const board = await createBoard(here);
    const action = await raise(here, 'Utbilda');
    const risks: Risk[] = [];
    for (let number = 1; number <= count; number += 1)
      risks.push(await createRisk(here, { board }));
    const drafts = risks.map(({ id }) => ({
      riskId: id,
      actionIds: [action.id],
      controls: ['Attest'],
    }));
    const before = await planOf(here, drafts, { board });
    const { data } = await draftFrom(board, 2026, before.id);
    const next = await adopt(here, data?.controlPlan as Plan);
    const again = await revisePlan(here, next as Plan);
    for (const { id, version } of again.items as unknown as { id: string; version?: number }[]) {
      await does(here, 'changePlanItem', {
        planItemId: id,
        expectedVersion: version ?? 1,
        note: 'Ny',
      });
    }
    const latest = await adopt(here, await read<Plan>(here, again.id, 'id version'));
    for (const risk of risks) {
      await change('updateRisk', risk, { description: 'Nytt' });
      await assess(here, await createRisk(here, { board }), { value: 3 });
    }
    const queries = await database.queriesOf(() => read(here, latest.id, fields));
    const told = await read<{
      differenceFromPreviousRevision: { changed: object[] };
      drift: { items: object[]; missingRisks: object[] };
    }>(here, latest.id, fields);
    const { differenceFromPreviousRevision: revised, drift } = told;
    expect([revised.changed, drift.items, drift.missingRisks].map(({ length }) => length)).toEqual([
      ...[count, count, count],
    ]);
    return queries.length;
  };

  expect([await statements(2), await statements(6)]).toEqual([23, 23]);
}, 30_000);
