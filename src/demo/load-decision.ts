import { readInput } from '../kernel/input';
import type { Tx } from '../kernel/unit-of-work';
import {
  type DecisionEntity,
  DecisionPointRepository,
  DecisionRepository,
} from '../modules/decision';
import { readDecision } from '../modules/decision/domain/decision';
import type { SeedDecision } from './seed-format';

/** Records a decision, then what was done of its assignments afterwards. */
export async function loadDecision(
  tx: Tx,
  boardId: string,
  seed: SeedDecision,
  now: Date,
): Promise<DecisionEntity> {
  const today = now.toISOString().slice(0, 10);
  const values = readInput((input) => readDecision(input, 'decision', seed, today));
  const decision = await new DecisionRepository(tx).record({ boardId }, values, now);
  const points = new DecisionPointRepository(tx);
  for (const [index, { doneOn }] of (seed.points ?? []).entries()) {
    if (doneOn) await points.completeNumber(decision.id, index + 1, doneOn);
  }
  return decision;
}
