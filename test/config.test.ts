import {
  ConfigurationError,
  configurationVariables,
  type Environment,
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

const faulty = (environment: Environment, task?: Task): string[] =>
  problemsOf(environment, task).problems.map(({ variable }) => variable);

describe('Without any variables', () => {
  it('the demonstration is served from the embedded PostgreSQL', () => {
    expect(readConfig({})).toEqual({
      databaseUrl: null,
      migrationDatabaseUrl: null,
      auditDatabaseUrl: null,
      auditSigningKeyFile: null,
      port: 4000,
      portIsChosen: false,
      dataDirectory: 'data',
      playground: true,
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
