import { type Actor, permissions } from '../../../src/kernel/authorisation';
import { unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { refusalOf } from '../follow-up/year';
import { does, establish } from '../risk/register';
import {
  addItem,
  adopt,
  draft,
  everythingStored,
  freshYear,
  latestAct,
  move,
  type Plan,
  planIn,
  read,
  states,
} from './plan';

let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  [here, elsewhere] = [await createMunicipality(database), await createMunicipality(database)];
  await establish(here);
});
afterAll(() => database.drop());

interface Control {
  readonly id: string;
  readonly version: number;
}
const control = async (values: object = {}, of = here): Promise<Control> => {
  const input = { title: 'Attest av två', board: 'KS', isStanding: true, ...values };
  return (await does<{ control: Control }>(of, 'createControl', input, 'control { id version }'))
    .control;
};

const controller = (boardId: string | null = null) => here.api.actorWith('CONTROLLER', boardId);
const item = `planItem {
  id kind title isTested note sensitivity risk { title } riskValue
  plannedControls { methods population sample definition { title isStanding inPlaceSince } }
} controlPlan { id version }`;
interface Cited {
  readonly planItem: { readonly id: string; readonly version: number };
  readonly controlPlan: Plan;
}
const cite = (
  { id, version }: Plan,
  controlId: string,
  values: object = {},
  actor = controller(),
) =>
  here.api.attempt<Cited>(
    actor,
    'citeStandingControl',
    { planId: id, expectedVersion: version, controlId, ...values },
    item,
  );
const stored = async () => [
  await everythingStored(database, here),
  await database.owner.query('SELECT * FROM control ORDER BY id'),
];

describe('a standing control', () => {
  it('needs no year, has one when it is known, and is found among others', async () => {
    const [unknown, known] = [
      await control({ board: 'BUN' }),
      await control({ inPlaceSince: 2021 }),
    ];
    const ordinary = await control({ title: 'Stickprov', isStanding: false });
    const query = `query ($filter: ControlFilterInput) {
      controls(filter: $filter) { edges { node { id isStanding inPlaceSince } } } }`;
    type Found = { controls: { edges: { node: { id: string } }[] } };
    const found = async (filter: object) => {
      const { controls } = await here.api.ask<Found>(query, { filter });
      return controls.edges.map(({ node }) => node);
    };

    const standing = await found({ isStanding: true });
    expect(standing).toContainEqual({ id: unknown.id, isStanding: true, inPlaceSince: null });
    expect(standing).toContainEqual({ id: known.id, isStanding: true, inPlaceSince: 2021 });
    expect(standing.map(({ id }) => id)).not.toContain(ordinary.id);
    expect(await found({ isStanding: false })).toEqual([
      { id: ordinary.id, isStanding: false, inPlaceSince: null },
    ]);
  });

  const onlyStanding = {
    sv: 'anges bara för en inbyggd kontroll',
    en: 'is only for a standing control',
  };
  const range = {
    sv: 'ska vara ett heltal från 1900 till 2025',
    en: 'must be a whole number from 1900 to 2025',
  };
  it.each([
    [{ isStanding: false }, 'inPlaceSince', onlyStanding],
    [{ inPlaceSince: 2026 }, 'inPlaceSince', range],
    [{ inPlaceSince: 1899 }, 'inPlaceSince', range],
    [{ isStanding: null }, 'isStanding', { sv: 'får inte vara tomt', en: 'must not be empty' }],
  ])('is not changed by %j', async (changes, field, rule) => {
    const { id, version } = await control({ inPlaceSince: 2021 });
    const before = await stored();

    const input = { controlId: id, expectedVersion: version, ...changes };
    const { codes, errors } = await here.api.attempt(controller(), 'updateControl', input);

    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(errors[0]?.extensions?.details).toMatchObject({ field, rule });
    expect(await stored()).toEqual(before);
  });

  it('loses its year with its standing, also in the database', async () => {
    const { id, version } = await control({ inPlaceSince: 2021 });
    const sql = 'UPDATE control SET is_standing = FALSE WHERE id = $1';
    expect(await refusalOf(database.application, here, sql, [id])).toBe('23514');

    const input = {
      controlId: id,
      expectedVersion: version,
      isStanding: false,
      inPlaceSince: null,
    };
    const fields = 'control { isStanding inPlaceSince }';
    expect(await does(here, 'updateControl', input, fields)).toEqual({
      control: { isStanding: false, inPlaceSince: null },
    });
  });
});

