import { Client } from 'pg';

/** Any number will do, as long as it is always the same. */
const lock = 20231110;

/**
 * Does the work while nobody else does any for the same database by way of this function. Others
 * wait; when the process dies, its lock goes with it.
 */
export async function whileLocked<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url, application_name: 'internkontroll lock' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lock]);
    return await work(client);
  } finally {
    await client.end();
  }
}
