import { randomUUID } from 'node:crypto';
import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { assess, createRisk, does, establish, given } from '../risk/register';
import { scheme } from '../scoring-scheme/scheme';
import {
  addItem,
  adopt,
  asRole,
  citeDocument,
  draft,
  everythingStored,
  type Given,
  type Item,
  inputFor,
  type Mutation,
  move,
  mutations,
  type Plan,
  planIn,
  planTables,
  read,
  type State,
  settle,
  states,
  wholePlan,
} from './plan';

/** What the database says to whoever touches what a board has decided. */
const FROZEN = 'IK001';
/** What it says to whoever reaches for a right that it was not given. */
const NO_RIGHT = '42501';
/** What it says when a row breaks a rule of its table, and when there would be two of something. */
const CHECK = '23514';
const UNIQUE = '23505';

let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;

/** The register that the frozen plan was made from. */
let register: Record<
  'riskId' | 'categoryId' | 'processId' | 'goalId' | 'controlId' | 'actionId' | 'documentId',
  string
>;
/** A plan in force with something in every table, a proposed revision of it, and an open draft. */
let frozen: Plan;
let revision: Plan;
let open: Plan;
/** The frozen decision, and one that nobody has frozen. */
let decisionId: string;
let openDecisionId: string;
/** Which rows of each table belong to what the board decided, as a condition in SQL. */
let decided: Record<string, string>;

const decision = {
  ...{ body: 'Kommunstyrelsen', metOn: '2025-12-15', paragraph: '§ 60', diaryNumber: '2025.018' },
  ...{
    proposalOn: '2025-11-20',
    notes: ['Not'],
    annexes: ['Bilaga'],
    forwardedTo: ['Revisorerna'],
  },
  points: [
    { text: 'Planen antas.' },
    { text: 'Se över.', assignedRole: 'Chef', dueOn: '2026-06-30' },
  ],
  preparation: [{ body: 'Arbetsutskottet', preparedOn: '2025-12-01', paragraph: '§ 12' }],
};

beforeAll(async () => {
  database = await createTestDatabase();
  [here, elsewhere] = [await createMunicipality(database), await createMunicipality(database)];
  await establish(here);
  register = await fillRegister();
  let plan = await draft(here);
  for (const values of contents()) ({ plan } = await addItem(here, plan, values));
  plan = await citeDocument(here, plan, register.documentId);
  frozen = await adopt(here, plan, decision);
  await settle(here, frozen);
  revision = await move(here, 'proposeControlPlan', await move(here, 'reviseControlPlan', frozen));
  open = await draft(here);
  for (const values of contents()) ({ plan: open } = await addItem(here, open, values));
  open = await citeDocument(here, open, register.documentId);

  const stored = await read<{ decision: { id: string } }>(here, frozen.id);
  decisionId = stored.decision.id;
  openDecisionId = await recordOpenDecision();
  const [{ scheme_id: schemeId }] = await database.owner.query(
    'SELECT scheme_id FROM control_plan WHERE id = $1',
    [frozen.id],
  );
  decided = {
    control_plan: `id = '${frozen.id}'`,
    plan_item: `plan_id = '${frozen.id}'`,
    planned_control: `plan_id = '${frozen.id}'`,
    plan_item_action: `plan_id = '${frozen.id}'`,
    plan_governing_document: `plan_id = '${frozen.id}'`,
    decision: `id = '${decisionId}'`,
    decision_point: `decision_id = '${decisionId}'`,
    decision_preparation: `decision_id = '${decisionId}'`,
    scoring_scheme: `id = '${schemeId}'`,
    scoring_level: `scheme_id = '${schemeId}'`,
    scoring_cell: `scheme_id = '${schemeId}'`,
    risk_band: `scheme_id = '${schemeId}'`,
    assessment_level: `scheme_id = '${schemeId}'`,
  };
});
afterAll(() => database.drop());

async function fillRegister() {
  const categoryId = await given.category(here, 'Ekonomi');
  const processId = await given.process(here, 'Inköp');
  const goalId = await given.goal(here, '4.2');
  const actionId = await given.action(here, 'Utbilda');
  let risk = await createRisk(here, {
    ...{ title: 'Mutor', description: 'Gåvor', categoryId, processId, councilGoalId: goalId },
    ...{ ownerRole: 'Inköpschef', source: 'AUDIT', sourceNote: '2024', treatment: 'CONTROL' },
    ...{ treatmentReason: 'Väsentlig', existingMeasures: 'Policy', measuresSufficient: 'NO' },
  });
  for (const kind of ['INHERENT', 'CURRENT', 'RESIDUAL']) {
    risk = await assess(here, risk, { kind, likelihood: 2, consequence: 3, motive: 'Vi vet' });
  }
  const { control } = await does<{ control: { id: string } }>(
    here,
    'createControl',
    {
      ...{ title: 'Attest', board: 'KS', code: 'K1', purpose: 'Rätt', scope: 'Allt', processId },
      ...{
        methods: ['SAMPLE'],
        frequency: 'YEARLY',
        ownerRole: 'Chef',
        performerRole: 'Controller',
      },
      ...{ plannedPopulation: 240, plannedSample: 20, isStanding: true, inPlaceSince: 2021 },
    },
    'control { id }',
  );
  const { governingDocument } = await does<{ governingDocument: { id: string } }>(
    here,
    'recordGoverningDocument',
    { title: 'Reglemente', kind: 'RULES', decidingBody: 'Fullmäktige', validFrom: '2024-01-01' },
    'governingDocument { id }',
  );
  const documentId = governingDocument.id;
  return {
    documentId,
    riskId: risk.id,
    categoryId,
    processId,
    goalId,
    controlId: control.id,
    actionId,
  };
}