describe('a plan', () => {
  it('relies on a standing control without a risk, untested unless it is said, and is told by it', async () => {
    const { id } = await control({
      methods: ['INTERVIEW'],
      plannedPopulation: 9,
      plannedSample: 3,
    });
    const other = await control({ title: 'Två referenser', board: null, inPlaceSince: 2021 });
    const plan = await draft(here);

    const { data } = await cite(plan, id);
    expect(data).toMatchObject({
      planItem: {
        ...{ kind: 'STANDING_CONTROL', title: 'Attest av två', isTested: false, note: null },
        ...{ risk: null, riskValue: null },
        plannedControls: [
          {
            ...{ methods: ['INTERVIEW'], population: 9, sample: 3 },
            definition: { title: 'Attest av två', isStanding: true, inPlaceSince: null },
          },
        ],
      },
      controlPlan: { version: plan.version + 1 },
    });
    expect((await latestAct(database, here))[0]).toMatchObject({ act: 'STANDING_CONTROL_CITED' });
    const next = data?.controlPlan as Plan;
    expect((await cite(next, other.id, { isTested: true, note: 'I år' })).data).toMatchObject({
      planItem: { title: 'Två referenser', isTested: true, note: 'I år' },
    });

    const query = 'query ($id: ID!) { control(id: $id) { planItems { title plan { id } } } }';
    expect(await here.api.ask(query, { id })).toEqual({
      control: { planItems: [{ title: 'Attest av två', plan: { id: plan.id } }] },
    });
  });

  it('keeps the control as it was, in every revision, whatever becomes of it', async () => {
    const { id, version } = await control({ inPlaceSince: 2021 });
    const plan = await draft(here);
    const adopted = await adopt(here, (await cite(plan, id)).data?.controlPlan as Plan);
    const fields =
      'items { title isTested plannedControls { definition { isStanding inPlaceSince } } }';
    const before = await read(here, plan.id, fields);

    const changes = { title: 'Ny', isStanding: false, inPlaceSince: null };
    await does(here, 'updateControl', { controlId: id, expectedVersion: version, ...changes });

    expect(await read(here, plan.id, fields)).toEqual(before);
    expect(before).toMatchObject({
      items: [
        {
          ...{ title: 'Attest av två', isTested: false },
          plannedControls: [{ definition: { isStanding: true, inPlaceSince: 2021 } }],
        },
      ],
    });
    const revision = await move(here, 'reviseControlPlan', adopted);
    expect(await read(here, revision.id, 'items { title isTested }')).toEqual({
      items: [{ title: 'Attest av två', isTested: false }],
    });
  });

  it('from before anybody could say whether a control is standing can still be read', async () => {
    const { item: old, plan } = await addItem(here, await draft(here), {
      controls: [{ controlId: (await control()).id }],
    });
    const proposed = await move(here, 'proposeControlPlan', plan);
    await database.owner.transaction(async (manager) => {
      await manager.query('SET LOCAL session_replication_role = replica');
      await manager.query(
        `UPDATE planned_control SET stated = stated - 'isStanding' - 'inPlaceSince' WHERE item_id = $1`,
        [old.id],
      );
    });

    const fields = 'items { plannedControls { definition { title isStanding inPlaceSince } } }';
    expect(await read(here, proposed.id, fields)).toEqual({
      items: [
        {
          plannedControls: [
            { definition: { title: 'Attest av två', isStanding: null, inPlaceSince: null } },
          ],
        },
      ],
    });
  });

  it('says whether it tests one, in a draft, also of an item that was added otherwise', async () => {
    const standing = { kind: 'STANDING_CONTROL', isTested: false };
    const { item: added, plan } = await addItem(here, await draft(here), standing);
    const change = { planItemId: added.id, expectedVersion: added.version, isTested: true };

    const isTested = async () =>
      (await read<{ items: object[] }>(here, plan.id, 'items { isTested }')).items;
    expect(await isTested()).toEqual([{ isTested: false }]);
    await does(here, 'changePlanItem', change);
    expect(await isTested()).toEqual([{ isTested: true }]);
    await does(here, 'changePlanItem', { ...change, expectedVersion: 2, isTested: undefined });
    expect(await isTested()).toEqual([{ isTested: true }]);
  });
});

