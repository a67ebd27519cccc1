import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../ormconfig';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { ownerUrl } from '../support/template';

let database: TestDatabase;
let owner: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = await new DataSource(dataSourceOptions(ownerUrl(database.name))).initialize();
});
afterAll(async () => {
  await owner.destroy();
  await database.drop();
});

it('the migrations build exactly the tables that the entities describe', async () => {
  const { upQueries } = await owner.driver.createSchemaBuilder().log();

  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

it('each column of an enumeration allows the same values in the database as in the code', async () => {
  const inDatabase = await owner.query<{ name: string; values: string[] }[]>(
    `SELECT conname AS name, ARRAY(SELECT m[1] FROM regexp_matches(pg_get_constraintdef(oid), '''(\\w+)''', 'g') m
       ORDER BY 1) AS values
     FROM pg_constraint WHERE contype = 'c'`,
  );
  const values = new Map(inDatabase.map((check) => [check.name, check.values]));
  const checks = owner.entityMetadatas
    .flatMap((entity) => entity.checks)
    .filter(({ expression }) => /^\w+ (IN \(|<@ )/.test(expression));

  expect(checks.length).toBeGreaterThan(10);
  for (const { name, expression } of checks) {
    const inCode = [...expression.matchAll(/'(\w+)'/g)].map(([, value]) => value).sort();
    expect([name, values.get(name)]).toEqual([name, inCode]);
  }
});
