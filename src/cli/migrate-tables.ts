import 'reflect-metadata';
import { type Config, type Environment, readConfig } from '../config';
import { prepareEmbeddedDatabase } from '../database/embedded-database';
import { migrateDatabase } from '../database/migrate-database';
import { beginOwnPostgres } from '../database/own-postgres';
import { reportStartFailure } from '../start-failure';

async function migrate({
  migrationDatabaseUrl,
  dataDirectory,
}: Config): Promise<readonly string[]> {
  if (migrationDatabaseUrl !== null) return migrateDatabase(migrationDatabaseUrl);
  const database = await prepareEmbeddedDatabase(await beginOwnPostgres(dataDirectory));
  await database.stop();
  return database.migrated;
}

/** Brings the tables up to date and tells which migrations ran; answers with the exit code. */
export async function migrateTables(environment: Environment): Promise<number> {
  try {
    const names = await migrate(readConfig(environment, 'migrate'));
    if (names.length === 0) {
      console.log('Tabellerna är redan uppdaterade. (The tables were up to date already.)');
    }
    for (const name of names) console.log(`Körde (ran) ${name}`);
    return 0;
  } catch (error) {
    return reportStartFailure(error);
  }
}