describe('is refused, and nothing is written', () => {
  const refusal = async (attempt: ReturnType<typeof here.api.attempt>) => {
    const { codes, errors } = await attempt;
    const { field, rule } = Object(errors[0]?.extensions?.details);
    return { codes, field, rule };
  };
  const badInput = (field: string, sv: string, en: string) => ({
    ...{ codes: ['BAD_USER_INPUT'], field, rule: { sv, en } },
  });

  it('a control that is not standing, another board’s, ended, or cited already', async () => {
    const cited = await control();
    const plan = (await cite(await draft(here), cited.id)).data?.controlPlan as Plan;
    const ended = await control();
    const end = { controlId: ended.id, expectedVersion: 1, endedOn: '2024-12-31' };
    await does(here, 'endControl', end);
    const [ordinary, theirs] = [
      await control({ isStanding: false }),
      await control({ board: 'BUN' }),
    ];
    const before = await stored();
    const citing = ({ id }: Control) => refusal(cite(plan, id));

    expect(await citing(ordinary)).toEqual(
      badInput('controlId', 'är ingen inbyggd kontroll', 'is no standing control'),
    );
    expect(await citing(theirs)).toEqual(
      badInput('controlId', 'hör till en annan nämnd', 'belongs to another board'),
    );
    expect(await citing(ended)).toEqual(
      badInput('controlId', 'upphörde före planens år', 'ended before the year of the plan'),
    );
    expect(await citing(cited)).toEqual(
      badInput(
        'controlId',
        'finns redan bland de inbyggda kontroller som planen hänvisar till',
        'is among the standing controls that the plan cites already',
      ),
    );
    expect(await stored()).toEqual(before);
  });

  it('what is not there, by somebody else, or against what the plan says', async () => {
    const { id } = await control();
    const plan = await draft(here);
    const none = await does<{ controlPlan: Plan }>(
      here,
      'stateNoneOfKind',
      {
        ...{ planId: (await draft(here)).id, expectedVersion: 1 },
        ...{ kind: 'STANDING_CONTROL', hasNone: true },
      },
      'controlPlan { id version }',
    );
    const theirs = await control({}, elsewhere);
    const before = await stored();

    expect((await cite(plan, unknownId())).codes).toEqual(['NOT_FOUND']);
    expect((await cite(plan, theirs.id)).codes).toEqual(['NOT_FOUND']);
    expect((await cite({ ...plan, version: 9 }, id)).codes).toEqual(['STALE_VERSION']);
    expect((await cite(plan, id, {}, controller(here.bun))).codes).toEqual(['FORBIDDEN']);
    expect((await cite(none.controlPlan, id)).codes).toEqual(['CONFLICT']);
    expect(await stored()).toEqual(before);
  });

  it.each(states.filter((state) => state !== 'DRAFT'))('in a plan that is %s', async (state) => {
    const { id } = await control();
    const { plan } = await planIn(here, state);
    const before = await stored();

    expect((await cite(plan, id)).codes).toEqual([
      state === 'PROPOSED' ? 'ILLEGAL_MOVE' : 'FROZEN',
    ]);
    expect(await stored()).toEqual(before);
  });

  it.each(['OWN_CONTROL', 'COMMON_CONTROL', 'DIRECT_ACTION'])(
    'to leave an item of the kind %s untested',
    async (kind) => {
      const { item: own, plan } = await addItem(here, await draft(here), { kind });
      const before = await stored();
      const add = { planId: plan.id, expectedVersion: plan.version, kind, title: 'x' };
      const change = { planItemId: own.id, expectedVersion: own.version };
      const only = badInput(
        'isTested',
        'anges bara för en inbyggd kontroll',
        'is only for a standing control',
      );
      const empty = badInput('isTested', 'får inte vara tomt', 'must not be empty');
      const trying = (mutation: string, input: object) =>
        refusal(here.api.attempt(controller(), mutation, input));

      expect(await trying('addPlanItem', { ...add, isTested: false })).toEqual(only);
      expect(await trying('addPlanItem', { ...add, isTested: null })).toEqual(empty);
      expect(await trying('changePlanItem', { ...change, isTested: false })).toEqual(only);
      expect(await trying('changePlanItem', { ...change, isTested: null })).toEqual(empty);
      expect(await stored()).toEqual(before);
    },
  );
});

