import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrations } from './migrations';
import { entities } from './src/entities';
import { connections } from './src/kernel/connections';
import { SnakeNamingStrategy } from './src/kernel/snake-naming-strategy';

/** Options for a database at a URL. `synchronize` stays off everywhere: only migrations change tables. */
export function dataSourceOptions(url: string) {
  return {
    type: 'postgres',
    url,
    entities,
    migrations,
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    extra: connections,
  } as const satisfies DataSourceOptions;
}

/** The data source that the TypeORM command line uses, as the owner of the tables. */
export default new DataSource(
  dataSourceOptions(process.env.MIGRATION_DATABASE_URL ?? 'postgres://localhost/internkontroll'),
);
