import { violates } from '../../kernel/database-errors';
import { DomainError } from '../../kernel/errors';
import { type Values, VersionedRepository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import { ANSWERING_KINDS } from '../municipality/domain/board-kind';
import type { RoundIdentity } from './domain/round';
import type { RoundReport } from './domain/submission';
import { FollowUpRoundEntity } from './follow-up-round.entity';
import {
  HAS_REPORTS,
  HAS_SUBMITTED_OF_ANOTHER_DAY,
  SELECT_ROUND_BOARDS,
} from './follow-up-round.sql';

/** A body that is to report in a round, and every revision of what it reports. */
export interface RoundBoard {
  readonly roundId: string;
  readonly boardId: string;
  readonly hasPlanInForce: boolean;
  readonly reports: readonly RoundReport[];
}

/** Says that a year has a round for the occasion already. */
export function roundIsSet(): DomainError<'CONFLICT'> {
  return new DomainError('CONFLICT', {
    type: 'FollowUpRound',
    rule: {
      sv: 'omgången finns redan; ange expectedVersion för att ändra den',
      en: 'the round is there already; say expectedVersion to change it',
    },
  });
}

/** Supervision comes after follow-up; only the database knows both. */
function refuseIfSupervised(error: unknown): never {
  const keys = ['follow_up_round_supervised_check', 'supervision_report_round_fkey'];
  if (!keys.some((key) => violates(error, key))) throw error;
  throw new DomainError('CONFLICT', {
    type: 'FollowUpRound',
    rule: {
      sv: 'kommunstyrelsen har redan en uppsikt över omgången',
      en: 'the executive board has a report on the round already',
    },
  });
}

/** All SQL for rounds of follow-up. */
export class FollowUpRoundRepository extends VersionedRepository<FollowUpRoundEntity> {
  constructor(tx: Tx) {
    super(tx, FollowUpRoundEntity);
  }

  /** @throws DomainError CONFLICT when somebody else set the round of the occasion at the same time. */
  override insert(values: Values<FollowUpRoundEntity>): Promise<FollowUpRoundEntity> {
    return super.insert(values).catch((error: unknown) => {
      throw violates(error, 'follow_up_round_occasion_key') ? roundIsSet() : error;
    });
  }

  /** @throws DomainError STALE_VERSION, or CONFLICT when the executive board has a report on the round. */
  override change(
    id: string,
    expectedVersion: number,
    changes: Values<FollowUpRoundEntity>,
  ): Promise<FollowUpRoundEntity> {
    return super.change(id, expectedVersion, changes).catch(refuseIfSupervised);
  }

  /** The rounds of a year, the earliest day first. */
  ofYear(year: number): Promise<FollowUpRoundEntity[]> {
    return this.tx.manager.find(FollowUpRoundEntity, {
      where: this.where({ year }),
      order: { asOf: 'ASC', dueOn: 'ASC', id: 'ASC' },
    });
  }

  /** The rounds of a year, which nobody changes or removes until the transaction ends. */
  lockYear(year: number): Promise<FollowUpRoundEntity[]> {
    return this.tx.manager.find(FollowUpRoundEntity, {
      where: this.where({ year }),
      lock: { mode: 'pessimistic_read' },
    });
  }

  /** The round of an occasion; null when the municipality has none. */
  findFor({ year, occasion }: RoundIdentity): Promise<FollowUpRoundEntity | null> {
    return this.tx.manager.findOneBy(FollowUpRoundEntity, this.where({ year, occasion }));
  }

  /** True when a board has submitted a report for the occasion that tells another day. */
  hasSubmittedOfAnotherDay({ year, occasion }: RoundIdentity, asOf: string): Promise<boolean> {
    return this.exists(HAS_SUBMITTED_OF_ANOTHER_DAY, year, occasion, asOf);
  }

  /** True when a board has a report for the occasion, in whatever state. */
  hasReports({ year, occasion }: RoundIdentity): Promise<boolean> {
    return this.exists(HAS_REPORTS, year, occasion);
  }

  /**
   * Takes away a round that no board has begun to report in.
   *
   * @throws DomainError CONFLICT when the executive board has a report on the round.
   */
  async remove(id: string): Promise<void> {
    await this.tx.manager.delete(FollowUpRoundEntity, this.where({ id })).catch(refuseIfSupervised);
  }

  /** The bodies that are to report in rounds and that the caller sees, by name. */
  boardsOf(roundIds: readonly string[]): Promise<RoundBoard[]> {
    const { manager, scope } = this.tx;
    const parameters = [scope.municipalityId, roundIds, ANSWERING_KINDS];
    return manager.query<RoundBoard[]>(SELECT_ROUND_BOARDS, parameters);
  }

  private async exists(sql: string, ...parameters: unknown[]): Promise<boolean> {
    const all = [this.tx.scope.municipalityId, ...parameters];
    const [row] = await this.tx.manager.query<{ exists: boolean }[]>(sql, all);
    return row?.exists ?? false;
  }
}