/** Two items that between them fill every column: one of a risk, one with a value of its own. */
const contents = () => {
  const { riskId, controlId, processId, actionId } = register;
  const own = { processId, title: 'Kassan', likelihood: 2, consequence: 3, note: 'Anm' };
  return [
    { riskId, controls: [{ controlId }] },
    { ...own, kind: 'DIRECT_ACTION', actionIds: [actionId] },
  ];
};

/** A decision with its parts that is written but not frozen; the API never leaves one behind. */
async function recordOpenDecision(): Promise<string> {
  const id = randomUUID();
  const key = `'${here.municipalityId}', '${id}'`;
  await asApplication(async (manager) => {
    await manager.query(
      `INSERT INTO decision (municipality_id, id, board_id, notes, annexes, forwarded_to)
       VALUES (${key}, '${here.ks}', '{}', '{}', '{}')`,
    );
    await manager.query(
      `INSERT INTO decision_point (municipality_id, decision_id, id, number, text, version)
       VALUES (${key}, gen_random_uuid(), 9, 'Öppen', 1)`,
    );
    await manager.query(
      `INSERT INTO decision_preparation (municipality_id, decision_id, id, position, body)
       VALUES (${key}, gen_random_uuid(), 9, 'AU')`,
    );
  });
  return id;
}

const asApplication = <Result>(work: (manager: EntityManager) => Promise<Result>) =>
  asRole(database.application, here, work);

/** What the database answers to the last of some statements: an error code, or how many rows it
 * touched. Nothing is kept, so that one success does not hide the next. */
async function answerOf(role: DataSource, ...statements: string[]): Promise<string> {
  const enough = new Error('rolled back on purpose');
  let answer: unknown;
  try {
    await asRole(role, here, async (manager) => {
      for (const sql of statements) answer = await manager.query(sql);
      throw enough;
    });
  } catch (error) {
    if (error instanceof QueryFailedError) return (error.driverError as { code: string }).code;
    if (error !== enough) throw error;
  }
  const [rows, count] = answer as [unknown[], number?];
  return `${typeof count === 'number' ? count : Array.isArray(rows) ? rows.length : (answer as []).length} rows`;
}
const tried = (...statements: string[]) => answerOf(database.application, ...statements);
const triedByOwner = (...statements: string[]) => answerOf(database.owner, ...statements);

/** Every answer of several attempts, by what was tried. */
async function answersOf(
  attempts: readonly string[],
  answer: (attempt: string) => Promise<string>,
): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const attempt of attempts) answers[attempt] = await answer(attempt);
  return answers;
}
const all = (attempts: readonly string[], answer: string): Record<string, string> =>
  Object.fromEntries(attempts.map((attempt) => [attempt, answer]));

const schemeParts = ['scoring_level', 'scoring_cell', 'risk_band', 'assessment_level'] as const;
const frozenTables = [...planTables, 'scoring_scheme', ...schemeParts] as const;
/** Tables whose rows the application may only ever add to. */
const addedOnly: readonly string[] = ['decision_preparation', ...schemeParts];
const parts = [
  ...(['plan_item', 'planned_control', 'plan_item_action'] as const),
  'plan_governing_document',
] as const;

/** Another value than the one that a column has, by its type. */
const others: Readonly<Record<string, (column: string) => string>> = {
  uuid: () => 'gen_random_uuid()',
  boolean: (column) => `NOT ${column}`,
  integer: (column) => `coalesce(${column}, 0) + 1`,
  text: (column) => `coalesce(${column}, '') || 'x'`,
  date: (column) => `coalesce(${column}, '2025-01-01') + 1`,
  jsonb: () => `'{}'`,
  ARRAY: (column) => `${column} || 'x'::text`,
  'timestamp with time zone': (column) => `${column} + interval '1 second'`,
};

