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
 * or not at all, and the invented persons who act for them.
 *
 * @param dataSource as the role of the application.
 * @param afterEach is done whenever a municipality was added, the small one first.
 */
export async function loadDemo(
  dataSource: DataSource,
  now = new Date(),
  afterEach: () => Promise<void> = async () => undefined,
): Promise<void> {
  for (const seed of seeds) {
    const ids = demoMunicipalities.find(({ code }) => code === seed.code);
    if (!ids) continue;
    if (!(await isLoaded(dataSource, ids.id))) {
      await loadMunicipality(dataSource, ids, seed, now);
      await afterEach();
    }
    await loadPersons(dataSource, ids);
  }
}
