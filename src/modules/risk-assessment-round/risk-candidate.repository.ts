import { IsNull } from 'typeorm';
import { VersionedRepository } from '../../kernel/repository';
import type { Secrecy, Sensitivity } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { RiskCandidateEntity } from './risk-assessment-round.entity';
import {
  COLLECT_CANDIDATES,
  SELECT_ANSWERING_BOARD,
  SELECT_ORIGINS,
} from './risk-assessment-round.sql';

/** Where a candidate comes from, as far as it decides who may read its texts and settle it. */
export interface CandidateOrigin extends Secrecy {
  /** The result that a deviation hangs on; null for any other kind. */
  readonly resultId: string | null;
}

interface OriginRow {
  readonly id: string;
  readonly resultId: string | null;
  readonly sensitivity: Sensitivity;
  readonly boardId: string | null;
}

/** All SQL for candidates. */
export class RiskCandidateRepository extends VersionedRepository<RiskCandidateEntity> {
  constructor(tx: Tx) {
    super(tx, RiskCandidateEntity);
  }

  /** Collects what is new since the last time; answers with how many there were. */
  async collect(roundId: string): Promise<number> {
    const { manager, scope } = this.tx;
    const rows = await manager.query<unknown[]>(COLLECT_CANDIDATES, [
      scope.municipalityId,
      roundId,
    ]);
    return rows.length;
  }

  /** Where candidates come from, by their ids. */
  async origins(ids: readonly string[]): Promise<ReadonlyMap<string, CandidateOrigin>> {
    const { manager, scope } = this.tx;
    const rows = await manager.query<OriginRow[]>(SELECT_ORIGINS, [scope.municipalityId, ids]);
    return new Map(rows.map((row) => [row.id, { type: 'RiskCandidate', ...row }]));
  }

  /** Where a candidate comes from. */
  async originOf({ id }: Pick<RiskCandidateEntity, 'id'>): Promise<CandidateOrigin> {
    const origin = (await this.origins([id])).get(id);
    if (!origin) throw new Error(`The candidate ${id} is there but comes from nowhere`);
    return origin;
  }

  /** The board that answers for where a candidate comes from, also after a merger; null is no board. */
  async answeringBoardId({ boardId }: CandidateOrigin): Promise<string | null> {
    if (boardId === null) return null;
    const { manager, scope } = this.tx;
    const [board] = await manager.query<{ id: string }[]>(SELECT_ANSWERING_BOARD, [
      scope.municipalityId,
      boardId,
    ]);
    return board?.id ?? boardId;
  }

  /** How many candidates of a round nobody has settled. */
  countUnsettled(roundId: string): Promise<number> {
    return this.tx.manager.countBy(
      RiskCandidateEntity,
      this.where({ roundId, settlement: IsNull() }),
    );
  }
}
