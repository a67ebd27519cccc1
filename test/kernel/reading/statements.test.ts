import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type GraphQLField, getOperationAST, isInputObjectType, parse } from 'graphql';
import { demoMunicipalities } from '../../../seeds/demo-municipalities';
import { exampleOperation } from '../../../src/demo/example-operation';
import type { Actor } from '../../../src/kernel/authorisation';
import { compileQuery } from '../../../src/kernel/reading/compiled-query';
import type { MetadataOf } from '../../../src/kernel/reading/view';
import { unknownId } from '../../support/api';
import type { TestDatabase } from '../../support/database';
import { answerBothWays, type BothWays, createMixedDemo, factsOf, readersOf } from './both-ways';
import type { Facts } from './generated-queries';

const now = new Date('2026-11-20T12:00:00Z');

let database: TestDatabase;
let both: BothWays;
let facts: Facts;
let readers: readonly Actor[];
/** Somebody who reads no secret, so that no read is logged. */
let administrator: Actor;
beforeAll(async () => {
  database = await createMixedDemo(now);
  both = await answerBothWays(database, now);
  facts = await factsOf(database, both.schema);
  readers = await readersOf(database);
  administrator = readers.at(-1) as Actor;
}, 60_000);
afterAll(() => database.drop());

const planAndReport = {
  'a plan with results and actions': `{ yearlyControlPlan(board: "KS", year: 2025) {
    year revision state flags board { name } decision { paragraph points { text } }
    items {
      number title riskValue risk { title current { band { word } } } score { value }
      plannedControls { methods definition { title } }
      plannedActions { definition { text } action { state } }
      results {
        text resultOn executionStatus deviations { text } units { unit } evidence { url }
        assessment { level { word symbol } motive flags } actions { text state }
      }
    } } }`,
  'a report that stands still': `{ followUpReport(board: "KS", year: 2025, occasion: YEAR_END) {
    asOf state summary decision { paragraph } plan { revision }
    rows { item { title } executionStatus assessment { level { word } flags } actions { text state }
      results { text deviations { text } } } } }`,
  'the matrix of a board': `{ riskMatrix(board: "KS", year: 2025) {
    unplaced unknown otherScheme total cells { likelihood consequence count band { word } } } }`,
};

const lists: Readonly<Record<string, string>> = {
  actions: 'text dueOn board { code } risks { title } controls { title }',
  assignments: 'text state dueOn decision { paragraph }',
  auditReports: 'subject issuedOn board { code } recommendations { number text }',
  boardMergers: 'mergedOn successor { code } predecessors { code }',
  boards: 'code name kind administrations { name }',
  controlPlans: 'year revision state board { code } items { title }',
  controls: 'title methods board { code } risks { title } actions { text }',
  followUpReports: 'asOf occasion state board { code } plan { revision }',
  governingDocuments: 'title decidedOn board { code } replacedBy { title }',
  processes: 'name kind ownerRole',
  questions: 'title askedOn board { code } statedControls { number }',
  risks: 'number title board { code } category { name } current { motive } controls { title }',
  supervisionReports: 'state submittedOn summary decision { paragraph }',
};

/** The tables that the records are in. */
const records: Readonly<Record<string, string>> = {
  action: 'action',
  administration: 'administration',
  auditAnswer: 'audit_answer',
  auditRecommendation: 'audit_recommendation',
  auditReport: 'audit_report',
  auditResponse: 'audit_response',
  boardMerger: 'board_merger',
  control: 'control',
  controlPlan: 'control_plan',
  councilGoal: 'council_goal',
  decision: 'decision',
  decisionPoint: 'decision_point',
  evaluation: 'evaluation',
  evaluationPoint: 'evaluation_point',
  followUpReportById: 'follow_up_report',
  followUpRound: 'follow_up_round',
  governingDocument: 'governing_document',
  process: 'process',
  question: 'question',
  risk: 'risk',
  riskAssessment: 'risk_assessment',
  riskAssessmentRound: 'risk_assessment_round',
  riskCandidate: 'risk_candidate',
  riskCategory: 'risk_category',
  statedControl: 'stated_control',
  supervisionReportById: 'supervision_report',
};

const idIn = (table: string): string => facts.ids.get(table)?.[0] ?? '';

