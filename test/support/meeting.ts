import { setTimeout as sleep } from 'node:timers/promises';
import type { TestDatabase } from './database';

/**
 * Has two commands meet: the first one waits half-way, on a lock that `sql` takes, until the second one
 * waits too or has its answer. Then the lock goes, and both come to an end.
 */
export async function meet<First, Second>(
  { owner }: TestDatabase,
  sql: string,
  first: () => Promise<First>,
  second: () => Promise<Second>,
): Promise<[First, Second]> {
  const runner = owner.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(sql);
    const former = first();
    await waiting(owner, 1);
    const latter = second();
    await Promise.race([latter, waiting(owner, 2)]);
    await runner.rollbackTransaction();
    return await Promise.all([former, latter]);
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}

/** Until so many transactions of the database wait for a lock. */
async function waiting(owner: TestDatabase['owner'], count: number): Promise<void> {
  for (let times = 0; times < 200; times += 1) {
    const [found] = await owner.query<[{ count: number }]>(
      `SELECT count(*)::int FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (found.count >= count) return;
    await sleep(10);
  }
  throw new Error(`No ${count} transactions wait for a lock`);
}