interface Column {
  readonly name: string;
  readonly type: string;
}
const columnsOf = (table: string): Promise<Column[]> =>
  database.owner.query(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1`,
    [table],
  );

describe.each(frozenTables)('%s', (table) => {
  /** What happens to a plan and to an assignment afterwards; the state itself comes further down. */
  const alive: Readonly<Record<string, Record<string, string>>> = {
    control_plan: { version: '1 rows' },
    plan_item: { version: '2 rows' },
    decision_point: { version: '2 rows', state: CHECK, done_on: CHECK },
  };
  const refusal = addedOnly.includes(table) ? NO_RIGHT : FROZEN;

  it('has no column that can get another value', async () => {
    const columns = await columnsOf(table);
    const names = columns.map(({ name }) => name);
    expect(names).toContain('municipality_id');
    const changing = (by: typeof tried) =>
      answersOf(names, (name) => {
        const type = columns.find((column) => column.name === name)?.type ?? '';
        const value = others[type]?.(name);
        return by(`UPDATE ${table} SET ${name} = ${value} WHERE ${decided[table]}`);
      });

    expect(await changing(tried)).toEqual({ ...all(names, refusal), ...alive[table] });
    expect(await changing(triedByOwner)).toEqual({ ...all(names, FROZEN), ...alive[table] });
  });

  it('has no column that can be emptied', async () => {
    const names = (await columnsOf(table)).map(({ name }) => name);
    const filled = await database.owner.query(
      `SELECT to_jsonb(${table}) AS row FROM ${table} WHERE ${decided[table]}`,
    );
    const isFilled = (name: string) =>
      filled.some(({ row }: { row: Record<string, unknown> }) => row[name] !== null);
    const emptied = await answersOf(names.filter(isFilled), (name) =>
      triedByOwner(
        `UPDATE ${table} SET ${name} = NULL WHERE ${name} IS NOT NULL AND ${decided[table]}`,
      ),
    );
    const { state: _state, version: _version, ...content } = emptied;

    expect(content).toEqual(all(Object.keys(content), FROZEN));
    expect(Object.keys(content).length).toBeGreaterThan(4);
  });

  it('loses no row', async () => {
    const sql = `DELETE FROM ${table} WHERE ${decided[table]}`;

    expect([FROZEN, NO_RIGHT]).toContain(await tried(sql));
    expect(await triedByOwner(sql)).toBe(FROZEN);
  });
});

describe('below what is decided', () => {
  /** Adds a copy of a row, with keys of its own. */
  const copied = (table: string, condition: string, changes = '{}') =>
    `INSERT INTO ${table} SELECT (jsonb_populate_record(row, jsonb_build_object('id', gen_random_uuid(),
       'stable_id', gen_random_uuid(), 'number', 99, 'position', 99) || '${changes}')).*
     FROM ${table} row WHERE ${condition} LIMIT 1 RETURNING 1`;

  it.each([...parts, 'decision_point', 'decision_preparation', ...schemeParts])(
    'no %s is added',
    async (table) => {
      const sql = copied(table, decided[table] ?? '');

      expect([await tried(sql), await triedByOwner(sql)]).toEqual([FROZEN, FROZEN]);
    },
  );

  it.each(parts)('no %s is moved in or out', async (table) => {
    const moved = (from: Plan, to: Plan) =>
      `UPDATE ${table} SET plan_id = '${to.id}' WHERE plan_id = '${from.id}'`;
    const both = [moved(frozen, open), moved(open, frozen)];

    expect(await answersOf(both, tried)).toEqual(all(both, FROZEN));
    expect(await answersOf(both, triedByOwner)).toEqual(all(both, FROZEN));
  });

  it.each(['decision_point', 'decision_preparation'])('no %s is moved in or out', async (table) => {
    const moved = (from: string, to: string) =>
      `UPDATE ${table} SET decision_id = '${to}' WHERE decision_id = '${from}'`;
    const both = [moved(decisionId, openDecisionId), moved(openDecisionId, decisionId)];

    expect(await answersOf(both, triedByOwner)).toEqual(all(both, FROZEN));
    expect(await answersOf(both, tried)).toEqual(
      all(both, table === 'decision_point' ? FROZEN : NO_RIGHT),
    );
  });

  it('nothing is hit by chance: the same statements work on a draft', async () => {
    const inDraft = `plan_id = '${open.id}'`;
    const harmless = [
      `UPDATE plan_item SET note = 'Ny' WHERE ${inDraft}`,
      `DELETE FROM planned_control WHERE ${inDraft}`,
      `DELETE FROM plan_item_action WHERE ${inDraft}`,
      `UPDATE control_plan SET proposed_by = 'x' WHERE id = '${open.id}'`,
      copied('plan_item', inDraft),
      `UPDATE decision SET body = 'Nämnden' WHERE id = '${openDecisionId}'`,
      `UPDATE decision_point SET text = 'Ny' WHERE decision_id = '${openDecisionId}'`,
    ];

    expect(Object.values(await answersOf(harmless, tried))).toEqual([
      ...['2 rows', '1 rows', '1 rows', '1 rows', '1 rows', '1 rows', '1 rows'],
    ]);
  });
});

describe('the state of a plan that is decided', () => {
  const to = (state: string, others = '') =>
    `UPDATE control_plan SET state = '${state}'${others} WHERE id = '${frozen.id}'`;
  /** How a plan in force gets into each state. */
  const before: Readonly<Record<string, () => string[]>> = {
    ADOPTED: () => [],
    CLOSED: () => [to('CLOSED', `, closed_on = '2026-12-31'`)],
    SUPERSEDED: () => [to('SUPERSEDED')],
  };
  const moves = ['ADOPTED>CLOSED', 'ADOPTED>SUPERSEDED', 'CLOSED>SUPERSEDED'];

  it.each(
    ['ADOPTED', 'CLOSED', 'SUPERSEDED'].flatMap((from) =>
      states.filter((state) => state !== from).map((state) => [from, state] as const),
    ),
  )('from %s to %s', async (from, state) => {
    const thaw = ['DRAFT', 'PROPOSED'].includes(state)
      ? ', frozen_at = NULL, decision_id = NULL, closed_on = NULL'
      : '';
    const expected = moves.includes(`${from}>${state}`) ? '1 rows' : FROZEN;
    const statements = [...(before[from]?.() ?? []), to(state, thaw)];

    expect(await tried(...statements)).toBe(expected);
    expect(await triedByOwner(...statements)).toBe(expected);
  });

  it('takes nothing else along, and is not dated afterwards', async () => {
    const closed = before.CLOSED?.() ?? [];
    const dated = `UPDATE control_plan SET closed_on = '2026-06-30' WHERE id = '${frozen.id}'`;

    expect([
      await tried(to('CLOSED', ', year = year + 1')),
      await tried(to('SUPERSEDED', `, flags = '{}'`)),
      await tried(`UPDATE control_plan SET frozen_at = NULL WHERE id = '${frozen.id}'`),
      await tried(...closed, dated),
      await tried(to('SUPERSEDED'), dated),
    ]).toEqual(Array(5).fill(FROZEN));
  });

  const enforced = ({ id }: Plan, decision: string) =>
    `UPDATE control_plan SET state = 'ADOPTED', frozen_at = now(), decision_id = '${decision}'
     WHERE id = '${id}'`;

  it('CON-5 is no state that another revision can take beside it', async () => {
    expect(await tried(enforced(revision, decisionId))).toBe(UNIQUE);
  });

  it.each(states)('is not given to a new plan at once: %s', async (state) => {
    const columns = 'municipality_id, board_id, scheme_id, none_of_kinds, flags';
    const isFrozen = !['DRAFT', 'PROPOSED'].includes(state);
    const inserted = `INSERT INTO control_plan (id, year, revision, state, frozen_at, decision_id, version, ${columns})
      SELECT gen_random_uuid(), 2199, 1, '${state}', ${isFrozen ? 'now(), decision_id' : 'NULL, NULL'}, 1, ${columns}
      FROM control_plan WHERE id = '${frozen.id}' RETURNING 1`;

    expect(await tried(inserted)).toBe(state === 'DRAFT' ? '1 rows' : CHECK);
  });

  it('is reached step by step, also by SQL', async () => {
    const step = (state: string) =>
      `UPDATE control_plan SET state = '${state}' WHERE id = '${open.id}'`;
    const stated = parts.map(
      (table) => `UPDATE ${table} SET stated = '{}' WHERE plan_id = '${open.id}'`,
    );

    expect([
      await tried(step('PROPOSED')),
      await tried(step('PROPOSED'), step('DRAFT')),
      await tried(...stated, enforced(open, decisionId)),
      await tried(...stated, step('CLOSED')),
      await tried(...stated, step('PROPOSED'), step('SUPERSEDED')),
    ]).toEqual(['1 rows', '1 rows', CHECK, CHECK, CHECK]);
  });

  it('is not given to a plan that could still change', async () => {
    const proposed = `UPDATE control_plan SET state = 'PROPOSED' WHERE id = '${open.id}'`;
    const stated = (table: string) =>
      `UPDATE ${table} SET stated = '{}' WHERE plan_id = '${open.id}'`;
    const adopted = (decision: string, ...tables: string[]) =>
      tried(...tables.map(stated), proposed, enforced(open, decision));

    // One part after the other still follows the register; at last only the decision is open.
    const allBut = (part: string) => parts.filter((each) => each !== part);
    const stillOpen: string[] = [];
    for (const part of parts) stillOpen.push(await adopted(decisionId, ...allBut(part)));
    expect([
      ...stillOpen,
      await adopted(openDecisionId, ...parts),
      await adopted(decisionId, ...parts),
    ]).toEqual([...Array(parts.length + 1).fill(CHECK), '1 rows']);
  });
});

describe('a plan that lies before the board', () => {
  const inIt = () => `plan_id = '${revision.id}'`;

  it.each(parts)('has no %s that changes, comes or goes', async (table) => {
    const attempts = [
      `UPDATE ${table} SET stated = NULL WHERE ${inIt()}`,
      `UPDATE ${table} SET plan_id = '${open.id}' WHERE ${inIt()}`,
      `UPDATE ${table} SET plan_id = '${revision.id}' WHERE plan_id = '${open.id}'`,
      `DELETE FROM ${table} WHERE ${inIt()}`,
      `INSERT INTO ${table} SELECT (jsonb_populate_record(row, jsonb_build_object(
         'id', gen_random_uuid(), 'stable_id', gen_random_uuid(), 'number', 99, 'position', 99))).*
       FROM ${table} row WHERE ${inIt()} LIMIT 1`,
    ];

    expect(await answersOf(attempts, tried)).toEqual(all(attempts, FROZEN));
    expect(await answersOf(attempts, triedByOwner)).toEqual(all(attempts, FROZEN));
  });

  it('can become more secret, and not less', async () => {
    const to = (sensitivity: string) =>
      `UPDATE plan_item SET sensitivity = '${sensitivity}' WHERE ${inIt()}`;

    expect([await tried(to('SECRET')), await tried(to('OPEN'))]).toEqual(['2 rows', FROZEN]);
  });
});

describe('roundabout ways', () => {
  const inPlan = () => `plan_id = '${frozen.id}'`;

  it('of writing SQL meet the same guards', async () => {
    const attempts = [
      `MERGE INTO plan_item USING (SELECT 1) one ON ${inPlan()} WHEN MATCHED THEN UPDATE SET note = 'x'`,
      `MERGE INTO planned_control USING (SELECT 1) one ON ${inPlan()} WHEN MATCHED THEN DELETE`,
      `INSERT INTO plan_item SELECT * FROM plan_item WHERE ${inPlan()}
       ON CONFLICT (municipality_id, id) DO UPDATE SET note = 'x'`,
      `WITH gone AS (DELETE FROM plan_item_action WHERE ${inPlan()} RETURNING 1) SELECT * FROM gone`,
      `DO $$ BEGIN UPDATE planned_control SET sample = 1 WHERE ${inPlan()}; END $$`,
      // Equal as jsonb, not byte by byte.
      `UPDATE plan_item SET stated = replace(stated::text, '"value": 6', '"value": 6.0')::jsonb
       WHERE ${inPlan()}`,
    ];
    expect(await answersOf(attempts, tried)).toEqual(all(attempts, FROZEN));
    expect(
      await tried(
        'SET CONSTRAINTS ALL DEFERRED',
        `DECLARE each CURSOR FOR SELECT * FROM plan_item WHERE ${inPlan()} FOR UPDATE`,
        'FETCH each',
        'DELETE FROM plan_item WHERE CURRENT OF each',
      ),
    ).toBe(FROZEN);
  });

  it('of switching the guards off are not for the application', async () => {
    const attempts = [
      `SET session_replication_role = 'replica'`,
      `SELECT set_config('session_replication_role', 'replica', true)`,
      'SET ROLE postgres',
      'SET SESSION AUTHORIZATION postgres',
      'ALTER ROLE CURRENT_USER BYPASSRLS',
      ...frozenTables.flatMap((table) => [
        `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
        `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`,
        `TRUNCATE ${table} CASCADE`,
        `DROP TABLE ${table} CASCADE`,
      ]),
      'ALTER TABLE plan_item DISABLE TRIGGER plan_item_frozen',
      'DROP TRIGGER plan_item_frozen ON plan_item',
      'ALTER TABLE plan_item DISABLE ROW LEVEL SECURITY',
      'CREATE TRIGGER aaa BEFORE DELETE ON plan_item FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
      'CREATE RULE aaa AS ON UPDATE TO plan_item DO INSTEAD NOTHING',
      'CREATE POLICY aaa ON plan_item USING (true)',
      'CREATE TEMP TABLE heir () INHERITS (plan_item)',
      'DROP FUNCTION refuse_change_below_frozen CASCADE',
      'ALTER FUNCTION refuse_change_below_frozen RESET search_path',
      'CREATE OR REPLACE FUNCTION refuse_change_below_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
      'CREATE FUNCTION public.to_jsonb(plan_item) RETURNS jsonb LANGUAGE sql RETURN NULL',
      'CREATE SCHEMA shadow',
      `UPDATE pg_trigger SET tgenabled = 'D'`,
      `COPY plan_item FROM PROGRAM 'true'`,
    ];
    expect(await answersOf(attempts, tried)).toEqual(all(attempts, NO_RIGHT));
    expect(
      await tried('SET LOCAL row_security = off', `DELETE FROM plan_item WHERE ${inPlan()}`),
    ).toBe(NO_RIGHT);
  });

  it('of putting a table of one’s own in the place of the parent lead nowhere', async () => {
    const columns = 'municipality_id uuid, id uuid, frozen_at timestamptz, none_of_kinds text[]';
    const fakes = [
      [`CREATE TEMP TABLE control_plan (${columns})`],
      [
        `CREATE TEMP TABLE control_plan (${columns})`,
        `INSERT INTO pg_temp.control_plan VALUES ('${here.municipalityId}', '${frozen.id}')`,
        'SET LOCAL search_path = pg_temp, public',
      ],
      [
        `CREATE TEMP VIEW control_plan AS
         SELECT municipality_id, id, NULL::timestamptz AS frozen_at FROM public.control_plan`,
      ],
      ['CREATE DOMAIN pg_temp.uuid AS text', 'SET LOCAL search_path = pg_temp, pg_catalog, public'],
      ['SET LOCAL search_path = pg_temp'],
    ];
    const touched = [
      `UPDATE public.plan_item SET note = 'x' WHERE ${inPlan()}`,
      `DELETE FROM public.planned_control WHERE ${inPlan()}`,
      `INSERT INTO public.plan_item_action SELECT * FROM public.plan_item_action WHERE ${inPlan()}`,
      `UPDATE public.control_plan SET year = 1999 WHERE id = '${frozen.id}'`,
    ];
    for (const fake of fakes) {
      const answers = await answersOf(touched, (sql) => tried(...fake, sql));
      expect([fake, answers]).toEqual([fake, all(touched, FROZEN)]);
    }
    const point = `UPDATE public.decision_point SET text = 'x' WHERE decision_id = '${decisionId}'`;
    const band = `INSERT INTO public.risk_band SELECT * FROM public.risk_band`;
    expect([
      await tried(`CREATE TEMP TABLE decision (${columns})`, point),
      await tried(`CREATE TEMP TABLE scoring_scheme (${columns})`, band),
    ]).toEqual([FROZEN, FROZEN]);
  });

  it('of putting a table of one’s own in the place of another leave the rules and the trail', async () => {
    const none = `UPDATE public.control_plan SET none_of_kinds = '{OWN_CONTROL}' WHERE id = '${open.id}'`;
    const item = `INSERT INTO public.plan_item (municipality_id, id, plan_id, stable_id, number, kind, title, version)
      SELECT municipality_id, gen_random_uuid(), id, gen_random_uuid(), 9, 'STANDING_CONTROL', 'x', 1
      FROM public.control_plan WHERE id = '${open.id}'`;
    expect([
      await tried('CREATE TEMP TABLE plan_item (LIKE public.plan_item)', none),
      await tried(
        `UPDATE control_plan SET none_of_kinds = '{STANDING_CONTROL}' WHERE id = '${open.id}'`,
        'CREATE TEMP TABLE control_plan (LIKE public.control_plan)',
        item,
      ),
      await tried(
        'CREATE TEMP TABLE audit_event (LIKE public.audit_event)',
        `UPDATE public.plan_item SET note = 'x' WHERE plan_id = '${open.id}'`,
        'SET CONSTRAINTS ALL IMMEDIATE',
        `SELECT 1 FROM public.audit_event WHERE act = 'TRIED' AND table_name = 'plan_item'
         AND after::jsonb ->> 'note' = 'x'`,
      ),
    ]).toEqual([CHECK, CHECK, '2 rows']);
  });

  it('over another municipality lead nowhere', async () => {
    const name = (id: string) => `set_config('app.municipality', ${id}, true)`;
    const other = `'${elsewhere.municipalityId}'`;
    const back = 'municipality_id::text';
    // Named in the middle of a statement, it hides the plan from whoever looks whether it is frozen.
    const halfWay = [
      ...parts.map(
        (table) =>
          `DELETE FROM ${table} WHERE ${inPlan()} AND ${name(other)} <> '' RETURNING ${name(back)}`,
      ),
      `UPDATE plan_item SET note = ${name(other)} WHERE ${inPlan()} RETURNING ${name(back)}`,
      `UPDATE planned_control SET municipality_id = ${name(other)}::uuid WHERE ${inPlan()}`,
      `UPDATE decision_point SET text = ${name(other)} WHERE decision_id = '${decisionId}'
       RETURNING ${name(back)}`,
    ];
    expect(await answersOf(halfWay, tried)).toEqual(all(halfWay, NO_RIGHT));

    const switched = `SELECT ${name(other)}`;
    expect([
      await tried(switched, `UPDATE plan_item SET note = 'x' WHERE ${inPlan()}`),
      await tried(switched, `DELETE FROM planned_control WHERE ${inPlan()}`),
      await tried(`SELECT ${name(`''`)}`, `DELETE FROM planned_control WHERE ${inPlan()}`),
      await tried(
        switched,
        `INSERT INTO plan_item_action (municipality_id, plan_id, item_id, action_id, position)
         VALUES ('${here.municipalityId}', '${frozen.id}', gen_random_uuid(), gen_random_uuid(), 1)`,
      ),
    ]).toEqual(['0 rows', '0 rows', '0 rows', NO_RIGHT]);
  });

  it('AZ-7 over boards that are not seen lead nowhere', async () => {
    const hidden = `set_config('app.boards', '{${elsewhere.ks}}', true)`;
    const seen = `set_config('app.boards', '', true)`;
    // Said in the middle of a statement, it hides the plan from whoever looks whether it is frozen.
    const halfWay = parts.map(
      (table) =>
        `DELETE FROM ${table} WHERE ${inPlan()} AND plan_id::text <> ${hidden} RETURNING ${seen}`,
    );
    expect(await answersOf(halfWay, tried)).toEqual(all(halfWay, FROZEN));
    const noted = `UPDATE plan_item SET note = ${hidden} WHERE ${inPlan()} RETURNING ${seen}`;
    const theirs = await draft(here, { board: 'BUN' });
    const moved = `UPDATE plan_item SET plan_id = '${theirs.id}', number = number + 900,
      note = set_config('app.boards', '{${here.bun}}', true) WHERE ${inPlan()} RETURNING ${seen}`;
    expect([await tried(noted), await tried(moved)]).toEqual([FROZEN, FROZEN]);

    const switched = `SELECT ${hidden}`;
    expect([
      await tried(switched, `UPDATE plan_item SET note = 'x' WHERE ${inPlan()}`),
      await tried(switched, `DELETE FROM planned_control WHERE ${inPlan()}`),
      await tried(
        switched,
        `INSERT INTO plan_item_action (municipality_id, plan_id, item_id, action_id, position)
         VALUES ('${here.municipalityId}', '${frozen.id}', gen_random_uuid(), gen_random_uuid(), 1)`,
      ),
    ]).toEqual(['0 rows', '0 rows', NO_RIGHT]);
  });
});

