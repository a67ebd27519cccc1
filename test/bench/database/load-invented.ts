import type { DataSource } from 'typeorm';
import { loadPlans } from '../../../src/demo/load-plans';
import { loadRegister } from '../../../src/demo/load-register';
import { loadFollowUpRounds, loadReports } from '../../../src/demo/load-reports';
import { loadResults } from '../../../src/demo/load-results';
import { loadSupervision } from '../../../src/demo/load-supervision';
import type { SeedMunicipality, SeedPlan } from '../../../src/demo/seed-format';
import { SeedNames } from '../../../src/demo/seed-names';
import { type Tx, UnitOfWork } from '../../../src/kernel/unit-of-work';

/** How many items have their results written in one statement, which has 65,535 parameters at most. */
const ITEMS_AT_ONCE = 500;

/**
 * Writes a municipality as the demonstration is written, through the rules, constraints and triggers
 * of the product, but plan by plan.
 *
 * @param dataSource as the role of the application.
 * @param analyse tells PostgreSQL how much there is; without it, it plans for empty tables.
 */
export async function loadInvented(
  dataSource: DataSource,
  municipalityId: string,
  seed: SeedMunicipality,
  analyse: () => Promise<unknown>,
): Promise<void> {
  const now = new Date();
  const scope = { municipalityId };
  const names = new SeedNames(seed.code);
  for (const { code } of seed.boards) names.add('board', code);
  const write = async (work: (tx: Tx) => Promise<void>): Promise<void> => {
    const answerable = { subject: 'bench', requestId: '' };
    await new UnitOfWork(dataSource, scope, answerable).write('BENCH_LOADED', work);
    await analyse();
  };
  await write((tx) => loadRegister(tx, names, seed, now));
  await write(async (tx) => {
    for (const plan of seed.plans) await loadPlan(tx, names, plan, now);
  });
  await write(async (tx) => {
    await loadFollowUpRounds(tx, names, seed.followUpRounds);
    await loadReports(tx, names, seed.reports, now);
  });
  await write((tx) => loadSupervision(tx, names, seed.supervision, now));
}

async function loadPlan(tx: Tx, names: SeedNames, plan: SeedPlan, now: Date): Promise<void> {
  await loadPlans(tx, names, [withoutResults(plan, () => true)], now);
  for (let from = 0; from < plan.items.length; from += ITEMS_AT_ONCE) {
    const isLater = (index: number) => index < from || index >= from + ITEMS_AT_ONCE;
    await loadResults(tx, names, [withoutResults(plan, isLater)], now);
  }
}

function withoutResults(plan: SeedPlan, isLeftOut: (index: number) => boolean): SeedPlan {
  const items = plan.items.map((item, index) =>
    isLeftOut(index) ? { ...item, results: [] } : item,
  );
  return { ...plan, items };
}
