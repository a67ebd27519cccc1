import type { TestDatabase } from '../support/database';

/** Changes rows past every rule, as the owner. */
export const pastRules = (
  { owner }: TestDatabase,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<unknown> =>
  owner.transaction(async (manager) => {
    await manager.query('SET LOCAL session_replication_role = replica');
    return manager.query(sql, [...parameters]);
  });