describe('at the same time as an adoption', () => {
  const inserted = ({ id }: Plan, stated: string) =>
    `INSERT INTO plan_item (municipality_id, id, plan_id, stable_id, number, kind, title, stated, version)
     VALUES ('${here.municipalityId}', gen_random_uuid(), '${id}', gen_random_uuid(), 9, 'OWN_CONTROL',
       'Smyg', ${stated}, 1)`;
  const secretary = () => here.api.actorWith('BOARD_SECRETARY');
  const titlesOf = async ({ id }: Plan) => {
    const { items } = await read<{ items: { title: string }[] }>(here, id, 'items { title }');
    return items.map(({ title }) => title);
  };

  /** Resolves when somebody waits for a lock in the database. */
  async function somebodyWaits(): Promise<void> {
    for (let look = 0; look < 1000; look++) {
      const waiting = await database.owner.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      if (waiting.length > 0) return;
    }
    throw new Error('Nobody waits');
  }

  it('an item waits for it, and is refused', async () => {
    const { plan } = await planIn(here, 'PROPOSED');
    const [late] = await asApplication(async (manager) => {
      await manager.query(
        `UPDATE control_plan SET state = 'ADOPTED', frozen_at = now(), decision_id = $2 WHERE id = $1`,
        [plan.id, decisionId],
      );
      const waiting = tried(inserted(plan, `'{}'`));
      await somebodyWaits();
      return [waiting];
    });

    expect(await late).toBe(FROZEN);
  });

  it('an item that came before the proposal is waited for, and no board adopts it unseen', async () => {
    const { plan } = await planIn(here, 'DRAFT');
    const input = { planId: plan.id, expectedVersion: plan.version };
    const [proposal] = await asApplication(async (manager) => {
      await manager.query(inserted(plan, 'NULL'));
      const waiting = here.api.attempt(
        here.api.actorWith('CONTROLLER'),
        'proposeControlPlan',
        input,
      );
      await somebodyWaits();
      return [waiting];
    });

    expect((await proposal)?.codes).toEqual([]);
    expect(await titlesOf(plan)).toEqual(['Kassan', 'Smyg']);
    expect(await tried(`DELETE FROM plan_item WHERE plan_id = '${plan.id}'`)).toBe(FROZEN);
  });

  it('whoever adds, changes or removes an item through the API is too late', async () => {
    const { plan, item } = await planIn(here, 'PROPOSED');
    const controller = here.api.actorWith('CONTROLLER');
    const content: [Mutation, object][] = [
      ['addPlanItem', { kind: 'OWN_CONTROL', title: 'Smyg' }],
      ['changePlanItem', { title: 'Smyg' }],
      ['removePlanItem', {}],
    ];
    const decision = inputFor('adoptControlPlan', { plan, item }, { decision: {} });
    const [adoption, ...others] = await Promise.all([
      here.api.attempt(secretary(), 'adoptControlPlan', decision),
      ...content.map(([mutation, values]) =>
        here.api.attempt(controller, mutation, inputFor(mutation, { plan, item }, values)),
      ),
    ]);

    expect(adoption.codes).toEqual([]);
    for (const { codes } of others) {
      expect([['ILLEGAL_MOVE'], ['FROZEN']]).toContainEqual(codes);
    }
    expect(await titlesOf(plan)).toEqual(['Kassan']);
  });
});

