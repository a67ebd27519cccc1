import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { AUDITOR_ROLE } from '../../migrations/support/tables';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createMunicipality, type TestMunicipality } from '../support/municipality';
import { buildProgram, type Program, run } from '../support/service';

jest.setTimeout(60_000);

let program: Program;
let database: TestDatabase;
let here: TestMunicipality;
let environment: Record<string, string>;
const login = `auditor_${randomUUID().replaceAll('-', '')}`;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

beforeAll(async () => {
  program = buildProgram();
  database = await createTestDatabase();
  here = await createMunicipality(database);
  await database.owner.query(`CREATE ROLE ${login} LOGIN PASSWORD 'x' IN ROLE ${AUDITOR_ROLE}`);
  const signingKey = join(program.directory, 'key.pem');
  writeFileSync(signingKey, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(
    join(program.directory, 'public.pem'),
    publicKey.export({ type: 'spki', format: 'pem' }),
  );
  mkdirSync(join(program.directory, 'checkpoints'));
  environment = {
    AUDIT_DATABASE_URL: Object.assign(new URL(process.env.TEST_OWNER_URL ?? ''), {
      ...{ pathname: database.name, username: login, password: 'x' },
    }).href,
    AUDIT_SIGNING_KEY_FILE: signingKey,
  };
});
afterAll(async () => {
  program.remove();
  await database.owner.query(`DROP OWNED BY ${login}; DROP ROLE ${login}`);
  await database.drop();
});

async function internkontroll(parameters: readonly string[], variables = environment) {
  const { output, exitCode } = run(program, 'cli/main.js', variables, parameters);
  return { exitCode: await exitCode, ...output };
}
const verify = (...parameters: string[]) => internkontroll(['audit', 'verify', ...parameters]);

it('AUD-4 says in words, and in one JSON document, that the trail is intact', async () => {
  const told = await verify();
  expect(told).toMatchObject({ exitCode: 0, stderr: '' });
  expect(told.stdout).toContain('3 händelser stämmer (events are good)');
  expect(told.stdout).toContain('Spåret är helt. (The trail is intact.)');

  const { exitCode, stdout } = await verify('--json', '--municipality', here.municipalityId);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    outcome: 'INTACT',
    isIntact: true,
    chains: [
      {
        ...{ municipalityId: here.municipalityId, code: here.municipalityId, events: 3 },
        ...{ head: { seq: 3, hash: expect.stringMatching(/^[\da-f]{64}$/) }, broken: null },
      },
    ],
    records: [],
  });
});

it.each([
  ['no such option', ['--all'], {}],
  ['a number that is none', ['--from', '1.5'], {}],
  ['a start without a municipality', ['--from', '2'], {}],
  ['a municipality that is not there', ['--municipality', 'Ankeborg'], {}],
  ['no such checkpoint', ['--checkpoint', 'nowhere.json'], {}],
  ['a key that is none', ['--checkpoint', 'package.json', '--public-key', 'package.json'], {}],
  ['no database', [], { AUDIT_DATABASE_URL: 'postgres://somebody:secret@127.0.0.1:1/nothing' }],
  ['a database of its own but no way in', [], { AUDIT_DATABASE_URL: '', DATABASE_URL: 'x' }],
  ['no data', [], { AUDIT_DATABASE_URL: '' }],
])(
  'AUD-4 exits with 2, and never with a secret, when it cannot tell: %s',
  async (_, parameters, variables) => {
    const all = { ...environment, ...variables };
    const { exitCode, stdout, stderr } = await internkontroll(
      ['audit', 'verify', ...parameters],
      all,
    );

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/\w/);
    expect(stderr).not.toMatch(/secret|\n\s+at /);
  },
);

it('AUD-4 says in JSON, too, that it cannot tell', async () => {
  const { exitCode, stdout } = await verify('--json', '--municipality', 'Ankeborg');

  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout)).toEqual({
    outcome: 'CANNOT_RUN',
    reason: 'Det finns ingen kommun Ankeborg. (There is no municipality Ankeborg.)',
  });
});

