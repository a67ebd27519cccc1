import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConfigurationError,
  configurationVariables,
  defaultLimits,
  type Environment,
  limitsAsText,
  readConfig,
  type Task,
} from '../src/config';

const applicationUrl = 'postgres://app:secret@db.example:5432/internkontroll';
const ownerUrl = 'postgresql://owner:hidden@db.example/internkontroll';

function problemsOf(environment: Environment, task?: Task): ConfigurationError {
  try {
    readConfig(environment, task);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('There was no problem.');
}

const provider = {
  OIDC_ISSUER: 'https://login.example/tenant',
  OIDC_AUDIENCE: 'https://internkontroll.example/api',
};

const faulty = (environment: Environment, task?: Task): string[] =>
  problemsOf(environment, task).problems.map(({ variable }) => variable);

describe('Without any variables', () => {
  it('the demonstration is served from the embedded PostgreSQL', () => {
    expect(readConfig({})).toEqual({
      databaseUrl: null,
      migrationDatabaseUrl: null,
      auditDatabaseUrl: null,
      auditSigningKeyFile: null,
      host: '127.0.0.1',
      port: 4000,
      portIsChosen: false,
      dataDirectory: 'data',
      playground: true,
      publicUrl: null,
      issuer: null,
      isDemo: true,
      limits: { ...defaultLimits, operations: 20 },
      introspection: true,
      corsOrigins: [],
    });
  });

  it('the same holds when all are empty, and whatever else is set', () => {
    const empty = Object.fromEntries(configurationVariables.map(({ name }) => [name, '']));
    expect(readConfig({ ...empty, HOME: '/home/somebody' })).toEqual(readConfig({}));
  });

  it('the embedded PostgreSQL is what is migrated', () => {
    expect(readConfig({}, 'migrate')).toEqual(readConfig({}));
  });
});

describe('DATABASE_URL', () => {
  it('is enough for serving, and turns the playground off', () => {
    expect(readConfig({ DATABASE_URL: applicationUrl })).toMatchObject({
      databaseUrl: applicationUrl,
      migrationDatabaseUrl: null,
      playground: false,
    });
  });

  it.each([
    ['another protocol', 'mysql://app:secret@db.example/internkontroll'],
    ['no URL', 'db.example secret'],
    ['a host only', 'db.example:5432'],
    ['no role', 'postgres://db.example/secret'],
    ['no database', 'postgres://app:secret@db.example'],
    ['no name of a database', 'postgres://app:secret@db.example/'],
    ['no host', 'postgres://app:secret@/internkontroll'],
    ['a port that is none', 'postgres://app:secret@db.example:port/internkontroll'],
    ['a percent sign that must be %25', 'postgres://app:secret%zz@db.example/internkontroll'],
  ])('with %s is refused without being shown', (_case, url) => {
    const error = problemsOf({ DATABASE_URL: url, MIGRATION_DATABASE_URL: url });
    expect(error.problems.map(({ variable }) => variable)).toEqual([
      'DATABASE_URL',
      'MIGRATION_DATABASE_URL',
    ]);
    expect(error.message).toMatch(/^ {2}DATABASE_URL is not a URL like postgres:/m);
    expect(error.message).not.toContain('secret');
    expect(JSON.stringify(error)).not.toContain('secret');
  });

  it.each([
    applicationUrl,
    ownerUrl,
    'postgres://app@[::1]/a?sslmode=require',
    'postgres://%C3%A5:%25@h/%20',
  ])('can be %s', (url) => {
    expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
  });
});

describe('Of the two databases', () => {
  it('both may be named', () => {
    const both = { DATABASE_URL: applicationUrl, MIGRATION_DATABASE_URL: ownerUrl };
    const expected = { databaseUrl: applicationUrl, migrationDatabaseUrl: ownerUrl };
    expect(readConfig(both, 'serve')).toMatchObject(expected);
    expect(readConfig(both, 'migrate')).toMatchObject(expected);
  });

  it("the owner's is enough for migrating but not for serving", () => {
    const environment = { MIGRATION_DATABASE_URL: ownerUrl };
    expect(readConfig(environment, 'migrate').migrationDatabaseUrl).toBe(ownerUrl);
    expect(faulty(environment, 'serve')).toEqual(['DATABASE_URL']);
    expect(problemsOf(environment).message).toMatch(
      /DATABASE_URL is not set, although MIGRATION_DATABASE_URL is\. Set it to/,
    );
  });

  it("the application's is not enough for migrating", () => {
    expect(faulty({ DATABASE_URL: applicationUrl }, 'migrate')).toEqual(['MIGRATION_DATABASE_URL']);
  });
});

describe('The audit trail', () => {
  it('is that of the embedded PostgreSQL, unless the service has a database of its own', () => {
    expect(readConfig({}, 'audit').auditDatabaseUrl).toBeNull();
    expect(faulty({ DATABASE_URL: applicationUrl }, 'audit')).toEqual(['AUDIT_DATABASE_URL']);
    expect(readConfig({ AUDIT_DATABASE_URL: ownerUrl }, 'audit').auditDatabaseUrl).toBe(ownerUrl);
  });

  it('is signed with the key in a file', () => {
    expect(readConfig({ AUDIT_SIGNING_KEY_FILE: '/run/key.pem' })).toMatchObject({
      auditSigningKeyFile: '/run/key.pem',
    });
    expect(faulty({ AUDIT_SIGNING_KEY_FILE: 'a\0b' })).toEqual(['AUDIT_SIGNING_KEY_FILE']);
  });
});

describe('The demonstration', () => {
  it.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])('is served at %s', (HOST) => {
    expect(readConfig({ HOST })).toMatchObject({ host: HOST, isDemo: true });
  });

  it.each(['0.0.0.0', '::', '10.0.0.7', '192.0.2.1', '::ffff:127.0.0.1', '2001:db8::1'])(
    'is refused at %s, which others can reach',
    (HOST) => {
      expect(faulty({ HOST })).toEqual(['HOST']);
      expect(problemsOf({ HOST }).message).not.toContain(HOST);
    },
  );

  it.each(['http://localhost:4000', 'https://127.0.0.1', 'http://[::1]:4000'])(
    'is found by browsers at %s',
    (PUBLIC_URL) => {
      expect(readConfig({ PUBLIC_URL })).toMatchObject({ publicUrl: PUBLIC_URL, isDemo: true });
    },
  );

  it('is refused where browsers of others would find it', () => {
    expect(faulty({ PUBLIC_URL: 'https://intern.example' })).toEqual(['PUBLIC_URL']);
    const own = { PUBLIC_URL: 'https://intern.example', DATABASE_URL: applicationUrl };
    expect(readConfig(own)).toMatchObject({ publicUrl: 'https://intern.example' });
  });

  it('ends where a database or a provider is named, which may be served to all', () => {
    const own = { HOST: '0.0.0.0', DATABASE_URL: applicationUrl };
    expect(readConfig(own)).toMatchObject({ host: '0.0.0.0', isDemo: false });
    expect(readConfig({ ...provider, HOST: '0.0.0.0' })).toMatchObject({ isDemo: false });
  });

  it.each(['internkontroll.example', '127.0.0.1:80', '*', '127.0.0.256'])(
    'cannot listen on "%s"',
    (HOST) => {
      expect(faulty({ HOST, ...provider })).toEqual(['HOST']);
    },
  );
});

