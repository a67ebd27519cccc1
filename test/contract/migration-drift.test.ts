import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('the migrations build exactly the tables that the entities describe', async () => {
  const { upQueries } = await database.owner.driver.createSchemaBuilder().log();

  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

it('each column of an enumeration allows the same values in the database as in the code', async () => {
  const inDatabase = await database.owner.query<{ name: string; values: string[] }[]>(
    `SELECT conname AS name, ARRAY(SELECT m[1] FROM regexp_matches(pg_get_constraintdef(oid), '''(\\w+)''', 'g') m
       ORDER BY 1) AS values
     FROM pg_constraint WHERE contype = 'c'`,
  );
  const values = new Map(inDatabase.map((check) => [check.name, check.values]));
  const checks = database.owner.entityMetadatas
    .flatMap((entity) => entity.checks)
    .filter(({ expression }) => /^\w+ (IN \(|<@ )/.test(expression));

  expect(checks.length).toBeGreaterThan(10);
  for (const { name, expression } of checks) {
    const inCode = [...expression.matchAll(/'(\w+)'/g)].map(([, value]) => value).sort();
    expect([name, values.get(name)]).toEqual([name, inCode]);
  }
});
