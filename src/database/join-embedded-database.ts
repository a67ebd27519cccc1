import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../embedded-postgres';

/** What the register's own database is called on the embedded PostgreSQL. */
export const EMBEDDED_DATABASE = 'internkontroll';

/**
 * The register's own database as it is, beside the service when that runs. Nothing in it is made or
 * changed, so nothing of the service is loaded.
 *
 * @throws EmbeddedPostgresError when there is none, or PostgreSQL cannot run here.
 */
export async function joinEmbeddedDatabase(
  dataDirectory: string,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const directory = join(dataDirectory, 'postgres');
  if (!existsSync(directory)) {
    throw new EmbeddedPostgresError(`There is no database in ${directory}.`);
  }
  const server = await startEmbeddedPostgres({ dataDirectory: directory });
  return { url: server.urlOf(EMBEDDED_DATABASE), stop: server.stop };
}
