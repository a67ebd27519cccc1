import { type Actor, permissions, type Role } from '../../src/kernel/authorisation';
import { createClock } from '../../src/kernel/clock';
import { createRequestContext } from '../../src/kernel/request-context';
import { createServer } from '../../src/server';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createMunicipality, type TestMunicipality } from '../support/municipality';
import { decidedReport } from './decided-report';
import {
  establishLights,
  type Item,
  movePlan,
  type Plan,
  planOf,
  raise,
  record,
  refusalOf,
  type Versioned,
} from './follow-up/year';
import { pastRules } from './past-rules';
import { createRisk, does, type Risk } from './risk/register';
import { actorFor, readers } from './secret-readers';

const today = '2025-12-16';

let database: TestDatabase;
let of: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  await beginAnew();
});
afterAll(() => database.drop());

/** Goes on in a municipality of its own. */
async function beginAnew(): Promise<void> {
  of = await createMunicipality(database, today);
  await establishLights(of);
}

const actorOf = (role: Role, board: 'ks' | 'bun' | null): Actor => actorFor(of, role, board);
const outsider = (): Actor => actorOf('BOARD_SECRETARY', 'bun');
const insider = (): Actor => actorOf('BOARD_SECRETARY', 'ks');

/** What a query answers to somebody. */
async function seenBy<Data>(actor: Actor, query: string, id?: string): Promise<Data> {
  const { data, errors } = await of.api.run<Data>(actor, query, { id });
  expect(errors).toEqual([]);
  return data;
}

