import type { DataSource } from 'typeorm';
import { demoMunicipalities } from './demo-municipalities';

const names: Readonly<Record<string, string>> = {
  alingsas: 'Alingsås kommun',
  exempelkoping: 'Exempelköpings kommun',
};

/**
 * Fills an empty register with the municipalities of the demonstration: all of it or, if anything
 * fails, nothing.
 *
 * @param dataSource as the role of the application.
 */
export async function loadDemo(dataSource: DataSource): Promise<void> {
  await dataSource.transaction(async (manager) => {
    for (const { code, id, executiveBoardId } of demoMunicipalities) {
      await manager.query(
        `SELECT set_config('app.municipality', $1, true), set_config('app.actor', 'demo:seed', true),
                set_config('app.act', 'DEMO_LOADED', true)`,
        [id],
      );
      await manager.query(
        'INSERT INTO municipality (municipality_id, code, name) VALUES ($1, $2, $3)',
        [id, code, names[code]],
      );
      await manager.query(
        `INSERT INTO board (municipality_id, id, code, name, kind, version)
         VALUES ($1, $2, 'KS', 'Kommunstyrelsen', 'EXECUTIVE_BOARD', 1)`,
        [id, executiveBoardId],
      );
    }
  });
}
