import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type {
  DataSource,
  EntityManager,
  EntityMetadata,
  EntityTarget,
  ObjectLiteral,
} from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import { isLostRace, toDomainError, toUnavailable } from './database-errors';
import { DomainError } from './errors';
import { answerOnce, type Once } from './idempotency';
import { Transaction } from './transaction';

/** The database as the role of the application. */
export type Database = DataSource;

/** The municipality whose rows may be read and written. A repository cannot exist without one. */
export interface TenantScope {
  readonly municipalityId: string;
}

/** What a repository works through: one transaction, limited to one municipality. */
export interface Tx {
  readonly manager: EntityManager;
  readonly scope: TenantScope;
}

/** A statement that PostgreSQL keeps planned under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Who answers for what is written; the database puts it on every audit event. */
export interface Answerable {
  readonly subject: string;
  readonly requestId: string;
  /** The program that was used, such as the client id of a token. */
  readonly client?: string | undefined;
  /** The address that the request came from; left out when it came from the service itself. */
  readonly source?: string | undefined;
  /** The roles that the subject held. */
  readonly roles?: readonly string[] | undefined;
  /** Whoever a system acts for. */
  readonly onBehalfOf?: string | undefined;
}

/** What a unit of work may be told besides whose it is. */
export interface UnitOfWorkOptions {
  /** The boards whose plans, controls and follow-ups are seen; null, as when left out, means all. */
  readonly boards?: readonly string[] | null;
  /** Aborted when nobody waits for the answer any longer: nothing more begins then. */
  readonly signal?: AbortSignal | undefined;
  /** Set when the write is to take effect once, however often it is asked for. */
  readonly once?: Once | undefined;
  readonly afterCommit?: () => void;
}

/** How often a transaction that lost a race against another one is tried again. */
const RETRIES = 3;

/**
 * Where transactions begin and end: one command of a service is one transaction. Each tells the
 * database its municipality first, and row-level security hides every other one's rows. Never start
 * one inside another: it would wait for a second connection while holding the first.
 */
export class UnitOfWork {
  private hasWritten = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly scope: TenantScope,
    private readonly answerable: Answerable,
    private readonly options: UnitOfWorkOptions = {},
  ) {}

  /** What TypeORM knows of an entity. */
  readonly metadataOf = (entity: EntityTarget<ObjectLiteral>): EntityMetadata =>
    this.dataSource.getMetadata(entity);

  /** The same, for a mutation that is to take effect once. */
  onceFor(once: Once): UnitOfWork {
    return new UnitOfWork(this.dataSource, this.scope, this.answerable, { ...this.options, once });
  }

  /**
   * For reading; the database refuses every write. Each query sees what was committed before it.
   *
   * @throws DomainError SERVICE_UNAVAILABLE when the database cannot be had, or not in time.
   */
  async read<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.untilThrough(() => this.transaction('on', '', work)).catch((error) => {
      throw toUnavailable(error);
    });
  }

  /**
   * Runs a statement that answers a whole query, in one round trip; it is a transaction by itself.
   *
   * @param statement its first two parameters, the municipality and the boards that are seen, go to
   *   `begin_reading`; the database refuses every write.
   * @returns the columns of its only row.
   */
  async answer(
    statement: Statement,
    parameters: readonly unknown[],
  ): Promise<readonly (string | null)[]> {
    const { signal, boards } = this.options;
    if (signal?.aborted) throw new DomainError('SERVICE_UNAVAILABLE', {});
    const { driver, logger } = this.dataSource;
    const values = [
      this.scope.municipalityId,
      boards ? `{${boards.join(',')}}` : '',
      ...parameters,
    ];
    logger.logQuery(statement.text, values);
    const pool: Pool = (driver as PostgresDriver).master;
    const { rows } = await pool.query<(string | null)[]>({
      ...statement,
      values,
      rowMode: 'array',
    });
    return rows[0] ?? [];
  }

  /**
   * Commits when `work` resolves and rolls everything back when it throws. A race that is lost
   * against another transaction is run again, so `work` must keep nothing of its first attempt.
   *
   * @param act what is done, in the past tense: `CONTROL_PLAN_ADOPTED`. Every row that changes gets
   *   an audit event with this act, from a trigger in the database.
   * @throws DomainError FROZEN, CONFLICT or BAD_USER_INPUT when the database refused a row,
   *   IDEMPOTENCY_KEY_REUSED, or SERVICE_UNAVAILABLE when it cannot be had, or not in time.
   */
  async write<Result>(act: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const { once, afterCommit } = this.options;
    if (once && this.hasWritten) throw new Error('A mutation under a key has one transaction.');
    this.hasWritten = true;
    const { municipalityId } = this.scope;
    const whole = once
      ? (tx: Tx) => answerOnce(tx.manager, municipalityId, once, () => work(tx))
      : work;
    const result = await this.untilThrough(() => this.transaction('off', act, whole)).catch(
      (error) => {
        throw toDomainError(error);
      },
    );
    afterCommit?.();
    return result;
  }

  /** Tries again what lost a race. */
  private async untilThrough<Result>(attempt: () => Promise<Result>): Promise<Result> {
    for (let number = 1; ; number += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (number > RETRIES || !isLostRace(error)) throw error;
        await sleep(Math.random() * 20 * number);
      }
    }
  }

  /** The settings end with the transaction, so that a pooled connection remembers nobody. */
  private async transaction<Result>(
    readOnly: 'on' | 'off',
    act: string,
    work: (tx: Tx) => Promise<Result>,
  ): Promise<Result> {
    const { signal, boards, once } = this.options;
    if (signal?.aborted) throw new DomainError('SERVICE_UNAVAILABLE', {});
    const { subject, requestId, client, source, roles, onBehalfOf } = this.answerable;
    const settings: Readonly<Record<string, string>> = {
      'app.municipality': this.scope.municipalityId,
      'app.boards': boards ? `{${boards.join(',')}}` : '',
      'app.actor': subject,
      'app.client': client ?? '',
      'app.source': source ?? '',
      'app.role': roles?.join(',') ?? '',
      'app.on_behalf_of': onBehalfOf ?? '',
      'app.act': act,
      'app.request': requestId,
      'app.idempotency_key': once?.key ?? '',
      transaction_read_only: readOnly,
    };
    const transaction = new Transaction(this.dataSource);
    await transaction.begin(
      'SELECT set_config(name, value, true) FROM unnest($1::text[], $2::text[]) AS s(name, value)',
      [Object.keys(settings), Object.values(settings)],
    );
    try {
      const result = await work({ manager: transaction.manager, scope: this.scope });
      await (readOnly === 'on' ? transaction.leave() : transaction.commit());
      return result;
    } catch (error) {
      throw await transaction.rollBack(error);
    }
  }
}