describe('through the API', () => {
  const contentOnly: readonly Mutation[] = [
    ...(['stateNoneOfKind', 'addPlanItem', 'changePlanItem', 'removePlanItem'] as const),
  ];
  const wrong = mutations.flatMap(([mutation, right, values]) =>
    states
      .filter((state) => state !== right)
      .filter((state) => !(mutation === 'reviseControlPlan' && state === 'CLOSED'))
      .map((state) => [mutation, state, values] as const),
  );
  const codeFor = (mutation: Mutation, state: State): string =>
    contentOnly.includes(mutation) && state !== 'PROPOSED' ? 'FROZEN' : 'ILLEGAL_MOVE';

  /** One plan in each state: nothing happens to them here. */
  const plans = {} as Record<State, Given>;
  beforeAll(async () => {
    for (const state of states) plans[state] = await planIn(here, state);
  });

  it.each(wrong)('%s is refused when the plan is %s', async (mutation, state, values) => {
    const plan = plans[state];
    const before = await everythingStored(database, here);
    const role = mutation === 'adoptControlPlan' ? 'BOARD_SECRETARY' : 'CONTROLLER';
    const input = inputFor(mutation, plan, values);
    const { codes, errors } = await here.api.attempt(here.api.actorWith(role), mutation, input);

    expect(codes).toEqual([codeFor(mutation, state)]);
    const { possibleMoves } = await read(here, plan.plan.id, 'possibleMoves');
    expect(errors[0]?.extensions?.details).toMatchObject(
      codes[0] === 'FROZEN' ? { type: 'ControlPlan' } : { state, allowed: possibleMoves },
    );
    expect(await everythingStored(database, here)).toEqual(before);
  });
});

