import type { DataSource } from 'typeorm';
import { demoMunicipalities } from '../../seeds/demo-municipalities';
import { alingsas } from './alingsas';
import { exempelkoping } from './exempelkoping';
import { isLoaded } from './is-loaded';
import { loadMunicipality } from './load-municipality';

const seeds = [alingsas, exempelkoping];

/**
 * Adds the municipalities of the demonstration that the register does not have, each of them whole
 * or not at all.
 *
 * @param dataSource as the role of the application.
 */
export async function loadDemo(dataSource: DataSource, now = new Date()): Promise<void> {
  for (const seed of seeds) {
    const ids = demoMunicipalities.find(({ code }) => code === seed.code);
    if (!ids || (await isLoaded(dataSource, ids.id))) continue;
    await loadMunicipality(dataSource, ids, seed, now);
  }
}
