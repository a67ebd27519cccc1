import { createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { exitCodeOf, hereFor, spawnTool, type Toolbox } from './tools';

/** The role that owns everything in a cluster. */
export const superuser = 'postgres';

/** PostgreSQL's data, and the secret that opens it. */
export interface Cluster {
  /** Where PostgreSQL keeps its files. */
  readonly data: string;
  readonly password: string;
}

/** Where the data of a cluster lies; the password is beside it. */
export function dataOf(directory: string): string {
  return join(directory, 'cluster', 'data');
}

/** Opens the cluster of a directory, and makes it first when there is none. */
export async function openCluster(
  directory: string,
  toolbox: Toolbox,
  { sync }: { sync: boolean },
): Promise<Cluster> {
  const data = dataOf(directory);
  if (!existsSync(data)) await createCluster(directory, toolbox, sync);
  return { data, password: await readFile(join(dirname(data), 'password'), 'utf8') };
}

/** The password of a role: the same each time, different for each role, and only ours to know. */
export function passwordOf({ password }: Cluster, role: string): string {
  return role === superuser ? password : createHmac('sha256', password).update(role).digest('hex');
}

/**
 * Makes the cluster aside and renames it when it is whole. A crash on the way leaves nothing that
 * looks like a cluster, and of several that do this at once the first wins and the others follow.
 */
async function createCluster(directory: string, toolbox: Toolbox, sync: boolean): Promise<void> {
  const aside = await mkdtemp(join(directory, 'unfinished-'));
  try {
    await initialise(aside, toolbox, sync);
    await rename(aside, join(directory, 'cluster'));
  } catch (error) {
    if (!existsSync(dataOf(directory))) throw error;
  }
  for (const entry of await readdir(directory)) {
    if (entry.startsWith('unfinished-')) {
      await rm(join(directory, entry), { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

/** The locale is PostgreSQL's own, so that text sorts the same on every computer. */
async function initialise(aside: string, toolbox: Toolbox, sync: boolean): Promise<void> {
  const { account } = toolbox;
  const data = join(aside, 'data');
  const passwordFile = join(aside, 'password');
  await mkdir(data, { mode: 0o700 });
  await writeFile(passwordFile, randomBytes(32).toString('hex'), {
    mode: 0o600,
    flush: sync,
  });
  if (account) {
    for (const path of [aside, data, passwordFile]) await chown(path, account.uid, account.gid);
  }
  const parameters = [
    `--pgdata=${hereFor(toolbox)}`,
    '--pwfile=../password',
    `--username=${superuser}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    sync ? '--sync-method=fsync' : '--no-sync',
  ];
  const code = await exitCodeOf(spawnTool(toolbox, 'initdb', parameters, { cwd: data }));
  if (code !== 0) throw new EmbeddedPostgresError(`initdb failed with exit code ${code}.`);
}
