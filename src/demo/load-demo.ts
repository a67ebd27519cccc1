import type { DataSource } from 'typeorm';
import { demoMunicipalities } from '../../seeds/demo-municipalities';
import { alingsas } from './alingsas';
import { exempelkoping } from './exempelkoping';
import { isLoaded } from './is-loaded';
import { loadMunicipality } from './load-municipality';
import { loadPersons } from './load-persons';

const seeds = [alingsas, exempelkoping];

/**
 * Adds the municipalities of the demonstration that the register does not have, each of them whole
 * or not at all, and the invented persons who act for them. It waits for all of them, also when one
 * fails.
 *
 * @param dataSource as the role of the application.
 */
export async function loadDemo(dataSource: DataSource, now = new Date()): Promise<void> {
  const loads = seeds.map(async (seed) => {
    const ids = demoMunicipalities.find(({ code }) => code === seed.code);
    if (!ids) return;
    if (!(await isLoaded(dataSource, ids.id))) {
      await loadMunicipality(dataSource, ids, seed, now);
    }
    await loadPersons(dataSource, ids);
  });
  for (const outcome of await Promise.allSettled(loads)) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
}
