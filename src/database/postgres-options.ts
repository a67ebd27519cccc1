import type { DataSourceOptions } from 'typeorm';
import { migrations } from '../../migrations';
import { connections } from '../kernel/connections';
import { SnakeNamingStrategy } from '../kernel/snake-naming-strategy';

/**
 * Options for a database at a URL, without the tables that TypeORM is to know: to migrate takes none.
 * `synchronize` stays off everywhere: only migrations change tables.
 */
export function postgresOptions(url: string) {
  return {
    type: 'postgres',
    url,
    migrations,
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    extra: connections,
  } as const satisfies DataSourceOptions;
}
