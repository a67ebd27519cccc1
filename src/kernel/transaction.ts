import type { PoolClient, QueryResult } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner';
import { runKeepingPlan } from './kept-plans';

/** Under a name, which has it gathered with what is sent next; see `GatheringSocket`. */
const START = { name: 'start', text: 'START TRANSACTION' };

/** As much of a connection as TypeORM uses. */
interface Connection {
  query(text: string, values?: unknown[]): Promise<QueryResult>;
}

/**
 * A transaction that TypeORM works in as if it had begun it. Its frame takes few round trips: it begins
 * together with its first statement, and nobody waits for the end of one that has only read. For that,
 * connections must send statements without waiting for the answers to earlier ones (`pipeline`).
 */
export class Transaction extends PostgresQueryRunner {
  override isTransactionActive = true;
  protected override transactionDepth = 1;
  private beginning: Promise<unknown> = Promise.resolve();

  constructor(dataSource: DataSource) {
    super(dataSource.driver as PostgresDriver, 'master');
    this.manager = dataSource.createEntityManager(this);
  }

  /** What TypeORM sends its statements to: the connection, which keeps their plans. */
  override async connect(): Promise<Connection> {
    const client: PoolClient = await super.connect();
    return { query: (text, values) => runKeepingPlan(client, text, values) };
  }

  /**
   * Sends the beginning, with a statement that the others rely on, and waits for neither.
   *
   * @param hasBegun is called when both have succeeded.
   */
  async begin(text: string, values: unknown[], hasBegun: () => void): Promise<void> {
    const client: PoolClient = await super.connect();
    this.beginning = Promise.all([client.query(START), runKeepingPlan(client, text, values)]);
    this.beginning.then(hasBegun, () => undefined);
  }

  /** Ends a transaction that has written; once this returns, it has taken effect. */
  async commit(): Promise<void> {
    await this.beginning;
    await this.query('COMMIT');
    await this.release();
  }

  /** Ends a transaction that has only read; the pool gets the connection back when it is over. */
  async leave(): Promise<void> {
    await this.beginning;
    void this.end('COMMIT');
  }

  /**
   * Undoes everything.
   *
   * @returns why: a beginning that failed explains every statement after it.
   */
  async rollBack(error: unknown): Promise<unknown> {
    await this.end('ROLLBACK');
    return this.beginning.then(
      () => error,
      (cause: unknown) => cause,
    );
  }

  /** Fails only with the connection itself, which the pool then replaces. */
  private async end(statement: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    await this.query(statement).catch(() => undefined);
    await this.release();
  }
}
