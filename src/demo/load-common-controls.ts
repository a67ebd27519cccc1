import type { Tx } from '../kernel/unit-of-work';
import { CommonControlRepository } from '../modules/common-control';
import { loadDecision } from './load-decision';
import type { SeedCommonControls } from './seed-format';
import { commonName, type SeedNames } from './seed-names';

/** Writes what the executive board decided for all, before the plans that have it. */
export async function loadCommonControls(
  tx: Tx,
  names: SeedNames,
  seeds: readonly SeedCommonControls[],
  now: Date,
): Promise<void> {
  for (const { year, controls, decision: seed } of seeds) {
    const decision = await loadDecision(tx, names.idOf('board', 'KS'), seed, now);
    const ids = new Map(
      controls.map(({ control }) => [
        names.idOf('control', control),
        names.add('common control', commonName(year, control)),
      ]),
    );
    await new CommonControlRepository(tx).decide(
      { year, decisionId: decision.id, now },
      controls.map(({ control, kinds = [] }) => ({
        controlId: names.idOf('control', control),
        kinds,
      })),
      (controlId) => ids.get(controlId) ?? '',
    );
  }
}
