import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { migrations } from '../../migrations';
import { APPLICATION_ROLE } from '../../migrations/support/guards';
import { answers, migrateDatabase, openDatabase } from '../../src/database';
import { isMigrated } from '../../src/database/is-migrated';

const unique = (): string => randomUUID().replaceAll('-', '');
const database = `opened_${unique()}`;
const ownerUrl = Object.assign(new URL(process.env.TEST_OWNER_URL ?? ''), { pathname: database });
const applicationUrl = Object.assign(new URL(process.env.TEST_APPLICATION_URL ?? ''), {
  pathname: database,
}).href;
const roles: string[] = [];

async function asOwner(sql: string, url = ownerUrl.href): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

beforeAll(async () => {
  await asOwner(`CREATE DATABASE ${database}`, process.env.TEST_OWNER_URL);
  await migrateDatabase(ownerUrl.href);
});
afterAll(async () => {
  await asOwner(`DROP DATABASE ${database} WITH (FORCE)`, process.env.TEST_OWNER_URL);
  for (const role of roles.reverse())
    await asOwner(`DROP ROLE ${role}`, process.env.TEST_OWNER_URL);
});

async function makeRole(attributes: string): Promise<string> {
  const role = `role_${unique()}`;
  await asOwner(`CREATE ROLE ${role} LOGIN PASSWORD 'pw' ${attributes}`);
  roles.push(role);
  return role;
}

/** Why the service will not work as the role; null when it will. */
async function refusalAs(role: string): Promise<string | null> {
  const url = Object.assign(new URL(ownerUrl), { username: role, password: 'pw' }).href;
  try {
    await (await openDatabase(url)).destroy();
    return null;
  } catch (error) {
    if (error instanceof Error && error.name === 'DatabaseRefused') return error.message;
    throw error;
  }
}

const member = `IN ROLE ${APPLICATION_ROLE}`;

describe('The role of the service', () => {
  it('is any that is a member of the application’s role', async () => {
    expect(await refusalAs(await makeRole(member))).toBeNull();
  });

  it.each([
    ['is a superuser', `SUPERUSER ${member}`],
    ['bypasses row-level security', `BYPASSRLS ${member}`],
    ['may create roles', `CREATEROLE ${member}`],
    [`is not a member of ${APPLICATION_ROLE}`, ''],
  ])('is refused when it %s', async (fault, attributes) => {
    const refusal = await refusalAs(await makeRole(attributes));
    expect(refusal).toContain(fault);
    expect(refusal).toMatch(/CREATE ROLE .* IN ROLE internkontroll_app;/);
  });

  it('is refused when it may become one that would be refused', async () => {
    const powerful = await makeRole('BYPASSRLS NOINHERIT');
    expect(await refusalAs(await makeRole(`${member}, ${powerful}`))).toContain('bypasses');
  });

  it('is refused when it owns a table, a function or the database', async () => {
    const owner = await makeRole(member);
    const owns = 'owns the database or something in it';
    await asOwner(`CREATE TABLE theirs (); ALTER TABLE theirs OWNER TO ${owner}`);
    expect(await refusalAs(owner)).toContain(owns);
    await asOwner('DROP TABLE theirs');
    expect(await refusalAs(owner)).toBeNull();

    await asOwner(`ALTER FUNCTION record_change OWNER TO ${owner}`);
    expect(await refusalAs(owner)).toContain(owns);
    await asOwner('ALTER FUNCTION record_change OWNER TO CURRENT_USER');

    await asOwner(`ALTER DATABASE ${database} OWNER TO ${owner}`);
    expect(await refusalAs(owner)).toContain(owns);
    await asOwner(`ALTER DATABASE ${database} OWNER TO CURRENT_USER`);
    expect(await refusalAs(owner)).toBeNull();
  });
});

describe('The tables', () => {
  const open = async () => (await openDatabase(applicationUrl)).destroy();

  it('must be up to date', async () => {
    const last = migrations.at(-1)?.name;
    await asOwner(`UPDATE migrations SET name = 'x' WHERE name = '${last}'`);
    await expect(open()).rejects.toThrow(
      `1 of ${migrations.length} migrations have not run. Run: npm run migrate`,
    );
    expect(await isMigrated(ownerUrl.href)).toBe(false);
    await asOwner(`UPDATE migrations SET name = '${last}' WHERE name = 'x'`);
    await open();
    expect(await isMigrated(ownerUrl.href)).toBe(true);
  });

  it('must not be newer than the service', async () => {
    await asOwner(`INSERT INTO migrations (timestamp, name) VALUES (9, 'FromTheFuture9')`);
    await expect(open()).rejects.toThrow(/newer version.*does not know FromTheFuture9/);
    await asOwner(`DELETE FROM migrations WHERE timestamp = 9`);
  });

  it('can be asked for their migrations after `npm run migrate`, also when others ran them', async () => {
    await asOwner(`REVOKE ALL ON migrations FROM ${APPLICATION_ROLE}`);
    await expect(open()).rejects.toThrow(/Run: npm run migrate/);
    expect(await isMigrated(ownerUrl.href)).toBe(false);
    expect(await migrateDatabase(ownerUrl.href)).toEqual([]);
    await open();
  });
});

describe('A database that is opened', () => {
  it('QRY-5 answers, and breaks off what takes too long', async () => {
    const dataSource = await openDatabase(applicationUrl);
    expect(await answers(dataSource)).toBe(true);
    const settings = ['statement_timeout', 'idle_in_transaction_session_timeout', 'lock_timeout'];
    const values = settings.map((name) => `current_setting('${name}')`).join(` || ' ' || `);
    expect(await dataSource.query(`SELECT ${values} AS values`)).toEqual([{ values: '5s 10s 3s' }]);
    await dataSource.destroy();
  });

  it('uses at most ten connections, and waits for one for two seconds', async () => {
    const dataSource = await openDatabase(applicationUrl);
    const runners = Array.from({ length: 10 }, () => dataSource.createQueryRunner());
    await Promise.all(runners.map((runner) => runner.connect()));

    const since = Date.now();
    await expect(answers(dataSource)).rejects.toThrow(/timeout/);
    expect(Date.now() - since).toBeGreaterThan(1_500);

    await Promise.all(runners.map((runner) => runner.release()));
    expect(await answers(dataSource)).toBe(true);
    await dataSource.destroy();
  });

  it('outlives its connections, also one in the middle of a transaction', async () => {
    const noted = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const dataSource = await openDatabase(applicationUrl);
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    await Promise.all([answers(dataSource), answers(dataSource)]);

    await asOwner(
      `SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'internkontroll'`,
    );
    await new Promise((done) => setTimeout(done, 50));
    await expect(runner.query('SELECT 1')).rejects.toThrow();
    expect(await answers(dataSource)).toBe(true);
    await dataSource.destroy();

    const lines = noted.mock.calls.map(([line]) => JSON.parse(String(line)));
    noted.mockRestore();
    expect(lines[0]).toMatchObject({ level: 'error', event: 'A connection to the database broke' });
  });
});
