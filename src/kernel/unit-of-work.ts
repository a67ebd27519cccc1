import type { DataSource, EntityManager } from 'typeorm';
import { toDomainError } from './database-errors';

/** The municipality whose rows may be read and written. A repository cannot exist without one. */
export interface TenantScope {
  readonly municipalityId: string;
}

/** What a repository works through: one transaction, limited to one municipality. */
export interface Tx {
  readonly manager: EntityManager;
  readonly scope: TenantScope;
}

/** Who answers for what is written; the database puts it on every audit event. */
export interface Answerable {
  readonly subject: string;
  readonly requestId: string;
}

/**
 * Where transactions begin and end: one command of a service is one transaction. Each tells the
 * database its municipality first, and row-level security hides every other one's rows. Never start
 * one inside another: it would wait for a second connection while holding the first.
 */
export class UnitOfWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly scope: TenantScope,
    private readonly answerable: Answerable,
    private readonly afterCommit: () => void = () => undefined,
  ) {}

  /** For reading; the database refuses every write. Each query sees what was committed before it. */
  read<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.transaction('on', '', work);
  }

  /**
   * Commits when `work` resolves and rolls everything back when it throws.
   *
   * @param act what is done, in the past tense: `CONTROL_PLAN_ADOPTED`. Every row that changes gets
   *   an audit event with this act, from a trigger in the database.
   * @throws DomainError FROZEN, CONFLICT or BAD_USER_INPUT when the database refused a row.
   */
  async write<Result>(act: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    try {
      const result = await this.transaction('off', act, work);
      this.afterCommit();
      return result;
    } catch (error) {
      throw toDomainError(error);
    }
  }

  /** The settings end with the transaction, so that a pooled connection remembers nobody. */
  private transaction<Result>(
    readOnly: 'on' | 'off',
    act: string,
    work: (tx: Tx) => Promise<Result>,
  ): Promise<Result> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query(
        `SELECT set_config('app.municipality', $1, true), set_config('app.actor', $2, true),
                set_config('app.act', $3, true), set_config('app.request', $4, true),
                set_config('transaction_read_only', $5, true)`,
        [
          this.scope.municipalityId,
          this.answerable.subject,
          act,
          this.answerable.requestId,
          readOnly,
        ],
      );
      return work({ manager, scope: this.scope });
    });
  }
}
