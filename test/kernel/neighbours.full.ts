import { createTestDatabase, type Statement, type TestDatabase } from '../support/database';
import { tableReads } from '../support/explain';
import { fillWithRows } from '../support/many-rows';
import { createMunicipality, type TestMunicipality } from '../support/municipality';

jest.setTimeout(240_000);

/** Rows of each table that grows with the years: few here, many with each neighbour. */
const [HERE, THERE] = [300, 1500];
/** What reading a security log adds to it. */
const FEW = 10;
/** To look up a row takes no more pages than this: those of the index, and its own. */
const PAGES_FOR_ROW = 3;

const questions = [
  '{ risks { totalCount edges { node { number current { year } } } } }',
  '{ risks(orderBy: [{ field: VALUE, direction: DESC }]) { edges { node { number } } } }',
  '{ risks(filter: { search: "jäv", isEnded: false }) { totalCount edges { node { number } } } }',
  '{ risks(filter: { board: "B1" }) { totalCount edges { node { number } } } }',
  '{ controls { totalCount edges { node { title risks { number } } } } }',
  '{ actions { totalCount edges { node { text } } } }',
  '{ actions(filter: { isOverdue: true }) { totalCount edges { node { text } } } }',
  '{ assignments(filter: { board: "B1" }) { totalCount edges { node { text } } } }',
  '{ controlPlans(orderBy: [{ field: YEAR, direction: ASC }]) { totalCount edges { node { year items { number results { id } plannedControls { id } } } } } }',
  '{ followUpReports { totalCount edges { node { asOf decision { id } } } } }',
  '{ boardTransfers { totalCount edges { node { movedAt } } } }',
  '{ auditTrail { totalCount edges { node { act } } } }',
  '{ auditTrail(filter: { actor: "actor 1" }) { totalCount edges { node { act } } } }',
  '{ securityEvents { totalCount edges { node { kind } } } }',
  '{ riskMatrix(year: 2025) { total } }',
  '{ riskMatrix(year: 2024, board: "B1") { total } }',
];

let database: TestDatabase;
let here: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database);
  await fillWithRows(database.owner, here.municipalityId, HERE);
});
afterAll(() => database.drop());

async function addNeighbours(count: number): Promise<void> {
  for (let neighbour = 0; neighbour < count; neighbour += 1) {
    const { municipalityId } = await createMunicipality(database);
    await fillWithRows(database.owner, municipalityId, THERE);
  }
  await database.owner.query('VACUUM ANALYZE');
}

/** The rows and pages that each question has PostgreSQL read. */
async function costs(): Promise<{ rows: number; pages: number }[]> {
  const all: { rows: number; pages: number }[] = [];
  for (const question of questions) {
    const statements = await database.statementsOf(() => here.api.ask(question));
    all.push(await costOf(statements.filter(({ sql }) => /^\s*(SELECT|WITH)\b/.test(sql))));
  }
  return all;
}

const costOf = (statements: readonly Statement[]) =>
  database.application.transaction(async (manager) => {
    await manager.query(`SELECT set_config('app.municipality', $1, true)`, [here.municipalityId]);
    const sum = { rows: 0, pages: 0 };
    for (const { sql, parameters } of statements) {
      const { reads, pages } = await tableReads(manager, sql, parameters);
      sum.rows += reads.reduce((rows, read) => rows + read.rows, 0);
      sum.pages += pages;
    }
    return sum;
  });

// Ten times the rows of others would be thousands more. Of its own, PostgreSQL may look up one by one what it
// read in one go when that was a good part of the table: half as many rows more, and some pages for each.
it('a municipality reads as much beside ten times as many others', async () => {
  await addNeighbours(1);
  const beside = await costs();
  await addNeighbours(9);
  const amidst = await costs();

  for (const [index, question] of questions.entries()) {
    const [before, after] = [beside[index], amidst[index]];
    expect(before?.rows).toBeGreaterThan(0);
    const isCheap =
      (after?.rows ?? 0) <= 1.5 * (before?.rows ?? 0) + FEW &&
      (after?.pages ?? 0) <= 2 * (before?.pages ?? 0) + PAGES_FOR_ROW * (after?.rows ?? 0);
    expect(isCheap ? null : { question, before, after }).toBeNull();
  }
});