/** The answer of the product, which must come from one statement and tell something. */
async function expectOneStatement(query: string): Promise<void> {
  const statements = await database.statementsOf(async () => {
    const { isCompiled, answer, faults } = await both.answer(administrator, query);
    expect([isCompiled || answer, faults]).toEqual([true, []]);
    expect(JSON.parse(answer)).toEqual({ data: expect.any(Object) });
    expect(answer).not.toMatch(/^\{"data":\{"\w+":null\}\}$/);
  });
  expect(statements).toHaveLength(1);
}

describe('is answered by one statement', () => {
  it.each(Object.entries(planAndReport))('%s', (_what, query) => expectOneStatement(query));

  it('every list, its total and its next page with it', async () => {
    for (const [list, fields] of Object.entries(lists)) {
      const page = 'totalCount pageInfo { hasNextPage endCursor }';
      // What a draft contains is read in another way than what stands still.
      const filter = list === 'controlPlans' ? ', filter: { states: [CLOSED] }' : '';
      await expectOneStatement(
        `{ ${list}(first: 2${filter}) { ${page} edges { cursor node { ${fields} } } } }`,
      );
    }
  });

  it('every record by its id', async () => {
    for (const [record, table] of Object.entries(records)) {
      await expectOneStatement(`{ ${record}(id: "${idIn(table)}") { id __typename } }`);
    }
  });

  it('several of them at once', () =>
    expectOneStatement(`{ __typename a: boards { totalCount } b: boards(first: 1) { edges { cursor } }
      risk(id: "${idIn('risk')}") { title } riskMatrix(year: 2025) { total } }`));
});

it('every example that is documented is answered alike, compiled or not', async () => {
  const readme = readFileSync(path.join(__dirname, '../../../README.md'), 'utf8');
  const examples = [...readme.matchAll(/```graphql\n(query .*?)```/gs)].map(
    ([, each = '']) => each,
  );
  expect(examples.length).toBeGreaterThan(1);
  for (const { id } of demoMunicipalities) {
    for (const reader of readers) {
      for (const query of [...examples, exampleOperation]) {
        const actor = { ...reader, municipalityId: id };
        const [compiled, resolved] = await both.ask(actor, query);
        expect([compiled.answer, compiled.faults]).toEqual([resolved.answer, []]);
      }
    }
  }
});

describe('the text of a statement', () => {
  /** Everything that can be asked; only texts, ids, numbers and days differ. */
  const valuesOf = (text: string, number: number, day: string) => {
    const id = unknownId();
    const named = { ...{ id, board: text, search: text, bandCodes: [text] }, occasion: 'YEAR_END' };
    const ids = ['categoryId', 'processId', 'riskId', 'planItemId', 'ownerAdministrationId'];
    const days = ['from', 'to', 'dueBefore', 'validOn'];
    return {
      ...{ ...named, year: number, number, revision: number, first: 3 },
      filter: {
        ...{ ...named, year: number, fromBoard: text, toBoard: text },
        ...Object.fromEntries(ids.map((name) => [name, id])),
        ...Object.fromEntries(days.map((name) => [name, day])),
      },
    };
  };

  /** The text of the statement that asks a query for some values, those that it knows. */
  const textFor = (
    { name, args }: GraphQLField<unknown, unknown>,
    { filter, ...values }: ReturnType<typeof valuesOf>,
  ): string => {
    const definitions = args.map((each) => `$${each.name}: ${each.type}`).join(', ');
    const given = args.map((each) => `${each.name}: $${each.name}`).join(', ');
    const document = parse(`query (${definitions}) { ${name}(${given}) { __typename } }`);
    const operation = getOperationAST(document);
    const metadataOf: MetadataOf = (entity) => database.application.getMetadata(entity);
    const [query] = operation ? compileQuery(both.schema, document, operation, metadataOf) : [];
    if (!query) throw new Error(`${name} does not compile`);
    const filterType = args.find((each) => each.name === 'filter')?.type;
    const known = isInputObjectType(filterType) ? filterType.getFields() : {};
    const narrowing = Object.entries(filter).filter(([each]) => each in known);
    const variables = { ...values, filter: Object.fromEntries(narrowing) };
    return query.bind(variables, administrator.municipalityId, false).statement.text;
  };

  it('INP-7 depends on what is asked, and not on what callers say', () => {
    const queries = Object.values(both.schema.getQueryType()?.getFields() ?? {}).filter(
      ({ extensions }) => extensions.lookup ?? extensions.answering,
    );
    const texts = queries.map((query) => [
      textFor(query, valuesOf('KS', 2025, '2025-01-01')),
      textFor(query, valuesOf(`KANARIE'"; $1 :name`, 1999, '1999-12-31')),
    ]);

    expect(texts.length).toBeGreaterThan(40);
    for (const [one, other] of texts) expect(one).toBe(other);
    expect(texts.flat().filter((text) => /KANARIE|'KS'|2025|1999/.test(text))).toEqual([]);
  });
});