describe('editing what a plan links to', () => {
  /** Everything of the register and of the organisation that a plan was made from, made different. */
  async function editEverything(): Promise<void> {
    const { riskId, categoryId, processId, goalId, controlId, actionId } = register;
    const edit = (mutation: string, input: object) => does(here, mutation, input);
    await edit('updateRisk', {
      ...{ riskId, expectedVersion: 4, title: 'Ny', description: 'Ny', ownerRole: 'Ny' },
      ...{ source: 'EVENT', sourceNote: 'Ny', treatment: 'ACCEPT', treatmentReason: 'Ny' },
      ...{ existingMeasures: 'Ny', measuresSufficient: 'YES' },
    });
    await establish(here, scheme({ name: 'Ny', likelihoodName: 'Ny', planName: 'Ny' }));
    const levels = { likelihood: 3, consequence: 4, motive: 'Ny' };
    for (const [index, kind] of ['INHERENT', 'CURRENT', 'RESIDUAL'].entries()) {
      const year = { year: 2026, kind };
      await edit('assessRisk', { riskId, expectedVersion: 5 + index, ...year, ...levels });
    }
    await edit('updateRiskCategory', {
      riskCategoryId: categoryId,
      expectedVersion: 1,
      name: 'Ny',
    });
    await edit('updateProcess', { processId, expectedVersion: 1, name: 'Ny' });
    await edit('updateControl', {
      ...{ controlId, expectedVersion: 1, title: 'Ny', code: 'Ny', purpose: 'Ny', scope: 'Ny' },
      ...{ methods: ['SURVEY'], frequency: 'ONCE', ownerRole: 'Ny', performerRole: 'Ny' },
      ...{ plannedPopulation: 9, plannedSample: 9, processId: null, inPlaceSince: 1999 },
    });
    await edit('updateGoverningDocument', {
      ...{ documentId: register.documentId, expectedVersion: 1, title: 'Ny', kind: 'OTHER' },
      ...{ board: 'KS', decidingBody: 'Ny', decidedOn: '2025-02-03', paragraph: 'Ny' },
      ...{ diaryNumber: 'Ny', validFrom: '2020-01-01', validTo: '2020-12-31', url: 'http://n.se' },
    });
    await edit('updateAction', {
      ...{ actionId, expectedVersion: 1, text: 'Ny', ownerRole: 'Ny', dueOn: '2026-01-31' },
      ...{ dueText: 'snart', reportedAt: 'INTERIM' },
    });
    // Neither goals nor boards have a mutation that renames them yet.
    await asApplication((manager) =>
      manager.query(`UPDATE council_goal SET number = '9.9', text = 'Ny' WHERE id = $1`, [goalId]),
    );
    await asApplication((manager) =>
      manager.query(`UPDATE board SET name = 'Ny', version = version + 1 WHERE id = $1`, [here.ks]),
    );
    await edit('endRisk', { riskId, expectedVersion: 8, endedOn: '2025-12-01' });
    await edit('endControl', { controlId, expectedVersion: 2, endedOn: '2025-12-01' });
    await edit('cancelAction', { actionId, expectedVersion: 2, reason: 'Ny' });
  }

  it('changes no byte of what was decided, in force or superseded; the register does change', async () => {
    const query = `query ($id: ID!, $item: ID!, $decision: ID!) {
      controlPlan(id: $id) { ${wholePlan} }
      planItem(id: $item) { title risk { title } plannedControls { definition { title } } }
      decision(id: $decision) { body points { text } } }`;
    const { items } = await read<{ items: Item[] }>(here, frozen.id);
    const variables = { id: frozen.id, item: items[0]?.id, decision: decisionId };
    const answered = async () => JSON.stringify(await here.api.ask(query, variables));
    const rows = () =>
      database.owner.query(`SELECT stated::text FROM plan_item WHERE plan_id = $1`, [frozen.id]);
    const [answer, stored] = [await answered(), await rows()];
    const draftOf = async () => JSON.stringify((await read(here, open.id)).items);
    const drafted = await draftOf();
    expect(answer).toContain('Mutor');

    await editEverything();

    expect(await answered()).toBe(answer);
    expect(await rows()).toEqual(stored);
    expect(await draftOf()).not.toBe(drafted);
    // The name of the board is not part of the plan: a plan is shown under the name of today.
    const today = `board { name } governingDocuments { document { title } } items {
      registerRisk { title councilGoal { number } } plannedControls { registerControl { title } }
      plannedActions { action { text } } }`;
    expect(await read(here, frozen.id, today)).toEqual({
      board: { name: 'Ny' },
      governingDocuments: [{ document: { title: 'Ny' } }],
      items: [
        {
          registerRisk: { title: 'Ny', councilGoal: { number: '9.9' } },
          ...{ plannedControls: [{ registerControl: { title: 'Ny' } }], plannedActions: [] },
        },
        { registerRisk: null, plannedControls: [], plannedActions: [{ action: { text: 'Ny' } }] },
      ],
    });

    await move(here, 'adoptControlPlan', revision, { decision: {} });
    const changed = { ...JSON.parse(answer).controlPlan, state: 'SUPERSEDED', possibleMoves: [] };
    expect(await read(here, frozen.id)).toEqual({ ...changed, version: frozen.version + 1 });
  });
});
