import type { DataSource } from 'typeorm';
import { loadDemo } from '../../seeds/demo';
import { demoMunicipalities } from '../../seeds/demo-municipalities';
import { openDatabase, startEmbeddedDatabase, whileLocked } from '../database';
import { createDemoIdentities, type DemoIdentities } from '../modules/identity';

/** A demonstration: a database with invented municipalities, and persons who act for them. */
export interface Demo {
  readonly dataSource: DataSource;
  readonly identities: DemoIdentities;
  /** Closes the database and stops its PostgreSQL, unless another process uses it too. */
  stop(): Promise<void>;
}

/** Starts PostgreSQL on the data of the last time; the first time, the municipalities are made. */
export async function openDemo(dataDirectory: string): Promise<Demo> {
  const { ownerUrl, serviceUrl, stop } = await startEmbeddedDatabase(dataDirectory);
  try {
    const dataSource = await openDatabase(serviceUrl);
    await whileLocked(ownerUrl, async () => {
      if (!(await isLoaded(dataSource))) await loadDemo(dataSource);
    });
    const identities = createDemoIdentities(demoMunicipalities);
    return { dataSource, identities, stop: () => dataSource.destroy().finally(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** True when all the municipalities are there; each can be seen only by itself. */
async function isLoaded(dataSource: DataSource): Promise<boolean> {
  return dataSource.transaction(async (manager) => {
    for (const { id } of demoMunicipalities) {
      await manager.query(`SELECT set_config('app.municipality', $1, true)`, [id]);
      const rows = await manager.query<unknown[]>('SELECT FROM municipality');
      if (rows.length === 0) return false;
    }
    return true;
  });
}
