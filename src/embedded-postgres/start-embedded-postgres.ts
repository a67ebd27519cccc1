import { mkdir, open, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { accountFor } from './account';
import { findBinaries } from './binaries';
import { type Cluster, dataOf, openCluster, passwordOf, superuser } from './cluster';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import type { Lease } from './lease';
import { leaseServer, leaveServer, type Settings } from './server';
import type { Toolbox } from './tools';

/** Where PostgreSQL is to keep its data, and how it is to run. */
export interface EmbeddedPostgresOptions {
  /** Is made when it does not exist. Holds the data, the password and `postgres.log`. */
  readonly dataDirectory: string;
  /** Only for a server that this call starts, not for one that it finds running. */
  readonly settings?: Settings;
  /**
   * Told when PostgreSQL makes its data, and when it starts: it works by itself then, and we have time
   * for something else. A server that runs already tells nothing.
   */
  readonly onSpawn?: () => void;
}

/** A PostgreSQL server that runs beside us, reachable from this computer only. */
export interface EmbeddedPostgres {
  /** The database `postgres` as its superuser. */
  readonly url: string;
  /**
   * A database as a role. The password is derived from the secret of the data, so it stays the same:
   * create the role with the password that is in the URL.
   */
  urlOf(database: string, role?: string): string;
  /** Stops the server, unless somebody else uses it too. Calling it again does nothing. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that npm installed, or joins the one that already runs on the data. The last
 * user to stop it stops the server; a user that died is no user.
 *
 * @throws EmbeddedPostgresError when PostgreSQL cannot run here; the message names the remedy.
 */
export async function startEmbeddedPostgres({
  dataDirectory,
  settings = {},
  onSpawn,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  await mkdir(dataDirectory, { recursive: true });
  const directory = await realpath(dataDirectory);
  const account = await accountFor(dataOf(directory));
  const native = await findBinaries(account, join(directory, 'binaries'));
  const log = await open(join(directory, 'postgres.log'), 'a', 0o600);
  try {
    const toolbox = { native, account, log: log.fd, onSpawn };
    const cluster = await openCluster(directory, toolbox, { sync: settings.fsync !== 'off' });
    const lease = await leaseServer(cluster, toolbox, settings);
    return handleOf(cluster, lease, { native, account });
  } catch (error) {
    throw await withReason(error, join(directory, 'postgres.log'));
  } finally {
    await log.close();
  }
}

function handleOf(cluster: Cluster, lease: Lease, toolbox: Toolbox): EmbeddedPostgres {
  const urlOf = (database: string, role = superuser): string =>
    `postgres://${encodeURIComponent(role)}:${passwordOf(cluster, role)}@127.0.0.1:${lease.port}/${encodeURIComponent(database)}`;
  let stopping: Promise<void> | undefined;
  return {
    url: urlOf('postgres'),
    urlOf,
    stop: () => {
      stopping ??= leaveServer(lease, cluster, toolbox);
      return stopping;
    },
  };
}

/** Adds the end of PostgreSQL's log to an error about PostgreSQL. */
async function withReason(error: unknown, logFile: string): Promise<unknown> {
  if (!(error instanceof EmbeddedPostgresError)) return error;
  const lines = (await readFile(logFile, 'utf8')).trimEnd().split('\n').slice(-8);
  return new EmbeddedPostgresError([error.message, `${logFile} ends with:`, ...lines].join('\n'));
}
