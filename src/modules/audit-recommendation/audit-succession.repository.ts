import { randomUUID } from 'node:crypto';
import { In } from 'typeorm';
import { Repository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import type { Moved } from '../municipality';
import { AuditAnswerEntity, AuditResponseEntity } from './audit-response.entity';
import { AuditAnswerRepository } from './audit-response.repository';
import { type AuditDisposition, standingAnswer } from './domain/audit-answer';
import { isLeft } from './domain/audit-response';
import { IS_LEFT, standingAnswer as standingAnswerSql } from './standing-answer.sql';

const ANSWER = standingAnswerSql('response');

/** What is left of the responses of the boards `$2`; of several to the same, what was decided first. */
const SELECT_LEFT = `SELECT response.id, response.board_id AS "fromBoardId",
    response.report_id AS "reportId", response.recommendation_id AS "recommendationId",
    response.owner_role AS "ownerRole", answer.disposition, answer.text,
    answer.due_on::text AS "dueOn", answer.due_text AS "dueText"
  FROM audit_response response CROSS JOIN LATERAL ${ANSWER} answer
  WHERE response.municipality_id = $1 AND response.board_id = ANY($2) AND ${IS_LEFT}
  ORDER BY response.recommendation_id, answer.frozen_at NULLS LAST, response.id
  FOR UPDATE OF response`;

/** Has the responses `$3` show the actions of those at the same place in `$2`, too. */
const COPY_ACTIONS = `INSERT INTO audit_response_action (municipality_id, response_id, action_id)
  SELECT DISTINCT link.municipality_id, latter.id, link.action_id
  FROM unnest($2::uuid[], $3::uuid[]) AS latter (former_id, id)
  JOIN audit_response_action link ON link.municipality_id = $1 AND link.response_id = latter.former_id
  ON CONFLICT DO NOTHING`;

interface Left extends Moved {
  readonly reportId: string;
  readonly recommendationId: string;
  readonly ownerRole: string | null;
  readonly disposition: AuditDisposition | null;
  readonly text: string | null;
  readonly dueOn: string | null;
  readonly dueText: string | null;
}

/** A response that another body goes on with, and that body's own response. */
export interface TakenOver extends Moved {
  readonly takenOverAsId: string;
}

/**
 * All SQL for handing over what is left of responses. Whose response it is never changes, or a decided
 * answer would become another body's: the successor gets a response of its own, which begins with what
 * the predecessor had come to.
 */
export class AuditSuccessionRepository {
  private readonly responses: Repository<AuditResponseEntity>;

  constructor(private readonly tx: Tx) {
    this.responses = new Repository(tx, AuditResponseEntity);
  }

  /** Has a body take over what is left of the responses of others. */
  async takeOver(fromBoardIds: readonly string[], toBoardId: string): Promise<TakenOver[]> {
    const { manager, scope } = this.tx;
    const parameters = [scope.municipalityId, fromBoardIds];
    const left: Left[] = await manager.query(SELECT_LEFT, parameters);
    if (left.length === 0) return [];
    const firstOf = new Map(
      [...left].reverse().map((each) => [each.recommendationId, each] as const),
    );
    await this.begin([...firstOf.values()], toBoardId);
    const latterOf = new Map(await this.resume(firstOf, toBoardId));
    const taken = left.map(({ id, fromBoardId, recommendationId }) => ({
      ...{ id, fromBoardId, takenOverAsId: latterOf.get(recommendationId) ?? '' },
    }));
    const formerIds = taken.map(({ id }) => id);
    await this.move(formerIds, 'TAKEN_OVER');
    const latterIds = taken.map(({ takenOverAsId }) => takenOverAsId);
    await manager.query(COPY_ACTIONS, [scope.municipalityId, formerIds, latterIds]);
    return taken;
  }

  /** Opens a response where the successor has none. */
  private async begin(left: readonly Left[], boardId: string): Promise<void> {
    const there = await this.ownTo(left, boardId);
    const missing = left.filter(
      ({ recommendationId }) => !there.some((each) => each.recommendationId === recommendationId),
    );
    const rows = missing.map((each) => ({ id: randomUUID(), each }));
    await this.responses.insertAll(
      rows.map(({ id, each: { id: receivedFromId, reportId, recommendationId, ownerRole } }) => ({
        ...{ id, receivedFromId, reportId, recommendationId, ownerRole, boardId },
        state: 'OPEN' as const,
      })),
    );
    await this.answers.insertAll(
      rows.map(({ id, each }) => ({ ...begunWith(each), responseId: id, revision: 1 })),
    );
  }

  /** Has the successor's responses go on where it had nothing left to do; tells all, by recommendation. */
  private async resume(
    firstOf: ReadonlyMap<string, Left>,
    boardId: string,
  ): Promise<(readonly [string, string])[]> {
    const own = await this.ownTo([...firstOf.values()], boardId);
    const answers = await new AuditAnswerRepository(this.tx).ofResponses(own.map(({ id }) => id));
    const settled = own.flatMap((response) => {
      const its = answers.filter(({ responseId }) => responseId === response.id);
      return isLeft({ ...standingAnswer(its), state: response.state }) ? [] : [{ response, its }];
    });
    await this.move(
      settled.map(({ response }) => response.id),
      'OPEN',
    );
    await this.answers.insertAll(
      settled.flatMap(({ response, its }) => {
        const last = its.at(-1);
        const left = firstOf.get(response.recommendationId);
        if (!last?.frozenAt || !left) return [];
        return [{ ...begunWith(left), responseId: response.id, revision: last.revision + 1 }];
      }),
    );
    return own.map(({ recommendationId, id }) => [recommendationId, id]);
  }

  private ownTo(left: readonly Left[], boardId: string): Promise<AuditResponseEntity[]> {
    const recommendationId = In(left.map((each) => each.recommendationId));
    return this.tx.manager.find(AuditResponseEntity, {
      where: { ...this.tx.scope, boardId, recommendationId },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  private async move(ids: readonly string[], state: AuditResponseEntity['state']): Promise<void> {
    if (ids.length === 0) return;
    const { manager, scope } = this.tx;
    const rows = { ...scope, id: In([...ids]) };
    await manager.update(AuditResponseEntity, rows, { state, doneOn: null });
  }

  private get answers(): Repository<AuditAnswerEntity> {
    return new Repository(this.tx, AuditAnswerEntity);
  }
}

/** What the predecessor had come to; whom it would have referred it to is for the successor to think anew. */
function begunWith({ disposition, text, dueOn, dueText }: Left) {
  const isReferred = disposition === 'REFERRED';
  return { id: randomUUID(), disposition: isReferred ? null : disposition, text, dueOn, dueText };
}
