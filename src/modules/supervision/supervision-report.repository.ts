import { violates } from '../../kernel/database-errors';
import { DomainError } from '../../kernel/errors';
import type { List } from '../../kernel/list';
import type { Lookup } from '../../kernel/reading/lookup';
import { type Values, VersionedRepository } from '../../kernel/repository';
import type { Sensitivity } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { DecisionRepository } from '../decision';
import type { ReportState } from '../follow-up/domain/report-state';
import type { RoundIdentity } from '../follow-up/domain/round';
import type { SupervisionJudgement } from './domain/supervision';
import {
  SUPERVISION_IN_PREPARATION_INDEX,
  SupervisionJudgementEntity,
  SupervisionReportEntity,
} from './supervision-report.entity';

/** All SQL for reports on supervision as wholes; what they say of each body is in `supervision-row.repository.ts`. */
export class SupervisionReportRepository extends VersionedRepository<SupervisionReportEntity> {
  constructor(tx: Tx) {
    super(tx, SupervisionReportEntity);
  }

  /** One revision of the report of a round; null when there is none. */
  findRevision(roundId: string, revision: number): Promise<SupervisionReportEntity | null> {
    return this.tx.manager.findOneBy(SupervisionReportEntity, this.where({ roundId, revision }));
  }

  /** The decided revision, else the one that is being prepared; null when there is neither. */
  findCurrent(roundId: string): Promise<SupervisionReportEntity | null> {
    return this.tx.manager
      .createQueryBuilder(SupervisionReportEntity, 'report')
      .where(this.where({ roundId }))
      .andWhere(`report.state <> 'SUPERSEDED'`)
      .orderBy(`report.state = 'DECIDED'`, 'DESC')
      .limit(1)
      .getOne();
  }

  /** The revision that was decided on and that holds now. */
  findDecided(roundId: string): Promise<SupervisionReportEntity | null> {
    const where = this.where({ roundId, state: 'DECIDED' });
    return this.tx.manager.findOneBy(SupervisionReportEntity, where);
  }

  /** The highest revision of the report of a round, 0 when there is none. */
  async lastRevision(roundId: string): Promise<number> {
    const where = this.where({ roundId });
    return (await this.tx.manager.maximum(SupervisionReportEntity, 'revision', where)) ?? 0;
  }

  /** @throws DomainError CONFLICT when the report is being prepared already. */
  override insert(values: Values<SupervisionReportEntity>): Promise<SupervisionReportEntity> {
    return super.insert(values).catch((error: unknown) => {
      const isTaken = [SUPERVISION_IN_PREPARATION_INDEX, 'supervision_report_revision_key'].some(
        (key) => violates(error, key),
      );
      throw isTaken ? inPreparation() : error;
    });
  }

  /** The executive board's judgements in reports. */
  async judgementsOf(
    reportIds: readonly string[],
  ): Promise<(SupervisionJudgement & { readonly reportId: string })[]> {
    return this.tx.manager.query(
      `SELECT report_id AS "reportId", board_id AS "boardId", judgement, motive
       FROM supervision_judgement WHERE municipality_id = $1 AND report_id = ANY ($2)`,
      [this.tx.scope.municipalityId, reportIds],
    );
  }

  /** Has a report judge a body so, or not at all. */
  async setJudgement(
    reportId: string,
    boardId: string,
    judgement: Omit<SupervisionJudgement, 'boardId'> | null,
  ): Promise<void> {
    const key = { ...this.tx.scope, reportId, boardId };
    if (judgement)
      await this.tx.manager.upsert(
        SupervisionJudgementEntity,
        { ...key, ...judgement },
        Object.keys(key),
      );
    else await this.tx.manager.delete(SupervisionJudgementEntity, key);
  }

  /** Copies the judgements of one report into the next revision of it. */
  async copyJudgements(fromId: string, toId: string): Promise<void> {
    await this.tx.manager.query(
      `INSERT INTO supervision_judgement (municipality_id, report_id, board_id, judgement, motive)
       SELECT municipality_id, $3, board_id, judgement, motive FROM supervision_judgement
       WHERE municipality_id = $1 AND report_id = $2`,
      [this.tx.scope.municipalityId, fromId, toId],
    );
  }