describe('a secret record', () => {
  let risk: Risk;
  beforeAll(async () => {
    risk = await createRisk(of, { title: 'Aktersegling', sensitivity: 'SECRET', treatment: 'ACT' });
    await createRisk(of, { title: 'Besittning' });
    await createRisk(of, { title: 'Äganderätt', sensitivity: 'OPEN' });
  });
  const core = 'title sensitivity isMasked';

  it('AZ-10 stands with its texts null to whoever may not read it', async () => {
    const query = `query ($id: ID!) { risk(id: $id) { number treatment ${core} } }`;
    const { number } = risk;
    const told = { number, treatment: 'ACT', sensitivity: 'SECRET' };

    expect(await seenBy(outsider(), query, risk.id)).toEqual({
      risk: { ...told, title: null, isMasked: true },
    });
    expect(await seenBy(insider(), query, risk.id)).toEqual({
      risk: { ...told, title: 'Aktersegling', isMasked: false },
    });
  });

  it('AZ-10 is found by its words only by whoever may read them', async () => {
    const query =
      '{ risks(filter: { search: "aktersegling" }) { totalCount edges { node { id } } } }';

    expect(await seenBy(outsider(), query)).toEqual({ risks: { totalCount: 0, edges: [] } });
    expect(await seenBy(insider(), query)).toEqual({
      risks: { totalCount: 1, edges: [{ node: { id: risk.id } }] },
    });
  });

  it.each(['risk', 'control'])(
    'AZ-10 tells no title by the place of a %s in a list',
    async (kind) => {
      if (kind === 'control') {
        const control = { board: 'KS', title: 'Aktersegling', code: 'A', sensitivity: 'SECRET' };
        await does(of, 'createControl', control);
        await does(of, 'createControl', { title: 'Besittning', code: 'B' });
      }
      type Page = { edges: { cursor: string; node: { title: string | null } }[] };
      const pagesFor = async (actor: Actor, field: string, direction: string) => {
        const [titles, cursors]: [(string | null)[], string[]] = [[], []];
        for (let after = ''; ; after = `, after: "${cursors.at(-1)}"`) {
          const order = `orderBy: [{ field: ${field}, direction: ${direction} }]`;
          const query = `{ list: ${kind}s(first: 1${after}, ${order}) { edges { cursor node { title } } } }`;
          const [edge] = (await seenBy<{ list: Page }>(actor, query)).list.edges;
          if (!edge) return { titles, positions: cursors.map((each) => atob(each)).join() };
          titles.push(edge.node.title);
          cursors.push(edge.cursor);
        }
      };

      for (const field of kind === 'control' ? ['TITLE', 'CODE'] : ['TITLE']) {
        const {
          titles: [first, ...rest],
        } = await pagesFor(insider(), field, 'ASC');
        expect(first).toBe('Aktersegling');
        const ascending = await pagesFor(outsider(), field, 'ASC');
        expect(ascending.titles).toEqual([...rest, null]);
        expect(ascending.positions).not.toContain('Aktersegling');
        const descending = await pagesFor(outsider(), field, 'DESC');
        expect(descending.titles).toEqual([...rest.toReversed(), null]);
      }
    },
  );

  it('AZ-10 is found by exactly those who may read it: SQL and code say the same', async () => {
    for (const board of ['KS', 'BUN', null]) {
      const control = { board, title: `Jämförelse ${board}`, sensitivity: 'SECRET' };
      await does(of, 'createControl', control);
    }
    type Found = { edges: { node: { id: string; isMasked: boolean } }[] };
    const nodes = 'edges { node { id isMasked } }';
    const query = `{ all: controls(first: 100) { ${nodes} }
      found: controls(filter: { search: "jämförelse" }) { ${nodes} } }`;
    const idsIn = ({ edges }: Found) => edges.filter(({ node }) => !node.isMasked);
    const ours = idsIn((await seenBy<{ found: Found }>(actorOf('AUDITOR', null), query)).found);
    const found: number[] = [];
    for (const [role, board] of readers) {
      const answer = await seenBy<{ all: Found; found: Found }>(actorOf(role, board), query);
      const readable = idsIn(answer.all).map(({ node }) => node.id);
      const expected = ours.filter(({ node }) => readable.includes(node.id));
      expect(answer.found.edges).toEqual(expected);
      found.push(expected.length);
    }

    expect(found).toEqual([3, 3, 1, 1, 1, 1, 2, 1, 1, 1, 1, 0, 0]);
  });

  it('AZ-10 does not tell its title by its place among the controls of a risk', async () => {
    const linked = await createRisk(of);
    for (const [title, sensitivity] of [
      ['A', 'SECRET'],
      ['B', 'INTERNAL'],
    ]) {
      const input = { board: 'KS', title, sensitivity };
      const { control } = await does<{ control: Versioned }>(
        of,
        'createControl',
        input,
        'control { id }',
      );
      await does(of, 'linkControlToRisk', { controlId: control.id, riskId: linked.id });
    }
    const query = 'query ($id: ID!) { risk(id: $id) { controls { title } } }';

    expect(await seenBy(outsider(), query, linked.id)).toEqual({
      risk: { controls: [{ title: 'B' }, { title: null }] },
    });
  });

  it('AZ-10 is INTERNAL when nobody says, keeps what was said, and cannot be cleared', async () => {
    const fields = `id version number ${core}`;
    const created = await createRisk(of, {}, fields);
    expect(created).toMatchObject({ sensitivity: 'INTERNAL', isMasked: false });
    const change = (version: number, values: object) =>
      of.api.attempt<{ risk: Versioned }>(
        of.api.actorWith('CONTROLLER'),
        'updateRisk',
        { riskId: created.id, expectedVersion: version, ...values },
        `risk { ${fields} }`,
      );

    expect((await change(1, { sensitivity: 'SECRET' })).data).toMatchObject({
      risk: { sensitivity: 'SECRET', version: 2 },
    });
    expect((await change(2, { title: 'Nytt' })).data).toMatchObject({
      risk: { sensitivity: 'SECRET', version: 3 },
    });
    const { errors } = await change(3, { sensitivity: null });
    expect(errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'sensitivity' },
    });
  });
});

