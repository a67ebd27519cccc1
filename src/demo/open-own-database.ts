import type { DataSource } from 'typeorm';
import { openDatabase, startEmbeddedDatabase, whileLocked } from '../database';
import { loadDemo } from './load-demo';

/** The database that the service runs by itself. */
export interface OwnDatabase {
  readonly dataSource: DataSource;
  /** Closes the database and stops its PostgreSQL, unless another process uses it too. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on the data of the last time.
 *
 * @param isDemo whether to load the municipalities of the demonstration that it lacks.
 */
export async function openOwnDatabase(
  dataDirectory: string,
  isDemo: boolean,
): Promise<OwnDatabase> {
  const { ownerUrl, serviceUrl, stop } = await startEmbeddedDatabase(dataDirectory);
  try {
    const dataSource = await openDatabase(serviceUrl);
    if (isDemo) await whileLocked(ownerUrl, () => loadDemo(dataSource));
    return { dataSource, stop: () => dataSource.destroy().finally(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}
