import { setTimeout as sleep } from 'node:timers/promises';
import type {
  DataSource,
  EntityManager,
  EntityMetadata,
  EntityTarget,
  ObjectLiteral,
} from 'typeorm';
import { isLostRace, isUnconfirmed, toDomainError, toUnavailable } from './database-errors';
import { DomainError } from './errors';
import { type HeldAnswer, untilWhenHolds } from './held-answers';
import { answerOnce, type Once } from './idempotency';
import { runAlone, type Statement } from './lone-statement';
import type { Standing } from './standing';
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
  /** Confirmed by each transaction as it begins; left out for what the service does by itself. */
  readonly standing?: Standing | undefined;
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

  /** Tells what TypeORM knows of an entity. It holds on to nothing of the request, which it may outlive. */
  get metadataOf(): (entity: EntityTarget<ObjectLiteral>) => EntityMetadata {
    const { dataSource } = this;
    return (entity) => dataSource.getMetadata(entity);
  }

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
    return this.untilThrough(() => this.transaction(this.beginReading(), work, 'leave')).catch(
      (error) => {
        throw toUnavailable(error);
      },
    );
  }

  /**
   * Runs a statement that answers a whole query, in one round trip; it is a transaction by itself.
   *
   * @param statement its first three parameters go to `begin_reading`: the municipality, the boards that
   *   are seen, and the stamp that confirms the caller; the database refuses every write.
   * @returns the columns of its only row.
   */
  async answer(
    statement: Statement,
    parameters: readonly unknown[],
  ): Promise<readonly (string | null)[]> {
    return this.untilThrough(async () => {
      const [, beginning] = this.beginReading();
      const [answer = []] = await runAlone(this.dataSource, statement, [
        ...beginning,
        ...parameters,
      ]);
      this.options.standing?.confirm();
      return answer;
    });
  }

  /**
   * Whether an answer that was read before still holds, for a caller whose access is confirmed with it.
   *
   * @returns the event of the audit trail up to which it does by now; null when it may hold no longer.
   */
  async untilWhenHolds(answer: HeldAnswer): Promise<string | null> {
    const { standing } = this.options;
    const { municipalityId } = this.scope;
    const stamp = standing?.stamp ?? null;
    const until = await untilWhenHolds(this.dataSource, { ...answer, municipalityId, stamp });
    if (until !== null) standing?.confirm();
    return until;
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
    const { once, standing, afterCommit } = this.options;
    if (once && this.hasWritten) throw new Error('A mutation under a key has one transaction.');
    this.hasWritten = true;
    const { municipalityId } = this.scope;
    const whole = once
      ? (tx: Tx) => answerOnce(tx.manager, municipalityId, once, () => work(tx))
      : work;
    const result = await this.untilThrough(() =>
      this.transaction(this.beginWriting(act), whole, 'commit'),
    ).catch((error) => {
      throw toDomainError(error);
    });
    standing?.noteWrite();
    afterCommit?.();
    return result;
  }

  /** The same, for commands that are parts of a transaction that is under way; see `writeJoined`. */
  joining(tx: Tx): UnitOfWork {
    return new JoinedUnitOfWork(tx, this.dataSource, this.scope, this.answerable, this.options);
  }

  /** True when what was answered may be sent; see `Standing`. */
  async mayAnswer(): Promise<boolean> {
    try {
      return (await this.options.standing?.holds()) ?? true;
    } catch (error) {
      throw toUnavailable(error);
    }
  }

  /** Tries again what lost a race, and what did not begin because somebody's access has changed. */
  private async untilThrough<Result>(attempt: () => Promise<Result>): Promise<Result> {
    for (let number = 1; ; number += 1) {
      if (this.options.signal?.aborted) throw new DomainError('SERVICE_UNAVAILABLE', {});
      try {
        return await attempt();
      } catch (error) {
        if (number > RETRIES) throw error;
        if (isUnconfirmed(error)) await this.options.standing?.renew();
        else if (isLostRace(error)) await sleep(Math.random() * 20 * number);
        else throw error;
      }
    }
  }

  private get boards(): string {
    const { boards } = this.options;
    return boards ? `{${boards.join(',')}}` : '';
  }

  /** The settings end with the transaction, so that a pooled connection remembers nobody. */
  private beginReading(): [text: string, values: unknown[]] {
    const { standing } = this.options;
    const values = [this.scope.municipalityId, this.boards, standing?.stamp ?? null];
    return ['SELECT begin_reading($1, $2, $3)', values];
  }

  private beginWriting(act: string): [text: string, values: unknown[]] {
    const { standing, once } = this.options;
    const { subject, requestId, client, source, roles, onBehalfOf } = this.answerable;
    const settings: Readonly<Record<string, string>> = {
      municipality: this.scope.municipalityId,
      boards: this.boards,
      actor: subject,
      client: client ?? '',
      source: source ?? '',
      role: roles?.join(',') ?? '',
      on_behalf_of: onBehalfOf ?? '',
      act,
      request: requestId,
      idempotency_key: once?.key ?? '',
    };
    return ['SELECT begin_writing($1, $2)', [standing?.stamp ?? null, JSON.stringify(settings)]];
  }

  private async transaction<Result>(
    beginning: [text: string, values: unknown[]],
    work: (tx: Tx) => Promise<Result>,
    end: 'leave' | 'commit',
  ): Promise<Result> {
    const transaction = new Transaction(this.dataSource);
    await transaction.begin(...beginning, () => this.options.standing?.confirm());
    try {
      const result = await work({ manager: transaction.manager, scope: this.scope });
      await transaction[end]();
      return result;
    } catch (error) {
      throw await transaction.rollBack(error);
    }
  }
}

/** Where commands take part in a transaction that is under way, and that is begun and ended elsewhere. */
class JoinedUnitOfWork extends UnitOfWork {
  constructor(
    private readonly tx: Tx,
    ...whole: ConstructorParameters<typeof UnitOfWork>
  ) {
    super(...whole);
  }

  override read<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return work(this.tx);
  }

  /** Every event of the transaction has its act, and not that of the part. */
  override write<Result>(_act: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return work(this.tx).catch((error) => {
      // The whole is run again after a race that was lost, so nobody is told of it.
      throw isLostRace(error) ? error : toDomainError(error);
    });
  }
}