describe('a copy', () => {
  let risk: Risk;
  let plan: Plan;
  const items = `query ($id: ID!) { controlPlan(id: $id) { items {
    title isMasked risk { title sensitivity isMasked } } } }`;
  const change = (values: object) =>
    does<{ risk: Risk }>(
      of,
      'updateRisk',
      { riskId: risk.id, expectedVersion: risk.version, ...values },
      'risk { id version number title }',
    ).then((payload) => {
      risk = payload.risk;
    });
  const told = (title: string | null, sensitivity: string) => ({
    controlPlan: {
      items: [
        { title, isMasked: title === null, risk: { title, sensitivity, isMasked: title === null } },
      ],
    },
  });
  beforeAll(async () => {
    risk = await createRisk(of, { title: 'Mutbrott' });
    plan = await planOf(of, [{ riskId: risk.id }], { board: 'KS', year: 2024 });
  });
  const stated = async (): Promise<object> =>
    database.owner.query('SELECT stated, version FROM plan_item WHERE plan_id = $1', [plan.id]);

  it('AZ-10 in an adopted plan gets as secret as its record, and is not rewritten', async () => {
    const before = await stated();
    expect(await seenBy(outsider(), items, plan.id)).toEqual(told('Mutbrott', 'INTERNAL'));

    await change({ sensitivity: 'SECRET' });

    expect(await seenBy(outsider(), items, plan.id)).toEqual(told(null, 'SECRET'));
    expect(await seenBy(insider(), items, plan.id)).toEqual(told('Mutbrott', 'SECRET'));
    expect(await stated()).toEqual(before);
  });

  it('AZ-10 stays as secret as it was when it was made', async () => {
    const copied = await planOf(of, [{ riskId: risk.id }], { board: 'KS', year: 2023 });
    await change({ sensitivity: 'OPEN' });

    expect(await seenBy(outsider(), items, copied.id)).toEqual(told(null, 'SECRET'));
    expect(await seenBy(outsider(), items, plan.id)).toEqual(told('Mutbrott', 'INTERNAL'));
  });

  it('AZ-10 from before there was any sensitivity is INTERNAL', async () => {
    await pastRules(
      database,
      `UPDATE plan_item SET stated = stated #- '{risk,sensitivity}' WHERE plan_id = $1`,
      [plan.id],
    );

    expect(await seenBy(outsider(), items, plan.id)).toEqual(told('Mutbrott', 'INTERNAL'));
  });

  it('AZ-10 in a decided report gets as secret as its result, and outlives it', async () => {
    const { items: rows, board } = await planOf(of, [{ title: 'Attest' }, { title: 'Jäv' }]);
    const [secret, open] = [
      await record(of, rows[0], { text: 'Hemligt', sensitivity: 'SECRET', resultOn: '2025-05-01' }),
      await record(of, rows[1] as Item, { text: 'Öppet', resultOn: '2025-05-01' }),
    ];
    const { report } = await decidedReport(of, board.id, {});
    const query = `query ($id: ID!) { followUpReportById(id: $id) { rows {
      results { text isMasked } } } }`;
    const textsSeen = async () => {
      type Seen = { followUpReportById: { rows: { results: [{ text: string | null }] }[] } };
      const { followUpReportById } = await seenBy<Seen>(outsider(), query, report.id);
      return followUpReportById.rows.map(({ results: [{ text }] }) => text);
    };
    expect(await textsSeen()).toEqual([null, 'Öppet']);

    const { controlResult: raised } = await does<{ controlResult: Versioned }>(
      of,
      'correctResult',
      { resultId: open.id, expectedVersion: open.version, sensitivity: 'SECRET' },
      'controlResult { id version }',
    );
    expect(await textsSeen()).toEqual([null, null]);

    const withdraw = ({ id, version }: Versioned) =>
      of.api.attempt(of.api.actorWith('CONTROLLER'), 'withdrawResult', {
        ...{ resultId: id, expectedVersion: version },
      });
    expect((await withdraw(secret)).codes).toEqual([]);
    expect((await withdraw(raised)).codes).toEqual(['CONFLICT']);
    expect(await textsSeen()).toEqual([null, null]);
  });
});

