import 'reflect-metadata';
import { type Config, readConfig } from '../config';
import { migrateDatabase, startEmbeddedDatabase } from '../database';
import { reportStartFailure } from '../start-failure';

async function migrate({
  migrationDatabaseUrl,
  dataDirectory,
}: Config): Promise<readonly string[]> {
  if (migrationDatabaseUrl !== null) return migrateDatabase(migrationDatabaseUrl);
  const database = await startEmbeddedDatabase(dataDirectory);
  await database.stop();
  return database.migrated;
}

async function run(): Promise<void> {
  const names = await migrate(readConfig(process.env, 'migrate'));
  if (names.length === 0) console.log('The tables were up to date already.');
  for (const name of names) console.log(`Ran ${name}`);
}

run().catch((error) => {
  process.exitCode = reportStartFailure(error);
});
