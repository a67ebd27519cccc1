import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrations } from '../migrations';
import { buildProgram, type Program, run, send, startService } from './support/service';

jest.setTimeout(60_000);

let program: Program;
const name = `own_${randomUUID().replaceAll('-', '')}`;
const at = (server: string | undefined): string =>
  Object.assign(new URL(server ?? ''), { pathname: name }).href;
const ownerUrl = at(process.env.TEST_OWNER_URL);
const applicationUrl = at(process.env.TEST_APPLICATION_URL);

async function asOwner(sql: string): Promise<void> {
  const client = new Client({ connectionString: process.env.TEST_OWNER_URL });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

beforeAll(async () => {
  program = buildProgram();
  await asOwner(`CREATE DATABASE ${name}`);
});
afterAll(async () => {
  program.remove();
  await asOwner(`DROP DATABASE ${name} WITH (FORCE)`);
});

async function refusalOf(environment: Record<string, string>): Promise<string> {
  const refused = run(program, 'main.js', { PORT: '0', ...environment });
  expect(await refused.exitCode).toBe(1);
  expect(refused.output.stdout).toBe('');
  return refused.output.stderr;
}

it('is refused before its tables are there, with the command that makes them', async () => {
  expect(await refusalOf({ DATABASE_URL: applicationUrl })).toMatch(/Run: npm run migrate/);
});

it('is migrated once, however often it is asked for', async () => {
  const environment = { MIGRATION_DATABASE_URL: ownerUrl };
  const both = [1, 2].map(() => run(program, 'cli/main.js', environment, ['migrate']));
  expect(await Promise.all(both.map(({ exitCode }) => exitCode))).toEqual([0, 0]);
  const printed = both.map(({ output }) => output.stdout).sort();
  expect(printed).toEqual([
    migrations.map((migration) => `Körde (ran) ${migration.name}\n`).join(''),
    'Tabellerna är redan uppdaterade. (The tables were up to date already.)\n',
  ]);
});

it('is served to API tokens only, and there is no page', async () => {
  const service = await startService(program, { DATABASE_URL: applicationUrl, PORT: '0' });
  const [address = ''] = /http:\S+/.exec(service.output.stdout) ?? [];
  expect(service.output.stdout).toMatch(/bara program med API-token/);
  expect((await fetch(new URL('/readyz', address))).status).toBe(200);
  expect((await send(address, '{ __typename }', 'whatever')).status).toBe(401);
  expect((await fetch(address, { headers: { accept: 'text/html' } })).status).toBe(404);
  expect(existsSync(join(program.directory, 'data'))).toBe(false);

  service.child.kill('SIGTERM');
  expect(await service.exitCode).toBe(0);
});

it('has a page when asked for, for those who bring a token along', async () => {
  const environment = { DATABASE_URL: applicationUrl, PORT: '0', PLAYGROUND: 'on' };
  const service = await startService(program, environment);
  const [address = ''] = /http:\S+/.exec(service.output.stdout) ?? [];
  const page = await fetch(address, { headers: { accept: 'text/html' } });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('"signedInAs":null');

  service.child.kill('SIGTERM');
  expect(await service.exitCode).toBe(0);
});

it('is refused as its owner, who could see every municipality', async () => {
  const refusal = await refusalOf({ DATABASE_URL: ownerUrl });
  expect(refusal).toMatch(/is a superuser.*CREATE ROLE .* IN ROLE internkontroll_app/s);
});

it('is refused when it is not there, without showing the password', async () => {
  const url = 'postgres://somebody:secret@127.0.0.1:1/nothing';
  const refusal = await refusalOf({ DATABASE_URL: url });
  expect(refusal).toMatch(
    /^The database that DATABASE_URL names cannot be reached: .*ECONNREFUSED/,
  );
  expect(refusal).not.toContain('secret');
  expect(refusal.trimEnd().split('\n')).toHaveLength(1);
});