describe('AZ-10 the title of a secret control', () => {
  const titles = async (role: 'AUDITOR' | 'ADMINISTRATOR', { id }: Plan) => {
    const query = 'query ($id: ID!) { controlPlan(id: $id) { items { title sensitivity } } }';
    type Seen = { controlPlan: { items: { title: string | null; sensitivity: string }[] } };
    const { data } = await here.api.run<Seen>(here.api.actorWith(role), query, { id });
    return data.controlPlan.items.map(({ title, sensitivity }) => [title, sensitivity]);
  };

  it('is as secret in the plan, from the start or later', async () => {
    const secret = await control({ title: 'Larmkoden', sensitivity: 'SECRET' });
    const later = await control({ title: 'Nyckeln' });
    const first = (await cite(await draft(here), secret.id)).data?.controlPlan as Plan;
    const plan = (await cite(first, later.id)).data?.controlPlan as Plan;
    expect(await titles('ADMINISTRATOR', plan)).toEqual([
      [null, 'SECRET'],
      ['Nyckeln', 'INTERNAL'],
    ]);

    await adopt(here, plan);
    const raised = { controlId: later.id, expectedVersion: 1, sensitivity: 'SECRET' };
    await does(here, 'updateControl', raised);

    expect(await titles('ADMINISTRATOR', plan)).toEqual([
      [null, 'SECRET'],
      [null, 'SECRET'],
    ]);
    expect(await titles('AUDITOR', plan)).toEqual([
      ['Larmkoden', 'SECRET'],
      ['Nyckeln', 'SECRET'],
    ]);
  });

  describe('stays secret when the control leaves it', () => {
    const blind = (): Actor => {
      const client = here.api.actorWith('INTEGRATION_CLIENT');
      const grant = { role: 'INTEGRATION_CLIENT' as const, boardId: null, scopes: permissions };
      return { ...client, grants: [grant] };
    };
    const secretCited = async (values: object = {}) => {
      const later = await control({ title: 'Nyckeln' });
      const { data } = await cite(await draft(here, values), later.id);
      const raised = { controlId: later.id, expectedVersion: 1, sensitivity: 'SECRET' };
      await does(here, 'updateControl', raised);
      return { control: later, ...(data as Cited) };
    };
    const change = (input: object, actor: Actor = blind()) =>
      here.api.attempt(actor, 'changePlanItem', { expectedVersion: 1, ...input });

    it('by the hand of somebody who may not read it, and who cannot say that it is open', async () => {
      const { planItem, controlPlan } = await secretCited();
      const other = await control({ title: 'Stickprov' });
      const planItemId = planItem.id;
      const before = await stored();

      for (const sensitivity of ['OPEN', 'INTERNAL']) {
        for (const more of [{}, { controls: [] }]) {
          const { codes } = await change({ planItemId, sensitivity, ...more });
          expect([sensitivity, more, codes]).toEqual([sensitivity, more, ['FORBIDDEN']]);
        }
      }
      expect(await stored()).toEqual(before);

      expect((await change({ planItemId, controls: [{ controlId: other.id }] })).codes).toEqual([]);
      expect(await titles('ADMINISTRATOR', controlPlan)).toEqual([[null, 'SECRET']]);
      expect((await change({ planItemId, expectedVersion: 2, controls: [] })).codes).toEqual([]);
      expect(await titles('ADMINISTRATOR', controlPlan)).toEqual([[null, 'SECRET']]);
      const opened = { planItemId, expectedVersion: 3, sensitivity: 'INTERNAL' };
      expect((await change(opened, controller())).codes).toEqual([]);
      expect(await titles('ADMINISTRATOR', controlPlan)).toEqual([['Nyckeln', 'INTERNAL']]);
    });

    it('when next year’s plan begins with it, whatever becomes of the control then', async () => {
      const year = freshYear();
      const { control: former, controlPlan } = await secretCited({ year });
      const { id: fromPlanId } = await adopt(here, controlPlan);
      const next = await draft(here, { year: year + 1, fromPlanId });
      const opened = { controlId: former.id, expectedVersion: 2, sensitivity: 'INTERNAL' };
      await does(here, 'updateControl', opened);

      expect(await titles('ADMINISTRATOR', next)).toEqual([[null, 'SECRET']]);
    });
  });

  it('is not brought to a board by somebody who may not read what all boards share', async () => {
    const { id } = await control({ title: 'Larmkoden', board: null, sensitivity: 'SECRET' });
    const plan = await draft(here);

    expect((await cite(plan, id, {}, controller(here.ks))).codes).toEqual(['FORBIDDEN']);
    expect((await cite(plan, id)).codes).toEqual([]);
  });
});
