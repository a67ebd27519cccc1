import { startThrowAwayPostgres } from '../../src/embedded-postgres';
import { createTemplate } from './database';

/** One PostgreSQL for the whole run, with a migrated database that every test file copies. */
export default async function setUp(): Promise<void> {
  const server = await startThrowAwayPostgres({ max_connections: '200' });
  Object.assign(globalThis, { stopTestServer: server.stop });
  process.env.TEST_OWNER_URL = server.urlOf('postgres');
  process.env.TEST_APPLICATION_URL = server.urlOf('postgres', 'test_application');
  await createTemplate();
}
