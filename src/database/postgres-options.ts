import type { DataSourceOptions } from 'typeorm';
import { migrations } from '../../migrations';
import { GatheringSocket } from '../kernel/gathering-socket';
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
    extra: { pipeline: true, stream: () => new GatheringSocket() },
  } as const satisfies DataSourceOptions;
}