it('AUD-6 signs a checkpoint, writes over none, and tells by it that the end was cut off', async () => {
  const taken = await internkontroll(['audit', 'checkpoint', '--directory', 'checkpoints']);
  expect(taken).toMatchObject({ exitCode: 0, stderr: '' });
  const [name = ''] = await readdir(join(program.directory, 'checkpoints'));
  expect(taken.stdout).toBe(`Skrev (wrote) checkpoints/${name}\n`);
  const file = join('checkpoints', name);
  expect(await readFile(join(program.directory, file), 'utf8')).not.toContain('PRIVATE');
  expect(await verify('--checkpoint', file)).toMatchObject({ exitCode: 0 });

  const owner = new Client({
    connectionString: Object.assign(new URL(process.env.TEST_OWNER_URL ?? ''), {
      pathname: database.name,
    }).href,
  });
  await owner.connect();
  await owner.query(`SET session_replication_role = replica; DELETE FROM audit_event WHERE seq = 3;
    DELETE FROM board WHERE code = 'BUN'; DELETE FROM board WHERE code = 'KS'`);
  await owner.query(`INSERT INTO board (municipality_id, id, code, name, kind, version)
    SELECT municipality_id, (after::jsonb ->> 'id')::uuid, after::jsonb ->> 'code', after::jsonb ->> 'name',
      after::jsonb ->> 'kind', 1 FROM audit_event WHERE table_name = 'board'`);
  await owner.end();
  expect(await verify()).toMatchObject({ exitCode: 0 });
  const told = await verify('--checkpoint', file, '--public-key', 'public.pem');
  expect(told.exitCode).toBe(1);
  expect(told.stdout).toContain('händelse (event) 3: CHECKPOINT_EVENT_MISSING');
  expect(told.stdout).toContain('SPÅRET ÄR BRUTET. (THE TRAIL IS BROKEN.)');
  const next = await internkontroll(['audit', 'checkpoint', '--directory', 'checkpoints']);
  expect(next).toMatchObject({ exitCode: 1 });
});

it('migrates, as npm run migrate does', async () => {
  const ownerUrl = Object.assign(new URL(process.env.TEST_OWNER_URL ?? ''), {
    pathname: database.name,
  }).href;

  expect(await internkontroll(['migrate'], { MIGRATION_DATABASE_URL: ownerUrl })).toEqual({
    ...{
      exitCode: 0,
      stderr: '',
      stdout: 'Tabellerna är redan uppdaterade. (The tables were up to date already.)\n',
    },
  });
});

/** How a command ended, and the packages and files of ours that its process had loaded by then. */
async function loadedBy(parameters: readonly string[], variables: Record<string, string>) {
  const listing = join(program.directory, 'listing.js');
  const list = join(program.directory, 'loaded.json');
  writeFileSync(
    listing,
    `process.on('exit', () =>
       require('fs').writeFileSync('${list}', JSON.stringify(Object.keys(require.cache))))`,
  );
  const { exitCode } = await internkontroll(parameters, {
    ...variables,
    NODE_OPTIONS: `--require ${listing}`,
  });
  const files: string[] = JSON.parse(await readFile(list, 'utf8'));
  const named = (pattern: RegExp): string[] => [
    ...new Set(files.flatMap((file) => pattern.exec(file)?.[1] ?? [])),
  ];
  return {
    exitCode,
    packages: named(/node_modules.((?:@[^/]+.)?[^/]+)/),
    own: named(/dist.(.*)\.js$/),
  };
}

const graphql = /^(graphql|type-graphql|graphql-.*|@apollo.*|@graphql-.*)$/;

describe('Loads no more than it needs:', () => {
  const establish = ['municipality', 'establish', '--code', 'lillby', '--name', 'Lillby kommun'];
  const administrator = ['--issuer', 'https://login.example', '--subject', '1'];
  const inTheDatabase = (url: string | undefined): string =>
    Object.assign(new URL(url ?? ''), { pathname: database.name }).href;

  it.each([['--help'], ['audit --help'], ['audit verify --help'], ['nonsense']])(
    'for %s the words of the command line',
    async (line) => {
      const { packages, own } = await loadedBy(line.split(' '), {});

      expect(packages).toEqual(['commander']);
      expect(own.sort()).toEqual(['src/cli/main', 'src/cli/output']);
    },
  );

  it.each([
    ['audit verify', []],
    ['audit checkpoint', ['--directory', 'checkpoints']],
  ])('for %s neither GraphQL nor an ORM nor any module of the trade', async (line, options) => {
    const { packages, own } = await loadedBy([...line.split(' '), ...options], environment);

    expect(packages).toContain('pg');
    expect(packages.filter((name) => graphql.test(name) || name === 'typeorm')).toEqual([]);
    expect(own).toContain('src/verification/verify-audit-trail');
    expect(own.filter((file) => file.startsWith('src/modules/'))).toEqual([]);
  });

  it('for migrate the migrations, but no GraphQL and no table', async () => {
    const { exitCode, packages, own } = await loadedBy(['migrate'], {
      MIGRATION_DATABASE_URL: inTheDatabase(process.env.TEST_OWNER_URL),
    });

    expect(exitCode).toBe(0);
    expect(packages).toContain('typeorm');
    expect(packages.filter((name) => graphql.test(name))).toEqual([]);
    expect(own.filter((file) => /^src.(modules|entities)/.test(file))).toEqual([]);
  });

  it('for municipality establish no schema, no server and no page', async () => {
    const { exitCode, packages, own } = await loadedBy([...establish, ...administrator], {
      DATABASE_URL: inTheDatabase(process.env.TEST_APPLICATION_URL),
    });

    expect(exitCode).toBe(0);
    expect(own).toContain('src/modules/identity/establish-municipality.service');
    expect(packages.filter((name) => name.startsWith('@apollo'))).toEqual([]);
    expect(own.filter((file) => /^src.(schema|server|serve|front)\b/.test(file))).toEqual([]);
  });
});
