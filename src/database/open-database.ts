import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../ormconfig';
import { logError } from '../log';
import { checkMigrations } from './check-migrations';
import { checkRole } from './check-role';
import { connect } from './connect';

/** How long things may take, in milliseconds, before PostgreSQL or the pool breaks them off. */
const patience = {
  statement_timeout: 5_000,
  idle_in_transaction_session_timeout: 10_000,
  lock_timeout: 3_000,
};

/** How long an unused connection is kept, in milliseconds: the plans of its statements go with it. */
const IDLE_MILLISECONDS = 10 * 60_000;

/**
 * The database as the role of the application, ready to serve. It stays usable when PostgreSQL
 * restarts: a connection that breaks is noted and replaced.
 *
 * @throws DatabaseRefused when the database, its tables or the role are not as they must be.
 */
export async function openDatabase(url: string): Promise<DataSource> {
  const options = dataSourceOptions(url);
  const dataSource = new DataSource({
    ...options,
    applicationName: 'internkontroll',
    poolSize: 10,
    connectTimeoutMS: 2_000,
    poolErrorHandler: (error: unknown) => logError('A connection to the database broke', error),
    extra: { ...options.extra, ...patience, idleTimeoutMillis: IDLE_MILLISECONDS },
  });
  await connect(dataSource, 'DATABASE_URL');
  try {
    await checkRole(dataSource);
    await checkMigrations(dataSource);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

/** True when the database answers; it may take as long as the pool waits for a connection. */
export async function answers(dataSource: DataSource): Promise<boolean> {
  await dataSource.query('SELECT 1');
  return true;
}
