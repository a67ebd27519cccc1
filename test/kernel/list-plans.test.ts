import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLInputObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
} from 'graphql';
import { createTestDatabase, type Statement, type TestDatabase } from '../support/database';
import { type TableRead, tableReads } from '../support/explain';
import { fillWithRows, idOfRow } from '../support/many-rows';
import { createMunicipality, type TestMunicipality } from '../support/municipality';

/** How many rows each municipality has in each table that grows with the years. */
const ROWS = 1000;
/** What may be read to find ten rows, or one in a hundred: much less than all. */
const FEW = 150;

let database: TestDatabase;
let here: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database);
  const there = await createMunicipality(database);
  for (const { municipalityId } of [here, there]) {
    await fillWithRows(database.owner, municipalityId, ROWS);
  }
}, 60_000);
afterAll(() => database.drop());

const idHere = (table: string, number: number) =>
  idOfRow(database.owner, here.municipalityId, table, number);

const schema = buildSchema(
  readFileSync(path.join(__dirname, '../../schema/schema.graphql'), 'utf8'),
);
type Query = GraphQLField<unknown, unknown>;
const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ args }) =>
  args.some(({ name }) => name === 'after'),
);
const inputOf = ({ args }: Query, argument: string): GraphQLInputObjectType | null => {
  const arg = args.find(({ name }) => name === argument);
  const type = arg ? getNamedType(arg.type) : null;
  return isInputObjectType(type) ? type : null;
};

/** A page of a list and, unless told otherwise, how many there are in all. */
async function ask(
  query: Query,
  variables: Record<string, unknown>,
  total = 'totalCount',
): Promise<string | null> {
  const [filter, order] = ['filter', 'orderBy'].map((name) => inputOf(query, name)?.name);
  const declared = [`$first: Int`, `$after: String`, `$orderBy: [${order}!]`];
  const passed = ['first: $first', 'after: $after', 'orderBy: $orderBy'];
  if (filter) declared.push(`$filter: ${filter}`);
  if (filter) passed.push('filter: $filter');
  const answer = await here.api.ask<Record<string, { pageInfo: { endCursor: string | null } }>>(
    `query (${declared.join(', ')}) { ${query.name}(${passed.join(', ')}) {
       ${total} edges { node { __typename } } pageInfo { endCursor } } }`,
    variables,
  );
  return answer[query.name]?.pageInfo.endCursor ?? null;
}

/** How what was asked for is read, by the application, with row-level security on. */
async function readsOf(statements: readonly Statement[]): Promise<TableRead[]> {
  const selects = statements.filter(({ sql }) => /^\s*(SELECT|WITH)\b/.test(sql));
  const all: TableRead[] = [];
  await database.application.transaction(async (manager) => {
    await manager.query(`SELECT set_config('app.municipality', $1, true)`, [here.municipalityId]);
    for (const { sql, parameters } of selects) {
      all.push(...(await tableReads(manager, sql, parameters)).reads);
    }
  });
  return all;
}