describe('An identity provider', () => {
  it('needs a name for this service, and signs nobody in at pages without a client', () => {
    expect(readConfig(provider).issuer).toEqual({
      url: 'https://login.example/tenant',
      audience: 'https://internkontroll.example/api',
      rolesClaim: 'roles',
      client: null,
    });
    expect(faulty({ OIDC_ISSUER: provider.OIDC_ISSUER })).toEqual(['OIDC_AUDIENCE']);
    expect(faulty({ OIDC_AUDIENCE: 'a' })).toEqual(['OIDC_ISSUER']);
    const PUBLIC_URL = 'http://localhost:4000';
    expect(faulty({ OIDC_CLIENT_ID: 'a', PUBLIC_URL })).toEqual(['OIDC_ISSUER']);
    expect(faulty({ OIDC_CLIENT_SECRET: 'a' })).toEqual(['OIDC_ISSUER']);
  });

  it('signs people in at pages with a client and an address to come back to', () => {
    const client = { OIDC_CLIENT_ID: 'pages', OIDC_CLIENT_SECRET: 's', OIDC_ROLES_CLAIM: 'groups' };
    const PUBLIC_URL = 'https://intern.example/';
    expect(readConfig({ ...provider, ...client, PUBLIC_URL })).toMatchObject({
      publicUrl: 'https://intern.example',
      issuer: { rolesClaim: 'groups', client: { id: 'pages', secret: 's' } },
    });
    expect(faulty({ ...provider, ...client })).toEqual(['PUBLIC_URL']);
    expect(readConfig({ ...provider, PUBLIC_URL }).issuer?.client).toBeNull();
  });

  it.each([
    'http://login.example',
    'http://127.0.0.1.evil.example',
    'login.example',
    'https://user:secret@login.example',
    'https://login.example?tenant=a',
    'https://login.example#a',
    'file:///etc/passwd',
  ])('cannot be %s', (url) => {
    const problems = problemsOf({ ...provider, OIDC_ISSUER: url, PUBLIC_URL: url });
    expect(problems.problems.map(({ variable }) => variable)).toEqual([
      'PUBLIC_URL',
      'OIDC_ISSUER',
    ]);
    expect(problems.message).not.toContain('secret');
  });

  it.each(['http://localhost:4000', 'http://127.0.0.1', 'http://[::1]:1', 'https://login.example'])(
    'can be %s, for TLS may be missing on this computer alone',
    (url) => {
      const { issuer, publicUrl } = readConfig({ ...provider, OIDC_ISSUER: url, PUBLIC_URL: url });
      expect([issuer?.url, publicUrl]).toEqual([url, url]);
    },
  );

  it('sends people back to an address without a path', () => {
    expect(faulty({ ...provider, PUBLIC_URL: 'https://intern.example/kontroll' })).toEqual([
      'PUBLIC_URL',
    ]);
  });
});

