import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded-postgres';

/** The PostgreSQL that the service runs by itself, on its way or there. */
export interface OwnPostgres {
  /** Rejects with an EmbeddedPostgresError when PostgreSQL cannot run here. */
  readonly ready: Promise<EmbeddedPostgres>;
  /** Stops it when it is ready, unless another process uses it too. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on the data of the last time. It is back as soon as PostgreSQL does its part by
 * itself, so that there is time for something else before it is ready. Loads nothing of the service.
 */
export async function beginOwnPostgres(dataDirectory: string): Promise<OwnPostgres> {
  let onSpawn = (): void => undefined;
  const spawned = new Promise<void>((resolve) => {
    onSpawn = resolve;
  });
  const ready = startEmbeddedPostgres({ dataDirectory: join(dataDirectory, 'postgres'), onSpawn });
  const stop = () =>
    ready.then(
      (server) => server.stop(),
      () => undefined,
    );
  // What went wrong is told to whoever needs the server.
  await Promise.race([spawned, ready]).catch(() => undefined);
  return { ready, stop };
}
