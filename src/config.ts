/** What the service is told from outside. */
export interface Config {
  /** PostgreSQL as the application's role; null means the embedded one. */
  readonly databaseUrl: string | null;
  /** PostgreSQL as the role that owns the tables; null means the embedded one. */
  readonly migrationDatabaseUrl: string | null;
  /** PostgreSQL as a role that reads every municipality's audit trail; null means the embedded one. */
  readonly auditDatabaseUrl: string | null;
  /** The file with the key that checkpoints of the audit trail are signed with; null when there is none. */
  readonly auditSigningKeyFile: string | null;
  /** Where the server listens, on this computer only; 0 lets the computer choose. */
  readonly port: number;
  /** False when nobody asked for this port: when it is taken, a free one will do. */
  readonly portIsChosen: boolean;
  /** Where the embedded PostgreSQL and whatever else must last is kept. */
  readonly dataDirectory: string;
  /** True when the page for trying queries is served. */
  readonly playground: boolean;
}

/** What the settings are read for. With a database of one's own, each needs its own URL. */
export type Task = 'serve' | 'migrate' | 'audit';

/** The name of an environment variable that the service reads. */
export type VariableName =
  | 'DATABASE_URL'
  | 'MIGRATION_DATABASE_URL'
  | 'AUDIT_DATABASE_URL'
  | 'AUDIT_SIGNING_KEY_FILE'
  | 'PORT'
  | 'DATA_DIR'
  | 'PLAYGROUND';

/** An environment variable, as the code checks it and the manual describes it. */
export interface ConfigurationVariable {
  readonly name: VariableName;
  readonly meaning: string;
  /** What it must look like. */
  readonly form: string;
  /** What holds when it is not set. */
  readonly default: string;
  readonly accepts: (text: string) => boolean;
}

const databaseForm = 'a URL like postgres://role:password@host:5432/database';

const databases = {
  serve: { needed: 'DATABASE_URL', other: 'MIGRATION_DATABASE_URL' },
  migrate: { needed: 'MIGRATION_DATABASE_URL', other: 'DATABASE_URL' },
  audit: { needed: 'AUDIT_DATABASE_URL', other: 'DATABASE_URL' },
} as const;

/** Every environment variable that the service reads. */
export const configurationVariables: readonly ConfigurationVariable[] = [
  {
    name: 'DATABASE_URL',
    meaning: 'The database, as the role of the application.',
    form: databaseForm,
    default: 'an embedded PostgreSQL with two demo municipalities',
    accepts: isDatabaseUrl,
  },
  {
    name: 'MIGRATION_DATABASE_URL',
    meaning: 'The database, as the role that owns the tables. Only `npm run migrate` uses it.',
    form: databaseForm,
    default: 'the embedded PostgreSQL',
    accepts: isDatabaseUrl,
  },
  {
    name: 'AUDIT_DATABASE_URL',
    meaning:
      'The database, as a member of `internkontroll_auditor`. Only `internkontroll audit` uses it.',
    form: databaseForm,
    default: 'the embedded PostgreSQL',
    accepts: isDatabaseUrl,
  },
  {
    name: 'AUDIT_SIGNING_KEY_FILE',
    meaning: 'The Ed25519 key, as PEM, that `internkontroll audit checkpoint` signs with.',
    form: 'the path of a file',
    default: 'none',
    accepts: (text) => !text.includes('\0'),
  },
  {
    name: 'PORT',
    meaning: 'Where the server listens, on this computer only.',
    form: 'a whole number from 0 to 65535, where 0 is any free port',
    default: '4000, or a free port when that is taken',
    accepts: (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
  },
  {
    name: 'DATA_DIR',
    meaning: 'The directory in which the embedded PostgreSQL keeps its data.',
    form: 'the path of a directory',
    default: 'data',
    accepts: (text) => !text.includes('\0'),
  },
  {
    name: 'PLAYGROUND',
    meaning: 'Whether there is a page for trying queries.',
    form: 'on or off',
    default: 'on with the embedded PostgreSQL, else off',
    accepts: (text) => text === 'on' || text === 'off',
  },
];

/** A variable that cannot be used as it is. Never holds its value, which may be secret. */
export interface ConfigurationProblem {
  readonly variable: VariableName;
  readonly fault: string;
  readonly remedy: string;
}

/** The service is not set up right; the message lists everything that is to be corrected. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly ConfigurationProblem[]) {
    const lines = problems.map(
      ({ variable, fault, remedy }) => `  ${variable} ${fault}. ${remedy}`,
    );
    super(['The environment is not set up right:', ...lines].join('\n'));
  }
}

/** Variables by name. An empty one counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings in `process.env`, or in what a test gives.
 *
 * @throws ConfigurationError with all problems at once.
 */
export function readConfig(environment: Environment, task: Task = 'serve'): Config {
  const problems = [...malformed(environment), ...missing(environment, task)];
  if (problems.length > 0) throw new ConfigurationError(problems);

  const { DATABASE_URL, MIGRATION_DATABASE_URL, PORT, DATA_DIR, PLAYGROUND } = environment;
  const { AUDIT_DATABASE_URL, AUDIT_SIGNING_KEY_FILE } = environment;
  return {
    databaseUrl: DATABASE_URL || null,
    migrationDatabaseUrl: MIGRATION_DATABASE_URL || null,
    auditDatabaseUrl: AUDIT_DATABASE_URL || null,
    auditSigningKeyFile: AUDIT_SIGNING_KEY_FILE || null,
    port: Number(PORT || 4000),
    portIsChosen: Boolean(PORT),
    dataDirectory: DATA_DIR || 'data',
    playground: PLAYGROUND ? PLAYGROUND === 'on' : !DATABASE_URL,
  };
}

function malformed(environment: Environment): ConfigurationProblem[] {
  return configurationVariables
    .filter(({ name, accepts }) => environment[name] && !accepts(environment[name]))
    .map((variable) => ({
      variable: variable.name,
      fault: `is not ${variable.form}`,
      remedy: `Correct it, or leave it out to get ${variable.default}.`,
    }));
}

/**
 * Whoever names one URL has a database, and would not expect the embedded one to be used because
 * the other URL was forgotten. Serving alone needs no right to change tables, hence not both.
 */
function missing(environment: Environment, task: Task): ConfigurationProblem[] {
  const { needed, other } = databases[task];
  if (environment[needed] || !environment[other]) return [];
  const fault = `is not set, although ${other} is`;
  return [{ variable: needed, fault, remedy: `Set it to ${databaseForm}.` }];
}

function isDatabaseUrl(text: string): boolean {
  try {
    const { protocol, username, password, hostname, pathname } = new URL(text);
    decodeURIComponent(username + password + pathname);
    const names = [username, hostname, pathname.slice(1)];
    return /^postgres(ql)?:$/.test(protocol) && names.every((name) => name !== '');
  } catch {
    return false;
  }
}