it('an object that is selected twice under two names has what is selected under each', async () => {
  const assessed = await database.owner.query<{ id: string }[]>(
    'SELECT id FROM risk_assessment WHERE municipality_id = $1 AND value IS NOT NULL LIMIT 1',
    [administrator.municipalityId],
  );
  const [compiled, resolved] = await both.ask(
    administrator,
    `{ riskAssessment(id: "${assessed[0]?.id}") { one: score { band { word } } other: score { band { code } } } }`,
  );

  expect(compiled.isCompiled).toBe(true);
  expect(compiled.answer).toBe(resolved.answer);
});

it('a connection keeps so many statements planned, and no more, however many are asked', async () => {
  const kept: number[] = [];
  for (let index = 0; index < 450; index += 1) {
    await both.answer(administrator, `{ boards(first: 1) { a${index}: totalCount } }`);
    if (index % 50 > 0) continue;
    const sql = `SELECT count(*)::integer AS count FROM pg_prepared_statements
      WHERE statement LIKE 'SELECT answer.data%'`;
    kept.push((await database.application.query<{ count: number }[]>(sql))[0]?.count ?? 0);
  }

  expect(Math.max(...kept)).toBeGreaterThan(100);
  expect(Math.max(...kept)).toBeLessThan(250);
});

it('tells the rows of a report that is a draft, also when nothing of them is read', async () => {
  const found = await database.owner.query(
    `SELECT id FROM follow_up_report WHERE state = 'DRAFT' AND municipality_id = $1`,
    [administrator.municipalityId],
  );
  expect(found).not.toEqual([]);
  for (const { id } of found) {
    const query = `{ followUpReportById(id: "${id}") { rows { __typename } } }`;
    const [compiled, resolved] = await both.ask(administrator, query);
    expect(compiled.answer).toBe(resolved.answer);
    expect(compiled.answer).toContain('FollowUpRow');
  }
});

describe('what is too much for one statement, the resolvers answer', () => {
  const many = (field: string) =>
    Array.from({ length: 60 }, (_, index) => `a${index}: ${field}`).join(' ');
  const risk = () => `risk(id: "${idIn('risk')}")`;
  const cases: Readonly<Record<string, () => string>> = {
    'an object with sixty fields': () => `{ ${risk()} { ${many('number')} } }`,
    'a page with sixty names for its end': () =>
      `{ risks(first: 2) { pageInfo { ${many('endCursor')} } } }`,
    'a hundred objects, of fragments that are spread again and again': () =>
      `{ ${risk()} { ...R5 } } fragment R0 on Risk { board { code } } ${[1, 2, 3, 4, 5]
        .map((step) => {
          const below = `risks { ...R${step - 1} }`;
          return `fragment R${step} on Risk { controls { ${below} } actions { ${below} } }`;
        })
        .join(' ')}`,
    'sixty records': () => `{ ${many(`${risk()} { number }`)} }`,
  };

  it.each(Object.entries(cases))('%s', async (_what, queryFor) => {
    const [compiled, resolved] = await both.ask(administrator, queryFor());

    expect(compiled.answer).toBe(resolved.answer);
    expect([compiled.isCompiled, compiled.refusal, compiled.faults]).toEqual([
      false,
      undefined,
      [],
    ]);
  });

  it('and fifty are not too much', () =>
    expectOneStatement(`{ ${risk()} { ${many('number').split(' ').slice(0, 100).join(' ')} } }`));
});
