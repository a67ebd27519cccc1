import type { DataSource } from 'typeorm';
import { loadMunicipality } from '../src/demo/load-municipality';
import { alingsas } from './alingsas';
import { demoMunicipalities } from './demo-municipalities';

const seeds = [alingsas];

/**
 * Fills an empty register with the municipalities of the demonstration, each of them whole or not at
 * all.
 *
 * @param dataSource as the role of the application.
 */
export async function loadDemo(dataSource: DataSource, now = new Date()): Promise<void> {
  for (const seed of seeds) {
    const ids = demoMunicipalities.find(({ code }) => code === seed.code);
    if (ids) await loadMunicipality(dataSource, ids, seed, now);
  }
}
