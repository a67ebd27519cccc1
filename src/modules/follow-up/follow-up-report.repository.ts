import { violates } from '../../kernel/database-errors';
import { DomainError } from '../../kernel/errors';
import type { List } from '../../kernel/list';
import { groupedBy } from '../../kernel/loaders';
import type { Lookup } from '../../kernel/reading/lookup';
import { type Values, VersionedRepository } from '../../kernel/repository';
import type { Sensitivity } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { DecisionRepository } from '../decision';
import type { FollowUpOccasion } from '../municipality/domain/follow-up-occasion';
import type { ReportState } from './domain/report-state';
import { FOLLOW, RAISE_REPORTS, SELECT_ROW_FACTS, SELECT_STORED_ROWS } from './follow-up.sql';
import {
  FollowUpReportEntity,
  FollowUpRowEntity,
  REPORT_IN_PREPARATION_INDEX,
} from './follow-up-report.entity';
import { type FollowUpRowContent, type FollowUpRowFacts, rowOf } from './follow-up-row';

/** What a report is about: a revision of the plan, one row of it or all of them, and a day. */
export type ReportBasis = Pick<FollowUpReportEntity, 'planId' | 'itemId' | 'asOf'>;

/** Which report: several revisions share these. */
export interface ReportIdentity {
  readonly boardId: string;
  readonly year: number;
  readonly occasion: FollowUpOccasion;
  /** Tells immediate reports apart; the latest when left out. */
  readonly number?: number;
}

/** All SQL for follow-up reports. */
export class FollowUpReportRepository extends VersionedRepository<FollowUpReportEntity> {
  constructor(tx: Tx) {
    super(tx, FollowUpReportEntity);
  }

  /** One revision of a board's report, of the latest immediate one if they are many. */
  async findRevision(
    report: ReportIdentity,
    revision: number,
  ): Promise<FollowUpReportEntity | null> {
    const number = report.number ?? (await this.last('number', report));
    const where = this.where({ ...report, number, revision });
    return this.tx.manager.findOneBy(FollowUpReportEntity, where);
  }

  /** The decided revision, else the one that is being prepared; null when there is neither. */
  findCurrent(report: ReportIdentity): Promise<FollowUpReportEntity | null> {
    return this.tx.manager
      .createQueryBuilder(FollowUpReportEntity, 'report')
      .where(this.where({ ...report }))
      .andWhere(`report.state <> 'SUPERSEDED'`)
      .orderBy('report.number', 'DESC')
      .addOrderBy(`report.state = 'DECIDED'`, 'DESC')
      .limit(1)
      .getOne();
  }

  /** The revision of the same report that the board decided on and that holds now. */
  findDecided({ boardId, year, occasion, number }: FollowUpReportEntity) {
    const where = this.where({ boardId, year, occasion, number, state: 'DECIDED' });
    return this.tx.manager.findOneBy(FollowUpReportEntity, where);
  }

  /** The highest number or revision among some reports, 0 when there is none. */
  async last(column: 'number' | 'revision', report: ReportIdentity): Promise<number> {
    const where = this.where({ ...report });
    return (await this.tx.manager.maximum(FollowUpReportEntity, column, where)) ?? 0;
  }

  /** @throws DomainError CONFLICT when the report is being prepared already. */
  override insert(values: Values<FollowUpReportEntity>): Promise<FollowUpReportEntity> {
    return super.insert(values).catch((error: unknown) => {
      const isTaken = [REPORT_IN_PREPARATION_INDEX, 'follow_up_report_revision_key'].some((key) =>
        violates(error, key),
      );
      if (!isTaken) throw error;
      throw new DomainError('CONFLICT', {
        type: 'FollowUpReport',
        rule: {
          sv: 'en uppföljning för nämnden och tillfället håller redan på att tas fram',
          en: 'a report for the board and occasion is already being prepared',
        },
      });
    });
  }

  /** What reports say: as they were submitted, or of the register while they are drafts. */
  async rowsOf(reportIds: readonly string[]): Promise<Map<string, FollowUpRowContent[]>> {
    const stored = await this.select<{ reportId: string; content: FollowUpRowContent }>(
      SELECT_STORED_ROWS,
      reportIds,
    );
    const rows = groupedBy(stored, ({ reportId }) => reportId);
    const contents = new Map([...rows].map(([id, all]) => [id, all.map(({ content }) => content)]));
    const drafts = reportIds.filter((id) => !contents.has(id));
    const live = drafts.length > 0 ? await this.liveRowsOf(drafts) : [];
    return new Map([...contents, ...live]);
  }

  /** What the register says of the plan items of reports, as of their days. */
  async liveRowsOf(reportIds: readonly string[]): Promise<Map<string, FollowUpRowContent[]>> {
    const facts = await this.select<FollowUpRowFacts & { reportId: string }>(
      SELECT_ROW_FACTS,
      reportIds,
    );
    const rows = groupedBy(facts, ({ reportId }) => reportId);
    return new Map([...rows].map(([id, all]) => [id, all.map(rowOf)]));
  }

