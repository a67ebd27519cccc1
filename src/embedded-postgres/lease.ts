import { Client } from 'pg';
import { type Cluster, superuser } from './cluster';
import type { Postmaster } from './postmaster';

/** Any number will do, as long as it is always the same. */
const lock = 20231109;

/** Codes of PostgreSQL that mean: it is there, ask again later. */
const comingOrGoing = ['57P01', '57P03', '53300'];

/**
 * A claim on a running server: an open connection that holds a lock which any number may share.
 * PostgreSQL takes the lock back when the holder dies in whatever way, so nobody has to find out
 * which processes are alive. Whoever gives back the last lease stops the server.
 */
export class Lease {
  private constructor(
    /** Where the server listens on 127.0.0.1. */
    readonly port: number,
    private readonly client: Client,
  ) {}

  /**
   * Asks a cluster's server for a lease. Answers `later` when it is starting or stopping, and null
   * when nobody answers or the one who does is not the server of this cluster.
   */
  static async take(
    { data, password }: Cluster,
    postmaster: Postmaster | null,
  ): Promise<Lease | 'later' | null> {
    if (!postmaster) return null;
    const { port } = postmaster;
    const client = new Client({
      host: '127.0.0.1',
      port,
      user: superuser,
      password,
      database: 'postgres',
      ssl: false,
      application_name: 'internkontroll lease',
      connectionTimeoutMillis: 5000,
    });
    const lease = new Lease(port, client);
    client.on('error', () => undefined);
    try {
      await client.connect();
      const [directory] = await lease.ask(`current_setting('internkontroll.directory', true)`);
      const [granted] = await lease.ask(`pg_try_advisory_lock_shared(${lock})`);
      if (directory === data && granted) return lease;
      await client.end();
      return directory === data ? 'later' : null;
    } catch (error) {
      client.end().catch(() => undefined);
      return comingOrGoing.includes(codeOf(error)) ? 'later' : null;
    }
  }

  /**
   * True when it was the last; then no other is granted any more.
   *
   * @throws Error when the connection broke, as when PostgreSQL crashed.
   */
  async giveBack(): Promise<boolean> {
    const [, isLast] = await this.ask(
      `pg_advisory_unlock_shared(${lock}), pg_try_advisory_lock(${lock})`,
    );
    if (!isLast) await this.client.end();
    return isLast === true;
  }

  private async ask(expressions: string): Promise<unknown[]> {
    const { rows } = await this.client.query({ text: `SELECT ${expressions}`, rowMode: 'array' });
    return rows[0] ?? [];
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
