import { In } from 'typeorm';
import { VersionedRepository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import { type DecisionEntity, DecisionPointEntity } from '../decision';
import { AuditReportEntity } from './audit-report.entity';
import { openResponses } from './audit-report.repository';
import {
  AuditAnswerEntity,
  AuditAnswerPointEntity,
  AuditEvidenceEntity,
  AuditResponseActionEntity,
  AuditResponseEntity,
  AuditRetestEntity,
} from './audit-response.entity';

/** A link to what shows something. */
export interface EvidenceValues {
  readonly title: string;
  readonly url: string;
}

/** All SQL for responses and what hangs on them. */
export class AuditResponseRepository extends VersionedRepository<AuditResponseEntity> {
  constructor(tx: Tx) {
    super(tx, AuditResponseEntity);
  }

  /** Has the response show exactly this, in this order; what is undefined stays. */
  async setEvidence(
    responseId: string,
    evidence: readonly EvidenceValues[] | undefined,
  ): Promise<void> {
    if (!evidence) return;
    const { manager, scope } = this.tx;
    await manager.delete(AuditEvidenceEntity, { ...scope, responseId });
    const rows = evidence.map((each, index) => ({
      ...{ ...scope, ...each, responseId, position: index + 1 },
    }));
    if (rows.length > 0) await manager.insert(AuditEvidenceEntity, rows);
  }

  /** Adds what the auditors found; the response must be locked, so that numbers follow each other. */
  async addRetest(
    responseId: string,
    retest: Pick<AuditRetestEntity, 'result' | 'testedOn' | 'note'>,
  ): Promise<void> {
    const { manager, scope } = this.tx;
    const last = await manager.maximum(AuditRetestEntity, 'number', { ...scope, responseId });
    const row = { ...scope, ...retest, responseId, number: (last ?? 0) + 1 };
    await manager.insert(AuditRetestEntity, row);
  }

  /** Says that the action follows from the response; saying it twice is once. */
  async linkAction(responseId: string, actionId: string): Promise<void> {
    const row = { ...this.tx.scope, responseId, actionId };
    const insert = this.tx.manager.createQueryBuilder().insert().into(AuditResponseActionEntity);
    await insert.values(row).orIgnore().execute();
  }

  /** Takes back that the action follows from the response. */
  async unlinkAction(responseId: string, actionId: string): Promise<void> {
    const row = { ...this.tx.scope, responseId, actionId };
    await this.tx.manager.delete(AuditResponseActionEntity, row);
  }

  /** The responses of bodies to recommendations, whichever of them there are. */
  async ofBoards(
    wanted: readonly { readonly recommendationId: string; readonly boardId: string }[],
  ): Promise<AuditResponseEntity[]> {
    if (wanted.length === 0) return [];
    return this.tx.manager.find(AuditResponseEntity, {
      where: wanted.map(({ recommendationId, boardId }) =>
        this.where({ recommendationId, boardId }),
      ),
    });
  }
}

/** What a body decided to answer, and the points of its decision that say so. */
export interface DecidedAnswer {
  readonly answer: AuditAnswerEntity;
  readonly response: AuditResponseEntity;
  /** Within the decision: 1, 2, ... */
  readonly pointNumbers: readonly number[];
}

/** All SQL for answers. */
export class AuditAnswerRepository extends VersionedRepository<AuditAnswerEntity> {
  constructor(tx: Tx) {
    super(tx, AuditAnswerEntity);
  }

  /** The answers of the responses, by revision. */
  ofResponses(responseIds: readonly string[]): Promise<AuditAnswerEntity[]> {
    const where = this.where({ responseId: In([...responseIds]) });
    return this.tx.manager.find(AuditAnswerEntity, { where, order: { revision: 'ASC' } });
  }

  /**
   * Freezes answers with the decision on them, and what the auditors wrote with them. Whoever a
   * recommendation is referred to gets a response of its own to prepare, unless it has one.
   */
  async decide(
    decision: DecisionEntity,
    decided: readonly DecidedAnswer[],
    now: Date,
  ): Promise<void> {
    const { manager, scope } = this.tx;
    for (const { answer } of decided) {
      const disposition = answer.disposition ?? 'NOT_ANSWERED';
      await this.change(answer.id, answer.version, { disposition, decisionId: decision.id });
    }
    const points = await this.pointLinks(decision.id, decided);
    if (points.length > 0) await manager.insert(AuditAnswerPointEntity, points);
    const ids = decided.map(({ answer }) => answer.id);
    await manager.update(AuditAnswerEntity, this.where({ id: In(ids) }), { frozenAt: now });
    await this.passOn(decided);
    const reportIds = decided.map(({ response }) => response.reportId);
    await manager
      .createQueryBuilder()
      .update(AuditReportEntity)
      .set({ frozenAt: now })
      .where({ ...scope, id: In(reportIds) })
      .andWhere('frozen_at IS NULL')
      .execute();
  }

  private async pointLinks(decisionId: string, decided: readonly DecidedAnswer[]) {
    const points = await this.tx.manager.findBy(DecisionPointEntity, {
      ...{ ...this.tx.scope, decisionId },
    });
    return decided.flatMap(({ answer, pointNumbers }) =>
      points
        .filter(({ number }) => pointNumbers.includes(number))
        .map(({ id: pointId }) => ({
          ...{ ...this.tx.scope, answerId: answer.id, pointId, decisionId },
        })),
    );
  }

  private async passOn(decided: readonly DecidedAnswer[]): Promise<void> {
    const referred = decided.flatMap(({ answer, response }) => {
      const { id: receivedFromId, recommendationId, reportId } = response;
      const boardId = answer.referredToBoardId;
      return boardId ? [{ reportId, recommendationId, boardId, receivedFromId }] : [];
    });
    const there = await new AuditResponseRepository(this.tx).ofBoards(referred);
    const isThere = (each: { recommendationId: string; boardId: string }): boolean =>
      there.some(
        ({ recommendationId, boardId }) =>
          recommendationId === each.recommendationId && boardId === each.boardId,
      );
    await openResponses(
      this.tx,
      referred.filter((each) => !isThere(each)),
    );
  }
}