describe('a secret', () => {
  /** A system that may do whatever a system may, for one board or for all. */
  const system = (boardId: string | null): Actor => ({
    ...of.api.actorWith('INTEGRATION_CLIENT'),
    grants: [{ role: 'INTEGRATION_CLIENT', boardId, scopes: permissions }],
  });
  const sensitivity = 'SECRET';
  const made = async (mutation: string, input: object, record: string): Promise<Versioned> => {
    const fields = `${record} { id version }`;
    const payload = await does<Record<string, Versioned>>(of, mutation, input, fields);
    return payload[record] as Versioned;
  };
  const control = (board: string | null): Promise<Versioned> =>
    made('createControl', { board, title: 'Larm', sensitivity }, 'control');

  /** One secret of a board of each kind that can be changed, as its mutation names it. */
  const setters: Readonly<Record<string, () => Promise<{ input: object; boardId: string }>>> = {
    updateAction: async () => {
      const { id, version } = await raise(of, 'Byt lås', { sensitivity });
      return { input: { actionId: id, expectedVersion: version }, boardId: of.ks };
    },
    updateRisk: async () => {
      const { id, version } = await createRisk(of, { sensitivity });
      return { input: { riskId: id, expectedVersion: version }, boardId: of.ks };
    },
    updateControl: async () => {
      const { id, version } = await control('KS');
      return { input: { controlId: id, expectedVersion: version }, boardId: of.ks };
    },
    changePlanItem: async () => {
      const plan = await planOf(of, [{ title: 'Larm', sensitivity }], { upTo: null });
      const planItemId = plan.items[0].id;
      return { input: { planItemId, expectedVersion: 1 }, boardId: plan.board.id };
    },
    correctResult: async () => {
      const plan = await planOf(of);
      const { id, version } = await record(of, plan.items[0], { text: 'Larm', sensitivity });
      return { input: { resultId: id, expectedVersion: version }, boardId: plan.board.id };
    },
    updateFollowUpReport: async () => {
      const { board } = await planOf(of);
      const draft = { board: board.id, year: 2025, occasion: 'YEAR_END', asOf: '2025-12-01' };
      const values = { ...draft, summary: 'Larm', sensitivity };
      const { id, version } = await made('draftFollowUpReport', values, 'followUpReport');
      return { input: { reportId: id, expectedVersion: version }, boardId: board.id };
    },
    correctEvaluation: async () => {
      const values = { board: 'KS', instrument: 'Larm', sensitivity };
      const { id, version } = await made('recordEvaluation', values, 'evaluation');
      return { input: { evaluationId: id, expectedVersion: version }, boardId: of.ks };
    },
    correctQuestion: async () => {
      const values = { board: 'KS', kind: 'INTERPELLATION', title: 'Larm', sensitivity };
      const { id, version } = await made('recordQuestion', values, 'question');
      return { input: { questionId: id, expectedVersion: version }, boardId: of.ks };
    },
  };

  it.each(Object.keys(setters))(
    'AZ-10 is opened by %s for nobody who may not read it',
    async (mutation) => {
      const secret = await setters[mutation]?.();
      if (!secret) throw new Error(`Nothing to try ${mutation} on`);
      const tried = (actor: Actor, level: string) =>
        of.api.attempt(actor, mutation, { ...secret.input, sensitivity: level });
      const masked = readers.filter(([, , reads]) => reads === 'none');
      const actors = masked.map(([role, board]) => actorOf(role, board));

      for (const actor of actors) {
        const { codes } = await tried(actor, 'INTERNAL');
        expect(['FORBIDDEN', 'NOT_FOUND']).toContain(codes[0]);
      }
      for (const actor of [system(null), system(secret.boardId)]) {
        for (const level of ['OPEN', 'INTERNAL']) {
          const { errors } = await tried(actor, level);
          expect(errors[0]?.extensions).toMatchObject({
            ...{ code: 'FORBIDDEN', details: { permission: 'secret:read' } },
          });
        }
      }
      const controller = of.api.actorWith('CONTROLLER', secret.boardId);
      expect((await tried(controller, 'OPEN')).codes).toEqual([]);
    },
  );

  it('AZ-10 is still changed by a system that may not read it, and stays one', async () => {
    const { id, version } = await createRisk(of, { sensitivity });
    const input = { riskId: id, expectedVersion: version, title: 'Nytt', sensitivity };
    const fields = 'risk { title sensitivity isMasked }';

    expect(await of.api.does(system(null), 'updateRisk', input, fields)).toEqual({
      risk: { title: null, sensitivity, isMasked: true },
    });
  });

  it('AZ-10 moves between boards by whoever may read it in both places', async () => {
    /** May change every control, and reads the secrets of the executive board. */
    const half: Actor = {
      ...system(null),
      grants: [...system(null).grants, ...of.api.actorWith('CONTROLLER', of.ks).grants],
    };
    const tried = async (actor: Actor, from: string | null, board: string | null) => {
      const { id, version } = await control(from);
      const input = { controlId: id, expectedVersion: version, board };
      const { errors } = await of.api.attempt(actor, 'updateControl', input);
      return errors.map(({ extensions }) => extensions)[0];
    };
    const refused = (permission: string) => ({ code: 'FORBIDDEN', details: { permission } });

    expect(await tried(half, null, 'KS')).toMatchObject(refused('shared-secret:read'));
    expect(await tried(half, 'KS', null)).toMatchObject(refused('shared-secret:read'));
    expect(await tried(half, 'KS', 'BUN')).toMatchObject(refused('secret:read'));
    expect(await tried(half, 'BUN', 'KS')).toMatchObject(refused('secret:read'));
    expect(await tried(half, 'KS', 'KS')).toBeUndefined();
    for (const [from, to] of [
      [null, 'KS'],
      ['KS', null],
      ['KS', 'BUN'],
    ] as const) {
      expect(await tried(of.api.actorWith('CONTROLLER'), from, to)).toBeUndefined();
    }
  });
});

