import type { DataSource } from 'typeorm';
import { demoMunicipalities } from '../../seeds/demo-municipalities';
import { openDatabase, startEmbeddedDatabase, whileLocked } from '../database';
import { createDemoIdentities, type DemoIdentities } from '../modules/identity';
import { loadDemo } from './load-demo';

/** A demonstration: a database with two municipalities, and invented persons who act for them. */
export interface Demo {
  readonly dataSource: DataSource;
  readonly identities: DemoIdentities;
  /** Closes the database and stops its PostgreSQL, unless another process uses it too. */
  stop(): Promise<void>;
}

/** Starts PostgreSQL on the data of the last time, and loads the municipalities that it lacks. */
export async function openDemo(dataDirectory: string): Promise<Demo> {
  const { ownerUrl, serviceUrl, stop } = await startEmbeddedDatabase(dataDirectory);
  try {
    const dataSource = await openDatabase(serviceUrl);
    await whileLocked(ownerUrl, () => loadDemo(dataSource));
    const identities = createDemoIdentities(demoMunicipalities);
    return { dataSource, identities, stop: () => dataSource.destroy().finally(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}
