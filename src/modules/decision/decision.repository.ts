import { randomUUID } from 'node:crypto';
import { Repository, VersionedRepository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import { DecisionEntity, DecisionPointEntity, DecisionPreparationEntity } from './decision.entity';
import type { CheckedDecision } from './domain/decision';

/** All SQL for decisions. */
export class DecisionRepository extends Repository<DecisionEntity> {
  constructor(tx: Tx) {
    super(tx, DecisionEntity);
  }

  /** Writes a decision with its parts and freezes it at once: minutes are never rewritten. */
  async record(
    boardId: string,
    { points, preparation, ...values }: CheckedDecision,
    now: Date,
  ): Promise<DecisionEntity> {
    const { id: decisionId } = await this.insert({ ...values, boardId, frozenAt: null });
    await new DecisionPointRepository(this.tx).insertAll(
      points.map((point, index) => ({ id: randomUUID(), decisionId, number: index + 1, ...point })),
    );
    await new Repository(this.tx, DecisionPreparationEntity).insertAll(
      preparation.map((step, index) => ({
        id: randomUUID(),
        decisionId,
        position: index + 1,
        ...step,
      })),
    );
    await this.tx.manager.update(DecisionEntity, this.where({ id: decisionId }), { frozenAt: now });
    return this.get(decisionId);
  }
}

/** All SQL for the points of decisions. */
export class DecisionPointRepository extends VersionedRepository<DecisionPointEntity> {
  constructor(tx: Tx) {
    super(tx, DecisionPointEntity);
  }

  /** Notes that the assignment with this number in a decision was done. */
  async completeNumber(decisionId: string, number: number, doneOn: string): Promise<void> {
    const state = 'DONE';
    await this.tx.manager.update(DecisionPointEntity, this.where({ decisionId, number }), {
      state,
      doneOn,
    });
  }
}