describe('what is frozen', () => {
  const raiseItem = (actor: Actor, input: object) =>
    of.api.attempt<{ planItem: { sensitivity: string } }>(
      actor,
      'raisePlanItemSensitivity',
      { sensitivity: 'SECRET', reason: 'OSL 18:8', ...input },
      'planItem { sensitivity sensitivityReason title version }',
    );
  const versionOf = async (table: string, id: string): Promise<number> => {
    const sql = `SELECT version FROM ${table} WHERE id = $1`;
    return (await database.owner.query<[Versioned]>(sql, [id]))[0].version;
  };

  it('AZ-10 in a plan can be made more secret, in every revision, and says why', async () => {
    const plan = await planOf(of, [{ title: 'Larm' }]);
    const [item] = plan.items;
    const { controlPlan: draft } = await does<{ controlPlan: Plan }>(
      of,
      'reviseControlPlan',
      { planId: plan.id, expectedVersion: plan.version },
      'controlPlan { id version items { id } }',
    );
    const expectedVersion = await versionOf('plan_item', item.id);
    const input = { planItemId: item.id, expectedVersion };

    const { data, errors } = await raiseItem(of.api.actorWith('CONTROLLER'), input);

    expect(errors).toEqual([]);
    expect(data?.planItem).toEqual({
      ...{ sensitivity: 'SECRET', sensitivityReason: 'OSL 18:8', title: 'Larm' },
      version: expectedVersion + 1,
    });
    const query = 'query ($id: ID!) { planItem(id: $id) { title isMasked sensitivityReason } }';
    for (const id of [item.id, draft.items[0].id]) {
      expect(await seenBy(outsider(), query, id)).toEqual({
        planItem: { title: null, isMasked: true, sensitivityReason: null },
      });
    }
    const [event] = await database.owner.query(
      `SELECT act, after::jsonb ->> 'sensitivity_reason' AS reason FROM audit_event
       WHERE after::jsonb ->> 'id' = $1 ORDER BY seq DESC LIMIT 1`,
      [item.id],
    );
    expect(event).toEqual({ act: 'PLAN_ITEM_SENSITIVITY_RAISED', reason: 'OSL 18:8' });
  });

  it('AZ-10 in a plan is not made less secret, nor by whoever may not, nor without a reason', async () => {
    const { items } = await planOf(of, [{ title: 'Larm' }]);
    const planItemId = items[0].id;
    const expectedVersion = await versionOf('plan_item', planItemId);
    const input = { planItemId, expectedVersion };
    const controller = of.api.actorWith('CONTROLLER');
    const answers = await Promise.all([
      raiseItem(controller, { ...input, sensitivity: 'OPEN' }),
      raiseItem(controller, { ...input, sensitivity: 'INTERNAL' }),
      raiseItem(controller, { ...input, reason: ' ' }),
      raiseItem(controller, { ...input, expectedVersion: expectedVersion + 1 }),
      raiseItem(actorOf('CONTROLLER', 'bun'), input),
      raiseItem(of.api.actorWith('AUDITOR'), input),
    ]);

    expect(answers.map(({ codes }) => codes)).toEqual([
      ...[['BAD_USER_INPUT'], ['BAD_USER_INPUT'], ['BAD_USER_INPUT'], ['STALE_VERSION']],
      ...[['FORBIDDEN'], ['FORBIDDEN']],
    ]);
    expect(await versionOf('plan_item', planItemId)).toBe(expectedVersion);
  });

  it('AZ-10 in a report can be made more secret with its decision, in every revision', async () => {
    const plan = await planOf(of);
    const { report, decision } = await decidedReport(
      of,
      plan.board.id,
      { body: 'Nämnden', points: [{ text: 'Anmäls' }], preparation: [{ body: 'Utskottet' }] },
      { summary: 'Brister' },
    );
    const { followUpReport: revised } = await does<{ followUpReport: Versioned }>(
      of,
      'reviseFollowUpReport',
      { reportId: report.id, expectedVersion: report.version },
      'followUpReport { id }',
    );
    await does(of, 'raiseFollowUpReportSensitivity', {
      ...{ reportId: report.id, expectedVersion: report.version },
      ...{ sensitivity: 'SECRET', reason: 'OSL 18:8' },
    });

    const query = 'query ($id: ID!) { followUpReportById(id: $id) { summary isMasked state } }';
    for (const [id, state] of [
      [report.id, 'DECIDED'],
      [revised.id, 'DRAFT'],
    ] as const) {
      expect(await seenBy(outsider(), query, id)).toEqual({
        followUpReportById: { summary: null, isMasked: true, state },
      });
    }
    const minutes = `query ($id: ID!) { decision(id: $id) {
      body isMasked points { number text } preparation { body } } }`;
    expect(await seenBy(outsider(), minutes, decision.id)).toEqual({
      decision: {
        ...{ body: null, isMasked: true, points: [{ number: 1, text: null }] },
        preparation: [{ body: null }],
      },
    });
    expect(await seenBy(of.api.actorWith('AUDITOR'), minutes, decision.id)).toMatchObject({
      decision: { body: 'Nämnden', points: [{ text: 'Anmäls' }] },
    });
  });

  it('AZ-10 is as secret in the next revision as in the one that it was made from', async () => {
    const sensitivity = 'SECRET';
    const begun = await planOf(of, [{ title: 'Larm', sensitivity }, { title: 'Lås' }]);
    const { report } = await decidedReport(of, begun.board.id, {}, { sensitivity });
    const { controlPlan } = await does<{ controlPlan: object }>(
      of,
      'reviseControlPlan',
      { planId: begun.id, expectedVersion: begun.version },
      'controlPlan { items { sensitivity } }',
    );
    const { followUpReport } = await does<{ followUpReport: object }>(
      of,
      'reviseFollowUpReport',
      { reportId: report.id, expectedVersion: report.version },
      'followUpReport { sensitivity }',
    );

    expect(controlPlan).toEqual({ items: [{ sensitivity }, { sensitivity: 'INTERNAL' }] });
    expect(followUpReport).toEqual({ sensitivity });
  });

  it('AZ-10 a result of a secret item is a secret when nobody says otherwise', async () => {
    const plan = await planOf(of, [{ title: 'Kassan', sensitivity: 'SECRET' }]);
    const fields = 'controlResult { sensitivity }';
    const input = { planItemId: plan.items[0].id, plannedControlIds: [] };
    const sensitivities = [];
    for (const said of [{}, { sensitivity: 'INTERNAL' }]) {
      const values = { ...input, ...said, executionStatus: 'IN_PROGRESS' };
      sensitivities.push(await does(of, 'recordResult', values, fields));
    }

    expect(sensitivities).toEqual([
      { controlResult: { sensitivity: 'SECRET' } },
      { controlResult: { sensitivity: 'INTERNAL' } },
    ]);
  });

  it('AZ-10 a result can be made more secret when the year of its plan is over', async () => {
    const plan = await planOf(of);
    const result = await record(of, plan.items[0], { text: 'Brister' });
    await movePlan(of, plan, 'close');
    const input = {
      ...{ resultId: result.id, expectedVersion: result.version },
      ...{ sensitivity: 'SECRET', reason: 'OSL 18:8' },
    };
    const fields = 'controlResult { text sensitivity sensitivityReason }';

    expect(await does(of, 'raiseResultSensitivity', input, fields)).toEqual({
      controlResult: { text: 'Brister', sensitivity: 'SECRET', sensitivityReason: 'OSL 18:8' },
    });
    const query = 'query ($id: ID!) { controlResult(id: $id) { text } }';
    expect(await seenBy(outsider(), query, result.id)).toEqual({ controlResult: { text: null } });
  });

  it('AZ-10 the database lets what is frozen be raised and nothing else, whoever asks', async () => {
    const { items, board } = await planOf(of);
    const { report, decision } = await decidedReport(of, board.id, {}, { sensitivity: 'OPEN' });
    const frozen = [
      ['plan_item', items[0].id, 'INTERNAL'],
      ['follow_up_report', report.id, 'OPEN'],
      ['decision', decision.id, 'OPEN'],
    ] as const;
    for (const source of [database.application, database.owner]) {
      for (const [table, id, now] of frozen) {
        const tried = (changes: string | string[]) =>
          refusalOf(
            source,
            of,
            [changes].flat().map((each) => `UPDATE ${table} SET ${each} WHERE id = $1`),
            [id],
          );
        expect(await tried(`sensitivity = 'SECRET'`)).toBeNull();
        expect(await tried([`sensitivity = 'SECRET'`, `sensitivity = '${now}'`])).toBe('IK001');
        const text = { plan_item: 'note', follow_up_report: 'summary', decision: 'body' }[table];
        expect(await tried(`sensitivity = 'SECRET', ${text} = 'Nytt'`)).toBe('IK001');
        if (table !== 'decision') expect(await tried(`sensitivity_reason = 'Nytt'`)).toBe('IK001');
      }
    }
  });
});

