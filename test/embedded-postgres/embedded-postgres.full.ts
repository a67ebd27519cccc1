import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  startThrowAwayPostgres,
} from '../../src/embedded-postgres';
import { accountFor } from '../../src/embedded-postgres/account';
import { copyBinaries, packageFor } from '../../src/embedded-postgres/binaries';

jest.setTimeout(30_000);

const settings = { fsync: 'off' };
let root: string;
/** Most tests use this one after another, for making a cluster takes the most time. */
let dataDirectory: string;

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'embedded postgres å-')));
  dataDirectory = join(root, 'shared');
});

afterAll(() => rm(root, { recursive: true, force: true }));

const start = (directory = dataDirectory): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ dataDirectory: directory, settings });

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client(url);
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query({ text: sql, rowMode: 'array' });
  await client.end();
  return rows.flat();
}

const endLeases = `SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity
  WHERE application_name = 'internkontroll lease'`;

const lockFile = (directory = dataDirectory): string =>
  join(directory, 'cluster', 'data', 'postmaster.pid');

async function serverPid(directory = dataDirectory): Promise<number> {
  return Number.parseInt(await readFile(lockFile(directory), 'utf8'), 10);
}

async function killServer(): Promise<void> {
  const pid = await serverPid();
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid)) await new Promise((done) => setTimeout(done, 5));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A process of its own that starts PostgreSQL and keeps it until it is killed. */
async function startElsewhere(): Promise<ChildProcess> {
  const script = `
    const { transformFileSync } = require('@swc/core');
    const options = { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } };
    require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, options).code, file);
    const { startEmbeddedPostgres } = require('./src/embedded-postgres/index.ts');
    startEmbeddedPostgres(${JSON.stringify({ dataDirectory, settings })}).then(() => console.log('started'));`;
  const child = spawn(process.execPath, ['-e', script], {
    cwd: resolve(__dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

describe('A server', () => {
  let server: EmbeddedPostgres;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());

  it('is PostgreSQL 18 in UTF-8, and knows upper case beyond ASCII', async () => {
    const answer = await query(
      server.url,
      `SELECT current_setting('server_version'), current_setting('server_encoding'), upper('åé')`,
    );
    expect(answer).toEqual(['18.4', 'UTF8', 'ÅÉ']);
  });

  it('sorts as in Swedish where asked to', async () => {
    const letters = `unnest(ARRAY['ö', 'z', 'ä', 'a', 'å', 'B']) AS letter`;
    const sorted = await query(
      server.url,
      `SELECT letter FROM ${letters} ORDER BY letter COLLATE "sv-SE-x-icu"`,
    );
    expect(sorted.join('')).toBe('aBzåäö');
  });

  it('listens on 127.0.0.1 only, and asks for the password', async () => {
    const [addresses, sockets] = await query(
      server.url,
      `SELECT current_setting('listen_addresses'), current_setting('unix_socket_directories')`,
    );
    expect([addresses, sockets]).toEqual(['127.0.0.1', '']);

    const wrong = new URL(server.url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps data on the disk before it answers, unless a setting says otherwise', async () => {
    expect(await query(server.url, `SHOW fsync`)).toEqual(['off']);
    expect(await query(server.url, `SHOW synchronous_commit`)).toEqual(['on']);
    expect(
      await query(server.url, `SELECT boot_val FROM pg_settings WHERE name = 'fsync'`),
    ).toEqual(['on']);
  });

  it('gives each role a password of its own', async () => {
    const asRole = server.urlOf('postgres', 'app å');
    const { password } = new URL(asRole);
    await query(server.url, `CREATE ROLE "app å" LOGIN PASSWORD '${password}'`);

    expect(await query(asRole, 'SELECT current_user')).toEqual(['app å']);
    expect(password).not.toBe(new URL(server.url).password);
    expect(password).not.toBe(new URL(server.urlOf('postgres', 'other')).password);
  });

  it('hides what it keeps from other users of the computer', async () => {
    const visible: string[] = [];
    const cluster = join(dataDirectory, 'cluster');
    const inside = await readdir(cluster, { recursive: true });
    for (const path of [cluster, ...inside.map((name) => join(cluster, name))]) {
      const { mode } = await stat(path).catch(() => ({ mode: 0 }));
      if (mode & 0o077) visible.push(path);
    }
    expect(inside).toContain('password');
    expect(visible).toEqual([]);
    expect((await stat(join(dataDirectory, 'postgres.log'))).mode & 0o777).toBe(0o600);
  });
});

describe('Data', () => {
  it('is kept from one start to the next, and so are the passwords', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    expect(existsSync(lockFile())).toBe(false);

    const second = await start();
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([42]);
    expect(new URL(second.urlOf('a', 'app')).password).toBe(
      new URL(first.urlOf('a', 'app')).password,
    );
    await second.stop();
  });

  it('survives that PostgreSQL is killed', async () => {
    const first = await start();
    await query(first.url, `CREATE TABLE survived AS SELECT 'yes' AS answer`);
    await killServer();
    expect(existsSync(lockFile())).toBe(true);

    const second = await start();
    expect(await query(second.url, 'SELECT answer FROM survived')).toEqual(['yes']);
    await second.stop();
    await first.stop();
  });

  it('is not mistaken for the data that it is a copy of', async () => {
    const original = await start();
    await query(original.url, 'CHECKPOINT');
    const copied = join(root, 'copied');
    execFileSync('cp', ['-a', dataDirectory, copied]);

    const copy = await start(copied);
    expect(copy.url).not.toBe(original.url);
    expect(await serverPid(copied)).not.toBe(await serverPid());
    await copy.stop();
    expect(await query(original.url, 'SELECT 1')).toEqual([1]);
    await original.stop();
  });
});

describe('A running server', () => {
  it('is joined, and stopped by the last who leaves', async () => {
    const first = await start();
    const pid = await serverPid();
    const second = await start();
    expect(second.url).toBe(first.url);

    await second.stop();
    await second.stop();
    expect(await query(first.url, 'SELECT 1')).toEqual([1]);
    expect(await serverPid()).toBe(pid);

    await first.stop();
    await expect(query(first.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    // A process is gone a moment after its last word.
    while (isAlive(pid)) await pause(5);
  });

  it('stays when its first user leaves before the others', async () => {
    const first = await start();
    const second = await start();
    await first.stop();
    expect(await query(second.url, 'SELECT 1')).toEqual([1]);
    await second.stop();
    expect(existsSync(lockFile())).toBe(false);
  });

  /** PostgreSQL learns of a killed process as soon as the system has closed its connection. */
  const untilUsersAre = async (count: number, url: string): Promise<void> => {
    const users = `SELECT count(*)::int FROM pg_stat_activity WHERE application_name LIKE '% lease'`;
    while ((await query(url, users))[0] !== count) await pause(20);
  };

  it('is taken over from a process that was killed', async () => {
    const elsewhere = await startElsewhere();
    const pid = await serverPid();
    const here = await start();
    elsewhere.kill('SIGKILL');
    await once(elsewhere, 'exit');

    expect(await serverPid()).toBe(pid);
    await untilUsersAre(1, here.url);
    await here.stop();
    await expect(query(here.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('is left to a process that is alive', async () => {
    const elsewhere = await startElsewhere();
    const here = await start();
    await here.stop();
    expect(await query(here.url, 'SELECT 1')).toEqual([1]);

    elsewhere.kill('SIGKILL');
    await once(elsewhere, 'exit');
    await untilUsersAre(0, here.url);
    await (await start()).stop();
    await expect(query(here.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('is stopped even when our connection to it broke', async () => {
    const server = await start();
    await query(server.url, endLeases);
    await server.stop();
    expect(existsSync(lockFile())).toBe(false);
  });
});

describe('A lock file left by a crash', () => {
  const leaveLockFile = async (pid: number): Promise<void> => {
    await (await start()).stop();
    await writeFile(lockFile(), `${pid}\n${dataDirectory}\n1\n1\n\n127.0.0.1\n`);
  };

  it('is no obstacle when its process is gone', async () => {
    await leaveLockFile(2 ** 22 + 1);
    const server = await start();
    expect(await query(server.url, 'SELECT 1')).toEqual([1]);
    await server.stop();
  });

  it('is no obstacle when its process is by now another one', async () => {
    const account = await accountFor(join(dataDirectory, 'cluster', 'data'));
    const stranger = spawn('sleep', ['60'], { ...account });
    await leaveLockFile(stranger.pid ?? 0);

    const server = await start();
    expect(await query(server.url, 'SELECT 1')).toEqual([1]);
    await server.stop();
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill();
  });
});

describe('Starting', () => {
  it('at the same time, even for the first time, makes one server that all share', async () => {
    const directory = join(root, 'raced');
    const servers = await Promise.all([start(directory), start(directory), start(directory)]);
    expect(new Set(servers.map(({ url }) => url)).size).toBe(1);
    expect((await readdir(directory)).sort()).toEqual(['cluster', 'postgres.log']);

    await Promise.all(servers.map((server) => server.stop()));
    expect(existsSync(lockFile(directory))).toBe(false);
  });

  it('while another stops waits for that and then starts', async () => {
    const first = await start();
    const [, second] = await Promise.all([first.stop(), start()]);
    expect(await query(second.url, 'SELECT 1')).toEqual([1]);
    await second.stop();
    expect(existsSync(lockFile())).toBe(false);
  });

  it('waits while another has claimed the server for itself in order to stop it', async () => {
    const first = await start();
    const [lock] = await query(first.url, `SELECT objid FROM pg_locks WHERE locktype = 'advisory'`);
    const stopper = new Client(first.url);
    await stopper.connect();
    await query(first.url, endLeases);
    await stopper.query(`SELECT pg_advisory_lock(${lock})`);

    let hasStarted = false;
    const second = start().finally(() => {
      hasStarted = true;
    });
    await new Promise((done) => setTimeout(done, 150));
    expect(hasStarted).toBe(false);

    await stopper.end();
    expect(await query((await second).url, 'SELECT 1')).toEqual([1]);
    await (await second).stop();
  });

  it('after a first start that was interrupted begins anew', async () => {
    const directory = join(root, 'interrupted');
    await mkdir(join(directory, 'unfinished-abc', 'data'), { recursive: true });
    const server = await start(directory);
    expect(await query(server.url, 'SELECT 1')).toEqual([1]);
    expect(await readdir(directory)).not.toContain('unfinished-abc');
    await server.stop();
  });

  it('says why when PostgreSQL refuses', async () => {
    const refused = startEmbeddedPostgres({ dataDirectory, settings: { work_mem: 'much' } });
    await expect(refused).rejects.toThrow(/did not start.*invalid value for parameter "work_mem"/s);
  });

  it('for tests uses data that is gone afterwards', async () => {
    const before = process.listenerCount('SIGINT');
    const server = await startThrowAwayPostgres({ max_connections: '20' });
    expect(await query(server.url, 'SHOW max_connections')).toEqual(['20']);
    expect(await query(server.url, 'SHOW fsync')).toEqual(['off']);
    const [directory] = await query(server.url, `SHOW internkontroll.directory`);
    expect(existsSync(String(directory))).toBe(true);

    await server.stop();
    expect(existsSync(resolve(String(directory), '../..'))).toBe(false);
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});

describe('The binaries', () => {
  it('that do not exist for a computer are named, with the remedy', () => {
    expect(() => packageFor('aix', 'ppc64')).toThrow(
      /no PostgreSQL for aix-ppc64.*@embedded-postgres\/aix-ppc64.*DATABASE_URL/,
    );
  });

  it('run from a copy, which does not need the original', async () => {
    const copy = join(root, 'copies', 'one');
    await copyBinaries(join(packageFor(process.platform, process.arch), 'native'), copy);

    expect(execFileSync(join(copy, 'bin/postgres'), ['--version']).toString()).toMatch(/18\.4/);
    expect(await readdir(join(root, 'copies'))).toEqual(['one']);
    for (const entry of await readdir(join(copy, 'lib'), { withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isSymbolicLink()) expect(await readlink(path)).not.toContain('/');
      else expect((await lstat(path)).mode & 0o777).toBe(0o755);
    }
  });
});

describe('PostgreSQL runs as', () => {
  afterEach(() => jest.restoreAllMocks());
  const actAs = (uid: number) => jest.spyOn(process, 'getuid').mockReturnValue(uid);

  it('ourselves when we are an ordinary user', async () => {
    actAs(1000);
    expect(await accountFor(root)).toBeNull();
  });

  it('nobody when we are root and there is no data', async () => {
    actAs(0);
    expect(await accountFor(join(root, 'absent'))).toEqual({ uid: 65534, gid: 65534 });
  });

  it('the owner of the data when we are root, but never as root', async () => {
    await (await start()).stop();
    const data = join(dataDirectory, 'cluster', 'data');
    const { uid, gid } = await stat(data);
    actAs(0);
    expect(await accountFor(data)).toEqual({ uid, gid });
    await expect(accountFor('/')).rejects.toThrow(/chown -R 65534:65534 '\/'/);
  });
});
