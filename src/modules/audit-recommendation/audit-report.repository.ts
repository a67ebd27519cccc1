import { randomUUID } from 'node:crypto';
import type { List } from '../../kernel/list';
import { Repository, VersionedRepository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import { AuditRecommendationEntity, AuditReportEntity } from './audit-report.entity';
import { AuditAnswerEntity, AuditResponseEntity } from './audit-response.entity';
import type { AuditDisposition } from './domain/audit-answer';
import type { AuditResponseState, AuditRetestResult } from './domain/audit-response';
import { IS_OVERDUE, IS_UNANSWERED, standingAnswer } from './standing-answer.sql';

/** A recommendation, and the bodies that the auditors want an answer from. */
export interface AddressedRecommendation {
  readonly number: number;
  readonly text: string;
  readonly boardIds: readonly string[];
}

/** All SQL for auditors' reports. */
export class AuditReportRepository extends VersionedRepository<AuditReportEntity> {
  constructor(tx: Tx) {
    super(tx, AuditReportEntity);
  }

  /** Adds recommendations, each with an answer to be prepared by every body that it is addressed to. */
  async address(
    reportId: string,
    recommendations: readonly AddressedRecommendation[],
  ): Promise<void> {
    const rows = recommendations.map((each) => ({ ...each, id: randomUUID(), reportId }));
    await new Repository(this.tx, AuditRecommendationEntity).insertAll(
      rows.map(({ boardIds: _addressees, ...row }) => row),
    );
    await openResponses(
      this.tx,
      rows.flatMap(({ id: recommendationId, boardIds }) =>
        boardIds.map((boardId) => ({ reportId, recommendationId, boardId })),
      ),
    );
  }

  /** The decisions on answers to the report, by id. */
  async decisionIdsOf(id: string): Promise<string[]> {
    const rows = await this.tx.manager
      .createQueryBuilder(AuditAnswerEntity, 'answer')
      .innerJoin(
        AuditResponseEntity,
        'response',
        'response.municipalityId = answer.municipalityId AND response.id = answer.responseId',
      )
      .select('DISTINCT answer.decision_id', 'decisionId')
      .where('answer.municipalityId = :municipalityId', this.tx.scope)
      .andWhere('response.reportId = :id AND answer.decisionId IS NOT NULL', { id })
      .getRawMany<{ decisionId: string }>();
    return rows.map(({ decisionId }) => decisionId);
  }
}

/** All SQL for recommendations. */
export class AuditRecommendationRepository extends VersionedRepository<AuditRecommendationEntity> {
  constructor(tx: Tx) {
    super(tx, AuditRecommendationEntity);
  }
}

/** Whose response to what begins. */
export interface NewResponse {
  readonly reportId: string;
  readonly recommendationId: string;
  readonly boardId: string;
  /** The response of the body that sent the recommendation on. */
  readonly receivedFromId?: string;
}

/** Adds responses, each with a first answer to be prepared. */
export async function openResponses(tx: Tx, responses: readonly NewResponse[]): Promise<void> {
  const rows = responses.map((each) => ({ ...each, id: randomUUID(), state: 'OPEN' as const }));
  await new Repository(tx, AuditResponseEntity).insertAll(rows);
  await new Repository(tx, AuditAnswerEntity).insertAll(
    rows.map(({ id: responseId }) => ({ id: randomUUID(), responseId, revision: 1 })),
  );
}

/** What auditors' reports can be narrowed to. */
export interface AuditReportFilter {
  /** A body that was audited, or that has to answer. */
  readonly boardId?: string | null;
}

/** What auditors' reports can be sorted by. */
export type AuditReportOrderField = 'ISSUED_ON';

/** Auditors' reports of the municipality. */
export const auditReportList: List<AuditReportEntity, AuditReportFilter, AuditReportOrderField> = {
  entity: AuditReportEntity,
  alias: 'report',
  fields: { ISSUED_ON: 'report.issued_on' },
  defaultOrder: [{ field: 'ISSUED_ON', direction: 'DESC' }],
  narrow: (query, { boardId }) => {
    if (!boardId) return;
    query.andWhere(
      `(report.board_id = :boardId OR EXISTS (SELECT FROM audit_response response
         WHERE response.municipality_id = report.municipality_id
           AND response.report_id = report.id AND response.board_id = :boardId))`,
      { boardId },
    );
  },
};

/** What recommendations can be narrowed to: all of it must hold for one and the same body's response. */
export interface AuditRecommendationFilter {
  readonly boardId?: string | null;
  readonly auditReportId?: string | null;
  readonly dispositions?: readonly AuditDisposition[] | null;
  readonly responseState?: AuditResponseState | null;
  readonly isOverdue?: boolean | null;
  readonly isUnanswered?: boolean | null;
  readonly lastRetest?: AuditRetestResult | null;
  /** The day that overdue is counted from. */
  readonly today: string;
}

/** What recommendations can be sorted by. */
export type AuditRecommendationOrderField = 'DUE_ON' | 'ISSUED_ON' | 'NUMBER' | 'REPORT';

const RESPONSES = `audit_response response CROSS JOIN LATERAL ${standingAnswer('response')} answer
  WHERE response.municipality_id = recommendation.municipality_id
    AND response.recommendation_id = recommendation.id`;

const LAST_RETEST = `(SELECT retest.result FROM audit_retest retest
  WHERE retest.municipality_id = response.municipality_id AND retest.response_id = response.id
  ORDER BY retest.number DESC LIMIT 1)`;

/** One and the same response meets every condition that is stated; null states none. */
const HAS_RESPONSE = `EXISTS (SELECT FROM ${RESPONSES}
  AND (CAST(:boardId AS uuid) IS NULL OR response.board_id = :boardId)
  AND (CAST(:dispositions AS text[]) IS NULL OR answer.disposition = ANY(:dispositions))
  AND (CAST(:responseState AS text) IS NULL OR response.state = :responseState)
  AND (CAST(:isOverdue AS boolean) IS NULL OR coalesce(${IS_OVERDUE}, FALSE) = :isOverdue)
  AND (CAST(:isUnanswered AS boolean) IS NULL OR (${IS_UNANSWERED}) = :isUnanswered)
  AND (CAST(:lastRetest AS text) IS NULL OR ${LAST_RETEST} = :lastRetest))`;

/** Recommendations of the auditors. */
export const auditRecommendationList: List<
  AuditRecommendationEntity,
  AuditRecommendationFilter,
  AuditRecommendationOrderField
> = {
  entity: AuditRecommendationEntity,
  alias: 'recommendation',
  fields: {
    DUE_ON: `(SELECT min(answer.due_on) FROM ${RESPONSES} AND response.state = 'OPEN')`,
    ISSUED_ON: `(SELECT report.issued_on FROM audit_report report
      WHERE report.municipality_id = recommendation.municipality_id
        AND report.id = recommendation.report_id)`,
    NUMBER: 'recommendation.number',
    REPORT: 'recommendation.report_id',
  },
  defaultOrder: [
    { field: 'ISSUED_ON', direction: 'DESC' },
    { field: 'REPORT', direction: 'ASC' },
    { field: 'NUMBER', direction: 'ASC' },
  ],
  narrow: (query, { boardId, auditReportId, dispositions, responseState, ...more }) => {
    const { isOverdue, isUnanswered, lastRetest, today } = more;
    if (auditReportId) {
      query.andWhere('recommendation.report_id = :auditReportId', { auditReportId });
    }
    const stated = {
      boardId: boardId ?? null,
      dispositions: dispositions ?? null,
      responseState: responseState ?? null,
      isOverdue: isOverdue ?? null,
      isUnanswered: isUnanswered ?? null,
      lastRetest: lastRetest ?? null,
    };
    if (Object.values(stated).every((each) => each === null)) return;
    query.andWhere(HAS_RESPONSE, { ...stated, today });
  },
};
