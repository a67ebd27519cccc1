import type { ChildProcess } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { Lease } from './lease';
import { hasLockFile, postmasterOf } from './postmaster';
import { exitCodeOf, hereFor, spawnTool, type Toolbox } from './tools';

/** PostgreSQL's settings by name, as in postgresql.conf. */
export type Settings = Readonly<Record<string, string>>;

/** How long a process may be silent, in milliseconds, before we doubt that it is the server. */
const doubtAfter = 1000;

/** How long to wait for a server that neither answers nor ends, in milliseconds. */
const giveUpAfter = 60_000;

/** How often to start a server that ends at once; after a crash the old one's children take time. */
const attempts = { asARule: 3, afterCrash: 40 };

/** How long to wait before looking again, and before starting again, in milliseconds. */
const pause = { betweenLooks: 15, afterFailure: 100 };

/**
 * A lease on the server of a cluster, which is started when there is none. Any number of processes
 * may do this at once: PostgreSQL itself lets only one server run on its data, and the others find it.
 *
 * @throws EmbeddedPostgresError when no server comes up; PostgreSQL's log says why.
 */
export async function leaseServer(
  cluster: Cluster,
  toolbox: Toolbox,
  settings: Settings,
): Promise<Lease> {
  let started: ChildProcess | null = null;
  let starts = 0;
  let silentSince = Date.now();
  while (Date.now() - silentSince < giveUpAfter) {
    const postmaster = await postmasterOf(cluster.data);
    const answer = await Lease.take(cluster, postmaster);
    if (answer instanceof Lease) return answer;

    if (answer === 'later') silentSince = Date.now();
    const isStranger = postmaster && Date.now() - silentSince > doubtAfter;
    if (!isRunning(started) && (!postmaster || isStranger)) {
      if (starts >= (hasLockFile(cluster.data) ? attempts.afterCrash : attempts.asARule)) break;
      if (starts > 0) await sleep(pause.afterFailure);
      started = await startServer(cluster, toolbox, settings, postmaster?.pid);
      starts += 1;
    }
    await sleep(pause.betweenLooks);
  }
  throw new EmbeddedPostgresError('PostgreSQL did not start.');
}

/**
 * Gives a lease back, and stops the server in order when it was the last: clients are cut off, and
 * what they committed is kept. A lease that a crash took away is first taken anew.
 */
export async function leaveServer(lease: Lease, cluster: Cluster, toolbox: Toolbox): Promise<void> {
  const isLast = await lease.giveBack().catch(async () => {
    const another = await Lease.take(cluster, await postmasterOf(cluster.data));
    return another instanceof Lease && another.giveBack();
  });
  if (isLast) await stopServer(cluster, toolbox);
}

/** Waits by itself, for pg_ctl would also wait for a server that somebody starts meanwhile. */
async function stopServer({ data }: Cluster, toolbox: Toolbox): Promise<void> {
  const since = Date.now();
  const pid = (await postmasterOf(data))?.pid;
  const parameters = ['stop', '-D', hereFor(toolbox), '-m', 'fast', '-W'];
  await exitCodeOf(spawnTool(toolbox, 'pg_ctl', parameters, { cwd: data }));
  while (pid && (await postmasterOf(data))?.pid === pid) {
    if (Date.now() - since > giveUpAfter) throw new EmbeddedPostgresError('PostgreSQL runs on.');
    await sleep(pause.betweenLooks);
  }
}

/**
 * @param stranger a process that PostgreSQL's lock file names as the server but that is not; the
 *   number was given anew after a crash. PostgreSQL believes us only if the shared memory that the
 *   file names is unused as well, so that even a wrong guess cannot start a second server.
 */
async function startServer(
  { data }: Cluster,
  toolbox: Toolbox,
  settings: Settings,
  stranger: number | undefined,
): Promise<ChildProcess> {
  const all: Settings = {
    ...settings,
    listen_addresses: '127.0.0.1',
    port: String(await freePort()),
    unix_socket_directories: '',
    'internkontroll.directory': data,
  };
  const parameters = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawnTool(toolbox, 'postgres', ['-D', hereFor(toolbox), ...parameters], {
    cwd: data,
    env: stranger ? { PG_GRANDPARENT_PID: String(stranger) } : {},
  });
  child.unref();
  child.on('error', () => undefined);
  return child;
}

function isRunning(child: ChildProcess | null): boolean {
  return child?.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
