import { DataSource } from 'typeorm';
import { postgresOptions } from './src/database/postgres-options';
import { entities } from './src/entities';

/** Options for a database at a URL, with every table. */
export function dataSourceOptions(url: string) {
  return { ...postgresOptions(url), entities };
}

/** The data source that the TypeORM command line uses, as the owner of the tables. */
export default new DataSource(
  dataSourceOptions(process.env.MIGRATION_DATABASE_URL ?? 'postgres://localhost/internkontroll'),
);