describe('SEC-1 A secret', () => {
  const directory = mkdtempSync(join(tmpdir(), 'internkontroll-secrets-'));
  const path = join(directory, 'secret');
  afterAll(() => rmSync(directory, { recursive: true }));
  const client = { ...provider, OIDC_CLIENT_ID: 'pages', PUBLIC_URL: 'https://intern.example' };

  it.each(['canary', 'canary\n', 'canary\r\n'])('may stand in a file: %j', (text) => {
    writeFileSync(path, text);
    const { issuer } = readConfig({ ...client, OIDC_CLIENT_SECRET_FILE: path });
    expect(issuer?.client?.secret).toBe('canary');
  });

  it('is any URL of a database, too', () => {
    writeFileSync(path, `${applicationUrl}\n`);
    expect(readConfig({ DATABASE_URL_FILE: path })).toMatchObject({
      databaseUrl: applicationUrl,
      playground: false,
      isDemo: false,
    });
    const migrating = readConfig({ MIGRATION_DATABASE_URL_FILE: path }, 'migrate');
    expect(migrating.migrationDatabaseUrl).toBe(applicationUrl);
  });

  it('is never shown, wherever it stands and whatever is wrong with it', () => {
    writeFileSync(path, 'mysql://canary:canary@db/canary');
    const both = problemsOf({ DATABASE_URL: 'canary', DATABASE_URL_FILE: path });
    const unread = problemsOf({ ...client, OIDC_CLIENT_SECRET_FILE: join(directory, 'canary') });
    const broken = problemsOf({ ...client, OIDC_CLIENT_SECRET: 'canary\ncanary' });
    expect(both.problems.map(({ variable }) => variable)).toEqual([
      'DATABASE_URL_FILE',
      'DATABASE_URL',
    ]);
    expect(unread.problems.map(({ variable }) => variable)).toEqual(['OIDC_CLIENT_SECRET_FILE']);
    expect(broken.problems.map(({ variable }) => variable)).toEqual(['OIDC_CLIENT_SECRET']);
    for (const error of [both, unread, broken]) {
      expect(error.message + error.stack + JSON.stringify(error)).not.toContain('canary');
    }
  });
});

describe('PORT', () => {
  it.each(['0', '1', '4000', '65535'])('can be %s, and is then insisted on', (PORT) => {
    expect(readConfig({ PORT })).toMatchObject({ port: Number(PORT), portIsChosen: true });
  });

  it.each(['65536', '-1', '80.5', '0x50', ' 80', '1e3', 'http', '000080'])(
    'cannot be "%s"',
    (PORT) => {
      expect(faulty({ PORT })).toEqual(['PORT']);
    },
  );
});

