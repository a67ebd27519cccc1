import { randomUUID } from 'node:crypto';
import type { List } from '../../kernel/list';
import { Repository, VersionedRepository } from '../../kernel/repository';
import type { Sensitivity } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { DecisionEntity, DecisionPointEntity, DecisionPreparationEntity } from './decision.entity';
import type { AssignmentState, CheckedDecision } from './domain/decision';

/** What a decision is about: a board's matter, INTERNAL when it is never said. */
interface Matter {
  readonly boardId: string;
  readonly sensitivity?: Sensitivity;
}

/** All SQL for decisions. */
export class DecisionRepository extends Repository<DecisionEntity> {
  constructor(tx: Tx) {
    super(tx, DecisionEntity);
  }

  /**
   * Writes a decision with its parts and freezes it at once: minutes are never rewritten. It is as
   * secret as the matter that it is about.
   */
  async record(
    { boardId, sensitivity = 'INTERNAL' }: Matter,
    { points, preparation, ...values }: CheckedDecision,
    now: Date,
  ): Promise<DecisionEntity> {
    const { id: decisionId } = await this.insert({
      ...values,
      boardId,
      sensitivity,
      frozenAt: null,
    });
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

  /** Makes those of the decisions that are less secret as secret as this. */
  async raiseSensitivity(ids: readonly string[], sensitivity: Sensitivity): Promise<void> {
    const { manager, scope } = this.tx;
    await manager.query(
      `UPDATE decision SET sensitivity = $3 WHERE municipality_id = $1 AND id = ANY($2)
         AND sensitivity_rank(sensitivity) < sensitivity_rank($3)`,
      [scope.municipalityId, ids, sensitivity],
    );
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

/** `isOverdue` of `domain/decision.ts` as SQL; a test compares the two. */
const IS_OVERDUE = `assignment.state = 'OPEN' AND assignment.due_on < :today`;

/** What assignments can be narrowed to. */
export interface AssignmentFilter {
  readonly boardId?: string | null;
  readonly states?: readonly AssignmentState[] | null;
  readonly isOverdue?: boolean | null;
  /** The day that overdue is counted from. */
  readonly today: string;
}

/** What assignments can be sorted by. */
export type AssignmentOrderField = 'DUE_ON';

/** Points of decisions that give somebody an assignment. */
export const assignmentList: List<DecisionPointEntity, AssignmentFilter, AssignmentOrderField> = {
  entity: DecisionPointEntity,
  alias: 'assignment',
  fields: { DUE_ON: 'assignment.due_on' },
  defaultOrder: [{ field: 'DUE_ON', direction: 'ASC' }],
  narrow: (query, { boardId, states, isOverdue, today }) => {
    query.andWhere('assignment.assigned_role IS NOT NULL');
    if (boardId) {
      query.andWhere(
        `EXISTS (SELECT FROM decision WHERE decision.municipality_id = assignment.municipality_id
           AND decision.id = assignment.decision_id AND decision.board_id = :boardId)`,
        { boardId },
      );
    }
    if (states) query.andWhere('assignment.state = ANY(:states)', { states });
    if (isOverdue === true) query.andWhere(IS_OVERDUE, { today });
    if (isOverdue === false) query.andWhere(`(${IS_OVERDUE}) IS NOT TRUE`, { today });
  },
};