/** The prefix of a token is its own in every municipality at once. */
const ONE_MUNICIPALITY = /\bmunicipality_id = |^\(prefix = /;

function expectCheap(reads: readonly TableRead[], limit: number): void {
  const outside = reads.filter(({ condition }) => !ONE_MUNICIPALITY.test(condition ?? ''));
  const rows = reads.reduce((sum, read) => sum + read.rows, 0);

  expect(reads).not.toEqual([]);
  expect(outside).toEqual([]);
  expect(rows > limit ? { rows, reads } : null).toBeNull();
}

/** What a filter is tried with, and whether it goes through the rows. */
interface FilterValue {
  readonly value: unknown;
  readonly walks: boolean;
}

/** One that most rows may pass: what it leaves is found by reading the municipality's own rows. */
const walk = (value: unknown): FilterValue => ({ value, walks: true });
/** One that leaves a row in a hundred. */
const find = (value: unknown): FilterValue => ({ value, walks: false });

/** Every filter there is. A new one belongs here, and finds few rows by an index unless it says why not. */
const filters: Readonly<Record<string, () => Promise<Readonly<Record<string, FilterValue>>>>> = {
  actions: async () => ({
    board: find('B1'),
    isOverdue: find(true),
    kinds: walk(['DIRECT']),
    ownerAdministrationId: find(await idHere('administration', 1)),
    reportedAt: walk('INTERIM'),
    states: walk(['PLANNED']),
  }),
  apiTokens: async () => ({ isRevoked: walk(false), prefix: walk('abc') }),
  assignments: async () => ({
    board: find('B1'),
    isOverdue: find(true),
    states: walk(['OPEN']),
  }),
  auditRecommendations: async () => ({
    auditReportId: find(await idHere('audit_report', 1)),
    board: walk('B1'),
    dispositions: walk(['ACCEPTED']),
    isOverdue: walk(true),
    isUnanswered: walk(true),
    lastRetest: walk('REMEDIED'),
    responseState: walk('OPEN'),
  }),
  auditReports: async () => ({ board: walk('B1') }),
  auditTrail: async () => ({
    act: find('ACT_1'),
    actor: find('actor 1'),
    from: find('2022-09-20T00:00:00Z'),
    recordId: find(await idHere('risk', 1)),
    recordType: walk('Risk'),
    requestId: find(await idHere('request', 1)),
    to: find('2020-01-10T00:00:00Z'),
  }),
  boardMergers: async () => ({ board: walk('B1') }),
  boardTransfers: async () => ({
    boardMergerId: find(await idHere('board_merger', 1)),
    fromBoard: find('B1'),
    toBoard: find('B1'),
  }),
  boards: async () => ({ existsOn: walk('2025-01-01'), kinds: walk(['BOARD']) }),
  controlPlans: async () => ({ board: find('B1'), states: walk(['DRAFT']), year: find(1951) }),
  controls: async () => ({
    board: find('B1'),
    isEnded: walk(true),
    isShared: walk(true),
    isStanding: walk(true),
    method: walk('SAMPLE'),
    processId: find(await idHere('process', 1)),
    riskId: find(await idHere('risk', 1)),
    search: walk('stickprov'),
  }),
  evaluations: async () => ({ board: walk('B1'), instrument: walk('Kommunkompassen') }),
  followUpReports: async () => ({
    board: find('B1'),
    occasion: walk('INTERIM'),
    planItemId: find(await idHere('plan_item', 1)),
    states: walk(['DECIDED']),
    submittedFrom: walk('2022-09-20'),
    submittedTo: walk('2020-01-10'),
    year: find(1951),
  }),
  governingDocuments: async () => ({
    board: walk('B1'),
    isShared: walk(true),
    kinds: walk(['POLICY']),
    search: walk('inköp'),
    validOn: walk('2025-01-01'),
  }),
  processes: async () => ({ kind: walk('PROCESS') }),
  questions: async () => ({
    board: walk('B1'),
    isAnswered: walk(true),
    kinds: walk(['INTERPELLATION']),
  }),
  riskAssessmentRounds: async () => ({ board: walk('B1'), isClosed: walk(true), year: walk(2025) }),
  risks: async () => ({
    bandCodes: find(['B1']),
    board: find('B1'),
    categoryId: walk(await idHere('risk_category', 1)),
    isEnded: walk(true),
    measuresSufficient: walk('YES'),
    processId: find(await idHere('process', 1)),
    search: walk('jäv'),
    treatment: walk('CONTROL'),
  }),
  securityEvents: async () => ({
    actor: find('actor 1'),
    from: find('2022-09-20T00:00:00Z'),
    kinds: find(['SIGNED_OUT']),
    to: find('2020-01-10T00:00:00Z'),
  }),
  subjects: async () => ({ isBlocked: walk(true), role: walk('AUDITOR') }),
  supervisionReports: async () => ({ states: walk(['DECIDED']), year: walk(2025) }),
};

/**
 * Orders that are made by sorting the municipality's own rows: what a title reads as depends on the
 * reader, for secret ones have none; and what can be null has an index one way.
 */
const sorted = new Set([
  ...['risks TITLE ASC', 'risks TITLE DESC', 'risks VALUE ASC'],
  ...['controls TITLE ASC', 'controls TITLE DESC', 'controls CODE ASC', 'controls CODE DESC'],
  ...['actions DUE_ON DESC', 'actions STATE ASC', 'actions STATE DESC', 'assignments DUE_ON DESC'],
  ...['controlPlans REVISION ASC', 'controlPlans REVISION DESC'],
]);

const everyFilter = lists.flatMap((list) =>
  Object.keys(inputOf(list, 'filter')?.getFields() ?? {}).map(
    (name) => [list.name, name, list] as const,
  ),
);
const everyOrder = lists.flatMap((list) => {
  const field = inputOf(list, 'orderBy')?.getFields().field;
  const values = field ? getNamedType(field.type) : null;
  const names = isEnumType(values) ? values.getValues().map(({ name }) => name) : [];
  return names.flatMap((name) =>
    ['ASC', 'DESC'].map((direction) => [list.name, name, direction, list] as const),
  );
});

it('every list and filter is looked at', async () => {
  const named: string[] = [];
  for (const [list, of] of Object.entries(filters)) {
    named.push(...Object.keys(await of()).map((name) => `${list} ${name}`));
  }

  expect(named.sort()).toEqual(everyFilter.map(([list, name]) => `${list} ${name}`).sort());
  expect(everyOrder.length).toBeGreaterThan(50);
});

it.each(everyFilter)('%s by %s reads what it finds', async (list, name, query) => {
  const filter = (await filters[list]?.())?.[name];
  if (!filter) throw new Error('Every filter is named above.');
  const variables = { first: 10, filter: { [name]: filter.value } };

  const statements = await database.statementsOf(() => ask(query, variables));

  // The page, and how many there are in all.
  expectCheap(await readsOf(statements), filter.walks ? 2 * ROWS + 2 * FEW : FEW);
});

it.each(everyOrder)(
  'QRY-7 %s by %s %s goes on from the middle without reading what came before',
  async (list, field, direction, query) => {
    const orderBy = [{ field, direction }];
    let after: string | null = null;
    for (let page = 0; page < 4; page += 1)
      after = await ask(query, { first: 100, orderBy, after });
    const statements = await database.statementsOf(() =>
      ask(query, { first: 10, orderBy, after }, ''),
    );
    const page = statements.filter(({ sql }) => /ORDER BY/.test(sql));

    const isSorted = sorted.has(`${list} ${field} ${direction}`);
    expect(page).not.toEqual([]);
    expectCheap(await readsOf(page), isSorted ? ROWS + FEW : FEW);
  },
);

/** What is asked most of one record: everything below it is found from it, and nothing is gone through. */
const lookups = [
  [
    'controlPlan',
    'control_plan',
    `items { number registerRisk { id current { year } } plannedControls { id } plannedActions { definition { text } }
       results { id actions { text } } carriedOverTo { __typename } carriedOverFrom { __typename }
       previous { id } commonControl { id } }
     governingDocuments { definition { title } } figures { __typename } openItems { id }`,
  ],
  [
    'followUpReportById',
    'follow_up_report',
    'rows { results { id } actions { text } } counts { rows }',
  ],
  [
    'decision',
    'decision',
    `points { text } controlPlan { id } followUpReport { id } supervisionReport { id } question { id }
     auditAnswers { id } commonControls { id } boardMerger { id }`,
  ],
  [
    'risk',
    'risk',
    `current { year } inherent { year } current2024: current(year: 2024) { year } assessments { year }
     controls { id } actions { id } planItems { id } candidates { id } evaluationPoints { id } transfers { id }`,
  ],
  [
    'control',
    'control',
    'risks { id } actions { id } planItems { id } lastTestedOn commonControls { id } transfers { id }',
  ],
  [
    'action',
    'action',
    'risks { id } controls { id } planItems { id } results { id } transfers { id }',
  ],
] as const;

it.each(lookups)('%s finds all that belongs to it', async (query, table, selection) => {
  const question = `query ($id: ID!) { ${query}(id: $id) { ${selection} } }`;
  const id = await idHere(table, 1);
  const statements = await database.statementsOf(() => here.api.ask(question, { id }));
  const reads = await readsOf(statements);

  expect(reads.length).toBeGreaterThan(5);
  expect(reads.filter(({ condition }) => !ONE_MUNICIPALITY.test(condition ?? ''))).toEqual([]);
  expect(reads.filter(({ rows }) => rows > FEW)).toEqual([]);
});

it('the matrix of a board reads the risks of the board, and looks nothing up for each', async () => {
  const matrix = '{ riskMatrix(board: "B1", year: 2025) { total } }';
  const reads = await readsOf(await database.statementsOf(() => here.api.ask(matrix)));

  expect(reads.filter(({ condition }) => !ONE_MUNICIPALITY.test(condition ?? ''))).toEqual([]);
  expect(reads.filter(({ table }) => table === 'risk_assessment')).toEqual([]);
  expect(reads.filter(({ rows }) => rows > FEW)).toEqual([]);
});