  /** Keeps what the register says now as what the report says. */
  async storeRows(reportId: string): Promise<void> {
    const contents = (await this.liveRowsOf([reportId])).get(reportId) ?? [];
    const rows = contents.map((content) => ({
      ...this.tx.scope,
      reportId,
      itemId: content.itemId,
      content,
    }));
    if (rows.length > 0) await this.tx.manager.insert(FollowUpRowEntity, rows as object[]);
  }

  /** Says what the report is about; the report's own counter stays. */
  async follow(reportId: string, { planId, itemId, asOf }: ReportBasis): Promise<void> {
    const { municipalityId } = this.tx.scope;
    await this.tx.manager.query(FOLLOW, [municipalityId, reportId, planId, itemId, asOf]);
  }

  /** Makes every revision of a report more secret, and the decisions on them. */
  async raiseSensitivity(
    { boardId, year, occasion, number }: FollowUpReportEntity,
    sensitivity: Sensitivity,
    reason: string,
  ): Promise<void> {
    const { manager, scope } = this.tx;
    const revisions = await manager.findBy(
      FollowUpReportEntity,
      this.where({ boardId, year, occasion, number }),
    );
    const ids = revisions.map(({ id }) => id);
    await manager.query(RAISE_REPORTS, [scope.municipalityId, ids, sensitivity, reason]);
    const decisionIds = revisions.flatMap(({ decisionId }) => decisionId ?? []);
    await new DecisionRepository(this.tx).raiseSensitivity(decisionIds, sensitivity);
  }

  /** Takes away a draft. */
  async withdraw(reportId: string): Promise<void> {
    await this.tx.manager.delete(FollowUpReportEntity, this.where({ id: reportId }));
  }

  /** Lets a report that was remitted follow the register again. */
  async dropRows(reportId: string): Promise<void> {
    await this.tx.manager.delete(FollowUpRowEntity, { ...this.tx.scope, reportId });
  }

  private select<Row>(sql: string, ids: readonly string[]): Promise<Row[]> {
    return this.tx.manager.query<Row[]>(sql, [this.tx.scope.municipalityId, ids]);
  }
}

/** Which report somebody asks for, by the code or id of its board. */
export interface AskedReport extends Omit<ReportIdentity, 'boardId' | 'number'> {
  readonly board: string;
  readonly number?: number | null;
  readonly revision?: number | null;
}

/** A board's report for an occasion. */
export const askedReport: Lookup<AskedReport> = {
  of: FollowUpReportEntity,
  where: ({ board, year, occasion, number, revision }, parameter, ours, first) => {
    const its = `board_id = ${first(`board_named(${ours}, ${parameter(board, 'text')})`)}
      AND year = ${parameter(year, 'integer')} AND occasion = ${parameter(occasion, 'text')}`;
    const latest = `(SELECT max(number) FROM follow_up_report
      WHERE municipality_id = ${ours} AND ${its})`;
    const isRevision =
      typeof revision === 'number'
        ? `revision = ${parameter(revision, 'integer')}`
        : `state <> 'SUPERSEDED'`;
    if (typeof number === 'number') {
      return `${its} AND ${isRevision} AND number = ${parameter(number, 'integer')}`;
    }
    return `${its} AND ${isRevision} ${typeof revision === 'number' ? `AND number = ${latest}` : ''}`;
  },
  orderBy: `record.number DESC, (record.state = 'DECIDED') DESC`,
};

/** What follow-up reports can be narrowed to. */
export interface FollowUpReportFilter {
  readonly boardId?: string | null;
  readonly year?: number | null;
  readonly occasion?: FollowUpOccasion | null;
  readonly itemStableId?: string | null;
  readonly states?: readonly ReportState[] | null;
  /** The first and the last day that a report was submitted. */
  readonly submittedFrom?: string | null;
  readonly submittedTo?: string | null;
}

/** What follow-up reports can be sorted by. */
export type FollowUpReportOrderField = 'AS_OF' | 'YEAR';

/** Follow-up reports of the municipality. */
export const followUpReportList: List<
  FollowUpReportEntity,
  FollowUpReportFilter,
  FollowUpReportOrderField
> = {
  entity: FollowUpReportEntity,
  alias: 'report',
  fields: { AS_OF: 'report.as_of', YEAR: 'report.year' },
  defaultOrder: [{ field: 'AS_OF', direction: 'DESC' }],
  narrow: (query, { boardId, year, occasion, itemStableId, states, ...submitted }) => {
    const { submittedFrom, submittedTo } = submitted;
    if (boardId) query.andWhere('report.board_id = :boardId', { boardId });
    if (typeof year === 'number') query.andWhere('report.year = :year', { year });
    if (occasion) query.andWhere('report.occasion = :occasion', { occasion });
    if (itemStableId) query.andWhere('report.item_stable_id = :itemStableId', { itemStableId });
    if (states) query.andWhere('report.state = ANY(:states)', { states });
    if (submittedFrom) query.andWhere('report.submitted_on >= :submittedFrom', { submittedFrom });
    if (submittedTo) query.andWhere('report.submitted_on <= :submittedTo', { submittedTo });
  },
};
