import { type GraphQLSchema, isNonNullType } from 'graphql';
import type { EntityManager } from 'typeorm';
import { type Actor, permissions } from '../../src/kernel/authorisation';
import { createClock } from '../../src/kernel/clock';
import { createRequestContext } from '../../src/kernel/request-context';
import { UnitOfWork } from '../../src/kernel/unit-of-work';
import { ExternalKeyRepository } from '../../src/modules/external-key';
import { buildApiSchema } from '../../src/schema';
import { establishLights, planOf, raise, record, type Versioned } from '../modules/follow-up/year';
import { createRisk, does } from '../modules/risk/register';
import { unknownId } from '../support/api';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { askEverything } from '../support/everything';
import { fingerprint } from '../support/fingerprint';
import { createMunicipality, type TestMunicipality } from '../support/municipality';
import { everyInput, everyName, type Input, mutationOf } from './every-mutation';

let database: TestDatabase;
let schema: GraphQLSchema;
let of: TestMunicipality;
let inputs: Readonly<Record<string, Input>>;
/** Everything that somebody was told, while there were two boards. */
const told: Record<string, string> = {};
beforeAll(async () => {
  [database, schema] = await Promise.all([createTestDatabase(), buildApiSchema()]);
  of = await createMunicipality(database);
  await establishLights(of);
  for (const board of ['KS', 'BUN']) await fill(board);
  await supervise();
  const auditor = ['an auditor', () => of.api.actorWith('AUDITOR')] as const;
  for (const [who, actor] of [...limited, auditor]) told[who] = await everythingFor(actor());
  inputs = await everyInput(of);
}, 120_000);
afterAll(() => database.drop());

/** A year of a board: a risk, controls of its own and a shared one, a plan, a result and a report. */
async function fill(board: string): Promise<void> {
  const risk = await createRisk(of, { board });
  const boardId = board === 'KS' ? of.ks : of.bun;
  const answerable = { subject: 'test', requestId: unknownId() };
  await new UnitOfWork(database.application, of, answerable).write('RISKS_IMPORTED', (tx) =>
    new ExternalKeyRepository(tx, 'RISK').give({ key: board, recordId: risk.id, boardId }),
  );
  const action = await raise(of, 'Utbilda', { board, raisedOn: '2025-06-01' });
  const plan = await planOf(
    of,
    [
      { title: 'Attest', controls: ['Stickprov'] },
      { riskId: risk.id, actionIds: [action.id] },
    ],
    { board },
  );
  const controls = await of.api.ask<{ controls: { edges: [{ node: Versioned }] } }>(
    `{ controls(filter: { board: "${board}" }) { edges { node { id } } } }`,
  );
  const controlId = controls.controls.edges[0].node.id;
  await does(of, 'linkControlToRisk', { controlId, riskId: risk.id });
  await does(of, 'linkActionToControl', { controlId, actionId: action.id });
  await does(of, 'linkActionToRisk', { riskId: risk.id, actionId: action.id });
  await record(of, plan.items[0], {
    ...{ resultOn: '2025-06-01', actionIds: [action.id], units: [{ unit: 'Skolan' }] },
    ...{ deviations: [{ text: 'Saknas' }], evidence: [{ title: 'A', url: 'https://exempel.se' }] },
  });
  const report = { board, year: 2025, occasion: 'YEAR_END', asOf: '2025-12-01' };
  const { followUpReport } = await does<{ followUpReport: Versioned }>(
    of,
    'draftFollowUpReport',
    report,
    'followUpReport { id version }',
  );
  const { id: reportId, version: expectedVersion } = followUpReport;
  await does(of, 'submitFollowUpReport', { reportId, expectedVersion });
  await does(of, 'draftFollowUpReport', { ...report, occasion: 'INTERIM' });
  const draft = [{ title: 'Attest', controls: ['Stickprov'] }];
  const next = await planOf(of, draft, { board, year: 2026, upTo: null });
  const { governingDocument } = await does<{ governingDocument: Versioned }>(
    of,
    'recordGoverningDocument',
    { board, title: 'Rutin', kind: 'ROUTINE' },
    'governingDocument { id version }',
  );
  await does(of, 'citeGoverningDocument', {
    ...{ planId: next.id, expectedVersion: next.version, documentId: governingDocument.id },
  });
  await does(of, 'openRiskAssessmentRound', { board, year: 2026 });
  await does(of, 'carryOverPlanItem', {
    ...{ planItemId: plan.items[1]?.id, expectedVersion: 1, toPlanItemId: next.items[0].id },
  });
}

