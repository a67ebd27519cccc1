import type { DataSource } from 'typeorm';

/**
 * True when the register has the municipality.
 *
 * @param dataSource as the role of the application, which sees one municipality at a time.
 */
export function isLoaded(dataSource: DataSource, municipalityId: string): Promise<boolean> {
  return dataSource.transaction(async (manager) => {
    await manager.query(`SELECT set_config('app.municipality', $1, true)`, [municipalityId]);
    const rows = await manager.query<unknown[]>('SELECT FROM municipality');
    return rows.length > 0;
  });
}