describe('reading a secret', () => {
  let risk: Risk;
  const both = '{ risks(filter: { search: "spioneri" }) { edges { node { title description } } } }';
  beforeAll(async () => {
    const secret = { title: 'Spioneri', description: 'Om spioneri', sensitivity: 'SECRET' };
    risk = await createRisk(of, secret);
    await createRisk(of, { title: 'Mindre spioneri' });
  });
  const events = (actor: Actor) =>
    database.owner.query<object[]>(
      `SELECT kind, actor, request_id IS NOT NULL AS "hasRequest", detail FROM security_event
       WHERE municipality_id = $1 AND actor = $2 ORDER BY id`,
      [of.municipalityId, actor.subject],
    );
  const reader = (name: string): Actor => ({ ...insider(), subject: name });

  it('AUD-7 is logged once for each record and request, with who and what', async () => {
    await seenBy(reader('lena'), both);
    await seenBy(reader('lena'), `{ a: ${both.slice(1, -1)} b: ${both.slice(1, -1)} }`);

    const event = {
      ...{ kind: 'SECRET_READ', actor: 'lena', hasRequest: true },
      detail: { type: 'Risk', id: risk.id },
    };
    expect(await events(reader('lena'))).toEqual([event, event]);
  });

  it('AUD-7 is not logged when no text was asked for, or none was shown', async () => {
    await seenBy(reader('olle'), `{ risks { edges { node { number sensitivity isMasked } } } }`);
    const stranger = { ...outsider(), subject: 'siv' };
    await seenBy(stranger, '{ risks { edges { node { title description } } } }');

    expect(await events(reader('olle'))).toEqual([]);
    expect(await events(stranger)).toEqual([]);
  });

  it('AUD-7 tells nothing when the log cannot be written', async () => {
    const logged: unknown[] = [];
    const server = await createServer((_requestId, cause) => logged.push(cause));
    const ask = async (query: string) => {
      const contextValue = createRequestContext(database.application, insider(), createClock());
      const { body, http } = await server.executeOperation({ query }, { contextValue });
      if (body.kind !== 'single') throw new Error('Expected one result');
      return { ...body.singleResult, status: http.status, id: contextValue.requestId };
    };
    await database.owner.query('REVOKE INSERT ON security_event FROM internkontroll_app');
    const [secret, open] = [await ask(both), await ask('{ risks { totalCount } }')];
    await database.owner.query('GRANT INSERT ON security_event TO internkontroll_app');

    expect(secret.data).toBeUndefined();
    expect(secret.status).toBe(500);
    expect(secret.errors?.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'INTERNAL_SERVER_ERROR', requestId: secret.id },
    ]);
    expect(logged).toMatchObject([{ message: 'permission denied for table security_event' }]);
    expect(open.errors).toBeUndefined();
  });
});
