import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { DataSource, type Logger } from 'typeorm';
import { dataSourceOptions } from '../../ormconfig';
import { postgresOptions } from '../../src/database/postgres-options';
import { applicationUrl, onServer, ownerUrl, TEMPLATE } from './template';

/** SQL that was run, with the values of its parameters. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Remembers the SQL that was run, so that a test can count it. */
class QueryLog implements Logger {
  readonly statements: Statement[] = [];
  logQuery(sql: string, parameters: unknown[] = []): void {
    this.statements.push({ sql, parameters });
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

/** What every transaction has around its queries. */
const FRAME = /^(START TRANSACTION|COMMIT|ROLLBACK|SELECT set_config)/;

/** A database for tests, seen by its two roles. */
export type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;

/**
 * A migrated, empty database of its own for one test file; call `drop` in `afterAll`. What is tested
 * runs as the `application`; the `owner` bypasses row-level security, for a look at what was stored.
 */
export async function createTestDatabase() {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
  const log = new QueryLog();
  // It knows no entities: to work them out takes as long as the copy, and SQL does for a look.
  const owner = await new DataSource(postgresOptions(ownerUrl(name))).initialize();
  const application = await new DataSource({
    ...dataSourceOptions(applicationUrl(name)),
    logging: true,
    logger: log,
  }).initialize();

  /** What the application runs while `work` does, without the frame of its transactions. */
  const statementsOf = async (work: () => Promise<unknown>): Promise<Statement[]> => {
    const before = log.statements.length;
    await work();
    return log.statements.slice(before).filter(({ sql }) => !FRAME.test(sql.trim()));
  };
  /** The same, as SQL alone. */
  const queriesOf = async (work: () => Promise<unknown>): Promise<string[]> =>
    (await statementsOf(work)).map(({ sql }) => sql);
  const drop = async (): Promise<void> => {
    await Promise.all([application.destroy(), owner.destroy()]);
    await onServer(`DROP DATABASE ${name}`);
  };
  return { name, owner, application, statementsOf, queriesOf, drop };
}