  /** Takes away judgements of bodies that the report does not tell of. */
  async dropStrayJudgements(reportId: string): Promise<void> {
    await this.tx.manager.query(
      `DELETE FROM supervision_judgement told WHERE municipality_id = $1 AND report_id = $2
         AND NOT EXISTS (SELECT FROM supervision_row stored
           WHERE stored.municipality_id = told.municipality_id AND stored.report_id = told.report_id
             AND stored.board_id = told.board_id)`,
      [this.tx.scope.municipalityId, reportId],
    );
  }

  /** Makes every revision of a report more secret, and the decisions on them. */
  async raiseSensitivity(
    { roundId }: SupervisionReportEntity,
    sensitivity: Sensitivity,
    reason: string,
  ): Promise<void> {
    const { manager, scope } = this.tx;
    const revisions = await manager.findBy(SupervisionReportEntity, this.where({ roundId }));
    await manager.query(
      `UPDATE supervision_report SET sensitivity = $3, sensitivity_reason = $4, version = version + 1
       WHERE municipality_id = $1 AND round_id = $2
         AND sensitivity_rank(sensitivity) < sensitivity_rank($3)`,
      [scope.municipalityId, roundId, sensitivity, reason],
    );
    const decisionIds = revisions.flatMap(({ decisionId }) => decisionId ?? []);
    await new DecisionRepository(this.tx).raiseSensitivity(decisionIds, sensitivity);
  }

  /** Takes away a draft with its judgements. */
  async withdraw(reportId: string): Promise<void> {
    const { manager, scope } = this.tx;
    await manager.delete(SupervisionJudgementEntity, { ...scope, reportId });
    await manager.delete(SupervisionReportEntity, this.where({ id: reportId }));
  }
}

function inPreparation(): DomainError<'CONFLICT'> {
  return new DomainError('CONFLICT', {
    type: 'SupervisionReport',
    rule: {
      sv: 'en uppsikt över omgången håller redan på att tas fram',
      en: 'a report on the round is already being prepared',
    },
  });
}

/** Which report somebody asks for. */
export interface AskedSupervision extends RoundIdentity {
  readonly revision?: number | null;
}

/** The report on a round. */
export const askedSupervision: Lookup<AskedSupervision> = {
  of: SupervisionReportEntity,
  where: ({ year, occasion, revision }, parameter, ours) => `
    round_id = (SELECT round.id FROM follow_up_round round WHERE round.municipality_id = ${ours}
      AND round.year = ${parameter(year, 'integer')} AND round.occasion = ${parameter(occasion, 'text')})
    AND ${typeof revision === 'number' ? `revision = ${parameter(revision, 'integer')}` : `state <> 'SUPERSEDED'`}`,
  orderBy: `(record.state = 'DECIDED') DESC`,
};

/** What reports on supervision can be narrowed to. */
export interface SupervisionReportFilter {
  readonly year?: number | null;
  readonly states?: readonly ReportState[] | null;
}

/** What reports on supervision can be sorted by. */
export type SupervisionReportOrderField = 'AS_OF';

/** Reports on supervision of the municipality. */
export const supervisionReportList: List<
  SupervisionReportEntity,
  SupervisionReportFilter,
  SupervisionReportOrderField
> = {
  entity: SupervisionReportEntity,
  alias: 'report',
  fields: { AS_OF: 'report.as_of' },
  defaultOrder: [{ field: 'AS_OF', direction: 'DESC' }],
  narrow: (query, { year, states }) => {
    if (typeof year === 'number') {
      query.andWhere(
        `EXISTS (SELECT FROM follow_up_round round WHERE round.municipality_id = report.municipality_id
           AND round.id = report.round_id AND round.year = :year)`,
        { year },
      );
    }
    if (states) query.andWhere('report.state = ANY(:states)', { states });
  },
};