/** The executive board's report on all boards, with a judgement of each, before the board. */
async function supervise(): Promise<void> {
  const { followUpRound } = await does<{ followUpRound: Versioned }>(
    of,
    'configureFollowUpRound',
    {
      ...{ year: 2025, occasion: 'YEAR_END', name: 'Årsbokslut' },
      ...{ asOf: '2025-12-01', dueOn: '2025-12-31' },
    },
    'followUpRound { id }',
  );
  const fields = 'supervisionReport { id version }';
  type Payload = { supervisionReport: Versioned };
  const step = async (mutation: string, input: object) =>
    (await does<Payload>(of, mutation, input, fields)).supervisionReport;
  const seen = ({ id, version }: Versioned) => ({ reportId: id, expectedVersion: version });
  let report = await step('draftSupervisionReport', { roundId: followUpRound.id });
  for (const board of ['KS', 'BUN']) {
    const judged = { board, judgement: 'SUFFICIENT', motive: 'Gott.' };
    report = await step('judgeInternalControl', { ...seen(report), ...judged });
  }
  await step('submitSupervisionReport', seen(report));
}

/** Whoever sees one board only: people who perform its controls, and systems that are limited to it. */
const limited: readonly (readonly [string, () => Actor])[] = [
  ['a control performer', () => of.api.actorWith('CONTROL_PERFORMER', of.bun)],
  [
    'an integration client',
    () => ({
      ...of.api.actorWith('INTEGRATION_CLIENT'),
      grants: [{ role: 'INTEGRATION_CLIENT', boardId: of.bun, scopes: permissions }],
    }),
  ],
];

/** SQL for the rows of each table that belong to the board `$2` of the municipality `$1`. */
const rowsOfBoard: Readonly<Record<string, string>> = {
  control: 'row.board_id = $2',
  external_key: 'row.board_id = $2',
  control_plan: 'row.board_id = $2',
  follow_up_report: 'row.board_id = $2',
  control_risk: 'row.control_id IN (SELECT id FROM control WHERE board_id = $2)',
  control_action: 'row.control_id IN (SELECT id FROM control WHERE board_id = $2)',
  ...Object.fromEntries(
    ['plan_item', 'planned_control', 'plan_item_action', 'plan_governing_document'].map((table) => [
      table,
      'row.plan_id IN (SELECT id FROM control_plan WHERE board_id = $2)',
    ]),
  ),
  control_result: `row.item_id IN (SELECT item.id FROM plan_item item
    JOIN control_plan plan ON plan.id = item.plan_id WHERE board_id = $2)`,
  ...Object.fromEntries(
    ['result_planned_control', 'deviation', 'unit_result', 'evidence', 'result_action'].map(
      (table) => [
        table,
        `row.result_id IN (SELECT result.id FROM control_result result
          JOIN plan_item item ON item.id = result.item_id
          JOIN control_plan plan ON plan.id = item.plan_id WHERE board_id = $2)`,
      ],
    ),
  ),
  carry_over: `row.from_item_id IN (SELECT item.id FROM plan_item item
    JOIN control_plan plan ON plan.id = item.plan_id WHERE board_id = $2)`,
  follow_up_row: 'row.report_id IN (SELECT id FROM follow_up_report WHERE board_id = $2)',
  risk_candidate: `row.deviation_id IN (SELECT deviation.id FROM deviation
    JOIN control_result result ON result.id = deviation.result_id
    JOIN plan_item item ON item.id = result.item_id
    JOIN control_plan plan ON plan.id = item.plan_id WHERE board_id = $2)`,
};
/** What is of all boards together, which nobody sees who sees certain boards only. */
const ofEveryBoard = ['supervision_judgement', 'supervision_report', 'supervision_row'];
const tables = Object.keys(rowsOfBoard);

/** The rows of a table that belong to a board, as JSON. */
async function rowsOf(table: string, boardId: string): Promise<{ id?: string; state?: string }[]> {
  const rows = await database.owner.query<{ json: { id?: string; state?: string } }[]>(
    `SELECT to_jsonb(row) AS json FROM ${table} row
     WHERE row.municipality_id = $1 AND ${rowsOfBoard[table]}`,
    [of.municipalityId, boardId],
  );
  return rows.map(({ json }) => json);
}

