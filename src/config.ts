/** What the service is told from outside. */
export interface Config {
  /** PostgreSQL as the application's role; null means the embedded one. */
  readonly databaseUrl: string | null;
  /** PostgreSQL as the role that owns the tables; null means the embedded one. */
  readonly migrationDatabaseUrl: string | null;
  /** Zero lets the computer choose. */
  readonly port: number;
  /** False when nobody asked for this port, so that another will do when it is taken. */
  readonly portIsChosen: boolean;
  readonly dataDirectory: string;
  readonly playground: boolean;
}

/** What the settings are read for. Each needs a database of its own. */
export type Task = 'serve' | 'migrate';

/** A setting as the manual describes it. */
export interface ConfigurationVariable {
  readonly name: VariableName;
  /** What holds when it is not set. */
  readonly default: string;
  readonly meaning: string;
}

type VariableName = 'DATABASE_URL' | 'MIGRATION_DATABASE_URL' | 'PORT' | 'DATA_DIR' | 'PLAYGROUND';

/** Every environment variable that the service reads. */
export const configurationVariables: readonly ConfigurationVariable[] = [
  {
    name: 'DATABASE_URL',
    default: 'an embedded PostgreSQL with an invented municipality',
    meaning: "PostgreSQL as the application's role: postgres://role:password@host:5432/database",
  },
  {
    name: 'MIGRATION_DATABASE_URL',
    default: 'the embedded PostgreSQL',
    meaning: 'PostgreSQL as the role that owns the tables; only `npm run migrate` uses it',
  },
  { name: 'PORT', default: '4000, or a free one', meaning: 'where the server listens, 0 to 65535' },
  { name: 'DATA_DIR', default: 'data', meaning: 'where the embedded PostgreSQL keeps its data' },
  {
    name: 'PLAYGROUND',
    default: 'on unless DATABASE_URL is set',
    meaning: 'the page for trying queries: on or off',
  },
];

/** One setting that cannot be used. Never holds its value, which may be secret. */
export interface ConfigurationProblem {
  readonly variable: VariableName;
  readonly fault: string;
  readonly remedy: string;
}

/** The service cannot start as it is set up; the message lists everything to be corrected. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly ConfigurationProblem[]) {
    const lines = problems.map(
      ({ variable, fault, remedy }) => `  ${variable} ${fault}. ${remedy}`,
    );
    super(['These environment variables must be corrected:', ...lines].join('\n'));
  }
}

/** Variables by name; one that is empty counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings, from `process.env` or a test.
 *
 * @throws ConfigurationError with every problem at once.
 */
export function readConfig(environment: Environment, task: Task = 'serve'): Config {
  const problems: ConfigurationProblem[] = [];
  const read = <Value>(
    variable: VariableName,
    absent: Value,
    present: (text: string) => Value | Omit<ConfigurationProblem, 'variable'>,
  ): Value => absent;

  return {} as Config;
}
