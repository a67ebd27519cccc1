import type { Tx } from '../kernel/unit-of-work';
import { CarryOverRepository, PlanItemRepository } from '../modules/control-plan';
import type { SeedPlan } from './seed-format';
import { itemName, type SeedNames, subjectOf } from './seed-names';
import { seededBy } from './seeder';

/** Writes which items go on under items of next year's plan; several can go on under the same. */
export async function loadCarryOvers(
  tx: Tx,
  names: SeedNames,
  plans: readonly SeedPlan[],
): Promise<void> {
  const items = new PlanItemRepository(tx);
  const carryOvers = new CarryOverRepository(tx);
  for (const plan of plans) {
    for (const [index, { carriedOver }] of plan.items.entries()) {
      if (!carriedOver) continue;
      const from = await items.get(names.idOf('item', itemName(plan, index)));
      const to = await items.get(names.idOf('item', nextYears(plan, carriedOver.to, plans)));
      await carryOvers.insert({
        ...{ fromItemId: from.id, fromStableId: from.stableId },
        ...{ toItemId: to.id, toStableId: to.stableId },
        motive: carriedOver.motive ?? null,
        carriedBy: seededBy.proposer,
        carriedOn: carriedOver.on,
      });
    }
  }
}

/** The row about `subject` in the revision for the next year that no other one has superseded. */
function nextYears(plan: SeedPlan, subject: string, plans: readonly SeedPlan[]): string {
  const next = plans.find(
    ({ board, year, state }) =>
      board === plan.board && year === plan.year + 1 && state !== 'SUPERSEDED',
  );
  const index = next ? next.items.findIndex((item) => subjectOf(item) === subject) : -1;
  if (!next || index < 0) throw new Error(`Nothing to carry over to: ${plan.board} ${subject}`);
  return itemName(next, index);
}
