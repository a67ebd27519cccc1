import { Client } from 'pg';
import type { Config } from '../config';
import { joinEmbeddedDatabase } from '../database/join-embedded-database';

/** Does the work on a connection to the database whose trail is meant; see `AUDIT_DATABASE_URL`. */
export async function withAuditDatabase<Result>(
  { auditDatabaseUrl, dataDirectory }: Config,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  if (auditDatabaseUrl !== null) return connected(auditDatabaseUrl, work);
  const { url, stop } = await joinEmbeddedDatabase(dataDirectory);
  try {
    return await connected(url, work);
  } finally {
    await stop();
  }
}

async function connected<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url, application_name: 'internkontroll audit' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}
