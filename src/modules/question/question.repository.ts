import { randomUUID } from 'node:crypto';
import { In } from 'typeorm';
import { DomainError } from '../../kernel/errors';
import type { List } from '../../kernel/list';
import { Repository, VersionedRepository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import type { QuestionKind, QuestionParts } from './domain/question';
import {
  QuestionEntity,
  QuestionFactEntity,
  StatedControlEntity,
  StatedControlLinkEntity,
} from './question.entity';

/** All SQL for questions and their parts. */
export class QuestionRepository extends VersionedRepository<QuestionEntity> {
  constructor(tx: Tx) {
    super(tx, QuestionEntity);
  }

  /**
   * Has exactly these parts; a list that is undefined stays.
   *
   * @throws DomainError CONFLICT when a stated control would go that is linked to one of the register.
   */
  async setParts(questionId: string, { facts, statedControls }: QuestionParts): Promise<void> {
    if (facts) await this.replaceFacts(questionId, facts);
    if (statedControls) {
      await new StatedControlRepository(this.tx).setAll(questionId, statedControls);
    }
  }

  private async replaceFacts(
    questionId: string,
    facts: NonNullable<QuestionParts['facts']>,
  ): Promise<void> {
    const { manager, scope } = this.tx;
    await manager.delete(QuestionFactEntity, { ...scope, questionId });
    const rows = facts.map((fact, index) => ({
      ...{ ...fact, ...scope },
      ...{ questionId, position: index + 1 },
    }));
    if (rows.length > 0) await manager.insert(QuestionFactEntity, rows);
  }
}

/** All SQL for what is stated about controls. */
export class StatedControlRepository extends Repository<StatedControlEntity> {
  constructor(tx: Tx) {
    super(tx, StatedControlEntity);
  }

  /** Has exactly these; each is the same as before by its number, so that links stay with it. */
  async setAll(
    questionId: string,
    statedControls: NonNullable<QuestionParts['statedControls']>,
  ): Promise<void> {
    const { manager, scope } = this.tx;
    const before = await manager.findBy(StatedControlEntity, { ...scope, questionId });
    const idOf = new Map(before.map(({ number, id }) => [number, id]));
    const rows = statedControls.map((each) => ({
      ...{ ...each, ...scope },
      ...{ id: idOf.get(each.number) ?? randomUUID(), questionId },
    }));
    const kept = new Set(rows.map(({ id }) => id));
    await this.remove(before.map(({ id }) => id).filter((id) => !kept.has(id)));
    if (rows.length === 0) return;
    await manager.upsert(StatedControlEntity, rows, {
      conflictPaths: ['municipalityId', 'id'],
      skipUpdateIfNoValuesChanged: true,
    });
  }

  /** Says that what is stated is the control; saying it twice is once. */
  async linkControl(statedControlId: string, controlId: string): Promise<void> {
    const insert = this.tx.manager.createQueryBuilder().insert().into(StatedControlLinkEntity);
    await insert
      .values({ ...this.tx.scope, statedControlId, controlId })
      .orIgnore()
      .execute();
  }

  /** Takes back that what is stated is the control. */
  async unlinkControl(statedControlId: string, controlId: string): Promise<void> {
    const link = { ...this.tx.scope, statedControlId, controlId };
    await this.tx.manager.delete(StatedControlLinkEntity, link);
  }

  private async remove(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const { manager, scope } = this.tx;
    const ofThem = { ...scope, statedControlId: In([...ids]) };
    if (await manager.existsBy(StatedControlLinkEntity, ofThem)) {
      throw new DomainError('CONFLICT', { type: this.typeName, rule: isLinked });
    }
    await manager.delete(StatedControlEntity, { ...scope, id: In([...ids]) });
  }
}

const isLinked = {
  sv: 'en uppgift som är länkad till en kontroll kan inte tas bort',
  en: 'a statement that is linked to a control cannot be taken away',
};

/** What questions can be narrowed to. */
export interface QuestionFilter {
  readonly boardId?: string | null;
  readonly kinds?: readonly QuestionKind[] | null;
  readonly isAnswered?: boolean | null;
}

/** `isAnswered` of `domain/question.ts` as SQL; a test compares the two. */
const IS_ANSWERED = '(question.answer IS NOT NULL OR question.decision_id IS NOT NULL)';

/** What questions can be sorted by. */
export type QuestionOrderField = 'ASKED_ON' | 'ANSWERED_ON';

/** Questions to the bodies of the municipality. */
export const questionList: List<QuestionEntity, QuestionFilter, QuestionOrderField> = {
  entity: QuestionEntity,
  alias: 'question',
  fields: { ASKED_ON: 'question.asked_on', ANSWERED_ON: 'question.answered_on' },
  defaultOrder: [{ field: 'ASKED_ON', direction: 'DESC' }],
  narrow: (query, { boardId, kinds, isAnswered }) => {
    if (boardId) query.andWhere('question.board_id = :boardId', { boardId });
    if (kinds) query.andWhere('question.kind = ANY(:kinds)', { kinds });
    if (typeof isAnswered === 'boolean') {
      query.andWhere(`${IS_ANSWERED} = :isAnswered`, { isAnswered });
    }
  },
};