describe('PLAYGROUND', () => {
  it('decides, whichever database there is', () => {
    expect(readConfig({ PLAYGROUND: 'off' }).playground).toBe(false);
    expect(readConfig({ PLAYGROUND: 'on', DATABASE_URL: applicationUrl }).playground).toBe(true);
  });

  it.each(['true', 'ON', '1', 'on '])('cannot be "%s"', (PLAYGROUND) => {
    expect(faulty({ PLAYGROUND })).toEqual(['PLAYGROUND']);
  });
});

describe('DATA_DIR', () => {
  it('is taken as it is', () => {
    expect(readConfig({ DATA_DIR: '/srv/å b' }).dataDirectory).toBe('/srv/å b');
  });

  it('cannot hold a character that no path has', () => {
    expect(faulty({ DATA_DIR: 'a\0b' })).toEqual(['DATA_DIR']);
  });
});

describe('LIMITS', () => {
  it('QRY-1 changes those that it names', () => {
    const LIMITS = 'depth=14, cost=100000\nbodyBytes=1';
    expect(readConfig({ LIMITS }).limits).toEqual({
      ...defaultLimits,
      operations: 20,
      depth: 14,
      cost: 100_000,
      bodyBytes: 1,
    });
    expect(readConfig({ LIMITS: limitsAsText(defaultLimits) }).limits).toEqual(defaultLimits);
    const own = { LIMITS: 'depth=14', DATABASE_URL: applicationUrl };
    expect(readConfig(own).limits).toEqual({ ...defaultLimits, depth: 14 });
  });

  it.each([
    'depth',
    'depth=',
    'depth=0',
    'depth=-1',
    'depth=1e3',
    'width=3',
    'toString=1',
    'depth = 3',
  ])('cannot be "%s"', (LIMITS) => {
    expect(faulty({ LIMITS })).toEqual(['LIMITS']);
  });
});

describe('INTROSPECTION', () => {
  it('QRY-4 is on unless it is switched off', () => {
    expect(readConfig({ INTROSPECTION: 'off' }).introspection).toBe(false);
    expect(readConfig({ INTROSPECTION: 'on' }).introspection).toBe(true);
    expect(faulty({ INTROSPECTION: 'no' })).toEqual(['INTROSPECTION']);
  });
});

describe('CORS_ORIGINS', () => {
  it('CSR-2 names origins exactly as browsers send them', () => {
    const CORS_ORIGINS = 'https://a.example http://localhost:3000';
    expect(readConfig({ CORS_ORIGINS }).corsOrigins).toEqual([
      'https://a.example',
      'http://localhost:3000',
    ]);
  });

  it.each([
    '*',
    'null',
    'a.example',
    'https://a.example/',
    'https://A.example',
    'https://a.example:443',
    'https://*.example',
    'file:///a',
  ])('CSR-2 cannot be "%s"', (CORS_ORIGINS) => {
    expect(faulty({ CORS_ORIGINS })).toEqual(['CORS_ORIGINS']);
  });
});

describe('The error', () => {
  it('lists every problem at once, each with its remedy', () => {
    const error = problemsOf({
      MIGRATION_DATABASE_URL: 'nonsense',
      PORT: 'http',
      PLAYGROUND: 'maybe',
    });
    expect(error.message.split('\n')).toEqual([
      'The environment is not set up right:',
      '  MIGRATION_DATABASE_URL is not a URL like postgres://role:password@host:5432/database. Correct it, or leave it out to get the embedded PostgreSQL.',
      '  PORT is not a whole number from 0 to 65535, where 0 is any free port. Correct it, or leave it out to get 4000, or a free port when that is taken.',
      '  PLAYGROUND is not on or off. Correct it, or leave it out to get on with the embedded PostgreSQL, else off.',
      '  DATABASE_URL is not set, although MIGRATION_DATABASE_URL is. Set it to a URL like postgres://role:password@host:5432/database.',
    ]);
  });
});

it('The list of variables names what is read, each once', () => {
  const read = new Set<string>();
  const spy = new Proxy({} as Environment, {
    get: (_target, name) => {
      read.add(String(name));
      return undefined;
    },
  });
  readConfig(spy);
  expect(configurationVariables.map(({ name }) => name).sort()).toEqual([...read].sort());
});
