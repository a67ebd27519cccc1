import type { Tx } from '../kernel/unit-of-work';
import { BoardMergerRepository } from '../modules/board-merger';
import { BoardRepository, BoardSuccessionRepository } from '../modules/municipality';
import { loadDecision } from './load-decision';
import type { SeedMerger } from './seed-format';
import type { SeedNames } from './seed-names';

/** Writes which boards were merged, and moves what is open in all that was written before. */
export async function loadMergers(
  tx: Tx,
  names: SeedNames,
  mergers: readonly SeedMerger[] = [],
  now: Date,
): Promise<void> {
  for (const { predecessors, successor, mergedOn, note = null, decision } of mergers) {
    const successorId = names.idOf('board', successor);
    const predecessorIds = predecessors.map((code) => names.idOf('board', code));
    const parts = new BoardMergerRepository(tx);
    await new BoardRepository(tx).endBefore(predecessorIds, mergedOn);
    const merger = await new BoardSuccessionRepository(tx).record(
      { successorId, mergedOn, note },
      predecessorIds,
      now,
      async ({ id }) => {
        if (!decision) return;
        await parts.setDecision(id, (await loadDecision(tx, successorId, decision, now)).id);
      },
    );
    await parts.moveOpen(merger, now);
  }
}