/** Queries by id, and the table whose rows they find. */
const byId = [
  ...[['control', 'control'] as const, ['controlPlan', 'control_plan'] as const],
  ...[['planItem', 'plan_item'] as const, ['plannedControl', 'planned_control'] as const],
  ['controlResult', 'control_result'] as const,
  ['followUpReportById', 'follow_up_report'] as const,
  ['riskCandidate', 'risk_candidate'] as const,
] as const;

it('AZ-7 every table that is limited is tried here', async () => {
  const rows = await database.owner.query<{ name: string }[]>(
    `SELECT polrelid::regclass::text AS name FROM pg_policy WHERE NOT polpermissive`,
  );

  expect(rows.map(({ name }) => name).sort()).toEqual([...tables, ...ofEveryBoard].sort());
});

describe.each(limited)('%s of one board', (who, actor) => {
  it.each(byId)(
    'AZ-7 finds by %s what is its own, and no more than if it were not there',
    async (query, table) => {
      const ask = (id: string | undefined) =>
        of.api.run<object>(actor(), `query ($id: ID!) { ${query}(id: $id) { id } }`, { id });
      const [own] = await rowsOf(table, of.bun);
      const [other] = await rowsOf(table, of.ks);

      expect((await ask(own?.id)).data).toEqual({ [query]: { id: own?.id } });
      expect(other?.id).toBeDefined();
      expect(await ask(other?.id)).toEqual(await ask(unknownId()));
    },
  );

  it('AZ-7 finds neither plan nor report of another board by its name', async () => {
    const ask = (board: string) =>
      of.api.run<object>(
        actor(),
        `{ yearlyControlPlan(board: "${board}", year: 2025) { board { code } }
           followUpReport(board: "${board}", year: 2025, occasion: YEAR_END) { board { code } } }`,
      );

    const [own, other] = [{ board: { code: 'BUN' } }, null];
    expect((await ask('BUN')).data).toEqual({ yearlyControlPlan: own, followUpReport: own });
    expect((await ask('KS')).data).toEqual({ yearlyControlPlan: other, followUpReport: other });
  });

  it('AZ-7 finds nothing of what the executive board says of all', async () => {
    const counts = await database.owner.query<{ count: number }[]>(
      ofEveryBoard.map((table) => `SELECT count(*)::integer FROM ${table}`).join(' UNION ALL '),
    );
    expect(counts.every(({ count }) => count > 0)).toBe(true);
    const { data } = await of.api.run<object>(
      actor(),
      `{ supervisionReport(year: 2025, occasion: YEAR_END) { id } supervisionReports { totalCount } }`,
    );
    expect(data).toEqual({ supervisionReport: null, supervisionReports: { totalCount: 0 } });
  });

  it.each(['controls', 'controlPlans', 'followUpReports'])(
    'AZ-7 lists, counts and pages only its own %s',
    async (list) => {
      type Page = {
        list: {
          totalCount: number;
          edges: { cursor: string; node: { board: { code: string } | null } }[];
        };
      };
      const ask = async (parameters: string) => {
        const query = `{ list: ${list}(${parameters}) {
          totalCount edges { cursor node { board { code } } } } }`;
        return (await of.api.run<Page>(actor(), query)).data.list;
      };
      const all = await ask('first: 100');
      const codes = all.edges.map(({ node }) => node.board?.code ?? 'SHARED');
      expect(all.totalCount).toBe(codes.length);
      expect(new Set(codes)).toEqual(new Set(list === 'controls' ? ['BUN', 'SHARED'] : ['BUN']));

      const seen: string[] = [];
      for (let after = ''; ; after = `, after: "${seen.at(-1)}"`) {
        const [edge] = (await ask(`first: 1${after}`)).edges;
        if (!edge) break;
        seen.push(edge.cursor);
      }
      expect(new Set(seen).size).toBe(codes.length);
      expect(await ask('filter: { board: "KS" }')).toEqual({ totalCount: 0, edges: [] });
    },
  );

  it('AZ-7 comes by no link of any query to what belongs to another board', async () => {
    const hidden = (await Promise.all(tables.map((table) => rowsOf(table, of.ks)))).flat();
    const ids = [...new Set(hidden.flatMap(({ id }) => id ?? []))];
    expect(ids.length).toBeGreaterThan(10);

    expect(ids.filter((id) => told[who]?.includes(id))).toEqual([]);
    expect(ids.filter((id) => told['an auditor']?.includes(id)).length).toBeGreaterThan(10);
  });

  it('AZ-7 sees the risks of every board in the matrix', async () => {
    const query = '{ riskMatrix(year: 2025) { total } }';
    const auditor = of.api.actorWith('AUDITOR');

    const { data } = await of.api.run(actor(), query);

    expect(data).toEqual((await of.api.run(auditor, query)).data);
  });

  it('AZ-7 can do nothing for another board', async () => {
    const before = await fingerprint(database.owner);
    for (const name of everyName) {
      const { codes } = await of.api.attempt(actor(), mutationOf(name), inputs[name] ?? {});
      expect([name, codes]).toEqual([name, [expect.stringMatching(/^(FORBIDDEN|NOT_FOUND)$/)]]);
    }

    expect(await fingerprint(database.owner)).toEqual(before);
  });
});

