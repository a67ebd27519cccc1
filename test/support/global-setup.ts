import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startThrowAwayPostgres } from '../../src/embedded-postgres';
import { createTemplate } from './template';

/** What Linux keeps in memory; in a container it may be too small. */
const inMemory = '/dev/shm';

/** What the databases of a run take at the most, with room to spare, in bytes. */
const ROOM = 2 * 1024 ** 3;

/** Memory where it has room: a database is copied for each test file, and a disk takes a second for it. */
async function placeForData(): Promise<string> {
  const { bavail, bsize } = await statfs(inMemory).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize > ROOM ? inMemory : tmpdir();
}

/** One PostgreSQL for the whole run, with a migrated database that every test file copies. */
export default async function setUp(): Promise<void> {
  const server = await startThrowAwayPostgres({ max_connections: '200' }, await placeForData());
  Object.assign(globalThis, { stopTestServer: server.stop });
  process.env.TEST_OWNER_URL = server.urlOf('postgres');
  process.env.TEST_APPLICATION_URL = server.urlOf('postgres', 'test_application');
  // Quoted, for the folder may have spaces in its name.
  const runTypeScript = JSON.stringify(join(__dirname, 'run-typescript.cjs'));
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --require ${runTypeScript}`;
  await createTemplate();
}
