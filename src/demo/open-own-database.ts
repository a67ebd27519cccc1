import type { DataSource } from 'typeorm';
import { analyseTables, openDatabase, prepareEmbeddedDatabase, whileLocked } from '../database';
import type { OwnPostgres } from '../database/own-postgres';
import { loadDemo } from './load-demo';

/** The database that the service runs by itself. */
export interface OwnDatabase {
  readonly dataSource: DataSource;
  /** Closes the database and stops its PostgreSQL, unless another process uses it too. */
  stop(): Promise<void>;
}

/**
 * Opens the database that the service runs by itself, and makes of it what it lacks.
 *
 * @param isDemo whether to load the municipalities of the demonstration that it lacks.
 */
export async function openOwnDatabase(
  postgres: OwnPostgres,
  isDemo: boolean,
): Promise<OwnDatabase> {
  const { ownerUrl, serviceUrl, stop } = await prepareEmbeddedDatabase(postgres);
  try {
    const dataSource = await openDatabase(serviceUrl);
    if (isDemo) {
      await whileLocked(ownerUrl, (owner) =>
        loadDemo(dataSource, new Date(), () => analyseTables(owner)),
      );
    }
    return { dataSource, stop: () => dataSource.destroy().finally(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}