/** Everything that somebody can ask for, from lists, and from risks, actions and decisions with links. */
async function everythingFor(actor: Actor): Promise<string> {
  const clock = createClock(() => new Date('2025-12-16T12:00:00Z'));
  const ids = await database.owner.query<{ name: string; id: string }[]>(
    `SELECT 'risk' AS name, risk_id AS id FROM control_risk WHERE municipality_id = $1
     UNION SELECT 'action', action_id FROM control_action WHERE municipality_id = $1
     UNION SELECT 'decision', decision_id FROM control_plan
       WHERE municipality_id = $1 AND board_id IN ($2, $3) AND decision_id IS NOT NULL`,
    [of.municipalityId, of.ks, of.bun],
  );
  return askEverything(
    schema,
    () => createRequestContext(database.application, actor, clock),
    ({ name, args }) => {
      if (name === 'board') return ['(board: "KS")', '(board: "BUN")'];
      const own = ids.filter((each) => each.name === name);
      if (own.length > 0) return own.map(({ id }) => `(id: "${id}")`);
      return args.some(({ type }) => isNonNullType(type)) ||
        /^(subject|apiToken|appRole|securityEvents|auditTrail)/.test(name)
        ? []
        : [''];
    },
  );
}

describe('SQL of somebody who sees one board', () => {
  const asBun = <Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> =>
    new UnitOfWork(
      database.application,
      of,
      { subject: 'test', requestId: unknownId() },
      { boards: [of.bun] },
    ).write('TRIED', ({ manager }) => work(manager));

  it.each(tables)('AZ-7 sees no row of another board in %s', async (table) => {
    const theirs = await rowsOf(table, of.ks);
    expect(theirs.length).toBeGreaterThan(0);
    const seen = await asBun((manager) =>
      manager.query<{ json: object }[]>(`SELECT to_jsonb(row) AS json FROM ${table} row`),
    );
    const known = new Set(seen.map(({ json }) => JSON.stringify(json)));
    expect(seen.length).toBeGreaterThan(0);
    expect(theirs.filter((row) => known.has(JSON.stringify(row)))).toEqual([]);
  });

  it.each(ofEveryBoard)('AZ-7 sees no row at all in %s', async (table) => {
    expect(await asBun((manager) => manager.query(`SELECT FROM ${table}`))).toEqual([]);
  });

  it.each(tables)('AZ-7 puts no row among those of another board in %s', async (table) => {
    const rows = await rowsOf(table, of.ks);
    // What stands still cannot begin like that anywhere.
    const row = rows.find(({ state = 'DRAFT' }) => state === 'DRAFT');

    const attempt = asBun((manager) =>
      manager.query(
        `INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, $1)`,
        [JSON.stringify(row)],
      ),
    );

    // A row that stands still is refused for its state before anybody looks where it belongs.
    await expect(attempt).rejects.toThrow(
      /row-level security policy|The field state breaks a rule/,
    );
  });

  it.each([
    ['control', 'board_id', 'board', 'board_id IS NOT NULL'],
    ['control_plan', 'board_id', 'board', `state = 'DRAFT'`],
    ['follow_up_report', 'board_id', 'board', `state = 'DRAFT'`],
    ['control_result', 'item_id', 'plan_item', 'true'],
    ['deviation', 'result_id', 'control_result', 'true'],
  ])('AZ-7 gives no %s of its own to another board', async (table, column, parent, which) => {
    const other = parent === 'board' ? of.ks : (await rowsOf(parent, of.ks))[0]?.id;

    const attempt = asBun((manager) =>
      manager.query(`UPDATE ${table} SET ${column} = $1 WHERE ${which}`, [other]),
    );

    // A plan keeps its board, whoever asks, before anybody looks where it would belong.
    const refusal = table === 'control_plan' ? 'never changes' : 'row-level security policy';
    await expect(attempt).rejects.toThrow(refusal);
  });
});
