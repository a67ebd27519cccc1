import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from './server';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres';

/** Faster, and a power cut may ruin the data. */
const careless: Settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * A server with data of its own, for tests: stopping it deletes the data. Ctrl-C and a request to
 * terminate stop it as well, before they end the process.
 *
 * @param parent the directory in which the data gets one of its own.
 */
export async function startThrowAwayPostgres(
  settings: Settings = {},
  parent = tmpdir(),
): Promise<EmbeddedPostgres> {
  const dataDirectory = await mkdtemp(join(parent, 'internkontroll-'));
  const server = await startEmbeddedPostgres({
    dataDirectory,
    settings: { ...careless, ...settings },
  });
  const stop = async (): Promise<void> => {
    process.off('SIGINT', stopAndEnd).off('SIGTERM', stopAndEnd);
    await server.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
  const stopAndEnd = (signal: NodeJS.Signals): void => {
    void stop().finally(() => process.kill(process.pid, signal));
  };
  process.on('SIGINT', stopAndEnd).on('SIGTERM', stopAndEnd);
  return { ...server, stop };
}
